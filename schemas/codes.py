"""Codes: every value that a coded column may hold, each with its definition.

The definitions feed the ``codes`` table and ``docs/schema.md``; the data dictionary in the
documentation is generated from them, so a code without a definition cannot exist.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Code(StrEnum):
    """A code that carries its own definition."""

    definition: str

    def __new__(cls, value: str, definition: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.definition = definition
        return member


class Stream(Code):
    """Which complaints procedure a number belongs to."""

    CORPORATE = (
        "corporate",
        "The council's own two-stage procedure: the whole council, or its services other than children's.",
    )
    ADULT_SOCIAL_CARE = (
        "adult_social_care",
        "The statutory adults' procedure (Local Authority Social Services and NHS Complaints "
        "(England) Regulations 2009).",
    )
    CHILDREN_STATUTORY = (
        "children_statutory",
        "The three-stage procedure of the Children Act 1989 (Representations Procedure Regulations 2006).",
    )
    CHILDREN_CORPORATE = (
        "children_corporate",
        "Complaints about children's services or education handled under the corporate procedure.",
    )
    SCHOOLS = ("schools", "Complaints about schools, which the schools themselves answer.")
    HOUSING = ("housing", "Complaints to the council as landlord, under the Housing Ombudsman's code.")
    PUBLIC_HEALTH = ("public_health", "Complaints about public health services.")
    MEMBER_ENQUIRIES = (
        "member_enquiries",
        "Enquiries by MPs and councillors: not complaints, and never added to them.",
    )
    CHILDREN = ("children", "A total for children's services over the statutory and the corporate procedure.")
    ALL = (
        "all",
        "Every stream that the report covers; also the single procedure of Scottish councils.",
    )


class Stage(Code):
    """Which step of the procedure a number belongs to."""

    INFORMAL = ("informal", "Resolved before the formal procedure: concerns, representations, early resolution.")
    STAGE_1 = ("stage_1", "First formal answer.")
    STAGE_2 = ("stage_2", "Second formal answer; in Scotland, complaints that went directly to investigation.")
    STAGE_2_ESCALATED = (
        "stage_2_escalated",
        "Scottish model procedure: investigation after a stage 1 answer.",
    )
    STAGE_3 = ("stage_3", "Third formal answer: review panel.")
    OMBUDSMAN = ("ombudsman", "Complaints to an ombudsman: LGSCO, Housing Ombudsman, SPSO, PSOW or NIPSO.")
    DFE = ("dfe", "School complaints referred to the Department for Education.")
    ALL = ("all", "Stages added together, or a procedure whose stage the report does not name.")


class Measure(Code):
    """What was counted or measured."""

    RECEIVED = ("received", "New in the period.")
    INVESTIGATED = ("investigated", "Investigated in the period, where the report says so.")
    RESPONDED = ("responded", "Answered or closed in the period.")
    DECIDED = ("decided", "Decisions made by an ombudsman.")
    ESCALATED = ("escalated", "Came up into this stage from the one below; the stage is the destination.")
    DIRECT = ("direct", "Went straight into this stage.")
    UPHELD = ("upheld", "Fully upheld only.")
    PARTIALLY_UPHELD = ("partially_upheld", "Partly upheld only.")
    UPHELD_OR_PARTIALLY_UPHELD = ("upheld_or_partially_upheld", "Upheld in full or in part, together.")
    NOT_UPHELD = ("not_upheld", "Not upheld: no fault found.")
    WITHDRAWN = ("withdrawn", "Withdrawn by the complainant.")
    RESOLVED = ("resolved", "Closed as resolved, without a finding.")
    REJECTED = ("rejected", "Not accepted: out of remit, premature, or without consent.")
    ON_TIME = ("on_time", "Answered within the time limit that target_days gives.")
    LATE = ("late", "Answered after the time limit that target_days gives.")
    AVERAGE_DAYS = ("average_days", "Mean number of days to answer.")
    ON_TIME_TARGET = ("on_time_target", "The council's own target for the share answered on time.")
    BROUGHT_FORWARD = ("brought_forward", "Open at the start of the period.")
    CARRIED_FORWARD = ("carried_forward", "Open at the end of the period.")
    COMPLIMENTS = ("compliments", "Compliments received.")
    RECOMMENDATIONS = ("recommendations", "Ombudsman cases that carried recommendations or remedies.")
    COMPLIANCE = ("compliance", "Ombudsman remedies or recommendations complied with.")
    PUBLIC_REPORTS = ("public_reports", "Public interest reports that an ombudsman issued.")
    REMEDY_PAID = ("remedy_paid", "Money paid as a remedy.")
    LEARNING_ACTIONS = ("learning_actions", "Service improvements identified from complaints.")


class Unit(Code):
    """In what a value is measured."""

    COUNT = ("count", "A number of cases.")
    PERCENT = ("percent", "Percent as published: 54% is 54.")
    DAYS = ("days", "Days, calendar or working as the report says.")
    GBP = ("gbp", "Pounds sterling.")
    PER_1000 = ("per_1000", "Per 1,000 people or homes.")


class PeriodType(Code):
    """What kind of period a number covers."""

    FINANCIAL_YEAR = ("financial_year", "1 April to 31 March.")
    ACADEMIC_YEAR = ("academic_year", "A school year, 1 September to 31 August.")
    CALENDAR_YEAR = ("calendar_year", "1 January to 31 December.")
    HALF = ("half", "Half of a financial year: H1 is April to September.")
    QUARTER = ("quarter", "A quarter of a financial year: Q1 is April to June.")
    MONTH = ("month", "A month of a financial year: M01 is April.")


class Dimension(Code):
    """What a number is broken down by."""

    SERVICE_AREA = ("service_area", "Directorate, service or team.")
    THEME = ("theme", "Reason, issue or subject of the complaint.")
    COMPLAINANT = ("complainant", "Who complained.")
    CATEGORY_OF_SUPPORT = ("category_of_support", "The support that a child or adult receives.")
    AGE = ("age", "Age group.")
    GENDER = ("gender", "Gender.")
    ETHNICITY = ("ethnicity", "Ethnic group.")
    CHANNEL = ("channel", "How the complaint arrived.")
    DECISION = ("decision", "Kind of decision that an ombudsman made.")
    WARD = ("ward", "Electoral ward or area.")
    OTHER = ("other", "A breakdown by something else.")


class Method(Code):
    """How a number was read."""

    TABLE = ("table", "From a cell of a table.")
    PROSE = ("prose", "From a sentence.")
    CHART = ("chart", "From a labelled chart.")


class Outcome(Code):
    """What came of reading one input file."""

    OK = ("ok", "Read in full.")
    PARTIAL = ("partial", "Read, but some pages could not be; the message names them.")
    IMAGE_ONLY = ("image_only", "The pages are pictures: no text layer.")
    ENCRYPTED = ("encrypted", "Protected by a password.")
    DAMAGED = ("damaged", "Not a readable PDF.")
    TIMED_OUT = ("timed_out", "Reading took longer than allowed.")
    OUT_OF_MEMORY = ("out_of_memory", "Reading needed more memory than allowed.")
    TOO_LARGE = ("too_large", "Not read: more bytes or pages than allowed.")
    NOTHING_FOUND = ("nothing_found", "Readable text, but no complaints figures in it.")


class DiscrepancyKind(Code):
    """How published numbers disagree."""

    CONFLICT = ("conflict", "Two values for one fact in one report.")
    SUM = ("sum", "A total is not the sum of its parts.")
    RATE = ("rate", "A percentage does not follow from its count and base, beyond rounding.")
    RESTATEMENT = ("restatement", "A later report gives another value for an earlier year.")
    PRIOR_YEAR = ("prior_year", "The previous-year figure a report quotes is not what the earlier report said.")


class Severity(Code):
    """How far disagreeing numbers are apart."""

    MINOR = (
        "minor",
        "At most one percentage point, or one case where both numbers are 30 or more.",
    )
    MAJOR = ("major", "More than that.")


class ClaimKind(Code):
    """What a percentage in running text claims about other figures."""

    CHANGE = ("change", "By how much a figure rose or fell.")
    ESCALATION = ("escalation", "Share of the complaints at one stage that went on to the next.")
    SHARE = ("share", "Share of all complaints that a group of them is.")


class Direction(Code):
    """Which way a figure is said to have moved."""

    UP = ("up", "It rose.")
    DOWN = ("down", "It fell.")


class Role(Code):
    """What a number has to do with a discrepancy."""

    STATED = ("stated", "The number as stated.")
    OTHER = ("other", "The number that it disagrees with.")
    PART = ("part", "A number that the arithmetic needs: a part of the sum, a count, a base.")


class Grade(Code):
    """How well the figures of a benchmark row are borne out by others."""

    RECONCILED = (
        "reconciled",
        "Every figure of the row is stated twice alike, or takes part in arithmetic that closes.",
    )
    STATED_ONCE = ("stated_once", "Nothing contradicts the figures, but not all of them are borne out by others.")
    DISPUTED = ("disputed", "A figure of the row takes part in a discrepancy.")


class CountBasis(Code):
    """Which measure the count of a benchmark row is; the first that a report gives, in this order."""

    RECEIVED = ("received", Measure.RECEIVED.definition)
    INVESTIGATED = ("investigated", Measure.INVESTIGATED.definition)
    RESPONDED = ("responded", Measure.RESPONDED.definition)
    ESCALATED = ("escalated", Measure.ESCALATED.definition)


class UpheldBasis(Code):
    """How the upheld number of a benchmark row came about."""

    STATED = ("stated", "The report states upheld or partly upheld together, or upheld as its only finding.")
    SUMMED = ("summed", "Sum of upheld and partly upheld, which the report gives apart.")
    FROM_PERCENT = (
        "from_percent",
        "The only whole number of the complaints responded to that gives the stated percentage.",
    )
    PARTIALLY_UPHELD_ONLY = ("partially_upheld_only", "Only partly upheld complaints are stated.")


class RateBasis(Code):
    """What the rates of a benchmark row are shares of."""

    RESPONDED = ("responded", Measure.RESPONDED.definition)
    INVESTIGATED = ("investigated", Measure.INVESTIGATED.definition)
    DECIDED = ("decided", Measure.DECIDED.definition)
    RECEIVED = ("received", Measure.RECEIVED.definition)
    ESCALATED = ("escalated", Measure.ESCALATED.definition)


class BenchmarkFigure(Code):
    """A cell of the benchmark that rests on observations."""

    COUNT = ("count", "Number of complaints.")
    UPHELD = ("upheld", "Upheld or partly upheld together.")
    UPHELD_RATE = ("upheld_rate", "Share upheld or partly upheld.")
    ON_TIME = ("on_time", "Answered within the time limit.")
    ON_TIME_RATE = ("on_time_rate", "Share answered within the time limit.")
    RATE_BASE = ("rate_base", "Number of cases that the rates are shares of.")


class Status(Code):
    """Whether a figure that a reader would look for is there."""

    PUBLISHED = ("published", "A report states it: it is among the observations.")
    PUBLISHED_AS_IMAGE = (
        "published_as_image",
        "Not found, and the report for that year, or some pages of it, are pictures that were not read: "
        "it may stand there.",
    )
    NOT_FOUND = ("not_found", "The report for that year was read, and the figure was not found in it.")
    FAILED = ("failed", "The report for that year could not be read.")


class Action(Code):
    """What a correction did."""

    REPLACED = ("replaced", "The number as read was replaced by another.")
    DROPPED = ("dropped", "The number as read was left out.")
    NOT_READ = ("not_read", "Nothing: the report could not be read, so that none of its numbers is published.")


#: Coded columns by the name of their field in the ``codes`` table.
CODE_FIELDS: dict[str, type[Code]] = {
    "stream": Stream,
    "stage": Stage,
    "measure": Measure,
    "unit": Unit,
    "period_type": PeriodType,
    "dimension": Dimension,
    "method": Method,
    "outcome": Outcome,
    "kind": DiscrepancyKind,
    "severity": Severity,
    "role": Role,
    "claim": ClaimKind,
    "direction": Direction,
    "grade": Grade,
    "count_basis": CountBasis,
    "upheld_basis": UpheldBasis,
    "rate_basis": RateBasis,
    "figure": BenchmarkFigure,
    "status": Status,
    "action": Action,
}
