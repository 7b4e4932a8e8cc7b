"""How the values of a process that compares are let go of: it makes millions, which stay until its end."""

from __future__ import annotations

import atexit
import gc
import os
import sys
import threading
from typing import NoReturn

_YOUNG = 2_000_000
"""Values made since the last collection before there is another."""


def collect_rarely() -> None:
    """Lets Python look for values that refer to each other in circles, which are hardly any, less often: at its own 700
    new ones, that takes a fifth of the time."""
    gc.set_threshold(_YOUNG, 100, 100)


def end_process(code: int) -> NoReturn:
    """Ends the process without letting go of each value first, which takes a thirtieth of the time of a comparison and
    a tenth of that of one that is remembered. What others have registered for its end is done; a thread that still
    works is waited for."""
    if threading.active_count() > 1:
        sys.exit(code)
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        sys.exit(code)
    os._exit(code)
