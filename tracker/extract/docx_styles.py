"""What a Word document's styles and list definitions say of a paragraph: heading, list item, quotation, and its number.

Numbers of lists and headings stand in no text of the file; they are counted here as a word processor would.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from tracker.extract.docx_package import Package, attribute, child, is_on, local_name, value
from tracker.extract.figures import figure

if TYPE_CHECKING:
    from lxml import etree

_T = TypeVar("_T")

_HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)
_LIST = re.compile(r"list (?:bullet|number) ([2-5])$")
_BODY_LEVEL = 9
_MAX_INHERITED = 20
_LEVELS = 9
_NO_NUMBER = frozenset(("bullet", "none"))


@dataclass(frozen=True, slots=True)
class Style:
    name: str = ""
    """In English for the styles that come with the program, whatever its language."""
    based_on: str | None = None
    outline: int | None = None
    """Level of heading from 0; 9 is body text."""
    list_id: str | None = None
    list_level: int | None = None
    bold: bool | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph is, by itself and by its style."""

    style: str = ""
    """Name of the style, in small letters."""
    heading: int | None = None
    """Level from 1; 0 for the document's title."""
    list_id: str | None = None
    list_level: int = 0
    bold: bool = False
    """The style makes its text bold."""

    @property
    def depth(self) -> int:
        """How deep an item stands: styles such as "List Bullet 2" are lists of their own, of one level."""
        named = _LIST.match(self.style)
        return max(self.list_level, int(named[1]) - 1 if named else 0)

    @property
    def is_contents(self) -> bool:
        return self.style.startswith("toc") or self.style in ("table of figures", "index heading")

    @property
    def is_quote(self) -> bool:
        return self.style in ("quote", "intense quote", "block text")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    kind: str = "decimal"
    text: str = ""
    """`%1.%2` with the places of the numbers."""
    start: int = 1
    legal: bool = False
    """All numbers in Arabic figures."""


@dataclass(slots=True)
class Styles:
    styles: Mapping[str, Style]
    default: str | None
    language: str | None
    """Of the writer's program, which may not be the text's."""

    def look(self, properties: etree._Element | None) -> Look:
        style_id = value(properties, "pStyle") or self.default
        chain = self._chain(style_id)
        name = chain[0].name.lower() if chain else ""
        own_list = child(properties, "numPr")
        list_id = value(own_list, "numId") or _first(style.list_id for style in chain)
        level = value(own_list, "ilvl")
        inherited = _first(style.list_level for style in chain)
        return Look(
            style=name,
            heading=self._heading(properties, chain),
            list_id=None if list_id == "0" else list_id,
            list_level=min(_number(level, inherited or 0), _LEVELS - 1),
            bold=_first(style.bold for style in chain) or False,
        )

    def _heading(self, properties: etree._Element | None, chain: list[Style]) -> int | None:
        if any(style.name.lower() == "title" for style in chain[:1]):
            return 0
        own = value(properties, "outlineLvl")
        outlines = (style.outline if style.outline is not None else _named_outline(style.name) for style in chain)
        outline = _number(own, _BODY_LEVEL) if own is not None else _first(outlines)
        return None if outline is None or outline >= _BODY_LEVEL else outline + 1

    def _chain(self, style_id: str | None) -> list[Style]:
        """The style and those that it is based on."""
        chain: list[Style] = []
        while style_id is not None and style_id in self.styles and len(chain) < _MAX_INHERITED:
            chain.append(self.styles[style_id])
            style_id = chain[-1].based_on
        return chain


def read_styles(package: Package) -> Styles:
    root = package.part("styles")
    styles: dict[str, Style] = {}
    default = None
    for element in root if root is not None else ():
        if local_name(element) != "style" or attribute(element, "type") not in ("paragraph", None):
            continue
        style_id = attribute(element, "styleId") or ""
        properties, runs = child(element, "pPr"), child(element, "rPr")
        outline = value(properties, "outlineLvl")
        level = value(properties, "numPr", "ilvl")
        styles[style_id] = Style(
            name=value(element, "name") or style_id,
            based_on=value(element, "basedOn"),
            outline=None if outline is None else _number(outline, _BODY_LEVEL),
            list_id=value(properties, "numPr", "numId"),
            list_level=None if level is None else _number(level, 0),
            bold=None if child(runs, "b") is None else is_on(runs, "b"),
        )
        if attribute(element, "default") in ("1", "true", "on"):
            default = style_id
    language = attribute(child(root, "docDefaults", "rPrDefault", "rPr", "lang"), "val")
    return Styles(styles, default, language)


@dataclass(slots=True)
class Numbering:
    """Counts the items of all lists in the order of the text."""

    levels: Mapping[str, Mapping[int, Level]]
    """By the id of the shared definition."""
    shared: Mapping[str, str]
    """Id of a list → id of its definition: lists with one definition are counted through."""
    restarts: Mapping[str, Mapping[int, int]]
    """By the id of a list, where it begins anew at this number."""
    _counts: dict[str, list[int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def label(self, list_id: str, level: int) -> str:
        """The number of the next item at this level, as it would be shown; empty for bullets."""
        definition = self.shared.get(list_id)
        if definition is None:
            return ""
        levels = self.levels.get(definition, {})
        here = levels.get(level, Level())
        counts = self._counts.setdefault(definition, [0] * _LEVELS)
        if list_id not in self._begun:
            self._begun.add(list_id)
            for restarted, start in self.restarts.get(list_id, {}).items():
                counts[restarted] = start - levels.get(restarted, Level()).start
        counts[level] += 1
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        if here.kind in _NO_NUMBER:
            return ""
        return re.sub(
            r"%([1-9])", lambda place: self._shown(int(place[1]) - 1, here, levels, counts), here.text
        ).strip()

    def _shown(self, level: int, here: Level, levels: Mapping[int, Level], counts: list[int]) -> str:
        of_level = levels.get(level, Level())
        number = of_level.start + max(counts[level], 1) - 1
        return figure(number, "decimal" if here.legal else of_level.kind)


def read_numbering(package: Package) -> Numbering:
    root = package.part("numbering")
    levels: dict[str, dict[int, Level]] = {}
    shared: dict[str, str] = {}
    restarts: dict[str, dict[int, int]] = {}
    for element in root if root is not None else ():
        if local_name(element) == "abstractNum":
            levels[attribute(element, "abstractNumId") or ""] = {
                _number(attribute(level, "ilvl"), 0): Level(
                    kind=value(level, "numFmt") or "decimal",
                    text=value(level, "lvlText") or "",
                    start=_number(value(level, "start"), 1),
                    legal=is_on(level, "isLgl"),
                )
                for level in element
                if local_name(level) == "lvl"
            }
        elif local_name(element) == "num":
            list_id = attribute(element, "numId") or ""
            shared[list_id] = value(element, "abstractNumId") or ""
            for override in element:
                start = value(override, "startOverride")
                level = _number(attribute(override, "ilvl"), 0)
                if start is not None and level < _LEVELS:
                    restarts.setdefault(list_id, {})[level] = _number(start, 1)
    return Numbering(levels, shared, restarts)


def _named_outline(name: str) -> int | None:
    match = _HEADING.match(name)
    return int(match[1]) - 1 if match else None


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"[0-9]{1,6}", text) else otherwise


def _first(values: Iterable[_T | None]) -> _T | None:
    return next((value for value in values if value is not None), None)
