"""No regular expression of the project goes wild over a run of the same words: text from outside must not hang it."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Iterator
from typing import Any

import pytest

import extractors

#: What runs are made of, and what stands behind them, so that the match fails at the very end.
RUNS = (
    *("1", "1 ", "%", " ", "-", "- ", ". ", "(", "a", "a ", "of ", "and ", "the ", "in ", "one ", "total ", "number "),
    *("1,000 ", "£1 ", "1/2 ", "A. ", "per cent ", "% of ", "2023/24 ", "stage 1 ", "Stage 1 and ", "complaints "),
    *("working days ", "one hundred and ", "as a percentage of ", "received ", "upheld and "),
)
ENDS = ("", "!", "x", " x")
LENGTH, SECONDS = 200, 0.5


def patterns(held: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(held, re.Pattern):
        yield held
    elif isinstance(held, dict):
        yield from patterns((*held, *held.values()))
    elif isinstance(held, tuple | list | frozenset):
        for each in held:
            yield from patterns(each)


def of_module(name: str) -> dict[str, list[re.Pattern[Any]]]:
    module = importlib.import_module(name)
    return {key: found for key, held in vars(module).items() if (found := list(patterns(held)))}


MODULES = [
    found.name for found in pkgutil.walk_packages(extractors.__path__, "extractors.") if "__main__" not in found.name
]


class TooLong(Exception):
    pass


def _stop(*_: object) -> None:
    raise TooLong


@pytest.mark.parametrize("module", MODULES)
def test_no_pattern_goes_wild(module: str) -> None:
    slow = []
    before = signal.signal(signal.SIGALRM, _stop)
    try:
        for name, found in of_module(module).items():
            for pattern in found:
                slow += [
                    f"{name} over {run!r} and {end!r}" for run in RUNS for end in ENDS if _hangs(pattern, run, end)
                ]
    finally:
        signal.signal(signal.SIGALRM, before)
    assert slow == []


def _hangs(pattern: re.Pattern[Any], run: str, end: str) -> bool:
    text = (run * LENGTH)[:LENGTH] + end
    begun = time.process_time()
    signal.setitimer(signal.ITIMER_REAL, 4 * SECONDS)
    try:
        pattern.search(text.encode() if isinstance(pattern.pattern, bytes) else text)
    except TooLong:
        return True
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.process_time() - begun > SECONDS
