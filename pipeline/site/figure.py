"""Figure: where one number stands on its page, the words that were read, and what else is said about it."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pipeline import shelf
from pipeline.site import addresses
from pipeline.site.closeup import Frame, around, framed
from pipeline.site.files import drawing
from pipeline.site.page import Asked, Later, Missing, Page, Suggestion
from pipeline.site.picture import NotDrawn, Picture
from schemas.codes import Dimension, Method, Stage
from schemas.label import amount, number, words

#: From which confidence on a reading is called what.
SURENESS = (
    (0.9, "Sure", "The words around the number leave little room for another meaning."),
    (0.75, "Fairly sure", "The words fit this meaning better than any other; look at the page before you rely on it."),
    (0.0, "Doubtful", "Another meaning is possible. Check it against the page before you use it."),
)

#: Points in a centimetre.
CENTIMETRE = 72 / 2.54


@dataclass(frozen=True)
class Other:
    """Another figure on the same page, with its frame."""

    id: str
    label: str
    frame: Frame


@dataclass(frozen=True)
class Shown:
    """The page as a picture: its frame and those of the number, of the close-up and of the other figures."""

    image: str
    page: Frame
    number: Frame
    close: Frame
    others: list[Other]


@dataclass(frozen=True)
class Disagreement:
    """A discrepancy that the figure takes part in, with the other numbers and the council's replies."""

    row: sqlite3.Row
    others: list[sqlite3.Row]
    claim: sqlite3.Row | None
    replies: list[sqlite3.Row]


@dataclass(frozen=True)
class Figure:
    """All that the page of a figure shows. ``shown`` is None where ``why_not`` says why there is no picture."""

    row: sqlite3.Row
    report: sqlite3.Row
    meaning: str
    procedure: str
    group: str
    sureness: tuple[str, str]
    method: str
    parts: list[str]
    words: tuple[str, str, str]
    place: str
    others: list[sqlite3.Row]
    position: int
    elsewhere: list[sqlite3.Row]
    disagreements: list[Disagreement]
    correction: sqlite3.Row | None
    comparison: list[sqlite3.Row]
    published: str
    kept: str
    shown: Shown | None = None
    why_not: str = ""

    @property
    def before(self) -> sqlite3.Row | None:
        """The figure before it on the page."""
        return self.others[self.position - 1] if self.position else None

    @property
    def after(self) -> sqlite3.Row | None:
        """The figure after it on the page."""
        return self.others[self.position + 1] if self.position + 1 < len(self.others) else None


def page(connection: sqlite3.Connection, asked: Asked) -> Later:
    """The page of a figure.

    Raises:
        Missing: the database has no such figure.
    """
    row = connection.execute(
        "SELECT observations.*, name FROM observations JOIN councils USING (council) WHERE id = ?",
        (asked.parts["figure"],),
    ).fetchone()
    if row is None:
        raise Missing(
            "There is no such figure. A figure's address changes where it is read otherwise than before.",
            [Suggestion(addresses.COUNCILS, "Look it up by council")],
        )
    return Later(partial(_page, _figure(connection, asked, row), shelf.beside(asked.database)))


def _page(found: Figure, root: Path) -> Page:
    row = found.row
    try:
        drawn = drawing(root, found.report["sha256"] or "", row["page"])
        found = _with(found, drawn)
    except (NotDrawn, ValueError) as reason:
        found = replace(found, why_not=str(reason))
    title = f"{meaning(row)}: {row['name']}, {row['period']}"
    return Page("figure.html", title, f"Page {row['page']} of “{_title(found.report)}”: {row['evidence']}", found)


def meaning(row: sqlite3.Row) -> str:
    """A figure's value and measure in words: ``26% upheld or partly upheld``."""
    return f"{amount(row['value'], row['unit'])} {words(row['measure'])}"


def procedure(row: sqlite3.Row) -> str:
    """A figure's procedure and stage in words: ``Corporate stage 1``."""
    stage = "" if row["stage"] == Stage.ALL else f", {words(row['stage'])}"
    text = f"{words(row['stream'])}{stage}"
    return text[:1].upper() + text[1:]


def group(row: sqlite3.Row) -> str:
    """What a figure of a breakdown is about; empty for a headline figure."""
    if row["dimension"] is None:
        return ""
    kind = "" if row["dimension"] == Dimension.OTHER else f"{words(row['dimension'])} "
    return f"{kind}“{row['category']}”"


def _title(report: sqlite3.Row) -> str:
    return str(report["title"] or report["filename"])


def _figure(connection: sqlite3.Connection, asked: Asked, row: sqlite3.Row) -> Figure:
    report = connection.execute("SELECT * FROM reports WHERE report = ?", (row["report"],)).fetchone()
    others = connection.execute(
        "SELECT id, label, x0, top, x1, bottom FROM observations WHERE report = ? AND page = ? ORDER BY top, x0, id",
        (row["report"], row["page"]),
    ).fetchall()
    read = row["value"] if row["raw_value"] is None else row["raw_value"]
    is_table = row["method"] == Method.TABLE
    *parts, last = row["evidence"].split(" | ") if is_table else [row["evidence"]]
    return Figure(
        row=row,
        report=report,
        meaning=meaning(row),
        procedure=procedure(row),
        group=group(row),
        sureness=sureness(row["confidence"]),
        method=Method(row["method"]).definition,
        parts=parts,
        words=marked(last, read),
        place=place(row),
        others=others,
        position=[other["id"] for other in others].index(row["id"]),
        elsewhere=_elsewhere(connection, row),
        disagreements=_disagreements(connection, row["id"]),
        correction=connection.execute("SELECT * FROM corrections WHERE observation = ?", (row["id"],)).fetchone(),
        comparison=connection.execute(
            "SELECT * FROM benchmark_observations WHERE observation = ? ORDER BY year, figure", (row["id"],)
        ).fetchall(),
        published=published(report["source_url"], row["page"]),
        kept="" if asked.public or not report["sha256"] else addresses.report_file(report["sha256"], row["page"]),
    )


def _elsewhere(connection: sqlite3.Connection, row: sqlite3.Row) -> list[sqlite3.Row]:
    """Other statements of the same fact, of every report."""
    return connection.execute(
        """
        SELECT seen.id, seen.value, seen.unit, seen.page, seen.report, seen.evidence, reports.title, reports.filename,
               reports.year, seen.value = :value AS agrees
        FROM observations AS seen JOIN reports USING (report)
        WHERE seen.council = :council AND seen.stream = :stream AND seen.stage = :stage AND seen.period = :period
          AND seen.measure = :measure AND seen.period_type = :period_type AND seen.unit = :unit
          AND seen.target_days IS :target_days AND seen.dimension IS :dimension
          AND lower(seen.category) IS lower(:category) AND seen.id <> :id
        ORDER BY seen.report <> :report, reports.year, seen.report, seen.page, seen.top
        """,
        dict(row),
    ).fetchall()


def _disagreements(connection: sqlite3.Connection, identity: str) -> list[Disagreement]:
    found = connection.execute(
        """
        SELECT discrepancies.* FROM discrepancy_observations AS involved
        JOIN discrepancies ON discrepancies.id = involved.discrepancy
        WHERE involved.observation = ? ORDER BY severity, discrepancies.id
        """,
        (identity,),
    )
    return [_disagreement(connection, row, identity) for row in found.fetchall()]


def _disagreement(connection: sqlite3.Connection, row: sqlite3.Row, identity: str) -> Disagreement:
    others = connection.execute(
        """
        SELECT seen.id, seen.label, seen.page, seen.evidence, involved.role, reports.title, reports.filename
        FROM discrepancy_observations AS involved
        JOIN observations AS seen ON seen.id = involved.observation JOIN reports USING (report)
        WHERE involved.discrepancy = ? AND involved.observation <> ?
        ORDER BY involved.role = 'part', seen.report, seen.page, seen.period, seen.top
        """,
        (row["id"], identity),
    ).fetchall()
    claim = connection.execute("SELECT * FROM claims WHERE id = ?", (row["claim"],)).fetchone()
    replies = connection.execute(
        "SELECT reply, date FROM replies WHERE discrepancy = ? AND matched ORDER BY date", (row["id"],)
    ).fetchall()
    return Disagreement(row, others, claim, replies)


def sureness(confidence: float) -> tuple[str, str]:
    """A confidence in words, and what they mean."""
    name, explained = next((name, explained) for least, name, explained in SURENESS if confidence >= least)
    return name, explained


def marked(text: str, value: float) -> tuple[str, str, str]:
    """The words before a number, the number as printed, and the words after it.

    Where the number is not there in digits, or more than once, it is not marked: all words come first.
    """
    digits = re.escape(number(value)).replace(",", ",?")
    found = list(re.finditer(rf"(?<![\d.,/])£?{digits}(?:\.0+)?(?:%| per cent\b)?(?![\d/]|[.,]\d)", text))
    if len(found) != 1:
        return text, "", ""
    return text[: found[0].start()], found[0][0], text[found[0].end() :]


def place(row: sqlite3.Row) -> str:
    """Where a number stands, for a reader with the report in hand."""
    across, down = (f"{row[edge] / CENTIMETRE:.0f} cm" for edge in ("x0", "top"))
    return f"about {across} from the left edge and {down} from the top"


def published(url: str | None, page: int) -> str:
    """The address of a published report, opened at a page; empty where it is not known or no web address."""
    if not url or not re.match(r"https?://", url, re.IGNORECASE):
        return ""
    return f"{url.partition('#')[0]}#page={page}"


def _with(found: Figure, drawn: Picture) -> Figure:
    """A figure with the picture of its page."""
    whole = Frame(drawn.left, drawn.upper, drawn.width, drawn.height)
    box = framed(found.row)
    others = [
        Other(other["id"], other["label"], framed(other)) for other in found.others if other["id"] != found.row["id"]
    ]
    image = addresses.page_image(found.report["sha256"], found.row["page"])
    return replace(found, shown=Shown(image, whole, box, around(box, whole), others))
