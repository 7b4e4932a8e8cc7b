"""How a call names what it means: `us-nds`, `us-nds@2022`, `us-nds@2018..2022`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tracker.model.corpus import Version


@dataclass(frozen=True, slots=True)
class Reference:
    """A series with no, one or two versions of it, as named in a call; says nothing on whether they exist."""

    series: str
    old: str | None = None
    """The left side of `..`, or the only version named."""
    new: str | None = None
    is_range: bool = False
    """`..` was written; a side left empty means the version next to the other in time."""


def parse_reference(text: str) -> Reference | None:
    """None for what cannot be one (a path with a slash, a name with a blank)."""
    raise NotImplementedError


def find_version(root: Path, text: str) -> Version:
    """The version that `us-nds@2022` or `us-nds` (its newest) names; UsageError, with those there are, otherwise."""
    raise NotImplementedError


def find_pair(root: Path, reference: Reference) -> tuple[Version, Version]:
    """The two versions, older first.

    `us-nds@2018..2022` both as named, `us-nds@2022` that and the one before it, `us-nds@2018..` that and the newest,
    `us-nds@..2022` as `us-nds@2022`, `us-nds` the newest and the one before it.
    """
    raise NotImplementedError
