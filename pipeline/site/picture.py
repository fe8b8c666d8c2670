"""Pictures of pages: drawn once by painters that run apart, then kept in the cache folder."""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any, cast

from pipeline.folder import users_own
from pipeline.problem import Problem

PAINTER = Path(__file__).with_name("painter.py")

#: Pixels a point: 144 dots an inch.
ZOOM = 2.0
#: Most pixels of a picture; a larger page is drawn smaller. An A4 page has 2 million.
PIXELS = 8_000_000
#: Longest time that drawing a page may take, and that a request waits for a free painter.
SECONDS, PATIENCE = 10, 8
#: How many pages are drawn at once, and how many a painter draws before a fresh one takes over.
PAINTERS, PAGES = 2, 500
#: A page that could not be drawn is not tried again for this many seconds, so that one file cannot keep all busy.
GRUDGE = 600
#: Most bytes of pictures kept; past it, those longest unused go until this share is left.
KEPT, LEFT = 2_000_000_000, 0.8
#: New pictures between two looks at how much is kept.
TIDYING = 200


class NotDrawn(Exception):
    """A page has no picture; the text says why, for a reader."""


class Busy(NotDrawn):
    """All painters are at work."""


@dataclass(frozen=True)
class Picture:
    """A page as PNG, and where it lies in the coordinates of boxes, in points."""

    png: bytes
    left: float
    upper: float
    width: float
    height: float


def cache_folder() -> Path:
    """Where pictures are kept: below the user's folder for caches; without one, as long as the server runs."""
    try:
        return users_own() / "pages"
    except Problem:
        return _passing()


@cache
def _passing() -> Path:
    made = tempfile.TemporaryDirectory(prefix="upheld-")
    atexit.register(made.cleanup)
    return Path(made.name)


@cache
def fingerprint() -> str:
    """A few digits that change whenever pictures may come out otherwise."""
    made_by = (PAINTER.read_text(encoding="utf-8"), version("pypdfium2"), version("pillow"), str(ZOOM), str(PIXELS))
    return hashlib.sha256("\x1f".join(made_by).encode()).hexdigest()[:12]


class Studio:
    """Draws pages and keeps their pictures in ``folder``; may be used by several threads at once."""

    def __init__(self, folder: Path, painters: int = PAINTERS, seconds: int = SECONDS) -> None:
        self.folder = folder
        self._seconds = seconds
        self._failed: dict[tuple[str, int], float] = {}
        self._new = 0
        self._places: queue.LifoQueue[_Painter | None] = queue.LifoQueue()
        for _ in range(painters):
            self._places.put(None)

    def warm(self) -> None:
        """Start a painter, so that the first page need not wait for one."""
        with self._place() as place:
            place.painter()

    def close(self) -> None:
        """End the painters that are free."""
        with suppress(queue.Empty):
            while True:
                painter = self._places.get_nowait()
                if painter is not None:
                    painter.end()

    def picture(self, file: Path, sha256: str, page: int) -> Picture:
        """The picture of a page of ``file``, whose content has that hash; drawn unless it is kept.

        Raises:
            NotDrawn: the page cannot be drawn; Busy: not now.
        """
        kept = self._kept(sha256, page)
        found = _read(kept)
        if found is not None:
            return found
        if time.monotonic() - self._failed.get((sha256, page), float("-inf")) < GRUDGE:
            raise NotDrawn("this page could not be drawn")
        try:
            with self._place() as place:
                answer, png = place.painter().ask(file, page, self._seconds)
        except _Lost as error:
            self._remember(sha256, page)
            raise NotDrawn("this page could not be drawn: drawing it took too long or too much memory") from error
        if "error" in answer:
            self._remember(sha256, page)
            raise NotDrawn("this page could not be drawn")
        _write(kept, json.dumps(answer).encode() + b"\n" + png)
        self._tidy()
        return _picture(answer, png)

    def _kept(self, sha256: str, page: int) -> Path:
        return self.folder / fingerprint() / sha256[:2] / f"{sha256}-{page}"

    def _place(self) -> _Place:
        try:
            return _Place(self._places, self._places.get(timeout=PATIENCE))
        except queue.Empty:
            raise Busy("too many pages are being drawn; try again in a minute") from None

    def _remember(self, sha256: str, page: int) -> None:
        if len(self._failed) >= 10_000:
            self._failed.clear()
        self._failed[sha256, page] = time.monotonic()

    def _tidy(self) -> None:
        self._new += 1
        if self._new % TIDYING == 1:
            threading.Thread(target=tidy, args=(self.folder, KEPT), daemon=True).start()


class _Lost(Exception):
    """A painter ended without an answer."""


class _Painter:
    """A running painter."""

    def __init__(self) -> None:
        self.pages = 0
        command = [sys.executable, "-P", str(PAINTER)]
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere)  # noqa: S603 - our own
        self._asking = cast(IO[bytes], self._process.stdin)
        self._answering = cast(IO[bytes], self._process.stdout)

    def ask(self, file: Path, page: int, seconds: int) -> tuple[dict[str, Any], bytes]:
        """What it answers, and the picture.

        Raises:
            _Lost: it did not answer in time, or ended.
        """
        request = {"file": str(file), "page": page, "zoom": ZOOM, "pixels": PIXELS, "seconds": seconds}
        self.pages += 1
        overdue = threading.Timer(seconds + 1, self._process.kill)
        overdue.start()
        try:
            self._asking.write(json.dumps(request).encode() + b"\n")
            self._asking.flush()
            answer = json.loads(self._answering.readline())
            png = self._answering.read(answer["bytes"])
            if len(png) != answer["bytes"]:
                raise _Lost
        except (OSError, ValueError) as error:
            raise _Lost from error
        finally:
            overdue.cancel()
        return answer, png

    def end(self) -> None:
        """Stop it at once."""
        self._process.kill()
        self._process.communicate()


class _Place:
    """A painter's place while it is taken; a painter that failed, or drew its share, leaves it empty."""

    def __init__(self, places: queue.LifoQueue[_Painter | None], painter: _Painter | None) -> None:
        self._places, self._painter = places, painter

    def painter(self) -> _Painter:
        """The painter of this place, started if there is none."""
        self._painter = self._painter or _Painter()
        return self._painter

    def __enter__(self) -> _Place:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        painter = self._painter
        if painter is not None and (kind is not None or painter.pages >= PAGES):
            painter.end()
            painter = None
        self._places.put(painter)


def _picture(answer: dict[str, Any], png: bytes) -> Picture:
    return Picture(png, *(float(answer[name]) for name in ("left", "upper", "width", "height")))


def _read(kept: Path) -> Picture | None:
    """A picture from the cache; None where there is none that is whole."""
    try:
        head, _, png = kept.read_bytes().partition(b"\n")
        answer = json.loads(head)
        if len(png) != answer["bytes"]:
            return None
        os.utime(kept)
        return _picture(answer, png)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _write(kept: Path, content: bytes) -> None:
    """Keep a picture, whole or not at all; a cache that cannot be written only makes the site slower."""
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=kept.parent, prefix=".new-")
        try:
            os.close(handle)
            Path(name).write_bytes(content)
            Path(name).replace(kept)
        finally:
            Path(name).unlink(missing_ok=True)


def tidy(folder: Path, limit: int) -> None:
    """Remove the pictures longest unused where all together take more than ``limit`` bytes."""
    found = []
    for path in folder.rglob("*"):
        with suppress(OSError):
            if path.is_file():
                state = path.stat()
                found.append((state.st_mtime, state.st_size, path))
    total = sum(size for _, size, _ in found)
    if total <= limit:
        return
    for _, size, path in sorted(found):
        if total <= LEFT * limit:
            break
        with suppress(OSError):
            path.unlink()
            total -= size
