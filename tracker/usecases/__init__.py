"""What can be done with a corpus, each deed written once: values in, values out. CLI, TUI and hook are windows on it.

Nothing here prints, reads a clock or looks at the environment. Long work reports what it is at through `Progress`.
"""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str], None]
"""Called with a short line at each step that a user may have to wait for."""
