"""What a whole report is about, from its cover, title, running lines, file name and body."""

from __future__ import annotations

import pytest

from extractors.reading.model import EMPTY, Block, Document, Kind
from extractors.scope import Scope, find_scope
from schemas.codes import Stage, Stream
from tests.prose.said import block, heading
from tests.tables.drawn import table


def title(text: str) -> Block:
    return block(text, Kind.TITLE)


def found(*blocks: Block, running: tuple[str, ...] = (), metadata: str = "", filename: str = "report.pdf") -> Scope:
    scope = find_scope(Document(blocks, (), running=running, metadata_title=metadata, filename=filename))
    assert scope is not None
    return scope


@pytest.mark.parametrize(
    ("text", "council", "period", "stream", "whole"),
    [
        ("Kent County Council: annual complaints report 2023/24", "kent", "2023-24", "corporate", "corporate"),
        ("Leeds City Council adult social care complaints 2022-23", "leeds", "2022-23", "adult_social_care",
         "adult_social_care"),
        ("Leeds City Council Children's Social Care complaints 2022-23", "leeds", "2022-23", "children_statutory",
         "children"),
        ("Fife Council complaints 2016-17", "fife", "2016-17", "all", "all"),
        ("Stockport Council: adults' and children's social care complaints 2021/22", "stockport", "2021-22",
         "corporate", "all"),
        ("Complaints about schools in Kent 2021/22", "kent", "2021-22", "schools", "schools"),
    ],
)  # fmt: skip
def test_titles(text: str, council: str, period: str, stream: str, whole: str) -> None:
    scope = found(title(text))
    assert (scope.council.slug, scope.period, scope.stream, scope.whole) == (council, period, stream, whole)


def test_no_year_no_scope() -> None:
    assert find_scope(Document((title("Kent County Council complaints"),), (), filename="kent.pdf")) is None


def test_a_calendar_year_will_do() -> None:
    assert found(title("Kent County Council complaints in 2023")).period == "2023"


def test_the_later_of_two_years_of_a_title() -> None:
    assert found(title("Kent complaints 2022/23 and 2023/24")).period == "2023-24"


def test_the_years_a_report_compares_with_do_not_outvote_its_title() -> None:
    body = [block("In 2021/22 we had 12 complaints, in 2021/22 also 9.") for _ in range(20)]
    assert found(title("Kent complaints 2023/24"), *body).period == "2023-24"


@pytest.mark.parametrize(
    ("text", "running", "period"),
    [
        ("Kent complaints: quarter 2 2023/24", (), "2023-24 Q2"),
        ("Kent complaints: April to September 2023", (), "2023-24 H1"),
        ("Kent complaints 2023/24", ("Quarter 2",), "2023-24"),
        ("Kent complaints monitoring", ("Quarter 2 2023/24",), "2023-24 Q2"),
    ],
)
def test_parts_of_a_year(text: str, running: tuple[str, ...], period: str) -> None:
    assert found(title(text), running=running).period == period


def test_the_file_name_speaks_where_nothing_else_does() -> None:
    scope = found(title("Complaints report"), filename="Wandsworth-Complaints-2022-23.pdf")
    assert (scope.council.slug, scope.period) == ("wandsworth", "2022-23")


def test_metadata_names_the_report_where_the_cover_does_not() -> None:
    scope = found(title("Report to Cabinet"), metadata="Kent annual complaints report 2022/23")
    assert scope.title == "Kent annual complaints report 2022/23"


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Kent: Local Government Ombudsman annual review letter 2023/24", Stage.OMBUDSMAN),
        ("Kent: letter from the Ombudsman 2023/24", Stage.OMBUDSMAN),
        ("Kent: complaints and Ombudsman report 2023/24", None),
        ("Kent: complaints report 2023/24", None),
    ],
)
def test_papers_on_the_ombudsman(text: str, stage: Stage | None) -> None:
    assert found(title(text)).stage is stage


def test_a_landlord_company_is_its_councils() -> None:
    assert found(title("Stockport Homes complaints 2023/24")).council.slug == "stockport"


def test_an_unknown_publisher_is_named_all_the_same() -> None:
    scope = found(title("Anytown Housing Association complaints 2023/24"))
    assert not scope.council.known
    assert scope.council.name == "Anytown Housing Association"


def test_several_procedures_make_figures_the_whole_councils() -> None:
    scope = found(title("Kent complaints 2023/24"), heading("Adult social care"))
    assert (scope.stream, scope.whole) == (Stream.CORPORATE, Stream.ALL)
    named = found(title("Kent complaints 2023/24"), heading("Adult social care"), heading("Corporate complaints"))
    assert (named.stream, named.whole) == (Stream.ALL, Stream.ALL)


def test_sentences_with_figures_name_procedures_too() -> None:
    with_figure = found(title("Kent complaints 2023/24"), block("Adult social care had 41 complaints."))
    without = found(title("Kent complaints 2023/24"), block("Adult social care complaints have their own procedure."))
    assert (with_figure.whole, without.whole) == (Stream.ALL, Stream.CORPORATE)


def test_headings_of_four_quarters_make_no_quarterly_report() -> None:
    cover = (title("Kent County Council: feedback scorecard"), heading("Received Q1 Q2 Q3 Q4"))
    scope = found(*cover, running=("Scorecard 2021-22",))
    assert scope.period == "2021-22"


def test_a_publisher_that_is_no_council_is_a_landlord_or_speaks_for_all_it_does() -> None:
    landlord = found(
        title("Riverside Homes complaints report 2023/24"), block("Tenants and leaseholders complain to us.")
    )
    assert (landlord.stream, landlord.whole) == (Stream.HOUSING, Stream.HOUSING)
    board = found(title("Annual report on complaints 2023/24"), block("We serve patients all over Scotland."))
    assert (board.stream, board.council.nation) == (Stream.ALL, "Scotland")


def test_a_short_line_with_the_councils_name_may_say_the_stream() -> None:
    scope = found(title("Complaints report 2023/24"), block("Kent County Council Adult Social Care and Health"))
    assert scope.stream is Stream.ADULT_SOCIAL_CARE


def test_an_ombudsmans_letter_under_a_bare_name() -> None:
    name, subject = title("Kent County Council"), block("Report of the Monitoring Officer: Ombudsman's letter 2023/24")
    assert found(name, subject, heading("1. Summary")).stage is Stage.OMBUDSMAN
    assert found(name, block("Complaints in 2023/24"), heading("1. Summary"), subject).stage is None


def test_a_page_of_the_ombudsmans_own_is_on_its_cases() -> None:
    scope = found(heading("Local Government & Social Care Ombudsman"), title("Kent County Council statistics 2023/24"))
    assert (scope.council.slug, scope.stage, scope.whole) == ("kent", Stage.OMBUDSMAN, Stream.ALL)


def test_a_title_among_the_particulars_of_a_paper() -> None:
    particulars = table("Report for | Cabinet\nTitle | Adult social care complaints 2023/24", header_rows=0)
    scope = found(title("1. Recommendations"), Block(Kind.TABLE, EMPTY, 1, table=particulars), filename="kent.pdf")
    assert (scope.title, scope.stream) == ("Adult social care complaints 2023/24", Stream.ADULT_SOCIAL_CARE)


def test_a_council_that_writes_as_a_landlord_alone() -> None:
    rules = block("Tenants and leaseholders may go to the Housing Ombudsman. Tenants told us of late repairs.")
    alone = found(title("Kent County Council complaints 2023/24"), rules)
    assert (alone.stream, alone.whole) == (Stream.HOUSING, Stream.HOUSING)
    other = block("All others may go to the Local Government and Social Care Ombudsman.")
    assert found(title("Kent County Council complaints 2023/24"), rules, other).stream is Stream.CORPORATE


def test_a_line_above_the_title_with_the_councils_short_name() -> None:
    assert found(title("Complaints 2023/24"), block("Southwark Council: your landlord")).stream is Stream.HOUSING


def test_a_paper_on_the_last_quarter_and_the_year_is_on_the_year() -> None:
    assert found(title("Kent County Council complaints: quarter 4 and outturn 2022-23")).period == "2022-23"


@pytest.mark.parametrize(
    "name", ["Parliamentary and Health Service Ombudsman", "Police Ombudsman for Northern Ireland"]
)
def test_an_ombudsman_that_publishes_its_own_figures(name: str) -> None:
    scope = found(block(name), title("Annual complaints data 2023/24"))
    assert (scope.stage, scope.whole) == (Stage.OMBUDSMAN, Stream.ALL)
