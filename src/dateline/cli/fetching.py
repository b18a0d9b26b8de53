"""`fetch`: pages that lists and feeds name, put by in a web archive that `code` reads."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from dateline.errors import UsageError
from dateline.fetch import Fetcher, FetchError, write_archive
from dateline.gazetteer import open_gazetteer
from dateline.records import Unreadable
from dateline.reports import ReadOptions, read_reports
from dateline.settings import load_settings

from .screen import err, safe

_MOST_TOLD = 20


def fetch(
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Addresses, or files that name them: feeds, GDELT files, tables with a url.", metavar="SOURCE…"
        ),
    ],
    out: Annotated[Path, typer.Option(help="The web archive to write, such as pages.warc.gz; it must not exist.")],
    limit: Annotated[int | None, typer.Option(min=1, help="Fetch at most so many pages.")] = None,
) -> None:
    """Fetch the pages that files name, safely and slowly, into a web archive for `dateline code`.

    The limits and what may be reached are those of [watch] in dateline.toml. Example:
    dateline fetch 20191209120000.gkg.csv.zip --out pages.warc.gz
    """
    if out.exists():
        raise UsageError(f"--out {out}: exists already. Name a new file.")
    settings = load_settings()
    fetcher = Fetcher(settings.watch.fetching())
    failures: list[str] = []
    fetched = 0
    with write_archive(out) as archive:
        for address in _addresses(
            sources, ReadOptions(languages=settings.languages, max_chars=settings.max_chars), settings.gazetteer_file
        ):
            if limit is not None and fetched + len(failures) >= limit:
                break
            try:
                archive.add(fetcher.fetch(address))
                fetched += 1
            except FetchError as error:
                failures.append(str(error))
    err.print(f"{fetched + len(failures)} pages: {fetched} fetched, {len(failures)} not. Kept in {out}.", markup=False)
    for reason in failures[:_MOST_TOLD]:
        err.print(safe(f"  {reason}"), soft_wrap=True)
    if len(failures) > _MOST_TOLD:
        err.print(f"  … and {len(failures) - _MOST_TOLD} more.")
    if failures:
        raise typer.Exit(1)


def _addresses(sources: list[str], options: ReadOptions, places: Path | None) -> Iterator[str]:
    """The addresses given and those that files name, each once."""
    gazetteer = open_gazetteer(extra=places)
    seen: set[str] = set()
    for source in sources:
        found: Iterator[str | None]
        if source.partition("://")[0].lower() in {"http", "https"}:
            found = iter([source])
        else:
            listed = read_reports([source], options, gazetteer)
            found = (u.address for u in listed if isinstance(u, Unreadable))
        for address in found:
            if address is not None and address not in seen:
                seen.add(address)
                yield address
