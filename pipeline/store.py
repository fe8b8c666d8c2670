"""The database file: built beside the old one, checked, and renamed over it.

The same reports give the same rows in the same order, whatever order they were read in.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

from extractors import register
from extractors.extraction import Extraction
from pipeline import procedures, replies
from pipeline.benchmark import Figures, Standing, benchmark
from pipeline.checks import tables as checks
from pipeline.checks.gather import report_of
from pipeline.checks.model import Report
from pipeline.checks.run import check
from pipeline.checks.trust import weighed
from pipeline.collect import Source
from pipeline.corrections import Corrected, Correction, apply, done, waiting
from pipeline.coverage import Held, coverage
from pipeline.problem import Problem
from pipeline.reader import fingerprint
from pipeline.swap import building, flush
from pipeline.text import encodable
from pipeline.whose import Owner, owner
from schemas.codes import CODE_FIELDS, Outcome
from schemas.label import label
from schemas.observation import Box, Observation
from schemas.tables import APPLICATION_ID, OBSERVATIONS, TABLES, Cell, indexes_sql, schema_version, tables_sql

Row = dict[str, Cell]

#: Rows that are gathered before they are inserted, and those of one statement.
_MANY, _AT_ONCE = 4_000, 1_000
#: Kilobytes of a large database that SQLite keeps in memory while it is filled.
_CACHE = 10_000

#: SQLite's errors that are the disk's: it is full, or cannot be written.
_DISK = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN})

#: Outcomes that give a report's figures; with any other the report counts as failed.
READ = frozenset({Outcome.OK, Outcome.PARTIAL})


@dataclass(frozen=True)
class Kept:
    """A report that was read: whose it is, and how to get again what it gave."""

    source: Source
    owner: Owner
    load: Callable[[], Extraction]


def write(readings: Iterable[tuple[Source, Extraction]], out: Path, corrections: Sequence[Correction] = ()) -> None:
    """Write the database of some reports that fit into memory; otherwise as ``write_kept``."""
    kept = [Kept(source, owner(source, read), partial(_same, read)) for source, read in readings]
    write_kept(kept, out, corrections)


def _same(extraction: Extraction) -> Extraction:
    return extraction


def write_kept(kept: Iterable[Kept], out: Path, corrections: Sequence[Correction] = ()) -> None:
    """Write the database of some reports to ``out``, in one step that a killed build cannot leave half done.

    The reports of one council are in memory at a time. Rows are in the order of councils, then of reports.

    Raises:
        Problem: the database cannot be written there, or a correction does not fit what was read.
    """
    check_target(out)
    try:
        with building(out) as beside:
            _fill(beside, _by_council(kept, corrections))
            _settle(beside)
            beside.chmod(0o644)
            beside.replace(out)
        flush(out.parent)
    except OSError as error:
        raise unwritable(out, error) from error
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _DISK:
            raise
        raise unwritable(out, error) from error


def unwritable(out: Path, error: Exception) -> Problem:
    """The problem that a database cannot be written."""
    reason = (isinstance(error, OSError) and error.strerror) or error
    return Problem(f"{out}: cannot be written ({reason}); free some space or choose another --out")


def _by_council(kept: Iterable[Kept], corrections: Sequence[Correction]) -> Iterator[dict[str, list[Row]]]:
    """The rows of one council's reports after the other; first come those of reports that nobody is known to own."""

    def council(each: Kept) -> str:
        return each.owner.council or ""

    yield {"codes": _codes(), "procedures": procedures.rows()}
    for _, group in groupby(sorted(kept, key=lambda each: (council(each), each.source.report)), council):
        yield rows([(each.source, each.load()) for each in group], corrections)


def check_target(out: Path) -> None:
    """Make sure that a database may be written to ``out`` before any work is done for it.

    Raises:
        Problem: no such folder, or there is something else there that must not be lost.
    """
    if not out.parent.is_dir():
        raise Problem(f"{out}: there is no folder {out.parent}; create it first")
    if out.is_dir():
        raise Problem(f"{out}: is a folder; name a file, such as {out / 'upheld.db'}")
    if out.exists() and out.stat().st_size and _stamp(out) is None:
        raise Problem(f"{out}: is not a database, and will not be overwritten; choose another --out")


def check_database(path: Path, any_version: bool = False) -> None:
    """Make sure that a file is a database which this version built, or any version of the program.

    Raises:
        Problem: it is missing, something else, or built by another version.
    """
    if not path.is_file():
        raise Problem(f"{path}: no such database; make it with `upheld build --out {path}`")
    stamp = _stamp(path)
    if stamp is None or stamp[0] != APPLICATION_ID:
        raise Problem(f"{path}: is not a database that upheld built; make one with `upheld build`")
    if stamp[1] != schema_version() and not any_version:
        raise Problem(f"{path}: was built by another version of upheld; make it again with `upheld build --out {path}`")


def connect(path: Path, any_version: bool = False) -> sqlite3.Connection:
    """Open a database for reading.

    Raises:
        Problem: as ``check_database``.
    """
    check_database(path, any_version)
    return sqlite3.connect(_read_only(path), uri=True)


def _stamp(path: Path) -> tuple[int, int] | None:
    """Application id and version of a database; None where the file is none."""
    try:
        with closing(sqlite3.connect(_read_only(path), uri=True)) as connection:
            application: int = connection.execute("PRAGMA application_id").fetchone()[0]
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error:
        return None
    return application, version


def _read_only(path: Path) -> str:
    return f"{path.resolve().as_uri()}?mode=ro"


def rows(readings: Sequence[tuple[Source, Extraction]], corrections: Sequence[Correction] = ()) -> dict[str, list[Row]]:
    """The rows of some councils' reports, by table name, in the order in which they are stored.

    All reports of a council have to be among them: they are held against each other.

    Raises:
        Problem: a correction does not fit what was read.
    """
    owners = {source.report: owner(source, extraction) for source, extraction in readings}
    councils = _councils((extraction for _, extraction in readings), owners.values())
    names = {str(row["council"]): str(row["name"]) for row in councils}
    published = [as_published(source, extraction, corrections) for source, extraction in readings]
    reports = [
        _report(source, extraction, owners[source.report], read)
        for (source, extraction), read in zip(readings, published, strict=True)
    ]
    checked = check(reports)
    figures, held, observations, unread, corrected = [], [], [], [], []
    for (source, extraction), read, report in zip(readings, published, reports, strict=True):
        name, whose = source.report, owners[source.report]
        stated = {identity: weighed(identity, seen, checked) for identity, seen in read.observations.items()}
        figures.append(Figures(name, report.period, stated))
        if whose.council:
            series = extraction.scope.whole if extraction.scope else None
            held.append(Held(name, whose.council, whose.period, series, extraction.outcome, list(stated.values())))
        observations += _observation_rows(name, stated, read, names)
        corrected += done(read, names) if extraction.outcome in READ else waiting(name, corrections)
        unread += [
            {"report": name, "text": seen.text, "reason": seen.reason, **_place(seen.box)}
            for seen in sorted(extraction.unread, key=lambda seen: (*_where(seen.box), seen.text, seen.reason))
        ]
    folded = benchmark(figures, Standing.of(checked))
    return {
        "councils": councils,
        "reports": [_report_row(source, extraction, owners[source.report]) for source, extraction in readings],
        "observations": observations,
        "benchmark": [row.cells for row in folded],
        "benchmark_observations": [cells for row in folded for cells in row.evidence],
        "unread": unread,
        **checks.rows(reports, checked),
        "replies": replies.rows(names, checked.found),
        "coverage": [row.cells for row in coverage(held)],
        "corrections": corrected,
    }


def _codes() -> list[Row]:
    return [
        {"field": field, "code": code.value, "definition": code.definition}
        for field, codes in CODE_FIELDS.items()
        for code in codes
    ]


def _report(source: Source, extraction: Extraction, whose: Owner, published: Corrected) -> Report:
    """What a report states, as the checks take it."""
    period = (extraction.scope and whose.period) or ""
    return report_of(source.report, whose.council or "", period, published.observations, extraction.claims)


def as_published(source: Source, extraction: Extraction, corrections: Sequence[Correction]) -> Corrected:
    """The observations of a report by id, in the order of the pages, with its corrections.

    Raises:
        Problem: a correction does not fit what was read.
    """
    stated = _distinct(source.report, extraction.observations)
    return apply(source.report, stated, corrections if extraction.outcome in READ else ())


def _councils(extractions: Iterable[Extraction], owners: Iterable[Owner]) -> list[Row]:
    """A row for every council that published a report or that a figure is about."""
    found: dict[str, str] = {}
    for extraction in extractions:
        for seen in extraction.observations:
            found.setdefault(seen.council, "")
    for whose in owners:
        if whose.council:
            found[whose.council] = min(filter(None, (found.get(whose.council), whose.name)), default="")
    return [_council_row(slug, name) for slug, name in sorted(found.items())]


def _council_row(slug: str, name: str) -> Row:
    known = register.council(slug)
    return {
        "council": slug,
        "name": known.name if known else name or slug,
        "gss": known.gss or None if known else None,
        "type": known.kind or None if known else None,
        "region": known.region or None if known else None,
        "nation": known.nation or None if known else None,
        "population": known.population if known else None,
    }


def _report_row(source: Source, extraction: Extraction, whose: Owner) -> Row:
    scope = extraction.scope
    return {
        "report": source.report,
        "council": whose.council,
        "title": (scope.title or None) if scope else None,
        "year": whose.period,
        "scope": scope.whole.value if scope else None,
        "outcome": extraction.outcome.value,
        "message": extraction.message,
        "pages": extraction.pages,
        "passed_over": extraction.passed_over,
        "filename": encodable(source.path.name),
        "reader": fingerprint(),
        "sha256": source.sha256,
        "source_url": source.published.url or None,
        "retrieved": source.published.retrieved or None,
    }


def _distinct(report: str, observations: Iterable[Observation]) -> dict[str, Observation]:
    """Observations by id, in the order of the pages; of two readings of one number the surer one."""
    found: dict[str, Observation] = {}
    for seen in sorted(observations, key=lambda seen: (*_where(seen.box), -seen.confidence, seen.evidence)):
        found.setdefault(observation_id(report, seen), seen)
    return dict(sorted(found.items(), key=lambda item: (*_where(item[1].box), item[0])))


def observation_id(report: str, seen: Observation) -> str:
    """Sixteen hexadecimal digits that stand for a report, a meaning, a value and a place on a page."""
    parts = (
        report,
        *(seen.council, seen.stream, seen.stage, seen.period, seen.period_type, seen.measure, seen.unit),
        *(seen.target_days, seen.dimension, seen.category, seen.value),
        *_place(seen.box).values(),
    )
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _observation_rows(
    report: str, stated: Mapping[str, Observation], published: Corrected, names: dict[str, str]
) -> list[Row]:
    """Rows of a report's observations; their keys are those that they had as they were read."""
    return [
        {
            "id": identity,
            "label": label(seen, names[seen.council]),
            "report": report,
            "key": published.keys[identity],
            **seen.model_dump(mode="json", exclude={"box"}),
            **_place(seen.box),
            **_correction_cells(published, identity),
        }
        for identity, seen in stated.items()
    ]


def _correction_cells(published: Corrected, identity: str) -> Row:
    if identity not in published.replaced:
        return {"raw_value": None, "correction": None}
    correction, seen = published.replaced[identity]
    return {"raw_value": seen.value, "correction": correction.reason}


#: What boxes are rounded to, in points.
_SMALLEST = 0.01


def _place(box: Box) -> Row:
    return {
        "page": box.page,
        "x0": round(box.x0, 2),
        "top": round(box.top, 2),
        # A box has an area, however small.
        "x1": round(max(box.x1, round(box.x0, 2) + _SMALLEST), 2),
        "bottom": round(max(box.bottom, round(box.top, 2) + _SMALLEST), 2),
    }


def _where(box: Box) -> tuple[int, float, float]:
    return box.page, round(box.top, 2), round(box.x0, 2)


def _fill(path: Path, groups: Iterable[dict[str, list[Row]]]) -> None:
    """Fill a database with the rows of one council after the other."""
    with _without("pandas", "numpy"):  # which sqlite-utils imports for types that we do not store
        import sqlite_utils

    with closing(sqlite3.connect(path)) as connection:
        # Until it is renamed nobody reads this file, and if something fails it is thrown away.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.executescript(tables_sql())
        database = sqlite_utils.Database(connection)
        for content in _in_large(_distinct_councils(groups)):
            for table in TABLES:
                database.table(table.name).insert_all(content.get(table.name, ()), batch_size=_AT_ONCE)
        connection.executescript(indexes_sql())
        database.table(OBSERVATIONS.name).enable_fts(OBSERVATIONS.search, tokenize="porter unicode61")
        connection.commit()
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {schema_version()}")
        connection.execute("ANALYZE")
        connection.commit()
        connection.execute("VACUUM")


@contextmanager
def _without(*modules: str) -> Iterator[None]:
    """Let who would import a module if it is installed do without it: to load these takes longer than to store."""
    absent = [module for module in modules if module not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for module in absent:
            del sys.modules[module]


def _in_large(groups: Iterable[dict[str, list[Row]]]) -> Iterator[dict[str, list[Row]]]:
    """Groups put together until they have many rows: inserting has a price that does not depend on how many."""
    together: dict[str, list[Row]] = {}
    for group in groups:
        for name, found in group.items():
            together.setdefault(name, []).extend(found)
        if sum(map(len, together.values())) >= _MANY:
            yield together
            together = {}
    yield together


def _distinct_councils(groups: Iterable[dict[str, list[Row]]]) -> Iterator[dict[str, list[Row]]]:
    """Groups with each council once, where the reports of one have figures about another."""
    met: set[Cell] = set()
    for group in groups:
        councils = [row for row in group.get("councils", ()) if row["council"] not in met]
        met.update(row["council"] for row in councils)
        yield group | {"councils": councils}


def _settle(path: Path) -> None:
    """Check the finished file and make sure that it is on the disk.

    Raises:
        RuntimeError: SQLite finds a fault in it.
    """
    with closing(sqlite3.connect(path)) as connection:
        faults = [fault for (fault,) in connection.execute("PRAGMA integrity_check") if fault != "ok"]
        faults += [f"dangling reference in {row[0]}" for row in connection.execute("PRAGMA foreign_key_check")]
    if faults:
        raise RuntimeError(f"the new database is faulty and was not published: {'; '.join(faults[:3])}")
    flush(path)
