"""Money: which sums of a sentence are what was paid to put complaints right, and which are parts of such a sum."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.lexicon.match import Span
from extractors.lexicon.words import whole
from extractors.prose.attach import Choice
from extractors.prose.clause import clause_after, clause_before
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from schemas.codes import Measure, Unit

_MONEY_PAID = re.compile(
    whole(
        r"compensat*, remed(y|ies), redress, ombudsm[ae]n*, recommend*, order(s|ed)?, complain\w+, goodwill",
        "injustice, fault",
    ),
    re.I,
)
#: "£500 and £250, making £750 in total": the sums that were added.
_IN_ALL = re.compile(
    r"\b(?:making|a total of|which makes|so)\s+£[\d,.]+\s+(?:in total|in all|altogether|overall)", re.I
)
_IN_ALL_BEHIND = re.compile(r"\s+(?:in total|in all|altogether|overall)\b", re.I)
#: Stories of single cases, of which a report tells only some.
_ONE_CASE = re.compile(
    whole("in one case, in another, for example, for instance, one (resident|family|tenant|man|woman)"), re.I
)
#: Who was paid in a single case.
_ONE_PERSON = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.? [A-Z]\b|\b(?:pay|paid|gave|give|awarded?|offered?) "
    r"(?:him|her|the (?:man|woman|couple))\b"
)
_OTHER_MONEY = re.compile(
    whole(
        "budgets?, salar*, staffing, posts?, funded, grants?, invest(ed|ment), contracts?, per (year|annum), a year",
        "savings?, rent, turnover, fees?, we spent, was spent, spending, spend",
    ),
    re.I,
)


#: One of the sums that make up the total.
_SINGLE_SUM = re.compile(
    whole(
        "(largest|highest|biggest|greatest|smallest|lowest)( single)?",
        "(single|individual|typical|average|mean) (sum|payment|amount|award)",
        "up to, as (much|little) as, maximum of, minimum of, ranging",
    ),
    re.I,
)
_EACH = re.compile(r"\s+(?:each|apiece|per (?:case|complaint|person)|to each)\b", re.I)
_RANGE_OF_SUMS = re.compile(r"\b(?:from|between)\s+\u00a3[\d,.]+\s+(?:to|and)\s+\u00a3", re.I)


def is_single_sum(sentence: Sentence, group: Group) -> bool:
    """Whether money is one of several sums, or a bound of them, and not their total."""
    if group.first.unit is not Unit.GBP:
        return False
    apart = _SINGLE_SUM.search(clause_before(sentence, group)) or _EACH.match(clause_after(sentence, group))
    return bool(apart or _RANGE_OF_SUMS.search(sentence.text))


def remedy(sentence: Sentence, group: Group, found: Sequence[Span], at_ombudsman: bool = False) -> Choice | None:
    """Money is a remedy where the sentence says that it was paid for a complaint, or stands among an ombudsman's."""
    spans = [span for span in found if span.code == Measure.REMEDY_PAID]
    main_clause = re.sub(r",\s*which[^,]*,", "", sentence.text)
    if not spans or _OTHER_MONEY.search(main_clause):
        return None
    if (
        len(sentence.groups) > 1
        and _IN_ALL.search(sentence.text)
        and not _IN_ALL_BEHIND.match(sentence.text, group.end)
    ):
        return None
    if _ONE_PERSON.search(sentence.text):
        return None
    if not _MONEY_PAID.search(sentence.text) and (not at_ombudsman or _ONE_CASE.search(sentence.text)):
        return None
    nearest = min(spans, key=lambda span: abs(span.start - group.start))
    return Choice(Measure.REMEDY_PAID, nearest, 0.5)


#: "(£18,640 in) compensation that we offered ourselves": no ombudsman asked for it.
_OFFERED = re.compile(
    r"[^.;,\d]{0,40}?\b(?:(?:that|which) )?(?:we|the council|services)\s+(?:had\s+)?"
    r"(?:offered|paid|gave|agreed|chose to pay)\b[^.;,]{0,30}"
    r"\b(?:ourselves|itself|themselves|voluntarily|of (?:our|its|their) own|without being (?:asked|ordered|told))",
    re.I,
)


def offered_freely(sentence: Sentence, group: Group) -> bool:
    """Whether a sum is what the council offered of its own accord."""
    return _OFFERED.match(sentence.text, group.end) is not None
