"""What layouts draw with: the figures of a report as cells, each of which notes what it states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from schemas.codes import Measure, Stage, Stream
from schemas.periods import is_part, shifted
from tests.generator import labels
from tests.generator.facts import Facts, Split
from tests.generator.telling import STAGE_ADJECTIVES, STREAM_WORDS, Style, Teller, Topic, Unfit
from tests.generator.truth import Expected

T = TypeVar("T")

#: Row and column (the first ones), row and column (the last ones) of merged cells.
Span = tuple[int, int, int, int]


@dataclass(frozen=True)
class Grid:
    """A table to be typeset. ``room`` leaves so many points of the page, so that the table runs over."""

    rows: tuple[tuple[str, ...], ...]
    header: int = 1
    spans: tuple[Span, ...] = ()
    repeat: bool = True
    room: float | None = None
    look: str | None = None
    labels: int = 1
    total: bool = False


@dataclass(frozen=True)
class Drawn:
    """A table with what stands over and under it. ``beside`` is a second table with a caption of its own."""

    caption: str
    grid: Grid
    note: str = ""
    beside: tuple[str, Grid] | None = None


@dataclass(frozen=True)
class Line:
    """A row or column of figures: which, whether in percent, and what it is called."""

    name: str
    percent: bool
    label: str
    sign: bool = True

    @property
    def limited(self) -> bool:
        return "{limit}" in self.label


@dataclass
class Pen:
    """Draws cells for one table and keeps what they state."""

    teller: Teller
    topic: Topic
    said: list[Expected] = field(default_factory=list)

    @property
    def rng(self) -> Random:
        return self.teller.rng

    @property
    def facts(self) -> Facts:
        return self.teller.facts

    @property
    def style(self) -> Style:
        return self.teller.style

    # What a table is about --------------------------------------------------------------------------

    @property
    def years(self) -> list[str]:
        """Two or three years, the earliest first or last."""
        return self._years

    def __post_init__(self) -> None:
        count = self.rng.choice((2, 2, 3))
        found = [shifted(self.topic.period, -back) for back in range(count)]
        self._years = found if self.rng.random() < 0.25 else found[::-1]
        self._names: dict[object, str] = {}

    @property
    def full_year(self) -> str:
        """The year that the table is about.

        Raises:
            Unfit: it is about a part of a year.
        """
        if is_part(self.topic.period):
            raise Unfit("a part of a year")
        return self.topic.period

    def stages(self) -> tuple[Stage, ...]:
        """The stages of the topic's procedure.

        Raises:
            Unfit: it has only one.
        """
        found = next(each for each in self.facts.procedures if each.stream is self.topic.stream).stages
        if len(found) < 2:
            raise Unfit("one stage only")
        return found

    def pairs(self) -> list[tuple[Stream, Stage]]:
        """Every stage of every procedure.

        Raises:
            Unfit: there is only one procedure.
        """
        if len(self.facts.procedures) < 2:
            raise Unfit("one procedure only")
        return [(each.stream, stage) for each in self.facts.procedures for stage in each.stages]

    def split(self) -> Split:
        """The breakdown that the topic is about."""
        if self.topic.split is None:
            raise Unfit("no breakdown")
        return self.topic.split

    # Words ------------------------------------------------------------------------------------------

    def one(self, words: Sequence[T]) -> T:
        return self.rng.choice(words)

    def year(self, period: str) -> str:
        return self.style.years(period)

    def named(self, key: Stream | Stage) -> str:
        """A stream's or a stage's name, the same throughout a table."""
        if key not in self._names:
            every = labels.STREAMS[key] if isinstance(key, Stream) else labels.STAGES[key]
            self._names[key] = self.one(every)
        return self._names[key]

    def caption(self, subject: str, stage: bool = True, year: bool = True) -> str:
        """A caption that says what no heading does: "Stage 1 housing complaints by outcome, 2023/24"."""
        words = []
        if stage and self.topic.say_stage and self.topic.stage in STAGE_ADJECTIVES:
            words.append(self.one(STAGE_ADJECTIVES[self.topic.stage][:2]))
        if self.topic.say_stream or self.rng.random() < 0.2:
            words.append(self.one(STREAM_WORDS[self.topic.stream]))
        text = " ".join([*filter(None, words), subject])
        text = text[0].upper() + text[1:]
        return self.dated(text) if year else text

    def dated(self, text: str) -> str:
        """A caption with the year."""
        year = self.year(self.topic.period)
        return self.one(
            (f"{text}, {year}", f"{text} in {year}", f"{text} {year}", f"{text} ({year})", f"{text} during {year}")
        )

    def lines(self, names: Sequence[str], count: int, percents: float = 0.35) -> list[Line]:
        """So many of the named figures in their order, some of them in percent."""
        chosen = sorted(self.rng.sample(range(len(names)), min(count, len(names))))
        return [self.line(names[at], names[at] in labels.PERCENT and self.rng.random() < percents) for at in chosen]

    def line(self, name: str, percent: bool = False) -> Line:
        """A figure with one of its names; without a sign only where the name says percent."""
        label = self.one((labels.PERCENT if percent else labels.COUNT)[name])
        return Line(name, percent, label, self.rng.random() < 0.6)

    def plain(self, name: str, percent: bool = False, sign: bool = True) -> Line:
        """A figure under a name that does not say whether it is a number or a percentage."""
        words = [each for each in labels.COUNT[name] if not each.startswith(("Number", "No.", "Total"))]
        return Line(name, percent, self.one(words), sign)

    def label(self, line: Line, stage: Stage | None = None, stream: Stream | None = None) -> str:
        if not line.limited:
            return line.label
        stream, stage = stream or self.topic.stream, stage or self.topic.stage
        self.teller.named.add((stream, stage))
        days = self.facts.limits(stream, stage)[0]
        return line.label.replace("{limit}", str(days))

    # Numbers ----------------------------------------------------------------------------------------

    def cell(self, line: Line, period: str, stage: Stage | None = None, stream: Stream | None = None) -> str:
        """A figure as it stands in a cell; "n/a" where there is none."""
        try:
            return self.value(line, period, stage, stream)
        except Unfit:
            return self.one(("n/a", "-", "–"))

    def value(self, line: Line, period: str, stage: Stage | None = None, stream: Stream | None = None) -> str:
        """A figure as it stands in a cell.

        Raises:
            Unfit: there is none.
        """
        value, expected = self.teller.stated(
            stream or self.topic.stream, stage or self.topic.stage, period, line.name, line.percent, line.limited
        )
        self.said.append(expected)
        return self.text(value, line.percent, line.sign)

    def text(self, value: float, percent: bool = False, sign: bool = True) -> str:
        """A number as the report's tables print it."""
        if percent:
            return f"{value:.{self.style.decimals}f}" + ("%" if sign else "")
        return f"{value:.1f}" if isinstance(value, float) else self.style.number(value)

    def group(self, at: int, what: str = "received", percent: bool = False, sign: bool = True) -> str:
        """A number of a group of the breakdown: received (or its share of all), upheld or on time of those."""
        split = self.split()
        name, received, upheld, timely = split.groups[at]
        first = next(each for each in self.facts.procedures if each.stream is self.topic.stream).stages[0]
        measure = {"received": Measure.RECEIVED, "upheld": Measure.UPHELD, "on_time": Measure.ON_TIME}[what]
        number = {"received": received, "upheld": upheld, "on_time": timely}[what]
        base = split.total if what == "received" else received
        value = self.teller.rate(number, base) if percent else number
        self.said.append(
            self.teller.expect(
                self.topic.stream,
                first,
                self.topic.period,
                measure,
                value,
                percent,
                dimension=split.dimension,
                category=name,
            )
        )
        return self.text(value, percent, sign)

    def note(self, expected: Expected) -> None:
        self.said.append(expected)
