"""One download: what is at an address becomes a file, if it is a PDF, and goes on where an earlier try broke off."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx

from pipeline.fetching.kept import Kept, Version
from pipeline.fetching.web import Broken, Refused, Web
from pipeline.text import printable

#: Media types under which servers send PDFs; the last ones say nothing about what is in the file.
_PDF_TYPES = {
    "application/pdf", "application/x-pdf", "application/acrobat", "text/pdf",
    "", "application/octet-stream", "binary/octet-stream", "application/download",
    "application/force-download", "application/x-download",
}  # fmt: skip

#: Media types with a name that readers know.
_NAMES = {"text/html": "a web page", "application/xhtml+xml": "a web page", "text/plain": "plain text"}

#: A PDF says so within its first bytes, and where it ends within its last.
_HEAD, _TAIL = 1024, 2048

#: Answers that another try may better.
_PASSING = (408, 429, 500, 502, 503, 504)

#: Longest wait that a server may ask for before the next try, in seconds.
_LONGEST_WAIT = 60.0


class Unchanged(Exception):
    """What is at an address is still what was fetched last, ``kept``."""

    def __init__(self, kept: Kept) -> None:
        super().__init__()
        self.kept = kept


@dataclass(frozen=True)
class Download:
    """A file that came in full."""

    path: Path
    sha256: str
    size: int
    version: Version


def download(web: Web, url: str, folder: Path, known: Kept | None = None) -> Download:
    """Fetch a PDF into a folder, unless it is still the version that is ``known``.

    What came of a download that broke off stays in the folder, and the next one goes on from there.

    Raises:
        Unchanged: it is.
        Refused: it cannot be had, or is no PDF; the text says why.
        OSError: the folder cannot be written.
    """
    web.deadline.start(web.limits.seconds)
    folder.mkdir(parents=True, exist_ok=True)
    part = _Part(folder / f"{hashlib.sha256(url.encode()).hexdigest()[:32]}.part")
    last = Broken("")
    for left in reversed(range(web.limits.tries)):
        try:
            return _try(web, url, part, known)
        except Broken as error:
            last = error
            if left:
                web.sleep(min(error.wait, _LONGEST_WAIT))
    kept = f"; {megabytes(part.size)} are kept, and the next fetch goes on from there" if part.can_go_on else ""
    raise Refused(f"{last} ({web.limits.tries} tries){kept}")


def megabytes(size: int) -> str:
    """A size for people: ``1.3 MB``."""
    return f"{size / 1e6:.1f} MB" if size >= 50_000 else f"{size / 1e3:.1f} kB"


class _Part:
    """What came so far of a download, and which version it is of."""

    def __init__(self, path: Path) -> None:
        self.path, self._about = path, path.with_suffix(".json")

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    @property
    def can_go_on(self) -> bool:
        return self.size > 0 and self.version().exact is not None

    def version(self) -> Version:
        try:
            return Version(**json.loads(self._about.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return Version()

    def begin(self, version: Version) -> None:
        self.path.write_bytes(b"")
        self._about.write_text(json.dumps(asdict(version)), encoding="utf-8")

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)
        self._about.unlink(missing_ok=True)

    def finish(self, version: Version) -> Download:
        with self.path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        self._about.unlink(missing_ok=True)
        return Download(self.path, sha256, self.size, version)


def _try(web: Web, url: str, part: _Part, known: Kept | None) -> Download:
    at = part.size if part.can_go_on else 0
    if at:
        headers: Mapping[str, str] = {"Range": f"bytes={at}-", "If-Range": part.version().exact or ""}
    else:
        part.discard()
        headers = known.version.conditions if known else {}
    with web.get(url, headers) as answer:
        if answer.status_code == 304 and known and not at:
            raise Unchanged(known)
        if answer.status_code == 416 and at:
            part.discard()
            raise Broken("cannot be had from where an earlier download broke off")
        _check_status(answer)
        _check_type(answer)
        going_on = answer.status_code == 206
        if going_on and not (at and _starts_at(answer, at)):
            part.discard()
            raise Broken("sent another part of the file than was asked for")
        version = part.version() if going_on else _version(answer)
        if not going_on:
            part.begin(version)
        _receive(answer, part, web.limits.size)
    _check_whole(answer, part)
    return part.finish(version)


def _check_status(answer: httpx.Response) -> None:
    status = answer.status_code
    if status in _PASSING:
        wait = answer.headers.get("retry-after", "")
        raise Broken(f"the server cannot answer now (status {status})", float(wait) if wait.isdecimal() else 1.0)
    if status in (404, 410):
        raise Refused(f"is not there any more (status {status}); look for its new address")
    if status in (401, 403):
        raise Refused(f"the server does not give it to programs (status {status}); fetch it by hand")
    if status not in (200, 206):
        raise Refused(f"the server answers with status {status}")
    if answer.headers.get("content-encoding", "identity").lower() not in ("identity", ""):
        raise Refused("the server sends it compressed although it was asked for it as it is")


def _check_type(answer: httpx.Response) -> None:
    kind = answer.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind not in _PDF_TYPES:
        raise Refused(f"is {_NAMES.get(kind, printable(kind, 60))}, not a PDF; look for the address of the PDF itself")


def _starts_at(answer: httpx.Response, at: int) -> bool:
    return re.match(rf"bytes {at}-\d+/(\d+|\*)$", answer.headers.get("content-range", "")) is not None


def _version(answer: httpx.Response) -> Version:
    """The version of an answer; a date that is not a minute old may still belong to two versions."""
    headers = answer.headers
    modified = headers.get("last-modified")
    try:
        settled = parsedate_to_datetime(headers["date"]) - parsedate_to_datetime(modified or "")
        young = settled.total_seconds() < 60
    except (KeyError, ValueError, TypeError):
        young = True
    return Version(_plain(headers.get("etag")), None if young else _plain(modified))


def _plain(header: str | None) -> str | None:
    """A header that can be sent back as it came."""
    return header if header and header.isascii() and header.isprintable() else None


def _receive(answer: httpx.Response, part: _Part, most: int) -> None:
    """Write the body behind what is there already.

    Raises:
        Refused: it is too large, or no PDF.
        Broken: the connection was lost.
    """
    size = part.size
    declared = answer.headers.get("content-length", "")
    if declared.isdecimal() and size + int(declared) > most:
        part.discard()
        raise Refused(f"is larger than {megabytes(most)}; is it a report?")
    with part.path.open("rb") as file:
        head = file.read(_HEAD)
    with part.path.open("ab") as file:
        for piece in answer.iter_raw():
            head = (head + piece)[:_HEAD] if len(head) < _HEAD else head
            size += len(piece)
            wrong = _wrong(head, size, most)
            if wrong:
                part.discard()
                raise Refused(wrong)
            file.write(piece)
    if b"%PDF-" not in head:
        part.discard()
        raise Refused("is no PDF, whatever its name says" if size else "is an empty file")


def _wrong(head: bytes, size: int, most: int) -> str | None:
    if size > most:
        return f"is larger than {megabytes(most)}; is it a report?"
    if len(head) == _HEAD and b"%PDF-" not in head:
        return "is no PDF, whatever its name says"
    return None


def _check_whole(answer: httpx.Response, part: _Part) -> None:
    """A body without a stated length ends where the connection does: then the PDF has to say that it is all.

    Raises:
        Broken: the end is missing.
    """
    if "content-length" in answer.headers or "chunked" in answer.headers.get("transfer-encoding", "").lower():
        return
    with part.path.open("rb") as file:
        file.seek(max(0, part.size - _TAIL))
        if b"%%EOF" not in file.read():
            raise Broken("connection was lost before the end")
