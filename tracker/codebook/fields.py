"""Typed access to what a YAML file holds, noting every fault with its line, key and remedy instead of stopping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.dates import date_fault
from tracker.errors import DataError
from tracker.harmless import clean_line
from tracker.yamltext import Loaded, Path


@dataclass(frozen=True, slots=True)
class Fault:
    source: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return str(self.error())

    def error(self) -> DataError:
        return DataError(f"{self.source}:{self.line}: {self.what}", remedy=self.remedy)


class Fields:
    """Reads the parts of one loaded file; what is not as it must be is noted and read as nothing."""

    def __init__(self, loaded: Loaded, source: str) -> None:
        self.loaded = loaded
        self.source = source
        self.faults: list[Fault] = []

    def fault(self, path: Path, what: str, remedy: str) -> None:
        self.faults.append(Fault(self.source, self.loaded.line(path), f"{_key(path)}{what}", remedy))

    def mapping(self, path: Path, value: object, allowed: Sequence[str] = ()) -> dict[str, object]:
        """The mapping at this path; where `allowed` is given, no other keys may stand in it."""
        if not isinstance(value, dict):
            self.fault(path, f"is {kind_of(value)} where keys with values belong", "write `key: value` lines below it")
            return {}
        known: dict[str, object] = {}
        for key, item in value.items():
            if allowed and key not in allowed:
                self._unknown((*path, key), key, allowed)
            else:
                known[key] = item
        return known

    def listed(self, path: Path, value: object) -> list[tuple[Path, object]]:
        """The items of the list at this path, each with its own path."""
        if not isinstance(value, list):
            self.fault(
                path, f"is {kind_of(value)} where a list belongs", "write each item on a line of its own after `- `"
            )
            return []
        return [((*path, index), item) for index, item in enumerate(value)]

    def text(self, path: Path, value: object) -> str:
        if not isinstance(value, str):
            remedy = "put it between quotation marks" if isinstance(value, bool) else "write plain text"
            self.fault(path, f"is {kind_of(value)} where text belongs", remedy)
            return ""
        text = " ".join(value.split())
        if not text:
            self.fault(path, "is empty", "fill it in or remove it")
        return text

    def texts(self, path: Path, value: object) -> tuple[str, ...]:
        """A list of texts; a single text is a list of one."""
        if isinstance(value, str):
            value = [value]
        return tuple(text for place, item in self.listed(path, value) if (text := self.text(place, item)))

    def truth(self, path: Path, value: object) -> bool:
        if isinstance(value, bool):
            return value
        self.fault(path, f"is {kind_of(value)} where `true` or `false` belongs", "write `true` or `false`")
        return False

    def date(self, path: Path, value: object) -> str | None:
        if isinstance(value, str) and not date_fault(value):
            return value
        shown = f"`{value}`" if isinstance(value, str) and value else kind_of(value)
        self.fault(path, f"is {shown} where a date belongs", "write it as 1991-12-26, 1991-12 or 1991")
        return None

    def _unknown(self, path: Path, key: str, allowed: Sequence[str]) -> None:
        import difflib

        near = difflib.get_close_matches(key.lower(), allowed, n=1, cutoff=0.6)
        remedy = f"did you mean `{near[0]}`?" if near else f"known here: {', '.join(allowed)}"
        self.fault(path, "is not a known key", remedy)


def kind_of(value: object) -> str:
    """What a value is, in the words of someone who writes YAML."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return f"the truth value `{str(value).lower()}`"
    if isinstance(value, str):
        return "text"
    return "a list" if isinstance(value, list) else "a mapping"


def _key(path: Path) -> str:
    """`themes.korea.terms item 3 ` as a reader would say it; empty for the whole file."""
    if not path:
        return "the file "
    names: list[str] = []
    for part in path:
        if isinstance(part, int):
            names[-1] += f" item {part + 1}"
        else:
            names.append(clean_line(part))
    return "`" + ".".join(names) + "` "
