"""Stage names: a report's own names for the stages of its procedure ("Stage 2 is a formal investigation")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from extractors.lexicon.facets import Facets
from extractors.lexicon.match import Span, fold
from extractors.lexicon.words import any_of
from extractors.reading.model import Document
from schemas.codes import Stage

_NUMBERS = {"1": Stage.STAGE_1, "one": Stage.STAGE_1, "2": Stage.STAGE_2, "two": Stage.STAGE_2}
_NUMBERS |= {"3": Stage.STAGE_3, "three": Stage.STAGE_3}
_STAGE = rf"\bstage (?P<number>{'|'.join(_NUMBERS)})\b"
#: Words that make "resolution" or "review" the name of a stage; alone these are common words.
_KINDS = any_of("(in)?formal, early, local, front-?line, final, independent, internal, senior, management")
_NOUNS = any_of("resolution, investigation, review, reply, response, consideration")
_NAME = rf"(?P<name>{_KINDS} (?:[a-z-]+ )?{_NOUNS})s?\b"
_IS = r"(?: of (?:the|this|our) [a-z]+)?(?: is|,| means| was| will be|:| -| =) ?(?:an? |the )?"
_TOLD = (
    re.compile(rf"{_STAGE}{_IS}{_NAME}", re.I),
    re.compile(rf"{_STAGE} \((?:an? |the )?{_NAME}[^()]{{0,20}}\)", re.I),
    re.compile(rf"{_NAME} \({_STAGE}\)", re.I),
)
#: "Informal" and "Formal" alone, where they are the first words of the names of stage 1 and stage 2.
_PAIR = {"informal": Stage.STAGE_1, "formal": Stage.STAGE_2}


def find_stage_names(document: Document) -> dict[str, Stage]:
    """The report's own names of stages, in small letters; none that it gives to several stages.

    Where stage 1 is an "informal ..." and stage 2 a "formal ...", their complaints are so called too.
    """
    told: dict[str, set[Stage]] = {}
    for block in document.blocks:
        text = fold(block.text.string)
        for match in (match for pattern in _TOLD for match in pattern.finditer(text)):
            told.setdefault(match["name"].lower(), set()).add(_NUMBERS[match["number"].lower()])
    names = {name: next(iter(stages)) for name, stages in told.items() if len(stages) == 1}
    if {(name.split()[0], stage) for name, stage in names.items()} >= set(_PAIR.items()):
        names |= {f"{kind} complaint": stage for kind, stage in _PAIR.items()} | _PAIR
    return names


def stage_spans(text: str, names: Mapping[str, Stage]) -> list[Span]:
    """The places of a text where such a name stands for its stage; single words only where they are all of it."""
    return [
        Span("stage", stage.value, match.start(), match.end(), match[0])
        for name, stage in names.items()
        if " " in name
        for match in re.finditer(rf"\b{re.escape(name)}s?\b", text, re.I)
    ]


def with_stages(words: Facets, names: Mapping[str, Stage]) -> Facets:
    """Facets with the stages that a report's own names stand for, in place of what the words mean elsewhere."""
    label = words.text.strip(" *:").lower()
    whole = {names[label]} if label in names else set()
    stages = {Stage(span.code) for span in stage_spans(fold(words.text), names)} | whole
    kept = tuple(stage for stage in words.stages if stage is not Stage.INFORMAL)
    if not stages or set(kept) & stages:
        return words
    return replace(words, stages=(*kept, *sorted(stages)), residue=() if whole else words.residue)
