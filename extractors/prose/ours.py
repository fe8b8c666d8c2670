"""Ours: which numbers of a sentence are figures of this council's complaints, and which count something else."""

from __future__ import annotations

import re

from extractors.lexicon.kinds import BASES
from extractors.lexicon.words import any_of, run_of, whole
from extractors.numbers import SPELLED, Number
from extractors.prose.attach import Choice
from extractors.prose.bodies import had_by_others
from extractors.prose.category import Breakdown
from extractors.prose.clause import clause_after, clause_before, last_match
from extractors.prose.contents import counts_contents, counts_several_kinds
from extractors.prose.groups import Group
from extractors.prose.nearest import own_period
from extractors.prose.quarters import pair_of_quarters
from extractors.prose.ratios import is_ratio
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame
from extractors.prose.uncounted import is_served_or_left
from schemas.codes import Dimension, Measure, Unit

# Other councils ----------------------------------------------------------------------------------------

_KINDS = any_of("county, unitary, district, borough, metropolitan, scottish, welsh, english, london")
_OTHERS = re.compile(
    whole(
        "national(ly)?, all-England, england, sector, median, benchmark*, peers?, nearest neighbours?",
        "(other|similar) (councils|authorities), authorities of our type, councils? average",
        "across (the|all|similar|other) (councils|authorities)",
        "(for|in|among|over) (all|other|the other) (councils|authorities|landlords|boroughs|districts|counties)",
        "(the )?(whole|rest) of (england|scotland|wales|the country)",
        "average (for|across|of) (all|other|similar|councils|authorities|the|our)",
        rf"{_KINDS} (council )?(average|authorities|councils)",
        "(councils|authorities|landlords|boroughs) (of|like) (our|a similar|similar|the same|comparable|us)",
        "across (england|scotland|wales|northern ireland|the country|the sector)",
    )
    + r"|\baverages?\s+(?:was|is|of|stands)\b(?=.{0,20}(?:councils|authorities))",
    re.I,
)
_OTHERS_AFTER = re.compile(
    r"^\s*(?:national(?:ly)?|average\b(?! (?:reply|response|time|number|(?:working |calendar )?days))|in england"
    r"|elsewhere"
    r"|of (?:all )?(?:the )?(?:complaints|cases|investigations) (?:\w+ ){0,3}(?:about|against|involving) (?:all )?"
    r"(?:councils|local authorities|authorities|landlords)"
    r"|in other (?:councils|authorities)|across (?:the|all) (?:councils?|authorit(?:y|ies)|sector|country)"
    r"|(?:for|among|across|in)\s+(?:\w+\s+){0,3}"
    r"(?:councils|authorities|boroughs|districts|counties|unitaries|landlords)\b)\b",
    re.I,
)
_AVERAGE = re.compile(r"(?<!\bon )\b(?:average|mean)\b(?! (?:reply|response|time))", re.I)
_AVERAGE_REACH = 40
#: "An uphold rate of 83% against an average of 80%": what a number is set against is the others'.
_SET_AGAINST = re.compile(
    whole("against, compared, compares, comparing, versus, vs, than, above, below, whereas, while, where, but, beside"),
    re.I,
)
_BACK_TO_US = re.compile(r",\s*(?:and\s+)?(?:we|our|the council)\b")


#: A sentence that begins with others is about them until it speaks of us.
_OTHERS_OPEN = re.compile(
    rf"\s*(?:{any_of('nationally, a neighbouring, neighbouring, another council, another authority')}"
    rf"|{any_of('other councils, other authorities')}"
    rf"|(?:across|in|among|for) (?:(?:all|the|other)\s+)+(?:\w+\s+){{0,2}}{any_of('councils, authorities, landlords')}"
    rf"|(?:across|in) {any_of('england, scotland, wales, northern ireland, the country, the region, the sector')})\b",
    re.I,
)
_US = re.compile(whole("we, our, us, ours"), re.I)


def is_of_others(sentence: Sentence, group: Group) -> bool:
    """Whether a number is a national figure, an average of councils, or another council's."""
    if had_by_others(sentence.text):
        return True
    opening = _OTHERS_OPEN.match(sentence.text)
    if opening and not _US.search(sentence.text[opening.end() : group.start]):
        return True
    before, after = clause_before(sentence, group), clause_after(sentence, group)
    if before.count("(") > before.count(")"):
        after = after.partition(")")[0]
    if _OTHERS_AFTER.match(after):
        return True
    if group.first.unit is Unit.PERCENT and _AVERAGE.search(
        f"{before} {_SET_AGAINST.split(after)[0][:_AVERAGE_REACH]}"
    ):
        return True
    match = last_match(_OTHERS, before)
    return match is not None and not _BACK_TO_US.search(before[match.end() :])


# Other times ---------------------------------------------------------------------------------------------

_SEVERAL_QUARTERS = re.compile(
    rf"\b{any_of('first, last, final, other, remaining, middle, latter')} (?:two|three|2|3) quarters\b", re.I
)


#: Between two months that are told together: "in November and December", "between August and November".
_WITH_MONTH = re.compile(r"\s*(?:and|or|to|until|through|,|[-\u2013])\s*", re.I)


def spans_parts(sentence: Sentence, group: Group) -> bool:
    """Whether a number is one of "the last two quarters", each of which has its own, or of several months together."""
    if _SEVERAL_QUARTERS.search(sentence.text[: group.start]):
        return pair_of_quarters(sentence, group) is None
    own = own_period(sentence, group)
    if own is None or not (own.part or "").startswith("M"):
        return False
    months = [period for period in sentence.periods if (period.part or "").startswith("M") and period is not own]
    pairs = [(min(own.end, other.end), max(own.start, other.start)) for other in months]
    return any(start <= end and _WITH_MONTH.fullmatch(sentence.text, start, end) for start, end in pairs)


# Other things --------------------------------------------------------------------------------------------

#: Orders and recommendations that were late: no complaint was.
_LATE_ORDERS = re.compile(
    r"\s+(?:\w+\s+)?(?:orders?|recommendations?|remed(?:y|ies))\b[^.;,]*\b(?:was|were|had been)\s+"
    r"(?:late|overdue|delayed|not (?:\w+ )?(?:on|in) time)\b",
    re.I,
)
#: "53 complaints in three weeks": a stretch that is none of ours.
_IN_A_STRETCH = re.compile(
    rf"\s+(?:(?:new|formal|further|stage \w+)\s+)*(?:complaints?|cases?|people|residents|customers)\b[^.;,]{{0,20}}?"
    rf"\s+(?:in|over|within)\s+(?:(?:the|a|just|only|about|some|first|next|last|single|following)\s+)*"
    rf"(?:(?:\d+|{SPELLED})\s+(?:weeks?|days|months)|fortnight|week|weekend|day)\b(?!\s+(?:limit|target|standard))"
    r"(?<!first six months)(?<!first three months)(?<!first nine months)(?<!last six months)(?<!last three months)",
    re.I,
)
#: "We carried out every recommendation, although (three) were late".
_THOUGH = re.compile(
    r"\b(?:orders?|recommendations?|remed(?:y|ies)|actions?|improvements?)\b[^.;\d]*"
    r"\b(?:although|though|but|while|and|albeit)\s+(?:only |just )?$",
    re.I,
)
_WERE_LATE = re.compile(
    r"\s+(?:of (?:them|these)\s+)?(?:was|were|had been)\s+(?:\w+\s+)?(?:late|overdue|delayed)\b", re.I
)
_ANSWERED = re.compile(
    r"\b(?:answer|repl|respon|clos|complet|conclu|resol|settl|upheld|withdr|finish|investigat)", re.I
)
#: Things done about complaints that are no complaints, and requests under other laws.
_NOT_COUNTED = re.compile(
    r"\b(?:per|each|every)\s+(?:10,?000|100,?000|million)\b|\backnowledg|\bcalls answered|\bround(?:ed|ing)\b|"
    + whole(
        "extensions?, extended(?! (limit|time|period|timescale|deadline|target))",
        "train(ed|ing), attended, subject access, freedom of information, foi, requests for information",
        "reports? of concerns?, safeguarding (concerns?|alerts?|enquiries|referrals?)",
        "information requests, data protection requests, information commissioner(?:'s)?",
        "appointed, section 47, section 17, re-?opened",
    ),
    re.I,
)
#: "One complaint may raise several issues".
_MAY = re.compile(r"\s+(?:complaints?|cases?)\s+(?:may|might|can|could)\b", re.I)
#: "Parking appeals: 340 were lodged": a sentence on what goes to a tribunal or panel.
_APPEALS = re.compile(
    r"\s*(?:the |our )?(?:(?:school|admissions?|transport|planning|parking|benefits?|council tax|exclusion|send"
    r"|academic|assessment|examination|disciplinary|fitness to practise|tribunal|penalty charge|penalty|notice"
    r"|and|or)\s+)+(?:appeals|tribunals|hearings)\b"
    r"(?!.*\b(?:complain|upheld|stage|ombuds))",
    re.I | re.S,
)
#: "12 ANNUAL REPORT ON COMPLAINTS": the number of an item, before its title.
_ITEM = re.compile(r"\.?\s+(?:[A-Z][A-Z'\u2019]+[,:&]?\s+){2}[A-Z'\u2019]{2,}")
#: "2.1 decisions per 100,000 residents".
_PER = re.compile(r"\bper\s+$", re.I)
_OTHER = any_of("other, another, their own, its own, separate, different")
#: "(1,204) follow other routes": what a report says it leaves aside.
_LEFT_ASIDE = re.compile(
    r"[\s)]*(?:which |and |that )?"
    rf"(?:(?:follow|take|have|go (?:by|through|down|along)|fall under|come under)s? (?:an? )?{_OTHER}"
    rf" (?:\w+ )?{any_of('routes?, procedures?, process(es)?, channels?, paths?, rules, arrangements, schemes?')}"
    rf"|(?:is|are|was|were|have been) (?:therefore |also |all )?"
    rf"(?:{any_of('left out, left aside, not included, not counted, excluded, not covered, kept apart')}"
    r"|(?:dealt with|handled|counted|recorded|reported|covered) (?:elsewhere|separately|in another report)))\b",
    re.I,
)
#: "There were 26 of those and they are not complaints".
_NO_COMPLAINTS = re.compile(
    r"[^.;]{0,40}\b(?:they|these|those|which|and|but) (?:are|were) (?:not|no) (?:counted as |treated as |formal )?"
    r"complaints\b",
    re.I,
)
#: "An investigation of up to 65 (days)": the most that something may take, which counts nothing.
_AT_MOST = re.compile(r"\b(?:of|takes?|lasts?|runs?(?: for)?) up to\s+$", re.I)
_PLAINLY = re.compile(r"\s*(?:[.,;)]|and\b|or\b|$)")
#: "149 enquiries that did not fit within the procedure".
_OUTSIDE_IT = re.compile(
    r"\s+(?:\w+\s+){0,2}(?:enquiries|contacts|matters|issues|queries|requests)\b(?:[^.;,()\d]{0,60}?)\b"
    r"(?:that|which)\s+(?:(?:did|do|could) not (?:fit|fall|come|belong) (?:within|under|into|in)"
    r"|fell outside|were outside)\b",
    re.I,
)
#: "64 cards and notes praising a team": compliments under no such name.
_PRAISE = re.compile(r"\s+(?:(?!complain|compliment)[\w,-]+\s+){1,8}(?:praising|thanking)\b", re.I)
_DISSATISFACTION = re.compile(r"\s+(?:\w+\s+)?(?:dis)?satisfaction\b", re.I)
#: "Investigation is allowed 20".
_ALLOWED = re.compile(r"\b(?:is|are|has|have) (?:allowed|given|permitted) (?:up to |a further )?$", re.I)
#: "The backlog fell from (30) to 12": what waits has no measure of its own.
_BACKLOG = re.compile(r"\bbacklog\b(?:\s+of\s+(?:\w+\s+){1,3})?[^.;,()]{0,30}\b(?:was|from|to|at)\s+$", re.I)
_NEXT_OF_LIST = re.compile(r"[^.;]{0,40}(?:,|\band\b)[^.;]{0,25}")
#: "No other service had as many as fifty": a bound that none of them reached.
_NONE_REACHED = re.compile(
    r"\b(?:no|none|neither|nobody)\b[^.;,\d]{0,60}\b(?:as many as|as much as|(?:more|fewer|less) than|above|over)\s+$",
    re.I,
)
#: "The 17,000 people who reported a defect": people who did something else than complain.
_PEOPLE_WHO = re.compile(
    r"\s+(?:people|residents|customers|tenants|households|families|drivers|parents|visitors|callers)\s+"
    r"(?:who|that|whose)\s+"
    rf"(?!(?:\w+ )?{any_of('complain_, contacted, escalat_, took, asked, requested, went, came, progressed, made')})",
    re.I,
)
#: "Stage 2 is an investigation, due in 20": a limit whose unit was said before.
_DUE = re.compile(r"\b(?:due|expected|required|needed|allowed) (?:with)?in\s+$", re.I)
#: "2 remained under assessment".
_UNDER_ASSESSMENT = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:remained|remain|(?:were|are|was|is) still)\s+(?:under|awaiting|at|in)\s+"
    r"(?:initial\s+)?(?:assessment|consideration)\b",
    re.I,
)
#: "NIPSO received 187 complaints about the eleven councils between them".
_ALL_COUNCILS = re.compile(
    r"\s+(?:\w+\s+)?complaints\s+(?:about|against|from|concerning|regarding)\s+"
    r"(?:all |the |other |these |our )*(?:[\w-]+ )?"
    r"(?:councils|local authorities|authorities|landlords)\b",
    re.I,
)
#: What people did is said in so many characters.
_DEED = 60
_COMPLAINING = re.compile(r"\b(?:complain|compliment|thank|stage|upheld|ombuds|escalat|review|prais)", re.I)


def is_not_counted(sentence: Sentence, group: Group, skipped: int) -> bool:
    """Whether a number counts acknowledgements, extensions and the like, or goes on with a list of those.

    ``skipped`` is where the last such number of the sentence ended, or 0.
    """
    if (
        (not sentence.text[: group.start].strip() and _ITEM.match(sentence.text, group.end))
        or _APPEALS.match(sentence.text)
        or _PER.search(sentence.text[: group.start])
        or _MAY.match(sentence.text, group.end)
    ):
        return True
    if is_served_or_left(sentence, group):
        return True
    if group.first.unit is None and _LATE_ORDERS.match(sentence.text, group.end):
        return True
    if _WERE_LATE.match(sentence.text, group.end) and _THOUGH.search(sentence.text, 0, group.start):
        return True
    if _IN_A_STRETCH.match(sentence.text, group.end) and not _ANSWERED.search(sentence.text):
        return True
    if _PRAISE.match(sentence.text, group.end) or _DISSATISFACTION.match(sentence.text, group.end):
        return True
    limit = _ALLOWED.search(sentence.text, 0, group.start) or _DUE.search(sentence.text, 0, group.start)
    if limit and _PLAINLY.match(sentence.text, group.end):
        return True
    if _BACKLOG.search(sentence.text, 0, group.start) or _NONE_REACHED.search(sentence.text, 0, group.start):
        return True
    if _UNDER_ASSESSMENT.match(sentence.text, group.end) or _ALL_COUNCILS.match(sentence.text, group.first.end):
        return True
    if _LEFT_ASIDE.match(sentence.text, group.end) or is_ratio(sentence, group) or _are_others(sentence, group):
        return True
    if _OUTSIDE_IT.match(sentence.text, group.end) or _NO_COMPLAINTS.match(sentence.text, group.end):
        return True
    if _AT_MOST.search(sentence.text, 0, group.start) and _PLAINLY.match(sentence.text, group.end):
        return True
    if _NOT_COUNTED.search(f"{clause_before(sentence, group)} # {clause_after(sentence, group)}"):
        return True
    return bool(skipped) and _NEXT_OF_LIST.fullmatch(sentence.text[skipped : group.start]) is not None


def _are_others(sentence: Sentence, group: Group) -> bool:
    """Whether a number is of people who did something else than complain."""
    people = _PEOPLE_WHO.match(sentence.text, group.end) if group.first.unit is None else None
    did = clause_after(sentence, group)[people.end() - group.end :][:_DEED] if people else ""
    return people is not None and _COMPLAINING.search(did) is None


#: "43% of the staff": a share of those.
_SHARE_OF = re.compile(
    rf"^\s+of\s+{run_of('the, our, its, all, their, such, both')}"
    rf"(?!{any_of('them, these, those, which, whom, former, latter, total, time, all, that, this')}\b)(?=[a-z])",
    re.I,
)
#: Where the noun phrase behind a number ends.
_PHRASE_END = re.compile(
    r"[.,;:()]|"
    + whole(
        "was, were, is, are, be, been, being, had, have, has, did, do, not, we, they, it, this, last, the, a, an",
        "of, in, at, on, by, for, to, about, from, with, within, after, before, during, against, than, as, under",
        "through, into, across, over, inside, outside, throughout, until, since, without, between, among, regarding",
        "following, per, via, out, that, which, who, whose, where, when, if, while, whilst, because, so, but, and, or",
        "arising, arose, resulting, stemming, flowing, thanking, praising, commending",
        "received, made, went, took, came, come, coming, escalated, progressed, moved, concern*, relat*, compar*",
        "resulted, raised, contained, carried, led, ended, upheld, completed, responded, closed, answered, remained?",
        "back, rolled, logged, themselves, itself, ourselves, directly, together, altogether, overall, alone, combined",
        "found (their|its) way",
        "respectively, left, reached, arrived, met, missed, sent, held",
    ),
    re.I,
)
_WORD = re.compile(r"[A-Za-z][\w'-]*")
_PROCEDURE = re.compile(r"\b(?:social care|statutory|corporate)\s*$", re.I)
#: Names of streams that are also people or places, which are no complaints.
_PEOPLE = frozenset({"children", "adults", "schools", "tenants", "childrens", "housing"})
#: Nouns of things that our numbers count.
_OUR_NOUNS = frozenset(
    {"complaint", "complaints", "case", "cases", "concerns", "representations", "enquiries", "matters", "issues"}
    | {"investigations", "decisions", "determinations", "reviews", "panels", "hearings", "escalations"}
    | {"replies", "responses", "answers"}
    | {"letters", "queries"}
    | {"people", "complainants", "customers", "residents"}
    | {"compliments", "improvements", "lessons", "actions", "changes", "recommendations", "reports", "findings"}
    | {"orders", "remedies"}
    | {"occasions", "instances", "times", "working", "days"}
)
#: With these before it a noun may be left out, or be that of the number before.
_ELLIPTIC = frozenset({"other", "others", "more", "further", "fewer", "such", "each", "only", "also", "then"})
#: So many people are those who live somewhere.
_INHABITANTS, _MANY = frozenset({"people", "residents", "customers"}), 20_000
#: Longer phrases than this are no mere nouns.
_PHRASE_WORDS = 5


#: "Contacts (177)".
_CONTACTS = re.compile(r"\b(?:contacts|referrals|transactions|interactions|assessments)\s*\($", re.I)


def counts_something_else(sentence: Sentence, group: Group) -> bool:
    """Whether the noun behind a number says that it counts no complaints: "nine psychologists", "two posts"."""
    if _CONTACTS.search(sentence.text, 0, group.start):
        return True
    if counts_contents(sentence, group) or counts_several_kinds(sentence, group):
        return True
    if group.first.spelled and group.first.value == 1 and sentence.text[: group.start].endswith(" as "):
        # "both taken as one"
        return True
    if (
        _is_one_thing(sentence, group)
        or _NONE_OF.match(sentence.text, group.start)
        or _ONE_OF_THEIRS.match(sentence.text, group.start)
        or (group.first.value == 0 and _TOOK_NONE.search(sentence.text, 0, group.start) is not None)
    ):
        return True
    phrase = _without_participles(_noun_phrase(sentence, group))
    words = [word.lower() for word in _WORD.findall(phrase)]
    if words and words[-1] in _INHABITANTS and group.first.value >= _MANY:
        return True
    if not words or words[-1] in _OUR_NOUNS or words[0] in _ELLIPTIC:
        return False
    paired = len(group.numbers) > 1 and group.numbers[1].unit is Unit.PERCENT
    if (paired and len(words) > 2) or _ends_in_known(sentence, group, phrase):
        return False
    return not words[-1].endswith(("ed", "ly")) and len(words) <= _PHRASE_WORDS


#: "One closed road", "one missed round": a thing with an adjective.
_ADJECTIVE = re.compile(
    rf"\s+{any_of('closed, missed, delayed, failed, blocked, damaged, overlooked, misplaced, broken, forgotten, lost')}"
    r"\s+(?P<noun>[a-z]{3,})"
)
#: "It is in none of the tables".
#: "93% received one of their preferences".
_ONE_OF_THEIRS = re.compile(
    r"one of (?:their|his|her|your|my) (?!complaints?\b|cases?\b|investigations?\b|decisions?\b|reviews?\b)\w+", re.I
)
#: "The Ombudsman took no new cases (for three months)".
_TOOK_NONE = re.compile(r"\b(?:took|takes|accepted|accepts)\s+$", re.I)
_NONE_OF = re.compile(r"none of (?:the|our|its|these) (?:tables?|figures?|charts?|totals?|numbers?|graphs?)\b", re.I)


def _is_one_thing(sentence: Sentence, group: Group) -> bool:
    """Whether "one" stands before a thing that is no case, with a participle that is its adjective."""
    number = group.first
    match = _ADJECTIVE.match(sentence.text, group.end) if number.spelled and number.value == 1 else None
    if match is None or match["noun"] in _OUR_NOUNS:
        return False
    return _PHRASE_END.match(match["noun"]) is None and match["noun"] not in _ELLIPTIC


def _without_participles(phrase: str) -> str:
    """A noun phrase up to its noun: "homes managed" gives "homes"."""
    found = list(_WORD.finditer(phrase))
    while len(found) > 1 and (found[-1][0].endswith(("ed", "ly")) or found[-1][0] == "also"):
        found.pop()
    return phrase[: found[-1].end()] if found else ""


def _noun_phrase(sentence: Sentence, group: Group) -> str:
    """The words behind a number, or behind its base, that may be its noun."""
    start = (group.base or group.first).end
    end = min((period.start for period in sentence.periods if period.start >= start), default=None)
    rest = sentence.text[start:end]
    if group.first.unit is Unit.PERCENT and group.base is None:
        share = _SHARE_OF.match(rest)
        if not share or len(group.numbers) > 1:
            return ""
        rest = rest[share.end() - 1 :]
    elif group.first.unit is not None:
        return ""
    stop = _PHRASE_END.search(rest)
    phrase = rest[: stop.start()] if stop else rest
    if len(group.numbers) > 1:
        between = group.numbers[1].start - group.first.end
        return phrase[:between] if between < len(phrase) else phrase
    return phrase


def _ends_in_known(sentence: Sentence, group: Group, phrase: str) -> bool:
    """Whether the last words of a phrase are of our subject: cases, a measure, a stage, a procedure."""
    start = (group.base or group.first).end
    end = start + len(phrase.rstrip())
    if _PROCEDURE.search(phrase):
        return True
    return any(
        start <= span.start < start + len(phrase) and span.end >= end - 1
        for span in sentence.spans
        if span.tag in ("case", "measure", "stage") or (span.tag == "stream" and span.text.lower() not in _PEOPLE)
    )


# Stories -------------------------------------------------------------------------------------------------

#: Numbers in words up to this may tell of single cases.
_FEW = 3
#: Counts up to this may be those of a story about a few cases.
_SMALL = 10
#: Soft words farther off than this tell a story.
_FAR = 1.4
_AT_LEAST = re.compile(r"\b(?:more|fewer|less) than\s+$", re.I)
_ONE_THAT = re.compile(r"\s+(?:about|that|which|who|of the same|for)\b")
#: "One was that nobody had called", "one was about a fence and another about a gate".
_ONE_WAS_THAT = re.compile(r"\s+(?:complaint\s+|of (?:them|these)\s+)?(?:was|is)\s+(?:that|because)\b", re.I)
_AND_ANOTHER = re.compile(
    r"\s+(?:complaint\s+)?(?:was\s+)?(?:about|over)\s[^.;]*\b(?:and|while)\s+(?:another|the other)\b", re.I
)
_IN_BEFORE = re.compile(r"\bin\s+$", re.I)
_CASES_AFTER = re.compile(r"\s+(?:cases?|instances?|occasions?)\b")


def is_anecdote(sentence: Sentence, group: Group, chosen: Choice, part: Breakdown | None) -> bool:
    """Whether a small number in words tells a story ("In one case ...") instead of counting."""
    number = group.first
    if not number.spelled or not 0 < number.value <= _FEW or len(group.numbers) > 1:
        return False
    before, behind = sentence.text[: number.start], sentence.text[number.end :]
    if _AT_LEAST.search(before):
        return True
    if number.value == 1 and _ONE_THAT.match(behind) and not chosen.after:
        return chosen.measure is not Measure.ESCALATED
    if number.value == 1 and (_ONE_WAS_THAT.match(behind) or (part is not None and part.dimension is Dimension.THEME)):
        return True
    if number.value == 1 and part is not None and _AND_ANOTHER.match(behind):
        return True
    in_cases = _IN_BEFORE.search(before) and _CASES_AFTER.match(behind)
    told = not chosen.after or chosen.measure is Measure.RESOLVED
    if in_cases and told and chosen.measure in (*BASES, Measure.RESOLVED, Measure.UPHELD):
        return True
    return chosen.soft and chosen.cost > _FAR


#: "From the 36 closed cases, (two were withdrawn)": the sentence opens with what its number is a part of.
_OF_BASE = re.compile(
    rf"\s*(?:of|from|out of|among) (?:the|these|those|our)\s+(?:\d[\d,]*|{SPELLED})\b(?:stage \d|[^.;,\d])*,?\s*$", re.I
)


def is_loose(frame: Frame, number: Number, sentence: Sentence) -> bool:
    """Whether a small number names neither its base nor its year: it may be one of a story."""
    group = frame.group
    if _OF_BASE.match(sentence.text[: group.start]):
        return False
    if number.unit is not None or number.value > _SMALL or len(group.numbers) > 1 or group.base is not None:
        return False
    if frame.measure in (Measure.LEARNING_ACTIONS, Measure.RECOMMENDATIONS):
        return False
    return own_period(sentence, group) is None
