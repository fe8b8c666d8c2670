from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from made import box, seen

from schemas import describe, tables
from schemas.codes import CODE_FIELDS
from schemas.label import amount, label
from schemas.tables import OBSERVATIONS, TABLES, schema_sql, schema_version

# The data dictionary's columns, which others rely on.
DICTIONARY = {
    "councils": "council name gss type region nation population",
    "reports": "report council title year scope filename sha256 pages outcome message source_url retrieved reader "
    "passed_over",
    "observations": "id label report council stream stage period period_type measure unit value target_days dimension "
    "category page x0 top x1 bottom method evidence confidence restates key raw_value correction",
    "unread": "report page x0 top x1 bottom text reason",
    "discrepancies": "report council kind stream stage period measure unit stated expected severity page other_page "
    "observation other_observation sentence id rule alternative claim",
    "discrepancy_observations": "discrepancy observation role",
    "claims": "id report kind value direction stream stage period measure since observation other_observation evidence "
    "page confidence x0 top x1 bottom",
    "checks": "report rule kind cases discrepancies",
    "replies": "discrepancy council report reply date matched",
    "coverage": "council stream stage year measure status stated_as report",
    "corrections": "report key action raw_value value reason who date label page evidence observation",
    "codes": "field code definition",
    "benchmark": "council stream stage year count count_basis upheld upheld_rate upheld_basis on_time on_time_rate "
    "on_time_target_days report discrepancies grade rate_base rate_basis",
    "benchmark_observations": "council stream stage year figure observation",
    "procedures": "procedure title stream nation statutory legislation stages stage stage_name acknowledge_days "
    "target_days extended_days counted_from investigator escalates_to in_force_from in_force_to note source source_url",
}


@pytest.fixture
def database() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.executescript(schema_sql())
    return connection


def observation_row(**changes: object) -> dict[str, object]:
    row: dict[str, object] = dict.fromkeys(OBSERVATIONS.headers)
    row |= {"id": "1", "label": "x", "council": "stockport", "report": "r", "evidence": "179 received", "restates": 0}
    row |= {"key": "p1/corporate/stage_1/2023-24/received/count"}
    row |= {"stream": "corporate", "stage": "stage_1", "period": "2023-24", "period_type": "financial_year"}
    row |= {"measure": "received", "unit": "count", "value": 179.0, "method": "table", "confidence": 1.0}
    row |= {"page": 1, "x0": 1.0, "top": 1.0, "x1": 2.0, "bottom": 2.0}
    return row | changes


def insert(database: sqlite3.Connection, row: dict[str, object]) -> None:
    places = ", ".join(f":{name}" for name in row)
    database.execute(f"INSERT INTO observations ({', '.join(row)}) VALUES ({places})", row)


def with_report(database: sqlite3.Connection) -> sqlite3.Connection:
    database.execute("INSERT INTO councils (council, name) VALUES ('stockport', 'Stockport')")
    database.execute(
        "INSERT INTO reports (report, council, outcome, message, pages, passed_over, filename, reader) "
        "VALUES ('r', 'stockport', 'ok', '', 1, '', 'r.pdf', '0.1.0+0')"
    )
    return database


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_columns_are_those_of_the_data_dictionary(table: tables.Table, database: sqlite3.Connection) -> None:
    stored = [row[1] for row in database.execute(f"PRAGMA table_info({table.name})")]
    assert stored == table.headers
    assert sorted(stored) == sorted(DICTIONARY[table.name].split())


def test_no_table_is_missing() -> None:
    assert {table.name for table in TABLES} == set(DICTIONARY)


def test_every_table_is_strict(database: sqlite3.Connection) -> None:
    strict = {name: strict for _, name, kind, _, _, strict in database.execute("PRAGMA table_list") if kind == "table"}
    assert {name: strict[name] for name in DICTIONARY} == dict.fromkeys(DICTIONARY, 1)


@pytest.mark.parametrize("column", ["page", "x0", "top", "x1", "bottom", "method", "evidence", "report", "value"])
def test_no_observation_without_provenance(column: str, database: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=f"NOT NULL constraint failed: observations.{column}"):
        insert(with_report(database), observation_row(**{column: None}))


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"stage": "stage_9"}, "stage"),
        ({"measure": "grumbled"}, "measure"),
        ({"page": 0}, "page >= 1"),
        ({"page": "three"}, "cannot store TEXT value in INTEGER"),
        ({"x1": 1.0}, "x1 > x0"),
        ({"evidence": ""}, "length"),
        ({"confidence": 1.2}, "confidence"),
        ({"dimension": "theme"}, "dimension IS NULL"),
        ({"raw_value": 180.0}, "raw_value IS NULL"),
        ({"correction": "read wrongly"}, "raw_value IS NULL"),
        ({"report": "elsewhere"}, "FOREIGN KEY"),
        ({"council": "atlantis"}, "FOREIGN KEY"),
    ],
)
def test_impossible_observations_are_refused(
    changes: dict[str, object], complaint: str, database: sqlite3.Connection
) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=complaint):
        insert(with_report(database), observation_row(**changes))


def test_a_sound_observation_is_stored(database: sqlite3.Connection) -> None:
    insert(with_report(database), observation_row())
    assert database.execute("SELECT value FROM observations").fetchall() == [(179.0,)]


def test_every_code_has_a_definition() -> None:
    assert [code for codes in CODE_FIELDS.values() for code in codes if not code.definition.endswith(".")] == []


def test_codes_references_facets_and_keys_exist() -> None:
    columns = {f"{table.name}.{name}" for table in TABLES for name in table.headers}
    for table in TABLES:
        named = {*table.key, *table.facets, *table.search, table.sort.removeprefix("-")}
        named |= {name for index in table.indexes for name in index}
        named |= {table.label} - {""}
        assert named <= set(table.headers), table.name
        for column in table.columns:
            assert column.references in columns | {""}
            assert column.code in CODE_FIELDS.keys() | {""}
            assert column.description.endswith("."), f"{table.name}.{column.name}"


def test_the_version_changes_with_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    before = schema_version()
    wider = replace(OBSERVATIONS, columns=(*OBSERVATIONS.columns, tables.Column("mood", "TEXT", "Mood.")))
    monkeypatch.setattr(tables, "TABLES", (*TABLES[:-1], wider))
    assert schema_version() != before
    assert 0 <= schema_version() < 2**31


def test_documentation_is_what_the_schema_says() -> None:
    written = Path(__file__).parent.parent / "docs" / "schema.md"
    assert written.read_text(encoding="utf-8") == describe.markdown(), "run `make docs`"


def test_documentation_names_every_column_and_code() -> None:
    page = describe.markdown()
    for table in TABLES:
        assert all(f"| `{name}` |" in page for name in table.headers)
    assert all(f"| `{code}` | {code.definition} |" in page for codes in CODE_FIELDS.values() for code in codes)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1379, "count", "1,379"),
        (26, "percent", "26%"),
        (10.8, "percent", "10.8%"),
        (13.8, "days", "13.8 days"),
        (1, "days", "1 day"),
        (1200, "gbp", "£1,200"),
        (1234.5, "gbp", "£1,234.50"),
        (2.5, "per_1000", "2.5 per 1,000"),
        (0, "count", "0"),
        (100, "percent", "100%"),
    ],
)
def test_amounts_read_as_people_write_them(value: float, unit: str, text: str) -> None:
    assert amount(value, unit) == text


@pytest.mark.parametrize(
    ("observation", "text"),
    [
        (seen("received", 179), "Stockport, corporate stage 1, 2023-24: 179 received"),
        (
            seen("on_time", 96, "percent", stage="stage_2", target_days=20),
            "Stockport, corporate stage 2, 2023-24: 96% on time (limit 20 days)",
        ),
        (
            seen("responded", 12, stream="children_statutory", stage="all", period="2022-23 Q3"),
            "Stockport, children's statutory, 2022-23 Q3: 12 responded",
        ),
        (
            seen("received", 31, dimension="theme", category="Council Tax"),
            "Stockport, corporate stage 1, 2023-24: 31 received – theme “Council Tax”",
        ),
        (
            seen("remedy_paid", 250, "gbp", stage="ombudsman"),
            "Stockport, corporate ombudsman, 2023-24: £250 remedy paid",
        ),
    ],
)
def test_labels(observation: object, text: str) -> None:
    assert label(observation, "Stockport") == text  # type: ignore[arg-type]


def test_a_box_needs_an_area() -> None:
    with pytest.raises(ValueError, match="empty box"):
        box().model_validate({"page": 1, "x0": 5, "top": 5, "x1": 5, "bottom": 9})
