"""Turns the program's terms into plain phrases: the one place that decides how a report says things."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model.comparison import (
    ChangeKind,
    Comparison,
    Ledger,
    LedgerRow,
    Quote,
    Regime,
    Shift,
    ShiftKind,
    Significance,
    ThemeEmphasis,
)
from tracker.model.document import Document, Passage

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_LABEL_LENGTH = 16

NO_SHIFT = "No rule found a shift of policy."

_SHIFTS: dict[ShiftKind, str] = {
    "characterisation": "characterised differently",
    "responsibility": "who is responsible",
    "commitment": "a commitment changes",
    "modality": "promised more or less firmly",
    "quantity": "a figure changes",
    "priority": "priority changes",
    "naming": "named differently",
    "omission": "not found in {new}",
    "introduction": "not found in {old}",
}

_RULES = {
    "commitment.wording": "put differently",
    "modality.condition": "a condition changes",
    "modality.negation": "a negation changes",
    "presence.named": "the theme is named in one wording",
}
"""Where the rule tells more than the kind."""

_CHANGES: dict[ChangeKind, str] = {
    "kept": "unchanged",
    "reworded": "reworded",
    "moved": "moved",
    "split": "split up",
    "merged": "merged",
    "added": "new",
    "removed": "not found in the new version",
    "counterpart": "written anew",
}

_SIGNIFICANCE: dict[Significance, str] = {
    "none": "no change of wording",
    "editorial": "spelling, punctuation or numbering only",
    "substantive": "change of substance",
}


def shift_phrase(shift: Shift, old: str, new: str) -> str:
    """`a condition changes`, `not found in 2026`; `old` and `new` are the labels of the sides."""
    return _RULES.get(shift.rule) or kind_phrase(shift.kind, old, new)


def kind_phrase(kind: ShiftKind, old: str, new: str) -> str:
    return _SHIFTS[kind].format(old=side_name(old), new=side_name(new))


def quotation(quote: Quote) -> str:
    """In quotation marks, with dots where its sentence goes on."""
    before, behind = ("…" if more else "" for more in quote.cut)
    return f"“{before}{quote.quote}{behind}”"


def subtheme_title(theme: ThemeEmphasis | None, subtheme: str | None) -> str:
    """The title of `theme/sub-theme`, empty where there is none."""
    return dict(theme.subthemes).get((subtheme or "").rpartition("/")[2], "") if theme else ""


def ledger_lists(ledger: Ledger, new: str) -> tuple[tuple[str, tuple[LedgerRow, ...]], ...]:
    """The lists of the ledger that have rows, with their titles; `new` is the name of the new side."""
    lists = (
        (f"New in {new}", ledger.new),
        (f"Not found in {new}", ledger.dropped),
        (f"More often in {new}", ledger.rose),
        (f"Less often in {new}", ledger.fell),
    )
    return tuple((title, rows) for title, rows in lists if rows)


def watched(rows: Sequence[LedgerRow]) -> tuple[tuple[LedgerRow, ...], str]:
    """Those of the watch list that either version has, and what is to be said of the others."""
    present = tuple(row for row in rows if row.old or row.new)
    absent = len(rows) - len(present)
    if not absent:
        return present, ""
    words = count(absent, "further word" if present else "word")
    return present, f"{words} of the watch list {'stands' if absent == 1 else 'stand'} in neither version."


def change_phrase(kind: ChangeKind) -> str:
    return _CHANGES[kind]


def significance_phrase(significance: Significance) -> str:
    return _SIGNIFICANCE[significance]


def regime_sentence(regime: Regime) -> str:
    share = "none" if regime.reuse <= 0 else "all" if regime.reuse >= 1 else percent(regime.reuse)
    match regime.label:
        case "revision":
            return f"A revision: {share} of the words stand in sentences carried over or reworded."
        case "mixed":
            return f"Part revision, part rewrite: {share} of the words stand in sentences carried over or reworded."
        case "rewrite":
            return f"A rewrite: {share} of the words stand in sentences carried over."


def cautions(comparison: Comparison, old: str, new: str) -> tuple[str, ...]:
    """What to know before relying on the rest; what holds for both texts, or is a warning as well, is said once."""
    old_notices, new_notices = comparison.old.document.notices, comparison.new.document.notices
    notices = (*old_notices, *new_notices)
    return (
        *(f"Both versions: {notice}" for notice in old_notices if notice in new_notices),
        *(f"{old}: {notice}" for notice in old_notices if notice not in new_notices),
        *(f"{new}: {notice}" for notice in new_notices if notice not in old_notices),
        *(warning for warning in comparison.warnings if not any(notice in warning for notice in notices)),
    )


def side_labels(comparison: Comparison) -> tuple[str, str]:
    """Short names of the sides: `2018` and `2022` in a series, file names elsewhere; `old` and `new` if these are equal
    or too long to be repeated."""
    old, new = version_label(comparison.old.document), version_label(comparison.new.document)
    return ("old", "new") if old == new or max(len(old), len(new)) > _LABEL_LENGTH else (old, new)


def side_name(label: str) -> str:
    """A side's label as it reads in a sentence: `2022`, `the old version`."""
    return f"the {label} version" if label in ("old", "new") else label


def version_label(document: Document) -> str:
    """`2022` of `us-nds@2022`; a file's name without its ending elsewhere."""
    series, at, version = document.id.rpartition("@")
    if at and series and version:
        return version
    name = document.id.rsplit("/", 1)[-1]
    stem, dot, ending = name.rpartition(".")
    return stem if dot and stem and ending.isalnum() and len(ending) <= 5 else name


def series_label(document: Document) -> str | None:
    """`us-nds` of `us-nds@2022`; None for a document outside a series."""
    series, at, _ = document.id.rpartition("@")
    return series if at and series else None


def plain_date(date: str | None) -> str:
    """`27 October 2022`, `October 2022` or `2022` for an ISO date; as it stands when it is none."""
    if date is None:
        return "date unknown"
    parts = date.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return date
    year = parts[0]
    month = int(parts[1]) if len(parts) > 1 else 0
    if len(parts) == 1:
        return year
    if not 1 <= month <= 12:
        return date
    return f"{MONTHS[month - 1]} {year}" if len(parts) == 2 else f"{int(parts[2])} {MONTHS[month - 1]} {year}"


def percent(share: float) -> str:
    """`0%`, `<1%`, `3%`, `>99%`: never a zero for something, never a hundred for less than all."""
    if share <= 0:
        return "0%"
    if share < 0.01:
        return "<1%"
    if 0.995 <= share < 1:
        return ">99%"
    return f"{100 * share:.0f}%"


def bar(share: float, full: float) -> str:
    """A bar of up to eight block characters; `full` is the share that fills it."""
    eighths = round(64 * share / full) if full > 0 else 0
    if share > 0:
        eighths = max(eighths, 1)
    whole, rest = divmod(min(eighths, 64), 8)
    return "█" * whole + (" ▏▎▍▌▋▊▉"[rest] if rest else "")


def share_bar(share: float, full: float) -> str:
    """`███▎ 12%`."""
    return f"{bar(share, full)} {percent(share)}" if share > 0 else percent(share)


def count(number: int, noun: str, plural: str | None = None) -> str:
    """`1 passage`, `1,204 passages`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def omission_phrase(words: int) -> str:
    """What stands in place of unchanged words that were left out; `…` for other sentences."""
    return f"({count(words, 'word')} as before)" if words else "…"


def rate(per_10k: float) -> str:
    """Occurrences per 10,000 words: one digit after the point below 10, none above, `0` for none."""
    if per_10k <= 0:
        return "0"
    return f"{per_10k:.1f}" if per_10k < 9.95 else f"{per_10k:,.0f}"


def place(locus: str, page: int | None) -> str:
    """`§3.2 ¶4, p. 12`."""
    return locus if page is None else f"{locus}, p. {page}"


def places(passages: Sequence[Passage], *, pages: bool = True) -> str:
    """`§3.2 ¶4–6, p. 12`: the loci of passages, neighbours in one section joined."""
    runs: list[list[Passage]] = []
    for passage in passages:
        if runs and runs[-1][-1].section == passage.section and _follows(runs[-1][-1], passage):
            runs[-1].append(passage)
        else:
            runs.append([passage])
    return "; ".join(_run_place(run, pages=pages) for run in runs)


def pair_places(old: Sequence[Passage], new: Sequence[Passage]) -> str:
    """`§3.2 ¶4 ↔ §2 ¶1`."""
    return f"{places(old, pages=False)} ↔ {places(new, pages=False)}"


def _run_place(run: list[Passage], *, pages: bool) -> str:
    first, last = run[0], run[-1]
    locus = first.locus if len(run) == 1 else f"{first.locus}–{_paragraph_number(last)}"
    if first.page is None or not pages:
        return locus
    return f"{locus}, p. {first.page}" if first.page == last.page else f"{locus}, pp. {first.page}–{last.page}"


def _follows(passage: Passage, later: Passage) -> bool:
    return _paragraph_number(later) == _paragraph_number(passage) + 1


def _paragraph_number(passage: Passage) -> int:
    digits = passage.locus.rpartition("¶")[2]
    return int(digits) if digits.isdigit() else 0
