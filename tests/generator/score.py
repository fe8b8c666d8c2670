"""Made-up reports read back: how much of what they state was found, and how much of what was found they state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from extractors.report import extract
from schemas.observation import Observation
from tests.generator.report import Report, Told, make_report, make_short_report
from tests.generator.truth import Tally, compare, told
from tests.generator.typeset import Place


@dataclass(frozen=True)
class Result:
    """One place of one report, and how it came back. ``told`` is None for what was read outside of every place."""

    seed: str
    told: Told | None
    tally: Tally
    look: str = ""

    @property
    def name(self) -> str:
        return self.told.name if self.told else "(outside any place)"

    @property
    def group(self) -> str:
        return self.told.group if self.told else "elsewhere"


def read_back(seed: str, keep: Path | None = None) -> list[Result]:
    """Make a report, read it, and compare place by place. A seed with "#" makes a report with one place."""
    report = make_short_report(seed) if "#" in seed else make_report(seed)
    if keep is not None:
        return _results(report, keep / f"{report.name}.pdf")
    with TemporaryDirectory() as folder:
        return _results(report, Path(folder) / f"{report.name}.pdf")


def _results(report: Report, path: Path) -> list[Result]:
    places = report.write(path)
    found = extract(path)
    council = report.facts.council.slug
    seen: dict[int | None, list[Observation]] = defaultdict(list)
    for each in found.observations:
        seen[_place(each, places)].append(each)
    results = [
        Result(
            report.seed,
            one,
            compare(one.expected, [each for each in seen[at] if each.council == council]),
            report.press.look if one.group == "layout" else "",
        )
        for at, one in enumerate(report.told)
    ]
    strays = [*seen[None], *(each for each in found.observations if each.council != council)]
    if strays:
        wrong = list({told(each): each for each in strays}.values())
        results.append(Result(report.seed, None, Tally(read=len(wrong), wrong=wrong, places=1)))
    return results


def _place(seen: Observation, places: Sequence[Place]) -> int | None:
    """The place in which an observation stands."""
    x, y = (seen.box.x0 + seen.box.x1) / 2, (seen.box.top + seen.box.bottom) / 2
    for place in places:
        if place.page == seen.box.page and place.x0 <= x <= place.x1 and place.top <= y <= place.bottom:
            return place.number
    return None
