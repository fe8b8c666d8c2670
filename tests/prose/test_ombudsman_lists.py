"""Lists of what an ombudsman did with complaints."""

from __future__ import annotations

from tests.prose.said import heading, lines, said

HEAD = heading("The Ombudsman")


def test_deeds_of_the_ombudsman_in_turn() -> None:
    text = (
        "The Ombudsman reached 12 decisions. It referred five back to us for local resolution, closed three after"
        " initial enquiries and treated one as invalid. The other three were investigated."
    )
    assert said(HEAD, text) == lines(
        "ombudsman decided 12",
        "ombudsman decided 5 decision=referred back",
        "ombudsman decided 3 decision=closed after initial enquiries",
        "ombudsman decided 1 decision=treated as invalid",
        "ombudsman investigated 3",
    )


def test_sent_back_and_advised() -> None:
    assert said(HEAD, "It decided eight complaints. It sent two back to us and gave advice on one.") == lines(
        "ombudsman decided 8",
        "ombudsman decided 2 decision=sent back to us",
        "ombudsman decided 1 decision=gave advice",
    )
    assert said(HEAD, "Of its decisions two led to advice and one was settled.") == lines(
        "ombudsman decided 2 decision=led to advice", "ombudsman decided 1 decision=settled"
    )


def test_recommendations_and_what_was_done_of_them() -> None:
    text = "Recommendations were made in six cases, and we carried out 100% of what the Ombudsman asked of us."
    assert said(HEAD, text) == lines("ombudsman recommendations 6", "ombudsman compliance 100%")


def test_money_for_one_person() -> None:
    assert said(HEAD, "The Ombudsman asked us to apologise, to pay him £250 and to repair the wall.") == []
