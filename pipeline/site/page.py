"""Pages: what a page is asked for and what it answers, without a word about who serves it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Asked:
    """What a reader asked for.

    ``parts`` are the named parts of the path, ``query`` the fields behind the question mark with each of their values,
    ``database`` the file that is served, ``site`` the site's own address without a stroke at its end. ``public`` says
    that anybody may ask, not only the person whose files they are. ``built`` is when the database was built, in
    the notation of ISO 8601.
    """

    parts: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)
    database: Path = Path()
    site: str = "http://localhost"
    public: bool = False
    built: str = ""

    def one(self, name: str) -> str:
        """A field of the query without the space around it; empty where it was not given."""
        values = self.query.get(name, ())
        return values[0].strip() if values else ""

    def many(self, name: str) -> list[str]:
        """Every value of a field that may be given more than once, those that are not empty."""
        return [value.strip() for value in self.query.get(name, ()) if value.strip()]


@dataclass(frozen=True)
class Page:
    """A page to be shown: its template gets ``page`` (this) and ``data``.

    ``title`` and ``description`` are plain text, for the head of the page and for whoever shares its address.
    """

    template: str
    title: str
    description: str
    data: Any = None
    status: int = 200


@dataclass(frozen=True)
class File:
    """An answer that is no page: a picture, JSON, CSV."""

    body: bytes
    content_type: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Download:
    """An answer that is a file on the disk, too large to be held in memory; ``name`` is what a browser calls it."""

    file: Path
    name: str
    content_type: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Redirect:
    """The answer is at another path of this site."""

    path: str


@dataclass(frozen=True)
class Suggestion:
    """Something that exists, for a reader who asked for what does not."""

    path: str
    text: str


class Missing(Exception):
    """There is no such thing; a reader gets a page that says so and what there is instead."""

    def __init__(self, message: str, suggestions: Sequence[Suggestion] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.suggestions = tuple(suggestions)


@dataclass(frozen=True)
class Later:
    """An answer that takes its time but needs no database: ``answer`` is called in a thread that holds none up."""

    answer: Callable[[], Page | File | Download | Redirect]


Answer = Page | File | Download | Redirect | Later

#: A page: a connection whose rows are ``sqlite3.Row``, and what was asked for. It runs in a thread of its own.
Handler = Callable[[sqlite3.Connection, Asked], Answer]
