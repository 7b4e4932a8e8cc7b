"""Dates that a source states in its metadata, as ISO 8601."""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(r"\s*(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ]\d{2}:\d{2}.*)?\s*$")


def stated_date(value: object) -> str | None:
    """The date in a metadata value, as precise as it stands there; None for what is no plain ISO date."""
    match = _ISO.match(value) if isinstance(value, str) and len(value) < 60 else None
    if not match:
        return None
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(part for part in (year, month, day) if part) if int(year) >= 1000 else None
