"""Parts counted: what part of the complaints a number counts, by its own words and by the list that it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.lexicon.kinds import BASES
from extractors.numbers import SPELLED
from extractors.prose.attach import Choice
from extractors.prose.breakdown import find_breakdown
from extractors.prose.category import Breakdown
from extractors.prose.groups import Group
from extractors.prose.items import after_procedure, bracketed, continued, gives_reason, name_and_number, told_again
from extractors.prose.owner import at_stages, owner_of, same_owner
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame, State
from schemas.codes import Dimension, Measure, Stage, Stream

#: The cost of a measure (see extractors.prose.costs) from which on a breakdown may say more.
_WEAK = 1.0


def part_counted(
    sentence: Sentence, group: Group, frames: Sequence[Frame], chosen: Choice | None, state: State
) -> tuple[Breakdown | Stream | None, Choice | None]:
    """What part of the complaints a number counts, and the measure as the list that it stands in leaves it."""
    breakdown = name_and_number(sentence, group, state.context) or find_breakdown(sentence, group, state.context)
    breakdown = breakdown or at_stages(sentence, group, frames)
    previous = frames[-1] if frames else None
    opened = previous.breakdown if previous else None
    breakdown = breakdown or _of_group(group, frames) or owner_of(sentence, group, frames, state.context)
    breakdown = breakdown or same_owner(sentence, group, frames, chosen)
    in_bracket = sentence.text[: group.start].endswith("(")
    weak = (
        in_bracket or chosen is None or chosen.cost > _WEAK or chosen.measure in BASES or gives_reason(sentence, group)
    )
    if breakdown is None and weak and not _A_TOTAL.search(sentence.text, 0, group.start):
        if previous is not None and (opened is None or opened.dimension is Dimension.SERVICE_AREA):
            breakdown = after_procedure(sentence, group, frames, state.context)
        if breakdown is None and previous is not None and opened is not None:
            breakdown = told_again(sentence, group, frames, state.context)
            breakdown = breakdown or continued(sentence, group, opened, state.context)
            if breakdown is None and _is_listed_under(sentence, group, frames):
                breakdown = opened
        if breakdown is None:
            breakdown = bracketed(sentence, group, state.context)
            chosen = None if breakdown is not None and (chosen is None or chosen.measure in BASES) else chosen
    if isinstance(breakdown, Breakdown) and breakdown.dimension is Dimension.DECISION and _ended_so(chosen):
        breakdown = None
    if isinstance(breakdown, Breakdown) and _is_any_tenant(sentence, breakdown, state):
        breakdown = None
    in_list = opened is not None and opened.dimension is Dimension.SERVICE_AREA
    based = group.base is not None or _OF_SO_MANY.match(sentence.text) is not None
    here = any(span.code == Stage.OMBUDSMAN and span.end <= group.start for span in sentence.tagged("stage"))
    of_whole = based and (here or Stage.OMBUDSMAN in (state.stage, state.context.stage))
    if isinstance(breakdown, Stream) and (in_list or of_whole):
        breakdown = _service_named(sentence, group, breakdown) or breakdown
    if isinstance(breakdown, Breakdown):
        breakdown = _alike(breakdown, opened)
        named = chosen is not None and chosen.after and chosen.span.text and chosen.span.text in breakdown.category
        # "12 concerned a decision": the word is part of the group's name
        chosen = None if named else chosen
    elif frames and _is_bracketed_part(sentence, group, frames):
        breakdown = frames[0].breakdown
    listed = opened is not None and isinstance(breakdown, Breakdown)
    led = state.led is not None and isinstance(breakdown, Breakdown)
    if (listed or led) and chosen is not None and chosen.measure in BASES and not (listed and chosen.after):
        # words of the item before ("failure to reply") are no measure of this one
        chosen = None
    return breakdown, chosen


#: "(21 in Extra Care); and a total of (148) for the year": the list is over.
_A_TOTAL = re.compile(r"[;,]\s*(?:and\s+)?(?:making\s+|giving\s+)?an? (?:grand |overall )?total of\s+$", re.I)
#: "Of the 12 upheld, (seven were about adult social care)".
_OF_SO_MANY = re.compile(rf"\W*(?:of|from|out of) (?:the|these|those|our) (?:\d[\d,]*|{SPELLED})\b", re.I)


def _of_group(group: Group, frames: Sequence[Frame]) -> Breakdown | None:
    """The group of which a number is part: "thirteen were about schools, and 12 of the 13 were upheld"."""
    base = group.base
    if base is None or any(f.breakdown is None and f.group.first.value == base.value for f in frames):
        return None
    return next((f.breakdown for f in frames if f.breakdown and f.group.first.value == base.value), None)


_TENANTS = re.compile(
    r"(?:our |council )?(?:tenants|leaseholders|residents)(?: (?:and|or) (?:leaseholders|tenants))?", re.I
)
_LANDLORDS = re.compile(r"\bhousing ombudsman\b", re.I)


#: Those whom a council is the landlord of, all of them.
_TENANTS_ALL = re.compile(r"(?:our |council )?(?:tenants and leaseholders|leaseholders and tenants)", re.I)


def _is_any_tenant(sentence: Sentence, breakdown: Breakdown, state: State) -> bool:
    """Whether "complaints from tenants" are all those that the Housing Ombudsman has, or the council as landlord."""
    if breakdown.dimension is not Dimension.COMPLAINANT or _TENANTS.fullmatch(breakdown.category) is None:
        return False
    of_all = Stream.HOUSING not in (state.context.stream, state.context.scope.stream)
    one_of_several = of_all and _TENANTS_ALL.fullmatch(breakdown.category) is not None
    return one_of_several or _LANDLORDS.search(sentence.text) is not None


def _service_named(sentence: Sentence, group: Group, stream: Stream) -> Breakdown | None:
    """In a list of services one that bears a procedure's name is a service too: "... and 18 for Adult Services"."""
    spans = [span for span in sentence.tagged("stream") if span.code == stream and span.start >= group.end]
    return Breakdown(Dimension.SERVICE_AREA, spans[0].text) if spans else None


#: Dimensions between which a list does not change.
_SERVICE_OR_THEME = (Dimension.SERVICE_AREA, Dimension.THEME, Dimension.CATEGORY_OF_SUPPORT)


def _alike(breakdown: Breakdown, first: Breakdown | None) -> Breakdown:
    """A group of a list in the dimension of the one before it, where both are written as names."""
    if first is None or not {first.dimension, breakdown.dimension} <= {*_SERVICE_OR_THEME}:
        return breakdown
    if first.share and first.dimension is Dimension.THEME and breakdown.category[0].islower():
        # "missed bins accounted for 29, parking for 14": one list is of one kind
        return replace(breakdown, dimension=first.dimension)
    names = first.category[0].isupper() and breakdown.category[0].isupper()
    return replace(breakdown, dimension=first.dimension) if names else breakdown


#: What an ombudsman did with a case says more than the kind of decision of the cases before it in a list.
_SAYS_MORE = (Measure.INVESTIGATED, Measure.UPHELD, Measure.PARTIALLY_UPHELD, Measure.NOT_UPHELD)


def _ended_so(chosen: Choice | None) -> bool:
    return chosen is not None and chosen.after and chosen.measure in _SAYS_MORE


def _is_listed_under(sentence: Sentence, group: Group, frames: Sequence[Frame]) -> bool:
    """Whether a number is in the list behind a colon: "made 28 complaints: six about ... and 22 about"."""
    gap = sentence.text[frames[-1].group.end : group.start]
    return re.search(r":|,|\band\b", gap) is not None and ":" in sentence.text[frames[0].group.end : group.start]


_IN_BRACKET = re.compile(r"^[^().;]{0,25}\([^()]*$")


def _is_bracketed_part(sentence: Sentence, group: Group, frames: Sequence[Frame]) -> bool:
    """Whether a number is part of the one before the bracket: "19 complaints (4 social care, 15 other) by parents"."""
    whole = next((frame for frame in reversed(frames) if frame.breakdown is not None), None)
    between = sentence.text[frames[0].group.end : group.start]
    same = whole is not None and group.first.unit is frames[0].group.first.unit and len(group.numbers) == 1
    return same and whole is frames[0] and _IN_BRACKET.match(between) is not None
