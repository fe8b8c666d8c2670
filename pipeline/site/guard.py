"""Guard: what is refused at the door, and what every answer carries so that no page can be made to act for another."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from pipeline.site.harmless import Harmless

Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

#: Longest path and query, most fields of a query, and most facets: each facet is a question to the database.
LONGEST_PATH, LONGEST_QUERY, MOST_FIELDS, MOST_FACETS = 1_000, 8_000, 200, 10
#: Longest header lines together.
LONGEST_HEADERS = 16_000

METHODS = ("GET", "HEAD", "OPTIONS")

#: Of the pages about the server itself, what is open to everybody.
OPEN = ("/-/static/", "/-/static-plugins/", "/-/page-image/", "/-/close-up/", "/-/report-file/")

#: Fields that make Datasette tell about itself.
TELLING = frozenset({"_trace", "_context"})

NOTHING = "There is no page at this address."

#: How long others may keep an answer that does not say so itself, in seconds.
KEPT = 300

#: Paths that some browsers take for the name of another server when they are sent on to them.
_ELSEWHERE = re.compile(r"//|.*[\\\x00-\x1f]", re.DOTALL)

_HOST = re.compile(r"[A-Za-z0-9._-]{1,255}(:\d{1,5})?|\[[0-9A-Fa-f:.]{1,45}\](:\d{1,5})?", re.ASCII)

HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


@dataclass(frozen=True)
class Rules:
    """How strict to be: ``public`` where anybody may ask; ``url`` is the site's address, where one is set."""

    public: bool = False
    url: str = ""


@dataclass
class Passage:
    """One request on its way: its ``nonce``, and whether the answer is one of our own pages."""

    nonce: str
    ours: bool = False


def guarded(app: App, rules: Rules) -> App:
    """An application behind the guard."""

    async def through(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        passage = Passage(secrets.token_urlsafe(18))
        dress = _dressed(send, passage, scope, rules)
        refusal = refused(scope, rules)
        if refusal:
            await _refuse(dress, scope["path"], *refusal)
            return
        await app(_addressed(scope, rules) | {"upheld": passage}, receive, dress)

    return through


def refused(scope: Scope, rules: Rules) -> tuple[int, str] | None:
    """Status and reason where a request is not let in."""
    headers = dict(scope["headers"])
    path, query = scope["path"], scope.get("query_string", b"")
    # Programs ask at /api/, which says in its own words that it only answers.
    if scope["method"] not in METHODS and not path.startswith("/api/"):
        return 405, "Only GET is answered here."
    if scope["method"] in METHODS and (headers.get(b"content-length", b"0") != b"0" or b"transfer-encoding" in headers):
        return 413, "A question has no body here."
    if sum(len(name) + len(value) for name, value in scope["headers"]) > LONGEST_HEADERS:
        return 431, "The header lines are too long."
    if _ELSEWHERE.match(path):
        return 404, NOTHING
    if len(path) > LONGEST_PATH or len(query) > LONGEST_QUERY:
        return 414, "This address is too long."
    if not rules.url and not _HOST.fullmatch(headers.get(b"host", b"").decode("latin-1")):
        return 400, "This is no name of a host."
    fields = [name for name, _ in parse_qsl(query.decode("latin-1"), keep_blank_values=True)]
    if len(fields) > MOST_FIELDS or sum(name.startswith("_facet") for name in fields) > MOST_FACETS:
        return 400, "There are too many fields in this address."
    if rules.public and (_closed(path) or TELLING & set(fields)):
        return 404, NOTHING
    return None


def _closed(path: str) -> bool:
    return path.startswith("/-/") and not path.startswith(OPEN)


def _addressed(scope: Scope, rules: Rules) -> Scope:
    """The request as if it had been sent to the site's own address, so that no answer repeats another name."""
    if not rules.url:
        return scope
    address = urlsplit(rules.url)
    headers = [(name, value) for name, value in scope["headers"] if name != b"host"]
    return scope | {"headers": [*headers, (b"host", address.netloc.encode())], "scheme": address.scheme}


def policy(nonce: str) -> str:
    """The content policy: everything from this site, and inline only what our templates mark with the nonce."""
    own = f"'self' 'nonce-{nonce}'"
    return (
        f"default-src 'none'; script-src {own}; style-src {own}; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def _dressed(send: Send, passage: Passage, scope: Scope, rules: Rules) -> Send:
    """A way to answer on which every answer gets its headers, and CSV of Datasette's loses its formulas."""
    harmless: Harmless | None = None

    async def dress(message: Message) -> None:
        nonlocal harmless
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message.get("headers", ())}
            if scope["path"].endswith(".csv") and not passage.ours and message["status"] == 200:
                harmless = Harmless()
            headers = [
                (name, value)
                for name, value in message.get("headers", ())
                if not (harmless and name.lower() == b"content-length")
            ]
            message = message | {"headers": [*headers, *_missing(given, passage, message["status"], rules)]}
        elif harmless and message["type"] == "http.response.body":
            body = harmless.feed(message.get("body", b""), not message.get("more_body"))
            message = message | {"body": body}
        await send(message)

    return dress


def _missing(given: Collection[bytes], passage: Passage, status: int, rules: Rules) -> Iterable[tuple[bytes, bytes]]:
    """The headers that an answer has not got yet."""
    wanted = {**HEADERS, "content-security-policy": policy(passage.nonce)}
    if rules.url.startswith("https:"):
        wanted["strict-transport-security"] = "max-age=31536000"
    if rules.public and status == 200 and b"set-cookie" not in given:
        wanted["cache-control"] = f"public, max-age={KEPT}"
    elif status >= 400:
        wanted["cache-control"] = "no-store"
    return [(name.encode(), value.encode()) for name, value in wanted.items() if name.encode() not in given]


async def _refuse(send: Send, path: str, status: int, reason: str) -> None:
    kind, body = "text/plain; charset=utf-8", f"{reason}\n"
    headers = [(b"connection", b"close")]
    if path.startswith("/api/") or path.endswith(".json"):
        kind, body = "application/json", json.dumps({"error": reason, "status": status})
        headers.append((b"access-control-allow-origin", b"*"))
    if status == 405:
        headers.append((b"allow", ", ".join(METHODS).encode()))
    headers.append((b"content-type", kind.encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body.encode()})
