"""Showing the register of councils."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from extractors import register


def print_councils(text: str) -> int:
    """Print the councils whose short name, name or alias contains a text; return how many there are."""
    wanted = text.casefold()
    found = [
        council
        for council in register.councils()
        if any(wanted in name.casefold() for name in (council.slug, council.name, *council.aliases))
    ]
    if found:
        table = Table(title=f"{len(found)} councils")
        for heading in ("council", "name", "type", "region", "nation", "GSS", "until"):
            table.add_column(heading)
        for council in found:
            kind = council.kind.replace("_", " ")
            table.add_row(council.slug, council.name, kind, council.region, council.nation, council.gss, council.ended)
        Console().print(table, markup=False)
    return len(found)
