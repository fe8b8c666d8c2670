"""Captions: what the words above a table say about all of its numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.lexicon.facets import Facets, facets
from extractors.lexicon.words import any_of
from schemas.codes import Measure

#: A paragraph of at most so many characters may serve as a caption.
_SHORT = 160
#: A sentence of at most so many may introduce a table.
_LONG = 320
_LEADS_IN = re.compile(
    r":\s*$|\b(?:table|chart|figure|graph|below|following|overleaf|as follows|sets? out|shows?|shown|breakdown)\b", re.I
)
#: "The following table presents ...", "... are set out in the table below".
_TABLE_WORD = r"(?:tables?|charts?|graphs?|figures?|below|following)"
_SHOWS = any_of(
    "shows?, presents?, sets? out, gives?, illustrates?, provides?, details?, lists?, summari[sz]es, displays?",
    "contains?, compares?, breaks? down, outlines?, highlights?, depicts?",
)
_SHOWN = any_of(
    "shown, set out, given, presented, illustrated, detailed, listed, summari[sz]ed, displayed, outlined, is, are"
)
_INTRODUCES = re.compile(
    rf"\b{_TABLE_WORD}\b(?:\s+[\w()]+){{0,4}}?\s+{_SHOWS}\b|\b{_SHOWN}\b[^.;]{{0,60}}\b{_TABLE_WORD}\b", re.I
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|could|will|would|should|may|might|must|we|they|it)\b",
    re.I,
)
_MEANS = re.compile(
    r"\b(?P<word>[A-Za-z-]{4,})[\"'\u201d\u2019]?\s+(?:means|stands for|includes)\s+(?P<meaning>[^.;]+)"
)
_SENTENCE = re.compile(r"(?<=[.:])\s+")
#: "Upheld in full or in part", "Includes complaints partly upheld": what a note says of the upheld ones.
_OF_UPHELD = re.compile(
    r"^\W*(?:notes?\W+)?(?:[\"'\u2018\u201c]?upheld|includ|justified|founded|fully or partly|wholly or partly|either)"
    r"|\bupheld\b.*\b(?:includ|means|covers?|counts?|compris|refers? to|is|are)",
    re.I,
)
_WITH = re.compile(r"\b(?:includ\w+|covers?|compris\w+|counts?|plus|together with|as well as|along with)\b", re.I)
_WITHOUT = re.compile(r"\b(?:not|exclud\w+|without|except|never|no longer)\b", re.I)


@dataclass(frozen=True)
class Caption:
    """What stands about a table: its caption, the end of the paragraph before it, and what follows below it.

    ``note`` is the block below, whatever it is; ``notes`` are the footnotes there.
    """

    text: str = ""
    lead: str = ""
    note: str = ""
    notes: str = ""

    @property
    def facets(self) -> Facets:
        """What the caption says; where there is none, what a sentence says that leads in to the table."""
        return facets(self.text or self.leading)

    @property
    def leading(self) -> str:
        """The last sentence before the table, where it introduces it."""
        if self.lead[:1].islower() and self.lead.rstrip().endswith("."):
            return ""  # the end of a sentence of which the rest stands elsewhere
        if len(self.lead) <= _SHORT and not (self.lead.rstrip().endswith(".") and _VERB.search(self.lead)):
            return self.lead
        introducing = [s for s in _SENTENCE.split(self.lead.strip()) if _INTRODUCES.search(s) and len(s) <= _LONG]
        if introducing:
            return introducing[-1]
        last = _SENTENCE.split(self.lead.strip())[-1]
        if len(self.lead) <= _SHORT and _LEADS_IN.search(self.lead):
            return self.lead
        return last if len(last) <= _SHORT and _LEADS_IN.search(last) else ""

    def meaning(self, label: str) -> str:
        """What the paragraph before the table says that a word of a label means: "'Justified' means ..."."""
        found = (match for match in _MEANS.finditer(self.lead) if match["word"].lower() in label.lower().split())
        return next((match["meaning"] for match in found), "")

    @property
    def upheld_in_part_too(self) -> bool:
        """Whether a note says that the complaints called upheld are those upheld in full or in part."""
        for sentence in _SENTENCE.split(self.notes):
            named = facets(sentence).measures
            both = Measure.UPHELD_OR_PARTIALLY_UPHELD in named
            too = Measure.PARTIALLY_UPHELD in named and _WITH.search(sentence) is not None
            if (both or too) and _OF_UPHELD.search(sentence) and not _WITHOUT.search(sentence):
                return True
        return False

    @property
    def words(self) -> str:
        """Caption and lead in one line, for questions that only ask what they are about."""
        return f"{self.text} {self.lead}"
