from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from pipeline.cli import app
from pipeline.queries import QUERIES

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])

group = typer.main.get_command(app)
assert isinstance(group, TyperGroup)
COMMANDS = group.commands


def sections() -> dict[str, str]:
    """The sections of docs/cli.md by command name."""
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    return {
        match[1]: match[0] for match in re.finditer(r"^## `upheld (\w+)[^\n]*\n(?:(?!^## ).*\n?)*", text, re.MULTILINE)
    }


def anchors(page: Path) -> set[str]:
    """Names under which the headings of a page can be linked to."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def test_every_command_is_documented() -> None:
    assert set(sections()) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented(name: str) -> None:
    named = [option for parameter in COMMANDS[name].params for option in (*parameter.opts, *parameter.secondary_opts)]
    cells = re.findall(r"^\| (`--[^|]*)\|", sections()[name], re.MULTILINE)
    documented = {option for cell in cells for option in re.findall(r"--[\w-]+", cell)}
    assert documented == {option for option in named if option.startswith("--")} - {"--help"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)\s]+)\)", text) if not target.startswith("http")]
    lost = []
    for target in targets:
        path, _, anchor = target.partition("#")
        file = page.parent / path if path else page
        if not file.exists() or (anchor and anchor not in anchors(file)):
            lost.append(target)
    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_are_named_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"`((?:pipeline|extractors|schemas|corpus|tests|docs)/[\w./-]+\.(?:py|toml|csv|md))`", text)
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_readme_names_real_targets_and_questions() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^    make (\w+)", readme, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    titles = {query.title for query in QUERIES}
    quoted = re.findall(r"\*([A-Z][^*]+)\*", re.sub(r"\s+", " ", readme).replace("**", ""))
    assert quoted
    assert set(quoted) <= titles


def test_the_changelog_has_this_version() -> None:
    version = re.search(r'^version = "([^"]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert version
    assert f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_nothing_says_where_it_was_made() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+(?: ; .*)?", line) for line in lock.splitlines())
