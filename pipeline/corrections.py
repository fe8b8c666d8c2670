"""Corrections: numbers that a person found to be read wrongly, put right by every build.

They stand in ``corpus/corrections.csv``. One that no longer fits what is read stops the build, so that nothing
is ever put right twice, or put right after it was mended.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.problem import Problem
from schemas.codes import Action
from schemas.keys import keys
from schemas.label import label, number
from schemas.observation import Observation
from schemas.tables import Cell

REGISTRY = Path(__file__).resolve().parent.parent / "corpus" / "corrections.csv"
HEADER = ("report", "key", "expected", "corrected", "reason", "who", "date")
DROP = "drop"


@dataclass(frozen=True)
class Correction:
    """One line of the file.

    ``expected`` is the number as it is read, ``corrected`` what is published instead; None: nothing is.
    ``place`` says where the line stands: "corrections.csv, line 3".
    """

    report: str
    key: str
    expected: float
    corrected: float | None
    reason: str
    who: str
    date: str
    place: str


@dataclass(frozen=True)
class Corrected:
    """The observations of one report by id, as published.

    ``keys`` are those of the observations as read, by id; ``replaced`` and ``dropped`` hold, by the same ids,
    what was done and the observation as it was read.
    """

    observations: dict[str, Observation]
    keys: dict[str, str]
    replaced: dict[str, tuple[Correction, Observation]]
    dropped: dict[str, tuple[Correction, Observation]]


def load(path: Path = REGISTRY) -> tuple[Correction, ...]:
    """All corrections of a file.

    Raises:
        Problem: the file is missing, or a line of it says nothing that can be done.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            found = tuple(_lines(path, csv.DictReader(file, strict=True)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Problem(f"{path}: cannot be read ({error}); it has to be a CSV file in UTF-8") from error
    places: dict[tuple[str, str], str] = {}
    for correction in found:
        earlier = places.setdefault((correction.report, correction.key), correction.place)
        if earlier != correction.place:
            raise Problem(f"{correction.place}: corrects the same number as {earlier}; remove one of them")
    return found


def _lines(path: Path, reader: csv.DictReader[str]) -> Iterator[Correction]:
    if tuple(reader.fieldnames or ()) != HEADER:
        raise Problem(f"{path}, line 1: the columns have to be {','.join(HEADER)}")
    for row in reader:
        place = f"{path}, line {reader.line_num}"
        if None in row or None in row.values():
            raise Problem(f"{place}: has not {len(HEADER)} cells; put quotation marks around cells with commas")
        cells = {name: text.strip() for name, text in row.items()}
        empty = [name for name in HEADER if not cells[name]]
        if empty:
            raise Problem(f"{place}: {empty[0]} is empty; a correction has to say it")
        try:
            date.fromisoformat(cells["date"])
        except ValueError:
            raise Problem(f"{place}: {cells['date']!r} is no date; write it as 2024-05-31") from None
        expected = _value(cells["expected"], place)
        corrected = None if cells["corrected"] == DROP else _value(cells["corrected"], place)
        if corrected == expected:
            raise Problem(f"{place}: corrects {number(expected)} to itself; remove the line")
        words = (cells["reason"], cells["who"], cells["date"])
        yield Correction(cells["report"], cells["key"], expected, corrected, *words, place)


def _value(text: str, place: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value >= 0):
        raise Problem(f"{place}: {text!r} is no number; write digits such as 1379 or 10.8, or {DROP}")
    return value


def apply(report: str, observations: Mapping[str, Observation], corrections: Sequence[Correction]) -> Corrected:
    """Put right what is known to be wrong among the observations of a report that was read.

    Raises:
        Problem: a correction of this report does not fit what was read.
    """
    key_of = dict(zip(observations, keys(observations.values()), strict=True))
    ids = {key: identity for identity, key in key_of.items()}
    published = dict(observations)
    replaced: dict[str, tuple[Correction, Observation]] = {}
    dropped: dict[str, tuple[Correction, Observation]] = {}
    for correction in corrections:
        if correction.report != report:
            continue
        identity = ids.get(correction.key)
        if identity is None:
            raise Problem(
                f"{correction.place}: {report} has no number {correction.key!r} any more; look at the report, "
                "then mend the line or remove it"
            )
        seen = observations[identity]
        if seen.value != correction.expected:
            raise Problem(
                f"{correction.place}: {correction.key!r} of {report} is now read as {number(seen.value)}, "
                f"not {number(correction.expected)}; look at page {seen.box.page}, then mend the line or remove it"
            )
        if correction.corrected is None:
            del published[identity]
            dropped[identity] = correction, seen
        else:
            published[identity] = seen.model_copy(update={"value": correction.corrected})
            replaced[identity] = correction, seen
    return Corrected(published, key_of, replaced, dropped)


def done(corrected: Corrected, names: Mapping[str, str]) -> list[dict[str, Cell]]:
    """Rows of the ``corrections`` table for what was put right in one report; ``names`` are councils' by slug."""
    rows = [
        _row(
            correction,
            action,
            {
                "label": label(seen, names[seen.council]),
                "page": seen.box.page,
                "evidence": seen.evidence,
                "observation": identity if action is Action.REPLACED else None,
            },
        )
        for action, made in ((Action.REPLACED, corrected.replaced), (Action.DROPPED, corrected.dropped))
        for identity, (correction, seen) in made.items()
    ]
    return sorted(rows, key=lambda row: str(row["key"]))


def waiting(report: str, corrections: Sequence[Correction]) -> list[dict[str, Cell]]:
    """Rows of the ``corrections`` table for a report that could not be read."""
    nothing = dict.fromkeys(("label", "page", "evidence", "observation"))
    return [_row(correction, Action.NOT_READ, nothing) for correction in corrections if correction.report == report]


def _row(correction: Correction, action: Action, found: Mapping[str, Cell]) -> dict[str, Cell]:
    return {
        "report": correction.report,
        "key": correction.key,
        "action": action.value,
        "raw_value": correction.expected,
        "value": correction.corrected,
        "reason": correction.reason,
        "who": correction.who,
        "date": correction.date,
        **found,
    }
