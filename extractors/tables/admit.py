"""Admission: which tables are about complaints, and which of their numbers are no figures of ours."""

from __future__ import annotations

import re

from extractors.lexicon.facets import Facets, facets
from extractors.lexicon.kinds import INTERNAL
from extractors.tables.asides import aside
from extractors.tables.axes import Axis, gives_limits, is_exact, measured, only_time
from extractors.tables.cells import Part, Role, parts
from extractors.tables.grid import Line
from extractors.tables.view import View, names_authorities
from schemas.codes import Dimension, Measure, Stage, Unit

_COMPLAINT = re.compile(
    r"complain|enquir|inquir|compliment|ombuds|lgsco|\blgo\b|spso|nipso|psow|upheld|uphold"
    r"|stage (?:[123]|one|two|three)|feedback|representation|escalat",
    re.IGNORECASE,
)
#: Subjects of tables that stand in complaints reports and count something else.
_ELSEWHERE = re.compile(
    r"satisf|survey|respondent|trained|training|attend|(?<!000 )population|budget|staffing|staff (?:in|number)"
    r"|self-assess|code provision|acknowledg|website|calls? (?:received|answered|handled)|glossary|terms used",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"^\W*(?:(?:%|per\s?cent(?:age)?|annual|net|yearly|year on year)\s*(?:point\s*)?)?"
    r"(?:changes?|variances?|differences?|variations?|increases?|decreases?|reductions?|movements?|trends?|direction)\b",
    re.IGNORECASE,
)
#: A column of means over several years, or over the months of one: "5-year average", "Average 2019-22".
_MEAN_OF_STRETCHES = re.compile(
    r"\b(?:\d+|two|three|four|five|six|ten)[\s-]*(?:years?|yrs?|quarters?|months?)'?[\s-]+(?:rolling\s+)?(?:average|mean|avg)\b"
    r"|\b(?:rolling|monthly|quarterly|weekly)\s+(?:average|mean|avg)\b"
    r"|\b(?:average|mean|avg)\W+(?:(?:of|over|for|per|the|last|past|previous|all)\s+)*"
    r"(?:month|quarter|week|(?:\d+|two|three|four|five|ten)\s+(?:years|quarters|months))\b"
    r"|\b(?:average|mean|avg)\W+(?:(?:of|over|for|from)\s+)?(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?\s*(?:to|-|\u2013)\s*(?:19|20)\d\d",
    re.IGNORECASE,
)
_ONLY_AVERAGE = re.compile(r"\W*(?:overall |yearly |annual |year )?(?:average|mean|avg)\W*", re.IGNORECASE)
_OF_DAYS = re.compile(r"\b(?:days|time|times|weeks|duration|turnaround)\b", re.IGNORECASE)
#: A mean beside so many years, quarters or months is taken over those.
_SEVERAL_PERIODS = 2
#: Captions that count persons, not complaints.
_PEOPLE = re.compile(
    r"\bof (?:the )?(?:\d[\d,]* )?(?:children|young people|people|complainants|families|service users)\b"
    r"(?=.{0,30}\b(?:subject|who (?:were|are)|involved|concerned)\b)",
    re.IGNORECASE,
)
#: Captions that count what complaints are made up of: "Heads of complaint in the eight completed investigations".
_POINTS = re.compile(
    r"\b(?:heads|points|elements|strands|aspects|particulars) of (?:the |each )?complaints?\b"
    r"|\b(?:complaint|individual|separate) (?:heads|points|elements|strands|aspects)\b",
    re.IGNORECASE,
)
#: Rows and columns that count something else than complaints.
_NEVER_COMPLAINTS = re.compile(
    r"freedom of information|\bfois?\b|\beirs?\b|subject access|\bd?sars?\b|information requests|data breach"
    r"|\bcomments\b|\bsuggestions\b|\bpetitions\b|tax collected",
    re.IGNORECASE,
)
_OTHER_REQUESTS = re.compile(
    rf"{_NEVER_COMPLAINTS.pattern}|\bcalls\b|\bapplications\b|\bvisits?\b|\ballegations\b|\btribunals?\b"
    r"|\brepairs? (?:completed|carried out|made|done|right)\b"
    r"|(?<!000 )\bpopulation\b|\bhouseholds\b",
    re.IGNORECASE,
)


#: Headings over what names or dates a single case.
_OF_ONE_CASE = re.compile(
    r"\W*(?:(?:lgsco|lgo|ombudsman'?s?|spso|psow|nipso|case|complaint|our|their|your)\s+)*"
    r"(?:ref(?:erence)?\.?(?:\s+(?:no\.?|number))?|(?:case|complaint) (?:no\.?|number|id)"
    r"|(?:decision|decided|received|closed) date"
    r"|date (?:of (?:decision|complaint|receipt)|decided|received|closed))\W*",
    re.IGNORECASE,
)
_NUMBERED_CASE = re.compile(r"\W*(?:case|complaint|complainant)(?: study)? (?:\d+|[A-Z])\W*", re.IGNORECASE)
_CASE_OR_DATE = re.compile(r"(?:\d\D{0,2}){4,}")


def lists_cases(view: View) -> bool:
    """Whether each row of a table is one case, with its reference or its date: nothing in it is a count."""
    table = view.grid.table
    first = min((row.index for row in view.grid.rows), default=0)
    for column in range(table.columns):
        head = " ".join(cell.string for row in range(first) if (cell := table.at(row, column)))
        texts = [cell.string for row in view.grid.rows if (cell := table.at(row.index, column))]
        named = sum(_CASE_OR_DATE.search(text) is not None for text in texts)
        if _OF_ONE_CASE.fullmatch(head) and named * 10 >= len(texts) * 7 > 0:
            return True
        if len(texts) > 1 and all(_NUMBERED_CASE.fullmatch(text) for text in texts):
            return True
    return False


def about_complaints(view: View) -> bool:
    """Whether a table claims to be about complaints at all."""
    if lists_cases(view):
        return False
    own = f"{view.caption.text} {view.grid.words}"
    if _COMPLAINT.search(own) or _handles_cases(view) or _times_replies(view) or _tells_mean(view):
        return True
    near = f"{view.caption.lead} {sections(view)}"
    return bool(_COMPLAINT.search(near)) and not _ELSEWHERE.search(own) and not _ELSEWHERE.search(near)


def _handles_cases(view: View) -> bool:
    """Whether labels name steps of the procedure, or several things that happen to complaints only."""
    named = {measure for words in view.labels if measured(words) for measure in words.measures}
    stages = {stage for words in view.labels for stage in words.stages}
    return bool(named & _OF_CASES) and (len(named) > 1 or bool(stages)) and not _ELSEWHERE.search(view.caption.text)


_REPLIES = re.compile(r"\b(?:repl(?:y|ies)|respon|answer)", re.IGNORECASE)


def _times_replies(view: View) -> bool:
    """Whether a table tells how promptly replies were sent: within several limits, or one beside their number."""
    limits = {limit.days for words in view.labels for limit in words.limits}
    own = f"{view.caption.text} {view.grid.words}"
    counted = {measure for words in view.labels if measured(words) for measure in words.measures}
    timed = len(limits) > 1 or (bool(limits) and counted >= {Measure.RESPONDED, Measure.AVERAGE_DAYS})
    apart = _ELSEWHERE.search(own) or _OTHER_REQUESTS.search(f"{own} {sections(view)}")
    return timed and bool(_REPLIES.search(own)) and not apart


def _tells_mean(view: View) -> bool:
    """Whether, in a report on complaints, a table is headed "Average response time" and names nothing else."""
    above = view.caption.facets if view.caption.text else next(iter(reversed(view.context.headings)), None)
    if above is None or above.measures != (Measure.AVERAGE_DAYS,) or above.residue:
        return False
    own = f"{view.caption.text} {view.grid.words}"
    return is_complaint(view.context.scope.title) and not _ELSEWHERE.search(own) and not _OTHER_REQUESTS.search(own)


def sections(view: View) -> str:
    """The headings above a table in one line."""
    return " ".join(words.text for words in view.context.headings)


def is_complaint(text: str) -> bool:
    """Whether words speak of complaints."""
    return _COMPLAINT.search(text) is not None


def why_not(view: View, row: Line, column: Line, part: Part) -> str | None:
    """Why a number is known to be no figure of ours; None where it may be one."""
    if part.role is Role.CHANGE or _is_change(view, row) or _is_change(view, column):
        return "a change, not a count"
    if part.role is Role.SUPPRESSED:
        return "suppressed: only a bound is given"
    if part.role is Role.BASE:
        return "the base of a percentage"
    if _of_others(view, row, view.grid.rows) or _of_others(view, column, view.grid.columns):
        return "another council's figure or an average"
    if _is_mean_of_counts(view, row, column) or _is_mean_of_counts(view, column, row):
        return "another council's figure or an average"
    if _is_limit(view, row, column, part):
        return "a time limit or duration"
    if row in view.between_limits or column in view.between_limits:
        return "answers between two time limits"
    for flag, reason in _FLAGS.items():
        labels = (words for line in (row, column) for words in view.meanings(line))
        if any(flag in words.flags and not (flag == "extension" and _tells_time(words)) for words in labels):
            return reason
    if _beside_complaints(row, view.grid.rows) or _beside_complaints(column, view.grid.columns):
        return "not about complaints"
    beside = aside(view, row) or aside(view, column)
    if beside:
        return beside
    if _PEOPLE.search(view.caption.text) and not _is_group_of_people(view, row, column):
        return "people, not complaints"
    if _POINTS.search(view.caption.text or view.context.heading) and not view.decides:
        return "what complaints are made up of, not complaints"
    if not _admitted(view, row, column):
        return "not about complaints"
    return None


#: "Closed in time including extensions", "in 10 days, no extension": how many extensions there were is not told.
_WITH_OR_WITHOUT = re.compile(
    r"\b(?:including|incl\.?|with|counting|after|or|and|excluding|excl\.?|without|no|before)"
    r"\s+(?:an?y?\s+|the\s+)?(?:agreed\s+|allowed\s+)?exten",
    re.I,
)


def _tells_time(words: Facets) -> bool:
    """Whether words on extensions say a stage, or only whether answers in time count them."""
    timed = bool(words.limits) or Measure.ON_TIME in words.measures
    return bool(words.stages) or (timed and _WITH_OR_WITHOUT.search(words.text) is not None)


#: What reports break the people down by whom complaints are about.
_OF_PEOPLE = (Dimension.AGE, Dimension.GENDER, Dimension.ETHNICITY)


def _is_group_of_people(view: View, row: Line, column: Line) -> bool:
    """Whether a number counts those of an age, a gender or an ethnicity: a breakdown, and no number of complaints."""
    groups = [line for line in (row, column) if any(view.is_category(line, at) for at in range(len(line.facets)))]
    return view.dimension in _OF_PEOPLE and bool(groups) and not (row.is_total or column.is_total)


def _beside_complaints(line: Line, lines: tuple[Line, ...]) -> bool:
    """Whether a line counts something else, next to one that counts complaints: "Number of referrals"."""
    own = line.own
    if own is None or line.is_total or not own.soft or not own.residue or own.stages or is_complaint(own.text):
        return False
    others = (other.own for other in lines if other is not line and other.own is not None)
    return any(is_complaint(other.text) and measured(other) for other in others)


_OF_CASES = frozenset(
    {
        Measure.UPHELD,
        Measure.PARTIALLY_UPHELD,
        Measure.NOT_UPHELD,
        Measure.UPHELD_OR_PARTIALLY_UPHELD,
        Measure.ESCALATED,
        Measure.WITHDRAWN,
    }
)
_FLAGS = {
    "satisfaction": "a survey result",
    "acknowledged": "acknowledgements are not covered",
    "extension": "extensions are not covered",
    "open_status": "a rating",
}


def _is_change(view: View, line: Line) -> bool:
    """Whether a line gives changes: its label begins with the word, or says nothing else but it."""
    if any(_CHANGE.match(words.text) for words in line.facets):
        return True
    said = (
        words for at, words in enumerate(line.facets) if not view.is_category(line, at) and not _heads(view, line, at)
    )
    return any("change" in words.flags and not measured(words) and not words.limits for words in said)


def _heads(view: View, line: Line, at: int) -> bool:
    """Whether a label names a group of groups: "Growth" beside "Planning" and "Building control"."""
    return any(view.is_category(line, nearer) for nearer in range(at + 1, len(line.facets)))


def is_average(view: View, row: Line, column: Line) -> bool:
    """Whether a number is a mean number of days."""
    own = [words for line in (row, column) for words in view.meanings(line)]
    if any(words.measure is Measure.AVERAGE_DAYS and not gives_limits(words) for words in own):
        return True
    above = [view.caption.facets, *view.context.headings[-1:]]
    return any(words.measure is Measure.AVERAGE_DAYS and not only_time(words) for words in above)


def _is_mean_of_counts(view: View, line: Line, other: Line) -> bool:
    """Whether a line headed "Average", beside years or their parts, holds means of the counts there, not of days."""
    if line.own is None or not _ONLY_AVERAGE.fullmatch(line.own.text):
        return False
    lines = view.grid.rows if line in view.grid.rows else view.grid.columns
    beside = [each.own for each in lines if each is not line and each.own is not None and not each.is_total]
    if sum(bool(words.periods) and not words.measures for words in beside) < _SEVERAL_PERIODS:
        return False
    said = [view.caption.facets, *view.context.headings[-1:], *view.meanings(other)]
    return not any(words.measure is Measure.AVERAGE_DAYS for words in said) and not _OF_DAYS.search(
        f"{view.caption.text} {view.caption.lead} {other.text}"
    )


def _is_limit(view: View, row: Line, column: Line, part: Part) -> bool:
    average = is_average(view, row, column)
    if part.role is Role.DURATION and not average:
        return True
    target = any(Measure.ON_TIME_TARGET in words.measures for words in (*row.facets[-1:], *column.facets[-1:]))
    if average and target:
        return True
    return any(
        gives_limits(words) and not _has_fractions(view, line)
        for line in (row, column)
        for words in line.facets[-1:]
        if words in view.meanings(line)
    )


def _has_fractions(view: View, line: Line) -> bool:
    """Whether a line holds fractions of days: results, since time limits are whole numbers."""
    across = view.grid.columns if line in view.grid.rows else view.grid.rows
    cells = (view.grid.cell(line, other) if line in view.grid.rows else view.grid.cell(other, line) for other in across)
    return any(part.decimals for cell in cells if cell for part in parts(cell.string))


def _of_others(view: View, line: Line, lines: tuple[Line, ...]) -> bool:
    """Whether a line gives the figures of other councils."""
    if any(view.is_own_council(label) for label in line.labels):
        return False
    if any(_MEAN_OF_STRETCHES.search(label) for label in line.labels):
        return True
    return line.has("others") or (names_authorities(view, lines) and bool(line.labels) and not line.is_total)


def _admitted(view: View, row: Line, column: Line) -> bool:
    """Whether a number's own labels, or else what stands above the table, speak of complaints."""
    if any(_names_other_request(view, line) for line in (row, column)):
        return False
    if not _ELSEWHERE.search(view.caption.text) and _COMPLAINT.search(view.caption.words):
        return True
    own = f"{row.text} | {column.text}"
    if _COMPLAINT.search(own):
        return any(measured(words) or words.unit is Unit.PER_1000 for words in (*row.facets, *column.facets)) or not (
            _ELSEWHERE.search(view.caption.text)
        )
    if _ELSEWHERE.search(f"{view.caption.text} {own}"):
        return False
    procedure = row.own is not None and bool(row.own.streams) and is_exact(row.own) and view.axis(row) is Axis.STREAM
    if (
        _mixed(view)
        and not procedure
        and not _goes_on(view, row)
        and (row.own is None or row.own.residue or "decoy" in row.own.flags)
    ):
        return False
    return (
        _handles_cases(view)
        or _times_replies(view)
        or _tells_mean(view)
        or bool(_COMPLAINT.search(f"{view.grid.words} {sections(view)}"))
    )


#: An outcome at the beginning of a label.
_OUTCOME_FIRST = re.compile(r"\W*(?:of (?:which|these|those)\W+)?(?P<first>\w+(?: \w+)?)", re.IGNORECASE)


def _goes_on(view: View, row: Line) -> bool:
    """Whether a row begins with an outcome, below one that counts complaints: "Withdrawn by the customer"."""
    before: Line | None = None
    for line in view.grid.rows:
        if line.index >= row.index:
            break
        if not _begins_with_outcome(line):
            before = line
    return before is not None and is_complaint(before.text) and _begins_with_outcome(row)


def _begins_with_outcome(line: Line) -> bool:
    """Whether the first words of a label are those of an outcome."""
    match = _OUTCOME_FIRST.match(line.labels[-1]) if line.labels else None
    first = [facets(words) for words in (match["first"], match["first"].split()[0])] if match else []
    return any(_OF_CASES & set(words.measures) and not words.residue for words in first)


def _names_other_request(view: View, line: Line) -> bool:
    """Whether a line counts something else than complaints, and is no group of them: a team for applications."""
    group = view.axis(line) is Axis.CATEGORY and any(head.cue for head in view.grid.heads.values())
    pattern = _NEVER_COMPLAINTS if group else _OTHER_REQUESTS
    return any(
        pattern.search(words.text) and not re.search(r"complain|compliment", words.text, re.I) for words in line.facets
    )


def _mixed(view: View) -> bool:
    """Whether the rows are indicators of many things, so that each must say itself that it is about complaints."""
    if is_complaint(view.caption.words) or is_complaint(sections(view)):
        return False
    if view.decides or view.context.stage is Stage.OMBUDSMAN:
        return False
    if any(words.stage in INTERNAL for column in view.grid.columns for words in column.facets):
        return False
    texts = [row.text for row in view.grid.rows if not row.is_total]
    return any(map(is_complaint, texts)) and not all(map(is_complaint, texts))
