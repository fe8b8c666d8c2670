"""Tables: every table and column of the database, described once.

The SQL, Datasette's metadata, ``docs/schema.md`` and exported files with their metadata all come from here.
A column keeps the meaning it has in the data dictionary; its order here is the order in which it is shown.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Literal

from schemas.codes import CODE_FIELDS

SqlType = Literal["TEXT", "INTEGER", "REAL"]

#: What a cell of any table may hold.
Cell = str | int | float | None

#: Marks a file as a database of this project (SQLite's ``application_id``): "UPHD".
APPLICATION_ID = 0x55504844


@dataclass(frozen=True)
class Column:
    """One column.

    ``unit`` says in what a number is measured; ``code`` names the field of the ``codes`` table whose codes
    the column holds; ``references`` is the ``table.column`` it points to; ``blank`` marks a required text
    that may be empty.
    """

    name: str
    type: SqlType
    description: str
    required: bool = True
    unit: str = ""
    code: str = ""
    references: str = ""
    blank: bool = False

    @property
    def explained(self) -> str:
        """What the column means, with its unit and where its codes are explained."""
        text = self.description
        if self.unit:
            text += f" Unit: {self.unit}."
        if self.code:
            text += f" What each code means: codes, field {self.code}."
        return text


@dataclass(frozen=True)
class Table:
    """One table: its columns in the order shown, its key, and how a reader meets it.

    ``checks`` are SQL conditions that every row keeps. ``facets`` and ``sort`` say how Datasette shows it
    (a ``-`` before the column sorts downwards), ``search`` which columns full-text search covers,
    ``label`` which column names a row.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    facets: tuple[str, ...] = ()
    sort: str = ""
    search: tuple[str, ...] = ()
    label: str = ""

    @property
    def headers(self) -> list[str]:
        """Column names in order."""
        return [column.name for column in self.columns]


_PAGE = Column("page", "INTEGER", "Page of the PDF on which the number stands; the first page is 1.")
_BOX = (
    Column("x0", "REAL", "Left edge of the number's box on that page, from the left of the page.", unit="points"),
    Column("top", "REAL", "Top edge of the box, from the top of the page.", unit="points"),
    Column("x1", "REAL", "Right edge of the box, from the left of the page.", unit="points"),
    Column("bottom", "REAL", "Bottom edge of the box, from the top of the page.", unit="points"),
)
_BOX_CHECKS = ("page >= 1", "x1 > x0", "bottom > top")
_COUNCIL = Column("council", "TEXT", "The council.", references="councils.council")
_REPORT = Column("report", "TEXT", "The report that states the number.", references="reports.report")
_STREAM = Column("stream", "TEXT", "The complaints procedure.", code="stream")
_STAGE = Column("stage", "TEXT", "The step of that procedure.", code="stage")
_PERIOD = Column(
    "period", "TEXT", "2023-24 (year), 2023 (calendar year), 2021-22 Q1, 2021-22 H2 or 2023-24 M01 (April)."
)
_MEASURE = Column("measure", "TEXT", "What was counted or measured.", code="measure")
_UNIT = Column("unit", "TEXT", "In what the value is measured.", code="unit")
_KEY = Column("key", "TEXT", "Page and meaning of the number: names it within its report, for corrections.")

COUNCILS = Table(
    name="councils",
    title="Councils",
    description="The councils whose reports are in this database.",
    columns=(
        Column("council", "TEXT", "Short name used in every other table, such as stockport."),
        Column("name", "TEXT", "Name as the council writes it."),
        Column("gss", "TEXT", "Government Statistical Service code.", required=False),
        Column("type", "TEXT", "Type of authority.", required=False),
        Column("region", "TEXT", "Region.", required=False),
        Column("nation", "TEXT", "England, Northern Ireland, Scotland or Wales.", required=False),
        Column("population", "INTEGER", "Residents, estimate of mid-2020.", required=False, unit="people"),
    ),
    key=("council",),
    facets=("nation", "region", "type"),
    sort="name",
    label="name",
)

REPORTS = Table(
    name="reports",
    title="Reports",
    description="One row per input file, read or not, with what came of reading it.",
    columns=(
        Column("report", "TEXT", "Id of the report: the file name without its ending, in lower case with hyphens."),
        Column(
            "council",
            "TEXT",
            "The council that published it; of a file that could not be read, the one that its name seems to mean.",
            required=False,
            references="councils.council",
        ),
        Column("title", "TEXT", "Title as printed.", required=False),
        Column(
            "year",
            "TEXT",
            "The period that the report is about; of a file that could not be read, the one in its name.",
            required=False,
        ),
        Column("scope", "TEXT", "The procedure that the whole report is about.", required=False, code="stream"),
        Column("outcome", "TEXT", "What came of reading it.", code="outcome"),
        Column("message", "TEXT", "What went wrong, and what to do; empty when nothing did.", blank=True),
        Column("pages", "INTEGER", "Number of pages; 0 where the file could not be opened.", unit="pages"),
        Column(
            "passed_over",
            "TEXT",
            'Pages of a long file ("1–56, 80") that were not read closely, since neither they nor those beside them '
            "speak of complaints; empty where all were.",
            blank=True,
        ),
        Column("filename", "TEXT", "Name of the input file."),
        Column("reader", "TEXT", "Version of the program that read it, and a fingerprint of its rules."),
        Column("sha256", "TEXT", "SHA-256 of the file; null where it could not be opened.", required=False),
        Column("source_url", "TEXT", "Where it was published, where known.", required=False),
        Column("retrieved", "TEXT", "Day it was fetched from there (YYYY-MM-DD), where known.", required=False),
    ),
    key=("report",),
    checks=("pages >= 0",),
    facets=("council", "year", "scope", "outcome"),
    sort="report",
    label="report",
)

OBSERVATIONS = Table(
    name="observations",
    title="Observations",
    description=(
        "Every number as one report states it, with its page, its box and the words it was read from. "
        "A fact stated twice is two rows; two values for one fact are both here."
    ),
    columns=(
        Column("id", "TEXT", "Stable id: the same input gives the same id."),
        Column("label", "TEXT", "The number and its meaning in a few words."),
        _COUNCIL,
        _STREAM,
        _STAGE,
        _PERIOD,
        Column("period_type", "TEXT", "What kind of period it is.", code="period_type"),
        _MEASURE,
        _UNIT,
        Column(
            "value", "REAL", "The number as published: 54% is 54 with the unit percent.", unit="as the unit column says"
        ),
        Column(
            "target_days",
            "INTEGER",
            "Time limit that on_time, late or on_time_target refers to; calendar or working days as the report says.",
            required=False,
            unit="days",
        ),
        Column(
            "dimension",
            "TEXT",
            "What the number is broken down by; null for a headline number.",
            required=False,
            code="dimension",
        ),
        Column("category", "TEXT", "The group within that breakdown, as published.", required=False),
        Column("evidence", "TEXT", "The words that were read: the sentence, or row label, column label and cell."),
        _REPORT,
        _PAGE,
        Column("method", "TEXT", "How the number was read.", code="method"),
        Column("confidence", "REAL", "How sure the reading is, from 0 to 1."),
        Column("restates", "INTEGER", "1 where the period is earlier than the report's own year, else 0."),
        _KEY,
        Column(
            "raw_value",
            "REAL",
            "The number as it was read, where a correction replaced it.",
            required=False,
            unit="as the unit column says",
        ),
        Column("correction", "TEXT", "Why it was replaced.", required=False),
        *_BOX,
    ),
    key=("id",),
    checks=(
        *_BOX_CHECKS,
        "value >= 0",
        "(raw_value IS NULL) = (correction IS NULL)",
        "confidence BETWEEN 0 AND 1",
        "restates IN (0, 1)",
        "length(evidence) > 0",
        "(dimension IS NULL) = (category IS NULL)",
    ),
    indexes=(
        ("council", "stream", "stage", "period", "measure"),
        ("report", "page"),
        ("report", "key"),
        ("measure", "dimension"),
        ("period", "measure"),
        ("label",),
        # Few values, many rows: counting them is what takes time.
        ("stream",),
        ("stage",),
        ("period_type",),
        ("unit",),
        ("dimension",),
        ("method",),
    ),
    facets=("stream", "stage", "period", "measure"),
    sort="label",
    search=("label", "category", "evidence"),
    label="label",
)

BENCHMARK = Table(
    name="benchmark",
    title="Benchmark",
    description=(
        "One row per council, procedure, stage and year, folded from the observations. Whatever is worked out says so, "
        "and where a report is silent the cell is empty. Limits, procedures and bases differ between councils: "
        "read count_basis, upheld_basis and on_time_target_days before comparing two rows."
    ),
    columns=(
        _COUNCIL,
        _STREAM,
        _STAGE,
        Column("year", "TEXT", "The year of the figures."),
        Column("count", "INTEGER", "Number of complaints.", required=False, unit="cases"),
        Column("count_basis", "TEXT", "Which measure the count is.", required=False, code="count_basis"),
        Column("upheld", "INTEGER", "Upheld or partly upheld together.", required=False, unit="cases"),
        Column(
            "upheld_rate",
            "REAL",
            "Share upheld or partly upheld: as stated, else upheld out of responded (else out of count).",
            required=False,
            unit="percent",
        ),
        Column("upheld_basis", "TEXT", "How the upheld figure came about.", required=False, code="upheld_basis"),
        Column("on_time", "INTEGER", "Answered within the time limit, as stated.", required=False, unit="cases"),
        Column(
            "on_time_rate", "REAL", "Share answered within the time limit, as stated.", required=False, unit="percent"
        ),
        Column(
            "on_time_target_days",
            "INTEGER",
            "The time limit; of several, the longest.",
            required=False,
            unit="days",
        ),
        Column(
            "report",
            "TEXT",
            "The report the row rests on: the latest that covers the year.",
            references="reports.report",
        ),
        Column(
            "discrepancies",
            "INTEGER",
            "How many discrepancies the row's figures take part in.",
            unit="discrepancies",
        ),
        Column("grade", "TEXT", "How well the row's figures are borne out by others.", code="grade"),
        Column(
            "rate_base",
            "INTEGER",
            "How many cases the rates are shares of, as far as the report tells: a rate of fewer than 10 means little.",
            required=False,
            unit="cases",
        ),
        Column("rate_basis", "TEXT", "Which measure that number is.", required=False, code="rate_basis"),
    ),
    key=("council", "stream", "stage", "year"),
    checks=(
        "count >= 0",
        "(rate_base IS NULL) = (rate_basis IS NULL)",
        "upheld >= 0",
        "on_time >= 0",
        "upheld_rate BETWEEN 0 AND 100",
        "on_time_rate BETWEEN 0 AND 100",
    ),
    # With the rates in it, the index alone tells which figures there are.
    indexes=(("stream", "stage", "year", "upheld_rate", "on_time_rate", "count"), ("grade",)),
    facets=("council", "stream", "stage", "year", "grade"),
    sort="-year",
)

BENCHMARK_OBSERVATIONS = Table(
    name="benchmark_observations",
    title="Numbers of the benchmark",
    description=(
        "Every number that a cell of the benchmark rests on: one for a stated number, two or more for one that is "
        "worked out."
    ),
    columns=(
        _COUNCIL,
        _STREAM,
        _STAGE,
        Column("year", "TEXT", "The year of the figures."),
        Column("figure", "TEXT", "The cell of the benchmark row.", code="figure"),
        Column("observation", "TEXT", "The number.", references="observations.id"),
    ),
    key=("council", "stream", "stage", "year", "figure", "observation"),
    indexes=(("observation",), ("stream", "stage", "year", "figure")),
    facets=("council", "stream", "stage", "figure"),
    sort="council",
)

UNREAD = Table(
    name="unread",
    title="Unread numbers",
    description="Numbers seen in a place that was read, to which no meaning could be given. None of them is used.",
    columns=(
        _REPORT,
        _PAGE,
        Column("text", "TEXT", "The words around the number, as printed."),
        Column("reason", "TEXT", "Why it has no meaning."),
        *_BOX,
    ),
    checks=_BOX_CHECKS,
    indexes=(("report", "page"),),
    facets=("report", "reason"),
    sort="report",
)

CLAIMS = Table(
    name="claims",
    title="Claims",
    description=(
        "Percentages in running text that say something about other figures: changes, escalation rates and shares. "
        "They are no observations, but the checks test them against the figures that they are about."
    ),
    columns=(
        Column("id", "TEXT", "Stable id: the same input gives the same id."),
        _REPORT,
        Column("kind", "TEXT", "What the percentage claims.", code="claim"),
        Column("value", "REAL", "The percentage as printed.", unit="percent"),
        Column("direction", "TEXT", "Which way a change went, where words say so.", required=False, code="direction"),
        _STREAM,
        _STAGE,
        _PERIOD,
        _MEASURE,
        Column("since", "TEXT", "The earlier period that a change is measured from.", required=False),
        Column("observation", "TEXT", "The figure beside it.", required=False, references="observations.id"),
        Column(
            "other_observation",
            "TEXT",
            "The earlier figure beside it, for a change.",
            required=False,
            references="observations.id",
        ),
        Column("evidence", "TEXT", "The sentence."),
        _PAGE,
        Column("confidence", "REAL", "How sure the reading is, from 0 to 1."),
        *_BOX,
    ),
    key=("id",),
    checks=(*_BOX_CHECKS, "confidence BETWEEN 0 AND 1"),
    indexes=(("report", "page"),),
    facets=("report", "kind"),
    sort="report",
)

DISCREPANCIES = Table(
    name="discrepancies",
    title="Discrepancies",
    description="Places where published numbers disagree: with each other, their own arithmetic, or earlier reports.",
    columns=(
        Column("id", "TEXT", "Stable key: the same disagreement has it in every build."),
        Column("sentence", "TEXT", "The disagreement in one sentence."),
        Column(
            "alternative", "TEXT", "Another reading that makes the numbers fit, where one was found.", required=False
        ),
        _REPORT,
        _COUNCIL,
        Column("kind", "TEXT", "How the numbers disagree.", code="kind"),
        Column("rule", "TEXT", "The check that found it: see docs/checks.md."),
        _STREAM,
        _STAGE,
        _PERIOD,
        _MEASURE,
        _UNIT,
        Column("stated", "REAL", "The number as stated.", unit="as the unit column says"),
        Column("expected", "REAL", "The other number, or what the arithmetic gives.", unit="as the unit column says"),
        Column("severity", "TEXT", "How far apart they are.", code="severity"),
        Column("page", "INTEGER", "Page of the stated number."),
        Column("other_page", "INTEGER", "Page of the other number, where there is one.", required=False),
        Column(
            "observation",
            "TEXT",
            "The stated number; null where it is a claim.",
            required=False,
            references="observations.id",
        ),
        Column("other_observation", "TEXT", "The other number.", required=False, references="observations.id"),
        Column("claim", "TEXT", "The stated percentage, where it is a claim.", required=False, references="claims.id"),
    ),
    key=("id",),
    checks=("(observation IS NULL) <> (claim IS NULL)",),
    indexes=(("report",), ("council", "stream", "stage", "period")),
    facets=("council", "kind", "severity", "rule"),
    sort="council",
    label="sentence",
)

INVOLVED = Table(
    name="discrepancy_observations",
    title="Numbers of discrepancies",
    description="Every number that a discrepancy rests on.",
    columns=(
        Column("discrepancy", "TEXT", "The discrepancy.", references="discrepancies.id"),
        Column("observation", "TEXT", "The number.", references="observations.id"),
        Column("role", "TEXT", "What it has to do with it.", code="role"),
    ),
    key=("discrepancy", "observation"),
    indexes=(("observation",),),
    facets=("role",),
    sort="discrepancy",
)

CHECKS = Table(
    name="checks",
    title="Checks",
    description=(
        "What each check covered in each report, so that no discrepancy and nothing to check can be told apart. "
        "A report has a row for every check."
    ),
    columns=(
        _REPORT,
        Column("rule", "TEXT", "The check: see docs/checks.md."),
        Column("kind", "TEXT", "The kind of discrepancy that it looks for.", code="kind"),
        Column("cases", "INTEGER", "How many cases it could test.", unit="cases"),
        Column("discrepancies", "INTEGER", "How many of them did not fit.", unit="cases"),
    ),
    key=("report", "rule"),
    checks=("cases >= discrepancies", "discrepancies >= 0"),
    facets=("report", "rule", "kind"),
    sort="report",
)

REPLIES = Table(
    name="replies",
    title="Replies",
    description="What councils answered when they were asked about a discrepancy.",
    columns=(
        Column("discrepancy", "TEXT", "Id of the discrepancy that is answered."),
        Column("council", "TEXT", "The council that answered."),
        Column("report", "TEXT", "The report that it is about."),
        Column("reply", "TEXT", "The answer, in the council's words."),
        Column("date", "TEXT", "Day of the answer (YYYY-MM-DD)."),
        Column("matched", "INTEGER", "1 where this database has that discrepancy, 0 where it has not (any more)."),
    ),
    checks=("matched IN (0, 1)",),
    indexes=(("discrepancy",),),
    facets=("council", "matched"),
    sort="council",
)

COVERAGE = Table(
    name="coverage",
    title="Coverage",
    description=(
        "Which figures there are and which there are not: one row per council, procedure, stage, year and measure that "
        "a report states or that a reader would look for. A gap is a row here, and never a zero elsewhere."
    ),
    columns=(
        _COUNCIL,
        _STREAM,
        _STAGE,
        Column("year", "TEXT", "The year of the figure."),
        _MEASURE,
        Column("status", "TEXT", "Whether the figure is there.", code="status"),
        Column(
            "stated_as",
            "TEXT",
            "Measures that stand for it where it is not stated itself, such as upheld, partially_upheld.",
            required=False,
        ),
        Column(
            "report",
            "TEXT",
            "The report that states it, the latest of several; else the one in which it was looked for.",
            references="reports.report",
        ),
    ),
    key=("council", "stream", "stage", "year", "measure"),
    indexes=(("status",), ("measure",)),
    facets=("council", "measure", "status"),
    sort="council",
)

CORRECTIONS = Table(
    name="corrections",
    title="Corrections",
    description=(
        "Numbers that were read wrongly, or that a council has put right, and what was done about them. "
        "A number that was left out is only here."
    ),
    columns=(
        _REPORT,
        _KEY,
        Column("action", "TEXT", "What was done.", code="action"),
        Column("raw_value", "REAL", "The number as it was read.", unit="as the unit in the key"),
        Column("value", "REAL", "The number put in its place.", required=False, unit="as the unit in the key"),
        Column("reason", "TEXT", "Why."),
        Column("who", "TEXT", "Who found it, by role or initials."),
        Column("date", "TEXT", "On which day (YYYY-MM-DD)."),
        Column("label", "TEXT", "The number as it was read, and its meaning in a few words.", required=False),
        Column("page", "INTEGER", "Page of the PDF on which it stands.", required=False),
        Column("evidence", "TEXT", "The words that were read.", required=False),
        Column("observation", "TEXT", "The corrected number.", required=False, references="observations.id"),
    ),
    key=("report", "key"),
    checks=("(action = 'replaced') = (observation IS NOT NULL)",),
    facets=("report", "action"),
    sort="report",
)

PROCEDURES = Table(
    name="procedures",
    title="Procedures",
    description=(
        "The complaints procedures that laws and ombudsmen lay down: one row per procedure, stream and stage. "
        "Where a source could not be checked the cell is empty. A council's own limits may be shorter or longer."
    ),
    columns=(
        Column("procedure", "TEXT", "Short name of the procedure."),
        Column("title", "TEXT", "Its name in words."),
        Column("stream", "TEXT", "The stream that it governs.", code="stream"),
        Column("nation", "TEXT", "England, Northern Ireland, Scotland or Wales."),
        Column(
            "statutory",
            "INTEGER",
            "1 where legislation lays it down or obliges councils to follow it, 0 where it is guidance.",
            required=False,
        ),
        Column("legislation", "TEXT", "The legislation, code or scheme that it rests on."),
        Column("stages", "INTEGER", "How many stages it has.", required=False, unit="stages"),
        Column("stage", "TEXT", "The stage; all where the procedure has no stages.", code="stage"),
        Column("stage_name", "TEXT", "What the procedure calls that stage.", required=False),
        Column("acknowledge_days", "INTEGER", "Limit for acknowledging.", required=False, unit="working days"),
        Column("target_days", "INTEGER", "Limit for the answer.", required=False, unit="working days"),
        Column(
            "extended_days",
            "INTEGER",
            "Longest limit where the procedure allows an extension.",
            required=False,
            unit="working days",
        ),
        Column("counted_from", "TEXT", "From when the limit is counted.", required=False),
        Column("investigator", "TEXT", "Who looks into the complaint.", required=False),
        Column("escalates_to", "TEXT", "Where the complaint may go next.", required=False),
        Column("in_force_from", "TEXT", "First day, or month (YYYY-MM-DD or YYYY-MM).", required=False),
        Column("in_force_to", "TEXT", "Last day; empty while it is in force.", required=False),
        Column("note", "TEXT", "What else a reader should know.", blank=True),
        Column("source", "TEXT", "What the row was checked against."),
        Column("source_url", "TEXT", "Where that stands."),
    ),
    key=("procedure", "stream", "stage"),
    checks=("statutory IN (0, 1)", "extended_days >= target_days", "in_force_to >= in_force_from"),
    facets=("stream", "nation", "statutory"),
    sort="procedure",
    label="title",
)

CODES = Table(
    name="codes",
    title="Codes",
    description="What each code in the other tables means.",
    columns=(
        Column("field", "TEXT", "The column that holds the code."),
        Column("code", "TEXT", "The code."),
        Column("definition", "TEXT", "What it means."),
    ),
    key=("field", "code"),
    facets=("field",),
    sort="field",
)

#: All tables, each after those it references.
TABLES: tuple[Table, ...] = (
    CODES,
    PROCEDURES,
    COUNCILS,
    REPORTS,
    OBSERVATIONS,
    BENCHMARK,
    BENCHMARK_OBSERVATIONS,
    UNREAD,
    CLAIMS,
    DISCREPANCIES,
    INVOLVED,
    CHECKS,
    REPLIES,
    COVERAGE,
    CORRECTIONS,
)


def ddl(table: Table) -> str:
    """The SQL that creates a table: STRICT, with its key, references, codes and checks enforced."""
    lines = [_column_sql(column) for column in table.columns]
    if table.key:
        lines.append(f"PRIMARY KEY ({_names(table.key)})")
    lines += [f"CHECK ({condition})" for condition in table.checks]
    body = ",\n  ".join(lines)
    return f'CREATE TABLE "{table.name}" (\n  {body}\n) STRICT;'


def _column_sql(column: Column) -> str:
    parts = [f'"{column.name}" {column.type}']
    if column.required:
        parts.append("NOT NULL")
    if column.code:
        codes = ", ".join(f"'{code}'" for code in CODE_FIELDS[column.code])
        parts.append(f'CHECK ("{column.name}" IN ({codes}))')
    if column.references:
        table, name = column.references.split(".")
        parts.append(f'REFERENCES "{table}" ("{name}")')
    return " ".join(parts)


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def tables_sql() -> str:
    """The SQL that creates all tables, empty and without indexes."""
    return "\n\n".join(ddl(table) for table in TABLES)


def indexes_sql() -> str:
    """The SQL that creates the indexes: best run on tables that are full."""
    return "\n".join(
        f'CREATE INDEX "{table.name}_{"_".join(columns)}" ON "{table.name}" ({_names(columns)});'
        for table in TABLES
        for columns in table.indexes
    )


def schema_sql() -> str:
    """The SQL that creates the whole database, empty."""
    return f"{tables_sql()}\n\n{indexes_sql()}"


def schema_version() -> int:
    """A number that changes whenever the tables do (SQLite's ``user_version``)."""
    return zlib.crc32(schema_sql().encode()) & 0x7FFF_FFFF
