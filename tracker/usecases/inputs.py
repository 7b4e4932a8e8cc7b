"""What changelogs follow from, texts, codebook and series.yaml: whoever commits changelogs has to have committed it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

from tracker.corpus import layout
from tracker.corpus.store import Writer
from tracker.errors import CorpusError


def check_inputs(writer: Writer, series: Iterable[str], *, edited: Collection[PurePosixPath] = ()) -> tuple[str, ...]:
    """CorpusError where a text of the series, but for those that are `edited`, is not as HEAD has it: a changelog made
    from it could not be made again. Settings are for trying out; of those the user is warned."""
    series = list(series)
    altered = writer.altered_in(layout.series_folder(name) for name in series)
    texts = {path for path in altered if layout.version_at(path) is not None}.difference(edited)
    settings = {layout.CODEBOOK, *(layout.series_path(name) for name in series)}
    states = writer.uncommitted(sorted(texts | settings))
    if unsettled := sorted(texts & states.keys()):
        path = unsettled[0]
        raise CorpusError(f"{path} {states[path]}", remedy=_IF_THERE if (writer.root / path).exists() else _IF_GONE)
    return tuple(f"{path} {states[path]}; the changelogs rest on it" for path in sorted(settings & states.keys()))


_IF_THERE = "commit it or take it out of the way first"
_IF_GONE = "bring it back (git checkout, or git sparse-checkout where that hides it), or commit that it is gone"
