"""The site of the sample reports, and a browser to use it with."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")

#: The widths of a desk and of a phone, with their heights.
SCREENS = {"desk": (1280, 900), "phone": (390, 844)}


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a public site over the sample reports."""
    database = tmp_path_factory.mktemp("browser") / "upheld.db"
    run = [sys.executable, "-u", "-m", "pipeline.cli"]
    own = os.environ | {"UPHELD_CACHE": str(database.with_name("cache"))}
    build = [*run, "build", "corpus/sample", "--out", str(database)]
    subprocess.run(build, cwd=ROOT, env=own, check=True, capture_output=True)
    serve = [*run, "serve", str(database), "--public", "--port", "0"]
    server = subprocess.Popen(serve, cwd=ROOT, env=own, stdout=subprocess.PIPE, text=True)
    assert server.stdout
    found = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())
    assert found
    yield found[0]
    server.terminate()
    server.wait()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Any]:
    """A Chromium that shows nothing on the screen; where there is none, these tests are skipped and say so."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("no Chromium here: `apt-get install chromium` lets these tests run")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Visit:
    """A reader at the site: the open page, what went wrong on the way, and which addresses should be missing."""

    page: Any
    site: str
    wrong: list[str] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)

    def go(self, path: str, missing: bool = False) -> Any:
        """Open a path of the site; ``missing`` if there should be no such page."""
        if missing:
            self.missing.add(self.site + path)
        return self.page.goto(self.site + path)

    def told(self, kind: str, text: str) -> None:
        """What the browser notes; that an address failed is known from the answer."""
        if kind == "error" and not text.startswith("Failed to load resource"):
            self.wrong.append(text)

    def asked(self, url: str) -> None:
        """What the browser asks for: nothing from anywhere else."""
        if not url.startswith((self.site, "data:", "blob:")):
            self.wrong.append(url)

    def failed(self, url: str, why: str) -> None:
        """What the browser could not load; what it stopped loading since the reader went on is no fault."""
        if why != "net::ERR_ABORTED":
            self.wrong.append(f"{url}: {why}")

    def answered(self, url: str, status: int) -> None:
        """What the site answers."""
        if status >= 400 and not (status == 404 and url in self.missing):
            self.wrong.append(f"{url}: {status}")

    @property
    def path(self) -> str:
        """Where the reader is."""
        return str(self.page.url).removeprefix(self.site)


@pytest.fixture
def visit(chromium: Any, site: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A new reader; ``screen`` and the rest come from ``readers``. Complaints of the browser fail the test."""
    options = getattr(request, "param", {})
    width, height = SCREENS[options.get("screen", "desk")]
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme=options.get("scheme", "light"),
        java_script_enabled=options.get("scripts", True),
    )
    page = context.new_page()
    reader = Visit(page, site)
    page.on("console", lambda message: reader.told(message.type, message.text))
    page.on("pageerror", lambda error: reader.wrong.append(str(error)))
    page.on("request", lambda sent: reader.asked(sent.url))
    page.on("requestfailed", lambda sent: reader.failed(sent.url, sent.failure or ""))
    page.on("response", lambda got: reader.answered(got.url, got.status))
    yield reader
    context.close()
    assert reader.wrong == []
