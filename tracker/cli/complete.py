"""What a shell may offer for a word of a call: series, versions, themes of the corpus, and files; never an error."""

from __future__ import annotations

from pathlib import Path

import click
from click.shell_completion import CompletionItem


def complete_series(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(series) for series in _versions(context) if series.startswith(incomplete)]


def complete_version(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    references = [f"{series}@{version}" for series, versions in _versions(context).items() for version in versions]
    return [CompletionItem(reference) for reference in references if reference.startswith(incomplete)]


def complete_sides(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Versions and pairs of versions; files too as long as no version is being typed."""
    series, at, rest = incomplete.partition("@")
    versions = _versions(context)
    if at and ".." in rest:
        old = rest.partition("..")[0]
        found = [f"{series}@{old}..{new}" for new in versions.get(series, ())]
    elif at:
        found = [f"{series}@{version}" for version in versions.get(series, ())]
    else:
        found = list(versions)
    items = [CompletionItem(name) for name in found if name.startswith(incomplete)]
    return items if at else [*items, CompletionItem(incomplete, type="file")]


def complete_themes(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from tracker.errors import TrackerError
    from tracker.usecases.reading import read_codebook

    root = _root(context)
    try:
        themes = read_codebook(root).themes if root else ()
    except TrackerError:
        return []
    return [CompletionItem(theme.id, help=theme.title) for theme in themes if theme.id.startswith(incomplete)]


def _versions(context: click.Context) -> dict[str, tuple[str, ...]]:
    """By series; names alone, so that a broken file in the corpus does no harm."""
    from tracker.corpus import layout
    from tracker.errors import TrackerError

    root = _root(context)
    try:
        return {series: layout.version_names(root, series) for series in layout.series_ids(root)} if root else {}
    except TrackerError:
        return {}


def _root(context: click.Context) -> Path | None:
    from tracker.cli.settings import find_corpus
    from tracker.errors import TrackerError

    try:
        with context.scope(cleanup=False):
            return find_corpus()
    except (TrackerError, OSError):
        return None
