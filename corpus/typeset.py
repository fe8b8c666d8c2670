"""Typeset the sample reports: ``corpus/source/<report>.toml`` becomes ``corpus/sample/<report>.pdf``.

Run ``python -m corpus.typeset``. The same source gives the same bytes on every run and machine: reportlab's
``invariant`` mode, standard fonts, no compression. A source names council, title and style, and holds its text
in a small markup:

    # 1 Heading            ## Subheading           1.1 Numbered paragraph
    * bullet               Table 1: Caption        [1] Note under a table
    | Cell | Cell |        a row of a table; rows above the line of dashes are its header, the dashes of
    |------|---|           a column are its share of the width; "<" merges a cell with the one on its
    | a    | 1 |           left, "^" with the one above
    ---                    new page

Inside a line ``^1^`` is a raised mark and ``**words**`` are bold.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from itertools import groupby
from pathlib import Path

from reportlab.lib.colors import Color, HexColor, black, white
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    HRFlowable,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

CORPUS = Path(__file__).resolve().parent
SOURCES = CORPUS / "source"
SAMPLES = CORPUS / "sample"

FONTS = {
    "sans": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    "serif": ("Times-Roman", "Times-Bold", "Times-Italic"),
}
MARGIN = 62.0
GREY = HexColor("#8a8f98")
PALE = HexColor("#f3f4f6")

FACSIMILE = (
    "Facsimile typeset by the upheld project from figures that {publisher} published in {published_in}; "
    "wording by the project; not a council document."
)


@dataclass(frozen=True)
class Source:
    """A report to typeset: what its TOML file says."""

    report: str
    council: str
    title: str
    subtitle: str
    published_in: str
    body: str
    font: str = "sans"
    size: float = 10.0
    accent: str = "#1f3a5f"
    rules: str = "full"
    header: str = "filled"
    cells: str = "right"
    landscape: bool = False
    cover: bool = False


def read_source(path: Path) -> Source:
    """A source file as a report.

    Raises:
        ValueError: the file is not TOML.
        TypeError: the file lacks an entry, or has one that is not known.
    """
    return Source(report=path.stem, **tomllib.loads(path.read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Styles:
    """The paragraph styles of a report."""

    accent: Color
    title: ParagraphStyle
    subtitle: ParagraphStyle
    council: ParagraphStyle
    headings: tuple[ParagraphStyle, ParagraphStyle]
    text: ParagraphStyle
    numbered: ParagraphStyle
    bullet: ParagraphStyle
    caption: ParagraphStyle
    note: ParagraphStyle
    box: ParagraphStyle


def _styles(source: Source) -> Styles:
    regular, bold, italic = FONTS[source.font]
    size = source.size
    accent = HexColor(source.accent)
    text = ParagraphStyle("text", fontName=regular, fontSize=size, leading=size * 1.4, spaceAfter=size * 0.75)

    def style(name: str, font: str, scale: float, **more: object) -> ParagraphStyle:
        return ParagraphStyle(name, text, fontName=font, fontSize=size * scale, leading=size * scale * 1.25, **more)

    numbered = ParagraphStyle(
        "numbered", text, leftIndent=34, bulletIndent=0, bulletFontName=regular, bulletFontSize=size
    )
    return Styles(
        accent=accent,
        title=style("title", bold, 2.1, textColor=accent, spaceAfter=size * 0.5),
        subtitle=style("subtitle", regular, 1.15, textColor=HexColor("#444444"), spaceAfter=size),
        council=style("council", bold, 1.05, textColor=accent, spaceAfter=size * 0.6),
        headings=(
            style(
                "heading", bold, 1.35, textColor=accent, spaceBefore=size * 1.1, spaceAfter=size * 0.6, keepWithNext=1
            ),
            style("subheading", bold, 1.08, spaceBefore=size * 0.5, spaceAfter=size * 0.4, keepWithNext=1),
        ),
        text=text,
        numbered=numbered,
        bullet=ParagraphStyle("bullet", text, leftIndent=48, bulletIndent=36, spaceAfter=size * 0.35),
        caption=style("caption", bold, 0.95, spaceBefore=size * 0.4, spaceAfter=size * 0.45, keepWithNext=1),
        note=style("note", regular, 0.8, textColor=HexColor("#333333"), spaceAfter=size * 0.3),
        box=style("box", italic, 0.84, textColor=HexColor("#333333"), spaceAfter=0),
    )


def _inline(text: str) -> str:
    """A line of markup as reportlab's."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"\^([^^\s]+)\^", r"<super size='65%' rise='35%'>\1</super>", text)
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)


# Blocks of text -------------------------------------------------------------------------------------

PATTERNS: tuple[tuple[str, str], ...] = (
    ("page", r"---$"),
    ("table", r"\|"),
    ("heading", r"# (?P<text>.+)"),
    ("subheading", r"## (?P<text>.+)"),
    ("bullet", r"\* (?P<text>.+)"),
    ("caption", r"(?P<text>(?:Table|Figure) \d+[:.] .+)"),
    ("note", r"\[(?P<mark>\w+)\] (?P<text>.+)"),
    ("numbered", r"(?P<mark>\d+\.\d+) (?P<text>.+)"),
    ("text", r"(?P<text>.+)"),
)
CONTINUES = {"text", "numbered", "bullet", "note", "caption"}


@dataclass
class Block:
    """A piece of a body: its kind, its text or rows, and the number or mark before it."""

    kind: str
    text: str
    mark: str = ""


def blocks(body: str) -> list[Block]:
    """The body of a source as blocks. A line goes on with the one before it unless a blank line parts them."""
    found: list[Block] = []
    open_block = False
    for line in body.splitlines():
        if not line.strip():
            open_block = False
            continue
        kind, match = next((kind, hit) for kind, pattern in PATTERNS if (hit := re.match(pattern, line)))
        if open_block and kind == "text" and found[-1].kind in CONTINUES:
            found[-1].text += " " + line.strip()
        elif open_block and kind == "table" and found[-1].kind == "table":
            found[-1].text += "\n" + line
        else:
            groups = match.groupdict()
            found.append(Block(kind, groups.get("text") or line, groups.get("mark") or ""))
            open_block = True
    return found


# Tables ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Grid:
    """A table as written: rows of cells, how many rows head it, and each column's share of the width."""

    rows: list[list[str]]
    header_rows: int
    shares: list[float]


def grid_of(text: str) -> Grid:
    """The rows of a table block.

    Raises:
        ValueError: a row has not as many cells as the line of dashes.
    """
    rows: list[list[str]] = []
    shares: list[float] = []
    header_rows = 0
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if all(re.fullmatch(r"-+", cell) for cell in cells):
            shares, header_rows = [float(len(cell)) for cell in cells], len(rows)
        else:
            rows.append(cells)
    if any(len(row) != len(shares) for row in rows):
        raise ValueError(f"a row differs in length from the line of dashes: {text}")
    return Grid(rows, header_rows, [share / sum(shares) for share in shares])


def spans(rows: list[list[str]]) -> list[tuple[int, int, int, int]]:
    """Merged cells as (row, column, rows, columns): "<" joins a cell to its left neighbour, "^" to the one above."""
    found = []
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            if cell in ("<", "^"):
                continue
            wide = 1
            while j + wide < len(row) and row[j + wide] == "<":
                wide += 1
            high = 1
            while i + high < len(rows) and rows[i + high][j] == "^":
                high += 1
            if wide > 1 or high > 1:
                found.append((i, j, high, wide))
    return found


def _table(block: Block, source: Source, width: float) -> Table:
    grid = grid_of(block.text)
    regular, bold, _ = FONTS[source.font]
    size = source.size * 0.92
    filled = source.header == "filled"
    merged = spans(grid.rows)
    accent = HexColor(source.accent)
    alignment = {"left": 0, "centre": 1, "right": 2}

    def cell(text: str, row: int, column: int) -> Paragraph | str:
        if text in ("<", "^"):
            return ""
        heads = row < grid.header_rows
        total = grid.rows[row][0].startswith(("Total", "All "))
        across = any(i == row and j == column and wide > 1 for i, j, _, wide in merged)
        below = grid.rows[grid.header_rows :] if heads else [[text] * (column + 1)]
        numeric = column > 0 and any(re.match(r"\d|n/a|-$", each[column]) for each in below)
        style = ParagraphStyle(
            "cell",
            fontName=bold if heads or total else regular,
            fontSize=size,
            leading=size * 1.22,
            textColor=white if heads and filled else black,
            alignment=1 if heads and across else alignment[source.cells] if numeric else 0,
        )
        return Paragraph(_inline(text), style)

    style: list[tuple[object, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("VALIGN", (0, 0), (-1, grid.header_rows - 1), "BOTTOM"),
        ("TOPPADDING", (0, 0), (-1, -1), 3.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4.5),
        *(("SPAN", (j, i), (j + wide - 1, i + high - 1)) for i, j, high, wide in merged),
        *_rules(source.rules, grid, merged, accent),
    ]
    if filled:
        style.append(("BACKGROUND", (0, 0), (-1, grid.header_rows - 1), accent))
    return Table(
        [[cell(text, i, j) for j, text in enumerate(row)] for i, row in enumerate(grid.rows)],
        colWidths=[share * width for share in grid.shares],
        repeatRows=grid.header_rows,
        style=TableStyle(style),
        spaceAfter=source.size * 0.9,
    )


def _rules(kind: str, grid: Grid, merged: list[tuple[int, int, int, int]], accent: Color) -> list[tuple[object, ...]]:
    """The lines of a table: around every cell, between its rows only, or none."""
    last_head = grid.header_rows - 1
    if kind == "full":
        return [("GRID", (0, 0), (-1, -1), 0.6, GREY)]
    if kind == "none":
        return []
    under_spans = [
        ("LINEBELOW", (j, i), (j + wide - 1, i), 0.5, GREY) for i, j, _, wide in merged if i < last_head and wide > 1
    ]
    return [
        ("LINEABOVE", (0, 0), (-1, 0), 1.1, accent),
        ("LINEBELOW", (0, last_head), (-1, last_head), 0.8, accent),
        ("LINEBELOW", (0, grid.header_rows), (-1, -2), 0.3, GREY),
        ("LINEBELOW", (0, -1), (-1, -1), 1.1, accent),
        *under_spans,
    ]


# Pages ----------------------------------------------------------------------------------------------


def _front(source: Source, styles: Styles, width: float) -> list[Flowable]:
    """Council, title and the box that says what this is."""
    box = Table(
        [
            [
                Paragraph(
                    _inline(FACSIMILE.format(publisher=source.council, published_in=source.published_in)), styles.box
                )
            ]
        ],
        colWidths=[width],
        style=TableStyle([("BOX", (0, 0), (-1, -1), 0.6, GREY), ("BACKGROUND", (0, 0), (-1, -1), PALE)]),
    )
    head: list[Flowable] = [
        Paragraph(_inline(source.council), styles.council),
        Paragraph(_inline(source.title), styles.title),
        Paragraph(_inline(source.subtitle), styles.subtitle),
    ]
    rule = HRFlowable(width="100%", thickness=2, color=styles.accent, spaceAfter=12)
    if source.cover:
        return [Spacer(1, 170), *head, rule, Spacer(1, 300), box, PageBreak()]
    return [*head, rule, box, Spacer(1, 10)]


def _flowables(source: Source, styles: Styles, width: float) -> list[Flowable]:
    plain: dict[str, Callable[[Block], Flowable]] = {
        "page": lambda _: PageBreak(),
        "heading": lambda block: Paragraph(_inline(block.text), styles.headings[0]),
        "subheading": lambda block: Paragraph(_inline(block.text), styles.headings[1]),
        "text": lambda block: Paragraph(_inline(block.text), styles.text),
        "numbered": lambda block: Paragraph(_inline(block.text), styles.numbered, bulletText=block.mark),
        "bullet": lambda block: Paragraph(_inline(block.text), styles.bullet, bulletText="•"),
        "caption": lambda block: Paragraph(_inline(block.text), styles.caption),
        "note": lambda block: Paragraph(f"<super>{block.mark}</super> {_inline(block.text)}", styles.note),
        "table": lambda block: _table(block, source, width),
    }
    story: list[Flowable] = []
    in_table = ("caption", "table", "note")
    for (together, _), group in groupby(
        blocks(source.body), key=lambda block: (block.kind in in_table, block.kind == "bullet")
    ):
        found = list(group)
        made: list[Flowable] = [plain[block.kind](block) for block in found]
        long = any(block.kind == "table" and len(block.text.splitlines()) > 10 for block in found)
        if together and long:
            made[0].keepWithNext = False
            story += [CondPageBreak(120), *made, Spacer(1, 4)]
        elif together:
            for flowable in made[:-1]:
                flowable.keepWithNext = True
            story += [*made, Spacer(1, 4)]
        else:
            story += made
            if found[-1].kind == "bullet":
                story.append(Spacer(1, source.size * 0.45))
    return story


def typeset(source: Source) -> bytes:
    """A report as the bytes of a PDF, the same on every run."""
    styles = _styles(source)
    size = landscape(A4) if source.landscape else A4
    width = size[0] - 2 * MARGIN
    regular = FONTS[source.font][0]
    target = BytesIO()

    def furniture(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.saveState()
        canvas.setFont(regular, 8)
        canvas.setFillColor(HexColor("#555555"))
        if document.page == 1 and source.cover:
            canvas.setFillColor(styles.accent)
            canvas.rect(0, size[1] - 150, size[0], 150, stroke=0, fill=1)
        elif document.page > 1:
            canvas.drawString(MARGIN, size[1] - 36, source.council)
            canvas.drawRightString(size[0] - MARGIN, size[1] - 36, source.title)
        canvas.setFillColor(HexColor("#555555"))
        canvas.drawCentredString(size[0] / 2, 30, f"Page {document.page}")
        canvas.restoreState()

    document = BaseDocTemplate(
        target, pagesize=size, title=source.title, author="The upheld project (facsimile)", subject=source.subtitle,
        creator="corpus/typeset.py", lang="en-GB", invariant=1, pageCompression=0,
    )  # fmt: skip
    frame = Frame(MARGIN, 52, width, size[1] - 52 - 58, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    document.addPageTemplates([PageTemplate(id="page", frames=[frame], onPage=furniture)])
    document.build([*_front(source, styles, width), *_flowables(source, styles, width)])
    return target.getvalue()


def main() -> int:
    """Typeset every source into ``corpus/sample`` and print the checksums that ``corpus/sources.csv`` holds."""
    SAMPLES.mkdir(exist_ok=True)
    for path in sorted(SOURCES.glob("*.toml")):
        pdf = typeset(read_source(path))
        (SAMPLES / f"{path.stem}.pdf").write_bytes(pdf)
        sys.stdout.write(f"{sha256(pdf).hexdigest()}  {path.stem}.pdf\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
