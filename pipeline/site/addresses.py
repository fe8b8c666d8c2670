"""Addresses: the path of everything that has a page."""

from __future__ import annotations

from urllib.parse import quote, urlencode

COUNCILS = "/councils"
COMPARE = "/compare"
DISCREPANCIES = "/discrepancies"
TERMS = "/terms"


def council(slug: str) -> str:
    """The page of a council."""
    return f"{COUNCILS}/{quote(slug, safe='')}"


def report(name: str) -> str:
    """The page of a report."""
    return f"/reports/{quote(name, safe='')}"


def figure(observation: str) -> str:
    """The page that shows where a figure stands."""
    return f"/figures/{quote(observation, safe='')}"


def discrepancy(identity: str) -> str:
    """The page of one discrepancy."""
    return f"{DISCREPANCIES}/{quote(identity, safe='')}"


def term(field: str, code: str) -> str:
    """Where a code is explained."""
    return f"{TERMS}#{field}-{code}"


def asking(path: str, **fields: str | int | None) -> str:
    """A path with a query; fields that are empty are left out."""
    query = urlencode({name: value for name, value in fields.items() if value not in (None, "")})
    return f"{path}?{query}" if query else path
