from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

#: Each package, and those of the project that it may import besides itself.
MAY_IMPORT = {
    "schemas": set(),
    "extractors": {"schemas"},
    "pipeline": {"extractors", "schemas"},
}
OURS = {*MAY_IMPORT, "corpus", "tests"}


def imported(path: Path) -> set[str]:
    """Top-level names that a file imports anywhere, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: import by full name, so that the arrows can be seen"
            found.add(str(node.module).split(".")[0])
    return found


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_point_one_way(package: str) -> None:
    files = sorted((ROOT / package).rglob("*.py"))
    assert files
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files
        for name in imported(path) & OURS - {package} - MAY_IMPORT[package]
    }
    assert wrong == set()


@pytest.mark.parametrize(
    ("library", "keepers"),
    [
        ("datasette", {"pipeline/serve.py", "pipeline/site/plugin.py"}),
        ("uvicorn", {"pipeline/serve.py"}),
        ("distributed", {"pipeline/cluster.py"}),
        ("fsspec", {"pipeline/remote.py"}),
        ("typer", {"pipeline/cli.py"}),
        ("pyarrow", {"pipeline/export.py"}),
        ("xlsxwriter", {"pipeline/workbook.py"}),
        ("httpx", {"pipeline/fetching/connect.py", "pipeline/fetching/download.py", "pipeline/fetching/web.py"}),
        ("httpcore", {"pipeline/fetching/connect.py"}),
        ("protego", {"pipeline/fetching/web.py"}),
        ("sqlite_utils", {"pipeline/store.py"}),
    ],
)
def test_a_library_has_one_keeper(library: str, keepers: set[str]) -> None:
    files = [path for package in MAY_IMPORT for path in (ROOT / package).rglob("*.py")]
    assert {str(path.relative_to(ROOT)) for path in files if library in imported(path)} == keepers


def test_pdf_libraries_stay_with_reading() -> None:
    files = [path for path in ROOT.glob("extractors/**/*.py") if {"pdfplumber", "pypdfium2"} & imported(path)]
    assert {path.parent.name for path in files} <= {"reading"}


@pytest.mark.parametrize(
    "path", sorted(path for package in MAY_IMPORT for path in (ROOT / package).rglob("*.py")), ids=str
)
def test_every_module_says_its_subject(path: Path) -> None:
    first = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n")[0]
    assert first.endswith(".") or first.endswith("``."), f"{path}: the first line of the docstring is its subject"
