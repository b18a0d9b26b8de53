"""`watch`: feeds, lists and folders of the settings, looked at on a schedule."""

import re
from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path
from time import time
from typing import Annotated

import typer

from dateline.coders import coder_of
from dateline.errors import StoreError, UsageError
from dateline.fetch import Fetcher
from dateline.records import on_one_line
from dateline.reports import ReadOptions
from dateline.resources import load_resources
from dateline.settings import Settings, load_settings
from dateline.store import Place, open_store
from dateline.watch import Health, Ledger, Watcher, Work, gap_rows, leave, locked, pages_of_health, run, status_rows

from .deciding import joining
from .filters import Format, check_format, json_lines
from .screen import err, out, safe, table


def watch(
    once: Annotated[
        bool, typer.Option("--once", help="Look at everything once, work through what is new, and end.")
    ] = False,
    status: Annotated[bool, typer.Option("--status", help="Show how each source stands, and end.")] = False,
    gaps: Annotated[bool, typer.Option("--gaps", help="Show when sources went unseen, and end.")] = False,
    db: Annotated[str | None, typer.Option(help="The database (default: dateline.db).")] = None,
    format: Format = "table",
) -> int:
    """Watch the feeds, lists and folders that dateline.toml names: fetch, code and keep what is new, on a schedule, until stopped.

    Sources stand under [watch.feeds.NAME], [watch.lists.NAME] and [watch.folders.NAME]. Example: dateline watch --once
    """
    check_format(format)
    settings = load_settings(db=db)
    ledger = ledger_of(settings.db)
    if status or gaps:
        _show(ledger, format, gaps=gaps)
        return 0
    if not (settings.watch.feeds or settings.watch.lists or settings.watch.folders):
        raise UsageError('dateline.toml names nothing to watch. Name a feed: [watch.feeds.NAME] with address = "…".')
    fetcher = Fetcher(settings.watch.fetching())
    with locked(ledger.with_name(ledger.name + ".lock")):
        code = run(lambda: _work(settings, ledger, fetcher, once=once), fetcher.stopping)
    if fetcher.stopping.is_set():
        err.print("Stopped. It goes on where it was: dateline watch", markup=False)
        leave(code)
    if code:
        raise typer.Exit(code)
    return 0


def ledger_of(db: Place) -> Path:
    """Where the ledger of a store lies: beside it; of one on a server, in the present folder under the database's name."""
    if isinstance(db, Path):
        return db.with_name(db.name + ".watch")
    return Path(re.sub(r"\W", "_", db.name) + ".watch")


def _work(settings: Settings, path: Path, fetcher: Fetcher, *, once: bool) -> int:
    """Watch until told to stop, or once; 1 where a source could not be seen."""
    work = Work()
    with ExitStack() as stack:
        store = stack.enter_context(closing(open_store(settings.db)))
        ledger = stack.enter_context(closing(Ledger(path)))
        resources = load_resources(
            parser=settings.parser, register=settings.register_file, gazetteer=settings.gazetteer_file,
            use_gate=settings.gate, use_classifier=settings.classifier,
        )  # fmt: skip
        watcher = Watcher(
            settings.watch, store, ledger, fetcher, resources,
            options=ReadOptions(languages=settings.languages, max_chars=settings.max_chars),
            coder=coder_of(settings.coder), joining=joining(settings), tell=_tell, work=work,
        )  # fmt: skip
        if once:
            is_well = watcher.run_once(fetcher.stopping.wait)
            _tell(f"{sum(work.reports.values())} reports: {_counted(work)}.")
            return 0 if is_well else 1
        if settings.watch.port:
            port = stack.enter_context(pages_of_health(Health(path, work), settings.watch.port))
            _tell(f"watching {len(ledger.sources())} sources; health: http://127.0.0.1:{port}/. Stop with Ctrl-C.")
        while not fetcher.stopping.is_set():
            fetcher.stopping.wait(min(watcher.step(), 5.0))
    return 0


def _counted(work: Work) -> str:
    return (
        ", ".join(f"{count} {outcome.replace('_', ' ')}" for outcome, count in sorted(work.reports.items()))
        or "none new"
    )


def _tell(line: str) -> None:
    err.print(safe(on_one_line(f"{datetime.now():%H:%M:%S} {line}")), soft_wrap=True)


def _show(path: Path, format: str, *, gaps: bool) -> None:
    if not path.is_file():
        raise StoreError(f"{path}: nothing was watched yet. Start with: dateline watch")
    with closing(Ledger(path)) as ledger:
        rows = gap_rows(ledger, time()) if gaps else status_rows(ledger, time())
    if format == "jsonl":
        json_lines(rows)
        return
    columns = (
        ("source", "since", "until", "minutes", "why", "may_lack")
        if gaps
        else ("source", "last_seen", "due", "waiting", "done", "left", "failures", "fault")
    )
    out.print(table(None, tuple(c.replace("_", " ") for c in columns), ([r[c] for c in columns] for r in rows)))
