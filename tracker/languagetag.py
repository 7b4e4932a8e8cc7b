"""Languages as this project writes them: tags as BCP 47 has them."""

from __future__ import annotations

import re

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}")


def language_fault(text: str) -> str | None:
    """Why a text is no such tag; None when it is one."""
    return None if _TAG.fullmatch(text) else f"{text!r} is not a language tag such as en or de-AT"
