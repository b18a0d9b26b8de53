"""`backup`, `check`, `migrate`: a store kept whole."""

from pathlib import Path
from typing import Annotated

import typer

from dateline.engine import incident_faults
from dateline.settings import load_settings
from dateline.store import SCHEMA_VERSION, back_up, faults_of, open_store

from .deciding import joining
from .filters import Format, check_format, json_lines
from .screen import err, out, table

_Db = Annotated[str | None, typer.Option(help="The database (default: dateline.db).")]
_MOST = 200


def backup(
    file: Annotated[Path, typer.Argument(help="The new file; it must not exist.", metavar="FILE")], db: _Db = None
) -> None:
    """Copy the database to a new file as it is at one moment, also while it is written. Example: dateline backup 2026-11-24.db"""
    store = open_store(load_settings(db=db).db, must_exist=True)
    try:
        back_up(store, file)
    finally:
        store.close()
    err.print(f"{store.path} copied to {file} ({file.stat().st_size / 1e6:.1f} MB).", markup=False)


def check(db: _Db = None, format: Format = "table") -> None:
    """Check the database: damage, records without owner, spans against their text, incidents against the reports.

    Exit status 1 where something is wrong. Example: dateline check --db dateline.db
    """
    check_format(format)
    settings = load_settings(db=db)
    options, rule = joining(settings)
    store = open_store(settings.db, must_exist=True)
    try:
        found = [*faults_of(store), *incident_faults(store, options=options, rule=rule)]
        counts = store.counts()
    finally:
        store.close()
    if format == "jsonl":
        json_lines({"record": f.record, "what": f.what} for f in found)
    elif found:
        out.print(
            table(f"{len(found)} faults", ("record", "what is wrong"), ((f.record, f.what) for f in found[:_MOST]))
        )
    if found:
        raise typer.Exit(1)
    err.print(f"{settings.db}: sound. {counts['report']} reports, {counts['event']} events.", markup=False)


def migrate(db: _Db = None) -> None:
    """Bring the database to the schema of this version; every command does so when it opens one. Example: dateline migrate"""
    store = open_store(load_settings(db=db).db, must_exist=True)
    store.close()
    err.print(f"{store.path}: schema {SCHEMA_VERSION}.", markup=False)
