"""How often Python looks for values that refer to each other in circles."""

from __future__ import annotations

import gc

_YOUNG = 2_000_000
"""Values made since the last collection before there is another."""


def collect_rarely() -> None:
    """For a process that compares: it makes millions of values that stay and hardly any in circles. At Python's own
    700, looking for those takes a fifth of the time."""
    gc.set_threshold(_YOUNG, 100, 100)
