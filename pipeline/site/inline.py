"""Inline: scripts and styles within Datasette's own templates, made to fit a content policy that allows none."""

from __future__ import annotations

import re
from collections.abc import Callable

from jinja2 import BaseLoader, Environment

#: What is written into the templates: every inline script and style carries the nonce of the answer.
_OPENING = re.compile(r"<(script|style)(?=[\s>])(?![^>]*\bsrc=)")
_NONCE = r'<\1 nonce="{{ nonce }}"'

#: Styles of single elements cannot carry one. Datasette's are ornaments.
_STYLE = re.compile(r'(<[^<>]*?)\sstyle="[^"]*"')


def strict(source: str) -> str:
    """The source of a template without styles of single elements, and with a nonce for each inline script or style."""
    return _STYLE.sub(r"\1", _OPENING.sub(_NONCE, source))


class Strict(BaseLoader):
    """Loads templates from another loader, and makes them fit."""

    def __init__(self, loader: BaseLoader) -> None:
        self._loader = loader

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The source of a template that fits."""
        source, name, is_current = self._loader.get_source(environment, template)
        return strict(source), name, is_current

    def list_templates(self) -> list[str]:
        """The names of all templates."""
        return self._loader.list_templates()
