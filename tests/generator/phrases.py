"""How figures are told in sentences: families of phrasings, as data.

In a template ``[a|b]`` is a choice (it may be empty and nest) and ``<name>`` a word list from ``WORDS`` or a phrase
that follows from the report (``<cases>``, ``<in_year>``: see ``telling.py``). ``{received}`` is a number that the
report states; ``{upheld%}`` the percentage of the complaints closed; ``@p`` and ``@pp`` are the year before and the one
before that, ``@q1`` a quarter; ``/next`` is the next stage. ``~`` makes a number that is no observation (a change, a
rate of another base), ``?`` one that is implied rather than stated. ``{any:20-90}`` is a random number about something
else. ``§were`` agrees with the number before it. A line that begins with ``- `` is a bullet, ``? `` a question, ``= `` a
line of a plain list, ``# `` a number set large, ``( `` a small caption under it.
"""

# ruff: noqa: E501  (a wording stands on one line, so that the list can be read)

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Subject(StrEnum):
    """What a family talks about, which decides where in a report it fits."""

    STAGE = "stage"
    NEXT = "stage with a next one"
    SERVICE = "service_area"
    THEME = "theme"
    CHANNEL = "channel"
    OMBUDSMAN = "ombudsman"
    WHOLE = "whole report"
    DECOY = "nothing"


@dataclass(frozen=True)
class Family:
    """One way of telling, in several wordings."""

    name: str
    subject: Subject
    templates: tuple[str, ...]


#: Words that say which way the number received went since the year before: up, and down.
DIRECTIONS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "rose": (
        ("rose", "increased", "went up", "climbed", "grew"),
        ("fell", "dropped", "went down", "declined", "decreased"),
    ),
    "more": (("more",), ("fewer", "less")),
    "a_rise": (("a rise", "an increase", "growth"), ("a fall", "a reduction", "a drop", "a decrease")),
    "above": (("above", "higher than"), ("below", "lower than")),
    "up": (("up", "an increase"), ("down", "a reduction")),
}

#: Words for the same thing. Wider than any lexicon: that is the point.
WORDS: dict[str, tuple[str, ...]] = {
    "we": ("we", "we", "the Council", "the council", "the authority"),
    "got": ("received", "received", "logged", "registered", "recorded", "accepted", "had"),
    "were_got": ("were received", "were made", "were logged", "were registered", "were recorded", "came in", "reached us", "were submitted", "were lodged", "were brought to us", "were raised"),
    "answered": ("answered", "responded to", "closed", "completed", "replied to", "concluded", "dealt with and closed", "determined"),
    "replied": ("answered", "responded to", "replied to", "closed", "completed", "sent a reply"),
    "replies": ("replies", "responses", "answers", "final responses"),
    "sent": ("sent", "issued", "sent out", "given", "provided"),
    "upheld": ("upheld", "upheld", "fully upheld", "upheld in full", "found to be justified", "upheld outright", "substantiated"),
    "partly": ("partly upheld", "partially upheld", "upheld in part", "part upheld", "part-upheld", "partly justified"),
    "not": ("not upheld", "not upheld", "found not to be justified", "unfounded", "not substantiated"),
    "both": ("upheld or partly upheld", "upheld in full or in part", "upheld or partially upheld", "either upheld or partly upheld", "upheld to some extent", "at least partly upheld", "fully or partly upheld", "upheld, wholly or in part"),
    "withdrawn": ("withdrawn", "withdrawn by the complainant", "withdrawn before a decision was reached", "not pursued by the customer"),
    "within": ("within", "within", "inside", "in", "in no more than", "inside the limit of"),
    "on_time": ("on time", "in time", "within the time limit", "within timescale", "by the deadline", "within target", "within the agreed timescale", "within our published standard", "to deadline"),
    "late": ("late", "outside the time limit", "after the deadline", "out of time", "beyond the target date", "outside timescale", "overdue when they were answered"),
    "took": ("was", "came to", "stood at", "worked out at", "averaged out at"),
    "compared": ("compared with", "compared to", "against", "as against", "set against", "as compared with"),
    "escalated": ("escalated to", "taken to", "progressed to", "moved on to", "went on to", "taken further to", "reached"),
    "total": ("", "", "a total of ", "in all, ", "altogether, "),
    "customers": ("customers", "residents", "people", "complainants"),
    "praise": ("compliments", "compliments", "written compliments", "messages of thanks", "expressions of thanks"),
}  # fmt: skip

RECEIVED = (
    Family("received: plain", Subject.STAGE, (
        "<we> <got> {received} <cases> <in_year>.",
        "<total>{received} <cases> <were_got> <in_year>.",
        "There were {received} new <cases> <in_year>.",
        "<In_year>, {received} <cases> <were_got>.",
        "The number of <cases> received <in_year> was {received}.",
        "The intake of <cases> [for the year |]came to {received}.",
        "We have seen {received} <cases> [come in|arrive] <in_year>.",
        "{received} <cases> [found their way to us|were notified to the team|were opened] <in_year>.",
    )),
    Family("received: compared", Subject.STAGE, (
        "<we> <got> {received} <cases> <in_year>, <compared> {received@p} <prior>.",
        "<we> <got> {received} <cases> <in_year>, <up> from {received@p} <prior>.",
        "<In_year>, {received} <cases> <were_got>. This compares [with|to] {received@p} <prior>.",
        "{received} <cases> <were_got> <in_year>; the [equivalent|corresponding|comparable] figure <prior> was {received@p}.",
        "<we> <got> {received} <cases> <in_year>, where <prior> we had {received@p}.",
        "Whereas <prior> <we> <got> {received@p} <cases>, <in_year> the number was {received}.",
    )),
    Family("received: change", Subject.STAGE, (
        "<we> <got> {received} <cases> <in_year>, {change~} <more> than the {received@p} of the previous year.",
        "There were {received} <cases> <in_year>, <a_rise> of {change~%} on the {received@p} received <prior>.",
        "The number of <cases> <rose> by {change~%} to {received} <in_year> ({received@p} <prior_bare>).",
        "At {received}, the number of <cases> received <in_year> was {change~} <above> that of the previous year ({received@p}).",
    )),
    Family("received: prior year in brackets", Subject.STAGE, (
        "{received} <cases> <were_got> <in_year> (<prior_year>: {received@p}).",
        "{received} <cases> <were_got> <in_year> ({received@p} in <prior_year>).",
        "<we> <got> {received} <cases> <in_year> (previous year {received@p}) and <answered> {responded} ({responded@p}).",
        "Figures for <prior_year> are in brackets. <we> <got> {received} ({received@p}) <cases> and <answered> {responded} ({responded@p}).",
    )),
    Family("from one year to the next", Subject.STAGE, (
        "<cases> [received |]<rose> from {received@p} in <prior_year> to {received} in <own_year>.",
        "The number of <cases> received <rose> from {received@p} to {received} between <prior_year> and <own_year>.",
        "[Performance on|The proportion of] <replies> sent <on_time><at> went from {on_time%@p} in <prior_year> to {on_time%} in <own_year>.",
        "The share of <cases> <both> moved from {upheld_or_partially_upheld%@p} <prior> to {upheld_or_partially_upheld%} <in_year>.",
    )),
    Family("three years", Subject.STAGE, (
        "The number of <cases> received was {received@pp} in <two_back>, {received@p} in <prior_year> and {received} in <own_year>.",
        "<we> <got> {received} <cases> in <own_year>, {received@p} in <prior_year> and {received@pp} in <two_back>.",
        "Over three years the number of <cases> received has gone from {received@pp} (<two_back>) through {received@p} (<prior_year>) to {received} (<own_year>).",
    )),
    Family("respectively: years", Subject.STAGE, (
        "In <two_back>, <prior_year> and <own_year> <we> <got> {received@pp}, {received@p} and {received} <cases> respectively.",
        "In <own_year> and <prior_year>, {on_time%} and {on_time%@p} of <cases> respectively were <replied> <on_time>.",
    )),
    Family("work in hand", Subject.STAGE, (
        "{brought_forward} <cases> were brought forward from <prior_year>, {received} were received and {carried_forward} were carried forward into <next_year>.",
        "At the start of the year {brought_forward} <cases> were open. At the end {carried_forward} [were outstanding|remained open].",
        "{carried_forward} <cases> [were still open|had yet to be answered|were ongoing] at 31 March <end>.",
        "Including {brought_forward} carried over from the previous year, <we> <answered> {responded} <cases> <in_year>.",
    )),
    Family("quarters in a sentence", Subject.STAGE, (
        "{received@q1} <cases> <were_got> in the first quarter, {received@q2} in the second, {received@q3} in the third and {received@q4} in the fourth[, making {received} in all|].",
        "By quarter, the number of <cases> received was {received@q1} (Q1), {received@q2} (Q2), {received@q3} (Q3) and {received@q4} (Q4).",
        "<we> <got> {received@q1} <cases> between April and June, {received@q2} between July and September, {received@q3} between October and December and {received@q4} between January and March.",
        "The share <replied> <on_time><at> was {on_time%@q1} in Quarter 1, {on_time%@q2} in Quarter 2, {on_time%@q3} in Quarter 3 and {on_time%@q4} in Quarter 4.",
    )),
)  # fmt: skip

OUTCOMES = (
    Family("base, then percent and count", Subject.STAGE, (
        "Of the {responded} <cases> <answered> <in_year>, {upheld_or_partially_upheld%} ({upheld_or_partially_upheld}) were <both>.",
        "{upheld_or_partially_upheld%} ({upheld_or_partially_upheld}) of the {responded} <cases> <answered> were <both>.",
        "Out of {responded} <cases> <answered>, {upheld_or_partially_upheld} ({upheld_or_partially_upheld%}) were <both>.",
    )),
    Family("base, then outcomes", Subject.STAGE, (
        "Of {responded} <cases> <answered>, {upheld} ({upheld%}) §were <upheld>, {partially_upheld} ({partially_upheld%}) §were <partly> and {not_upheld} ({not_upheld%}) §were <not>.",
        "<In_year> <we> <answered> {responded} <cases>, of which {upheld} §were <upheld> and {partially_upheld} <partly>.",
        "[Decisions were reached|We came to a view] on {responded} <cases>: {upheld} <upheld>, {partially_upheld} <partly>, {not_upheld} <not> and {withdrawn} withdrawn.",
        "Looking at the {responded} <cases> <answered> <in_year>, {upheld} §were <upheld>; {partially_upheld} §were <partly>; and {not_upheld} §were <not>.",
    )),
    Family("coordinated outcomes", Subject.STAGE, (
        "<In_year>, {upheld} <cases> §were <upheld>, {partially_upheld} <partly>, {not_upheld} <not> and {withdrawn} withdrawn.",
        "<we> upheld {upheld} <cases> and partly upheld {partially_upheld}, but did not uphold {not_upheld}.",
        "{upheld} <cases> were <upheld> and a further {partially_upheld} were <partly>. {not_upheld} were <not>.",
    )),
    Family("ellipsis: of these", Subject.STAGE, (
        "<we> <answered> {responded} <cases> <in_year>. Of these, {upheld} §were <upheld> and a further {partially_upheld} <partly>; the [remaining|other] {not_upheld} §were <not>, leaving aside those withdrawn.",
        "<we> <answered> {responded} <cases> <in_year>. {upheld} of them §were <upheld> and {partially_upheld} <partly>.",
        "{responded} <cases> were <answered>. [Of those|Among them|Of that number], {upheld_or_partially_upheld} were <both>.",
        "<In_year> {responded} <cases> were <answered>, {upheld} of which §were <upheld> and {not_upheld} of which §were <not>.",
    )),
    Family("respectively: outcomes", Subject.STAGE, (
        "<cases> upheld, partly upheld and not upheld numbered {upheld}, {partially_upheld} and {not_upheld} respectively.",
        "The proportions of <cases> <upheld>, <partly> and <not> were {upheld%}, {partially_upheld%} and {not_upheld%} respectively.",
    )),
    Family("fault in other words", Subject.STAGE, (
        "<we> found [that we were at fault|ourselves at fault|fault on our part] in {upheld} <cases> and partly at fault in {partially_upheld}.",
        "In {upheld_or_partially_upheld} [cases|complaints]<at> ({upheld_or_partially_upheld%}) [the complainant was right, at least in part|we agreed with all or part of what was said|something had gone wrong, at least in part].",
        "{upheld} <cases> §were justified, {partially_upheld} §were partly justified and {not_upheld} §were not justified.",
        "<In_year> <we> [decided in favour of the complainant|found for the complainant] in {upheld} <cases>.",
        "No fault was found in {not_upheld} <cases>.",
    )),
    Family("uphold rate", Subject.STAGE, (
        "The [uphold rate|proportion upheld or partly upheld|combined uphold rate]<at> was {upheld_or_partially_upheld%} (<prior_year>: {upheld_or_partially_upheld%@p}).",
        "{upheld_or_partially_upheld%} of <cases> were <both>, <compared> {upheld_or_partially_upheld%@p} <prior>.",
        "The percentage of <cases> that were <both> was {upheld_or_partially_upheld%}.",
        "{not_upheld%} of <cases> were <not> <in_year>.",
    )),
    Family("withdrawn", Subject.STAGE, (
        "{withdrawn} <cases> §were <withdrawn>.",
        "A further {withdrawn} <cases> ({withdrawn%}) §were <withdrawn>.",
        "{responded} <cases> were <answered>, including {withdrawn} that §were <withdrawn>.",
    )),
    Family("number words", Subject.STAGE, (
        "{upheld:w} <cases> §were <upheld>, {partially_upheld:w} §were <partly> and {not_upheld:w} §were <not>.",
        "{withdrawn:w} of the {responded} <cases> <answered> §were withdrawn.",
        "{escalated:w} <cases> §were escalated to <next_stage>.",
    )),
    Family("label and number", Subject.STAGE, (
        "Outcomes of <cases> closed <in_year>:\n= Upheld: {upheld} ({upheld%})\n= Partially upheld: {partially_upheld} ({partially_upheld%})\n= Not upheld: {not_upheld} ({not_upheld%})\n= Withdrawn: {withdrawn}",
        "<cases> <in_year>:\n= Received: {received}\n= Answered: {responded}\n= Answered in time: {on_time}\n= Average time (working days): {average}",
        "<cases> <in_year>:\n= Received – {received}\n= Closed – {responded}\n= Upheld – {upheld}\n= Partly upheld – {partially_upheld}\n= Not upheld – {not_upheld}",
        "<cases> <in_year> – received {received}; <answered> {responded}; upheld {upheld}; partly upheld {partially_upheld}; not upheld {not_upheld}.",
    )),
    Family("bullets with a lead-in", Subject.STAGE, (
        "<In_year> <we>:\n- received {received} <cases>\n- <answered> {responded}[ of them|]\n- replied to {on_time%} [on time|within {limit} working days]",
        "Of the {responded} <cases> <answered> <in_year>:\n- {upheld} §were <upheld>\n- {partially_upheld} §were <partly>\n- {not_upheld} §were <not>",
        "The outcomes of the {responded} <cases> closed were as follows:\n- {upheld%} <upheld> ({upheld})\n- {partially_upheld%} <partly> ({partially_upheld})\n- {not_upheld%} <not> ({not_upheld})",
        "[Headlines|Key points|In brief]:\n- {received} <cases> received, <compared> {received@p} <prior>\n- {on_time%} answered <on_time>\n- {upheld_or_partially_upheld%} <both>",
        "<In_year> there were:\n- {received} <cases>, {received@p} <prior>\n- {escalated} escalations to <next_stage>",
    )),
    Family("question and answer", Subject.STAGE, (
        "? How many <cases> did we receive <in_year>?\n{received}, <compared> {received@p} <prior>.",
        "? How many <cases> did we receive?\nWe received {received} <in_year>.\n? How many were upheld?\n{upheld} were upheld and {partially_upheld} were partly upheld.",
        "? How quickly were <cases> answered?\nWe answered {on_time%} on time. The average was {average} working days.",
    )),
    Family("numbers set large", Subject.STAGE, (
        "# {received}\n( <cases> received\n# {on_time%}\n( answered on time",
        "# {upheld_or_partially_upheld%}\n( of <cases> upheld or partly upheld",
        "# {received}\n( <cases> received in <own_year>",
    )),
)  # fmt: skip

TIME = (
    Family("on time: percent", Subject.STAGE, (
        "{on_time%} of <cases> were <replied> <on_time> <in_year>.",
        "<we> <replied> {on_time%} of <cases> <on_time>.",
        "{on_time%} of <replies> to <cases> were <sent> <on_time>, <compared> {on_time%@p} <prior>.",
        "<on_time> performance<at> was {on_time%}.",
        "Timeliness<at> stood at {on_time%} for the year.",
    )),
    Family("on time: within so many days", Subject.STAGE, (
        "{on_time%} of <cases> were <replied> <within> {limit} working days.",
        "<we> <replied> {on_time} <cases> ({on_time%}) <within> {limit} working days.",
        "The time limit<at> is {limit} working days. It was met [in {on_time%} of cases|for {on_time%} of complaints|{on_time%} of the time].",
        "{on_time} of the {responded} <cases> <answered> ({on_time%}) [met|kept to] the {limit}-day [target|limit|standard].",
        "<cases> should be answered within {limit} working days, and {on_time%} were.",
        "Our {limit}-working-day standard was achieved for {on_time%} of <cases> ({on_time%@p} in <prior_year>).",
    )),
    Family("on time: count and base", Subject.STAGE, (
        "{on_time} of {responded} <replies> to <cases> were <sent> <on_time> ({on_time%}).",
        "{on_time} out of {responded?} <cases> were <replied> <on_time>.",
        "Of the {responded} <cases> <answered>, {on_time} were answered <on_time>, [which is|equivalent to|or] {on_time%}.",
        "Of <cases> closed <in_year>, {on_time} met the deadline and {late} did not.",
    )),
    Family("late", Subject.STAGE, (
        "{late} <cases> ({late%}) were answered <late>.",
        "{late%} of <replies> to <cases> were <sent> <late>.",
        "{late} <replies> to <cases> §were <late>.",
        "[Regrettably|Unfortunately], {late} of the {responded} <cases> <answered> took longer than {limit} working days.",
    )),
    Family("not on time", Subject.STAGE, (
        "{late%} of <cases> were not answered <on_time>.",
        "<we> [failed|were unable] to reply <on_time> to {late} <cases> ({late%}).",
        "The time limit was missed for {late} <cases>.",
        "{late} <cases> did not receive a reply within {limit} working days.",
    )),
    Family("several limits", Subject.STAGE, (
        "{on_time%} of <cases> were answered within {limit} working days and {long%} within {long_limit} working days.",
        "{on_time} <cases> ({on_time%}) were answered within {limit} working days; a reply had gone out within {long_limit} working days in {long} ({long%}).",
        "Within {limit} working days we answered {on_time%} of <cases>; within {long_limit} working days, {long%}.",
    )),
    Family("target", Subject.STAGE, (
        "Our target is to answer {target%} of <cases> on time. <In_year> we managed {on_time%}.",
        "{on_time%} of <cases> were <replied> <on_time>, against a target of {target%}.",
        "{on_time%} of <cases> were answered <on_time> (target {target%}).",
        "The [target|KPI|corporate target] for <replies> sent <on_time><at> is {target%}; the [result|outturn|out-turn] was {on_time%}.",
    )),
    Family("average", Subject.STAGE, (
        "On average it took {average} working days to [answer|respond to|close] <cases>.",
        "The average [response time|time taken to respond|time to reply] to <cases> <took> {average} [working |]days.",
        "<cases> were answered in an average of {average} working days, <compared> {average@p} <prior>.",
        "The mean number of working days taken to close <cases> was {average}.",
        "A reply to <cases> took {average} working days on average (<prior_year>: {average@p}).",
    )),
    Family("subordinate clauses", Subject.STAGE, (
        "Although the number of <cases> received <rose> by {change~%}, from {received@p} <prior> to {received} <in_year>, the proportion answered on time held up at {on_time%}.",
        "While {on_time%} of <cases> were answered on time, the average reply took {average} working days.",
        "<In_year>, when {any:2-6} posts in the team were vacant, {received} <cases> <were_got>, of which {on_time%} were answered on time.",
        "With {received} <cases> received and {responded} <answered>, {carried_forward} were open at the end of the year.",
    )),
)  # fmt: skip

STAGES = (
    Family("escalated", Subject.NEXT, (
        "{escalated} <cases> were <escalated> <next_stage>.",
        "{escalated} complaints [were escalated|progressed|moved up] from <this_stage> to <next_stage>[, compared with {escalated@p} <prior>|].",
        "{escalated} <customers> were not satisfied with the answer at <this_stage> and asked for their complaint to be considered at <next_stage>.",
        "There were {escalated} escalations to <next_stage>[ ({escalated@p} in <prior_year>)|].",
    )),
    Family("escalation rate", Subject.NEXT, (
        "{escalated} complaints, {rate~%} of those received at <this_stage>, were escalated to <next_stage>.",
        "The escalation rate from <this_stage> to <next_stage> was {rate~%} ({escalated} complaints).",
    )),
    Family("two stages", Subject.NEXT, (
        "<we> <got> {received} complaints at <this_stage> and {received/next} at <next_stage> <in_year>.",
        "{received} complaints <were_got> at <this_stage>; at <next_stage> there were {received/next}.",
        "At <this_stage> <we> <got> {received} complaints ({received@p} in <prior_year>). At <next_stage> the number was {received/next} ({received@p/next}).",
    )),
    Family("respectively: stages", Subject.NEXT, (
        "At <this_stage> and <next_stage> <we> <answered> {responded} and {responded/next} complaints respectively.",
        "The average time to reply was {average} working days at <this_stage> and {average/next} at <next_stage>.",
        "{on_time%} and {on_time%/next} of complaints were answered on time at <this_stage> and <next_stage> respectively.",
    )),
    Family("former and latter", Subject.NEXT, (
        "There were {received} complaints at <this_stage> and {received/next} at <next_stage>. {on_time%} of the former were answered on time, and {on_time%/next} of the latter.",
    )),
    Family("on time at two stages", Subject.NEXT, (
        "{on_time%} of <this_stage> complaints and {on_time%/next} of <next_stage> complaints were answered on time.",
        "<we> answered {on_time%} of complaints within {limit} working days at <this_stage> and {on_time%/next} within {limit/next} working days at <next_stage>.",
        "At <this_stage>, {on_time%} were answered on time; at <next_stage>, {on_time%/next}.",
    )),
    Family("upheld at two stages", Subject.NEXT, (
        "At <this_stage> {upheld_or_partially_upheld%} of complaints were <both>; at <next_stage> {upheld_or_partially_upheld%/next} were.",
        "{upheld} of the {responded} complaints <answered> at <this_stage> were upheld, and {upheld/next} of the {responded/next} at <next_stage>.",
    )),
)  # fmt: skip

GROUPS = (
    Family("services in order", Subject.SERVICE, (
        "<group1> received the most <cases> ({group1}), followed by <group2> ({group2}) and <group3> ({group3}).",
        "The services with the most <cases> were <group1> with {group1}, <group2> with {group2} and <group3> with {group3}.",
        "{group1} <cases> were about <group1>, {group2} about <group2> and {group3} about <group3>.",
    )),
    Family("service shares", Subject.SERVICE, (
        "<group1> accounted for {group1%} of <cases> received, and <group2> for {group2%}.",
        "{group1} <cases> ({group1%}) were about <group1>.",
    )),
    Family("service list", Subject.SERVICE, (
        "<cases> received by service <in_year>:\n- <group1>: {group1}\n- <group2>: {group2}\n- <group3>: {group3}",
        "<cases> received by service:\n= <group1> – {group1} ({group1%})\n= <group2> – {group2} ({group2%})\n= <group3> – {group3} ({group3%})",
    )),
    Family("themes", Subject.THEME, (
        "The most common reasons for <cases> were <group1> ({group1}), <group2> ({group2}) and <group3> ({group3}).",
        "<group1> was the [main|most frequent|commonest] reason for complaint, with {group1} <cases>; <group2> came next with {group2}.",
        "{group1} <cases> concerned <group1>, {group2} concerned <group2>.",
    )),
    Family("channels", Subject.CHANNEL, (
        "{group1} <cases> were made by <group1>, {group2} by <group2> and {group3} by <group3>.",
        "<cases> most often reached us by <group1> ({group1%}), then by <group2> ({group2%}).",
    )),
)  # fmt: skip

ABOVE = (
    Family("ombudsman: received and decided", Subject.OMBUDSMAN, (
        "<the_ombudsman> received {o_received} complaints [and enquiries |]about the Council <in_year> and made {o_decided} decisions.",
        "{o_received} complaints about the Council were made to <the_ombudsman> <in_year> ({o_received@p} <prior_bare>).",
        "<the_ombudsman> decided {o_decided} complaints <in_year>, <compared> {o_decided@p} <prior>.",
    )),
    Family("ombudsman: investigated and upheld", Subject.OMBUDSMAN, (
        "<the_ombudsman> carried out {o_investigated} detailed investigations and upheld {o_upheld} of them[, an uphold rate of {o_upheld%}|].",
        "Of the {o_investigated} cases that <the_ombudsman> investigated in detail, {o_upheld} ({o_upheld%}) were upheld and {o_not_upheld} were not.",
        "<the_ombudsman> found fault in {o_upheld} of the {o_investigated} complaints [it investigated|that it looked into in detail].",
    )),
    Family("ombudsman: rate beside others", Subject.OMBUDSMAN, (
        "<the_ombudsman> upheld {o_upheld%} of the complaints it investigated, against an average of {any:55-78}% for similar [councils|authorities].",
        "Our uphold rate at <the_ombudsman> was {o_upheld%}. [The national average was|Nationally it was] {any:55-78}%.",
    )),
    Family("ombudsman: compliance", Subject.OMBUDSMAN, (
        "<the_ombudsman> was satisfied that we [had complied with|carried out] its recommendations in {o_complied%} of cases.",
        "Compliance with <the_ombudsman>'s recommendations was {o_complied%}.",
        "We complied with {o_complied%} of the remedies that <the_ombudsman> recommended.",
    )),
    Family("ombudsman: remedies", Subject.OMBUDSMAN, (
        "<the_ombudsman> recommended payments that came to {o_paid} in all.",
        "We paid {o_paid} in remedies recommended by <the_ombudsman> <in_year> ({o_paid@p} <prior_bare>).",
        "Compensation paid following decisions by <the_ombudsman> totalled {o_paid}.",
    )),
)  # fmt: skip

WHOLE = (
    Family("compliments", Subject.WHOLE, (
        "<we> received {compliments} <praise> <in_year>, <compared> {compliments@p} <prior>.",
        "{compliments} <praise> were recorded <in_year> ({compliments@p} in <prior_year>).",
        "<In_year> [residents|customers|people] sent us {compliments} <praise>.",
        "There were {compliments} <praise> <in_year>, {compliments@p} the year before and {compliments@pp} in <two_back>.",
    )),
    Family("learning", Subject.WHOLE, (
        "{learning} service improvements were identified from complaints <in_year>.",
        "Services recorded {learning} [learning actions|actions to improve] as a result of complaints.",
        "Complaints led to {learning} changes to the way we work.",
    )),
    Family("members' enquiries", Subject.WHOLE, (
        "<we> also received {enquiries} enquiries from councillors and MPs <in_year>, <compared> {enquiries@p} <prior>.",
        "{enquiries} Member enquiries were logged <in_year>.",
        "[Councillors and Members of Parliament|MPs and councillors] sent us {enquiries} enquiries <in_year>.",
    )),
)  # fmt: skip

DECOYS = (
    Family("decoy: the area", Subject.DECOY, (
        "The area has about {any:60-600},000 residents and the Council employs {any:600-4000} people.",
        "Our contact centre answered {any:100-900},{any:100-999} calls <in_year>, with an average wait of {any:2-9} minutes.",
        "Crews empty {any:20-90},000 bins a week, so that {any:97-99}.{any:1-9}% are collected on the right day.",
    )),
    Family("decoy: money and staff", Subject.DECOY, (
        "The complaints team has {any:3-12} staff and costs £{any:100-400},000 a year.",
        "{any:20-90} managers attended training on complaint handling in {any:3-9} sessions.",
        "There are no financial implications beyond the existing budget of £{any:30-90},{any:100-999}.",
    )),
    Family("decoy: satisfaction", Subject.DECOY, (
        "We surveyed {any:150-400} customers and {any:40-120} replied; {any:50-80}% were satisfied with how they had been treated.",
        "Satisfaction with complaint handling was {any:20-60}%.",
    )),
    Family("decoy: dates and rules", Subject.DECOY, (
        "A complaint must be made within {any:6-12} months of the event. The policy was last reviewed on {any:2-28} May <start>.",
        "All complaints are acknowledged within {any:2-5} working days.",
        "For advice call {any:100-999} {any:1000-9999} between 9am and 5pm, Monday to Friday.",
    )),
    Family("decoy: others' figures", Subject.DECOY, (
        "A neighbouring authority received {any:300-900} complaints and upheld {any:30-60}% of them.",
        "Nationally, {any:60-75}% of councils answered more than {any:70-90}% of complaints on time.",
    )),
    Family("decoy: one case", Subject.DECOY, (
        "One resident told us that {any:3-9} bins had been missed over {any:4-10} weeks; the round has been changed and {any:20-60} homes have benefited.",
        "A family waited {any:3-9} weeks for a visit. We apologised and now check every request after {any:2-5} days.",
    )),
)  # fmt: skip

FAMILIES: tuple[Family, ...] = (*RECEIVED, *OUTCOMES, *TIME, *STAGES, *GROUPS, *ABOVE, *WHOLE, *DECOYS)


def about(subject: Subject) -> Iterator[Family]:
    """The families that talk about something."""
    return (family for family in FAMILIES if family.subject is subject)
