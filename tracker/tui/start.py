"""Starts the desk: the comparison first, in a process of its own, then Textual."""

from __future__ import annotations

import gc
import os
import sys

from tracker.tui.comparing import Comparing, Request
from tracker.tui.order import Order

_FRAMES = "250"
"""A second at most. Textual waits for the next frame before it draws what a key did: up to 17 ms at its own 60."""
_TURN = 0.001
"""Seconds that a worker may go on when a key waits for the processor; 0.005 by default."""
_UNTIL_COLLECTED = 100_000
"""Values; some fifty keys make as many."""


def run_desk(order: Order) -> None:
    """Until the user leaves. What is still being compared then is stopped."""
    request = Request(order.sides, order.directory, order.root, order.codebook, order.memory)
    first = Comparing(request) if order.sides else None
    try:
        os.environ.setdefault("TEXTUAL_FPS", _FRAMES)
        sys.setswitchinterval(_TURN)
        # In the pauses between keys instead (`idle`); this is for when there are none. What stays is kept apart
        # (`bench.keep_for_good`).
        gc.set_threshold(_UNTIL_COLLECTED, 20, 50)
        from tracker.tui.app import ReviewApp

        ReviewApp(order, first).run()
    finally:
        if first is not None:
            first.stop()
