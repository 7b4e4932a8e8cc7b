"""Plain text as other people extracted it → canonical text."""

from __future__ import annotations

import re

from tracker.document.blocks import Block
from tracker.document.canonical import write_canonical
from tracker.extract.decode import cleaned, decoded
from tracker.model.corpus import Extraction


def extract(data: bytes, *, name: str) -> Extraction:
    text, _ = decoded(data, name=name)
    blocks = [Block("paragraph", " ".join(part.split())) for part in re.split(r"\n\s*\n", cleaned(text))]
    return Extraction(
        text=write_canonical(blocks),
        title=None,
        published=None,
        language="und",
        media_type="text/plain",
        extractor="text/1",
        pages=None,
        warnings=(),
    )
