"""A small invented comparison that holds every kind of change and shift once, built by hand on `sample_texts`."""

from __future__ import annotations

from tests.report.sample_texts import HARD_PASSAGE, NEW, OLD
from tracker.model.comparison import (
    Bead,
    Change,
    Comparison,
    Edit,
    Ledger,
    LedgerRow,
    Quote,
    Regime,
    SectionLink,
    Shift,
    ThemeEmphasis,
    ThemeSide,
)
from tracker.model.theme import TaggedDocument


def _change(
    id: str,
    kind: str,
    old: str | None,
    new: str | None,
    edits: list[tuple[str, str]],
    themes: tuple[str, ...] = (),
    subtheme: str | None = None,
    significance: str = "substantive",
    score: float = 0.0,
    shifts: tuple[str, ...] = (),
    why: str = "Joined by hand.",
) -> Change:
    return Change(
        id=f"c-{id}",
        kind=kind,  # type: ignore[arg-type]
        significance=significance,  # type: ignore[arg-type]
        score=score,
        band="high" if score >= 0.8 else "medium" if score >= 0.5 else "low",
        themes=themes,
        subtheme=subtheme,
        old=tuple(old.split("; ")) if old else (),
        new=tuple(new.split("; ")) if new else (),
        beads=_beads(kind, old, new, score),
        edits=tuple(Edit(op, run) for op, run in edits),  # type: ignore[arg-type]
        shifts=shifts,
        why=why,
    )


def _beads(kind: str, old: str | None, new: str | None, score: float) -> tuple[Bead, ...]:
    old_sentences = _sentence_loci(OLD, old)
    new_sentences = _sentence_loci(NEW, new)
    if kind == "counterpart":
        return (Bead("removed", old_sentences, (), 0.0), Bead("added", (), new_sentences, 0.0))
    return (Bead(kind, old_sentences, new_sentences, score),)  # type: ignore[arg-type]


def _sentence_loci(side: TaggedDocument, loci: str | None) -> tuple[str, ...]:
    wanted = loci.split("; ") if loci else []
    passages = [passage for passage in side.document.passages if passage.locus in wanted]
    return tuple(sentence.locus for passage in passages for sentence in passage.sentences)


def _whole(side: TaggedDocument, locus: str) -> str:
    return next(passage.text for passage in side.document.passages if passage.locus == locus)


def _shift(
    id: str,
    rank: int,
    theme: str,
    subtheme: str | None,
    kind: str,
    old: tuple[str, str, int | None] | None,
    new: tuple[str, str, int | None] | None,
    why: str,
    rule: str,
) -> Shift:
    return Shift(
        id=f"s-{id}",
        rank=rank,
        score=round(1 / rank, 6),
        theme=theme,
        subtheme=subtheme,
        kind=kind,  # type: ignore[arg-type]
        old=Quote(*old) if old else None,
        new=Quote(*new) if new else None,
        why=why,
        rule=rule,
    )


CHANGES = (
    _change(
        "0000000001",
        "counterpart",
        "§1 ¶1",
        "§1 ¶1",
        [("-", _whole(OLD, "§1 ¶1")), ("+", _whole(NEW, "§1 ¶1"))],
        ("northland",),
        "northland/fleet",
        score=0.3121212,
        shifts=("s-0000000001",),
        why="Both speak of Northland ▸ the fleet; nothing closer was found.",
    ),
    _change(
        "0000000002",
        "counterpart",
        "§1 ¶2",
        "§1 ¶2",
        [("-", _whole(OLD, "§1 ¶2")), ("+", _whole(NEW, "§1 ¶2"))],
        ("league",),
        score=0.41,
        shifts=("s-0000000002",),
    ),
    _change(
        "0000000003",
        "removed",
        "§1 ¶3",
        None,
        [("-", _whole(OLD, "§1 ¶3"))],
        ("northland",),
        "northland/reactor",
        shifts=("s-0000000003",),
        why="Nothing in the new version speaks of it.",
    ),
    _change(
        "0000000004",
        "moved",
        "§2 ¶8",
        "§1 ¶3",
        [("=", "Smugglers are pursued.")],
        significance="none",
        score=1.0,
    ),
    _change(
        "0000000005",
        "reworded",
        "§2 ¶1",
        "§2 ¶1",
        [
            ("=", "The harbour of Strelsau "),
            ("-", "must"),
            ("+", "should"),
            ("=", " have "),
            ("-", "12"),
            ("+", "8"),
            ("=", " new cranes by "),
            ("-", "2021."),
            ("+", "2026."),
            ("=", " The Ministry pays for them."),
        ],
        ("ports",),
        score=0.87,
        shifts=("s-0000000004", "s-0000000005"),
    ),
    _change("0000000006", "kept", "§2 ¶2", "§2 ¶2", [("=", "Trade keeps the peace.")], significance="none", score=1.0),
    _change(
        "0000000007",
        "reworded",
        "§2 ¶3",
        "§2 ¶3",
        [("=", "Pilots are licensed by the "), ("-", "Guild."), ("+", "Republic.")],
        ("ports",),
        score=0.8,
    ),
    _change(
        "0000000008",
        "split",
        "§2 ¶4",
        "§2 ¶4; §2 ¶5",
        [("=", "The coast guard keeps watch."), ("-", " "), ("+", "\n"), ("=", "It has six boats.")],
        significance="none",
        score=1.0,
    ),
    _change(
        "0000000009",
        "merged",
        "§2 ¶5; §2 ¶6",
        "§2 ¶6",
        [("=", "Lights are lit at dusk."), ("-", "\n"), ("+", " "), ("=", "Buoys are painted red.")],
        significance="none",
        score=1.0,
    ),
    _change(
        "000000000a",
        "reworded",
        "§2 ¶7",
        "§2 ¶7",
        [("=", "The colour of the "), ("-", "harbor"), ("+", "harbour"), ("=", " master's coat is blue.")],
        ("ports",),
        significance="editorial",
        score=0.97,
    ),
    _change("000000000b", "added", None, "§2 ¶8", [("+", HARD_PASSAGE)], ("ports",)),
)
SHIFTS = (
    _shift(
        "0000000001",
        1,
        "northland",
        "northland/fleet",
        "characterisation",
        ("Northland is an acute threat to every port on our coast.", "§1 ¶1 s1", 3),
        ("Northland is a persistent but manageable neighbour.", "§1 ¶1 s1", None),
        "acute threat → persistent but manageable neighbour",
        "characterisation.copula",
    ),
    _shift(
        "0000000002",
        2,
        "league",
        None,
        "responsibility",
        ("The Republic will defend the Southern League.", "§1 ¶2 s1", 3),
        ("The League now carries the first responsibility for its own defence.", "§1 ¶2 s1", None),
        "the Republic → the League",
        "responsibility.lead",
    ),
    _shift(
        "0000000003",
        3,
        "northland",
        "northland/reactor",
        "omission",
        ("We will work for the closure of the reactor at Holm.", "§1 ¶3 s1", 4),
        None,
        "Only the old version speaks of the reactor.",
        "omission.subtheme",
    ),
    _shift(
        "0000000004",
        4,
        "ports",
        None,
        "modality",
        ("must have 12 new cranes", "§2 ¶1 s1", 5),
        ("should have 8 new cranes", "§2 ¶1 s1", None),
        "must → should on “have”",
        "modality.same-head",
    ),
    _shift(
        "0000000005",
        5,
        "ports",
        None,
        "quantity",
        ("12 new cranes by 2021.", "§2 ¶1 s1", 5),
        ("8 new cranes by 2026.", "§2 ¶1 s1", None),
        "12 → 8 cranes",
        "quantity.same-unit",
    ),
)
COMPARISON = Comparison(
    old=OLD,
    new=NEW,
    codebook_id="sea",
    codebook_sha256="c0de" * 16,
    regime=Regime("mixed", 0.4567891),
    warnings=("The two texts are short: 78 and 79 words.",),
    themes=(
        ThemeEmphasis(
            "northland",
            "Northland",
            ThemeSide(2, 3, 28, 0.3589743),
            ThemeSide(1, 1, 8, 0.1),
            (("fleet", "The fleet"), ("reactor", "The reactor")),
        ),
        ThemeEmphasis("league", "Southern League", ThemeSide(1, 2, 11, 0.14), ThemeSide(1, 2, 14, 0.17)),
        ThemeEmphasis("ports", "Ports & harbours", ThemeSide(3, 4, 30, 0.38), ThemeSide(4, 5, 40, 0.5)),
        ThemeEmphasis("space", "Space", ThemeSide(0, 0, 0, 0.0), ThemeSide(0, 0, 0, 0.0)),
    ),
    sections=(
        SectionLink("1", "1", "The neighbourhood", "Our neighbours", "renamed"),
        SectionLink("2", "2", "Ports and trade", "Ports, trade and the sea", "renamed"),
    ),
    changes=CHANGES,
    shifts=SHIFTS,
    ledger=Ledger(
        new=(LedgerRow("manageable", 0, 1, (0.0, 126.582), 1.41),),
        dropped=(LedgerRow("reactor", 1, 0, (128.2051, 0.0), 1.4),),
        rose=(LedgerRow("league", 1, 2, (128.21, 253.16), 0.33),),
        fell=(),
        watch=(LedgerRow("acute threat", 1, 0, (128.2051, 0.0), 1.4), LedgerRow("détente", 0, 0, (0.0, 0.0), 0.0)),
    ),
)
