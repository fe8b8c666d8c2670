"""Serving a database with Datasette: the one module that touches Datasette's interface."""

from __future__ import annotations

import errno
import html
import socket
import sqlite3
import sys
from collections.abc import Callable
from contextlib import suppress
from inspect import cleandoc
from pathlib import Path
from typing import Any

import uvicorn
from datasette import hookimpl
from datasette.app import Datasette
from datasette.plugins import pm
from markupsafe import Markup

from pipeline import store
from pipeline.problem import Problem
from pipeline.queries import QUERIES
from schemas import about
from schemas.label import amount, number
from schemas.tables import TABLES, Table

SETTINGS = {
    "default_page_size": 50,
    "suggest_facets": False,
    "default_facet_size": 8,
    "facet_time_limit_ms": 1000,
    "sql_time_limit_ms": 3000,
    "truncate_cells_html": 300,
}

#: Where the style sheet is served.
STATIC = "upheld-static"

SITE = {
    "title": about.TITLE,
    "description": about.DESCRIPTION,
    "license": about.LICENCE_TITLE,
    "license_url": about.LICENCE_URL,
    "source": about.SOURCE,
}

#: Longest text or blob that a query may make, in bytes: SQLite's time limit does not bound memory.
LENGTH_LIMIT = 2_000_000

#: In the answer to a question, a column of this name links to a row of that table.
LINKS = {"observation": "observations", "report": "reports", "report_before": "reports", "council": "councils"}

PERCENT_COLUMNS = ("upheld_rate", "on_time_rate", "upheld_rate_before", "on_time_rate_before", "change_percent")


def application(database: Path) -> Datasette:
    """A Datasette of one database, with our titles, descriptions, facets and questions.

    Raises:
        Problem: the database is missing, something else, or built by another version.
    """
    store.check_database(database)
    if not pm.has_plugin("upheld"):
        pm.register(sys.modules[__name__], "upheld")
    return Datasette(
        immutables=[str(database)],
        metadata=metadata(database.stem),
        settings=SETTINGS,
        static_mounts=[(STATIC, str(Path(__file__).parent / "static"))],
    )


def run(database: Path, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve a database until interrupted; ``announce`` is called with the address once it answers.

    Raises:
        Problem: as ``application``, or the address cannot be used.
    """
    site = application(database)
    with _listen(host, port) as listening:
        shown = f"[{host}]" if ":" in host else host
        announce(f"http://{shown}:{listening.getsockname()[1]}/")
        config = uvicorn.Config(site.app(), log_level="warning", lifespan="on")
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=128)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Problem(f"port {port} on {host} is in use; choose another with --port") from error
        raise Problem(f"cannot listen on {host}, port {port} ({error.strerror}); choose --host and --port") from error


def metadata(name: str) -> dict[str, Any]:
    """Datasette's metadata for a database of that name."""
    return SITE | {
        "extra_css_urls": [f"/{STATIC}/site.css"],
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


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Bound what one query can hold in memory."""
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LENGTH_LIMIT)


@hookimpl
def render_cell(row: sqlite3.Row, value: Any, column: str, table: str | None, database: str, datasette: Any) -> Any:
    """Show numbers as people write them, and link the rows that an answer rests on."""
    if isinstance(value, str) and table is None and column in LINKS:
        address = datasette.urls.row(database, LINKS[column], value)
        return Markup('<a href="{}">{}</a>').format(address, value)
    if isinstance(value, float) and column in PERCENT_COLUMNS:
        return html.escape(amount(value, "percent"))
    if isinstance(value, float) and column == "value" and "unit" in row.keys():  # noqa: SIM118 - sqlite3.Row
        return html.escape(amount(value, row["unit"]))
    if isinstance(value, float):
        return html.escape(number(value))
    return None
