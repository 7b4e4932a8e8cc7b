"""Says why a change or shift stands in a comparison."""

from __future__ import annotations

from tracker.model.comparison import Comparison


def explain_entry(comparison: Comparison, id: str) -> list[str]:
    """Lines of plain text on the change (`c-…`) or shift (`s-…`) with this id, or with the only one that begins so."""
    from tracker.compare.explain import explain

    return explain(comparison, id)
