"""What a source states about itself in its metadata: its date, as ISO 8601, its language, a title worth the name."""

from __future__ import annotations

import re
from datetime import date

from tracker.languagetag import language_fault

_ISO = re.compile(r"\s*(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ]\d{2}:\d{2}.*)?\s*$")
_TITLE_WORDS = 3
"""A title that a file states is worth the name from so many words on: others are those of templates."""


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


def stated_title(title: str | None) -> str | None:
    """This title, unless it is a template's or that which a program gave the file."""
    named = title and len(title.split()) >= _TITLE_WORDS and not title.lower().startswith("microsoft word")
    return title if named else None


def stated_language(language: str | None) -> str | None:
    """The language's tag; None for what is none. Many a system that makes pages writes `en_US`."""
    tag = (language or "").strip().replace("_", "-")
    return None if language_fault(tag) else tag
