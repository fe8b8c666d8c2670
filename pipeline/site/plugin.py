"""The plugin: the module that answers Datasette's hooks, and turns our pages into its responses."""

from __future__ import annotations

import asyncio
import hashlib
import html
import re
import sqlite3
import sys
import traceback
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from datasette import Response, hookimpl
from datasette.plugins import pm
from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import AsgiFileDownload
from datasette.views.base import DatasetteError
from jinja2 import Environment
from markupsafe import Markup

from pipeline.site import addresses, api, terms
from pipeline.site.guard import App, Rules, guarded
from pipeline.site.inline import Strict
from pipeline.site.page import Answer, Asked, Download, File, Handler, Later, Missing, Page, Redirect
from pipeline.site.routes import ROUTES
from schemas import about
from schemas.codes import CODE_FIELDS
from schemas.label import amount, number, words
from schemas.tables import TABLES

#: Under which the plugin is registered and configured.
NAME = "upheld"

TEMPLATES = Path(__file__).parent / "templates"
STATIC_FILES = Path(__file__).parent / "static"

#: Where the files of ``static/`` are served.
STATIC = "upheld-static"

#: What stands in the head of every page, with its path.
NAVIGATION = (
    ("Home", "/"),
    ("Councils", addresses.COUNCILS),
    ("Compare", addresses.COMPARE),
    ("Discrepancies", addresses.DISCREPANCIES),
    ("Data", ""),
    ("About the terms", addresses.TERMS),
)

#: What one query may take. The first is the longest text or blob, in bytes: the time limit does not bound memory.
SQLITE_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 2_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 100,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1_000,
}

#: What others may not ask SQLite for: functions that work long on one row, which no time limit ends, or that reach
#: beyond the database; and where the file lies.
DENIED_FUNCTIONS = frozenset({"printf", "format", "load_extension", "fts3_tokenizer"})
DENIED_TABLES = frozenset({"pragma_database_list"})

#: Longest time that the questions behind one page of ours may take together, in milliseconds.
PAGE_TIME_LIMIT = 5_000

#: In the answer to a question, a column of this name links to that page.
LINKS: dict[str, Callable[[str], str]] = {
    "observation": addresses.figure,
    "report": addresses.report,
    "report_before": addresses.report,
    "council": addresses.council,
}

#: Threads for answers that take their time; more than there are painters, since most pictures are kept.
_LATER = ThreadPoolExecutor(max_workers=8, thread_name_prefix="upheld-later")

PERCENT_COLUMNS = ("upheld_rate", "on_time_rate", "upheld_rate_before", "on_time_rate_before", "change_percent")


def register() -> None:
    """Make this module a plugin of every Datasette that is started from now on."""
    if not pm.has_plugin(NAME):
        pm.register(sys.modules[__name__], NAME)
        # Ours answers in its place: it shows no traceback and needs no terminal.
        pm.unregister(name="datasette.handle_exception")


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Coroutine[Any, Any, Any]]]]:
    """Every path of ours, before Datasette's own."""
    return [(pattern(route.path), _view(route.handler)) for route in ROUTES]


def taken() -> set[str]:
    """First parts of the paths that are pages: no database can be served under one of these names."""
    return {route.path.split("/")[1] for route in ROUTES}


def pattern(path: str) -> str:
    """The regular expression of a route's path."""
    return re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(path)) + "$"


def _view(handler: Handler) -> Callable[..., Coroutine[Any, Any, Any]]:
    async def view(datasette: Any, request: Any) -> Any:
        request.scope[NAME].ours = True
        if request.method not in ("GET", "HEAD"):
            return await respond(datasette, request, _only_get(request))
        database = datasette.get_database()
        asked = Asked(
            parts={name: unquote(part) for name, part in request.url_vars.items()},
            query={name: request.args.getlist(name) for name in request.args},
            database=Path(database.path),
            site=datasette.absolute_url(request, datasette.urls.instance()).rstrip("/"),
            public=rules(datasette).public,
            built=_config(datasette).get("built", ""),
        )
        try:
            answer = await database.execute_fn(partial(_asking, handler, asked))
            if isinstance(answer, Later):
                answer = await asyncio.get_running_loop().run_in_executor(_LATER, answer.answer)
        except Missing as missing:
            answer = _not_there(missing)
        except sqlite3.OperationalError as error:
            if "interrupted" not in str(error):
                raise
            title, message = "This took too long", "Ask for less at once, or try again in a minute."
            answer = Page("missing.html", title, message, Missing(message), status=503)
        return await respond(datasette, request, answer)

    return view


def _asking(handler: Handler, asked: Asked, connection: sqlite3.Connection) -> Answer:
    with sqlite_timelimit(connection, PAGE_TIME_LIMIT):
        return handler(connection, asked)


def rules(datasette: Any) -> Rules:
    """How strict the guard is, as the server was started."""
    config = _config(datasette)
    return Rules(bool(config.get("public")), config.get("url", ""))


def _config(datasette: Any) -> dict[str, Any]:
    return datasette.plugin_config(NAME) or {}


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    """Put the whole application behind the guard."""
    return lambda app: guarded(app, rules(datasette))


async def respond(datasette: Any, request: Any, answer: Page | File | Download | Redirect) -> Any:
    """Datasette's response with one of our answers."""
    match answer:
        case File() if "etag" in answer.headers and answer.headers["etag"] == request.headers.get("if-none-match"):
            return Response(b"", 304, dict(answer.headers), answer.content_type)
        case Download():
            headers = {"content-disposition": f'inline; filename="{answer.name}"', **answer.headers}
            return AsgiFileDownload(str(answer.file), content_type=answer.content_type, headers=headers)
        case Redirect():
            return Response.redirect(str(datasette.urls.path(answer.path)))
        case File():
            return Response(answer.body, answer.status, dict(answer.headers), answer.content_type)
        case Page():
            context = {"page": answer, "data": answer.data}
            return Response.html(
                await datasette.render_template(answer.template, context, request=request, view_name="upheld"),
                status=answer.status,
            )


def _only_get(request: Any) -> File:
    """The answer to any other method."""
    if is_api(request.path):
        return api.only_get(request.method)
    return File(b"Only GET is answered here.", "text/plain; charset=utf-8", 405, {"allow": "GET, HEAD"})


def is_api(path: str) -> bool:
    """Whether a program asks, which gets its errors as JSON."""
    return path.startswith("/api/")


def _not_there(missing: Missing) -> Page:
    return Page("missing.html", "Not found", missing.message, missing, status=404)


@hookimpl
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Callable[[], Awaitable[Any]]:
    """An error as a page, or as JSON where JSON was asked for; what the reader cannot mend goes to the log."""

    async def answer() -> Any:
        status = int(getattr(exception, "status", 500))
        if isinstance(exception, DatasetteError) and status == 500:  # Datasette's word for a wrong question.
            status = 400
        message = getattr(exception, "message", None) or (str(exception) if status < 500 else "")
        if status == 404:
            message = "There is no page at this address."
        if status >= 500:
            traceback.print_exception(exception)
            message = message or "Something went wrong here. It has been noted in the server's log."
        if is_api(request.path):
            return await respond(datasette, request, api.error(status, message))
        if request.path.endswith(".json"):
            body = {"ok": False, "error": message, "status": status, "title": getattr(exception, "title", None)}
            return Response.json(body, status=status)
        if getattr(exception, "message_is_html", False):
            message = Markup(message)  # noqa: S704 - Datasette made and escaped it
        title = "Not found" if status == 404 else getattr(exception, "title", None) or "This did not work"
        return await respond(datasette, request, Page("missing.html", title, "", Missing(message), status))

    return answer


@hookimpl
def forbidden(datasette: Any, request: Any, message: str) -> Callable[[], Awaitable[Any]]:
    """What is not open to this reader, as a page."""
    why = "Questions in SQL are not open on this site." if message == "execute-sql" else "This is not open here."

    async def answer() -> Any:
        if request.path.endswith(".json"):
            return Response.json({"ok": False, "error": why, "status": 403, "title": "Forbidden"}, status=403)
        return await respond(datasette, request, Page("missing.html", "Not open", why, Missing(why), status=403))

    return answer


@hookimpl
def extra_template_vars(datasette: Any, request: Any) -> dict[str, Any]:
    """What every template may use: addresses, terms, who we are, and where in the site the page stands."""
    path = (request.scope.get("route_path") or request.path) if request else ""

    def to(where: str) -> str:
        return str(datasette.urls.path(where))

    def term(field: str, code: str, text: str = "") -> Markup:
        return terms_link(datasette, field, code, text)

    data = str(datasette.urls.database(datasette.get_database().name))
    return {
        "nonce": request.scope[NAME].nonce if request else "",
        "to": to,
        "term": term,
        "definition": terms.definition,
        "choices": terms.choices,
        "address": addresses,
        "about": about,
        "database_path": data,
        "described": {table.name: table for table in TABLES},
        "asset": lambda name: to(f"/{STATIC}/{name}?v={_stamp(name)}"),
        "navigation": [
            (label, to(where) if where else data, path == where if where == "/" else path.startswith(where or data))
            for label, where in NAVIGATION
        ],
        "here": datasette.absolute_url(request, request.path) if request else "",
    }


def terms_link(datasette: Any, field: str, code: str, text: str = "") -> Markup:
    """A code's name, or other words for it, with its definition a hover or a link away."""
    return Markup('<a class="term" href="{}" title="{}">{}</a>').format(
        datasette.urls.path(addresses.term(field, code)),
        terms.definition(field, code),
        text or terms.name(code, field),
    )


@cache
def _stamp(name: str) -> str:
    return hashlib.sha256((STATIC_FILES / name).read_bytes()).hexdigest()[:12]


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """Filters for templates: numbers and codes as people write them; and inline scripts that the guard knows."""
    env.loader = env.loader and Strict(env.loader)
    env.filters |= {
        "number": number,
        "amount": amount,
        "named": terms.name,
        "council_type": terms.council_type,
        "words": words,
    }


@hookimpl
def prepare_connection(conn: sqlite3.Connection, datasette: Any) -> None:
    """Bound what one query can take, and keep it to this database."""
    for limit, most in SQLITE_LIMITS.items():
        conn.setlimit(limit, most)
    if rules(datasette).public:
        conn.set_authorizer(_authorised)


def _authorised(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    denied = (action == sqlite3.SQLITE_FUNCTION and str(second).lower() in DENIED_FUNCTIONS) or (
        action == sqlite3.SQLITE_READ and str(first).lower() in DENIED_TABLES
    )
    return sqlite3.SQLITE_DENY if denied else sqlite3.SQLITE_OK


@hookimpl
def render_cell(row: sqlite3.Row, value: Any, column: str, table: str | None, datasette: Any) -> Any:
    """Show numbers as people write them, and link the pages that an answer rests on."""
    named = value["label"] if isinstance(value, dict) else value
    code = value["value"] if isinstance(value, dict) else value
    if isinstance(code, str) and column in LINKS and (table is None or isinstance(value, dict)):
        return Markup('<a href="{}">{}</a>').format(datasette.urls.path(LINKS[column](code)), named)
    if table == "observations" and column == "label":
        return Markup('<a href="{}">{}</a>').format(datasette.urls.path(addresses.figure(row["id"])), value)
    if isinstance(value, str) and column in CODE_FIELDS and value in set(CODE_FIELDS[column]):
        return terms_link(datasette, column, value)
    if isinstance(value, float) and column in PERCENT_COLUMNS:
        return html.escape(amount(value, "percent"))
    if isinstance(value, float) and column == "value" and "unit" in row.keys():  # noqa: SIM118 - sqlite3.Row
        return html.escape(amount(value, row["unit"]))
    if isinstance(value, float):
        return html.escape(number(value))
    return None
