"""Costs: how much it takes to believe that words and a number belong together.

A cost is 0 where it is certain and grows with every word, comma or other number that stands between;
beyond ``MOST_COST`` the words are not about the number. What a measure costs lowers the confidence
of the figure (``extractors.prose.interpret``).
"""

from __future__ import annotations

from dataclasses import dataclass

#: How far apart a number and the words for its measure may be.
MOST_COST = 1.9


@dataclass(frozen=True)
class Way:
    """What lies between a number and other words costs: ``start`` once, the rest for each that is there."""

    start: float = 0.0
    word: float = 0.0
    comma: float = 0.0
    stop: float = 0.0
    joined: float = 0.0
    number: float = 0.0

    def cost(self, words: int, *, comma: bool = False, stops: int = 0, joined: bool = False, numbers: int = 0) -> float:
        """The cost of so many words, a comma, semicolons, an "and" and other numbers."""
        near = self.start + self.word * words + self.comma * comma
        return near + self.stop * stops + self.joined * joined + self.number * numbers


#: Words for the measure behind a number: "12 were upheld".
MEASURE_BEHIND = Way(word=0.15)
#: And before it: "we received 12".
MEASURE_BEFORE = Way(start=0.25, word=0.12)
STAGE_BEHIND = Way(word=0.1, comma=0.7)
STAGE_BEFORE = Way(start=0.4, word=0.08, stop=0.5, number=0.6)
LIMIT_BEHIND = Way(word=0.05)
#: A time limit behind another number or a stop.
LIMIT_BEYOND = Way(start=3.0, word=0.1)
LIMIT_BEFORE = Way(start=0.3, word=0.05)
PERIOD_BEHIND = Way(word=0.12, comma=0.8, joined=0.6)
PERIOD_BEFORE = Way(start=0.5, word=0.06, number=0.5)
