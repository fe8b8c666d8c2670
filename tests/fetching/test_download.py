from __future__ import annotations

import gzip
import hashlib
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from pipeline.fetching.download import Unchanged, download
from pipeline.fetching.kept import Kept, Version
from pipeline.fetching.web import Limits, Refused, Web
from tests.fetching.server import OTHER_PDF, PDF, Route, Site, answer, file, pdf

HASH = hashlib.sha256(PDF).hexdigest()

AN_HOUR_APART = {"date": "Fri, 31 May 2024 12:00:00 GMT", "last_modified": "Fri, 31 May 2024 11:00:00 GMT"}
A_SECOND_APART = AN_HOUR_APART | {"last_modified": "Fri, 31 May 2024 11:59:59 GMT"}


@pytest.mark.parametrize("kind", ["application/pdf", "application/pdf; charset=binary", "application/octet-stream", ""])
def test_a_pdf_comes_as_it_is(kind: str, site: Site, web: Web, tmp_path: Path) -> None:
    site.routes["/a.pdf"] = pdf(content_type=kind, etag='"v1"')
    found = download(web, site.url("/a.pdf"), tmp_path)
    assert (found.path.read_bytes(), found.sha256, found.size) == (PDF, HASH, len(PDF))
    assert found.version == Version('"v1"', None)
    assert list(tmp_path.iterdir()) == [found.path]


@pytest.mark.parametrize(
    ("route", "why"),
    [
        (answer(404), r"is not there any more \(status 404\)"),
        (answer(410), r"is not there any more \(status 410\)"),
        (answer(403), r"does not give it to programs \(status 403\)"),
        (answer(418), "answers with status 418"),
        (answer(204), "answers with status 204"),
        (answer(304), "answers with status 304"),
        (answer(206, PDF, content_type="application/pdf", content_range="bytes 0-9/10"), "another part of the file"),
        (answer(200, b"<!DOCTYPE html>", content_type="text/html; charset=utf-8"), "is a web page, not a PDF"),
        (answer(200, PDF, content_type="text/html"), "is a web page, not a PDF"),
        (answer(200, PDF, content_type="application/msword\x1b[2J"), "is application/msword"),
        (answer(200, PDF, content_type="image/png"), "is image/png, not a PDF"),
        (pdf(b"<!DOCTYPE html>" + b" " * 5000), "is no PDF, whatever its name says"),
        (pdf(b"PK\x03\x04"), "is no PDF, whatever its name says"),
        (pdf(b""), "is an empty file"),
        (pdf(b" " * 1024 + PDF), "is no PDF, whatever its name says"),
        (pdf(gzip.compress(PDF), content_encoding="gzip"), "sends it compressed"),
        (answer(503), r"cannot answer now \(status 503\) \(3 tries\)"),
        (answer(500), r"cannot answer now \(status 500\) \(3 tries\)"),
    ],
)
def test_what_is_not_taken(route: Route, why: str, site: Site, web: Web, tmp_path: Path) -> None:
    site.routes["/a.pdf"] = route
    with pytest.raises(Refused, match=why) as refused:
        download(web, site.url("/a.pdf"), tmp_path)
    assert str(refused.value).isprintable()
    assert list(tmp_path.iterdir()) == []


def test_junk_before_the_header_is_allowed(site: Site, web: Web, tmp_path: Path) -> None:
    site.routes["/a.pdf"] = pdf(b"\r\n" * 100 + PDF)
    assert download(web, site.url("/a.pdf"), tmp_path).size == len(PDF) + 200


def endless(handler: BaseHTTPRequestHandler) -> None:
    answer(200, PDF[:1000], length="", content_type="application/pdf")(handler)
    while True:
        handler.wfile.write(PDF)


@pytest.mark.parametrize("route", [pdf(), endless, pdf(length=str(10**15))], ids=["stated", "endless", "claimed"])
def test_no_more_than_the_limit_is_received(route: Route, site: Site, tmp_path: Path) -> None:
    site.routes["/a.pdf"] = route
    tight = Web(Limits(size=len(PDF) - 1, pause=0.0), allow_private=True)
    with tight, pytest.raises(Refused, match=r"is larger than 0\.3 MB; is it a report\?"):
        download(tight, site.url("/a.pdf"), tmp_path)
    assert list(tmp_path.iterdir()) == []
    with Web(Limits(size=len(PDF), pause=0.0), allow_private=True) as web:
        site.routes["/a.pdf"] = pdf()
        assert download(web, site.url("/a.pdf"), tmp_path).sha256 == HASH


@pytest.mark.parametrize("of", ["head", "body"])
def test_a_server_that_is_slow_on_purpose(of: str, site: Site, web: Web, tmp_path: Path) -> None:
    def dripping(handler: BaseHTTPRequestHandler) -> None:
        if of == "body":
            answer(200, PDF[:10], length="100000", content_type="application/pdf")(handler)
        for _ in range(100):
            handler.wfile.write(b"X")
            handler.wfile.flush()
            time.sleep(0.1)

    site.routes["/a.pdf"] = dripping
    begun = time.monotonic()
    with pytest.raises(Refused, match="took longer than 2 seconds"):
        download(web, site.url("/a.pdf"), tmp_path)
    assert time.monotonic() - begun < 4


def test_a_download_goes_on_where_it_broke_off(site: Site, web: Web, tmp_path: Path) -> None:
    site.routes["/a.pdf"] = file(break_at=120_000)
    assert len(PDF) // 120_000 == 2
    assert download(web, site.url("/a.pdf"), tmp_path).path.read_bytes() == PDF
    sent = [(headers.get("range"), headers.get("if-range")) for headers in site.headers("/a.pdf")]
    assert sent == [(None, None), ("bytes=120000-", '"v1"'), ("bytes=240000-", '"v1"')]


def test_and_goes_on_the_next_day(site: Site, web: Web, tmp_path: Path) -> None:
    site.routes["/a.pdf"] = file(break_at=60_000)
    with pytest.raises(
        Refused, match=r"connection failed .* \(3 tries\); 0\.2 MB are kept, and the next fetch goes on"
    ):
        download(web, site.url("/a.pdf"), tmp_path)
    site.routes["/a.pdf"] = file()
    assert download(web, site.url("/a.pdf"), tmp_path).path.read_bytes() == PDF
    assert site.headers("/a.pdf")[-1]["range"] == "bytes=180000-"


def test_but_not_with_another_version(site: Site, web: Web, tmp_path: Path) -> None:
    site.routes["/a.pdf"] = file(break_at=60_000)
    with pytest.raises(Refused):
        download(web, site.url("/a.pdf"), tmp_path)
    site.routes["/a.pdf"] = file(OTHER_PDF, etag='"v2"')
    found = download(web, site.url("/a.pdf"), tmp_path)
    assert (found.path.read_bytes(), found.version.etag) == (OTHER_PDF, '"v2"')
    assert site.headers("/a.pdf")[-1]["if-range"] == '"v1"'


@pytest.mark.parametrize("headers", [{}, {"etag": 'W/"v1"'}, A_SECOND_APART], ids=["none", "weak", "young"])
def test_nor_where_nothing_proves_that_it_is_the_same(
    headers: dict[str, str], site: Site, web: Web, tmp_path: Path
) -> None:
    site.routes["/a.pdf"] = pdf(PDF[:70_000], length=str(len(PDF)), **headers)
    with pytest.raises(Refused, match=r"\(3 tries\)$"):
        download(web, site.url("/a.pdf"), tmp_path)
    assert [seen.get("range") for seen in site.headers("/a.pdf")] == [None] * 3


def test_a_date_that_had_time_to_settle_proves_it(site: Site, web: Web, tmp_path: Path) -> None:
    site.routes["/a.pdf"] = pdf(PDF[:70_000], length=str(len(PDF)), **AN_HOUR_APART)
    with pytest.raises(Refused):
        download(web, site.url("/a.pdf"), tmp_path)
    assert site.headers("/a.pdf")[1]["if-range"] == AN_HOUR_APART["last_modified"]


@pytest.mark.parametrize(
    "route",
    [
        answer(416, content_range=f"bytes */{len(PDF)}"),
        answer(206, PDF[10:], content_type="application/pdf", content_range=f"bytes 10-{len(PDF) - 1}/{len(PDF)}"),
        answer(206, PDF[50_000:], content_type="application/pdf"),
    ],
    ids=["past the end", "from elsewhere", "from nowhere"],
)
def test_a_server_that_cannot_go_on_is_asked_for_all(route: Route, site: Site, web: Web, tmp_path: Path) -> None:
    whole = file(break_at=50_000)
    site.routes["/a.pdf"] = whole

    def once(handler: BaseHTTPRequestHandler) -> None:
        site.routes["/a.pdf"] = file()
        route(handler)

    def first(handler: BaseHTTPRequestHandler) -> None:
        site.routes["/a.pdf"] = once
        whole(handler)

    site.routes["/a.pdf"] = first
    assert download(web, site.url("/a.pdf"), tmp_path).path.read_bytes() == PDF
    assert [headers.get("range") for headers in site.headers("/a.pdf")] == [None, "bytes=50000-", None]


def test_a_body_that_ends_with_the_connection_has_to_be_whole(site: Site, web: Web, tmp_path: Path) -> None:
    site.routes["/a.pdf"] = pdf(PDF[:-100], length="")
    with pytest.raises(Refused, match="connection was lost before the end"):
        download(web, site.url("/a.pdf"), tmp_path)
    site.routes["/a.pdf"] = pdf(length="")
    assert download(web, site.url("/a.pdf"), tmp_path).sha256 == HASH


def test_what_is_known_is_not_sent_again(site: Site, web: Web, tmp_path: Path) -> None:
    site.routes["/a.pdf"] = file()
    known = Kept(HASH, Version('"v1"', "Fri, 31 May 2024 11:00:00 GMT"))
    with pytest.raises(Unchanged):
        download(web, site.url("/a.pdf"), tmp_path, known)
    assert site.headers("/a.pdf")[0]["if-none-match"] == '"v1"'
    assert site.headers("/a.pdf")[0]["if-modified-since"] == "Fri, 31 May 2024 11:00:00 GMT"
    site.routes["/a.pdf"] = file(OTHER_PDF, etag='"v2"')
    assert download(web, site.url("/a.pdf"), tmp_path, known).path.read_bytes() == OTHER_PDF


def test_a_version_that_cannot_be_sent_back_is_forgotten(site: Site, web: Web, tmp_path: Path) -> None:
    site.routes["/a.pdf"] = pdf(etag='"\xe9"')
    assert download(web, site.url("/a.pdf"), tmp_path).version == Version()


@pytest.mark.parametrize(("asked", "waited"), [("7", 7.0), ("86400", 60.0), ("Fri, 31 May 2024 12:00:00 GMT", 1.0)])
def test_a_busy_server_is_given_the_time_it_asks_for(asked: str, waited: float, site: Site, tmp_path: Path) -> None:
    def busy(handler: BaseHTTPRequestHandler) -> None:
        site.routes["/a.pdf"] = pdf()
        answer(429, retry_after=asked)(handler)

    site.routes["/a.pdf"] = busy
    waits: list[float] = []
    with Web(Limits(pause=0.0), allow_private=True, sleep=waits.append) as web:
        assert download(web, site.url("/a.pdf"), tmp_path).sha256 == HASH
    assert waits == [waited]
