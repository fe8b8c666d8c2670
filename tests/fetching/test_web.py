from __future__ import annotations

from http.server import BaseHTTPRequestHandler

import pytest

from pipeline.fetching.web import Broken, Limits, Refused, Web
from tests.fetching.server import Site, answer, redirect

ROBOTS = """
User-agent: *
Disallow: /private/
Disallow: /*.zip$

User-agent: upheld
Disallow: /minutes/
Allow: /minutes/complaints
"""


def visit(web: Web, url: str) -> bytes:
    with web.get(url, {}) as found:
        return b"".join(found.iter_raw())


def waiting(limits: Limits) -> tuple[Web, list[float]]:
    waits: list[float] = []
    return Web(limits, allow_private=True, sleep=waits.append), waits


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/minutes/", False), ("/minutes/complaints.pdf", True), ("/private/a.pdf", True), ("/report.pdf", True)],
)
def test_robots_txt_is_obeyed(path: str, allowed: bool, site: Site, web: Web) -> None:
    site.routes |= {"/robots.txt": answer(200, ROBOTS.encode()), path: answer(200, b"here")}
    if allowed:
        assert visit(web, site.url(path)) == b"here"
    else:
        with pytest.raises(Refused, match=r"/robots\.txt asks programs to keep away"):
            visit(web, site.url(path))
        assert site.paths() == []


def test_rules_for_all_are_for_us_where_we_are_not_named(site: Site, web: Web) -> None:
    site.routes |= {"/robots.txt": answer(200, ROBOTS.replace("upheld", "other").encode()), "/a.zip": answer(200)}
    for path in ("/private/x", "/a.zip"):
        with pytest.raises(Refused, match="keep away"):
            visit(web, site.url(path))


def test_robots_txt_also_counts_where_a_redirect_leads(site: Site, web: Web) -> None:
    site.routes |= {"/robots.txt": answer(200, ROBOTS.encode()), "/report": redirect("/minutes/report")}
    with pytest.raises(Refused, match="keep away"):
        visit(web, site.url("/report"))
    assert site.paths() == ["/report"]


def test_a_server_whose_robots_txt_is_in_trouble_is_left_alone(site: Site, web: Web) -> None:
    site.routes["/robots.txt"] = answer(503)
    for _ in range(2):
        with pytest.raises(Refused, match=r"/robots\.txt cannot be read \(status 503\); try again later"):
            visit(web, site.url("/report"))
    assert [path for path, _ in site.seen] == ["/robots.txt"]


def test_robots_txt_that_is_no_text_forbids_nothing(site: Site, web: Web) -> None:
    site.routes |= {"/robots.txt": answer(200, b"\xff\xfe<html>" * 200_000), "/a": answer(200, b"here")}
    assert visit(web, site.url("/a")) == b"here"


def test_who_we_are(site: Site) -> None:
    site.routes["/"] = answer(200)
    with Web(Limits(pause=0.0), contact="records@example.org", allow_private=True) as web:
        visit(web, site.url("/"))
    for _, headers in site.seen:
        assert headers["user-agent"].startswith("upheld/")
        assert "collects complaints reports of UK councils; records@example.org" in headers["user-agent"]


def test_a_pause_between_two_visits_to_one_host(site: Site) -> None:
    site.routes["/"] = answer(200)
    web, waits = waiting(Limits(pause=5.0))
    with web:
        visit(web, site.url("/"))
        visit(web, site.url("/"))
        visit(web, site.url("/").replace("127.0.0.1", "localhost"))
    # the report after robots.txt, the second report; at the other host only the report after robots.txt
    assert [round(wait) for wait in waits] == [5, 5, 5]


def test_the_pause_that_robots_txt_asks_for(site: Site) -> None:
    site.routes |= {"/robots.txt": answer(200, b"User-agent: *\nCrawl-delay: 40"), "/": answer(200)}
    web, waits = waiting(Limits(pause=1.0))
    with web:
        visit(web, site.url("/"))
        visit(web, site.url("/"))
    assert [round(wait) for wait in waits] == [1, 40]


def test_a_pause_that_would_never_end(site: Site, web: Web) -> None:
    site.routes["/robots.txt"] = answer(200, b"User-agent: *\nCrawl-delay: 86400")
    with pytest.raises(Refused, match="asks for 86400 seconds between visits"):
        visit(web, site.url("/"))


def test_redirects_are_followed_so_far_and_no_further(site: Site, web: Web) -> None:
    site.routes |= {"/0": redirect("/1", 301), "/1": redirect("/2", 307), "/2": answer(200, b"here")}
    assert visit(web, site.url("/0")) == b"here"
    site.routes |= {"/round": redirect("/about"), "/about": redirect("/round")}
    with pytest.raises(Refused, match="leads on to another address more than 5 times"):
        visit(web, site.url("/round"))
    assert len(site.headers("/round")) + len(site.headers("/about")) == 6


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/a.pdf", "data:application/pdf,a", "javascript:1"]
)
def test_redirects_lead_to_web_addresses_only(target: str, site: Site, web: Web) -> None:
    site.routes["/report"] = redirect(target)
    with pytest.raises(Refused, match=r"leads on to .* which is no public web address"):
        visit(web, site.url("/report"))


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/passwd", "is no web address: it has to start with http:// or https://"),
        ("report.pdf", "is no web address"),
        ("http://[::1", "is no web address"),
        ("http://example.org:port/", "is no web address"),
        ("https://me:secret@example.org/a.pdf", "has a name or password in it"),
        ("https://me@example.org/a.pdf", "has a name or password in it"),
    ],
)
def test_addresses_that_are_none(url: str, why: str, web: Web) -> None:
    with pytest.raises(Refused, match=why) as refused:
        visit(web, url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("url", ["http://no-such-host.invalid/", "http://a..b/", "http://127.0.0.1:1/"])
def test_hosts_that_are_not_there(url: str, web: Web) -> None:
    with pytest.raises(Refused, match=r"/robots\.txt cannot be read \(connection failed"):
        visit(web, url)


def test_a_server_that_says_nothing(site: Site, web: Web) -> None:
    def silent(handler: BaseHTTPRequestHandler) -> None:
        handler.rfile.read(1)

    site.routes["/report"] = silent
    with pytest.raises(Broken, match=r"no answer in 0\.5 seconds"):
        visit(web, site.url("/report"))


def test_a_server_that_does_not_speak_http(site: Site, web: Web) -> None:
    def rude(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"220 mail.example ESMTP\r\n" * 3)

    site.routes["/report"] = rude
    with pytest.raises(Broken, match="connection failed"):
        visit(web, site.url("/report"))
