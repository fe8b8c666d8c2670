"""The questions that come with the database: SQL that a journalist need not write.

A parameter such as ``:stream`` becomes a field on the question's page; left empty it does not restrict.
A column named ``observation``, ``report`` or ``council`` is shown as a link to that row.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Query:
    """One question: its name in the address, its title, what the answer is, and the SQL."""

    name: str
    title: str
    description: str
    sql: str


QUERIES: tuple[Query, ...] = (
    Query(
        "upheld_rates_stage_1",
        "Upheld rates at stage 1, latest year",
        "Of the complaints answered at stage 1, the share upheld or partly upheld, in each council's latest year that "
        "states it. Procedures differ: compare within one stream.",
        """
        select council, stream, year, upheld_rate, upheld, upheld_basis, count, count_basis, report
        from benchmark as b
        where stage = 'stage_1' and upheld_rate is not null
          and (:stream = '' or stream = :stream)
          and year = (
            select max(year) from benchmark
            where council = b.council and stream = b.stream and stage = b.stage and upheld_rate is not null
          )
        order by stream, upheld_rate desc, council
        """,
    ),
    Query(
        "answering_late",
        "Councils answering late",
        "Share of complaints answered within the time limit in the latest year that states it, lowest first. "
        "Limits differ, so the limit stands beside the figure. Set below to 80 to see only those under 80%.",
        """
        select council, stream, stage, year, on_time_rate, on_time_target_days, on_time, count, count_basis, report
        from benchmark as b
        where on_time_rate is not null
          and (:below = '' or on_time_rate < cast(:below as real))
          and (:stream = '' or stream = :stream)
          and year = (
            select max(year) from benchmark
            where council = b.council and stream = b.stream and stage = b.stage and on_time_rate is not null
          )
        order by on_time_rate, council, stream, stage
        """,
    ),
    Query(
        "what_did_they_say",
        "What did this council say about …?",
        "Full-text search in the words that figures were read from, such as foster carers or refuse collection. "
        "Leave council empty to search them all.",
        """
        select o.council, o.label, o.evidence, o.page, o.report, o.id as observation
        from observations_fts as f join observations as o on o.rowid = f.rowid
        where observations_fts match case when trim(:about) = '' then '""' else escape_fts(:about) end
          and (:council = '' or o.council = :council)
        order by f.rank, o.label
        """,
    ),
    Query(
        "change_on_last_year",
        "Change on the year before",
        "Each council's complaints, upheld rate and share on time beside those of the year before. "
        "Where the bases of the two counts differ they are not the same thing: no change is shown.",
        """
        select b.council, b.stream, b.stage, b.year, a.count as count_before, b.count,
          b.count - a.count as change,
          case when a.count > 0 then round(100.0 * (b.count - a.count) / a.count, 1) end as change_percent,
          a.upheld_rate as upheld_rate_before, b.upheld_rate,
          a.on_time_rate as on_time_rate_before, b.on_time_rate, b.on_time_target_days
        from benchmark as b join benchmark as a
          on a.council = b.council and a.stream = b.stream and a.stage = b.stage
          and length(a.year) = length(b.year)
          and cast(substr(a.year, 1, 4) as integer) = cast(substr(b.year, 1, 4) as integer) - 1
        where (:council = '' or b.council = :council) and a.count_basis = b.count_basis
        order by b.council, b.stream, b.stage, b.year desc
        """,
    ),
    Query(
        "do_not_fit",
        "Figures that do not fit together",
        "Totals that are not the sum of their parts, percentages that do not follow from their counts, facts with two "
        "values, figures that later reports changed, each in a sentence with its pages, and what the council answered. "
        "Look at the report before you quote one: it may be our misreading.",
        """
        select d.council, d.severity, d.sentence, d.alternative, d.page, d.other_page, d.kind, d.report,
          d.observation, p.reply, p.date as replied
        from discrepancies as d left join replies as p on p.discrepancy = d.id
        where (:council = '' or d.council = :council) and (:severity = '' or d.severity = :severity)
        order by d.council, d.severity, d.report, d.page, d.id
        """,
    ),
    Query(
        "conflicting_statements",
        "Conflicting statements",
        "Facts that one report states with two values, each with its page and words: check the report before quoting "
        "either.",
        """
        select o.council, o.label, o.page, o.method, o.evidence, o.report, o.id as observation
        from observations as o join (
          select report, stream, stage, period, measure, unit, target_days, dimension, category
          from observations group by 1, 2, 3, 4, 5, 6, 7, 8, 9 having count(distinct value) > 1
        ) as g
          on g.report = o.report and g.stream = o.stream and g.stage = o.stage and g.period = o.period
          and g.measure = o.measure and g.unit = o.unit and g.target_days is o.target_days
          and g.dimension is o.dimension and g.category is o.category
        where (:council = '' or o.council = :council)
        order by o.report, o.stream, o.stage, o.period, o.measure, o.unit, o.category, o.page
        """,
    ),
    Query(
        "restated_figures",
        "Figures that changed from one report to the next",
        "The same fact with another value in another report of the same council.",
        """
        select later.council, later.label as label, earlier.value as value_before, later.value,
          earlier.report as report_before, later.report, later.page, later.id as observation
        from observations as later join observations as earlier
          on earlier.council = later.council and earlier.stream = later.stream and earlier.stage = later.stage
          and earlier.period = later.period and earlier.measure = later.measure and earlier.unit = later.unit
          and earlier.target_days is later.target_days
          and earlier.dimension is null and later.dimension is null
          and earlier.value <> later.value
        join reports as rl on rl.report = later.report
        join reports as re on re.report = earlier.report and re.year < rl.year
        where (:council = '' or later.council = :council)
        order by later.label, report_before
        """,
    ),
    Query(
        "whole_record",
        "A council's whole record",
        "Every benchmark row of one council, latest year first. Type the council's short name, such as stockport.",
        """
        select council, stream, stage, year, count, count_basis, upheld, upheld_rate, upheld_basis,
          on_time, on_time_rate, on_time_target_days, discrepancies, report
        from benchmark
        where council = :council
        order by year desc, stream, stage
        """,
    ),
    Query(
        "ombudsman_uphold_rates",
        "Ombudsman uphold rates",
        "How often an ombudsman found fault, in each council's latest year that says so.",
        """
        select council, stream, year, upheld_rate, upheld, upheld_basis, count, count_basis, report
        from benchmark as b
        where stage = 'ombudsman' and (upheld is not null or upheld_rate is not null)
          and year = (
            select max(year) from benchmark
            where council = b.council and stream = b.stream and stage = 'ombudsman'
              and (upheld is not null or upheld_rate is not null)
          )
        order by upheld_rate desc, council
        """,
    ),
    Query(
        "average_days",
        "How long answers take",
        "Mean number of days to answer, as the reports state it, slowest first.",
        """
        select council, stream, stage, period, value as days, page, evidence, report, id as observation
        from observations
        where measure = 'average_days' and dimension is null
          and (:stage = '' or stage = :stage)
        order by value desc, council
        """,
    ),
    Query(
        "what_complaints_are_about",
        "What complaints are about",
        "Breakdowns by theme or service as one council publishes them, largest first within each year.",
        """
        select council, period, stream, stage, dimension, category, measure, value, unit, page, report,
          id as observation
        from observations
        where dimension in ('theme', 'service_area') and measure in ('received', 'investigated', 'responded')
          and (:council = '' or council = :council)
        order by council, period desc, stream, stage, dimension, measure, unit, value desc
        """,
    ),
    Query(
        "unread_numbers",
        "Numbers that could not be read",
        "Numbers in places that were read, to which no meaning could be given: look them up in the report yourself.",
        """
        select r.council, u.report, u.page, u.text, u.reason
        from unread as u join reports as r on r.report = u.report
        where (:council = '' or r.council = :council)
        order by u.report, u.page, u.top, u.x0
        """,
    ),
    Query(
        "gaps",
        "What was not found",
        "Figures that a reader would look for, and that no report in this database states: not found in the report, on "
        "pages that are pictures, or in a report that could not be read. A gap is never a zero.",
        """
        select council, stream, stage, year, measure, status, report
        from coverage
        where status <> 'published'
          and (:council = '' or council = :council)
          and (:measure = '' or measure = :measure)
        order by council, year desc, stream, stage, measure
        """,
    ),
    Query(
        "corrected_numbers",
        "Numbers that were corrected",
        "Numbers that were read wrongly, or that a council has put right: what was read, what stands in its place, and "
        "why.",
        """
        select r.council, c.report, c.key, c.action, c.raw_value, c.value, c.reason, c.who, c.date, c.page, c.evidence,
          c.observation
        from corrections as c join reports as r on r.report = c.report
        where (:council = '' or r.council = :council)
        order by c.report, c.key
        """,
    ),
    Query(
        "reports_not_read",
        "Reports that could not be read in full",
        "Input files that gave no figures, or not all of them, and why.",
        """
        select report, council, outcome, message, pages, filename
        from reports
        where outcome <> 'ok'
        order by report
        """,
    ),
)
