"""Serving a database: Datasette with its settings and descriptions, and the server it runs in."""

from __future__ import annotations

import errno
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from inspect import cleandoc
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from datasette.app import Datasette

from pipeline import store
from pipeline.problem import Problem
from pipeline.queries import QUERIES
from pipeline.site import files, plugin
from schemas import about
from schemas.tables import TABLES, Table

SETTINGS = {
    "default_page_size": 50,
    "suggest_facets": False,
    "default_facet_size": 8,
    "facet_time_limit_ms": 1000,
    "sql_time_limit_ms": 3000,
    "truncate_cells_html": 300,
}

#: What changes where anybody may ask.
PUBLIC = {
    "sql_time_limit_ms": 1000,
    "facet_time_limit_ms": 200,
    "max_returned_rows": 1000,
    "max_csv_mb": 20,
    "default_cache_ttl": 300,
}

#: Most requests at once where anybody may ask; more are answered with code 503.
CROWD = 200

SITE = {
    "title": about.TITLE,
    "description": about.DESCRIPTION,
    "license": about.LICENCE_TITLE,
    "license_url": about.LICENCE_URL,
    "source": about.SOURCE,
}


@dataclass(frozen=True)
class Access:
    """Who may ask what.

    ``public``: anybody, not only the person at this machine. ``sql``: questions of their own in SQL; None leaves it
    to ``public``. ``url``: the site's address as others see it, such as ``https://figures.example.org``.
    """

    public: bool = False
    sql: bool | None = None
    url: str = ""


def application(database: Path, access: Access | None = None) -> Datasette:
    """A Datasette of one database, with our titles, descriptions, facets and questions.

    Raises:
        Problem: the database is missing, something else, or built by another version; or the address is none.
    """
    access = access or Access()
    store.check_database(database)
    url = _checked(access.url)
    plugin.register()
    # Of the file that is opened now, whatever will be put in its place.
    built = datetime.fromtimestamp(database.stat().st_mtime, UTC).isoformat(timespec="seconds")
    free = not access.public if access.sql is None else access.sql
    settings = SETTINGS | (PUBLIC if access.public else {})
    site = Datasette(
        immutables=[str(database)],
        metadata=metadata(database.stem)
        | {"plugins": {plugin.NAME: {"public": access.public, "url": url, "built": built}}},
        settings=settings | {"default_allow_sql": free, "force_https_urls": url.startswith("https:")},
        template_dir=str(plugin.TEMPLATES),
        static_mounts=[(plugin.STATIC, str(plugin.STATIC_FILES))],
    )
    served = site.get_database()
    if served.route in plugin.taken():
        served.route = f"{served.route}-data"
    return site


def _checked(url: str) -> str:
    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query):
        raise Problem(f"{url}: is not the address of a site; name it as in --url https://figures.example.org")
    return url.rstrip("/")


def run(database: Path, host: str, port: int, announce: Callable[[str], None], access: Access | None = None) -> None:
    """Serve a database until interrupted; ``announce`` is called with the address once it answers.

    Raises:
        Problem: as ``application``, or the address cannot be used.
    """
    site = application(database, access)
    crowd = CROWD if access and access.public else None
    with _listen(host, port) as listening:
        shown = f"[{host}]" if ":" in host else host
        announce(f"http://{shown}:{listening.getsockname()[1]}/")
        config = uvicorn.Config(
            site.app(), log_level="warning", lifespan="on", server_header=False, limit_concurrency=crowd
        )
        threading.Thread(target=files.warm, daemon=True).start()
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.create_server(address[:2], family=family, backlog=128)
        # Connections inherit it. Without it an answer waits 40 ms for the reader to confirm its first part.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Problem(f"port {port} on {host} is in use; choose another with --port") from error
        raise Problem(f"cannot listen on {host}, port {port} ({error.strerror}); choose --host and --port") from error


def metadata(name: str) -> dict[str, Any]:
    """Datasette's metadata for a database of that name."""
    return SITE | {
        "databases": {
            name: SITE
            | {
                "tables": {table.name: _table_metadata(table) for table in TABLES},
                "queries": {
                    query.name: {
                        "title": query.title,
                        "description": query.description,
                        "sql": cleandoc(query.sql),
                        "hide_sql": True,
                    }
                    for query in QUERIES
                },
            }
        },
    }


def _table_metadata(table: Table) -> dict[str, Any]:
    described: dict[str, Any] = {
        "title": table.title,
        "description": table.description,
        "columns": {column.name: column.explained for column in table.columns},
        "facets": list(table.facets),
        "sort_desc" if table.sort.startswith("-") else "sort": table.sort.removeprefix("-"),
    }
    if table.label:
        described["label_column"] = table.label
    if table.search:
        described["fts_table"] = f"{table.name}_fts"
    return described
