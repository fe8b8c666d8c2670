"""Files: the pages of reports as pictures, and the reports themselves, for what is in the database and nothing else."""

from __future__ import annotations

import re
import sqlite3
from functools import lru_cache, partial
from pathlib import Path

from pipeline import shelf
from pipeline.site import picture
from pipeline.site.page import Asked, Download, File, Later, Missing
from pipeline.site.picture import Busy, NotDrawn, Studio

_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_PAGE = re.compile(r"[1-9][0-9]{0,4}", re.ASCII)

#: What is named by its content never changes.
FOREVER = {"cache-control": "public, max-age=31536000, immutable", "x-content-type-options": "nosniff"}

NOT_KEPT = "The report is not kept with this database."


@lru_cache(maxsize=8)
def studio(folder: Path) -> Studio:
    """Where the pictures of this server are drawn and kept."""
    return Studio(folder)


def warm() -> None:
    """Get ready to draw, so that the first page need not wait."""
    studio(picture.cache_folder()).warm()


def page_image(connection: sqlite3.Connection, asked: Asked) -> Later | File:
    """A page of a report of the database, as PNG; else a line that says why there is none."""
    sha256, page = asked.parts["sha256"], asked.parts["page"]
    if not _SHA256.fullmatch(sha256) or not _PAGE.fullmatch(page):
        return none("There is no such picture.")
    known = connection.execute("SELECT max(pages) FROM reports WHERE sha256 = ?", (sha256,)).fetchone()[0]
    if known is None or int(page) > known:
        return none("There is no such page in this database.")
    return Later(partial(_picture, shelf.beside(asked.database), sha256, int(page)))


def _picture(root: Path, sha256: str, page: int) -> File:
    try:
        drawn = drawing(root, sha256, page)
    except NotDrawn as reason:
        return none(f"{reason}.".capitalize(), reason)
    etag = f'"{picture.fingerprint()}-{sha256[:16]}-{page}"'
    return File(drawn.png, "image/png", headers={**FOREVER, "etag": etag})


def drawing(root: Path, sha256: str, page: int) -> picture.Picture:
    """The picture of a page of a file on the shelf.

    Raises:
        NotDrawn: the file is not there, is not what it was, or cannot be drawn.
    """
    file = shelf.find(root, sha256)
    if file is None:
        raise NotDrawn("the report is not kept with this database")
    return studio(picture.cache_folder()).picture(file, sha256, page)


def is_kept(database: Path, sha256: str | None) -> bool:
    """Whether a report stands on the shelf beside a database, so that its pages can be shown."""
    return bool(sha256 and database.name) and shelf.path(shelf.beside(database), str(sha256)).exists()


def report_file(connection: sqlite3.Connection, asked: Asked) -> Download:
    """A report of the database as it was published, to those who serve their own files to themselves."""
    sha256 = asked.parts["sha256"]
    row = None
    if _SHA256.fullmatch(sha256) and not asked.public:
        row = connection.execute("SELECT report FROM reports WHERE sha256 = ?", (sha256,)).fetchone()
    file = shelf.find(shelf.beside(asked.database), sha256) if row else None
    if row is None or file is None:
        raise Missing(NOT_KEPT)
    # Nothing in a PDF may act in this site's name.
    return Download(file, f"{row['report']}.pdf", "application/pdf", {**FOREVER, "content-security-policy": "sandbox"})


def none(why: str, reason: NotDrawn | None = None) -> File:
    """A line in place of a picture."""
    status = 503 if isinstance(reason, Busy) else 404
    return File(f"{why}\n".encode(), "text/plain; charset=utf-8", status, {"x-content-type-options": "nosniff"})
