from __future__ import annotations

from made import box, seen

from schemas.keys import keys, meaning


def test_a_key_is_page_and_meaning() -> None:
    assert keys([seen("received", 179, box=box(3))]) == ["p3/corporate/stage_1/2023-24/received/count"]


def test_limits_and_groups_belong_to_the_meaning() -> None:
    observations = [
        seen("on_time", 96, "percent", target_days=20),
        seen("received", 31, dimension="theme", category="Council Tax /  Benefits"),
    ]
    assert keys(observations) == [
        "p1/corporate/stage_1/2023-24/on_time/percent/20 days",
        "p1/corporate/stage_1/2023-24/received/count/theme: Council Tax / Benefits",
    ]


def test_what_a_page_says_again_is_numbered() -> None:
    again = [seen("received", 4), seen("received", 6), seen("upheld", 1), seen("received", 4), seen(box=box(2))]
    assert [key.removeprefix("p1/corporate/stage_1/2023-24/") for key in keys(again)] == [
        "received/count",
        "received/count #2",
        "upheld/count",
        "received/count #3",
        "p2/corporate/stage_1/2023-24/received/count",
    ]


def test_meaning_leaves_out_what_there_is_not() -> None:
    assert (
        meaning("all", "ombudsman", "2023", "decided", "count", None, None, None) == "all/ombudsman/2023/decided/count"
    )
