"""Routes: every path of the site and the page that answers it, in one table."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.site import addresses, councils, home
from pipeline.site.page import Handler


@dataclass(frozen=True)
class Route:
    """A path and who answers it; ``{name}`` in the path stands for one part of it, without a stroke."""

    path: str
    handler: Handler


ROUTES: tuple[Route, ...] = (
    Route("/", home.page),
    Route(addresses.COUNCILS, councils.page),
)
