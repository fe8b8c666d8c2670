"""OpenAPI: the description of the API, made from the same tables and filters as its answers."""

from __future__ import annotations

import json
import sqlite3
from importlib.metadata import version
from typing import Any

from pipeline.site.api import HEADERS, LIMIT, MOST, RESOURCES, Filter, Resource, fields
from pipeline.site.page import Asked, File
from schemas import about

PATH = "/api/openapi.json"

Json = dict[str, Any]

_ERROR = {
    "type": "object",
    "required": ["error", "status"],
    "properties": {"error": {"type": "string"}, "status": {"type": "integer"}},
}


def page(connection: sqlite3.Connection, asked: Asked) -> File:
    """The description as JSON."""
    text = json.dumps(description(asked.site), ensure_ascii=False, indent=2)
    return File(text.encode(), "application/json; charset=utf-8", headers=HEADERS)


def description(site: str) -> Json:
    """The API of a site in OpenAPI 3.1."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": about.TITLE,
            "description": f"{about.DESCRIPTION} All paths answer GET alone, for anyone's page.",
            "version": version("upheld"),
            "license": {"name": about.LICENCE_TITLE, "url": about.LICENCE_URL},
        },
        "servers": [{"url": site}],
        "paths": {resource.path: {"get": _operation(resource)} for resource in RESOURCES},
        "components": {
            "schemas": {
                **{_name(resource): _row(resource) for resource in RESOURCES},
                **{f"{_name(resource)}Page": _page(resource) for resource in RESOURCES},
                "Error": _ERROR,
            }
        },
    }


def _name(resource: Resource) -> str:
    return {"benchmark": "BenchmarkRow", "observations": "Observation", "councils": "Council"}[resource.name]


def _operation(resource: Resource) -> Json:
    return {
        "operationId": resource.name,
        "summary": resource.summary,
        "description": resource.table.description,
        "parameters": [*map(_parameter, resource.filters), *_PAGING],
        "responses": {
            "200": _response("The rows.", f"{_name(resource)}Page"),
            "400": _response("The question cannot be answered as it was put.", "Error"),
        },
    }


def _response(text: str, schema: str) -> Json:
    return {
        "description": text,
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}},
    }


def _parameter(each: Filter) -> Json:
    item: Json = {"type": "string"}
    if each.codes:
        item["enum"] = [*each.codes, *([each.none] if each.none else [])]
    return {
        "name": each.name,
        "in": "query",
        "description": f"{each.explained} May be given more than once.",
        "schema": {"type": "array", "items": item},
        "style": "form",
        "explode": True,
    }


_PAGING: tuple[Json, ...] = (
    {
        "name": "limit",
        "in": "query",
        "description": "How many rows at most.",
        "schema": {"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT},
    },
    {
        "name": "after",
        "in": "query",
        "description": "Where the page before ended. Follow `next` instead of choosing it.",
        "schema": {"type": "integer", "minimum": 0},
    },
)


def _row(resource: Resource) -> Json:
    described = fields(resource)
    return {
        "type": "object",
        "description": resource.summary,
        "required": list(described),
        "properties": dict(described),
        "additionalProperties": False,
    }


def _page(resource: Resource) -> Json:
    properties: Json = {
        "licence": {"type": "string", "format": "uri", "description": "The licence of the figures."},
        "total": {"type": "integer", "description": "How many rows there are on all pages."},
        "count": {"type": "integer", "description": "How many rows are on this page."},
        "next": {"type": ["string", "null"], "format": "uri", "description": "The next page; null on the last."},
        "rows": {"type": "array", "items": {"$ref": f"#/components/schemas/{_name(resource)}"}},
    }
    return {"type": "object", "required": list(properties), "properties": properties, "additionalProperties": False}
