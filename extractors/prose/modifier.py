"""Modifiers: the words before "complaints" that name a group of them: "27 council tax complaints"."""

from __future__ import annotations

import re

from extractors.context import Context
from extractors.lexicon.facets import Facets
from extractors.lexicon.words import run_of

_MODIFIER = re.compile(r"^\s+(?P<what>(?:[A-Za-z][\w'&/-]*\s+){1,6}?)(?:complaints?|cases|enquiries|compliments)\b")
_VERBAL = re.compile(
    r"\b(?:of|were|was|that|had|have|with|their|his|her|its|to|by|from|in|the|for|\w+(?<!not)(?:ed|ing))\b", re.I
)
#: Words before "complaints" that name no group: procedures, stages and outcomes, and little words.
_PLAIN = re.compile(
    "^"
    + run_of(
        "corporate, statutory, non-statutory, formal, informal, social, care, non-social, adult, adults'?, adult's",
        "children's, children, housing, landlord, school, schools, schools', council, local, government, public",
        "ombudsman, lgsco, member, mp, councillor, political, service, tenants?, tenant, customer",
        "residents?, residents'",
        r"stage, level, one, two, three, \d, first, second, third, final, two-stage, direct, escalated, reviews?",
        "upheld, not, out, partially, partly, fully, justified, valid, resolved, withdrawn, responded, received",
        "recorded, completed, remaining, outstanding, open, closed, logged, registered, investigated",
        "late, overdue, on-time, potential, possible, actual, serious, straightforward, complex, written, detailed",
        "new, further, additional, separate, individual, different, such, other, total, more, related, official",
        "joint, single, full, repeat, cases, last, year, year's, previous, overall, low, general",
        "the, a, of, these, those, our, all, this, that, which, were, was, have, been, had, it, in, to, and, so, s, l",
        "while, whilst, although, however, whereas, meanwhile, but",
    )
    + "$",
    re.I,
)


def is_plain(words: str) -> bool:
    """Whether words before "complaints", each with its space, name no group of them."""
    return _PLAIN.match(words) is not None


def names_group(words: str, said: Facets) -> bool:
    """Whether words before "complaints" name a group, with no measure, stage, verb or preposition among them."""
    known = said.group is not None and len(words.split()) == 1
    named = bool(said.residue or said.group) and not said.measures and not said.stages
    return named and (known or not _VERBAL.search(words))


def modifier_of(tail: str, context: Context) -> str | None:
    """The words between a number and its noun, where they name a group."""
    match = _MODIFIER.match(tail)
    if match is None or is_plain(match["what"]):
        return None
    words = match["what"].strip()
    said = context.facets(words)
    return words if names_group(words, said) and "case" not in said.flags else None
