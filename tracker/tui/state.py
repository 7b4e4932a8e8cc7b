"""What the desk remembers between two sittings: look, last series, and where the reader was in each comparison."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from tracker.wholefile import replace_whole

_MOST_PLACES = 200


@dataclass(frozen=True, slots=True)
class DeskState:
    look: str = ""
    series: str = ""
    places: tuple[tuple[str, str, str], ...] = field(default=())
    """Comparison, theme and block, the latest last."""

    def place(self, pair: str) -> tuple[str, str]:
        return next(((theme, key) for name, theme, key in self.places if name == pair), ("", ""))

    def with_place(self, pair: str, theme: str, key: str) -> DeskState:
        others = tuple(place for place in self.places if place[0] != pair)
        return replace(self, places=(*others, (pair, theme, key))[-_MOST_PLACES:])


def load_state(path: Path | None) -> DeskState:
    """Nothing is remembered where the file is missing or not ours: it is a convenience, never a fault."""
    if path is None:
        return DeskState()
    with suppress(OSError, ValueError, TypeError, KeyError):
        record = json.loads(path.read_text("utf-8"))
        places = tuple((str(a), str(b), str(c)) for a, b, c in record["places"])
        return DeskState(str(record["look"]), str(record["series"]), places)
    return DeskState()


def save_state(path: Path | None, state: DeskState) -> None:
    if path is None:
        return
    with suppress(OSError):
        replace_whole(path, json.dumps(asdict(state), indent=1).encode())
