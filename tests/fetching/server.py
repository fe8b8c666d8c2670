"""A web server on this machine that misbehaves as it is told."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Route = Callable[[BaseHTTPRequestHandler], None]

#: A file that passes for a PDF, of a size that takes several reads.
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 1200 + b"\n%%EOF\n"

OTHER_PDF = PDF.replace(b"%PDF-1.7", b"%PDF-1.4")


@dataclass
class Site:
    """A running server: what is at each path, and which requests came."""

    address: str = ""
    port: int = 0
    routes: dict[str, Route] = field(default_factory=dict)
    seen: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def url(self, path: str) -> str:
        return self.address + path

    def paths(self) -> list[str]:
        return [path for path, _ in self.seen if path != "/robots.txt"]

    def headers(self, path: str) -> list[Mapping[str, str]]:
        return [headers for seen, headers in self.seen if seen == path]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing: visitors who go away early are what is tested."""


@contextmanager
def running(host: str = "127.0.0.1", certificate: ssl.SSLContext | None = None) -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.close_connection = True
            site.seen.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            site.routes.get(self.path, missing)(self)

        def log_message(self, *_: object) -> None:
            pass

    with _Server((host, 0), Handler) as server:
        if certificate:
            server.socket = certificate.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        site.address, site.port = f"http://{host}:{server.server_port}", server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


def answer(status: int = 200, body: bytes = b"", **headers: str) -> Route:
    """Answer with these headers (``content_type`` for ``Content-Type``); ``length`` lies about the length."""

    def route(handler: BaseHTTPRequestHandler) -> None:
        given = {"length": str(len(body))} | headers
        (handler.send_response_only if "date" in given else handler.send_response)(status)
        if given["length"]:
            handler.send_header("Content-Length", given["length"])
        for name, value in given.items():
            if name != "length":
                handler.send_header(name.replace("_", "-").title(), value)
        handler.end_headers()
        handler.wfile.write(body)

    return route


missing = answer(404, b"<h1>Not found</h1>", content_type="text/html")


def pdf(body: bytes = PDF, **headers: str) -> Route:
    return answer(200, body, **({"content_type": "application/pdf"} | headers))


def redirect(target: str, status: int = 302) -> Route:
    return answer(status, location=target)


def file(body: bytes = PDF, etag: str = '"v1"', break_at: int | None = None) -> Route:
    """A file as a good server has it: with conditions and ranges; ``break_at`` ends answers after so many bytes."""

    def route(handler: BaseHTTPRequestHandler) -> None:
        headers = {"content_type": "application/pdf", "etag": etag}
        if handler.headers.get("If-None-Match") == etag:
            return answer(304, etag=etag)(handler)
        start, status = 0, 200
        wanted = handler.headers.get("Range")
        if wanted and handler.headers.get("If-Range") == etag:
            start, status = int(wanted.removeprefix("bytes=").removesuffix("-")), 206
            headers["content_range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
        rest = body[start:]
        sent = rest[:break_at] if break_at is not None else rest
        return answer(status, sent, length=str(len(rest)), **headers)(handler)

    return route
