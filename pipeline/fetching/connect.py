"""Connections for httpx that go to a checked address and end by a deadline.

A host is looked up once for each connection, and the connection goes to an address that was checked: a name that
changes its address between the check and the visit gains nothing by it.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import httpcore
import httpx

from pipeline.fetching.addresses import Address, is_public, look_up


class Forbidden(Exception):
    """A host that may not be visited; the text says why."""


class Deadline:
    """The moment by which all must be done; each step gets at most the time that is left."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seconds = self._until = float("inf")

    def start(self, seconds: float) -> None:
        """From now on there are so many seconds."""
        self._seconds, self._until = seconds, self._clock() + seconds

    def within(self, timeout: float | None) -> float | None:
        """How long a step may take that has a limit of its own.

        Raises:
            httpcore.ReadTimeout: there is no time left.
        """
        left = self._until - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout(f"took longer than {self._seconds:g} seconds")
        if left == float("inf"):
            return timeout
        return left if timeout is None else min(timeout, left)


class Transport(httpx.BaseTransport):
    """What httpx sends requests through; ``allowed`` tells which addresses may be visited."""

    def __init__(
        self,
        deadline: Deadline,
        allowed: Callable[[Address], bool] = is_public,
        look_up: Callable[[str, int], Sequence[Address]] = look_up,
        certificates: ssl.SSLContext | None = None,
    ) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=certificates or httpx.create_ssl_context(),
            network_backend=_Network(deadline, allowed, look_up),
            max_keepalive_connections=0,  # between two visits to a host there is a pause, in which it may hang up
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and return what is answered, its body unread."""
        url = request.url
        sent = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        with _as_httpx():
            answer = self._pool.handle_request(sent)
        body = _Body(answer)
        return httpx.Response(answer.status, headers=answer.headers, stream=body, extensions=answer.extensions)

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        with _as_httpx():
            yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


@contextmanager
def _as_httpx() -> Iterator[None]:
    """Errors of httpcore as those that httpx gives the same names."""
    try:
        yield
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise getattr(httpx, type(error).__name__, httpx.TransportError)(str(error)) from error


class _Network(httpcore.NetworkBackend):
    def __init__(
        self,
        deadline: Deadline,
        allowed: Callable[[Address], bool],
        look_up: Callable[[str, int], Sequence[Address]],
    ) -> None:
        self._deadline, self._allowed, self._look_up = deadline, allowed, look_up
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failure = httpcore.ConnectError(f"{host} has no address")
        for address in self._checked(host, port):
            limit = self._deadline.within(timeout)
            try:
                stream = self._network.connect_tcp(str(address), port, limit, local_address, socket_options)
            except httpcore.ConnectError as error:
                failure = error
            else:
                return _Stream(stream, self._deadline)
        raise failure

    def _checked(self, host: str, port: int) -> Sequence[Address]:
        """The addresses of a host; one that may not be visited spoils them all."""
        try:
            found = self._look_up(host, port)
        except (OSError, ValueError, OverflowError) as error:  # also names and ports that are none
            raise httpcore.ConnectError(f"there is no host {host}") from error
        for address in found:
            if not self._allowed(address):
                raise Forbidden(f"{host} is at {address}, which is not a public address")
        return found


class _Stream(httpcore.NetworkStream):
    """A connection whose every step keeps the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.within(timeout))
        return _Stream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
