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


def page_image(sha256: str, page: int) -> str:
    """The picture of a page of the file with that hash."""
    return f"/-/page-image/{sha256}/{page}.png"


def close_up(observation: str) -> str:
    """The picture of a figure in the lines around it."""
    return f"/-/close-up/{quote(observation, safe='')}.png"


def report_file(sha256: str, page: int = 1) -> str:
    """The file with that hash, opened at a page."""
    return f"/-/report-file/{sha256}.pdf#page={page}"


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
