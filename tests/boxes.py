"""Small PDFs written by hand, with page boxes that no typesetting program would choose."""

from __future__ import annotations

from pathlib import Path

Edges = tuple[float, float, float, float]

#: Where the number stands on every page made here: its foot, in the file's own coordinates.
NUMBER, AT = "4711", (300.0, 500.0)


def one_number(
    file: Path,
    media: Edges = (0, 0, 595, 842),
    crop: Edges | None = None,
    rotate: int = 0,
    inherited: bool = False,
    more: str = "",
) -> Path:
    """A page with one number on it; ``inherited`` gives its boxes to the node above, ``more`` is drawn besides."""
    boxes = f"/MediaBox [{' '.join(map(str, media))}] /Rotate {rotate}"
    if crop:
        boxes += f" /CropBox [{' '.join(map(str, crop))}]"
    drawn = f"BT /F 24 Tf {AT[0]} {AT[1]} Td ({NUMBER}) Tj ET {more}"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [3 0 R] /Count 1 {boxes if inherited else ''} >>",
        f"<< /Type /Page /Parent 2 0 R {'' if inherited else boxes} /Contents 4 0 R"
        " /Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    file.write_bytes(assembled(objects))
    return file


def assembled(objects: list[str]) -> bytes:
    """A PDF file of numbered objects, the first of them its catalogue."""
    written = bytearray(b"%PDF-1.7\n")
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(written)
    written += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    written += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(written)
