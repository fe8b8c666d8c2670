"""Words: regular expressions built from lists of plain words, so that a rule is kept as its vocabulary.

The lists are written much as in the lexicon's data files, words separated by commas:

=================  =====================================================
``rose``           that word
``complaints?``    with or without its last letter
``increas*``       any word that starts so
``remed(y|ies)``   endings
``up (on|from)``   phrases, with alternatives
``stage _``        any one word; ``satisf_``: and at least one letter more
=================  =====================================================
"""

from __future__ import annotations

import re


def any_of(*lists: str) -> str:
    """One of some words, as a regular expression that may begin and end inside a word."""
    words = (word.strip() for words in lists for word in words.split(","))
    return "(?:" + "|".join(_expression(word) for word in words if word) + ")"


def whole(*lists: str) -> str:
    """One of some words, as a regular expression for whole words."""
    return rf"\b{any_of(*lists)}\b"


def run_of(*lists: str) -> str:
    """Any number of some words, each with the space behind it, as a regular expression."""
    return rf"(?:{any_of(*lists)}\s+)*"


def _expression(word: str) -> str:
    """A word of a list as a regular expression."""
    starts = word.replace("*", r"\w*")
    groups = re.sub(r"\((?!\?)", "(?:", starts)
    return groups.replace("_", r"\w+")
