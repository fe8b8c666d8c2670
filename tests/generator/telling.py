"""From a template of ``phrases.py`` to a sentence, and to what the sentence states."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from random import Random

from schemas.codes import Dimension, Measure, Stage, Stream, Unit
from schemas.periods import is_part, part, shifted, start_year
from tests.generator.facts import Facts, Figures, Ombudsman, Split
from tests.generator.phrases import DIRECTIONS, WORDS
from tests.generator.truth import Expected


class Unfit(Exception):
    """A template does not suit the facts: a number it needs is nought or missing."""


@dataclass(frozen=True)
class Style:
    """How a report writes numbers and years."""

    year: str
    percent: str
    decimals: int
    thousands: str
    words_below: int
    stage: str
    part: str
    long_parts: bool

    def years(self, period: str) -> str:
        """A financial year, or a part of one, as the report spells it."""
        start = start_year(period)
        year = self.year.format(start=start, short=f"{(start + 1) % 100:02d}", end=start + 1)
        name = period.partition(" ")[2]
        return self.part.format(name=PART_NAMES[name][self.long_parts], year=year) if name else year

    def number(self, value: float) -> str:
        return f"{value:,}".replace(",", self.thousands)

    def percents(self, value: float, sign: bool = True) -> str:
        return f"{value:.{self.decimals}f}" + (self.percent if sign else "")

    def stages(self, stage: Stage) -> str:
        """A stage's name: "Stage 1", "stage one"."""
        if stage is Stage.STAGE_2_ESCALATED:
            return f"{self.stages(Stage.STAGE_2)} (escalated)"
        number = int(stage.value[-1])
        return self.stage.format(number=number, word=("one", "two", "three")[number - 1])


YEARS = ("{start}/{short}", "{start}/{short}", "{start}-{short}", "{start}–{short}", "{start}/{end}", "{start}-{end}")
PART_NAMES = {
    "Q1": ("Q1", "Quarter 1"),
    "Q2": ("Q2", "Quarter 2"),
    "Q3": ("Q3", "Quarter 3"),
    "Q4": ("Q4", "Quarter 4"),
    "H1": ("H1", "April to September"),
    "H2": ("H2", "October to March"),
}
STAGE_NAMES = ("Stage {number}", "Stage {number}", "stage {number}", "stage {word}", "Stage {word}")


def make_style(rng: Random) -> Style:
    """A random way of writing."""
    return Style(
        year=rng.choice(YEARS),
        percent=rng.choice(("%", "%", "%", " per cent", " percent", " %")),
        decimals=rng.choice((0, 0, 1)),
        thousands=rng.choice((",", ",", ",", "")),
        words_below=rng.choice((0, 0, 10, 11, 13)),
        stage=rng.choice(STAGE_NAMES),
        part=rng.choice(("{name} {year}", "{name} {year}", "{name} of {year}", "{year} {name}")),
        long_parts=rng.random() < 0.5,
    )


@dataclass(frozen=True)
class Topic:
    """What a place of the report is about, and what its words must say because no heading does."""

    stream: Stream
    stage: Stage
    period: str
    say_stream: bool = False
    say_stage: bool = False
    split: Split | None = None


STREAM_WORDS: Mapping[Stream, tuple[str, ...]] = {
    Stream.CORPORATE: ("corporate",),
    Stream.ADULT_SOCIAL_CARE: ("adult social care",),
    Stream.CHILDREN_STATUTORY: ("children's social care", "statutory children's"),
    Stream.CHILDREN_CORPORATE: ("children's corporate", "non-statutory children's"),
    Stream.HOUSING: ("housing", "landlord"),
    Stream.ALL: ("",),
}
STAGE_ADJECTIVES = {
    Stage.STAGE_1: ("stage 1", "Stage 1", "stage one", "first-stage"),
    Stage.STAGE_2: ("stage 2", "Stage 2", "stage two", "second-stage"),
    Stage.STAGE_3: ("stage 3", "Stage 3", "stage three", "third-stage"),
    Stage.STAGE_2_ESCALATED: ("escalated stage 2", "escalated Stage 2"),
}
STAGE_PLACES = {
    Stage.STAGE_1: ("at stage 1", "at Stage 1", "at the first stage", "at stage one", "under Stage 1"),
    Stage.STAGE_2: ("at stage 2", "at Stage 2", "at the second stage", "at stage two", "under Stage 2"),
    Stage.STAGE_3: ("at stage 3", "at Stage 3", "at the third stage", "at stage three"),
    Stage.STAGE_2_ESCALATED: ("at stage 2 after escalation", "at Stage 2 following escalation"),
}
NEXT = {Stage.STAGE_1: Stage.STAGE_2, Stage.STAGE_2: Stage.STAGE_3}
UNITS = dict(
    enumerate(
        (
            *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
            *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        )
    )
)
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
PLURALS = {"were": "was", "have": "has", "are": "is"}

SLOT = re.compile(
    r"\{(?P<name>[a-z_0-9]+)(?P<percent>%?)(?:@(?P<when>\w+))?(?:/(?P<next>next))?(?P<flags>[~%?]*)"
    r"(?::(?P<form>[\w-]+))?\}|§(?P<agree>\w+)"
)


def _length(topic: Topic) -> str:
    return "quarter" if topic.period[-2] == "Q" else "half-year"


def words_of(number: int) -> str:
    """A number below a hundred in words."""
    if number < 20:
        return UNITS[number]
    return TENS[number // 10 - 2] + (f"-{UNITS[number % 10]}" if number % 10 else "")


@dataclass
class Teller:
    """Tells facts in words. ``known`` are the stages whose time limit the report says in a sentence about its
    procedures; ``named`` those whose limit stands beside a figure."""

    rng: Random
    facts: Facts
    style: Style
    whole: Stream
    known: frozenset[tuple[Stream, Stage]] = frozenset()
    named: set[tuple[Stream, Stage]] = field(default_factory=set)
    _said: list[Expected] = field(default_factory=list)

    def tell(self, template: str, topic: Topic) -> tuple[list[str], list[Expected]]:
        """The lines of a template, and what they state.

        Raises:
            Unfit: the facts lack a number that the template needs, or it is nought.
        """
        if is_part(topic.period) and re.search(r"\byear|<end>|Over three|March|at the end", template):
            raise Unfit("said of a whole year")
        self._said = []
        text = self._words(template, topic)
        return [self._line(line, text, topic) for line in text.split("\n")], list(self._said)

    # Words ------------------------------------------------------------------------------------------

    def _words(self, template: str, topic: Topic) -> str:
        """A template with its choices made and its word lists drawn; numbers still to come."""
        text = template
        while match := re.search(r"<(\w+)>|\[([^\[\]]*)\]", text):
            chosen = self._word(match[1].lower(), topic) if match[1] else self.rng.choice(match[2].split("|"))
            text = text[: match.start()] + chosen + text[match.end() :]
        return text

    def _word(self, name: str, topic: Topic) -> str:
        if name.startswith("group"):
            return self._group_name(int(name[5:]) - 1, topic)
        if name in DIRECTIONS:
            return self._direction(name, topic)
        special: dict[str, Callable[[Topic], str]] = {
            "cases": self._cases, "at": self._at, "in_year": self._in_year, "prior": self._prior,
            "prior_bare": self._prior_bare,
            "prior_year": lambda t: self._year(t, -1), "own_year": lambda t: self._year(t, 0),
            "two_back": lambda t: self._year(t, -2), "next_year": lambda t: self._year(t, 1),
            "start": lambda t: str(start_year(t.period)), "end": lambda t: str(start_year(t.period) + 1),
            "this_stage": self._this_stage,
            "next_stage": lambda t: self.style.stages(self._next(t)),
            "the_ombudsman": self._ombudsman_name,
        }  # fmt: skip
        return special[name](topic) if name in special else self.rng.choice(WORDS[name])

    def _year(self, topic: Topic, move: int) -> str:
        return self.style.years(shifted(topic.period, move))

    def _direction(self, name: str, topic: Topic) -> str:
        now, before = (
            self.facts.figures[topic.stream, topic.stage, shifted(topic.period, -back)].received for back in (0, 1)
        )
        if now == before:
            raise Unfit("no change")
        return self.rng.choice(DIRECTIONS[name][now < before])

    def _this_stage(self, topic: Topic) -> str:
        if topic.stage is Stage.ALL:
            raise Unfit("a stage without a name")
        return self.style.stages(topic.stage)

    def _next(self, topic: Topic) -> Stage:
        if topic.stream is Stream.ALL:
            return Stage.STAGE_2
        if topic.stage not in NEXT or (topic.stream, NEXT[topic.stage], topic.period) not in self.facts.figures:
            raise Unfit("no next stage")
        return NEXT[topic.stage]

    def _cases(self, topic: Topic) -> str:
        """What is counted: "complaints", "stage 1 housing complaints", "complaints at the first stage"."""
        stream = self.rng.choice(STREAM_WORDS[topic.stream]) if topic.say_stream else ""
        if not topic.say_stage or topic.stage is Stage.ALL:
            noun = self.rng.choice(("complaints", "complaints", "complaints", "formal complaints", "cases"))
            return f"{stream} {'complaints' if stream else noun}".strip()
        if self.rng.random() < 0.55:
            return " ".join(f"{stream} {self.rng.choice(STAGE_ADJECTIVES[topic.stage])} complaints".split())
        return " ".join(f"{stream} complaints {self.rng.choice(STAGE_PLACES[topic.stage])}".split())

    def _at(self, topic: Topic) -> str:
        if not topic.say_stage or topic.stage is Stage.ALL:
            return f" for {self.rng.choice(STREAM_WORDS[topic.stream])} complaints" if topic.say_stream else ""
        return f" {self.rng.choice(STAGE_PLACES[topic.stage])}"

    def _in_year(self, topic: Topic) -> str:
        year, start = self._year(topic, 0), start_year(topic.period)
        if is_part(topic.period):
            return self.rng.choice((f"in {year}", f"during {year}", "in the period", f"this {_length(topic)}"))
        spelled = (
            f"in {year}", f"during {year}", "in the year", "during the year", "this year", "over the year",
            "over the twelve months", f"between 1 April {start} and 31 March {start + 1}",
            f"in the year to 31 March {start + 1}", f"in the course of {year}",
        )  # fmt: skip
        return self.rng.choice(spelled)

    def _prior(self, topic: Topic) -> str:
        year = self._year(topic, -1)
        if is_part(topic.period):
            same = f"in the same {_length(topic)} last year", f"in the same {_length(topic)} of the previous year"
            return self.rng.choice((f"in {year}", f"for {year}", *same))
        return self.rng.choice(
            (
                f"in {year}",
                f"in {year}",
                f"for {year}",
                "the previous year",
                "in the previous year",
                "the year before",
                "last year",
                "a year earlier",
                "in the preceding year",
            )
        )

    def _prior_bare(self, topic: Topic) -> str:
        if is_part(topic.period):
            return f"in {self._year(topic, -1)}"
        return self.rng.choice((f"in {self._year(topic, -1)}", "the previous year", "the year before"))

    def _ombudsman_name(self, topic: Topic) -> str:
        nation = self.facts.council.nation
        if nation == "Scotland":
            return self.rng.choice(("the Scottish Public Services Ombudsman", "the SPSO"))
        if nation == "Wales":
            return self.rng.choice(("the Public Services Ombudsman for Wales", "the Ombudsman"))
        if nation == "Northern Ireland":
            return self.rng.choice(("the Northern Ireland Public Services Ombudsman", "NIPSO"))
        if self.whole is Stream.HOUSING:
            return self.rng.choice(("the Housing Ombudsman", "the Housing Ombudsman Service"))
        return self.rng.choice(("the Local Government and Social Care Ombudsman", "the Ombudsman", "the LGSCO"))

    def _group_name(self, at: int, topic: Topic) -> str:
        name = self._group(at, topic)[0]
        if name == "In person":
            raise Unfit("no noun")
        keep = name.startswith(("Council", "SEN")) or (topic.split and topic.split.dimension is Dimension.SERVICE_AREA)
        return name if keep else name[0].lower() + name[1:]

    def _group(self, at: int, topic: Topic) -> tuple[str, int, int, int]:
        if topic.split is None or at >= len(topic.split.groups):
            raise Unfit("no such group")
        return topic.split.groups[at]

    # Numbers ----------------------------------------------------------------------------------------

    def _line(self, line: str, text: str, topic: Topic) -> str:
        """One line with its numbers in; the mark before a bullet or question stays."""
        mark = re.match(r"^([-?=#(]) ", line)
        body = line[mark.end() :] if mark else line
        done: list[str] = []
        last, at = 2.0, 0
        for match in SLOT.finditer(body):
            done.append(body[at : match.start()])
            at = match.end()
            if match["agree"]:
                done.append(PLURALS[match["agree"]] if last == 1 else match["agree"])
                continue
            last, spelled = self._number(
                match, text, topic, starts="".join(done).strip() == "" or done[-1].endswith(". ")
            )
            done.append(spelled)
        sentence = " ".join("".join([*done, body[at:]]).split())
        kind = mark[1] if mark else ""
        sentence = (
            sentence if kind in "(" and kind else re.sub(r"^[a-z]|(?<=[.?!] )[a-z]", lambda m: m[0].upper(), sentence)
        )
        return f"{kind} {sentence}" if mark else sentence

    def _number(self, match: re.Match[str], text: str, topic: Topic, starts: bool) -> tuple[float, str]:
        name, percent = match["name"], bool(match["percent"]) or "%" in match["flags"]
        if name == "any":
            low, high = map(int, match["form"].split("-"))
            number = self.rng.randint(low, high)
            return number, str(number)
        period = self._period(match["when"], topic)
        stage = self._next(topic) if match["next"] else topic.stage
        if name in ("limit", "long_limit"):
            limit = self.facts.limits(topic.stream, stage)[name == "long_limit"]
            self.named.add((topic.stream, stage))
            return limit, str(limit)
        value, expected = self._fact(name, percent, topic, stage, period, "{limit" in text)
        if value == 0:
            raise Unfit("nought")
        if expected and "~" not in match["flags"]:
            self._said.append(expected.changed(optional="?" in match["flags"]))
        return value, self._spelled(name, value, percent, match["form"] == "w", starts)

    def _spelled(self, name: str, value: float, percent: bool, in_words: bool, starts: bool) -> str:
        if percent:
            return self.style.percents(value)
        if name == "o_paid":
            return f"£{self.style.number(int(value))}"
        if isinstance(value, float):
            return f"{value:.1f}"
        in_words = in_words or value < self.style.words_below or (starts and value < 100 and self.rng.random() < 0.3)
        if in_words and value >= 100:
            raise Unfit("too large for words")
        return words_of(value) if in_words else self.style.number(value)

    def _period(self, when: str | None, topic: Topic) -> str:
        if not when:
            return topic.period
        if set(when) == {"p"}:
            return shifted(topic.period, -len(when))
        if is_part(topic.period):
            raise Unfit("a part of a year has no parts")
        return part(topic.period, when.upper())

    def _fact(
        self, name: str, percent: bool, topic: Topic, stage: Stage, period: str, limited: bool
    ) -> tuple[float, Expected | None]:
        if name.startswith("o_"):
            return self._ombudsman(name[2:], percent, period)
        if name.startswith("group"):
            group, number, *_ = self._group(int(name[5:]) - 1, topic)
            assert topic.split is not None
            value = self.rate(number, topic.split.total) if percent else number
            first = next(each for each in self.facts.procedures if each.stream is topic.stream).stages[0]
            return value, self.expect(
                topic.stream, first, period, Measure.RECEIVED, value, percent,
                dimension=topic.split.dimension, category=group,
            )  # fmt: skip
        if name in ("compliments", "learning", "enquiries"):
            return self._whole(name, period)
        figures = self.facts.figures.get((topic.stream, stage, period))
        if figures is None:
            raise Unfit("no figures")
        if name == "change":
            earlier = self.facts.figures[topic.stream, stage, shifted(period, -1)].received
            change = abs(figures.received - earlier)
            return (self.rate(change, earlier) if percent else change), None
        if name == "rate":
            return self.rate(figures.escalated, figures.received), None
        if name == "target":
            return float(self.facts.target), self.expect(
                topic.stream, stage, period, Measure.ON_TIME_TARGET, self.facts.target, True
            )
        return self.stated(topic.stream, stage, period, name, percent, limited)

    def rate(self, number: int, base: int) -> float:
        """A percentage as the report prints it."""
        if not base:
            raise Unfit("nothing to divide by")
        return round(100 * number / base + 1e-9, self.style.decimals)

    def stated(
        self, stream: Stream, stage: Stage, period: str, name: str, percent: bool = False, limited: bool = False
    ) -> tuple[float, Expected]:
        """A figure of a stage and what a place that prints it states; ``limited``: the place names the limit."""
        figures: Figures = self.facts.figures[stream, stage, period]
        number = getattr(figures, name)
        if name == "average":
            return number, self.expect(stream, stage, period, Measure.AVERAGE_DAYS, number, unit=Unit.DAYS)
        value = self.rate(number, figures.responded) if percent else number
        if name == "escalated":
            if stream is Stream.ALL:
                into, stages = Stage.STAGE_2_ESCALATED, [Stage.STAGE_2]
            else:
                into, stages = NEXT.get(stage, stage), []
            return value, self.expect(stream, into, period, Measure.ESCALATED, value, percent, stages=tuple(stages))
        if stage is Stage.STAGE_2_ESCALATED and name == "received":
            raise Unfit("said of stage 1")
        measure = Measure.ON_TIME if name == "long" else Measure(name)
        short, long = self.facts.limits(stream, stage)
        said = self.expect(stream, stage, period, measure, value, percent)
        if limited and measure in (Measure.ON_TIME, Measure.LATE):
            said = said.changed(target_days=long if name == "long" else short)
        return value, said

    def expect(
        self, stream: Stream, stage: Stage, period: str, measure: Measure, value: float, percent: bool = False,
        unit: Unit | None = None, **more: object,
    ) -> Expected:  # fmt: skip
        """What a printed number states, with the other readings that would be right."""
        streams = (Stream.ALL,) if len(self.facts.procedures) == 1 and stream is Stream.CORPORATE else ()
        stages: tuple[Stage, ...] = (
            (Stage.STAGE_1,) if stage is Stage.ALL and stream is Stream.ADULT_SOCIAL_CARE else ()
        )
        fields: dict[str, object] = {"streams": streams, "stages": stages} | more
        return Expected(
            stream, stage, period, measure, unit or (Unit.PERCENT if percent else Unit.COUNT), float(value),
            **fields,  # type: ignore[arg-type]
        )  # fmt: skip

    def with_limits(self, said: Iterable[Expected]) -> tuple[Expected, ...]:
        """What a place states, once all of the report is written: limits named elsewhere may be read into it."""
        timed, named = (Measure.ON_TIME, Measure.LATE, Measure.ON_TIME_TARGET), self.known | self.named
        return tuple(
            each.changed(known_days=self.facts.limits(each.stream, each.stage)[0])
            if each.measure in timed and (each.stream, each.stage) in named
            else each
            for each in said
        )

    def _ombudsman(self, name: str, percent: bool, period: str) -> tuple[float, Expected]:
        year: Ombudsman | None = self.facts.ombudsman.get(period)
        if year is None:
            raise Unfit("no such year")
        if name == "paid":
            return year.paid, self.above(period, Measure.REMEDY_PAID, year.paid, unit=Unit.GBP)
        if name == "complied":
            return float(year.complied), self.above(period, Measure.COMPLIANCE, year.complied, percent=True)
        number = getattr(year, name)
        value = self.rate(number, year.investigated) if percent else number
        return value, self.above(period, Measure(name), value, percent=percent)

    def above(self, period: str, measure: Measure, value: float, **more: object) -> Expected:
        """What is stated about the ombudsman's cases, which are of the whole report."""
        streams = () if self.whole is Stream.ALL else (Stream.ALL,)
        return self.expect(self.whole, Stage.OMBUDSMAN, period, measure, value, streams=streams, stages=(), **more)  # type: ignore[arg-type]

    def _whole(self, name: str, period: str) -> tuple[float, Expected]:
        streams = () if self.whole is Stream.ALL else (Stream.ALL,)
        if name == "learning":
            value = self.facts.learning
            return value, self.expect(self.whole, Stage.ALL, period, Measure.LEARNING_ACTIONS, value, streams=streams)
        value = getattr(self.facts, name)[period]
        if name == "compliments":
            return value, self.expect(self.whole, Stage.ALL, period, Measure.COMPLIMENTS, value, streams=streams)
        return value, self.expect(Stream.MEMBER_ENQUIRIES, Stage.ALL, period, Measure.RECEIVED, value)
