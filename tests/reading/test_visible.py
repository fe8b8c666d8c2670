"""What is shown of a page: its own corners, cropping and turning together."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from extractors.reading.document import read
from tests.boxes import AT, NUMBER, Edges, one_number

MEDIA: tuple[Edges, ...] = ((0, 0, 595, 842), (50, 100, 645, 942), (-30, -60, 565, 782))

#: The number stands from 300 to 354 across and from 500 to 518 up.
WITH_IT: tuple[Edges, ...] = ((200, 300, 500, 700), (290, 490, 590, 780))
WITHOUT_IT: tuple[Edges, ...] = ((200, 100, 500, 400), (0, 300, 250, 700))


def words(file: Path) -> str:
    return " ".join(word.text for block in read(file).blocks for word in block.text.words)


@pytest.mark.parametrize(("media", "crop", "rotate"), [*product(MEDIA, WITH_IT, (0, 90, 270))])
def test_what_is_shown_is_read(media: Edges, crop: Edges, rotate: int, tmp_path: Path) -> None:
    assert words(one_number(tmp_path / "shown.pdf", media, crop, rotate)) == NUMBER


@pytest.mark.parametrize(("media", "crop", "rotate"), [*product(MEDIA, WITHOUT_IT, (0, 90, 180, 270))])
def test_what_is_cropped_away_is_not_read(media: Edges, crop: Edges, rotate: int, tmp_path: Path) -> None:
    assert words(one_number(tmp_path / "cropped.pdf", media, crop, rotate)) == ""


def test_a_page_set_upside_down_and_turned_back(tmp_path: Path) -> None:
    x, y = AT
    turned = f"BT /F 24 Tf -1 0 0 -1 {x} {y + 100} Tm (625) Tj ET"
    file = one_number(tmp_path / "turned.pdf", crop=(230, 520, 400, 700), rotate=180, more=turned)
    assert words(file) == "625"
