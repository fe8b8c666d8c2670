"""Attacks on a running server."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest

from tests.site.attacked import FORMULA, HOSTILE, build, running


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    return build(tmp_path_factory.mktemp("attacked"))


@pytest.fixture(scope="module")
def public(hostile: tuple[Path, str]) -> Iterator[httpx.Client]:
    with running(hostile[0], "--public") as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client


@pytest.fixture(scope="module")
def with_sql(hostile: tuple[Path, str]) -> Iterator[httpx.Client]:
    with running(hostile[0], "--public", "--sql") as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client


def figures(client: httpx.Client) -> list[str]:
    rows = client.get("/upheld/observations.json?_shape=array&_size=max").json()
    return [row["id"] for row in rows]


def pages(client: httpx.Client, sha256: str) -> list[str]:
    """Paths of every kind of page, file and error."""
    return [
        "/",
        "/councils",
        "/councils?q=evil",
        "/councils/evil",
        "/compare",
        "/discrepancies",
        "/reports/kept",
        "/terms",
        "/health",
        "/robots.txt",
        "/sitemap.xml",
        *(f"/figures/{name}" for name in figures(client)),
        "/figures/nothing",
        "/nothing/at/all",
        f"/-/page-image/{sha256}/1.png",
        f"/-/page-image/{sha256}/9.png",
        f"/-/report-file/{sha256}.pdf",
        *(f"/-/close-up/{name}.png" for name in figures(client)),
        "/upheld/observations.json?_extra=debug,private&_size=1",
        "/-/databases",
        "/upheld",
        "/upheld/observations",
        "/upheld/observations.json",
        "/upheld/observations.csv",
        "/upheld/councils",
        "/upheld/reports",
        "/upheld/unread",
        "/upheld/discrepancies",
        "/upheld/reports/kept",
        "/upheld/what_did_they_say?about=alert",
        "/upheld?sql=select+1",
        "/upheld/observations?_facet=evidence&_facet=category",
        "/upheld/observations?_search=%22",
        "/upheld/observations?_sort=nothing",
        "/upheld/nothing",
        "/upheld-static/site.css",
        "/upheld-static/../../pyproject.toml",
        "/-/static/app.css",
        "/" + "x" * 2000,
        "/councils?q=" + "x" * 9000,
    ]


def test_every_answer_has_its_headers(public: httpx.Client, hostile: tuple[Path, str]) -> None:
    for path in pages(public, hostile[1]):
        answer = public.get(path)
        assert answer.status_code in {200, 302, 400, 403, 404, 414}, (path, answer.status_code)
        headers = answer.headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["x-frame-options"] == "DENY", path
        assert headers["referrer-policy"] in {"same-origin", "no-referrer"}, path
        policy = headers["content-security-policy"]
        assert "unsafe" not in policy, path
        assert "default-src 'none'" in policy, path
        assert "frame-ancestors 'none'" in policy, path
        assert headers.get_list("content-security-policy") == [policy], path
        assert "server" not in headers, path


def test_inline_scripts_and_styles_carry_the_nonce_of_their_answer(
    public: httpx.Client, hostile: tuple[Path, str]
) -> None:
    nonces = set()
    for path in pages(public, hostile[1]):
        answer = public.get(path)
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        (nonce,) = set(re.findall(r"'nonce-([\w-]+)'", answer.headers["content-security-policy"]))
        nonces.add(nonce)
        for tag in re.findall(r"<(?:script|style)\b[^>]*>", answer.text):
            assert "src=" in tag or f'nonce="{nonce}"' in tag or 'type="application/json"' in tag, (path, tag)
        assert not re.search(r"<[a-z][^>]*\sstyle=", answer.text), path
        assert not re.search(r"<[a-z][^>]*\son\w+=", re.sub(r'"[^"]*"', '""', answer.text)), path
    assert len(nonces) > 20


def test_what_a_report_says_is_never_markup(public: httpx.Client, hostile: tuple[Path, str]) -> None:
    shown = 0
    for path in pages(public, hostile[1]):
        answer = public.get(path)
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        for text in HOSTILE:
            if "<" in text:
                assert text not in answer.text, (path, text)
                shown += html.escape(text) in answer.text.replace("&#34;", "&quot;")
        assert "49{%" not in answer.text, path
        assert 'href="javascript:' not in answer.text, path
        assert "alert(1)" not in "".join(re.findall(r"<(?:script|style)[^>]*>(.*?)</", answer.text, re.DOTALL)), path
    assert shown > 20


def test_json_is_never_taken_for_a_page(public: httpx.Client) -> None:
    answer = public.get("/upheld/observations.json?_shape=array")
    assert answer.headers["content-type"].startswith("application/json")
    assert any(HOSTILE[0] in row["evidence"] for row in answer.json())


@pytest.mark.parametrize("query", ["", "?_stream=on", "?_dl=1", "?_stream=on&_size=2", "?_labels=on"])
def test_no_cell_of_csv_is_a_formula(query: str, public: httpx.Client) -> None:
    answer = public.get(f"/upheld/unread.csv{query}")
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert len(rows) == 3
    cells = [cell for row in rows for cell in row]
    assert f"'{FORMULA}" in cells
    assert FORMULA not in cells
    assert " ".join(HOSTILE) in cells


def test_csv_of_a_question_too(with_sql: httpx.Client) -> None:
    sql = (
        "select '=1+1' as a, '-1' as b, -1 as c, '@x' as d, '+x', char(9) || 'x', '-x', "
        "char(10) || '=1', 'a' || char(10) || '=1'"
    )
    answer = with_sql.get("/upheld.csv", params={"sql": sql})
    _, row = csv.reader(io.StringIO(answer.text, newline=""))
    assert row == ["'=1+1", "-1", "-1", "'@x", "'+x", "'\tx", "'-x", "'\n=1", "a\n=1"]


TRAVERSALS = [
    "../../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd",
    "....//....//etc/passwd",
    "..\\..\\etc\\passwd",
    "/etc/passwd",
    "%00",
    "a" * 64,
    "A" * 64,
    "0" * 64 + "/../" + "0" * 64,
    "*",
    "' OR 1=1 --",
]


def raw(client: httpx.Client, path: str, *headers: str, method: str = "GET") -> bytes:
    """What the server answers to a path exactly as it stands here: clients tidy paths before they ask."""
    address = urlsplit(str(client.base_url))
    with socket.create_connection((address.hostname or "", address.port or 80), timeout=30) as connection:
        lines = headers or (f"Host: {address.netloc}",)
        connection.sendall("\r\n".join([f"{method} {path} HTTP/1.1", *lines, "Connection: close", "", ""]).encode())
        received = b""
        while piece := connection.recv(65536):
            received += piece
    return received


@pytest.mark.parametrize("wrong", TRAVERSALS)
def test_pictures_and_files_are_of_the_database_only(
    wrong: str, public: httpx.Client, hostile: tuple[Path, str]
) -> None:
    asked = quote(wrong, safe="/%\\.*'")
    for path in (
        f"/-/page-image/{asked}/1.png",
        f"/-/page-image/{hostile[1]}/{asked}.png",
        f"/-/page-image/{asked}",
        f"/-/report-file/{asked}.pdf",
        f"/-/close-up/{asked}.png",
        f"/-/report-file/{asked}",
        f"/upheld-static/{asked}",
        f"/-/static/{asked}",
        f"/figures/{asked}",
    ):
        answer = raw(public, path)
        assert re.match(rb"HTTP/1\.1 (302|400|404) ", answer), (path, answer[:200])
        sent_on = re.search(rb"(?im)^location: (.*?)\r$", answer)
        if sent_on:  # Datasette writes %2f as ~2f.
            answer = raw(public, sent_on[1].decode())
            assert answer.startswith(b"HTTP/1.1 404 "), (path, sent_on[1])
        assert b"root:" not in answer
        assert b"Traceback" not in answer


@pytest.mark.parametrize("page", ["0", "2", "-1", "1.5", "01", "1e0", "99999999999999999999", "١", "1%0a", ""])
def test_pages_that_are_not_there(page: str, public: httpx.Client, hostile: tuple[Path, str]) -> None:
    answer = raw(public, f"/-/page-image/{hostile[1]}/{quote(page, safe='%')}.png")
    assert answer.startswith(b"HTTP/1.1 404 ")


def test_a_picture_may_be_kept_for_ever(public: httpx.Client, hostile: tuple[Path, str]) -> None:
    path = f"/-/page-image/{hostile[1]}/1.png"
    answer = public.get(path)
    assert answer.content.startswith(b"\x89PNG")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    again = public.get(path, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_reports_themselves_are_not_given_to_everybody(public: httpx.Client, hostile: tuple[Path, str]) -> None:
    assert public.get(f"/-/report-file/{hostile[1]}.pdf").status_code == 404
    with running(hostile[0]) as address:
        answer = httpx.get(f"{address}/-/report-file/{hostile[1]}.pdf")
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-security-policy"] == "sandbox"
    assert answer.headers["content-disposition"] == 'inline; filename="kept.pdf"'


def test_no_questions_in_sql_unless_they_are_allowed(public: httpx.Client) -> None:
    for path in ("/upheld?sql=select+1", "/upheld.json?sql=select+1", "/upheld/observations?_where=1=1"):
        assert public.get(path).status_code == 403, path
    assert public.get("/upheld/benchmark.json").status_code == 200
    assert public.get("/upheld/what_did_they_say.json?about=alert").status_code == 200


BOMBS = {
    "endless recursion": "with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c",
    "wide join": "select count(*) from " + ", ".join(f"codes as c{n}" for n in range(8)),
    "growing text": "with recursive c(x) as (select 'aa' union all select x || x from c) select length(max(x)) from c",
    "collected rows": "with recursive c(x) as (select 1 union all select x + 1 from c) select x from c order by -x",
}


@pytest.mark.parametrize("sql", BOMBS.values(), ids=BOMBS.keys())
def test_a_question_that_takes_too_long_is_stopped(sql: str, with_sql: httpx.Client) -> None:
    start = time.monotonic()
    answer = with_sql.get("/upheld.json", params={"sql": sql})
    assert answer.status_code == 400
    assert time.monotonic() - start < 6
    assert with_sql.get("/health").json()["ok"]


REFUSED = {
    "a blob of a gigabyte": "select zeroblob(1000000000)",
    "random gigabyte": "select randomblob(1000000000)",
    "hexadecimal": "select hex(zeroblob(1500000))",
    "replaced": "select replace(hex(zeroblob(900000)), '0', 'xxxxxxxx')",
    "grouped": "select group_concat(hex(zeroblob(400000))) from observations",
    "attach": "attach database '/etc/passwd' as p",
    "attach within a question": "select 1; attach database '/tmp/x.db' as p",
    "pragma": "pragma writable_schema = 1",
    "padded text, which no time limit ends": "select printf('%.*c', 1000000000, 'x')",
    "padded text by its other name": "select FORMAT('%.*c', 1000000000, 'x')",
    "where the file lies": "select file from pragma_database_list",
    "a long pattern": "select hex(zeroblob(100000)) like hex(zeroblob(2000))",
    "load extension": "select load_extension('/tmp/x.so')",
    "write file": "select writefile('/tmp/x', 'x')",
    "read file": "select readfile('/etc/passwd')",
    "insert": "insert into councils values ('x', 'x', null, null, null, null, null)",
    "delete in a with": "with x as (select 1) delete from observations",
    "vacuum into a file": "vacuum into '/tmp/x.db'",
    "nesting": "select " + "(" * 300 + "1" + ")" * 300,
}


@pytest.mark.parametrize("sql", REFUSED.values(), ids=REFUSED.keys())
def test_questions_that_are_refused(sql: str, with_sql: httpx.Client, hostile: tuple[Path, str]) -> None:
    before = hostile[0].read_bytes()
    answer = with_sql.get("/upheld.json", params={"sql": sql})
    assert answer.status_code == 400, answer.text[:300]
    assert not answer.json()["ok"]
    assert "Traceback" not in answer.text
    assert hostile[0].read_bytes() == before


def test_an_error_repeats_a_question_as_text(with_sql: httpx.Client) -> None:
    for text in HOSTILE:
        answer = with_sql.get("/upheld", params={"sql": f"select nothing {text}"})
        assert answer.status_code == 400
        if "<" in text:
            assert text not in answer.text


def test_no_more_rows_than_allowed(with_sql: httpx.Client) -> None:
    sql = "with recursive c(x) as (select 1 union all select x + 1 from c limit 5000) select x from c"
    answer = with_sql.get("/upheld.json", params={"sql": sql, "_size": "max", "_shape": "objects"}).json()
    assert len(answer["rows"]) == 1000
    assert answer["truncated"]


@pytest.mark.parametrize(
    "path",
    [
        "/-/databases.json",
        "/-/plugins.json",
        "/-/settings.json",
        "/-/metadata.json",
        "/-/versions.json",
        "/-/threads.json",
        "/-/actor.json",
        "/-/permissions",
        "/-/allow-debug",
        "/-/patterns",
        "/-/logout",
        "/-/messages",
        "/%2d/databases.json",
        "/-%2fdatabases.json",
        "//-/databases.json",
        "/./-/databases.json",
        "/_internal",
        "/_internal/databases",
        "/_memory",
        "/upheld/observations?_trace=1",
        "/upheld/observations.csv?_trace=1",
        "/upheld/observations?_context=1",
    ],
)
def test_nothing_about_the_server(path: str, public: httpx.Client, hostile: tuple[Path, str]) -> None:
    answer = raw(public, path)
    assert re.match(rb"HTTP/1\.1 (400|403|404) ", answer), answer[:300]
    assert str(hostile[0].parent).encode() not in answer


def test_no_page_names_a_place_on_the_server(public: httpx.Client, hostile: tuple[Path, str]) -> None:
    for path in pages(public, hostile[1]):
        assert str(hostile[0].parent) not in public.get(path).text, path


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND"])
def test_only_reading(method: str, public: httpx.Client) -> None:
    answer = public.request(method, "/upheld/observations", content=b"x=1")
    assert answer.status_code in {400, 405}
    assert "x-content-type-options" in answer.headers or answer.status_code == 400


def test_no_body(public: httpx.Client) -> None:
    assert public.request("GET", "/", content=b"x" * 100_000).status_code == 413


def test_head_is_get_without_its_body(public: httpx.Client) -> None:
    answer = public.head("/councils")
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "x" * 9000,
        "&".join(["_facet=council"] * 11),
        "&".join(f"a{n}=1" for n in range(201)),
        "_facet_array=" + "x" * 8000,
    ],
)
def test_huge_queries(query: str, public: httpx.Client) -> None:
    answer = public.get(f"/upheld/observations?{query}")
    assert answer.status_code in {400, 414}


@pytest.mark.parametrize("header", ["Host: " + "x" * 300, "X: " + "y" * 20_000, "X: " + "y" * 70_000])
def test_huge_headers(header: str, public: httpx.Client) -> None:
    assert re.match(rb"HTTP/1\.1 (400|431) ", raw(public, "/", "Host: localhost", header))
    assert public.get("/health").status_code == 200


HOSTS = ['evil.example"><script>alert(1)</script>', "evil.example/path", "a b", "", "evil.example:99999999", "{{7*7}}"]


@pytest.mark.parametrize("host", HOSTS)
def test_names_of_hosts_that_are_none(host: str, public: httpx.Client) -> None:
    answer = raw(public, "/councils", f"Host: {host}")
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"<script>alert" not in answer


def test_with_an_address_of_its_own_no_other_is_repeated(hostile: tuple[Path, str]) -> None:
    with running(hostile[0], "--public", "--url", "https://figures.example.org") as address:
        for path in ("/", "/councils", "/upheld/observations.json?_size=1", "/sitemap.xml", "/robots.txt"):
            answer = httpx.get(address + path, headers={"host": "evil.example", "x-forwarded-host": "evil.example"})
            assert "evil.example/" not in answer.text.replace('"http://evil.example"', ""), path
            assert answer.headers["strict-transport-security"] == "max-age=31536000"
        rows = httpx.get(f"{address}/upheld/observations.json?_size=1", headers={"host": "evil.example"}).json()
        assert rows["next_url"].startswith("https://figures.example.org/")
        assert 'content="https://figures.example.org/councils"' in httpx.get(f"{address}/councils").text


def test_no_redirect_leads_elsewhere(public: httpx.Client) -> None:
    for path in (
        "//evil.example",
        "//evil.example/",
        "/\\evil.example/",
        "/upheld//evil.example",
        "/https://evil.example/",
    ):
        answer = raw(public, path)
        location = re.search(rb"(?im)^location: (.*?)\r$", answer)
        assert location is None or re.match(rb"/(?![/\\])", location[1]), (path, location)


def test_health(public: httpx.Client) -> None:
    answer = public.get("/health")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    told = answer.json()
    assert told["ok"] is True
    assert (told["database"]["name"], told["database"]["reports"]) == ("upheld", 2)
    assert json.dumps(told).count("/") == 0


def test_answers_may_be_kept_for_a_while_and_errors_not(public: httpx.Client) -> None:
    assert public.get("/councils").headers["cache-control"] == "public, max-age=300"
    assert public.get("/figures/nothing").headers["cache-control"] == "no-store"
    assert public.get("/-/databases").headers["cache-control"] == "no-store"
