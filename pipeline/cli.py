"""The command line: what each ``upheld`` command is asked and what it prints.

Everything heavy is imported by the command that needs it, so that help comes at once. Exit codes: 0 all is
well, 1 some reports could not be read (or builds differ), 2 the command could not be carried out, 130 it was stopped.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractors.reading.modes import Ocr
from pipeline.limits import USUAL, Limits
from pipeline.problem import Problem

if TYPE_CHECKING:
    from pipeline.built import Summary
    from pipeline.cache import Cache
    from pipeline.collect import Collection
    from pipeline.corrections import Correction
    from pipeline.job import Options

#: Reports that come with the project.
SAMPLE = Path(__file__).resolve().parent.parent / "corpus" / "sample"

FAILED, USAGE, STOPPED = 1, 2, 130

app = typer.Typer(
    name="upheld",
    help="UK councils' complaints reports (PDF) as one database, every number with its page and words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


OcrOption = Annotated[Ocr, typer.Option("--ocr", help="Read pages without text by OCR, or none, or all.")]

RegistryOption = Annotated[
    Path | None, typer.Option("--registry", help="Registry of reports; the project's own if not named.")
]

ShelfOption = Annotated[Path, typer.Option("--to", help="Folder that the files are kept in, under their hash.")]

ContactOption = Annotated[
    str, typer.Option("--contact", envvar="UPHELD_CONTACT", help="Your address, shown to the servers visited.")
]

PrivateOption = Annotated[
    bool, typer.Option("--allow-private", help="Also visit addresses of this machine and its network.")
]


_LIMIT = {"min": 1, "rich_help_panel": "Limits of reading one report"}
SecondsOption = Annotated[int, typer.Option("--max-seconds", help="Time.", **_LIMIT)]
MemoryOption = Annotated[int, typer.Option("--max-memory", help="Memory of the process that reads, in MB.", **_LIMIT)]
SizeOption = Annotated[int, typer.Option("--max-size", help="Size of the file, in MB.", **_LIMIT)]
PagesOption = Annotated[int, typer.Option("--max-pages", help="Pages.", **_LIMIT)]
StreamOption = Annotated[
    int, typer.Option("--max-stream", help="What a compressed stream of the file may unpack to, in MB.", **_LIMIT)
]


class Format(StrEnum):
    """How observations are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class CheckFormat(StrEnum):
    """How discrepancies are printed."""

    TABLE = "table"
    MARKDOWN = "md"
    JSON = "json"


class DiffFormat(StrEnum):
    """How differences are printed."""

    MARKDOWN = "md"
    JSON = "json"


def main(arguments: list[str] | None = None) -> None:
    """Run a command; a problem that the user can mend is one line and code 2."""
    try:
        app(args=arguments)
    except Problem as problem:
        typer.echo(f"upheld: {problem}", err=True)
        sys.exit(USAGE)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"upheld {version('upheld')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    pass


@app.command()
def build(
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="PDF files, folders, patterns or URLs; the sample reports if none.", show_default=False),
    ] = None,
    out: Annotated[Path, typer.Option("--out", help="Where to write the database.")] = Path("upheld.db"),
    ocr: OcrOption = Ocr.AUTO,
    corrections: Annotated[
        Path | None, typer.Option("--corrections", help="Corrections to apply; the project's own if not named.")
    ] = None,
    registry: RegistryOption = None,
    files: Annotated[
        bool, typer.Option("--files/--no-files", help="Keep the PDFs beside the database, to show their pages.")
    ] = True,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Reports read at once; as many as processors if not given.")
    ] = None,
    cluster: Annotated[
        str, typer.Option("--cluster", metavar="ADDRESS", help="Read on a Dask cluster, such as tcp://host:8786.")
    ] = "",
    cached: Annotated[
        bool, typer.Option("--cache/--no-cache", help="Take from earlier builds what reading the same file gave.")
    ] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print events as JSON, one a line.")] = False,
    seconds: SecondsOption = USUAL.seconds,
    memory: MemoryOption = USUAL.memory,
    size: SizeOption = USUAL.size,
    pages: PagesOption = USUAL.pages,
    stream: StreamOption = USUAL.stream,
) -> None:
    """Read reports and write the database."""
    from pipeline import cache, folder, shelf, sources
    from pipeline.built import unchanged
    from pipeline.collect import collect
    from pipeline.corrections import REGISTRY, load
    from pipeline.job import Options

    known = load(corrections or REGISTRY)
    collection = collect(paths or [str(SAMPLE)], registry or sources.REGISTRY)
    options = Options(ocr, Limits(seconds, memory, size, pages, stream))
    kept = cache.Folder(folder.users_own()) if cached else cache.NOTHING
    # A program that wants JSON is told of each report, also of those that are as they were.
    before = None if as_json else unchanged(collection.sources, out, options, known, kept)
    if before is None:
        built = _build(collection, out, options, known, kept, workers, cluster, as_json)
    else:
        built = before.summary
        for line in (*collection.problems, *collection.notes, *before.notes):
            typer.echo(line, err=True)
    if files:
        shelf.keep(collection.sources, out)
    _tell(built, out, as_json)
    if built.failed or collection.problems:
        raise typer.Exit(FAILED)


def _build(
    collection: Collection,
    out: Path,
    options: Options,
    corrections: Sequence[Correction],
    kept: Cache,
    workers: int | None,
    cluster: str,
    as_json: bool,
) -> Summary:
    """Build the database, telling how it gets on."""
    from pipeline import crew
    from pipeline.build import build
    from pipeline.progress import listener

    with listener(as_json) as progress, crew.hire(workers, options.limits, cluster) as hands:
        for line in (*collection.problems, *collection.notes):
            progress.note(line)
        try:
            return build(collection.sources, out, progress, hands, options, corrections, kept)
        except KeyboardInterrupt:
            progress.note(f"upheld: stopped; {out} is as it was, and the next build goes on from here")
            raise typer.Exit(STOPPED) from None


def _tell(built: Summary, out: Path, as_json: bool) -> None:
    """Print what a build gave."""
    summary = asdict(built)
    if as_json:
        from pipeline.progress import emit

        emit({"event": "built", "out": str(out), **summary})
    else:
        typer.echo(
            "{out}{state}: {observations:,} observations from {reports:,} reports ({pages:,} pages), "
            "{unread:,} numbers unread, {failed:,} reports failed".format(
                out=out, state=" is up to date" if built.unchanged else "", **summary
            )
        )


@app.command()
def extract(
    file: Annotated[Path, typer.Argument(metavar="FILE.pdf", help="The report.", show_default=False)],
    shape: Annotated[Format, typer.Option("--format", help="How to print them.")] = Format.TABLE,
    ocr: OcrOption = Ocr.AUTO,
    seconds: SecondsOption = USUAL.seconds,
    memory: MemoryOption = USUAL.memory,
    size: SizeOption = USUAL.size,
    pages: PagesOption = USUAL.pages,
    stream: StreamOption = USUAL.stream,
) -> None:
    """Print the observations of one report."""
    from pipeline import extract as show
    from pipeline.build import read
    from pipeline.collect import collect
    from pipeline.job import Options

    if file.is_dir():
        raise Problem(f"{file}: is a folder; name one PDF, or build a database with `upheld build {file}`")
    source = collect([file]).sources[0]
    reading = read(source, Options(ocr, Limits(seconds, memory, size, pages, stream)))
    for note in reading.notes:
        typer.echo(note, err=True)
    rows = show.observations(source, reading.extraction)
    if shape is Format.CSV:
        typer.echo(show.as_csv(rows), nl=False)
    elif shape is Format.JSON:
        typer.echo(show.as_json(rows), nl=False)
    elif rows:
        show.print_table(rows)
    if reading.failed:
        raise typer.Exit(FAILED)


@app.command()
def serve(
    database: Annotated[Path, typer.Argument(metavar="DB", help="The database.")] = Path("upheld.db"),
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one.")] = 8001,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    public: Annotated[
        bool, typer.Option("--public", help="For everybody: tighter limits, no pages about the server.")
    ] = False,
    sql: Annotated[
        bool | None,
        typer.Option("--sql/--no-sql", help="Let readers write SQL; if neither, only without --public."),
    ] = None,
    url: Annotated[str, typer.Option("--url", envvar="UPHELD_URL", help="Address of the site as others see it.")] = "",
) -> None:
    """Show a database in the browser."""
    from pipeline.store import check_database

    check_database(database)
    from pipeline.serve import Access, run

    def announce(address: str) -> None:
        typer.echo(f"{database} is at {address} (stop with Ctrl-C)")

    run(database, host, port, announce, Access(public, sql, url))


@app.command()
def export(
    database: Annotated[Path, typer.Argument(metavar="DB", help="The database.", show_default=False)],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the files go.", show_default=False)],
) -> None:
    """Write every table of a database as CSV, Parquet and XLSX, with metadata."""
    from pipeline.export import export as export_tables

    for path in export_tables(database, folder):
        typer.echo(str(path))


@app.command()
def check(
    database: Annotated[Path, typer.Argument(metavar="DB", help="The database.", show_default=False)],
    report: Annotated[str | None, typer.Option("--report", help="Only this report (its id).")] = None,
    council: Annotated[str | None, typer.Option("--council", help="Only this council (its short name).")] = None,
    shape: Annotated[CheckFormat, typer.Option("--format", help="How to print it.")] = CheckFormat.TABLE,
) -> None:
    """Print which published figures do not fit together, council by council."""
    from pipeline import check as checking

    found = checking.councils(database, report, council)
    if shape is CheckFormat.TABLE:
        checking.print_table(found)
    else:
        shown = checking.as_json if shape is CheckFormat.JSON else checking.as_markdown
        typer.echo(shown(found), nl=False)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD.db", help="The earlier database.", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="NEW.db", help="The later one.", show_default=False)],
    shape: Annotated[DiffFormat, typer.Option("--format", help="How to print it.")] = DiffFormat.MARKDOWN,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with 1 if there are differences.")] = False,
) -> None:
    """Print which figures differ between two databases, and why."""
    from pipeline import diff as comparison

    changes = comparison.diff(old, new)
    shown = comparison.as_json if shape is DiffFormat.JSON else comparison.as_markdown
    typer.echo(shown(changes), nl=False)
    if changes and exit_code:
        raise typer.Exit(FAILED)


@app.command()
def fetch(
    reports: Annotated[
        list[str] | None, typer.Argument(help="Ids of reports; all with an address if none.", show_default=False)
    ] = None,
    registry: RegistryOption = None,
    to: ShelfOption = Path("reports"),
    contact: ContactOption = "",
    allow_private: PrivateOption = False,
) -> None:
    """Download the reports of the registry, keeping what was there before."""
    from datetime import date

    from pipeline import sources
    from pipeline.fetching import fetch as fetching
    from pipeline.fetching.web import Web

    path = registry or sources.REGISTRY
    chosen = fetching.choose(path, reports or [])
    came: Counter[str] = Counter()
    with Web(contact=contact, allow_private=allow_private) as web:
        for result in fetching.fetch(web, path, chosen, to, date.today()):
            came[result.came] += 1
            typer.echo(result.line, err=result.came is fetching.Came.FAILED)
    typer.echo(f"{to}: {', '.join(f'{came[each]:,} {each}' for each in fetching.Came)}")
    if came[fetching.Came.FAILED]:
        raise typer.Exit(FAILED)


@app.command()
def add(
    where: Annotated[str, typer.Argument(metavar="URL|FILE", help="The report.", show_default=False)],
    council: Annotated[str, typer.Option("--council", help="Whose it is, if the report does not say.")] = "",
    period: Annotated[str, typer.Option("--period", help="About which time, such as 2023-24.")] = "",
    title: Annotated[str, typer.Option("--title", help="Its title, if another than was recognised.")] = "",
    landing_page: Annotated[str, typer.Option("--landing-page", help="Address of the page that links to it.")] = "",
    licence: Annotated[str, typer.Option("--licence", help="Under which it may be used, such as OGL-UK-3.0.")] = "",
    report: Annotated[str, typer.Option("--id", help="Its id; made from council and period if not given.")] = "",
    registry: RegistryOption = None,
    to: ShelfOption = Path("reports"),
    ocr: OcrOption = Ocr.AUTO,
    yes: Annotated[bool, typer.Option("--yes", help="Add it without asking.")] = False,
    contact: ContactOption = "",
    allow_private: PrivateOption = False,
) -> None:
    """Add a report to the registry, after showing what was recognised in it."""
    from datetime import date

    from pipeline import add as adding
    from pipeline import sources
    from pipeline.fetching.web import Web

    path = registry or sources.REGISTRY
    said = sources.Publication(report, council, title, period, "", landing_page, licence)
    with Web(contact=contact, allow_private=allow_private) as web, adding.opened(where, web, path) as file:
        found = adding.recognise(file, said, path, ocr, date.today())
        typer.echo("\n".join(found.lines))
        if not yes and not typer.confirm("Add it?"):
            raise typer.Exit(FAILED)
        adding.add(found, path, to)
    typer.echo(f"{path}: {found.publication.report} added")


@app.command()
def councils(
    text: Annotated[
        str | None, typer.Argument(help="Only those whose name or alias has this in it.", show_default=False)
    ] = None,
) -> None:
    """List the councils that are known."""
    from pipeline.councils import print_councils

    if not print_councils(text or ""):
        raise Problem(f"no council has {text!r} in its name; see them all with `upheld councils`")


if __name__ == "__main__":
    main()
