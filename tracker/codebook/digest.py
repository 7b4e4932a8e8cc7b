"""The digest by which a codebook is known."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def codebook_digest(text: str, extended: Sequence[str] = ()) -> str:
    """Of a codebook's file; where it extends others, of their digests and its own."""
    own = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return hashlib.sha256("\n".join([*extended, own]).encode()).hexdigest() if extended else own


def digest_unloaded(text: str) -> str | None:
    """The digest, if it can be told without loading the codebook: it extends no other, and has no escape (`\\u0065`) in
    which the key could hide."""
    return None if "extends" in text or "\\" in text else codebook_digest(text)
