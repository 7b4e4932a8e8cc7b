"""What a call may say of a document or a correction: dates and a language, refused before anything is read."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.dates import date_fault
from tracker.errors import UsageError
from tracker.languagetag import language_fault


def check_particulars(dates: Iterable[tuple[str, str | None]], language: str | None) -> None:
    """UsageError for the first that is wrong; None is not said. `dates` go by what each is the date of."""
    for what, date in dates:
        fault = date_fault(date) if date is not None else None
        if fault:
            raise UsageError(f"the date of {what} {fault}")
    fault = language_fault(language) if language is not None else None
    if fault:
        raise UsageError(f"the language {fault}")
