"""Building: stage, stream, period, limit and group of a number whose measure is chosen."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.lexicon.kinds import BASES, CHILDREN, INTERNAL, OUTCOMES, TIMES
from extractors.limitbook import LimitBook
from extractors.prose.added import is_about, is_further, says_more_of_actions
from extractors.prose.attach import Choice
from extractors.prose.beyond import is_after_limit, is_between_limits
from extractors.prose.breakdown import is_due_to
from extractors.prose.category import Breakdown, is_both
from extractors.prose.decisions import decision_kind, is_kind_of_finding
from extractors.prose.goals import is_beside, target_stage
from extractors.prose.groups import Group
from extractors.prose.items import beside_procedure
from extractors.prose.money import offered_freely
from extractors.prose.ours import is_anecdote
from extractors.prose.parts import is_part_of_group, part_outcome
from extractors.prose.refine import at_ombudsman, refined
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame, State
from extractors.prose.when import period_listed, period_of, planned
from extractors.prose.whose import in_family, limit_for, names_stream, stage_of, stream_for
from schemas.codes import Dimension, Measure, Stage, Stream, Unit

#: Measures that are not broken down in sentences.
_UNDIVIDED = (Measure.AVERAGE_DAYS, Measure.REMEDY_PAID, Measure.COMPLIANCE, Measure.ON_TIME_TARGET)
#: Measures that hold over all stages.
_STAGELESS = (Measure.COMPLIMENTS, Measure.LEARNING_ACTIONS)


def _counted(
    sentence: Sentence,
    group: Group,
    chosen: Choice,
    breakdown: Breakdown | Stream | None,
    frames: Sequence[Frame],
    state: State,
) -> Measure | None:
    """The measure made exact; None for a part of a group, and for answers between two limits."""
    measure = refined(sentence, group, chosen)
    if breakdown is None and measure in BASES and is_part_of_group(group, state):
        return None
    if measure is not Measure.ON_TIME:
        return measure
    if is_after_limit(sentence, group, frames):
        return Measure.LATE
    return None if is_between_limits(sentence, group, frames) else measure


def _shares_stage(
    sentence: Sentence,
    group: Group,
    measure: Measure,
    breakdown: Breakdown | Stream | None,
    frames: Sequence[Frame],
    said: bool,
    state: State,
) -> bool:
    """Whether a number is of the stage of the one before it: a target beside a result, or the next of its parts."""
    if measure is Measure.ON_TIME_TARGET:
        return is_beside(sentence, frames[-1].group, group)
    unsaid = breakdown is not None and not said and frames[-1].stage_said
    return unsaid and beside_procedure(sentence, group, frames, state.context)


def build(
    sentence: Sentence,
    group: Group,
    chosen: Choice,
    breakdown: Breakdown | Stream | None,
    frames: Sequence[Frame],
    state: State,
    limits: LimitBook,
) -> Frame | None:
    """The frame of a group whose measure was chosen; None for shares of other wholes, and for stories."""
    measure = _counted(sentence, group, chosen, breakdown, frames, state)
    if measure is None:
        return None
    part = breakdown if isinstance(breakdown, Breakdown) and measure not in _UNDIVIDED else None
    shares = all(number.unit is Unit.PERCENT for number in group.numbers)
    if shares and part is None and measure in (*BASES, Measure.ESCALATED):
        return None
    if part is not None and measure in (Measure.WITHDRAWN, Measure.REJECTED) and is_due_to(sentence, group):
        part = None
    if part is not None and (_is_everyone(sentence, part, state) or _is_department(part, state)):
        part = None
    stage, said = stage_of(sentence, group, chosen, measure, state)
    if frames and _shares_stage(sentence, group, measure, breakdown, frames, said, state):
        stage, said = frames[-1].stage, frames[-1].stage_said
    stage = target_stage(sentence, group, stage) if measure is Measure.ON_TIME_TARGET else stage
    final = _at_stage(sentence, group, chosen, measure, stage, frames)
    by_kind = stage is Stage.OMBUDSMAN and final in _DECISIONS and not _TOO_EARLY.search(chosen.span.text)
    kind = decision_kind(sentence, group) if by_kind else None
    kind = chosen.span.text if stage is Stage.OMBUDSMAN and is_kind_of_finding(sentence, chosen.span) else kind
    if kind is not None:
        final, part = Measure.DECIDED, Breakdown(Dimension.DECISION, kind)
    future = planned(sentence, state)
    if future is not None and final in (*OUTCOMES, *TIMES, Measure.ESCALATED):
        if final is not Measure.ON_TIME or not shares:
            return None
        final = Measure.ON_TIME_TARGET
    future = future if final is Measure.ON_TIME_TARGET else None
    if final is not None and is_anecdote(sentence, group, chosen, part):
        part = part_outcome(group, final, state)
        final = final if part is not None else None
    if final is None or (final is Measure.RECOMMENDATIONS and stage in INTERNAL):
        # what a panel recommends to the council is no remedy of an ombudsman
        return None
    unnamed = final is Measure.RECEIVED and part is None and is_about(sentence, group)
    if unnamed or (final is Measure.LEARNING_ACTIONS and shares):
        # a share of what was recommended, or of what was learned from, is no number of improvements
        return None
    stream = _stream_here(sentence, group, breakdown, stage, frames, state)
    offered = final is Measure.REMEDY_PAID and offered_freely(sentence, group)
    if final is Measure.REMEDY_PAID and (offered or stage is not Stage.OMBUDSMAN):
        stage = Stage.ALL
    if stream is Stream.MEMBER_ENQUIRIES or final in _STAGELESS:
        stage, said = Stage.ALL, True
    if final in _STAGELESS:
        stream = breakdown if isinstance(breakdown, Stream) else _whole_stream(state)
    listed = part is not None and frames and period_listed(sentence, group, frames[0].group)
    inherited_period = frames[0].period if listed else None
    return Frame(
        group=group,
        measure=final,
        stream=stream,
        stage=stage,
        period=future or inherited_period or period_of(sentence, group, final, stage, state),
        limit=limit_for(sentence, group, final, stream, stage, state, limits),
        cost=chosen.cost,
        soft=chosen.soft,
        breakdown=part,
        stage_said=said,
        days=group.first.unit is Unit.DAYS,
    )


#: Whoever complains to a landlord.
_TENANTS = re.compile(r"(?:our )?(?:residents|tenants|customers|(?:tenants|residents) and leaseholders)", re.I)


def _is_everyone(sentence: Sentence, part: Breakdown, state: State) -> bool:
    """Whether those who complained are all of a landlord's tenants, and no one is set beside them."""
    landlord = Stream.HOUSING in (state.context.stream, state.context.scope.stream)
    people = [span for span in sentence.tagged("group") if span.code == Dimension.COMPLAINANT]
    tenants = part.dimension is Dimension.COMPLAINANT and _TENANTS.fullmatch(part.category) is not None
    return landlord and tenants and len(people) <= 1


_DEPARTMENT = re.compile(r"(?:the )?adults?(?:'s?)?\b.*\b(?:services|department|directorate)", re.I)


def _is_department(part: Breakdown, state: State) -> bool:
    """Whether a group is the department that adults' complaints are all about: "Adult and Community Services"."""
    whole = Stream.ADULT_SOCIAL_CARE in (state.context.stream, state.context.scope.stream)
    return whole and part.dimension is Dimension.SERVICE_AREA and _DEPARTMENT.fullmatch(part.category) is not None


_TOO_EARLY = re.compile(r"\btoo (?:early|soon)\b", re.I)
#: Measures in place of which the kind of an ombudsman's decision stands.
_DECISIONS = (Measure.DECIDED, Measure.RESPONDED, Measure.RESOLVED, Measure.REJECTED, Measure.WITHDRAWN)
_FAULT = re.compile(r"(?:found )?fault", re.I)


def _at_stage(
    sentence: Sentence, group: Group, chosen: Choice, measure: Measure, stage: Stage, frames: Sequence[Frame]
) -> Measure | None:
    """What a measure becomes at its stage; None where it has no place there."""
    measure = at_ombudsman(sentence, group, measure, chosen.span, stage)
    if measure is Measure.DECIDED and stage in INTERNAL:
        return Measure.RESPONDED
    if measure is Measure.UPHELD and _FAULT.match(chosen.span.text):
        partly = any(frame.measure is Measure.PARTIALLY_UPHELD for frame in frames)
        return Measure.UPHELD_OR_PARTIALLY_UPHELD if partly else measure
    if stage is Stage.INFORMAL and chosen.measure is Measure.RESOLVED and chosen.span.text:
        # "163 matters were resolved within two days": no limit was kept, there was no complaint yet
        return Measure.RESOLVED
    if measure is Measure.ESCALATED and stage is Stage.INFORMAL:
        # "186 went to informal resolution": there is no stage before it
        return Measure.RECEIVED
    if measure is Measure.ON_TIME and is_further(sentence, group):
        return None
    if frames and says_more_of_actions(sentence, group, frames[-1], measure):
        return None
    recommended = bool(frames) and frames[-1].measure is Measure.RECOMMENDATIONS and stage is Stage.OMBUDSMAN
    if recommended and measure in (Measure.ON_TIME, Measure.RESPONDED):
        # "nine recommendations, of which eight were done in time"
        return Measure.COMPLIANCE
    if stage is Stage.OMBUDSMAN and measure is Measure.LATE:
        # "we carried out all its recommendations, though three were late"
        return None
    if frames and frames[-1].measure is Measure.COMPLIANCE and measure in TIMES:
        # "we carried out all 58, 55 of them by the date set"
        return Measure.COMPLIANCE if measure is Measure.ON_TIME else None
    if measure is Measure.COMPLIANCE and stage is not Stage.OMBUDSMAN:
        return Measure.ON_TIME if sentence.limits() else None
    return measure


#: "This is a fall of a tenth on (the 180 of last year)": the sentence goes on about the figure before it.
_IS_A_CHANGE = re.compile(
    r"\s*(?:this|that|which|it) (?:is|was|represents|represented)\s+(?:an? )?(?:[\d.]+\s?%|\w+ per ?cent)?\s*"
    r"(?:increase|decrease|reduction|rise|fall|drop|improvement|more|fewer|less|up|down)\b",
    re.I,
)


def _are_services(one: Breakdown, other: Breakdown) -> bool:
    return one.dimension is other.dimension is Dimension.SERVICE_AREA


_OF_THE_TOTAL = re.compile(
    r"\s*of (?:(?:the|our|all|this)\s+)*"
    r"(?:(?:total|overall)\b|(?:all|every)\b|(?:stage \w+ |formal )?complaints\b(?! about))",
    re.I,
)
_DIRECTORATE = re.compile(r"\b(?:directorate|department|division|group)s?$", re.I)


def _stream_here(
    sentence: Sentence,
    group: Group,
    breakdown: Breakdown | Stream | None,
    stage: Stage,
    frames: Sequence[Frame],
    state: State,
) -> Stream:
    """The stream of a number: as its own clause says, else that of the number before it in the sentence."""
    own = stream_for(sentence, group, stage, state)
    if own is Stream.MEMBER_ENQUIRIES:
        return own
    if isinstance(breakdown, Breakdown) and beside_procedure(sentence, group, frames, state.context):
        # "186 related to adult services, 32 to the community": the whole that both are parts of
        return state.context.stream_for(stage)
    if isinstance(breakdown, Stream):
        narrower = breakdown is Stream.CHILDREN and own in CHILDREN
        return own if narrower else in_family(breakdown, stage, state)
    if isinstance(breakdown, Breakdown) and is_both(breakdown.category) and state.context.scope.stream in CHILDREN:
        return state.context.scope.whole
    if state.last and _IS_A_CHANGE.match(sentence.text) and not names_stream(sentence, group):
        return state.last[-1].stream
    directorate = isinstance(breakdown, Breakdown) and _DIRECTORATE.search(breakdown.category) is not None
    if directorate and state.context.stream is None and not sentence.tagged("stream") and state.base is None:
        # what was told of adults' or children's services before is not of this one
        return state.context.stream_for(stage)
    grouped = isinstance(breakdown, Breakdown) and bool(state.context.facets(breakdown.category).streams)
    before = frames[-1].breakdown if frames else None
    services = before is not None and isinstance(breakdown, Breakdown) and _are_services(before, breakdown)
    if before is not None and (grouped or services):
        return frames[-1].stream
    share = group.first.unit is Unit.PERCENT and group.with_unit(None) is None
    if grouped and share and _OF_THE_TOTAL.match(sentence.text, group.end):
        # "Housing made up 66% of the total": a share of all that the section counts
        return state.context.stream_for(stage)
    if grouped and stage is Stage.OMBUDSMAN:
        # "seven of the thirteen were about adult care": one of the services, among all that it decided
        return state.context.stream_for(stage)
    if frames and frames[-1].stage is stage and frames[-1].breakdown is None and not names_stream(sentence, group):
        return frames[-1].stream
    return own


def _whole_stream(state: State) -> Stream:
    """Whose compliments and improvements: the section's, else the paragraph's, else the whole report's."""
    for stream in (state.context.stream, state.here):
        if stream is not None and stream is not Stream.MEMBER_ENQUIRIES:
            both = stream is state.here and stream in CHILDREN and state.context.scope.whole is not stream
            return Stream.CHILDREN if both else stream
    return state.context.scope.whole
