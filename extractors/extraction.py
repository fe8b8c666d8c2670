"""The extraction: what one file gave, observations and what was left unread, or why it gave nothing."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.scope import Scope
from schemas.claim import Claim
from schemas.codes import Outcome
from schemas.observation import Observation, Unread


@dataclass(frozen=True)
class Extraction:
    """What one file gave. ``scope`` is None where the file could not be read at all.

    ``passed_over`` names the pages of a long file that were not read closely ("1–56, 80"): they are on other subjects.
    """

    outcome: Outcome
    message: str
    pages: int
    scope: Scope | None = None
    observations: tuple[Observation, ...] = ()
    unread: tuple[Unread, ...] = ()
    claims: tuple[Claim, ...] = ()
    passed_over: str = ""
