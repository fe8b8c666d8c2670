"""What rows and columns of tables are called, as data. ``{limit}`` is the time limit of the stage in working days."""

# ruff: noqa: E501  (a wording stands on one line, so that the list can be read)

from __future__ import annotations

from schemas.codes import Stage, Stream

COUNT: dict[str, tuple[str, ...]] = {
    "received": ("Received", "Complaints received", "Number received", "Number of complaints received", "New complaints", "Total received", "No. received", "Logged", "Complaints made"),
    "responded": ("Responded to", "Closed", "Complaints closed", "Completed", "Answered", "Number answered", "Responses issued", "Replies sent", "Concluded"),
    "upheld": ("Upheld", "Fully upheld", "Number upheld", "Complaints upheld", "Upheld in full"),
    "partially_upheld": ("Partially upheld", "Partly upheld", "Part upheld", "Upheld in part", "Partially Upheld"),
    "upheld_or_partially_upheld": ("Upheld or partly upheld", "Upheld/partially upheld", "Upheld in full or in part", "Upheld (fully or partly)"),
    "not_upheld": ("Not upheld", "Number not upheld", "Complaints not upheld", "Not Upheld"),
    "withdrawn": ("Withdrawn", "Complaint withdrawn", "Number withdrawn"),
    "on_time": ("Answered on time", "Responded to within timescale", "Closed within target", "In time", "Number on time", "Answered within {limit} working days", "Replied to within {limit} days"),
    "late": ("Late", "Out of time", "Outside timescale", "Answered late", "Overdue"),
    "average": ("Average days to respond", "Average response time (working days)", "Average working days", "Mean days to close", "Average time taken (days)", "Av. days to reply"),
    "brought_forward": ("Brought forward", "Open at start of year", "Carried over from previous year"),
    "carried_forward": ("Carried forward", "Open at end of year", "Outstanding at year end"),
}  # fmt: skip
PERCENT: dict[str, tuple[str, ...]] = {
    "upheld": ("% upheld", "Percentage upheld", "Upheld (%)"),
    "upheld_or_partially_upheld": ("% upheld or partly upheld", "Upheld or partially upheld (%)", "Percentage upheld in full or in part"),
    "not_upheld": ("% not upheld", "Not upheld (%)"),
    "on_time": ("% answered on time", "Percentage within timescale", "On time (%)", "% within {limit} working days", "% in time", "Percentage of replies sent within {limit} working days"),
    "late": ("% late", "Percentage out of time"),
}  # fmt: skip
TOTALS = ("Total", "Totals", "All", "Overall", "Grand total")
STREAMS: dict[Stream, tuple[str, ...]] = {
    Stream.CORPORATE: ("Corporate", "Corporate complaints"),
    Stream.ADULT_SOCIAL_CARE: ("Adult social care", "Adults", "ASC"),
    Stream.CHILDREN_STATUTORY: ("Children's social care", "Children's statutory"),
    Stream.CHILDREN_CORPORATE: ("Children's corporate", "Children's non-statutory"),
    Stream.HOUSING: ("Housing", "Landlord"),
}
STAGES: dict[Stage, tuple[str, ...]] = {
    Stage.STAGE_1: ("Stage 1", "Stage One", "S1"),
    Stage.STAGE_2: ("Stage 2", "Stage Two", "S2"),
    Stage.STAGE_3: ("Stage 3", "Stage Three", "S3"),
    Stage.STAGE_2_ESCALATED: ("Stage 2 (escalated)", "Stage 2 after escalation"),
    Stage.ALL: ("Single stage", "Statutory (one stage)"),
}
SHARES = ("%", "% of total", "Share", "Percentage of complaints", "Share of total")
QUARTERS = (
    ("Q1", "Q2", "Q3", "Q4"),
    ("Quarter 1", "Quarter 2", "Quarter 3", "Quarter 4"),
    ("Q1 (Apr-Jun)", "Q2 (Jul-Sep)", "Q3 (Oct-Dec)", "Q4 (Jan-Mar)"),
    ("Apr-Jun", "Jul-Sep", "Oct-Dec", "Jan-Mar"),
)
HALVES = (("H1", "H2"), ("First half", "Second half"), ("Apr-Sep", "Oct-Mar"))
MONTHS = (
    ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"),
    ("April", "May", "June", "July", "August", "September", "October", "November", "December", "January", "February", "March"),
)  # fmt: skip
SERVICE_HEADS = ("Service", "Service area", "Directorate", "Team", "Department")
THEME_HEADS = ("Theme", "Reason", "Category", "Nature of complaint", "Subject of complaint", "Cause")
CHANNEL_HEADS = ("Channel", "Method of contact", "How received", "Contact method")
RATINGS = ("Green", "Amber", "Red")
TRENDS = ("Improved", "Worse", "Unchanged")
