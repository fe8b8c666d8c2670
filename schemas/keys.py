"""Keys: what an observation is about, in one line that a person can read, write and find again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from schemas.observation import Observation


def meaning(
    stream: str,
    stage: str,
    period: str,
    measure: str,
    unit: str,
    target_days: int | None,
    dimension: str | None,
    category: str | None,
) -> str:
    """What a number says, without the number: ``corporate/stage_1/2023-24/on_time/percent/20 days``.

    A breakdown ends in its group: ``corporate/stage_1/2023-24/received/count/theme: Council Tax``.
    """
    parts = [stream, stage, period, measure, unit]
    if target_days is not None:
        parts.append(f"{target_days} days")
    if dimension is not None:
        parts.append(f"{dimension}: {' '.join((category or '').split())}")
    return "/".join(parts)


def keys(observations: Iterable[Observation]) -> list[str]:
    """A key for each observation of one report: its page and its meaning, ``p3/corporate/stage_1/…``.

    No two are the same: where a page states a thing again, in the order given, `` #2``, `` #3`` … follows.
    """
    met: Counter[str] = Counter()
    found = []
    for seen in observations:
        text = meaning(
            seen.stream,
            seen.stage,
            seen.period,
            seen.measure,
            seen.unit,
            seen.target_days,
            seen.dimension,
            seen.category,
        )
        key = f"p{seen.box.page}/{text}"
        met[key] += 1
        found.append(key if met[key] == 1 else f"{key} #{met[key]}")
    return found
