"""A search that is kept looks once and gives every caller a list of its own."""

from __future__ import annotations

from extractors.memo import kept


def test_each_text_is_looked_through_once() -> None:
    seen: list[tuple[str, bool]] = []

    @kept
    def letters(text: str, upper: bool = False) -> list[str]:
        """The letters."""
        seen.append((text, upper))
        return [each.upper() if upper else each for each in text]

    first = letters("ab")
    first.append("c")
    assert letters("ab") == ["a", "b"]
    assert letters("ab", upper=True) == ["A", "B"]
    assert seen == [("ab", False), ("ab", True)]
    assert letters.__doc__ == "The letters."
