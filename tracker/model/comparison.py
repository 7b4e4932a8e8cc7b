"""Everything found between two versions: the one value that every output reads.

`tracker.report.json` writes it as the public JSON, whose keys have the same names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tracker.model.theme import TaggedDocument

RegimeLabel = Literal["revision", "mixed", "rewrite"]
BeadKind = Literal["kept", "reworded", "moved", "split", "merged", "added", "removed"]
ChangeKind = Literal["kept", "reworded", "moved", "split", "merged", "added", "removed", "counterpart"]
Significance = Literal["none", "editorial", "substantive"]
Band = Literal["high", "medium", "low"]
EditOp = Literal["=", "-", "+"]
ShiftKind = Literal[
    "characterisation",
    "responsibility",
    "commitment",
    "modality",
    "quantity",
    "priority",
    "naming",
    "omission",
    "introduction",
]


@dataclass(frozen=True, slots=True)
class Regime:
    label: RegimeLabel
    reuse: float
    """Share of the words of both sides that stand in sentences linked with a score of at least .5; 0 to 1."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of text kept (`=`), deleted (`-`) or inserted (`+`)."""

    op: EditOp
    text: str


@dataclass(frozen=True, slots=True)
class Bead:
    """The smallest aligned group of sentences; one side may be empty."""

    kind: BeadKind
    old: tuple[str, ...]
    new: tuple[str, ...]
    """Sentence loci."""
    score: float
    """Similarity of the two sides, 0 to 1; 0 when one is empty."""


@dataclass(frozen=True, slots=True)
class Change:
    """A group of passages of both sides, seen as one event."""

    id: str
    """`c-` and ten hex digits, made from the texts it joins: the same whenever these texts meet."""
    kind: ChangeKind
    significance: Significance
    score: float
    band: Band
    themes: tuple[str, ...]
    subtheme: str | None
    """`theme/sub-theme` of the cell of the quote matrix it belongs to."""
    old: tuple[str, ...]
    new: tuple[str, ...]
    """Passage loci."""
    beads: tuple[Bead, ...]
    """Beads of the sentences that this change accounts for. Empty where every sentence of its passages is accounted for
    in another change (a passage can be the counterpart of several)."""
    edits: tuple[Edit, ...]
    """Spells out the sentences of `beads`: those of one passage joined by a blank, passages by a line break.
    Counterparts are one deletion and one insertion; word-level runs exist only where text was revised."""
    shifts: tuple[str, ...]
    """Ids of the shifts that were found in it."""
    why: str
    """One sentence: on what ground these passages were joined, or why one stands alone."""


@dataclass(frozen=True, slots=True)
class Quote:
    """An exact piece of the text and where it stands."""

    quote: str
    locus: str
    """Locus of the sentence in which it begins."""
    page: int | None = None
    cut: tuple[bool, bool] = (False, False)
    """Whether its sentence has more before it, and behind it."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A typed, evidenced change of policy."""

    id: str
    """`s-` and ten hex digits, made from theme, kind and quotes."""
    rank: int
    """1 is what an analyst would want first; unique in a comparison."""
    score: float
    """What the rank was made from; larger is earlier."""
    theme: str
    subtheme: str | None
    kind: ShiftKind
    old: Quote | None
    new: Quote | None
    why: str
    rule: str
    """Id of the rule that found it, e.g. `modality.same-head`."""


@dataclass(frozen=True, slots=True)
class ThemeSide:
    passages: int
    sentences: int
    words: int
    share: float
    """Share of the side's words that stand in passages about the theme, 0 to 1."""


@dataclass(frozen=True, slots=True)
class ThemeEmphasis:
    id: str
    title: str
    old: ThemeSide
    new: ThemeSide
    subthemes: tuple[tuple[str, str], ...] = ()
    """Id (`taiwan`) and title of each of the theme's sub-themes, in the order of the codebook."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    term: str
    old: int
    new: int
    """Occurrences."""
    per_10k: tuple[float, float]
    """Occurrences per 10,000 words, old and new."""
    keyness: float
    """Log-likelihood (G²) of the two counts against the two lengths (Rayson & Garside 2000); larger is more telling."""


@dataclass(frozen=True, slots=True)
class Ledger:
    new: tuple[LedgerRow, ...]
    dropped: tuple[LedgerRow, ...]
    rose: tuple[LedgerRow, ...]
    fell: tuple[LedgerRow, ...]
    watch: tuple[LedgerRow, ...]


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A section of one side and the one that takes its place; either may be None."""

    old: str | None
    new: str | None
    """Section numbers."""
    old_title: str
    new_title: str
    kind: Literal["kept", "renamed", "added", "removed"]


@dataclass(frozen=True, slots=True)
class EmbeddingModel:
    """A model that proposed counterparts."""

    name: str
    """Of its folder or file."""
    kind: str
    """`model2vec`, `onnx` or `sentence-transformers`."""
    sha256: str
    """Digest of the digests of its files."""


@dataclass(frozen=True, slots=True)
class Comparison:
    old: TaggedDocument
    new: TaggedDocument
    codebook_id: str
    codebook_sha256: str
    regime: Regime
    warnings: tuple[str, ...]
    """What a reader must know before trusting the rest, a sentence each."""
    themes: tuple[ThemeEmphasis, ...]
    sections: tuple[SectionLink, ...]
    changes: tuple[Change, ...]
    """In the order of the new document; what only the old one has stands where it stood."""
    shifts: tuple[Shift, ...]
    """By rank."""
    ledger: Ledger
    embeddings: EmbeddingModel | None = None
    """None where no model was asked, as is the rule."""
