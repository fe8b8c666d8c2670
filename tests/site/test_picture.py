from __future__ import annotations

import hashlib
import io
import os
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pdfplumber
import pytest
from PIL import Image

from pipeline.folder import users_own
from pipeline.problem import Problem
from pipeline.site import picture
from pipeline.site.painter import corner, paint
from pipeline.site.picture import NotDrawn, Picture, Studio, tidy
from tests.boxes import NUMBER, Edges, assembled, one_number

MEDIA: tuple[Edges, ...] = ((0, 0, 595, 842), (50, 100, 645, 942), (-30, -60, 565, 782))
CROP: tuple[Edges | None, ...] = (None, (200, 300, 500, 700), (250, 450, 640, 930))


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    made = Studio(tmp_path / "cache", painters=1, seconds=2)
    yield made
    made.close()


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def dark(shown: Picture) -> tuple[float, float, float, float]:
    """The smallest box that holds every dark pixel, in the coordinates of boxes."""
    with Image.open(io.BytesIO(shown.png)) as image:
        x0, y0, x1, y1 = image.convert("L").point(lambda level: 255 * (level < 128)).getbbox() or (0, 0, 0, 0)
        across, down = shown.width / image.width, shown.height / image.height
    return shown.left + x0 * across, shown.upper + y0 * down, shown.left + x1 * across, shown.upper + y1 * down


def box_of_number(file: Path) -> tuple[float, float, float, float]:
    with pdfplumber.open(file) as pdf:
        chars = pdf.pages[0].chars
    assert len(chars) == len(NUMBER)
    return (
        min(char["x0"] for char in chars),
        min(char["top"] for char in chars),
        max(char["x1"] for char in chars),
        max(char["bottom"] for char in chars),
    )


def drawn(file: Path) -> Picture:
    place, png = paint(str(file), 1, 2.0, 8_000_000)
    return Picture(png, place["left"], place["upper"], place["width"], place["height"])


@pytest.mark.parametrize(("media", "crop", "rotate", "inherited"), [*product(MEDIA, CROP, (0, 90, 180, 270), (0, 1))])
def test_the_number_is_drawn_in_its_box(
    media: Edges, crop: Edges | None, rotate: int, inherited: int, tmp_path: Path
) -> None:
    file = one_number(tmp_path / "page.pdf", media, crop, rotate, bool(inherited))
    x0, top, x1, bottom = box_of_number(file)
    ink = dark(drawn(file))
    assert x0 - 0.5 <= ink[0] < ink[2] <= x1 + 0.5
    assert top - 0.5 <= ink[1] < ink[3] <= bottom + 0.5
    # Digits fill their line across, and most of it in height: a box beside or far around would not do.
    long, short = sorted((ink[2] - ink[0], ink[3] - ink[1]), reverse=True)
    assert long > 45
    assert 15 < short < 20


def test_corners_worked_out_by_hand() -> None:
    # A page of 100 by 200 from (10, 20), of which 30 are cut off at the left and 50 at the foot.
    media, visible = (10.0, 20.0, 110.0, 220.0), (40.0, 70.0, 110.0, 220.0)
    assert corner(media, visible, 0) == (40, -20)  # nothing is cut off above; boxes begin 20 above the page
    assert corner(media, visible, 90) == (70, 20)  # the foot is at the left, the left edge above
    assert corner(media, visible, 180) == (10, 30)
    assert corner(media, visible, 270) == (20, -10)


def test_a_picture_has_two_pixels_a_point_and_not_too_many(tmp_path: Path) -> None:
    with Image.open(io.BytesIO(drawn(one_number(tmp_path / "a4.pdf")).png)) as image:
        assert image.size == (1190, 1684)
    wall = drawn(one_number(tmp_path / "wall.pdf", media=(0, 0, 14400, 7200)))
    with Image.open(io.BytesIO(wall.png)) as image:
        assert image.width * image.height <= 8_000_000 * 1.01
        assert image.width / image.height == pytest.approx(2, rel=0.01)
    assert (wall.width, wall.height) == (14400, 7200)


def test_a_picture_is_drawn_once(studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = one_number(tmp_path / "page.pdf")
    first = studio.picture(file, sha256(file), 1)
    assert first.png.startswith(b"\x89PNG")
    monkeypatch.setattr(picture, "PAINTER", tmp_path / "nothing.py")
    assert Studio(studio.folder).picture(Path("gone.pdf"), sha256(file), 1) == first


def test_half_a_picture_is_drawn_again(studio: Studio, tmp_path: Path) -> None:
    file = one_number(tmp_path / "page.pdf")
    first = studio.picture(file, sha256(file), 1)
    (kept,) = [path for path in studio.folder.rglob("*") if path.is_file()]
    whole = kept.read_bytes()
    for broken in (whole[: len(whole) // 2], b"", b"[]\n", b"{}\n"):
        kept.write_bytes(broken)
        assert studio.picture(file, sha256(file), 1) == first
        assert kept.read_bytes() == whole


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    file = one_number(tmp_path / "page.pdf")
    (tmp_path / "cache").write_text("in the way")
    studio = Studio(tmp_path / "cache", painters=1)
    assert studio.picture(file, sha256(file), 1).png.startswith(b"\x89PNG")
    studio.close()


def nested_forms(file: Path) -> Path:
    """Twelve forms, each of which draws the next ten times: the drawing would take days."""
    kids = [
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /X {number + 1} 0 R >> >>"
        f" /Length {len('/X Do ' * 10)} >>\nstream\n{'/X Do ' * 10}\nendstream"
        for number in range(4, 16)
    ]
    last = "0 0 m 300 400 l 20 30 40 50 60 70 c S "
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 17 0 R"
        " /Resources << /XObject << /X 4 0 R >> >> >>",
        *kids,
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Length {len(last)} >>\nstream\n{last}\nendstream",
        "<< /Length 5 >>\nstream\n/X Do\nendstream",
    ]
    file.write_bytes(assembled(objects))
    return file


def test_a_page_that_takes_too_long_is_given_up(studio: Studio, tmp_path: Path) -> None:
    slow = nested_forms(tmp_path / "slow.pdf")
    good = one_number(tmp_path / "good.pdf")
    with pytest.raises(NotDrawn, match="took too long"):
        studio.picture(slow, sha256(slow), 1)
    assert studio.picture(good, sha256(good), 1).width == 595
    start = time.monotonic()
    with pytest.raises(NotDrawn):
        studio.picture(slow, sha256(slow), 1)
    assert time.monotonic() - start < 0.5, "it is not tried again at once"


@pytest.mark.parametrize(
    ("name", "content", "page"),
    [
        ("empty", b"", 1),
        ("notes", b"%PDF-1.7 but nothing else", 1),
        ("second", None, 2),
        ("before the first", None, 0),
    ],
)
def test_what_cannot_be_drawn(name: str, content: bytes | None, page: int, studio: Studio, tmp_path: Path) -> None:
    file = one_number(tmp_path / "page.pdf")
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(NotDrawn, match="this page could not be drawn"):
        studio.picture(file, sha256(file), page)
    assert [path for path in studio.folder.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("media", [(0, 0, 0, 0), (0, 0, 595, 0.001), (0, 0, 1e30, 1e30), (0, 0, 100_000, 1)])
def test_pages_without_a_shape(media: Edges, studio: Studio, tmp_path: Path) -> None:
    file = one_number(tmp_path / "page.pdf", media)
    try:
        shown = studio.picture(file, sha256(file), 1)
    except NotDrawn:
        return
    with Image.open(io.BytesIO(shown.png)) as image:
        assert image.width * image.height <= 8_100_000


def test_when_all_painters_are_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "PATIENCE", 0.01)
    file = one_number(tmp_path / "page.pdf")
    with pytest.raises(NotDrawn, match="too many pages are being drawn"):
        Studio(tmp_path / "cache", painters=0).picture(file, sha256(file), 1)


def test_pictures_longest_unused_go_first(tmp_path: Path) -> None:
    for age in range(10):
        kept = tmp_path / "aa" / str(age)
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(b"x" * 100)
        os.utime(kept, (1_000_000 - age, 1_000_000 - age))
    tidy(tmp_path, 1000)
    assert len(list((tmp_path / "aa").iterdir())) == 10
    tidy(tmp_path, 500)
    assert sorted(path.name for path in (tmp_path / "aa").iterdir()) == ["0", "1", "2", "3"]


def test_the_cache_folder_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPHELD_CACHE", str(tmp_path))
    assert picture.cache_folder() == tmp_path / "pages"
    monkeypatch.delenv("UPHELD_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    assert picture.cache_folder() == tmp_path / "home" / "upheld" / "pages"


def test_a_user_without_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("UPHELD_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert picture.cache_folder().is_dir()
    assert picture.cache_folder() == picture.cache_folder()
    with pytest.raises(Problem, match="UPHELD_CACHE"):
        users_own()
