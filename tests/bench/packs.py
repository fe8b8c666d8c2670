"""Council packs: a hundred and more pages of budgets, planning lists and minutes with one complaints report inside.

The pages around the report are typeset here, at random from lists of words; the report itself is any PDF. So what is
to be found in a pack is known: what is found in the report alone, so many pages further on.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

_STYLES = getSampleStyleSheet()
_SMALL = ParagraphStyle("small", parent=_STYLES["BodyText"], fontSize=8, leading=10)


def _listed(words: str) -> list[str]:
    return words.split(", ")


_SERVICES = _listed(
    "Adult Social Care, Children's Services, Highways, Waste Collection, Housing Options, Planning Policy, Libraries, "
    "Public Health, Parks, Revenues, Legal Services, Facilities, Licensing, Car Parks, Culture, Registrars, Benefits, "
    "Street Lighting, Economic Growth, Electoral Services, School Improvement, Home to School Transport, Fleet"
)
_STREETS = _listed(
    "High Street, Mill Lane, Station Road, Church Walk, The Green, Victoria Avenue, Park Road, Bridge End"
)
_WORKS = _listed(
    "single storey rear extension, change of use to a dwelling, erection of nine houses, replacement shop front, "
    "loft conversion with dormer, felling of one oak, detached garage, installation of solar panels"
)
_SUBJECTS = _listed(
    "Revenue budget monitoring, Capital programme, Treasury management, Local plan, Highways maintenance, "
    "Asset management, Procurement, Leisure contract, Climate action plan, School places, Fees and charges, "
    "Town centre regeneration, Flood risk, Workforce strategy, Members' allowances, Risk management"
)
_CLAUSES = (
    "The forecast for the year is an overspend of £{n}.{d}m, which is {d}.{e}% of the net budget",
    "Cabinet is asked to approve the recommendations that are set out in paragraph {d}.{e}",
    "Consultation ran for {k} weeks and drew {n} responses, of which {k} were in favour",
    "The reserve stood at £{n}.{d}m on 31 March and will be used over {d} years",
    "Officers have reviewed the contract and expect savings of £{n},000 a year from 20{k}",
    "The scheme provides {n} homes, of which {k} are affordable, on a site of {d}.{e} hectares",
    "There are no direct legal implications; the decision is within the powers of Cabinet",
    "The works will begin in the spring and are due to take {k} months",
    "Interest rates rose to {d}.{e}% in the period and {k} loans were repaid early",
    "The risk is scored {k} after mitigation and stays on the corporate register",
    "An equality impact assessment has been made and found no adverse effect on any group",
    "The road surface was renewed over {n} metres and {k} drains were cleared",
)
#: Sentences of other papers that speak of complaints, as they do now and then, and give no figures of them.
_IN_PASSING = (
    "Residents who are unhappy with the decision may use the complaints procedure of the council.",
    "The operator must keep a log of complaints about noise and show it to officers on request.",
)


def pack(report: Path, council: str, pages: int, seed: int = 0) -> tuple[bytes, int]:
    """A pack of about so many pages with a report inside, and the number of pages before the report.

    The report is that of the council named; the pages of the pack count it among them.
    """
    draw = random.Random(seed)
    with pypdfium2.PdfDocument(report) as inside:
        others = pages - len(inside)
        before = _typeset(_front(council, draw), _papers(council, draw, max(others * 3 // 5, 4)))
        after = _typeset([], _papers(council, draw, max(others * 2 // 5, 4)))
        with pypdfium2.PdfDocument.new() as merged:
            merged.import_pages(pypdfium2.PdfDocument(before))
            first = len(merged)
            merged.import_pages(inside)
            merged.import_pages(pypdfium2.PdfDocument(after))
            out = BytesIO()
            merged.save(out)
    return out.getvalue(), first


def _typeset(front: list[Any], papers: list[Any]) -> bytes:
    out = BytesIO()
    document = SimpleDocTemplate(out, pagesize=A4, topMargin=56, bottomMargin=56, invariant=1)
    document.build([*front, *papers], onFirstPage=_stamp, onLaterPages=_stamp)
    return out.getvalue()


def _stamp(canvas: Any, document: Any) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawRightString(A4[0] - 40, 30, f"Page {document.page}")


def _front(council: str, draw: random.Random) -> list[Any]:
    subjects = draw.sample(_SUBJECTS, 9)
    items = [[f"{number}.", subject, str(7 * number)] for number, subject in enumerate(subjects, 1)]
    return [
        Paragraph(council, _STYLES["Title"]),
        Paragraph("Cabinet: agenda and reports", _STYLES["Heading1"]),
        Paragraph("Monday 14 October, 6.00 pm, Council Chamber, Town Hall", _STYLES["BodyText"]),
        Spacer(1, 24),
        Table(items, colWidths=[30, 340, 60]),
        PageBreak(),
    ]


def _papers(council: str, draw: random.Random, pages: int) -> list[Any]:
    """Papers of two to six pages each, which fill about so many pages together."""
    flow: list[Any] = []
    kinds: list[Callable[[random.Random], list[Any]]] = [_prose, _budget, _planning, _prose, _risks]
    while pages > 0:
        length = min(draw.randint(2, 6), pages)
        subject = draw.choice(_SUBJECTS)
        flow += [
            Paragraph(council, _SMALL),
            Paragraph(f"Report to Cabinet: {subject}", _STYLES["Heading1"]),
            Paragraph("Report of the Director of Resources", _STYLES["BodyText"]),
        ]
        for _ in range(length):
            flow += [*draw.choice(kinds)(draw), PageBreak()]
        pages -= length
    return flow


def _sentence(draw: random.Random) -> str:
    clause = draw.choice(_CLAUSES)
    return (
        clause.format(n=draw.randint(12, 940), k=draw.randint(2, 28), d=draw.randint(1, 9), e=draw.randint(0, 9)) + "."
    )


def _prose(draw: random.Random) -> list[Any]:
    flow: list[Any] = []
    for section in range(1, draw.randint(3, 5)):
        flow.append(Paragraph(f"{section}. {draw.choice(_SUBJECTS)}", _STYLES["Heading2"]))
        texts = [" ".join(_sentence(draw) for _ in range(draw.randint(3, 5))) for _ in range(draw.randint(2, 3))]
        flow += [Paragraph(text, _STYLES["BodyText"]) for text in texts]
    if draw.random() < 0.15:
        flow.append(Paragraph(draw.choice(_IN_PASSING), _STYLES["BodyText"]))
    return flow


def _budget(draw: random.Random) -> list[Any]:
    heads = ["Service", "Budget £000", "Forecast £000", "Variance £000", "Change %"]
    rows = [[service, *_amounts(draw)] for service in draw.sample(_SERVICES, 20)]
    return [Paragraph("Table 1: forecast by service", _STYLES["Heading3"]), _grid([heads, *rows])]


def _amounts(draw: random.Random) -> list[str]:
    budget = draw.randint(300, 90_000)
    change = draw.randint(-budget // 12, budget // 12)
    return [f"{budget:,}", f"{budget + change:,}", f"{change:,}", f"{100 * change / budget:.1f}"]


def _planning(draw: random.Random) -> list[Any]:
    heads = ["Reference", "Site", "Proposal", "Recommendation"]
    rows = [
        [
            f"24/{draw.randint(100, 9999):05}/FUL",
            Paragraph(f"{draw.randint(1, 240)} {draw.choice(_STREETS)}", _SMALL),
            Paragraph(draw.choice(_WORKS).capitalize(), _SMALL),
            draw.choice(["Approve", "Refuse", "Defer"]),
        ]
        for _ in range(18)
    ]
    return [Paragraph("Applications for decision", _STYLES["Heading3"]), _grid([heads, *rows])]


def _risks(draw: random.Random) -> list[Any]:
    heads = ["No.", "Risk", "Likelihood", "Impact", "Score"]
    rows = []
    for number in range(1, 15):
        likely, impact = draw.randint(1, 5), draw.randint(1, 5)
        rows.append([str(number), Paragraph(_sentence(draw), _SMALL), str(likely), str(impact), str(likely * impact)])
    return [Paragraph("Corporate risks", _STYLES["Heading3"]), _grid([heads, *rows])]


def _grid(rows: list[list[Any]]) -> Table:
    widths = {4: [90, 120, 190, 80], 5: [150, 80, 90, 90, 70]}[len(rows[0])]
    if rows[0][1] == "Risk":
        widths = [35, 270, 60, 55, 50]
    lines = [("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("FONTSIZE", (0, 0), (-1, -1), 8)]
    return Table(rows, colWidths=widths, style=TableStyle(lines), repeatRows=1)
