"""Routes: every path of the site and the page that answers it, in one table."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.site import (
    addresses,
    api,
    closeup,
    compare,
    council,
    councils,
    discrepancies,
    figure,
    files,
    glossary,
    health,
    home,
    openapi,
    report,
    sitemap,
)
from pipeline.site.page import Handler


@dataclass(frozen=True)
class Route:
    """A path and who answers it; ``{name}`` in the path stands for one part of it, without a stroke."""

    path: str
    handler: Handler


ROUTES: tuple[Route, ...] = (
    Route("/", home.page),
    Route(addresses.COUNCILS, councils.page),
    Route("/health", health.page),
    Route("/figures/{figure}", figure.page),
    Route("/-/page-image/{sha256}/{page}.png", files.page_image),
    Route("/-/close-up/{figure}.png", closeup.image),
    Route("/-/report-file/{sha256}.pdf", files.report_file),
    Route(addresses.COMPARE, compare.page),
    Route(f"{addresses.COMPARE}.csv", compare.table),
    *(Route(resource.path, api.answering(resource)) for resource in api.RESOURCES),
    Route(openapi.PATH, openapi.page),
    Route("/api/{other}", api.missing),
    Route("/councils/{council}", council.page),
    Route(addresses.DISCREPANCIES, discrepancies.page),
    Route("/discrepancies/{discrepancy}", discrepancies.detail),
    Route("/reports/{report}", report.page),
    Route(addresses.TERMS, glossary.page),
    Route("/robots.txt", sitemap.robots),
    Route("/sitemap.xml", sitemap.sitemap),
)
