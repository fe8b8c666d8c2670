"""Procedures listed one beside the other, each with its number: "corporate 310, adults 45 and children 23"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.context import Context
from extractors.lexicon.facets import stream_of
from extractors.lexicon.words import any_of
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from schemas.codes import Stream

#: Between two items of a list.
_SEPARATOR = re.compile(r"[;:)]|\((?!\d)|,(?!\d{3})|\band\b|\s-\s")
#: Words that an item may have beside the name of its procedure.
_FILLERS = re.compile(
    rf"\b(?:{any_of('were, was, are, with, about, for, concerned, concerning, related to, relating to, regarding')}"
    rf"|{any_of('came under, under, in, from, against, to, of, by, the, our, a, council')}"
    rf"|{any_of('complaints?, cases, services?, procedures?, process(es)?, policy, ones, statutory, formal, new')}"
    r"|at|stage \w+)\b|'s?|[.\s-]",
    re.I,
)
#: Sentences on how long each procedure allows, or on how many stages it has.
_OF_LIMITS = re.compile(r"\b(?:limits?|days|weeks|timescales?|stages|officers?|staff|posts)\b", re.I)
#: A list has at least so many items.
_LEAST = 2


def procedure_listed(sentence: Sentence, group: Group, context: Context) -> Stream | None:
    """The procedure of a number in a list of procedures, in a report on all of them; None where it is in none."""
    if context.scope.whole is not Stream.ALL or context.stream is not None or _OF_LIMITS.search(sentence.text):
        return None
    listed = list(_items(sentence, context))
    if len({stream for _, stream in listed}) < max(_LEAST, len(listed)):
        return None
    return next((stream for other, stream in listed if other is group), None)


def _items(sentence: Sentence, context: Context) -> Iterator[tuple[Group, Stream]]:
    """The numbers of a sentence that stand in an item with nothing but the name of a procedure."""
    text, start = sentence.text, 0
    cuts = [match.span() for match in _SEPARATOR.finditer(text)]
    for end, after in (*cuts, (len(text), len(text))):
        inside = [group for group in sentence.groups if start <= group.start and group.end <= end]
        if len(inside) == 1 and inside[0].base is None and _counts(inside[0]):
            stream = _named_alone(text[start : inside[0].start], text[inside[0].end : end], context)
            if stream is not None:
                yield inside[0], stream
        start = after


def _counts(group: Group) -> bool:
    """Whether a number may count cases; the one of "the corporate one" does not."""
    return group.first.unit is None and not (group.first.spelled and group.first.value == 1)


def _named_alone(before: str, behind: str, context: Context) -> Stream | None:
    """The one procedure that the words around a number name, where they say nothing else."""
    before = before.removesuffix("(")
    words = f"{before} {behind}".strip(" .")
    if _FILLERS.sub("", before) and _FILLERS.sub("", behind):
        return None
    said = context.facets(_LOOSE.sub("", words))
    if said.residue or said.measures or said.periods or len(set(said.streams)) != 1:
        return None
    stream = stream_of(said, context.family)
    return None if stream in (None, Stream.ALL, Stream.MEMBER_ENQUIRIES) else stream


#: Words around a procedure's name that are no part of it.
_LOOSE = re.compile(
    rf"^(?:{any_of('were, was, are, with, about, for, concerned, related to, came under, under, in, from')}\s+)+"
    rf"|\s+(?:{any_of('were, was, with, for, had, complaints?, cases')})+$",
    re.I,
)
