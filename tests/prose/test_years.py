"""Numbers of other years beside this year's."""

from __future__ import annotations

import pytest

from tests.prose.said import lines, said, scope


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At stage 1, 43% were upheld, compared with 36% in the previous year.",
         ["2022-23 stage_1 upheld 36%", "stage_1 upheld 43%"]),
        ("We received 340 stage 1 complaints, against 312 in 2022/23.",
         ["2022-23 stage_1 received 312", "stage_1 received 340"]),
        ("We received 340 stage 1 complaints, up from 312.",
         ["2022-23 stage_1 received 312", "stage_1 received 340"]),
        ("We received 340 stage 1 complaints (312 in 2022/23).",
         ["2022-23 stage_1 received 312", "stage_1 received 340"]),
        ("We received 340 stage 1 complaints (2022/23: 312).",
         ["2022-23 stage_1 received 312", "stage_1 received 340"]),
        ("We received 340 stage 1 complaints, a rise of 9% on the 312 of last year.",
         ["2022-23 stage_1 received 312", "stage_1 received 340"]),
        ("We received 340 stage 1 complaints (2022/23: 312) and closed 331 (305).",
         ["2022-23 stage_1 received 312", "2022-23 stage_1 responded 305", "stage_1 received 340",
          "stage_1 responded 331"]),
        ("At stage 1 we upheld 48, an improvement on the previous year, which saw 52 upheld.",
         ["2022-23 stage_1 upheld 52", "stage_1 upheld 48"]),
        ("We received 340 stage 1 complaints; the comparable figure in 2022/23 was 312.",
         ["2022-23 stage_1 received 312", "stage_1 received 340"]),
        ("12 stage 1 complaints were brought forward from 2022/23, 340 were received.",
         ["stage_1 brought_forward 12", "stage_1 received 340"]),
        ("We received 340 stage 1 complaints; the year before it was 312.",
         ["2022-23 stage_1 received 312", "stage_1 received 340"]),
        ("In 2022/23 we received 312 stage 1 complaints and in 2023/24 we received 340.",
         ["2022-23 stage_1 received 312", "stage_1 received 340"]),
        ("We received 340 stage 1 complaints in 2023/24, 312 in 2022/23 and 298 in 2021/22.",
         ["2021-22 stage_1 received 298", "2022-23 stage_1 received 312", "stage_1 received 340"]),
    ],
)  # fmt: skip
def test_set_beside(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The uphold rate at stage 1 rose from 36% to 43%.", ["2022-23 stage_1 upheld 36%", "stage_1 upheld 43%"]),
        ("Stage 1 complaints fell from 340 to 312.", ["2022-23 stage_1 received 340", "stage_1 received 312"]),
        ("Stage 1 complaints rose to 340 from 312.", ["2022-23 stage_1 received 312", "stage_1 received 340"]),
        ("Stage 1 complaints rose from 298 in 2021/22 to 340 in 2023/24.",
         ["2021-22 stage_1 received 298", "stage_1 received 340"]),
        ("Stage 1 complaints fell from 171 in H1 2022/23 to 159 in H1 2023/24.",
         ["2022-23 H1 stage_1 received 171", "2023-24 H1 stage_1 received 159"]),
        ("At stage 1 the share upheld went from 36% in the same quarter of the previous year to 43% in Q3 2023/24.",
         ["2022-23 Q3 stage_1 upheld 36%", "2023-24 Q3 stage_1 upheld 43%"]),
        ("Stage 1 complaints received have gone from 298 (2021/22) through 312 (2022/23) to 340 (2023/24).",
         ["2021-22 stage_1 received 298", "2022-23 stage_1 received 312", "stage_1 received 340"]),
        ("The average stage 1 reply time fell from 19 days to 16.",
         ["2022-23 stage_1 average_days 19 days", "stage_1 average_days 16 days"]),
    ],
)  # fmt: skip
def test_from_and_to(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("At stage 1, 43% were upheld. The previous year the figure was 36%.",),
         ["2022-23 stage_1 upheld 36%", "stage_1 upheld 43%"]),
        (("We received 340 stage 1 complaints. In 2022/23 it was 312.",),
         ["2022-23 stage_1 received 312", "stage_1 received 340"]),
        (("We received 340 stage 1 complaints. This is an increase on the 312 of the year before.",),
         ["2022-23 stage_1 received 312", "stage_1 received 340"]),
    ],
)  # fmt: skip
def test_ellipsis(texts: tuple[str, ...], expected: list[str]) -> None:
    assert said(*texts) == lines(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At stage 1 we received 340 complaints and answered 331, compared with 312 and 305 respectively in 2022/23.",
         ["2022-23 stage_1 received 312", "2022-23 stage_1 responded 305", "stage_1 received 340",
          "stage_1 responded 331"]),
        ("We received 340 stage 1 complaints, compared with 312 and 298 in the previous two years respectively.",
         ["2021-22 stage_1 received 298", "2022-23 stage_1 received 312", "stage_1 received 340"]),
    ],
)  # fmt: skip
def test_respectively(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


def test_brackets_hold_the_year_before_where_the_report_says_so() -> None:
    text = "At stage 1 we received 340 (312) complaints."
    assert said(text, brackets_prior=True) == lines("2022-23 stage_1 received 312", "stage_1 received 340")


def test_a_report_on_a_quarter_is_set_beside_the_same_quarter() -> None:
    about = scope(period="2023-24 Q2")
    assert said("We received 81 stage 1 complaints, compared with 74 last year.", about=about) == lines(
        "2022-23 Q2 stage_1 received 74", "stage_1 received 81"
    )
    assert said("We received 81 stage 1 complaints and 162 in the whole year.", about=about) == lines(
        "2023-24 stage_1 received 162", "stage_1 received 81"
    )


def test_years_before_numbers() -> None:
    assert said("In 2021/22 we received 298 stage 1 complaints.") == ["2021-22 stage_1 received 298"]
    assert said("We have received 900 stage 1 complaints since 2021/22.") == ["stage_1 received 900"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We received 340 stage 1 complaints, up from 312 last year and 298 the year before that.",
         ["2021-22 stage_1 received 298", "2022-23 stage_1 received 312", "stage_1 received 340"]),
        ("We received 340 stage 1 complaints, compared with 312 last year and 298 two years ago.",
         ["2021-22 stage_1 received 298", "2022-23 stage_1 received 312", "stage_1 received 340"]),
        ("Stage 1 complaints received went up from 312 to 340.",
         ["2022-23 stage_1 received 312", "stage_1 received 340"]),
        ("Complaints fell to 58 at stage 1 from 62.", ["2022-23 stage_1 received 62", "stage_1 received 58"]),
        ("At stage 1, 72% were answered in time, a fall of six percentage points on the 78% of 2022/23.",
         ["2022-23 stage_1 on_time 78%", "stage_1 on_time 72%"]),
        ("The 340 stage 1 complaints compare with 312 in 2022/23.",
         ["2022-23 stage_1 received 312", "stage_1 received 340"]),
    ],
)  # fmt: skip
def test_two_years_back_and_changes_between(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


def test_a_target_is_not_what_the_year_before_is_set_beside() -> None:
    text = "At stage 1, 81% were answered in time, against a target of 90%. The year before it was 77%."
    assert said(text) == lines("2022-23 stage_1 on_time 77%", "stage_1 on_time 81%", "stage_1 on_time_target 90%")


def test_several_figures_of_another_year_go_in_order() -> None:
    text = "At stage 1 we received 340 complaints and upheld 102. In 2022/23 the figures were 312 and 99."
    assert said(text) == lines(
        "2022-23 stage_1 received 312", "2022-23 stage_1 upheld 99", "stage_1 received 340", "stage_1 upheld 102"
    )


def test_several_figures_are_left_where_nobody_can_tell_them_apart() -> None:
    text = "At stage 1 we received 340, answered 331 and upheld 102. In 2022/23 the figures were 312 and 99."
    assert said(text) == lines("stage_1 received 340", "stage_1 responded 331", "stage_1 upheld 102")


def test_the_end_of_a_month_is_a_day_of_the_year() -> None:
    assert said("By the end of March 2024, 149 stage 1 complaints had been answered.") == ["stage_1 responded 149"]


def test_the_quarter_before() -> None:
    text = (
        "In quarter 2 we had 58 complaints, up from 44 last quarter. In the same period last year we had 61 complaints."
    )
    assert said(text) == lines("2023-24 Q2 received 58", "2023-24 Q1 received 44", "2022-23 Q2 received 61")
    assert said("This was more than in the previous quarter, when we had 39 complaints.") == []
    text = "The number of complaints in quarter 4 rose from 12 to 14 against the previous quarter."
    assert said(text) == lines("2023-24 Q3 received 12", "2023-24 Q4 received 14")
    assert said("The number of complaints in quarter 4 rose from 12 to 14.") == ["2023-24 Q4 received 14"]
    assert said("We received 65 complaints in the last quarter of the year.") == ["2023-24 Q4 received 65"]


def test_what_changed_in_the_course_of_the_year() -> None:
    assert said("Through the year the average response time went down from 43 to 32 days.") == []
    assert said("The backlog fell from 30 to 12 complaints.") == []


def test_the_last_year_is_the_one_that_a_report_is_about() -> None:
    assert said("In the last year, we received 94 complaints.") == ["received 94"]
    text = "In the last year, we received 94 complaints, compared with 80 the year before."
    assert said(text) == lines("received 94", "2022-23 received 80")


def test_days_that_are_as_they_were() -> None:
    text = "78% of stage 1 complaints were answered on time, with an average of 16 days consistent with last year."
    assert "stage_1 average_days 16 days" in said(text)


def test_the_numbers_of_upheld_and_partially_upheld_in_their_order() -> None:
    text = "Complaints upheld and partially upheld came to 24% (19) and 15% (12) respectively."
    assert said(text) == lines("upheld 24%", "upheld 19", "partially_upheld 15%", "partially_upheld 12")


def test_a_whole_list_of_another_year() -> None:
    text = "45% were upheld and 30% partly upheld, much as in the previous year (46% and 31% respectively)."
    assert said(text) == lines(
        "upheld 45%", "partially_upheld 30%", "2022-23 upheld 46%", "2022-23 partially_upheld 31%"
    )


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        ("This compares with 52 received and 21 upheld in 2022/23.", ["2022-23 received 52", "2022-23 upheld 21"]),
        ("That was a fall from 52 the year before, when 21 were upheld.", ["2022-23 received 52", "2022-23 upheld 21"]),
        ("This compared to 52 last year, of which 21 were upheld.", ["2022-23 received 52", "2022-23 upheld 21"]),
        ("These figures compare to 52 received, 21 upheld.", ["2022-23 received 52", "2022-23 upheld 21"]),
    ],
)  # fmt: skip
def test_a_sentence_that_as_a_whole_tells_of_another_year(beside: str, expected: list[str]) -> None:
    assert said(f"We received 47 complaints, of which 19 were upheld. {beside}") == lines(
        "received 47", "upheld 19", *expected
    )


def test_a_figure_alone_is_another_years_of_the_one_before() -> None:
    for other in ("2022/23: 548", "548 in 2022-23", "(up from 548)", "Last year: 548"):
        assert said("612 Stage 1 complaints received", other) == lines(
            "2022-23 stage_1 received 548", "stage_1 received 612"
        ), other
