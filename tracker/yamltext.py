"""YAML as this project reads and writes it: a small, safe subset in which a value means what a reader sees.

Only `null`, `true` and `false` are more than text: `2026-01-23`, `NO`, `012` and `1:30` come back as the strings that
stand there. Tags, anchors, aliases, merge keys and keys given twice are refused, since each makes a file say something
other than what it seems to say. Every complaint names source and line.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from tracker.errors import DataError

if TYPE_CHECKING:
    import yaml

Path = tuple[str | int, ...]

MAX_DEPTH = 32

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NOT_TEXT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Breaks that block and single-quoted style do not carry over a round trip.
_ODD_BREAKS = re.compile("[\r\x85\u2028\u2029\ufeff]")
# Lines of `key: value`, of which nearly every front matter consists: a value begins with a letter or digit and holds
# nothing that YAML could read as a mapping, a comment or a break; or it stands between single quotation marks.
_INSIDE = "[^\\n\\r\\t\x85\u2028\u2029\ufeff"
_FLAT_LINE = re.compile(
    rf"(?m:^)(([a-z_]+): (?:([^\W_]{_INSIDE}:#]*(?:(?::(?=\S)|(?<=\S)#){_INSIDE}:#]*)*(?<! ))"
    rf"|'({_INSIDE}']*(?:''{_INSIDE}']*)*)')\n)"
)
_BLANK_AT_LINE_END = re.compile(r"[ \t]$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Loaded:
    value: object
    lines: Mapping[Path, int]
    """Line (from 1) of each key and list item, by its path from the root; `()` is where the value begins."""

    def line(self, path: Path) -> int:
        """Line of the path, or of the nearest part of it that stands in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def decoded(data: bytes, source: str) -> str:
    """The text of a file, which has to be UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DataError(f"{source}:{line}: not UTF-8 text", remedy="save the file as UTF-8") from error


def load(text: str, *, source: str, max_bytes: int = 1_000_000) -> Loaded:
    """The value that the text spells, of str, bool, None, list and dict with str keys.

    Lines of `key: value` alone are read without a parser, since lists read thousands of them (8 times as fast).

    The C parser is used where there is one, event by event: building a whole tree in C from deeply nested input
    overflows its stack and kills the process (seen with 50 kB of `[`).
    """
    text = text.removeprefix("\ufeff")
    if len(text) > max_bytes or len(text.encode("utf-8", "surrogatepass")) > max_bytes:
        raise DataError(f"{source}: the file is larger than {max_bytes:,} bytes", remedy="split it or shorten it")
    odd = _NOT_TEXT.search(text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        _refuse(source, line, f"a character that is no text (U+{ord(odd.group()):04X})", "remove it")
    flat = _flat(text)
    if flat is not None:
        return flat
    import yaml

    reader = _Reader(source)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            reader.take(event)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = mark.line + 1 if mark is not None else 1
        problem = str(getattr(error, "problem", None) or getattr(error, "context", None) or error)
        _refuse(source, line, f"this is not YAML: {problem}", _remedy(problem))
    return Loaded(reader.value, reader.lines)


def dump(value: object) -> str:
    """The value as YAML that `load` reads back unchanged; keys keep their order, long lines are not folded.

    Tuples are written as lists and whole numbers as their digits (which come back as text).
    """
    import yaml

    _check_writable(value, ())
    return yaml.dump(
        value,
        Dumper=_dumper(),
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=2**31,
        line_break="\n",
    )


def _flat(text: str) -> Loaded | None:
    """What a text of `key: value` lines says; None where it is more than that, or a key stands there twice."""
    found = _FLAT_LINE.findall(text)
    empty = len(text) - sum([len(line) for line, *_ in found])
    value = {key: _plain(plain) if plain else quoted.replace("''", "'") for _, key, plain, quoted in found}
    if not found or len(value) < len(found) or text.count("\n", 0, empty) < empty:
        return None
    lines: dict[Path, int] = {(key,): line for line, (_, key, _, _) in enumerate(found, empty + 1)}
    return Loaded(value, {(): empty + 1, **lines})


def _plain(text: str) -> object:
    """What a text without quotation marks means."""
    return None if text in _NULLS else _TRUTHS.get(text, text)


def _refuse(source: str, line: int, what: str, remedy: str) -> NoReturn:
    raise DataError(f"{source}:{line}: {what}", remedy=remedy)


def _remedy(problem: str) -> str:
    if "\\t" in problem or "tab" in problem:
        return "indent with blanks, not tabs"
    if "mapping values are not allowed" in problem:
        return "put a value that holds a colon between quotation marks"
    if "expected <block end>" in problem or "could not find expected ':'" in problem or "expected key" in problem:
        return "check the indentation, and quote a value that holds a colon or begins with a quotation mark"
    if "end of stream" in problem or "unexpected end" in problem or "quoted scalar" in problem:
        return "close the quotation mark or bracket"
    return "check indentation, colons and quotation marks near this line"


class _Open:
    """A list or mapping that is still being read."""

    __slots__ = ("items", "key", "path")

    def __init__(self, items: list[object] | dict[str, object], path: Path) -> None:
        self.items = items
        self.path = path
        self.key: str | None = None


class _Reader:
    """Builds one value from parser events without recursion."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.value: object = None
        self.lines: dict[Path, int] = {}
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        import yaml

        line = event.start_mark.line + 1 if event.start_mark is not None else 1
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                _refuse(self.source, line, "a second document begins here", "keep one document a file: remove `---`")
        elif isinstance(event, yaml.NodeEvent):
            self._check_plain(event, line)
            if isinstance(event, yaml.ScalarEvent):
                self._take_scalar(event, line)
            else:
                self._begin([] if isinstance(event, yaml.SequenceStartEvent) else {}, line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()

    def _check_plain(self, event: yaml.NodeEvent, line: int) -> None:
        import yaml

        if isinstance(event, yaml.AliasEvent):
            _refuse(self.source, line, f"an alias (`*{event.anchor}`)", "write the value out, or quote the text")
        if event.anchor is not None:
            _refuse(self.source, line, f"an anchor (`&{event.anchor}`)", "write values out, or quote the text")
        tag = getattr(event, "tag", None)
        if tag is not None:
            _refuse(self.source, line, f"a tag (`{tag}`)", "remove it, or quote the text")

    def _take_scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        text: str = event.value
        plain = not event.style
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.items, dict) and top.key is None:
            self._take_key(top, top.items, text, plain, line)
            return
        self._place(_plain(text) if plain else text, line)

    def _take_key(self, top: _Open, items: dict[str, object], key: str, plain: bool, line: int) -> None:
        if plain and key == "<<":
            _refuse(self.source, line, "a merge key (`<<`)", "write the keys out")
        if plain and not key:
            _refuse(self.source, line, "a value without a key", "write `key: value`")
        if key in items:
            first = self.lines[(*top.path, key)]
            _refuse(self.source, line, f"key `{key}` stands here a second time (first in line {first})", "keep one")
        top.key = key
        items[key] = None
        self.lines[(*top.path, key)] = line

    def _begin(self, items: list[object] | dict[str, object], line: int) -> None:
        if len(self._open) >= MAX_DEPTH:
            _refuse(self.source, line, f"lists and mappings nested more than {MAX_DEPTH} deep", "flatten the file")
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.items, dict) and top.key is None:
            _refuse(self.source, line, "a list or mapping where a key is expected", "use plain words as the key")
        path = self._place(items, line)
        self._open.append(_Open(items, path))

    def _place(self, value: object, line: int) -> Path:
        if not self._open:
            self.value = value
            self.lines[()] = line
            return ()
        top = self._open[-1]
        if isinstance(top.items, list):
            path = (*top.path, len(top.items))
            top.items.append(value)
            self.lines[path] = line
            return path
        assert top.key is not None
        path = (*top.path, top.key)
        top.items[top.key] = value
        top.key = None
        return path


def _check_writable(value: object, path: Path) -> None:
    """A value of another kind would be written as something that reads back differently: a fault of the caller."""
    if len(path) > MAX_DEPTH:
        raise ValueError(f"nested more than {MAX_DEPTH} deep at {path[:4]}…")
    if isinstance(value, Mapping):
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(f"key {key!r} at {path} is not a string")
            _check_writable(item, (*path, key))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            _check_writable(item, (*path, index))
    elif not (value is None or isinstance(value, str | bool | int)):
        raise TypeError(f"{type(value).__name__} at {path} has no place in YAML here")


@functools.cache
def _dumper() -> type[yaml.SafeDumper]:
    import yaml

    class Dumper(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:
            return True

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
            super().increase_indent(flow, False)

    def represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))

    Dumper.add_representer(str, represent_text)
    Dumper.add_multi_representer(str, represent_text)
    Dumper.add_representer(tuple, yaml.SafeDumper.represent_list)
    Dumper.add_multi_representer(Mapping, yaml.SafeDumper.represent_dict)  # type: ignore[type-abstract]
    return Dumper


def _style(text: str) -> str | None:
    """Block style for clean lines, double quotes where blanks or breaks must survive, else the emitter's choice."""
    if _ODD_BREAKS.search(text):
        return '"'
    if "\n" in text:
        clean = text[0] not in " \t\n" and not _BLANK_AT_LINE_END.search(text)
        return "|" if clean else '"'
    return None
