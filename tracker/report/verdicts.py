"""What an analyst decided on a comparison, as renderers say it: by change and shift, in sum, and what is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tracker.model.comparison import Shift
from tracker.model.review import Judgement, Repairing, Retagging
from tracker.report.phrases import count

Orphan = Judgement | Repairing | Retagging
"""An entry of a review whose words are not in the texts any more."""

SIGNS: Mapping[str, str] = {"accepted": "✓", "rejected": "✗", "flagged": "!"}
NOTE_SIGN = "…"
"""Something was noted, nothing decided."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    judgements: Mapping[str, Judgement] = field(default_factory=dict)
    """By the id of the change or shift."""
    repaired: int = 0
    retagged: int = 0
    """Pairings joined or parted by hand, and passages whose themes were put right: both show in the comparison."""
    orphans: tuple[Orphan, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self == NO_VERDICTS

    def phrase(self, id: str) -> str:
        """`accepted: Lead item.`; empty for what nobody has judged."""
        found = self.judgements.get(id)
        if found is None:
            return ""
        lead = found.verdict or "noted"
        return f"{lead}: {found.note}" if found.note else lead

    def sign(self, id: str) -> str:
        found = self.judgements.get(id)
        return "" if found is None else SIGNS.get(found.verdict or "", NOTE_SIGN)

    def without_rejected(self, shifts: Iterable[Shift]) -> list[Shift]:
        return [shift for shift in shifts if not self._is_rejected(shift.id)]

    def summary(self) -> str:
        """One sentence on all of it."""
        found: Counter[str] = Counter(judgement.verdict or "noted" for judgement in self.judgements.values())
        parts = [f"{found[verdict]:,} {verdict}" for verdict in (*SIGNS, "noted") if found[verdict]]
        if self.repaired:
            parts.append(f"{count(self.repaired, 'pairing')} put right")
        if self.retagged:
            parts.append(f"{count(self.retagged, 'passage')} given other themes")
        if self.orphans:
            parts.append(f"{count(len(self.orphans), 'entry', 'entries')} without a place in these texts")
        return f"Reviewed: {', '.join(parts)}." if parts else "Nothing is reviewed yet."

    def _is_rejected(self, id: str) -> bool:
        found = self.judgements.get(id)
        return found is not None and found.verdict == "rejected"


NO_VERDICTS = Verdicts()


def orphan_line(orphan: Orphan) -> str:
    """What could not be placed, on one line."""
    if isinstance(orphan, Judgement):
        anchor = orphan.new or orphan.old
        what = f"{orphan.verdict or 'note'} on a {orphan.kind} {orphan.about}"
        return f"{what}{f' ({orphan.note})' if orphan.note else ''}: “{anchor.quote if anchor else ''}”"
    if isinstance(orphan, Repairing):
        return f"{orphan.deed}: “{orphan.old.quote}” with “{orphan.new.quote}”"
    tags = ", ".join([*(f"+{tag}" for tag in orphan.add), *(f"-{tag}" for tag in orphan.remove)])
    return f"tags {tags} on the {orphan.side} side: “{orphan.passage.quote}”"
