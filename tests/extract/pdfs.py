"""Writes small PDFs for the tests: text at places, in sizes and weights, and ruled lines; no library needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FONTS = {"plain": "Times-Roman", "bold": "Times-Bold", "italic": "Times-Italic"}


@dataclass(frozen=True, slots=True)
class Put:
    x: float
    y: float
    text: str
    size: float = 11
    font: str = "plain"
    scale: float = 1
    """Of both axes of the text matrix; below 0 it turns the letters round."""


@dataclass(frozen=True, slots=True)
class Stroke:
    x0: float
    y0: float
    x1: float
    y1: float


def pdf(pages: Sequence[Sequence[Put | Stroke]], *, title: str = "", encrypted: bool = False) -> bytes:
    """A PDF of letter-size pages."""
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    catalog, tree, info = add(b""), add(b""), add(f"<< /Title ({title}) >>".encode())
    fonts = {
        name: add(f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding >>".encode())
        for name, base in FONTS.items()
    }
    kids: list[int] = []
    for page in pages:
        stream = "\n".join(_drawn(item) for item in page).encode("cp1252", "replace")
        content = add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        font_list = " ".join(f"/{name} {number} 0 R" for name, number in fonts.items())
        kids.append(
            add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 612 792] /Contents {content} 0 R "
                f"/Resources << /Font << {font_list} >> >> >>".encode()
            )
        )
    objects[catalog - 1] = f"<< /Type /Catalog /Pages {tree} 0 R >>".encode()
    objects[tree - 1] = (
        f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>".encode()
    )
    out = bytearray(b"%PDF-1.4\n")
    places: list[int] = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    locked = ""
    if encrypted:
        zeros = "00" * 32
        locked = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{zeros}> /U <{zeros}> >> /ID [<{zeros}> <{zeros}>]"
    out += f"trailer\n<< /Size {len(objects) + 1} /Root {catalog} 0 R /Info {info} 0 R {locked} >>\n".encode()
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def _drawn(item: Put | Stroke) -> str:
    if isinstance(item, Stroke):
        return f"0.5 w {item.x0} {item.y0} m {item.x1} {item.y1} l S"
    text = item.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{item.font} {item.size} Tf {item.scale} 0 0 {item.scale} {item.x} {item.y} Tm ({text}) Tj ET"


def lines(texts: Sequence[str], *, x: float = 72, top: float = 700, leading: float = 14, size: float = 11) -> list[Put]:
    """Lines of running text, one under the other."""
    return [Put(x, top - nth * leading, text, size) for nth, text in enumerate(texts)]
