"""What of a comparison is wanted on the screen: by theme, kind, band, significance, words, and what is reviewed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import get_args

from tracker.model.comparison import Band, Change, ChangeKind, Shift, ShiftKind, Significance
from tracker.report.phrases import change_phrase, kind_phrase, significance_phrase
from tracker.tui.marks import CHANGE_SIGNS, SHIFT_SIGN
from tracker.usecases.search import pattern_of

CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
SHIFT_KINDS: tuple[ShiftKind, ...] = get_args(ShiftKind)
BANDS: tuple[str, ...] = get_args(Band)
SIGNIFICANCES: tuple[Significance, ...] = get_args(Significance)

Reviewed = Callable[[str], bool]
"""Whether a verdict was given on the change or shift with this id."""


@dataclass(frozen=True, slots=True)
class Filter:
    theme: str | None = None
    """None for all themes, the empty string for what is under none."""
    kinds: frozenset[str] = frozenset()
    """Kinds of change and of shift. None named means all but `kept`; with kinds of one sort only, none of the other."""
    bands: frozenset[str] = frozenset()
    significance: frozenset[str] = frozenset()
    text: str = ""
    unreviewed: bool = False

    @property
    def is_open(self) -> bool:
        return replace(self, theme=None) == Filter()

    def describe(self, old: str, new: str) -> str:
        """`old` and `new` are the labels of the sides."""
        groups = (
            [name for kind, name in kind_names(old, new).items() if kind in self.kinds],
            [f"{band} confidence" for band in BANDS if band in self.bands],
            [significance_phrase(value) for value in SIGNIFICANCES if value in self.significance],
        )
        parts = [", ".join(group) for group in groups if group]
        if self.text:
            parts.append(f"“{self.text}”")
        if self.unreviewed:
            parts.append("not reviewed")
        return " · ".join(parts)

    def cleared(self) -> Filter:
        return Filter(theme=self.theme)


def kind_names(old: str, new: str) -> Mapping[ChangeKind | ShiftKind, str]:
    """Changes and shifts as they are called wherever one is shown; `old` and `new` are the labels of the sides."""
    names: dict[ChangeKind | ShiftKind, str] = {}
    names.update({kind: f"{CHANGE_SIGNS[kind]} {change_phrase(kind)}" for kind in CHANGE_KINDS})
    names.update({kind: f"{SHIFT_SIGN} {kind_phrase(kind, old, new)}" for kind in SHIFT_KINDS})
    return names


def wanted_changes(
    changes: Iterable[Change], wanted: Filter, text_of: Callable[[Change], str], reviewed: Reviewed
) -> list[Change]:
    kinds = wanted.kinds & set(CHANGE_KINDS)
    if wanted.kinds and not kinds:
        return []
    needle = needle_of(wanted.text)
    return [
        change
        for change in changes
        if (change.kind in kinds if kinds else change.kind != "kept")
        and _has_theme(change.themes, wanted.theme)
        and (not wanted.bands or change.band in wanted.bands)
        and (not wanted.significance or change.significance in wanted.significance)
        and not (wanted.unreviewed and reviewed(change.id))
        and (needle is None or needle.search(text_of(change)))
    ]


def wanted_shifts(shifts: Iterable[Shift], wanted: Filter, reviewed: Reviewed) -> list[Shift]:
    kinds = wanted.kinds & set(SHIFT_KINDS)
    if (wanted.kinds and not kinds) or wanted.bands or wanted.significance:
        return []
    needle = needle_of(wanted.text)
    return [
        shift
        for shift in shifts
        if (not kinds or shift.kind in kinds)
        and _has_theme((shift.theme,), wanted.theme)
        and not (wanted.unreviewed and reviewed(shift.id))
        and (needle is None or any(needle.search(side.quote) for side in (shift.old, shift.new) if side))
    ]


def needle_of(text: str) -> re.Pattern[str] | None:
    """For what was typed into a search or a filter; None where nothing was."""
    return pattern_of(text) if text.strip() else None


def _has_theme(themes: Iterable[str], wanted: str | None) -> bool:
    if wanted is None:
        return True
    themes = tuple(themes)
    return wanted in themes if wanted else not themes
