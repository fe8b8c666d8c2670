"""A figure on its page, as readers meet it."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from tests.browser.conftest import Visit
from tests.browser.readers import DARK, DESK, PHONE, PLAIN, readers
from tests.browser.test_site import serious

#: A page with nothing on it.
BLANK = '<svg xmlns="http://www.w3.org/2000/svg" width="595" height="842"/>'


def figures(visit: Visit, **wanted: str) -> list[dict[str, Any]]:
    """Rows of observations, as the site gives them."""
    fields = {"_shape": "array", "_size": "max", "_sort": "id"} | wanted
    answer = visit.page.request.get(f"{visit.site}/upheld/observations.json", params=fields)
    rows: list[dict[str, Any]] = answer.json()
    assert rows
    return rows


def darkest(visit: Visit, selector: str) -> int:
    """How dark the darkest point on the screen within a frame is, from 0 (black); an empty frame is above 200."""
    frame = visit.page.locator(selector)
    frame.scroll_into_view_if_needed()
    with Image.open(io.BytesIO(visit.page.screenshot(clip=frame.bounding_box()))) as seen:
        border = 3
        within = seen.convert("L").crop((border, border, seen.width - border, seen.height - border))
        return int(within.getextrema()[0])


@readers(DESK, PHONE, PLAIN)
def test_the_number_is_seen_in_its_frame(visit: Visit) -> None:
    pages = {(row["report"], row["page"]): row for row in figures(visit)}
    assert len(pages) >= 10
    for row in list(pages.values())[::3]:
        visit.go(f"/figures/{row['id']}")
        visit.page.wait_for_load_state("networkidle")
        assert darkest(visit, ".evidence-close .mark") < 120, row["label"]
        assert darkest(visit, ".evidence-picture .mark") < 170, row["label"]
    # Without the picture the same frames are empty.
    visit.page.route("**/page-image/**", lambda route: route.fulfill(content_type="image/svg+xml", body=BLANK))
    visit.go(visit.path)
    assert darkest(visit, ".evidence-close .mark") > 200
    assert darkest(visit, ".evidence-picture .mark") > 200


@readers(DESK, PLAIN)
def test_from_figure_to_figure_over_the_page(visit: Visit) -> None:
    (first,) = figures(visit, report="stockport-annual-2023-24", page="4", _sort="top", _size="1")
    here = figures(visit, report="stockport-annual-2023-24", page="4")
    visit.go(f"/figures/{first['id']}")
    assert visit.page.get_by_role("link", name="Previous").count() == 0
    met = [visit.path]
    while (following := visit.page.get_by_role("link", name="Next")).count():
        following.click()
        met.append(visit.path)
    assert sorted(met) == sorted(f"/figures/{row['id']}" for row in here)
    visit.page.get_by_role("link", name="Previous").click()
    assert visit.path == met[-2]


def test_another_number_of_the_page_is_a_click_away(visit: Visit) -> None:
    visit.go(f"/figures/{figures(visit, report='stockport-annual-2023-24', page='4')[0]['id']}")
    other = visit.page.locator(".evidence-picture a").last
    wanted = other.get_attribute("href")
    other.locator("rect").click()
    assert visit.path == wanted


@readers(DESK, PHONE, PLAIN)
def test_from_what_disagrees_to_the_other_place(visit: Visit) -> None:
    answer = visit.page.request.get(f"{visit.site}/upheld/discrepancies.json?_shape=array&_sort=id")
    item = answer.json()[0]
    visit.go(f"/figures/{item['observation']}")
    notice = visit.page.get_by_role("region", name="What disagrees")
    assert item["sentence"] in notice.inner_text()
    notice.get_by_role("link").first.click()
    assert visit.path == f"/figures/{item['other_observation']}"
    assert item["sentence"] in visit.page.get_by_role("region", name="What disagrees").inner_text()


@readers(DESK, DARK, PHONE)
@pytest.mark.parametrize("kind", ["table", "prose"])
def test_nothing_serious_for_those_who_cannot_see_or_point(visit: Visit, kind: str) -> None:
    visit.go(f"/figures/{figures(visit, method=kind)[0]['id']}")
    assert serious(visit) == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= visit.page.viewport_size["width"]


def test_printed_it_keeps_the_page_and_drops_the_steps(visit: Visit) -> None:
    visit.go(f"/figures/{figures(visit)[0]['id']}")
    visit.page.emulate_media(media="print")
    assert visit.page.locator(".evidence-picture").is_visible()
    assert not visit.page.locator(".evidence-steps").is_visible()
