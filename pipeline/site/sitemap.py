"""Robots and sitemap: what search engines should and should not visit."""

from __future__ import annotations

import sqlite3
from xml.sax.saxutils import escape

from pipeline.site import addresses
from pipeline.site.page import Asked, File

#: What the protocol of sitemaps allows in one file.
MOST = 50_000

#: The pages that are there whatever the database holds.
ALWAYS = ("/", addresses.COUNCILS, addresses.COMPARE, addresses.DISCREPANCIES, addresses.TERMS)


def robots(connection: sqlite3.Connection, asked: Asked) -> File:
    """``robots.txt``: the pages are open, free queries and the endless combinations of filters are not."""
    lines = [
        "User-agent: *",
        "Disallow: /*?",
        f"Allow: {addresses.COUNCILS}?q=",
        "Disallow: /-/",
        f"Sitemap: {asked.site}/sitemap.xml",
    ]
    return File("\n".join([*lines, ""]).encode(), "text/plain; charset=utf-8")


def sitemap(connection: sqlite3.Connection, asked: Asked) -> File:
    """``sitemap.xml``: every council, report and discrepancy; figures are reached from these."""
    paths = [*ALWAYS]
    paths += [addresses.council(row[0]) for row in connection.execute("SELECT council FROM councils ORDER BY 1")]
    paths += [addresses.report(row[0]) for row in connection.execute("SELECT report FROM reports ORDER BY 1")]
    paths += [addresses.discrepancy(row[0]) for row in connection.execute("SELECT id FROM discrepancies ORDER BY 1")]
    entries = "".join(f"<url><loc>{escape(asked.site + path)}</loc></url>\n" for path in paths[:MOST])
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return File(f"{head}{entries}</urlset>\n".encode(), "application/xml; charset=utf-8")
