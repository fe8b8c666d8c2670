"""Draft: a block while the document is still being put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.reading.canvas import Rect
from extractors.reading.grid import Grid
from extractors.reading.lines import Line
from extractors.reading.model import Kind, Word


@dataclass
class Draft:
    """A block with its lines. ``room`` is the right edge of the column of text that it stands in."""

    kind: Kind
    page: int
    box: Rect
    lines: list[Line] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    number: str | None = None
    level: int = 0
    grid: Grid | None = None
    room: float = 0.0
    #: Set apart by weight, size or place alone: a heading without style of its own.
    weak: bool = False

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def size(self) -> float:
        """Font size of most characters."""
        return self.lines[0].size if self.lines else 0.0

    @property
    def bold(self) -> bool:
        """Whether every line is bold."""
        return bool(self.lines) and all(line.bold for line in self.lines)
