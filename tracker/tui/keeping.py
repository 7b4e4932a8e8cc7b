"""What of the reviews is unsaved: asked after before the desk is left, and told to the page in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from tracker.errors import TrackerError

if TYPE_CHECKING:
    from tracker.tui.bench import Bench


class KeepingApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.benches: list[Bench] = []
        """Of all comparisons that were opened."""
        self._said_unsaved = False

    def go(self) -> None:
        """Leaves, whatever is unsaved."""
        raise NotImplementedError

    @property
    def unsaved(self) -> list[Bench]:
        return [bench for bench in self.benches if bench.sitting.is_dirty]

    def say_unsaved(self) -> None:
        """To the page in a browser, which asks then before it is closed: it knows of the terminal's title alone."""
        if self.is_web and self._driver is not None and bool(self.unsaved) != self._said_unsaved:
            self._said_unsaved = not self._said_unsaved
            self._driver.write(f"\x1b]2;{'unsaved' if self._said_unsaved else ''}\x07")

    def leave(self) -> None:
        """Asks first when a review has unsaved work."""
        unsaved = self.unsaved
        if not unsaved:
            self.go()
            return

        def answered(answer: str | None) -> None:
            if (answer == "save" and self._saved(unsaved)) or answer == "discard":
                self.go()

        from tracker.tui.prompts import Leaving

        self.push_screen(Leaving(all(bench.sitting.can_save for bench in unsaved)), answered)

    def _saved(self, benches: list[Bench]) -> bool:
        try:
            for bench in benches:
                bench.sitting.save()
        except TrackerError as error:
            self.notify(str(error), severity="error", markup=False)
            return False
        return True

    async def action_quit(self) -> None:
        self.leave()
