"""The painter: a small program that draws pages of PDFs, run apart so that a broken PDF can harm nothing else.

It is started by its path and imports nothing of the project. It reads a request a line from standard input, as JSON:
``file``, ``page`` (from 1), ``zoom`` (pixels a point), ``pixels`` (the most there may be) and ``seconds``. For each it
writes a line of JSON to standard output, either ``error`` or the visible part of the page in the coordinates of boxes
(``left``, ``upper``, ``width``, ``height``), and always ``bytes``, the length of the PNG that follows. A request that
takes longer than its seconds ends the program.
"""

from __future__ import annotations

import io
import json
import math
import signal
import sys
from typing import Any

import pypdfium2
from PIL import Image

#: Most memory that the program may take, in bytes.
MEMORY = 1_500_000_000

#: A page this many times as long as it is wide has no picture that a person could read.
LONGEST = 100

Edges = tuple[float, float, float, float]


def main() -> None:
    """Answer requests until there are no more."""
    _limit()
    for line in sys.stdin.buffer:
        request = json.loads(line)
        signal.alarm(request["seconds"])
        try:
            answer, picture = paint(request["file"], request["page"], request["zoom"], request["pixels"])
        except (pypdfium2.PdfiumError, OSError, MemoryError, ValueError) as error:
            answer, picture = {"error": f"{type(error).__name__}: {error}"}, b""
        signal.alarm(0)
        sys.stdout.buffer.write(json.dumps(answer | {"bytes": len(picture)}).encode() + b"\n" + picture)
        sys.stdout.buffer.flush()


def _limit() -> None:
    """Give away what drawing has no use for: memory without end, and writing files."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def paint(file: str, number: int, zoom: float, pixels: int) -> tuple[dict[str, Any], bytes]:
    """The place of a page's visible part in the coordinates of boxes (points), and its picture as PNG.

    Raises:
        PdfiumError: the file or the page cannot be opened or drawn.
        ValueError: there is no such page, or it has no shape that could be shown.
    """
    document = pypdfium2.PdfDocument(file)
    try:
        if not 1 <= number <= len(document):
            raise ValueError(f"no page {number}")
        page = document[number - 1]
        width, height = page.get_size()
        if not (math.isfinite(width * height) and 1 / LONGEST < width / max(height, 1e-9) < LONGEST):
            raise ValueError("a page without a shape that could be shown")
        left, upper = corner(_media(document, page, number), page.get_bbox(), page.get_rotation())
        image = page.render(scale=min(zoom, math.sqrt(pixels / (width * height))), may_draw_forms=False).to_pil()
        written = io.BytesIO()
        # A quarter of the size; the text of a page has few colours.
        few = image.convert("RGB").quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.save(written, "PNG")
        return {"left": left, "upper": upper, "width": width, "height": height}, written.getvalue()
    finally:
        document.close()


def corner(media: Edges, visible: Edges, rotation: int) -> tuple[float, float]:
    """Where the top left corner of the picture lies in the coordinates of boxes.

    Boxes count from the corner of the media box as it is shown, moved by that box's own coordinates, as pdfplumber
    does; the picture begins at the corner of what is visible. ``media`` and ``visible`` are left, bottom, right and
    top in the file's own coordinates, ``rotation`` is clockwise in degrees.
    """
    m_left, m_bottom, m_right, m_top = media
    left, bottom, right, top = visible
    if rotation == 90:
        return bottom, left - 2 * m_left
    if rotation == 180:
        return m_left + m_right - right, bottom - 2 * m_bottom
    if rotation == 270:
        return m_bottom + m_top - top, m_right - right - m_left
    return left, m_top - top - m_bottom


def _media(document: Any, page: Any, number: int) -> Edges:
    """The media box of a page, also where it has it from the node above."""
    edges = page.get_mediabox(fallback_ok=False)
    if edges is None:  # A copied page has everything of its own.
        copy = pypdfium2.PdfDocument.new()
        copy.import_pages(document, [number - 1])
        edges = copy[0].get_mediabox()
        copy.close()
    x0, y0, x1, y1 = edges
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


if __name__ == "__main__":
    main()
