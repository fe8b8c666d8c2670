"""Stream: which procedure a number of a table belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.education import names_education
from extractors.lexicon.facets import Facets, stream_of
from extractors.tables.axes import Axis
from extractors.tables.view import Slot, View
from schemas.codes import Stage, Stream

_ENQUIRIES = re.compile(r"\b(?:enquir|inquir)(?:y|ies)\b", re.IGNORECASE)
CHILDREN = frozenset({Stream.CHILDREN, Stream.CHILDREN_STATUTORY, Stream.CHILDREN_CORPORATE})


def stream_for(view: View, slot: Slot, words: Sequence[Facets], stage: Stage) -> Stream:
    """The stream of a number: as its labels say, else caption, section and report."""
    family = _caption_stream(view) or view.context.family
    words = [said for said in words if not (said.streams == (Stream.ALL,) and _sums_groups(view, slot, said))]
    named = [stream for said in words if (stream := _named_by(said, words, family)) is not None]
    specific = [stream for stream in named if stream is not Stream.ALL]
    if specific:
        narrow = [stream for stream in specific if stream is not Stream.CHILDREN]
        if narrow:
            return narrow[0]
        if family in CHILDREN and not slot.row.is_total:
            return family
        return Stream.CHILDREN_STATUTORY if _beside_adults(view) and stage is not Stage.OMBUDSMAN else Stream.CHILDREN
    totals = (line.is_total and view.axis(line) is Axis.STREAM for line in (slot.row, slot.column))
    if named or any(totals):
        if view.streams == {Stream.MEMBER_ENQUIRIES} and any(_ENQUIRIES.search(said.text) for said in words):
            # "All enquiries" below those of members and of the mayor
            return Stream.MEMBER_ENQUIRIES
        return Stream.CHILDREN if view.context.family in CHILDREN else view.context.scope.whole
    above = _caption_stream(view)
    if _stands_apart(view, slot, stage, above):
        return view.context.scope.stream
    if above is not None and (len(set(view.caption.facets.streams)) == 1 or not view.streams):
        return above
    return view.context.stream_for(stage)


#: Stages that adults' complaints, which have but one, do not share with other procedures.
_NUMBERED = frozenset({Stage.STAGE_1, Stage.STAGE_2, Stage.STAGE_3})


def _stands_apart(view: View, slot: Slot, stage: Stage, above: Stream | None) -> bool:
    """Whether a row of a numbered stage stands beside one that names the section's own procedure: it is of another."""
    section = view.context.stream
    if above is not None or section is not Stream.ADULT_SOCIAL_CARE or section is view.context.scope.stream:
        return False
    own = [row.own for row in view.grid.rows if row.own is not None]
    named = [words for words in own if section in words.streams and not words.stages]
    return bool(named) and stage in _NUMBERED and not any(words.streams for words in own if words.stages)


def _sums_groups(view: View, slot: Slot, said: Facets) -> bool:
    """Whether "All services" is the total of a breakdown: it says nothing about procedures."""
    for line, lines in ((slot.row, view.grid.rows), (slot.column, view.grid.columns)):
        if line.own is said and view.axis(line) is Axis.CATEGORY:
            return True
        levels = {level for level, words in zip(line.levels, line.facets, strict=True) if words is said}
        if any(o.levels[at] in levels and view.is_category(o, at) for o in lines for at in range(len(o.levels))):
            return True
    return False


def _named_by(said: Facets, words: Sequence[Facets], family: Stream) -> Stream | None:
    """The procedure that a label names, "Statutory" above or beside it included."""
    stream = stream_of(said, family)
    if stream is Stream.CORPORATE and names_education(said.text):
        return Stream.CHILDREN_CORPORATE
    if stream is not Stream.CHILDREN:
        return stream
    statutory = next((other.statutory for other in words if other.statutory is not None), None)
    if statutory is None:
        return stream
    return Stream.CHILDREN_STATUTORY if statutory else Stream.CHILDREN_CORPORATE


def _beside_adults(view: View) -> bool:
    """Whether the table sets children's services beside adult social care: both are the statutory procedures."""
    return Stream.ADULT_SOCIAL_CARE in view.streams and Stream.CHILDREN_STATUTORY not in view.streams


def _caption_stream(view: View) -> Stream | None:
    named = stream_of(view.caption.facets, view.context.family)
    education = named is None and view.context.family in CHILDREN and names_education(view.caption.text)
    return Stream.CHILDREN_CORPORATE if education else named
