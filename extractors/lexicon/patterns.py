"""The pattern language of the lexicon's data files, compiled for spaCy's Matcher.

A pattern is words separated by spaces, each matched against one token, case ignored:

=================  ==========================================================
``upheld``         that word
``partly|part``    one of these words
``complaints?``    with or without the last letter s (``word?``: word or nothing)
``respond*``       any word that starts so
``remed(y|ies)``   endings
``(a|the)?``       a group: one of its alternatives, or nothing
``(of all|in)``    a group's alternatives may have several words
``(very|most)*``   any number of these words
``_``              any one token
=================  ==========================================================
"""

from __future__ import annotations

import re
from itertools import product
from typing import Any

TokenPattern = list[dict[str, Any]]
#: What ``_`` stands for.
ANY_WORD = ".+"


def _split(text: str, separator: str) -> list[str]:
    """Split at a separator that stands outside parentheses."""
    parts, depth, current = [], 0, ""
    for character in text:
        depth += (character == "(") - (character == ")")
        if character == separator and depth == 0:
            parts.append(current)
            current = ""
        else:
            current += character
    return [part for part in [*parts, current] if part]


def _word_regex(word: str) -> str:
    if word == "_":
        return ANY_WORD
    if "(" in word[1:] and word[0] != "(":
        return word
    if len(word) > 1 and word.endswith("*"):
        return re.escape(word[:-1]) + r".*"
    if len(word) > 2 and word.endswith("s?"):
        return re.escape(word[:-2]) + "s?"
    return re.escape(word)


def _token(words: list[str], op: str = "") -> dict[str, Any]:
    plain = [word for word in words if re.fullmatch(r"[^*?()_]+", word)]
    rule: dict[str, Any] = (
        {"LOWER": {"IN": plain} if len(plain) > 1 else plain[0]}
        if len(plain) == len(words)
        else {"LOWER": {"REGEX": "^(?:" + "|".join(map(_word_regex, words)) + ")$"}}
    )
    return rule | ({"OP": op} if op else {})


def _item(item: str) -> list[TokenPattern]:
    """The alternative token sequences that one item of a pattern stands for."""
    op = ""
    if item.startswith("(") and len(item) > 1:
        if item[-1] in "?*":
            item, op = item[:-1], item[-1]
        alternatives = _split(item[1:-1], "|")
        singles = [words for words in alternatives if " " not in words]
        sequences: list[TokenPattern] = [[_token(singles, op)]] if singles else []
        for words in alternatives:
            if " " in words:
                sequences += compile_pattern(words)
        if op and not singles:
            sequences.append([])
        return sequences
    if len(item) > 1 and item.endswith("?") and not item.endswith("s?") and "(" not in item:
        return [[_token(_split(item[:-1], "|"), "?")]]
    return [[_token(_split(item, "|"))]]


def compile_pattern(pattern: str) -> list[TokenPattern]:
    """The spaCy token patterns of one pattern of a data file."""
    sequences = [_item(item) for item in _split(pattern.replace(" ( ", " \x01 ").replace(" )", " \x02"), " ")]
    compiled = [[token for part in chosen for token in part] for chosen in product(*sequences)]
    for tokens in compiled:
        for token in tokens:
            if token.get("LOWER") in ("\x01", "\x02"):
                token["LOWER"] = "(" if token["LOWER"] == "\x01" else ")"
    return [tokens for tokens in compiled if tokens]
