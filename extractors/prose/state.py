"""State: what the sentences of a section have established, and the meaning given to each group of numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.context import Context
from extractors.prose.category import Breakdown
from extractors.prose.groups import Group
from schemas.codes import Measure, Stage, Stream


@dataclass(frozen=True)
class Frame:
    """A group of numbers with its meaning.

    ``cost`` is what it takes to believe the measure (0: certain). ``soft``: the words fit more than one measure.
    ``stage_said``: words of the report name the stage; else it is a default that other figures may correct.
    """

    group: Group
    measure: Measure
    stream: Stream
    stage: Stage
    period: str
    limit: int | None
    cost: float
    soft: bool = False
    breakdown: Breakdown | None = None
    stage_said: bool = False
    days: bool = False


@dataclass(frozen=True)
class Known:
    """What a number that the report gave before was about."""

    stream: Stream
    stage: Stage
    period: str
    measure: Measure


@dataclass(frozen=True)
class Part:
    """The group that a paragraph tells of, and how many of it later figures may still be about.

    ``explicit``: only figures that take it up ("of these") are, since the paragraph tells of others too.
    """

    frame: Frame
    left: float
    explicit: bool = False


#: The counts of a report so far, and what each was about; counts of groups are kept with the group's name.
Memory = dict[float, set[Known]]
Groups = dict[tuple[float, str], Known]


@dataclass
class State:
    """What earlier sentences of a section established.

    ``stream`` holds for the section, ``here`` for the paragraph; ``stage`` for the paragraph too, and beyond it
    while the section (``stages``) has named no other. ``mentioned`` is the stream of a sentence without
    figures, which only "these" or "they" in the next one takes up. ``lead`` is what introduced a list of bullets,
    and ``led`` the number in it that they are parts of.
    ``brackets_prior``: a bracket of the paragraph said that it holds the year before's value.
    ``counted``: the measures that the paragraph has given so far. ``offered``: the sentence before says that
    people may ask for the next stage. ``uncounted``: it told something apart from complaints, ``requests``: it counted
    requests under other laws.
    ``spoken`` are the stages of the paragraph in the order in which its numbers told of them.
    ``part`` is the one group that the paragraph tells of, unless ``whole_told``: it told of all complaints before.
    ``sets_education_apart``: a sentence of the paragraph is about education, so that the others are not.
    ``both_procedures``: the section gave figures of both procedures for children, one beside the other.
    ``groups`` are the counts of groups that the section gave.
    ``stretch`` is the part of the year that the paragraph named last, which "the quarter before" starts from.
    ``opened``: the sentence before gives no figure, and is about the complaints that this one may go on to count.
    ``of_others``: the sentence before gives a national figure or another council's.
    ``above`` is the paragraph before, where it only asks or labels: "How many were upheld?", "Complaints received:".
    ``label`` is the block before, where it gives no figure and may say what one below it is of.
    ``answered`` is the stage of the last answer that was only a number.
    ``base`` is what "of the 279" refers to, where ``memory`` knows that number.
    """

    context: Context
    stream: Stream | None = None
    mentioned: Stream | None = None
    here: Stream | None = None
    stage: Stage | None = None
    stages: set[Stage] = field(default_factory=set)
    limit: int | None = None
    limit_stages: frozenset[Stage] = frozenset()
    survey: bool = False
    last: list[Frame] = field(default_factory=list)
    lead: str = ""
    lead_stage: Stage | None = None
    led: Frame | None = None
    part: Part | None = None
    whole_told: bool = False
    sets_education_apart: bool = False
    both_procedures: bool = False
    section: int = 0
    memory: Memory = field(default_factory=dict)
    groups: Groups = field(default_factory=dict)
    counted: set[Measure] = field(default_factory=set)
    offered: bool = False
    uncounted: bool = False
    requests: bool = False
    base: Known | None = None
    brackets_prior: bool = False
    stretch: str = ""
    of_others: bool = False
    opened: bool = False
    above: str = ""
    label: str = ""
    answered: Stage | None = None
    spoken: list[Stage] = field(default_factory=list)
