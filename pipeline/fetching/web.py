"""Visits to web servers: redirects followed by hand, robots.txt obeyed, never two visits to one host in a hurry."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version

import httpx
from protego import Protego

from pipeline.fetching.connect import Deadline, Forbidden, Transport
from pipeline.text import printable

#: The name that robots.txt knows us by.
AGENT = "upheld"

#: A robots.txt that is longer is read so far; the standard asks for at least 500 KiB.
_ROBOTS_SIZE = 512 * 1024

_REDIRECTS = (301, 302, 303, 307, 308)


class Refused(Exception):
    """A visit that cannot be made or has no use; the text says why, on one line."""


class Broken(Exception):
    """A visit that failed and may go well another time; ``wait`` is how many seconds the server asks us to wait."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.wait = wait


@dataclass(frozen=True)
class Limits:
    """What is spent on one report: ``silence`` is the longest wait for a sign of life, ``pause`` between visits."""

    size: int = 100_000_000
    seconds: float = 300.0
    silence: float = 30.0
    redirects: int = 5
    tries: int = 3
    pause: float = 2.0
    longest_pause: float = 60.0


class Web:
    """Visits with manners; ``contact`` is an address that is shown to those who are visited."""

    def __init__(
        self,
        limits: Limits | None = None,
        contact: str = "",
        allow_private: bool = False,
        transport: Callable[[Deadline], httpx.BaseTransport] | None = None,
        sleep: Callable[[float], None] | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self.sleep = sleep or time.sleep
        self.deadline = Deadline()
        if transport is None:
            transport = (lambda deadline: Transport(deadline, lambda _: True)) if allow_private else Transport
        about = f"; {contact}" if contact else ""
        self._client = httpx.Client(
            transport=transport(self.deadline),
            headers={
                "User-Agent": f"upheld/{version('upheld')} (collects complaints reports of UK councils{about})",
                "Accept-Encoding": "identity",
            },
            timeout=self.limits.silence,
            trust_env=False,
        )
        self._robots: dict[str, Protego | Refused] = {}
        self._next_visit: dict[str, float] = {}

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *error: object) -> None:
        self._client.close()

    @contextmanager
    def get(self, url: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """What is at an address, its body unread; goes where redirects lead.

        Raises:
            Refused: the address, or one that it leads to, may not be visited.
            Broken: no answer came.
        """
        with self._following(url, headers, self._admitted) as answer:
            yield answer

    @contextmanager
    def _following(
        self, url: str, headers: Mapping[str, str], admitted: Callable[[httpx.URL], None]
    ) -> Iterator[httpx.Response]:
        here = _parsed(url)
        for _ in range(self.limits.redirects + 1):
            admitted(here)
            self._wait_for_turn(here)
            with self._answer(here, headers) as answer:
                target = answer.headers.get("location")
                if answer.status_code not in _REDIRECTS or not target:
                    yield answer
                    return
            here = _joined(here, target)
        raise Refused(f"leads on to another address more than {self.limits.redirects} times")

    @contextmanager
    def _answer(self, url: httpx.URL, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        try:
            with self._client.stream("GET", url, headers=dict(headers)) as answer:
                yield answer
        except Forbidden as error:
            raise Refused(str(error)) from error
        except httpx.TimeoutException as error:
            late = str(error).startswith("took longer")  # by our own deadline
            raise Broken(str(error) if late else f"no answer in {self.limits.silence:g} seconds") from error
        except httpx.InvalidURL as error:  # httpx looks at where it is sent on to, though it is not to go there
            raise Refused("leads on to something which is no public web address") from error
        except (httpx.HTTPError, ssl.SSLError, OSError) as error:
            raise Broken(f"connection failed ({printable(str(error)) or type(error).__name__})") from error

    def _wait_for_turn(self, url: httpx.URL) -> None:
        now = time.monotonic()
        wait = self._next_visit.get(url.host, 0.0) - now
        if wait > 0:
            self.sleep(wait)
        robots = self._robots.get(_origin(url))
        asked = robots.crawl_delay(AGENT) if isinstance(robots, Protego) else None
        self._next_visit[url.host] = time.monotonic() + max(asked or 0.0, self.limits.pause)

    def _admitted(self, url: httpx.URL) -> None:
        """Ask robots.txt.

        Raises:
            Refused: it forbids the visit, or cannot be read although it is there.
        """
        origin = _origin(url)
        if origin not in self._robots:
            self._robots[origin] = self._ask_robots(origin)
        robots = self._robots[origin]
        if isinstance(robots, Refused):
            raise robots
        if not robots.can_fetch(str(url), AGENT):
            raise Refused(f"{origin}/robots.txt asks programs to keep away; fetch it by hand and `upheld add` the file")
        asked = robots.crawl_delay(AGENT) or 0.0
        if asked > self.limits.longest_pause:
            raise Refused(f"{origin}/robots.txt asks for {asked:g} seconds between visits, which is too long")

    def _ask_robots(self, origin: str) -> Protego | Refused:
        try:
            return Protego.parse(self._robots_text(origin))
        except Refused as error:
            return error

    def _robots_text(self, origin: str) -> str:
        """What robots.txt says; nothing where there is none. A server in trouble is left alone, as RFC 9309 asks."""
        try:
            with self._following(f"{origin}/robots.txt", {}, lambda _: None) as answer:
                if answer.status_code >= 500 or answer.status_code == 429:
                    raise Refused(f"{origin}/robots.txt cannot be read (status {answer.status_code}); try again later")
                if answer.status_code != 200:
                    return ""
                text = bytearray()
                for part in answer.iter_raw():
                    text += part
                    if len(text) > _ROBOTS_SIZE:
                        break
                return bytes(text[:_ROBOTS_SIZE]).decode("utf-8", "replace")
        except Broken as error:
            raise Refused(f"{origin}/robots.txt cannot be read ({error}); try again later") from error


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode()}"


def _parsed(text: str) -> httpx.URL:
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL as error:
        raise Refused("is no web address") from error
    if url.scheme not in ("http", "https") or not url.host:
        raise Refused("is no web address: it has to start with http:// or https://")
    if url.userinfo:
        raise Refused("has a name or password in it; leave it out")
    return url.copy_with(fragment=None)


def _joined(here: httpx.URL, target: str) -> httpx.URL:
    try:
        return _parsed(str(here.join(target)))
    except (Refused, httpx.InvalidURL, ValueError) as error:
        raise Refused(f"leads on to {printable(target)}, which is no public web address") from error
