"""Finding the lexicon's words in a text: tokens, sentences and tagged spans, by spaCy.

spaCy's English tokeniser and sentence splitter are used without a trained model.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.lexicon.patterns import compile_pattern
from extractors.lexicon.sieve import Sieve
from extractors.memo import kept
from schemas.codes import Measure

if TYPE_CHECKING:
    from spacy.language import Language

_FOLDER = Path(__file__).parent
#: Characters that print alike, folded to one of the same length so that offsets keep.
_FOLD = str.maketrans("’‘–—‑−“”\u00a0…", "''----\"\" .")
#: Raised figures and marks of footnotes say nothing about what they stand at.
_FOLD |= dict.fromkeys(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹†‡"), ord(" "))
_POSSESSIVES = frozenset({"'s", "'", "'S"})


@dataclass(frozen=True, slots=True)
class Token:
    """A token with its offsets in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Span:
    """Words that the lexicon knows: ``tag`` names the table ("measure"), ``code`` the entry ("received").

    The code of a measure may name a variant of its entry ("responded.soft", "upheld.rate").
    """

    tag: str
    code: str
    start: int
    end: int
    text: str

    @property
    def length(self) -> int:
        """Characters covered."""
        return self.end - self.start

    @property
    def measure(self) -> Measure:
        """The measure that the words name; only for spans tagged as one."""
        return Measure(self.code.partition(".")[0])

    @property
    def is_soft(self) -> bool:
        """Whether the words fit more than one measure ("dealt with")."""
        return self.code.endswith(".soft")

    @property
    def is_rate(self) -> bool:
        """Whether the words only ever go with a percentage ("uphold rate")."""
        return self.code.endswith(".rate")


def covered(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span lies inside one of some others."""
    return any(other is not span and other.start <= span.start and span.end <= other.end for other in others)


def fold(text: str) -> str:
    """The text with quotes and dashes in one spelling; offsets stay the same."""
    return text.translate(_FOLD)


@cache
def _nlp() -> Language:
    import spacy

    nlp = spacy.blank("en")
    # "Ombudsman(LGSCO)": a bracket parts words even where the space before it is missing
    infixes = [*(nlp.Defaults.infixes or []), r"[()]"]
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
    nlp.add_pipe("sentencizer")
    return nlp


def _entries() -> list[tuple[str, list[str]]]:
    """(key "tag/code", patterns) of every entry of the data files."""
    found = []
    for file, tag in (("streams", "stream"), ("stages", "stage"), ("measures", "measure"), ("grammar", "")):
        for code, entry in tomllib.loads((_FOLDER / f"{file}.toml").read_text(encoding="utf-8")).items():
            variants: list[tuple[str, Any]] = [("", entry)]
            variants += [(f".{name}", value) for name, value in entry.items() if isinstance(value, dict)]
            for suffix, variant in variants:
                if "patterns" in variant:
                    key = f"{tag}/{code}{suffix}" if tag else f"{code}/"
                    found.append((key, variant["patterns"]))
    for code, entry in tomllib.loads((_FOLDER / "breakdowns.toml").read_text(encoding="utf-8")).items():
        found.append((f"cue/{code}", entry["cues"]))
        found.append((f"group/{code}", entry["groups"]))
    return found


@cache
def _not_before() -> dict[str, frozenset[str]]:
    """Words before which an entry does not hold: "housing" in "housing benefit" is no stream."""
    return {
        f"{tag}/{code}{suffix}": frozenset(variant["not_before"])
        for file, tag in (("streams", "stream"), ("stages", "stage"), ("measures", "measure"))
        for code, entry in tomllib.loads((_FOLDER / f"{file}.toml").read_text(encoding="utf-8")).items()
        for suffix, variant in (("", entry), *((f".{name}", entry[name]) for name in entry))
        if isinstance(variant, dict) and "not_before" in variant
    }


@cache
def _sieve() -> Sieve:
    compiled = [(key, [tokens for one in patterns for tokens in compile_pattern(one)]) for key, patterns in _entries()]
    return Sieve(compiled)


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text, possessive endings left out."""
    return tuple(
        Token(token.text, token.idx, token.idx + len(token.text))
        for token in _nlp().tokenizer(fold(text))
        if token.text not in _POSSESSIVES and not token.is_space
    )


@lru_cache(maxsize=20_000)
def spans(text: str) -> tuple[Span, ...]:
    """Every span of the lexicon in a text, in order; spans of different entries may overlap."""
    found = tokens(text)
    result = []
    for name, first, last in _sieve().matches([token.text for token in found]):
        if last < len(found) and found[last].text.lower() in _not_before().get(name, ()):
            continue
        tag, _, code = name.partition("/")
        start, end = found[first].start, found[last - 1].end
        result.append(Span(tag, code, start, end, text[start:end]))
    return tuple(sorted(result, key=lambda span: (span.start, -span.end, span.tag, span.code)))


@kept
def sentences(text: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of a text."""
    doc = _nlp()(fold(text))
    return [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
