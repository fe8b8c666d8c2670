"""The publisher of a report: the council that most of its texts name, or an organisation outside the register."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from extractors.naming import Form, Mention, domain_mentions, mentions, organisations
from extractors.register import Council, council, slug_of

# Words that introduce councils which a report merely compares itself with, and how near they stand.
COMPARISON = re.compile(
    r"\b(?:compar\w+|peers?|neighbour\w*|such as|e\.g\.|for example|unlike|than|alongside|similar|benchmark\w*|"
    r"versus|nearest|other (?:councils|authorities|boroughs|cities|counties|districts))\b",
    re.IGNORECASE,
)
COMPARISON_REACH = 80
LIST_REACH = 30
PASSING = 0.2

# A text of at least this weight says whose report it is; another organisation must lead there by so much.
HEAD_WEIGHT = 2.0
RIVAL_LEAD = 4.0


def _in_passing(text: str, at: int, found: Sequence[Mention]) -> bool:
    """Whether a council is only one of those that a report compares itself with."""
    mention = found[at]
    if COMPARISON.search(text, max(mention.start - COMPARISON_REACH, 0), mention.start):
        return True
    near = {
        other.council.slug
        for other in found[max(at - 3, 0) : at + 4]
        if other.start - mention.end < LIST_REACH and mention.start - other.end < LIST_REACH
    }
    return len(near) > 2


def publisher(sources: Sequence[tuple[str, float]]) -> Council | None:
    """The council that published a report, from texts of it with the weight of each.

    Typical sources are the title, the running header, the lines of the cover, the body and the file name.
    Within one text a council counts by the best form in which it is named, and by how often (the logarithm
    of it: a peer named in every row of a table does not outvote a title). Councils that the text only
    compares with count a fifth. None where no council is named, or where the texts of weight (title, header,
    cover, file name) speak of another organisation (a housing association, a trust) and hardly of the council;
    an organisation named after the council ("Stockport Homes") is the council's own.
    """
    scores: dict[str, float] = defaultdict(float)
    heads: dict[str, float] = defaultdict(float)
    rivals: dict[str, float] = defaultdict(float)
    for text, weight in sources:
        for slug, score in _council_scores(text).items():
            scores[slug] += weight * score
            heads[slug] += weight * score if weight >= HEAD_WEIGHT else 0
        if weight >= HEAD_WEIGHT:
            for name in {slug_of(organisation.name) for organisation in organisations(text)}:
                rivals[name] += weight * Form.OFFICIAL
    if not scores:
        return None
    best = max(scores, key=lambda slug: scores[slug])
    rival = max((score for name, score in rivals.items() if not _own_body(name, best)), default=0.0)
    return council(best) if heads[best] * RIVAL_LEAD >= rival else None


def _own_body(name: str, slug: str) -> bool:
    """Whether an organisation is the landlord company of a council: "stockport-homes" of "stockport"."""
    return name.startswith(slug) and name.endswith(("-homes", "-housing"))


def _council_scores(text: str) -> dict[str, float]:
    """How strongly one text names each council, by slug."""
    found = sorted([*mentions(text), *domain_mentions(text)], key=lambda mention: mention.start)
    forms: dict[str, float] = defaultdict(float)
    times: dict[str, float] = defaultdict(float)
    for at, mention in enumerate(found):
        share = PASSING if _in_passing(text, at, found) else 1.0
        slug = mention.council.slug
        forms[slug] = max(forms[slug], mention.form * share)
        times[slug] += share
    return {slug: form * (1 + math.log2(max(times[slug], 1.0))) for slug, form in forms.items()}


def publisher_name(lines: Sequence[str]) -> str | None:
    """The name of a publisher that the register lacks, from the lines of a cover: the first organisation named.

    A name may run over two lines. "RIVERSIDE HOUSING TRUST" comes back as "Riverside Housing Trust".
    """
    pairs = [f"{one.strip()} {two.strip()}" for one, two in pairwise(lines)]
    for text in (*lines, *pairs):
        found = organisations(text)
        if found:
            return found[0].name
    return None
