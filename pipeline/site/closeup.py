"""Close-up: a number in the lines around it, as a frame on the page and as a picture."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline import shelf
from pipeline.site.files import FOREVER, drawing, none
from pipeline.site.page import Asked, File, Later
from pipeline.site.picture import NotDrawn, Picture, fingerprint

#: Size of the close-up around a number, in points, and the room that its frame leaves on each side.
CLOSE_UP, ROOM = (340.0, 120.0), 2.5

#: How far along the close-up the number stands: more is said before a number than behind it, and above as below.
ALONG, DOWN = 0.66, 0.5

#: Colours of the frame and of what is in it.
EDGE, WITHIN = (212, 53, 28), (255, 221, 0)


@dataclass(frozen=True)
class Frame:
    """A rectangle, in points."""

    x: float
    y: float
    width: float
    height: float


def image(connection: sqlite3.Connection, asked: Asked) -> Later | File:
    """A figure of the database in the lines around it, as PNG; else a line that says why there is none."""
    row = connection.execute(
        "SELECT id, page, x0, top, x1, bottom, sha256 FROM observations JOIN reports USING (report) WHERE id = ?",
        (asked.parts["figure"],),
    ).fetchone()
    if row is None or row["sha256"] is None:
        return none("There is no such figure.")
    return Later(partial(_image, shelf.beside(asked.database), row))


def _image(root: Path, row: sqlite3.Row) -> File:
    try:
        drawn = drawing(root, row["sha256"], row["page"])
    except NotDrawn as reason:
        return none(f"{reason}.".capitalize(), reason)
    etag = f'"{fingerprint()}-{row["id"]}"'
    return File(cut(drawn, framed(row)), "image/png", headers={**FOREVER, "etag": etag})


def cut(drawn: Picture, box: Frame) -> bytes:
    """The part of a page's picture around a number, the number framed, as PNG."""
    # Only those who look at pictures wait for what draws on them.
    from PIL import Image, ImageChops, ImageDraw

    whole = Frame(drawn.left, drawn.upper, drawn.width, drawn.height)
    part = around(box, whole)
    with Image.open(io.BytesIO(drawn.png)) as page:
        across, down = page.width / drawn.width, page.height / drawn.height

        def place(frame: Frame, corner: Frame) -> tuple[int, int, int, int]:
            left, upper = (frame.x - corner.x) * across, (frame.y - corner.y) * down
            return round(left), round(upper), round(left + frame.width * across), round(upper + frame.height * down)

        shown = page.convert("RGB").crop(place(part, whole))
    marker = Image.new("RGB", shown.size, "white")
    ImageDraw.Draw(marker).rectangle(place(box, part), fill=WITHIN, outline=EDGE, width=max(2, round(1.2 * down)))
    written = io.BytesIO()
    ImageChops.multiply(shown, marker).quantize(256, dither=Image.Dither.NONE).save(written, "PNG")
    return written.getvalue()


def framed(row: sqlite3.Row) -> Frame:
    """The frame around a number, with some room."""
    return Frame(
        round(row["x0"] - ROOM, 2),
        round(row["top"] - ROOM, 2),
        round(row["x1"] - row["x0"] + 2 * ROOM, 2),
        round(row["bottom"] - row["top"] + 2 * ROOM, 2),
    )


def around(box: Frame, whole: Frame, size: Sequence[float] = CLOSE_UP) -> Frame:
    """The part of the page around a number: of that size, larger for a large number, and within the page."""

    def span(start: float, length: float, least: float, edge: float, extent: float, at: float) -> tuple[float, float]:
        long = min(max(least, 3 * length), extent)
        return min(max(start + length / 2 - at * long, edge), edge + extent - long), long

    x, width = span(box.x, box.width, size[0], whole.x, whole.width, ALONG)
    y, height = span(box.y, box.height, size[1], whole.y, whole.height, DOWN)
    return Frame(round(x, 2), round(y, 2), round(width, 2), round(height, 2))
