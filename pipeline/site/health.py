"""Health: whether the server answers, and from which database."""

from __future__ import annotations

import json
import sqlite3

from pipeline.site.page import Asked, File


def page(connection: sqlite3.Connection, asked: Asked) -> File:
    """A line of JSON for whoever watches the server; code 500 where the database cannot be asked."""
    reports = connection.execute("SELECT count(*) FROM reports").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    database = {"name": asked.database.stem, "schema": version, "built": asked.built, "reports": reports}
    body = json.dumps({"ok": True, "database": database}).encode() + b"\n"
    return File(body, "application/json", headers={"cache-control": "no-store"})
