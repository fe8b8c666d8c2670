"""Document: whole files, what cannot be read, and pages that fail alone."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from extractors.reading import document as module
from extractors.reading.__main__ import main
from extractors.reading.canvas import Canvas as Painted
from extractors.reading.document import read
from extractors.reading.errors import Damaged, Encrypted, NoPages, ReadingError
from tests import hostile
from tests.reading.paper import BOLD, Sheet, prose, story, table


def pdf(path: Path, *pages: str) -> Path:
    canvas = Canvas(str(path))
    canvas.setTitle("Feedback 2023/24")
    for words in pages:
        if words:
            canvas.drawString(60, 700, words)
        canvas.showPage()
    canvas.save()
    return path


def test_pages_title_and_name(tmp_path: Path) -> None:
    document = read(pdf(tmp_path / "report.pdf", "We received 12 complaints.", ""))
    assert document.filename == "report.pdf"
    assert document.metadata_title == "Feedback 2023/24"
    assert [(page.number, page.has_text, page.error) for page in document.pages] == [(1, True, None), (2, False, None)]
    assert document.pages[0].width == pytest.approx(595.3, abs=0.1)


def test_every_number_is_found_at_its_box(tmp_path: Path) -> None:
    import pdfplumber

    rows = [["Stage", "Received"], ["Stage 1", "1,204*"], ["Stage 2", "87²"]]
    document = story(tmp_path / "a.pdf", prose(), table(rows, *BOLD), prose())
    seen = []
    with pdfplumber.open(tmp_path / "a.pdf") as file:
        for block in document.blocks:
            for cell in block.table.cells if block.table else ():
                box = cell.text.box()
                inside = file.pages[box.page - 1].crop((box.x0 - 0.5, box.top - 0.5, box.x1 + 0.5, box.bottom + 0.5))
                assert cell.string in inside.extract_text()
                seen.append(cell.string)
    assert seen == ["Stage", "Received", "Stage 1", "1,204", "Stage 2", "87"]


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"", Damaged), (b"<html>Not found</html>", Damaged), (b"%PDF-1.4\n%%EOF\n", Damaged)],
    ids=["empty", "web page", "header only"],
)
def test_files_that_are_no_pdf(tmp_path: Path, content: bytes, error: type[ReadingError]) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(content)
    with pytest.raises(error) as caught:
        read(path)
    assert str(caught.value).startswith("broken.pdf: ")
    assert "\n" not in str(caught.value)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(Damaged, match=r"absent\.pdf: cannot be opened"):
        read(tmp_path / "absent.pdf")


def test_password(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret"))
    canvas.drawString(60, 700, "Nobody reads this")
    canvas.save()
    with pytest.raises(Encrypted, match=r"^locked\.pdf: protected by a password; save a copy without one"):
        read(path)


def test_file_without_pages(tmp_path: Path) -> None:
    path = tmp_path / "none.pdf"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 3\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.write(b"trailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)
    path.write_bytes(out.getvalue())
    with pytest.raises(NoPages, match=r"none\.pdf: no pages found"):
        read(path)


def test_truncated_file_is_mended(tmp_path: Path) -> None:
    path = pdf(tmp_path / "cut.pdf", "We received 12 complaints.", "We upheld 4.")
    content = path.read_bytes()
    path.write_bytes(content[: content.rindex(b"startxref")])
    assert [block.text.string for block in read(path).blocks] == ["We received 12 complaints.", "We upheld 4."]


def test_one_bad_page_does_not_harm_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = pdf(tmp_path / "three.pdf", "We received 12 complaints.", "Unreadable page.", "We upheld 4.")
    paint = module.paint

    def failing(page: object) -> Painted:
        if page.page_number == 2:  # type: ignore[attr-defined]
            raise ValueError("bad font")
        return paint(page)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "paint", failing)
    document = read(path)
    assert [block.text.string for block in document.blocks] == ["We received 12 complaints.", "We upheld 4."]
    assert document.pages[1].error == "ValueError: bad font"
    assert document.warnings == ("three.pdf, page 2: could not be read (ValueError: bad font); the other pages were",)


#: Three pages, of which pdfminer finds the first alone: the others hang from something that is not called "Pages".
ODD_TREE = hostile.pdf(
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 3>>",
    *(
        b"<</Type/%b/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F 9 0 R>>>>>>" % page
        for page in ((b"Page", 6), (b"Template", 7), (b"Leaf", 8))
    ),
    *(hostile.text(line) for line in ("We received 12 complaints.", "We upheld 4.", "We answered 9.")),
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
)


def test_pages_that_only_pdfium_finds_are_read_in_their_places(tmp_path: Path) -> None:
    path = tmp_path / "odd.pdf"
    path.write_bytes(ODD_TREE)
    with pdfplumber.open(path) as naive:
        assert len(naive.pages) == 1
    document = read(path)
    assert [(block.page, block.text.string) for block in document.blocks] == [
        (1, "We received 12 complaints."),
        (2, "We upheld 4."),
        (3, "We answered 9."),
    ]


def test_a_page_that_pdfminer_cannot_read_is_read_from_the_mended_copy(tmp_path: Path) -> None:
    """A page without a size: viewers take the usual one."""
    path = tmp_path / "sizeless.pdf"
    first, second = (hostile.text(line) for line in ("We received 12 complaints.", "We upheld 4."))
    path.write_bytes(hostile.pages(first, second).replace(b"/MediaBox[0 0 595 842]", b"/NoBoxes [0 0 595 842]", 1))
    document = read(path)
    assert [(block.page, block.text.string) for block in document.blocks] == [
        (1, "We received 12 complaints."),
        (2, "We upheld 4."),
    ]
    assert document.warnings == ()


def test_a_page_whose_text_only_pdfium_finds_is_no_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = pdf(tmp_path / "lost.pdf", "We received 12 complaints in the year.")
    paint = module.paint
    monkeypatch.setattr(module, "paint", lambda page: replace(paint(page), chars=[]))
    assert read(path).pages[0].error == "LostText: its text is written in a way that is not understood"


def test_blocks_can_be_looked_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.text(60, 100, "We received 12 complaints in the year.")
    sheet.canvas.save()
    assert main([str(tmp_path / "a.pdf")]) == 0
    assert "paragraph We received 12 complaints in the year." in capsys.readouterr().out
    assert main([str(tmp_path / "absent.pdf")]) == 1
    assert "absent.pdf: cannot be opened" in capsys.readouterr().err
    assert main([]) == 2
