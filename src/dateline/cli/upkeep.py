"""`backup`, `check`, `migrate`, `store`: a store kept whole."""

from pathlib import Path
from typing import Annotated

import typer

from dateline.engine import incident_faults
from dateline.errors import UsageError
from dateline.settings import load_settings
from dateline.store import SCHEMA_VERSION, back_up, checksum_of, copy_store, faults_of, open_store, place_of

from .deciding import joining
from .filters import Format, check_format, json_lines
from .screen import err, out, table

_Db = Annotated[str | None, typer.Option(help="The database (default: dateline.db).")]
_MOST = 200


def backup(
    file: Annotated[Path, typer.Argument(help="The new file; it must not exist.", metavar="FILE")], db: _Db = None
) -> None:
    """Copy the database to a new file as it is at one moment, also while it is written. Example: dateline backup 2026-11-24.db"""
    opened = open_store(load_settings(db=db).db, must_exist=True)
    try:
        back_up(opened, file)
    finally:
        opened.close()
    err.print(f"{opened.path} copied to {file} ({file.stat().st_size / 1e6:.1f} MB).", markup=False)


def check(db: _Db = None, format: Format = "table") -> None:
    """Check the database: damage, records without owner, spans against their text, incidents against the reports.

    Exit status 1 where something is wrong. Example: dateline check --db dateline.db
    """
    check_format(format)
    settings = load_settings(db=db)
    options, rule = joining(settings)
    opened = open_store(settings.db, must_exist=True)
    try:
        found = [*faults_of(opened), *incident_faults(opened, options=options, rule=rule)]
        counts = opened.counts()
    finally:
        opened.close()
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
    opened = open_store(load_settings(db=db).db, must_exist=True)
    opened.close()
    err.print(f"{opened.path}: schema {SCHEMA_VERSION}.", markup=False)


store = typer.Typer(help="A whole store: copied into another, or told by its checksum.", no_args_is_help=True)


@store.command("copy")
def copy_(
    source: Annotated[
        str, typer.Argument(help="The store to copy: a file, or postgresql://user@host/name.", metavar="FROM")
    ],
    target: Annotated[str, typer.Argument(help="Where to: a new file, or an empty database.", metavar="TO")],
) -> None:
    """Copy a store into another, between SQLite and PostgreSQL either way, and compare every value by a checksum.

    Example: dateline store copy dateline.db postgresql://nilar@db.example.org/events
    """
    if place_of(source) == place_of(target):
        raise UsageError("store copy: FROM and TO are the same store.")
    first = open_store(source, must_exist=True)
    try:
        second = open_store(target)
        try:
            checksum = copy_store(first, second)
            counts = second.counts()
        finally:
            second.close()
    finally:
        first.close()
    err.print(
        f"{first.path} copied to {second.path}: {counts['report']} reports, {counts['event']} events.", markup=False
    )
    typer.echo(checksum)


@store.command()
def checksum(db: _Db = None) -> None:
    """Tell the checksum of a store: the same for two that hold the same, whatever kind they are. Example: dateline store checksum"""
    opened = open_store(load_settings(db=db).db, must_exist=True)
    try:
        typer.echo(checksum_of(opened))
    finally:
        opened.close()
