"""Look at what a PDF is read into: ``python -m extractors.reading FILE.pdf [PAGE]``."""

from __future__ import annotations

import sys
from pathlib import Path

from extractors.reading.document import read
from extractors.reading.errors import ReadingError
from extractors.reading.model import Block, Document, Table


def show(document: Document, page: int | None = None) -> str:
    """The blocks of a document, or of one page, as plain text."""
    parts = [f"running: {' | '.join(document.running)}"] if document.running and page is None else []
    parts += list(document.warnings)
    parts += [_block(block) for block in document.blocks if page in (None, block.page)]
    return "\n".join(parts)


def _block(block: Block) -> str:
    head = f"{block.page:>3} {block.kind:<9}" + (f" {block.level}" if block.level else "")
    head += f" [{block.number}]" if block.number else ""
    return head + (_table(block.table) if block.table else f" {block.text.string}")


def _table(table: Table) -> str:
    notes = [f"{table.rows} x {table.columns}", f"{table.header_rows} header", "ruled" if table.ruled else "borderless"]
    lines = [" " + ", ".join(notes + (["joined"] if table.joined else []))]
    for row in range(table.rows):
        texts = []
        for column in range(table.columns):
            cell = table.at(row, column)
            own = cell is not None and (cell.row, cell.column) == (row, column)
            spans = f" <{cell.rowspan}x{cell.colspan}>" if cell and own and cell.rowspan + cell.colspan > 2 else ""
            texts.append(cell.string + spans if cell and own else ("^" if cell else ""))
        lines.append("      | " + " | ".join(texts))
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Print the blocks of the file named first; only those of a page where a second argument names it."""
    if not 1 <= len(arguments) <= 2:
        sys.stderr.write("usage: python -m extractors.reading FILE.pdf [PAGE]\n")
        return 2
    try:
        document = read(Path(arguments[0]))
    except ReadingError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    page = int(arguments[1]) if len(arguments) == 2 else None
    sys.stdout.write(f"{show(document, page)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
