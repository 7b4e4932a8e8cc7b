"""Writes the head of a comparison for a terminal: what was compared, how much of it is new, and what to beware of."""

from __future__ import annotations

from tracker.harmless import cell_width, clean_line
from tracker.model.comparison import Comparison
from tracker.report.paint import Painter, Span, padded, spans
from tracker.report.phrases import cautions, count, plain_date, regime_sentence, series_label, version_label
from tracker.report.sides import Side
from tracker.report.verdicts import Verdicts, orphan_line


def head_lines(
    comparison: Comparison, old: Side, new: Side, painter: Painter, width: int, verdicts: Verdicts
) -> list[str]:
    """The two versions, the regime in a sentence, and what to know before relying on the rest."""
    series = {series_label(side.document) for side in (old, new)}
    name = f"{series.pop()}  " if len(series) == 1 and None not in series else ""
    labels = [clean_line(side.label) for side in (old, new)]
    versions = " → ".join(clean_line(version_label(side.document)) for side in (old, new))
    lines = painter.hanging("", spans(Span(name + versions, "title")), width)
    for side, label in zip((old, new), labels, strict=True):
        document = side.document
        parts = [clean_line(document.title), plain_date(document.published), count(document.words, "word")]
        if document.pages:
            parts.append(count(document.pages, "page"))
        lines += painter.hanging(f"  {padded(label, max(map(cell_width, labels)))}  ", spans(", ".join(parts)), width)
    lines += painter.hanging("", spans(regime_sentence(comparison.regime)), width)
    for caution in cautions(comparison, old.name, new.name):
        lines += painter.hanging("! ", spans(clean_line(caution)), width)
    if not verdicts.is_empty:
        lines += painter.hanging("", spans(verdicts.summary()), width)
        for orphan in verdicts.orphans:
            lines += painter.hanging("? ", spans(clean_line(orphan_line(orphan))), width)
    return lines
