"""Typed access to the small YAML files of a corpus: what is not as it must be is told by file, line and key, and ends
the reading. (A codebook's faults are gathered instead: `tracker.codebook.fields`.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tracker import yamltext
from tracker.errors import DataError

Check = Callable[[str], str | None]
"""Why a text will not do; None when it will."""

_NUMBER = re.compile("[0-9]{1,9}")


class Record:
    """Keys and values at one path of a file, of which none but the known keys may stand there."""

    __slots__ = ("_called", "_loaded", "_path", "_remedy", "_source", "_values")

    def __init__(
        self,
        loaded: yamltext.Loaded,
        value: object,
        known: Sequence[str],
        *,
        source: str,
        path: yamltext.Path = (),
        called: str = "",
        remedy: str = "",
    ) -> None:
        """`called` is what messages say of the record: "the front matter"; `remedy` what to do about a fault that has
        no remedy of its own."""
        self._loaded = loaded
        self._source = source
        self._path = path
        self._called = called
        self._remedy = remedy
        if not isinstance(value, dict):
            raise self.fault("", f"{f'{called} is ' if called else ''}not a list of 'key: value' lines")
        self._values: dict[str, object] = value
        for key in value:
            if key not in known:
                place = "here" if path or not called else f"of {called}"
                raise self.fault(key, f"is not a key {place}", f"remove it or use one of {', '.join(known)}")

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def fault(self, key: str, what: str, remedy: str = "") -> DataError:
        """To be raised; an empty key is for the record itself."""
        line = self._loaded.line((*self._path, key))
        return DataError(
            f"{self._source}:{line}: {key} {what}" if key else f"{self._source}:{line}: {what}",
            remedy=remedy or self._remedy,
        )

    def check_schema(self, schema: str, remedy: str = "") -> None:
        found = self._values.get("schema")
        if found != schema:
            raise self.fault("schema", f"is {found!r}, not {schema!r}", remedy)

    def text(self, key: str, check: Check | None = None) -> str | None:
        """Something on one line; None where nothing stands."""
        value = self._values.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self.fault(key, "must be text on one line")
        fault = "must be text on one line" if "\n" in value else check(value) if check else None
        if fault:
            raise self.fault(key, fault)
        return value

    def required(self, key: str, check: Check | None = None) -> str:
        value = self.text(key, check)
        if value is None:
            raise self._missing(key)
        return value

    def prose(self, key: str, *, needed: bool = False) -> str:
        """Text of any number of lines."""
        value = self._values.get(key)
        if value is None and not needed:
            return ""
        if needed and not value:
            raise self._missing(key)
        if not isinstance(value, str):
            raise self.fault(key, "must be text")
        return value

    def number(self, key: str) -> int | None:
        text = self.text(key)
        if text is None:
            return None
        if not _NUMBER.fullmatch(text):
            raise self.fault(key, f"{text!r} is not a whole number")
        return int(text)

    def truth(self, key: str) -> bool:
        value = self._values.get(key, False)
        if not isinstance(value, bool):
            raise self.fault(key, "must be true or false")
        return value

    def one_of(self, key: str, known: Sequence[str]) -> str | None:
        value = self._values.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or value not in known:
            raise self.fault(key, f"is {value!r}, not one of {', '.join(known)}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._values.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fault(key, "must be a list of texts")
        return tuple(value)

    def part(self, key: str, known: Sequence[str]) -> Record | None:
        """The record that is the value of the key."""
        value = self._values.get(key)
        return None if value is None else self._within(value, known, (*self._path, key), key)

    def parts(self, key: str, known: Sequence[str]) -> tuple[Record, ...]:
        """The records in the list that is the value of the key."""
        value = self._values.get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self.fault(key, "must be a list")
        return tuple(
            self._within(item, known, (*self._path, key, index), f"an entry of {key}")
            for index, item in enumerate(value)
        )

    def _within(self, value: object, known: Sequence[str], path: yamltext.Path, called: str) -> Record:
        return Record(self._loaded, value, known, source=self._source, path=path, called=called, remedy=self._remedy)

    def _missing(self, key: str) -> DataError:
        place = f" from {self._called}" if self._called else ""
        return self.fault(key, "has no value" if key in self._values else f"is missing{place}")


def read_record(
    text: str,
    known: Sequence[str],
    *,
    source: str,
    called: str = "",
    remedy: str = "",
    max_bytes: int | None = None,
) -> Record:
    """The record that a whole file is; `max_bytes` as for `yamltext.load`, the rest as for `Record`."""
    limit = {} if max_bytes is None else {"max_bytes": max_bytes}
    loaded = yamltext.load(text, source=source, **limit)
    return Record(loaded, loaded.value, known, source=source, called=called, remedy=remedy)
