"""Routes: every path of the site and the page that answers it, in one table."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.site import addresses, councils, figure, files, home
from pipeline.site.page import Handler


@dataclass(frozen=True)
class Route:
    """A path and who answers it; ``{name}`` in the path stands for one part of it, without a stroke."""

    path: str
    handler: Handler


ROUTES: tuple[Route, ...] = (
    Route("/", home.page),
    Route(addresses.COUNCILS, councils.page),
    Route("/figures/{figure}", figure.page),
    Route("/-/page-image/{sha256}/{page}.png", files.page_image),
    Route("/-/report-file/{sha256}.pdf", files.report_file),
)
