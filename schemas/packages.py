"""The schema as metadata of exported files: Frictionless (``datapackage.json``) and CSV on the Web.

Both describe CSV files in UTF-8 with a header, where an empty cell is a null.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from schemas import about
from schemas.codes import CODE_FIELDS
from schemas.tables import TABLES, Column, SqlType, Table

_FRICTIONLESS: dict[SqlType, str] = {"TEXT": "string", "INTEGER": "integer", "REAL": "number"}
_CSVW: dict[SqlType, str] = {"TEXT": "string", "INTEGER": "integer", "REAL": "double"}


@dataclass(frozen=True)
class File:
    """A CSV file that was written: its name, its size in bytes and its SHA-256 in hexadecimal digits."""

    name: str
    size: int
    sha256: str


def datapackage(files: Mapping[str, File]) -> dict[str, Any]:
    """The Frictionless descriptor of a folder of CSV files, which are given by table name."""
    return {
        "profile": "tabular-data-package",
        "name": about.NAME,
        "title": about.TITLE,
        "description": about.DESCRIPTION,
        "licenses": [{"name": about.LICENCE, "title": about.LICENCE_TITLE, "path": about.LICENCE_URL}],
        "sources": [{"title": about.SOURCE}],
        "resources": [_resource(table, files[table.name]) for table in TABLES],
    }


def _resource(table: Table, file: File) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": file.name,
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            **({"primaryKey": list(table.key)} if table.key else {}),
            **({"foreignKeys": keys} if (keys := _foreign_keys(table)) else {}),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if _is_required(column):
        constraints["required"] = True
    if column.code:
        constraints["enum"] = _codes(column)
    return {
        "name": column.name,
        "type": _FRICTIONLESS[column.type],
        "description": column.explained,
        **({"constraints": constraints} if constraints else {}),
    }


def _foreign_keys(table: Table) -> list[dict[str, Any]]:
    keys = []
    for column in table.columns:
        if column.references:
            resource, name = column.references.split(".")
            keys.append({"fields": [column.name], "reference": {"resource": resource, "fields": [name]}})
    return keys


def csvw(table: Table, file: File) -> dict[str, Any]:
    """The metadata of one CSV file in the vocabulary of CSV on the Web."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": file.name,
        "dc:title": table.title,
        "dc:description": table.description,
        "dc:source": about.SOURCE,
        "dc:license": {"@id": about.LICENCE_URL},
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [_column(column) for column in table.columns],
            **({"primaryKey": list(table.key)} if table.key else {}),
        },
    }


def _column(column: Column) -> dict[str, Any]:
    datatype: str | dict[str, str] = _CSVW[column.type]
    if column.code:
        datatype = {"base": "string", "format": "|".join(re.escape(code) for code in _codes(column))}
    return {
        "name": column.name,
        "titles": [column.name],
        "dc:description": column.explained,
        "datatype": datatype,
        "required": _is_required(column),
    }


def _is_required(column: Column) -> bool:
    """Whether a cell always holds something: in CSV an empty text cannot be told from a null."""
    return column.required and not column.blank


def _codes(column: Column) -> list[str]:
    return [code.value for code in CODE_FIELDS[column.code]]
