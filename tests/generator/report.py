"""A made-up report from a seed: what it says, in which order, and where each place of it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from schemas.codes import Dimension, Stage, Stream
from schemas.periods import is_part
from tests.generator import layouts_groups, layouts_many  # noqa: F401  (they enter their layouts)
from tests.generator.facts import Facts, Procedure, make_facts
from tests.generator.layouts import LAYOUTS, Layout
from tests.generator.pen import Pen
from tests.generator.phrases import FAMILIES, Family, Subject, about
from tests.generator.telling import Style, Teller, Topic, Unfit, make_style
from tests.generator.truth import Expected
from tests.generator.typeset import Item, Piece, Place, Press, make_press, typeset

KINDS = {"-": "bullet", "?": "question", "=": "label", "#": "big", "(": "label"}
TITLES = {
    "adults": (
        "Adult Social Care Complaints Report {year}",
        "Adult Social Care Complaints: Annual Report {year}",
        "Adult Social Care: Complaints and Compliments {year}",
        "Annual Report on Adult Social Care Complaints {year}",
    ),
    "children": (
        "Children's Services Complaints Report {year}",
        "Children's Services Complaints Annual Report {year}",
        "Children's Services: Annual Complaints and Compliments Report {year}",
    ),
    "landlord": (
        "Housing Complaints Report {year}",
        "Housing Complaints: Annual Report {year}",
        "Landlord Complaints Performance and Service Improvement Report {year}",
    ),
    "": (
        "Annual Complaints Report {year}",
        "Complaints and Compliments {year}",
        "Customer Feedback: Annual Report {year}",
        "Annual Review of Complaints {year}",
        "Complaints, Comments and Compliments Annual Report {year}",
    ),
}
PART_TITLES = ("Complaints Report: {year}", "Complaints Performance {year}")
HEADINGS = {
    Stream.CORPORATE: (
        "Corporate complaints",
        "The corporate complaints procedure",
        "Corporate complaints performance",
    ),
    Stream.ADULT_SOCIAL_CARE: (
        "Adult social care complaints",
        "Complaints about adult social care",
        "Adult social care",
    ),
    Stream.CHILDREN_STATUTORY: (
        "Children's social care complaints (statutory)",
        "Statutory children's complaints",
        "Children Act complaints",
    ),
    Stream.CHILDREN_CORPORATE: ("Children's services: corporate complaints", "Non-statutory children's complaints"),
    Stream.HOUSING: ("Housing complaints", "Complaints from tenants", "Landlord complaints"),
    Stream.ALL: ("Complaints", "Our performance", "Complaints performance"),
}
PURPOSES = (
    "This report sets out how the Council handled complaints between 1 April {start} and 31 March {end}.",
    "The purpose of this report is to tell members about complaints made to the Council in {year}.",
    "This paper looks back on the complaints that the Council dealt with in {year} and what was learned from them.",
)
LIMITS = (
    "{at} complaints are answered within {days} working days.",
    "The time limit for {at} is {days} working days.",
    "{at}: a written reply is due within {days} working days.",
)
ONE_STAGE = (
    "There is a single stage, and we aim to answer within {days} working days.",
    "The procedure has one stage. Our standard is a reply within {days} working days.",
)
BREAKDOWNS = (
    (Subject.SERVICE, Dimension.SERVICE_AREA),
    (Subject.THEME, Dimension.THEME),
    (Subject.CHANNEL, Dimension.CHANNEL),
)


@dataclass(frozen=True)
class Told:
    """One measured place: by which family or layout it was made, its words, and what it states."""

    name: str
    group: str
    words: str
    expected: tuple[Expected, ...]


@dataclass
class Report:
    """A report in the making."""

    seed: str
    rng: Random
    facts: Facts
    style: Style
    press: Press
    teller: Teller
    items: list[Item] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    @property
    def name(self) -> str:
        seed = re.sub(r"[^a-z0-9]+", "-", self.seed.lower()).strip("-")
        return f"{self.facts.council.slug}-complaints-{self.facts.period.lower().replace(' ', '-')}-{seed}"

    def write(self, path: Path) -> list[Place]:
        """Typeset to a file; where each measured place stands."""
        running = f"{self.facts.council.name}: complaints {self.style.years(self.facts.period)}"
        return typeset(self.items, self.press, self.rng, running, path)

    # Building blocks --------------------------------------------------------------------------------

    def frame(self, kind: str, text: str = "") -> None:
        """Something that states nothing."""
        self.items.append(Item((Piece(kind, text),)))

    def phrase(self, families: Sequence[Family], topic: Topic, tries: int = 8) -> None:
        """A sentence of one of the families, sometimes with one beside it that states nothing."""
        for _ in range(tries):
            family = self.rng.choice(families)
            try:
                lines, expected = self.teller.tell(self.rng.choice(family.templates), topic)
                decoy, at = self._decoy(topic) if self.rng.random() < 0.15 and len(lines) == 1 else ("", 0)
            except Unfit:
                continue
            lines = [" ".join(filter(None, (decoy, lines[0]) if at else (lines[0], decoy))), *lines[1:]]
            pieces = tuple(_piece(line) for line in lines)
            self._add(family.name, "phrase", "\n".join(lines), expected, Item(pieces, number=len(self.told)))
            return

    def _decoy(self, topic: Topic) -> tuple[str, int]:
        family = self.rng.choice(list(about(Subject.DECOY)))
        lines, _ = self.teller.tell(self.rng.choice(family.templates), topic)
        return lines[0], self.rng.randint(0, 1)

    def table(self, layouts: Sequence[Layout], topic: Topic, tries: int = 8) -> None:
        """A table in one of the layouts."""
        for _ in range(tries):
            chosen, pen = self.rng.choice(layouts), Pen(self.teller, topic)
            try:
                drawn = chosen.draw(pen)
            except Unfit:
                continue
            rows = [*drawn.grid.rows, *(drawn.beside[1].rows if drawn.beside else ())]
            words = "\n".join([drawn.caption, *(" | ".join(row) for row in rows)])
            self._add(chosen.name, "layout", words, pen.said, Item(drawn=drawn, number=len(self.told)))
            return

    def _add(self, name: str, group: str, words: str, expected: Sequence[Expected], item: Item) -> None:
        self.told.append(Told(name, group, words, tuple(expected)))
        self.items.append(item)

    # Sections ---------------------------------------------------------------------------------------

    def opening(self) -> None:
        year = self.style.years(self.facts.period)
        start = int(self.facts.period[:4])
        titles: tuple[str, ...] = TITLES.get(self.facts.kind, TITLES[""])
        purposes: tuple[str, ...] = PURPOSES
        if is_part(self.facts.period):
            titles = tuple(each for each in titles if "Annual" not in each) or PART_TITLES
            purposes = PURPOSES[1:]
        title = self.rng.choice(titles).format(year=year)
        names = [("subtitle", self.facts.council.name), ("title", title)]
        for kind, text in names if self.rng.random() < 0.5 else names[::-1]:
            self.frame(kind, text)
        if self.rng.random() < 0.2:
            self.frame("break")
        self.frame("heading", self.rng.choice(("Introduction", "Purpose of the report", "Background")))
        self.frame("text", self.rng.choice(purposes).format(year=year, start=start, end=start + 1))

    def procedure(self, procedure: Procedure) -> None:
        """The section about one procedure."""
        self.frame("heading", self.rng.choice(HEADINGS[procedure.stream]))
        if self._known(procedure):
            self.frame("text", self._limits(procedure))
        by_stage = len(procedure.stages) > 1 and self.rng.random() < 0.4
        for stage in procedure.stages:
            if by_stage:
                self.frame("subheading", self._stage_heading(stage))
            say_stage = not by_stage or self.rng.random() < 0.25
            topic = Topic(procedure.stream, stage, self.facts.period, self._say_stream(), say_stage)
            if len(self.facts.procedures) < 3 or stage is not Stage.STAGE_3:
                for _ in range(self.rng.randint(1, 3)):
                    self.phrase(list(about(Subject.STAGE)), topic)
                if self.rng.random() < 0.75:
                    self.table(_laid(Subject.STAGE), topic)
        if len(procedure.stages) > 1:
            if by_stage:
                self.frame("subheading", self.rng.choice(("Both stages together", "The stages compared", "Overview")))
            topic = Topic(procedure.stream, Stage.STAGE_1, self.facts.period, self._say_stream(), True)
            self.phrase(list(about(Subject.NEXT)), topic)
            self.table(_laid(Subject.NEXT), topic)
        self._breakdown(procedure)

    def only(self, wanted: Family | Layout) -> None:
        """Every procedure's heading, and under the right one a single place."""
        procedures, rng = self.facts.procedures, self.rng
        chosen = rng.choice(procedures)
        stage = rng.choice(chosen.stages) if wanted.subject is Subject.STAGE else chosen.stages[0]
        for procedure in procedures:
            self.frame("heading", rng.choice(HEADINGS[procedure.stream]))
            self.frame("text", self._limits(procedure) if self._known(procedure) else "These are reported below.")
            if procedure is chosen and wanted.subject not in (Subject.OMBUDSMAN, Subject.WHOLE):
                by_stage = wanted.subject is Subject.STAGE and stage is not Stage.ALL and rng.random() < 0.4
                if by_stage:
                    self.frame("subheading", self._stage_heading(stage))
                split = next((e for e in self.facts.splits[chosen.stream] if e.dimension == wanted.subject.value), None)
                self._place(
                    wanted, Topic(chosen.stream, stage, self.facts.period, self._say_stream(), not by_stage, split)
                )
        if wanted.subject in (Subject.OMBUDSMAN, Subject.WHOLE):
            self.frame("heading", "The Ombudsman" if wanted.subject is Subject.OMBUDSMAN else "The whole picture")
            self._place(wanted, Topic(self.teller.whole, Stage.ALL, self.facts.period))

    def _place(self, wanted: Family | Layout, topic: Topic) -> None:
        if isinstance(wanted, Family):
            self.phrase([wanted], topic)
        else:
            self.table([wanted], topic)

    def _known(self, procedure: Procedure) -> bool:
        return (procedure.stream, procedure.stages[0]) in self.teller.known

    def _say_stream(self) -> bool:
        return len(self.facts.procedures) > 1 and self.rng.random() < 0.3

    def _stage_heading(self, stage: Stage) -> str:
        name = self.style.stages(stage)
        name = name[0].upper() + name[1:]
        return self.rng.choice((name, f"{name} complaints", f"Complaints at {name}"))

    def _limits(self, procedure: Procedure) -> str:
        if procedure.stages == (Stage.ALL,):
            return self.rng.choice(ONE_STAGE).format(days=procedure.limits[Stage.ALL][0])
        form = self.rng.choice(LIMITS)
        return " ".join(
            form.format(at=self.style.stages(stage), days=days[0])[:1].upper()
            + form.format(at=self.style.stages(stage), days=days[0])[1:]
            for stage, days in procedure.limits.items()
        )

    def _breakdown(self, procedure: Procedure) -> None:
        subject, dimension = self.rng.choice(BREAKDOWNS)
        split = next(each for each in self.facts.splits[procedure.stream] if each.dimension is dimension)
        names = {
            Subject.SERVICE: "Complaints by service",
            Subject.THEME: "Reasons for complaint",
            Subject.CHANNEL: "How complaints were made",
        }
        self.frame("subheading", names[subject])
        topic = Topic(procedure.stream, procedure.stages[0], self.facts.period, self._say_stream(), True, split)
        which = self.rng.choice(("table", "phrase", "both"))
        if which != "phrase":
            self.table(_laid(subject), topic)
        if which != "table":
            self.phrase(list(about(subject)), topic)

    def closing(self) -> None:
        """What concerns the whole report: procedures side by side, ombudsman, compliments, learning."""
        whole = self.teller.whole
        topic = Topic(whole, Stage.ALL, self.facts.period)
        if len(self.facts.procedures) > 1:
            self.frame("heading", self.rng.choice(("Summary of all procedures", "All complaints procedures")))
            self.table(_laid(Subject.WHOLE), topic)
        self.frame("heading", self.rng.choice(("The Ombudsman", "Complaints to the Ombudsman", "Ombudsman cases")))
        for _ in range(self.rng.randint(1, 2)):
            self.phrase(list(about(Subject.OMBUDSMAN)), topic)
        if self.rng.random() < 0.6:
            self.table(_laid(Subject.OMBUDSMAN), topic)
        self.frame("heading", self.rng.choice(("Compliments and learning", "Other feedback", "Learning from feedback")))
        for _ in range(2):
            self.phrase(list(about(Subject.WHOLE)), topic)
        for _ in range(self.rng.randint(1, 3)):
            self.phrase(list(about(Subject.DECOY)), topic)


def _piece(line: str) -> Piece:
    if line[:2] in ("- ", "? ", "= ", "# ", "( "):
        return Piece(KINDS[line[0]], line[2:])
    return Piece("text", line)


def _laid(subject: Subject) -> list[Layout]:
    return [each for each in LAYOUTS if each.subject is subject]


def _begin(seed: str) -> Report:
    """A report that says nothing yet."""
    rng = Random(seed)
    facts, style, press = make_facts(rng), make_style(rng), make_press(rng)
    several = len(facts.procedures) > 1
    whole = Stream.CHILDREN if facts.kind == "children" else Stream.ALL if several else facts.procedures[0].stream
    known = {(each.stream, stage) for each in facts.procedures if rng.random() < 0.7 for stage in each.stages}
    report = Report(seed, rng, facts, style, press, Teller(rng, facts, style, whole, frozenset(known)))
    report.opening()
    return report


def _end(report: Report) -> Report:
    report.told[:] = [replace(each, expected=report.teller.with_limits(each.expected)) for each in report.told]
    return report


def make_report(seed: str) -> Report:
    """The report of a seed."""
    report = _begin(seed)
    for procedure in report.facts.procedures:
        report.procedure(procedure)
    report.closing()
    return _end(report)


def made() -> dict[str, Family | Layout]:
    """Every phrasing family and layout by its name."""
    every: tuple[Family | Layout, ...] = (*FAMILIES, *LAYOUTS)
    return {each.name: each for each in every}


def make_short_report(seed: str) -> Report:
    """A report with one place: the seed "late#3" gives the fourth report with a sentence of the family "late"."""
    wanted = made()[seed.partition("#")[0]]
    for attempt in range(100):
        report = _begin(f"{seed} {attempt}")
        report.seed = seed
        report.only(wanted)
        if report.told:
            return _end(report)
    raise ValueError(f"no facts suit {seed!r}")
