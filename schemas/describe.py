"""The schema as a page of documentation: ``python -m schemas.describe > docs/schema.md``."""

from __future__ import annotations

import sys

from schemas.codes import CODE_FIELDS, Code
from schemas.tables import TABLES, Column, Table

_INTRODUCTION = """\
# The database

Generated from `schemas/` by `make docs`; do not edit by hand.

All tables are STRICT. *Required* columns are never null; in the others null means that the report does not say.
Coded columns hold only the codes listed [below](#codes), which the `codes` table repeats.
`observations_fts` is the full-text index over `observations`.
"""


def markdown() -> str:
    """Every table, column and code as Markdown."""
    tables = [_table(table) for table in TABLES]
    codes = [_codes(field, members) for field, members in CODE_FIELDS.items()]
    return "\n".join([_INTRODUCTION, *tables, "## Codes\n", *codes]).rstrip() + "\n"


def _table(table: Table) -> str:
    lines = [f"## `{table.name}`: {table.title.lower()}\n", f"{table.description}\n"]
    if table.key:
        lines.append(f"Key: {', '.join(f'`{name}`' for name in table.key)}.\n")
    if table.search:
        lines.append(f"Full-text search over {', '.join(f'`{name}`' for name in table.search)}.\n")
    lines += ["| column | type | required | meaning |", "|---|---|---|---|"]
    lines += [_column(column) for column in table.columns]
    return "\n".join(lines) + "\n"


def _column(column: Column) -> str:
    meaning = column.description
    if column.unit:
        meaning += f" Unit: {column.unit}."
    if column.code:
        meaning += f" [Codes](#{column.code})."
    if column.references:
        meaning += f" References `{column.references}`."
    required = "yes" if column.required else ""
    return f"| `{column.name}` | {column.type.lower()} | {required} | {meaning} |"


def _codes(field: str, members: type[Code]) -> str:
    rows = "\n".join(f"| `{code}` | {code.definition} |" for code in members)
    return f"### {field}\n\n| code | meaning |\n|---|---|\n{rows}\n"


if __name__ == "__main__":
    sys.stdout.write(markdown())
