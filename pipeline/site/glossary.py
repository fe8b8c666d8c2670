"""The glossary: every code and word of the site with its definition, each with an address of its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.site import terms
from pipeline.site.page import Asked, Page
from schemas.codes import CODE_FIELDS


@dataclass(frozen=True)
class Term:
    """One word: its code in the data, and what it means."""

    code: str
    name: str
    definition: str


@dataclass(frozen=True)
class Section:
    """The words of one field of the data."""

    field: str
    title: str
    about: str
    terms: list[Term]


#: The sections in the order in which a reader needs them: the field, its heading, and what it is about.
SECTIONS: tuple[tuple[str, str, str], ...] = (
    ("stream", "Procedures", "Which procedure a complaint goes through. Each has its own stages and time limits."),
    ("stage", "Stages", "The steps of a procedure. Not every procedure has all of them."),
    ("measure", "What is counted", "What a figure is a number of."),
    ("count_basis", "What “complaints” counts", "Councils count different things: compare like with like."),
    ("upheld_basis", "Where an upheld figure comes from", "Reports state it in different ways."),
    ("rate_basis", "What a rate is a share of", "Two rates compare only where they are shares of the same thing."),
    ("grade", "How well figures are borne out", "Each row of the benchmark has one of these."),
    ("kind", "Kinds of discrepancies", "How published numbers disagree."),
    ("severity", "How far apart", "How much two numbers differ that should agree."),
    ("role", "Numbers of a discrepancy", "What a number has to do with a discrepancy."),
    ("status", "Found and not found", "A gap is never a zero."),
    ("outcome", "What came of reading a report", "Every report that was given is accounted for."),
    ("method", "How a number was read", "Where on the page it stood."),
    ("period_type", "Periods", "What a figure covers."),
    ("dimension", "Breakdowns", "What a figure is broken down by."),
    ("unit", "Units", "In what a figure is measured."),
    ("claim", "Claims", "Percentages in the text that are about other figures; they are tested against these."),
    ("direction", "Directions", "Which way a claim says that a figure moved."),
    ("figure", "Figures of the benchmark", "What a row of the benchmark holds."),
    ("action", "Corrections", "What was done about a number that had been read wrongly."),
)


def page(connection: sqlite3.Connection, asked: Asked) -> Page:
    """The glossary; it needs no database."""
    return Page("terms.html", "What the terms mean", "Every procedure, stage and measure in plain words.", sections())


def sections() -> list[Section]:
    """Every field of coded columns with its codes."""
    return [Section(field, title, about, list(_terms(field))) for field, title, about in SECTIONS]


def _terms(field: str) -> Iterable[Term]:
    return (Term(code, terms.name(code, field), code.definition) for code in CODE_FIELDS[field])
