"""Dates as this project writes them: a day, a month or a year of the calendar, in ISO 8601."""

from __future__ import annotations

import re
from datetime import date

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def date_fault(text: str) -> str | None:
    """Why a text is no such date; None when it is one."""
    found = _DATE.fullmatch(text)
    if not found:
        return f"{text!r} is not a date such as 2026-01-23, 2026-01 or 2026"
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return f"{text!r} is not a day of the calendar"
    return None
