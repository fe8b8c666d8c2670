"""The site as its readers use it."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import Visit
from tests.browser.readers import DARK, DESK, PHONE, PLAIN, readers

#: Every kind of page, where it needs no id.
PATHS = (
    "/",
    "/councils",
    "/councils?q=shire",
    "/councils/stockport",
    "/compare",
    "/discrepancies",
    "/reports/stockport-annual-2023-24",
    "/terms",
    "/upheld",
    "/upheld/observations",
    "/upheld/councils/stockport",
    "/upheld/answering_late",
)

#: Addresses without a page.
MISSING = ("/councils/atlantis", "/figures/0", "/discrepancies/0", "/reports/none", "/nothing/here")

#: Words that are codes of the data, not language.
CODES = re.compile(r"\b[a-z]+_[a-z_0-9]+\b")


@readers(DESK, PHONE, PLAIN)
def test_from_a_search_to_the_place_on_the_page(visit: Visit) -> None:
    page = visit.page
    visit.go("/")
    page.get_by_role("main").get_by_label("Find a council").fill("stockport")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    assert visit.path == "/councils/stockport"
    assert page.get_by_role("heading", level=1).inner_text() == "Stockport Metropolitan Borough Council"

    # 179 complaints at stage 1 of the council's own procedure.
    corporate = page.locator("section.stream", has=page.locator("#stream-corporate"))
    corporate.get_by_role("link", name="179").first.click()
    assert re.fullmatch(r"/figures/[0-9a-f]+", visit.path)
    assert page.get_by_role("heading", level=1).inner_text().startswith("179")
    mark = page.locator("svg.evidence-picture rect.mark")
    mark.scroll_into_view_if_needed()
    assert mark.is_visible()
    picture = page.locator("svg.evidence-picture image").get_attribute("href")
    assert page.request.get(visit.site + picture).headers["content-type"] == "image/png"

    page.get_by_role("main").get_by_role("link", name="Stockport").first.click()
    assert visit.path == "/councils/stockport"


@readers(DESK, PLAIN)
def test_from_a_discrepancy_to_both_places(visit: Visit) -> None:
    page = visit.page
    visit.go("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Discrepancies").click()
    page.get_by_label("How far apart").select_option("minor")
    page.get_by_role("button", name="Show").click()
    assert page.get_by_role("status").inner_text().startswith("1 found.")
    (heading,) = page.get_by_role("article").get_by_role("heading").all()
    assert heading.inner_text().startswith("Complaints received, adult social care stage 1, 2020-21: 84 here")
    assert page.get_by_role("article").get_by_role("link", name=re.compile("^8[45]")).count() == 2
    heading.get_by_role("link").click()
    assert visit.path.startswith("/discrepancies/")
    page.get_by_role("link", name=re.compile("^85")).first.click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("85")


@readers(DESK, PLAIN)
def test_a_name_that_is_misspelt(visit: Visit) -> None:
    visit.go("/councils?q=stokport")
    visit.page.get_by_role("main").get_by_role("link", name="Stockport Metropolitan Borough Council").click()
    assert visit.path == "/councils/stockport"


def test_a_word_leads_to_what_it_means(visit: Visit) -> None:
    visit.go("/councils/stockport")
    visit.page.locator("#stream-children_statutory a.term").click()
    assert visit.path == "/terms#stream-children_statutory"
    target = visit.page.locator(":target")
    assert "Children Act 1989" in target.inner_text()
    assert target.is_visible()


def test_by_keyboard_past_the_head(visit: Visit) -> None:
    visit.go("/councils/stockport")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert visit.page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate("document.activeElement.id") == "main"


def test_what_a_council_page_lets_one_take_away(visit: Visit) -> None:
    visit.go("/councils/stockport")
    data = visit.page.locator("section", has=visit.page.locator("#data"))
    with visit.page.expect_download() as taken:
        data.get_by_role("link", name="CSV").first.click()
    assert taken.value.suggested_filename == "stockport-observations.csv"
    lines = taken.value.path().read_text(encoding="utf-8-sig").splitlines()
    (count,) = re.findall(r"All (\d+) figures", data.inner_text())
    assert len(lines) == int(count) + 1


@readers(PHONE)
@pytest.mark.parametrize("path", [*PATHS, *MISSING])
def test_no_page_is_wider_than_a_phone(visit: Visit, path: str) -> None:
    visit.go(path, missing=path in MISSING)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390


@readers(DESK, DARK, PHONE)
@pytest.mark.parametrize("path", [*PATHS, *MISSING])
def test_nothing_serious_for_those_who_cannot_see_or_point(visit: Visit, path: str) -> None:
    visit.go(path, missing=path in MISSING)
    assert serious(visit) == []
    assert visit.page.locator("h1").count() == 1


@readers(DESK, PHONE)
@pytest.mark.parametrize(
    ("path", "link"), [("/councils/stockport", ".headline a.number"), ("/discrepancies", "article .sentence a")]
)
def test_nothing_serious_one_click_further(visit: Visit, path: str, link: str) -> None:
    visit.go(path)
    visit.page.locator(link).first.click()
    assert visit.path != path
    assert serious(visit) == []
    if visit.page.viewport_size["width"] == 390:
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_checker_finds_what_is_serious(visit: Visit) -> None:
    visit.go("/terms")
    visit.page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<input type=text><img src=data:,>')"
    )
    visit.page.evaluate("document.querySelector('h1').style.color = '#eee'")
    assert {"color-contrast", "label", "image-alt"} <= {name for name, _ in serious(visit)}
    visit.wrong.clear()


def serious(visit: Visit) -> list[tuple[str, list[str]]]:
    """What axe finds serious or critical on the page that is open."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    return [
        (each["id"], [node["target"] for node in each["nodes"]][:3])
        for each in axe.Axe().run(visit.page).response["violations"]
        if each["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("path", [path for path in PATHS if not path.startswith("/upheld")])
def test_every_page_has_a_title_and_speaks_english(visit: Visit, path: str) -> None:
    visit.go(path)
    assert visit.page.title().endswith("UK councils' complaints figures")
    assert visit.page.locator("html").get_attribute("lang") == "en-GB"
    for name in ("description", "og:title", "og:url"):
        assert visit.page.locator(f'meta[name="{name}"], meta[property="{name}"]').get_attribute("content")
    if path != "/terms":  # where the codes are explained
        assert CODES.findall(visit.page.locator("main").inner_text()) == []


@pytest.mark.parametrize("path", MISSING)
def test_what_is_missing_says_so(visit: Visit, path: str) -> None:
    assert visit.go(path, missing=True).status == 404
    assert visit.page.get_by_role("main").get_by_role("link", name="All councils").is_visible()
