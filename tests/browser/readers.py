"""Who reads the site: the screens, colours and browsers that it has to serve."""

from __future__ import annotations

from typing import Any

import pytest

DESK: dict[str, Any] = {"screen": "desk"}
PHONE: dict[str, Any] = {"screen": "phone"}
DARK: dict[str, Any] = {"screen": "desk", "scheme": "dark"}
PLAIN: dict[str, Any] = {"screen": "phone", "scripts": False}


def readers(*wanted: dict[str, Any]) -> Any:
    """Runs a test for each of these readers; its fixture ``visit`` is one of them."""
    return pytest.mark.parametrize("visit", wanted, indirect=True, ids=lambda each: "-".join(map(str, each.values())))
