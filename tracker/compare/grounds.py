"""The sentence that says on what ground passages were joined, or why one stands alone."""

from __future__ import annotations

from tracker.compare.changes import Event


def why(event: Event) -> str:
    if event.only:
        other = "new" if event.kind == "removed" else "old"
        return f"Passages of the {other} version answer it on other themes; on this one, none does."
    if event.kind == "removed":
        return "No passage of the new version carries this text on or answers it."
    if event.kind == "added":
        return "No passage of the old version had this text or one that it answers."
    if event.proposed_by:
        return (
            f"Proposed by the embedding model {event.proposed_by}: on this theme, neither has a passage nearer to it "
            f"(cosine {event.score:.2f}). The rules do not pair them."
        )
    if event.kind == "counterpart":
        return f"Newly written on the same point within the theme (likeness {event.score:.2f})."
    linked = [bead for bead in event.beads if bead.old and bead.new]
    same = sum(1 for bead in linked if bead.score == 1.0)
    count = sum(len(bead.old) for bead in linked)
    total = sum(len(bead.old) for bead in event.beads)
    words = f"{count} of {total} sentences carried over" if total > 1 else "Its sentence carried over"
    how = ", word for word" if same == len(linked) else f" (likeness {event.score:.2f})"
    return f"{words}{how}{_place(event)}."


def _place(event: Event) -> str:
    if event.kind == "moved":
        return "; it stands elsewhere now"
    if event.kind == "split":
        return f"; now in {len(event.new)} passages"
    if event.kind == "merged":
        return f"; it was in {len(event.old)} passages"
    return ""
