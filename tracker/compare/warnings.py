"""What a reader must know before trusting a comparison: a sentence each."""

from __future__ import annotations

from tracker.language import same_language
from tracker.model.comparison import EmbeddingModel
from tracker.model.theme import Codebook, TaggedDocument

MUCH_UNTAGGED = 0.65
"""Share of words about no theme of the codebook from which that is worth saying."""


def warnings_of(old: TaggedDocument, new: TaggedDocument, codebook: Codebook) -> tuple[str, ...]:
    """Notices of both documents first, then what the comparison itself found wanting."""
    out = []
    for side, tagged in (("old", old), ("new", new)):
        document = tagged.document
        out += [f"The {side} version: {notice}" for notice in document.notices]
        if not document.passages:
            out.append(f"The {side} version ({document.id}) holds no text.")
        elif not codebook.themes:
            continue
        elif not same_language(document.language, codebook.language):
            out.append(
                f"The {side} version is in another language ({document.language}) than the codebook "
                f"({codebook.language}), which has no terms for it: no themes are tagged there, and no shifts found."
            )
        elif tagged.untagged_share() >= MUCH_UNTAGGED:
            out.append(
                f"The codebook has no theme for {tagged.untagged_share():.0%} of the words of the {side} version."
            )
    if not codebook.themes:
        out.append("The codebook has no themes: nothing is tagged, and no shifts are looked for.")
    return tuple(out)


def proposals_notice(model: EmbeddingModel, made: int) -> str:
    said = f"{made} further counterpart{'' if made == 1 else 's'}"
    return (
        f"An embedding model was asked ({model.name}, {model.kind}, SHA-256 {model.sha256[:12]}…): it proposed {said}, "
        "of low confidence. All else is as without it."
    )
