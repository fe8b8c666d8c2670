"""Memos: what a search found in a text is kept, since the words of a report are looked through again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

#: Texts of which each search keeps what it found: more than one report has.
_TEXTS = 10_000

Arguments = ParamSpec("Arguments")
Found = TypeVar("Found")


def kept(search: Callable[Arguments, Iterable[Found]]) -> Callable[Arguments, list[Found]]:
    """A search that looks through each text once; every caller gets a list of its own."""

    def whole(*args: Any, **kwargs: Any) -> tuple[Found, ...]:
        return tuple(search(*args, **kwargs))

    found: Callable[..., tuple[Found, ...]] = lru_cache(maxsize=_TEXTS)(whole)

    @wraps(search)
    def again(*args: Arguments.args, **kwargs: Arguments.kwargs) -> list[Found]:
        return list(found(*args, **kwargs))

    return again
