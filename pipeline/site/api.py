"""API: benchmark rows, observations and councils as JSON, filtered and in pages.

Every answer to a good question is an object with ``total``, ``count``, ``next`` and ``rows``; every other one is an
object with ``error`` and ``status``. Names, codes and units are those of the tables.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from pipeline.site import addresses
from pipeline.site.page import Asked, File
from schemas import about
from schemas.codes import CODE_FIELDS
from schemas.tables import BENCHMARK, COUNCILS, OBSERVATIONS, Column, Table

#: Rows of an answer unless the question says otherwise, and at most.
LIMIT, MOST = 100, 1000

#: Anyone's page may read the API.
HEADERS = {"access-control-allow-origin": "*"}

Json = dict[str, Any]


class Refused(Exception):
    """A question that cannot be answered as it was put."""


@dataclass(frozen=True)
class Filter:
    """A field of the query that restricts the rows; given more than once, any of its values will do.

    ``sql`` is the condition for one value. ``none`` is a value that stands for rows without one.
    """

    name: str
    explained: str
    sql: str
    codes: tuple[str, ...] = ()
    none: str = ""


@dataclass(frozen=True)
class Extra:
    """A field of a row that is no column of its table, with its JSON schema."""

    name: str
    schema: Json


@dataclass(frozen=True)
class Resource:
    """One path of the API: the table whose rows it gives, in the order stored, and how they may be restricted."""

    name: str
    summary: str
    table: Table
    filters: tuple[Filter, ...]
    extras: tuple[Extra, ...]
    complete: Callable[[sqlite3.Connection, Asked, list[Json], list[int]], None]

    @property
    def path(self) -> str:
        """Its path."""
        return f"/api/{self.name}"


def _filters(table: Table, *names: str) -> tuple[Filter, ...]:
    """A filter on each of some columns of a table."""
    columns = {column.name: column for column in table.columns}
    return tuple(_filter(table, columns[name]) for name in names)


def _filter(table: Table, column: Column) -> Filter:
    codes = tuple(CODE_FIELDS[column.code]) if column.code else ()
    none = "" if column.required else "none"
    explained = column.explained + (" none: rows without one." if none else "")
    return Filter(column.name, explained, f'{table.name}."{column.name}" = ?', codes, none)


def _by_council(column: str) -> Filter:
    described = next(each for each in COUNCILS.columns if each.name == column)
    sql = f'council in (select council from councils where "{column}" = ?)'  # noqa: S608 - a column of ours
    return Filter(column, f"Of the council: {described.explained}", sql)


_EVIDENCE = """
    select b.rowid, o.figure, o.observation
    from benchmark as b join benchmark_observations as o using (council, stream, stage, year)
    where b.rowid in ({}) order by o.rowid
"""


def _with_evidence(connection: sqlite3.Connection, asked: Asked, rows: list[Json], ids: list[int]) -> None:
    """Give benchmark rows their council's name, and the observations that each figure rests on."""
    by_id = dict(zip(ids, rows, strict=True))
    names = _names(connection)
    for row in rows:
        row |= {"council_name": names[row["council"]], "observations": {}}
    found = connection.execute(_EVIDENCE.format(_places(ids)), ids)
    for identity, figure, observation in found:
        by_id[identity]["observations"].setdefault(figure, []).append(observation)


def _with_places(connection: sqlite3.Connection, asked: Asked, rows: list[Json], ids: list[int]) -> None:
    """Give observations their council's name, the page that shows them, and where their report was published."""
    names = _names(connection)
    reports = sorted({row["report"] for row in rows})
    published = dict(
        connection.execute(
            f"select report, source_url from reports where report in ({_places(reports)})",  # noqa: S608 - question marks
            reports,
        ).fetchall()
    )
    for row in rows:
        row |= {
            "council_name": names[row["council"]],
            "url": asked.site + addresses.figure(row["id"]),
            "source_url": published.get(row["report"]),
        }


def _with_reports(connection: sqlite3.Connection, asked: Asked, rows: list[Json], ids: list[int]) -> None:
    """Give councils their page and how many of their reports there are."""
    counts = dict(connection.execute("select council, count(*) from reports group by council").fetchall())
    for row in rows:
        row |= {"url": asked.site + addresses.council(row["council"]), "reports": counts.get(row["council"], 0)}


def _names(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("select council, name from councils").fetchall())


def _places(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


_NAME = Extra("council_name", {"type": "string", "description": "The council's name."})

RESOURCES: tuple[Resource, ...] = (
    Resource(
        "benchmark",
        "One row per council, procedure, stage and year",
        BENCHMARK,
        (
            *_filters(BENCHMARK, "council", "stream", "stage", "year", "grade"),
            *map(_by_council, ("type", "region", "nation")),
        ),
        (
            _NAME,
            Extra(
                "observations",
                {
                    "type": "object",
                    "description": "Ids of the observations that each figure rests on.",
                    "additionalProperties": {"type": "array", "items": {"type": "string"}},
                },
            ),
        ),
        _with_evidence,
    ),
    Resource(
        "observations",
        "Every number as one report states it",
        OBSERVATIONS,
        _filters(
            OBSERVATIONS,
            *(
                "council",
                "stream",
                "stage",
                "period",
                "period_type",
                "measure",
                "unit",
                "dimension",
                "method",
                "report",
            ),
        ),
        (
            _NAME,
            Extra("url", {"type": "string", "format": "uri", "description": "The page that shows where it stands."}),
            Extra("source_url", {"type": ["string", "null"], "description": "Where the report was published."}),
        ),
        _with_places,
    ),
    Resource(
        "councils",
        "The councils whose reports were read",
        COUNCILS,
        _filters(COUNCILS, "council", "type", "region", "nation"),
        (
            Extra("url", {"type": "string", "format": "uri", "description": "The council's page."}),
            Extra("reports", {"type": "integer", "description": "How many of its reports there are."}),
        ),
        _with_reports,
    ),
)


def answering(resource: Resource) -> Callable[[sqlite3.Connection, Asked], File]:
    """The handler of a resource's path."""

    def handler(connection: sqlite3.Connection, asked: Asked) -> File:
        try:
            return _json(_answer(connection, resource, asked))
        except Refused as refused:
            return error(400, str(refused))

    return handler


def error(status: int, message: str) -> File:
    """An error as JSON."""
    return _json({"error": message, "status": status}, status)


def only_get(method: str) -> File:
    """The answer to a method other than GET: what is allowed to one that asks, else an error."""
    allowed = {"allow": "GET, HEAD, OPTIONS", "access-control-allow-methods": "GET, HEAD, OPTIONS"}
    if method == "OPTIONS":
        return File(b"", "text/plain; charset=utf-8", 204, HEADERS | allowed)
    answer = error(405, f"{method} is not answered here; ask with GET")
    return replace(answer, headers=HEADERS | allowed)


def missing(connection: sqlite3.Connection, asked: Asked) -> File:
    """The answer below ``/api`` where there is nothing."""
    there = ", ".join([*(resource.path for resource in RESOURCES), "/api/openapi.json"])
    return error(404, f"there is nothing at this path; there is {there}")


def _json(body: Json, status: int = 200) -> File:
    text = json.dumps(body, ensure_ascii=False, allow_nan=False)
    return File(text.encode(), "application/json; charset=utf-8", status, HEADERS)


def _answer(connection: sqlite3.Connection, resource: Resource, asked: Asked) -> Json:
    """The rows that a question asks for.

    Raises:
        Refused: a field that does not exist, or a value that it cannot have.
    """
    _check(resource, asked)
    limit = _whole(asked, "limit", LIMIT, 1, MOST)
    after = _whole(asked, "after", 0, 0, 2**53)
    where, values = _where(resource, asked)
    table = resource.table.name
    columns = ", ".join(f'"{name}"' for name in resource.table.headers)
    found = connection.execute(
        f"select rowid, {columns} from {table} where {where} and rowid > ? order by rowid limit ?",  # noqa: S608 - ours
        [*values, after, limit + 1],
    ).fetchall()
    total = connection.execute(f"select count(*) from {table} where {where}", values).fetchone()[0]  # noqa: S608 - ours
    shown = found[:limit]
    ids = [row[0] for row in shown]
    rows = [dict(zip(resource.table.headers, tuple(row)[1:], strict=True)) for row in shown]
    resource.complete(connection, asked, rows, ids)
    return {
        "licence": about.LICENCE_URL,
        "total": total,
        "count": len(rows),
        "next": _next(resource, asked, ids[-1]) if len(found) > limit else None,
        "rows": rows,
    }


def _check(resource: Resource, asked: Asked) -> None:
    known = [*(each.name for each in resource.filters), "limit", "after"]
    for name in asked.query:
        if name not in known:
            raise Refused(f"there is no field {name!r}; there are {', '.join(known)}")


def _whole(asked: Asked, name: str, default: int, least: int, most: int) -> int:
    text = asked.one(name)
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and least <= int(text[:20]) <= most):
        raise Refused(f"{name} is a whole number from {least} to {most}, not {text[:40]!r}")
    return int(text)


def _where(resource: Resource, asked: Asked) -> tuple[str, list[str]]:
    conditions, values = ["1"], []
    for each in resource.filters:
        wanted = asked.many(each.name)
        if not wanted:
            continue
        unknown = [value for value in wanted if each.codes and value not in (*each.codes, each.none)]
        if unknown:
            raise Refused(
                f"{each.name} is one of {', '.join(filter(None, (*each.codes, each.none)))}; not {unknown[0][:40]!r}"
            )
        choices = [each.sql.replace("= ?", "is null") if value == each.none else each.sql for value in wanted]
        values += [value for value in wanted if value != each.none]
        conditions.append(f"({' or '.join(choices)})")
    return " and ".join(conditions), values


def _next(resource: Resource, asked: Asked, last: int) -> str:
    pairs = [(name, value) for name in asked.query if name != "after" for value in asked.many(name)]
    return f"{asked.site}{resource.path}?{urlencode([*pairs, ('after', str(last))])}"


def fields(resource: Resource) -> Mapping[str, Json]:
    """The JSON schema of every field of a resource's rows, by name."""
    described = {column.name: _schema(column) for column in resource.table.columns}
    return described | {extra.name: extra.schema for extra in resource.extras}


_TYPES = {"TEXT": "string", "INTEGER": "integer", "REAL": "number"}


def _schema(column: Column) -> Json:
    kind = _TYPES[column.type]
    schema: Json = {"type": kind if column.required else [kind, "null"], "description": column.explained}
    if column.code:
        codes: list[str | None] = [code.value for code in CODE_FIELDS[column.code]]
        schema["enum"] = codes if column.required else [*codes, None]
    return schema
