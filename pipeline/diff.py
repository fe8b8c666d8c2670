"""Comparing two builds: which figures were added, removed or changed, report by report, and why."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from pipeline import store
from pipeline.problem import Problem
from schemas.keys import meaning
from schemas.label import amount

Kind = Literal["added", "removed", "changed"]
KINDS: tuple[Kind, ...] = ("added", "removed", "changed")

#: What a report is, by column: where one of these differs, the report itself has changed.
_IDENTITY = {"sha256": "another PDF", "outcome": "outcome", "council": "council", "year": "year"}
#: Columns of observations without which builds cannot be compared; all others may be missing in an older one.
_NEEDED = (
    *("report", "stream", "stage", "period", "measure", "unit", "target_days", "dimension", "category"),
    *("value", "page"),
)


@dataclass(frozen=True)
class Figure:
    """One number of one build. ``key`` is its meaning without the page; ``raw`` the number as it was read."""

    report: str
    key: str
    unit: str
    value: float
    raw: float
    page: int
    correction: str | None


@dataclass(frozen=True)
class Change:
    """A figure that differs. ``old`` and ``new`` are its values, with their pages; None where there is none."""

    kind: Kind
    key: str
    unit: str
    old: float | None
    new: float | None
    old_page: int | None
    new_page: int | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class ReportChange:
    """A report that differs, or of which figures do."""

    report: str
    kind: Kind
    reasons: tuple[str, ...]
    figures: tuple[Change, ...]


@dataclass(frozen=True)
class Build:
    """What is compared: reports by id, figures by report, and why numbers were dropped, by report and meaning."""

    reports: dict[str, dict[str, Any]]
    figures: dict[str, list[Figure]]
    dropped: dict[tuple[str, str], str]


def diff(old: Path, new: Path) -> list[ReportChange]:
    """What differs between two databases, which other versions of the program may have built, by report.

    Raises:
        Problem: one of them is missing, not ours, or lacks what has to be compared.
    """
    before, after = _load(old), _load(new)
    changes = []
    for report in sorted({*before.reports, *after.reports}):
        kind, reasons = _what_became_of(before.reports.get(report), after.reports.get(report))
        figures = tuple(_figures(report, before, after, reasons))
        if figures or kind:
            changes.append(ReportChange(report, kind or "changed", reasons, figures))
    return changes


def _load(path: Path) -> Build:
    with closing(store.connect(path, any_version=True)) as connection:
        connection.row_factory = sqlite3.Row
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        reports, observations, corrections = (
            [dict(row) for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY rowid')]  # noqa: S608 - ours
            if name in tables
            else []
            for name in ("reports", "observations", "corrections")
        )
    if observations and not set(_NEEDED) <= set(observations[0]):
        raise Problem(f"{path}: was built by a version of upheld that is too old to compare; build it again")
    figures: dict[str, list[Figure]] = defaultdict(list)
    for row in observations:
        figures[row["report"]].append(_figure(row))
    dropped = {
        (row["report"], key): row["reason"]
        for row in corrections
        if row["action"] == "dropped"
        for key in _meanings(row["key"])
    }
    return Build({row["report"]: row for row in reports}, figures, dropped)


def _figure(row: Mapping[str, Any]) -> Figure:
    raw = row.get("raw_value")
    return Figure(
        report=row["report"],
        key=meaning(*(row[name] for name in _NEEDED[1:9])),
        unit=row["unit"],
        value=row["value"],
        raw=row["value"] if raw is None else raw,
        page=row["page"],
        correction=row.get("correction"),
    )


def _meanings(key: str) -> Iterator[str]:
    """What the key of an observation may mean: without its page, and without the number of a repetition."""
    text = key.partition("/")[2]
    yield text
    yield re.sub(r" #\d+$", "", text)


def _what_became_of(
    old: Mapping[str, Any] | None, new: Mapping[str, Any] | None
) -> tuple[Kind | None, tuple[str, ...]]:
    """What happened to a report itself, and every reason why figures of it may differ.

    Another version of the program is such a reason, but by itself no change of the report.
    """
    if old is None or new is None:
        return ("added", ("new report",)) if old is None else ("removed", ("report no longer in the build",))
    reasons = [
        f"{what}: {_short(old.get(name))} → {_short(new.get(name))}"
        for name, what in _IDENTITY.items()
        if old.get(name) != new.get(name)
    ]
    kind: Kind | None = "changed" if reasons else None
    if old.get("reader") != new.get("reader"):
        reasons.append(f"read by another version: {old.get('reader') or 'unknown'} → {new.get('reader') or 'unknown'}")
    return kind, tuple(reasons)


def _short(value: str | None) -> str:
    """A cell for a reader; of a checksum its first digits."""
    if value is None:
        return "none"
    return f"{value[:12]}…" if len(value) == 64 else value


def _figures(report: str, old: Build, new: Build, reasons: tuple[str, ...]) -> Iterator[Change]:
    before, after = _by_key(old.figures.get(report, [])), _by_key(new.figures.get(report, []))
    for key in sorted({*before, *after}):
        for was, now in _pairs(before.get(key, []), after.get(key, [])):
            if was and now:
                if was.value != now.value:
                    corrected = _correction(was.correction, now.correction)
                    why = corrected if corrected and was.raw == now.raw else corrected + reasons
                    yield _change("changed", was, now, why)
            elif now:
                yield _change("added", None, now, _correction(old.dropped.get((report, key)), None) or reasons)
            elif was:
                yield _change("removed", was, None, _correction(None, new.dropped.get((report, key))) or reasons)


def _by_key(figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.key].append(figure)
    return found


#: How a figure that is stated several times finds its like, the closest first.
_LIKENESS: tuple[Callable[[Figure], Hashable], ...] = (
    lambda figure: (figure.value, figure.page),
    lambda figure: (figure.raw, figure.page),
    lambda figure: figure.value,
    lambda figure: figure.page,
    lambda figure: None,
)


def _pairs(old: Sequence[Figure], new: Sequence[Figure]) -> Iterator[tuple[Figure | None, Figure | None]]:
    """Each old figure with the new one that it became; alone where there is none."""
    before, after = list(old), list(new)
    for like in _LIKENESS:
        for was in list(before):
            now = next((figure for figure in after if like(figure) == like(was)), None)
            if now:
                before.remove(was)
                after.remove(now)
                yield was, now
    yield from ((was, None) for was in before)
    yield from ((None, now) for now in after)


def _correction(old: str | None, new: str | None) -> tuple[str, ...]:
    if old == new:
        return ()
    if old is None:
        return (f"correction added: {new}",)
    if new is None:
        return (f"correction withdrawn: {old}",)
    return (f"correction changed: {new}",)


def _change(kind: Kind, was: Figure | None, now: Figure | None, reasons: tuple[str, ...]) -> Change:
    figure = now or was
    assert figure  # noqa: S101 - one of them is there
    return Change(
        kind=kind,
        key=figure.key,
        unit=figure.unit,
        old=was.value if was else None,
        new=now.value if now else None,
        old_page=was.page if was else None,
        new_page=now.page if now else None,
        reasons=reasons,
    )


# Showing it ------------------------------------------------------------------------------------------


def summary(changes: Sequence[ReportChange]) -> dict[Kind, int]:
    """How many figures were added, removed and changed."""
    counts = Counter(figure.kind for change in changes for figure in change.figures)
    return {kind: counts[kind] for kind in KINDS}


def as_json(changes: Sequence[ReportChange]) -> str:
    """Everything, for programs."""
    content = {"figures": summary(changes), "reports": [asdict(change) for change in changes]}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def as_markdown(changes: Sequence[ReportChange]) -> str:
    """For people: reports that came or went with their number of figures, of all others each figure."""
    if not changes:
        return "No differences.\n"
    counts = ", ".join(f"{count:,} {kind}" for kind, count in summary(changes).items())
    lines = [f"# Differences: {counts}", ""]
    for change in changes:
        lines += [f"## {change.report}", ""]
        lines += [f"- {reason}" for reason in change.reasons]
        if change.kind != "changed":
            lines += [f"- {len(change.figures):,} figures {change.kind}", ""]
            continue
        if any(not figure.reasons for figure in change.figures):
            lines.append("- the same file, read by the same version: compare the options of the builds")
        lines.append("")
        if change.figures:
            lines += ["| figure | old | new | why |", "|---|---|---|---|"]
            lines += [_line(figure, change.reasons) for figure in change.figures]
            lines.append("")
    return "\n".join(lines)


def _line(figure: Change, known: tuple[str, ...]) -> str:
    cells = (
        f"`{figure.key.replace('`', chr(39))}`",
        _value(figure.old, figure.unit, figure.old_page),
        _value(figure.new, figure.unit, figure.new_page),
        "; ".join(reason for reason in figure.reasons if reason not in known),
    )
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _value(value: float | None, unit: str, page: int | None) -> str:
    return "" if value is None else f"{amount(value, unit)} (p. {page})"
