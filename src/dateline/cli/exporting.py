"""`export`: what the database holds, in the columns of other data sets."""

from pathlib import Path
from typing import Annotated

import typer

from dateline import __version__
from dateline.errors import UsageError
from dateline.export import PROFILES, Options
from dateline.export import export as write_export
from dateline.settings import load_settings
from dateline.store import EventFilter, open_store

from .screen import err

_PROFILES = ", ".join(PROFILES)


def export(
    profile: Annotated[str, typer.Argument(help=f"One of: {_PROFILES}.", metavar="PROFILE")],
    out: Annotated[Path, typer.Option(help="The file to write, or a folder to write it into.")],
    db: Annotated[Path | None, typer.Option(help="The database (default: dateline.db).")] = None,
    format: Annotated[
        str | None, typer.Option(help="csv, tsv, jsonl, parquet, … (default: by the file's name, else the profile's).")
    ] = None,
    actor: Annotated[str | None, typer.Option(help="Part of an actor's name, on any side.")] = None,
    type: Annotated[str | None, typer.Option(help="PLOVER event type, such as ASSAULT.")] = None,
    mode: Annotated[str | None, typer.Option(help="PLOVER mode, such as aerial.")] = None,
    status: Annotated[
        str | None, typer.Option(help="occurred, ongoing, future, sought, hypothetical or negated.")
    ] = None,
    country: Annotated[str | None, typer.Option(help="ISO 3166 code of the country where it happened: AFG.")] = None,
    place: Annotated[str | None, typer.Option(help="Part of a place's name.")] = None,
    since: Annotated[str | None, typer.Option(help="First day: 2019-12-01.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day.")] = None,
    text: Annotated[str | None, typer.Option(help="Words that the report must hold.")] = None,
    min_confidence: Annotated[float | None, typer.Option(help="At least this sure (0 to 1).")] = None,
    inter_numeric: Annotated[bool, typer.Option(help="acled: kinds of actors as numbers 1 to 8.")] = False,
    guard_formulas: Annotated[
        bool, typer.Option(help="Put ' before cells that a spreadsheet would run as a formula.")
    ] = False,
) -> None:
    """Export to a file, with datapackage.json, codebook.md and manifest.json beside it. Example: dateline export acled --out acled.csv"""
    if profile not in PROFILES:
        raise UsageError(f"{profile}: no such export profile. Profiles: {_PROFILES}.")
    settings = load_settings(db=db, min_confidence=min_confidence)
    store = open_store(settings.db, must_exist=True)
    asked = EventFilter(
        actor=actor, event_type=type, mode=mode, status=status, country=country, place=place, since=since, until=until,
        text=text, min_confidence=settings.min_confidence or None,
    )  # fmt: skip
    try:
        written = write_export(
            store, profile, out, asked=asked, options=Options(inter_numeric, guard_formulas), format=format,
            program=f"dateline {__version__}",
        )  # fmt: skip
    finally:
        store.close()
    for one in written:
        err.print(f"{one.path}: {one.rows} rows ({one.profile}, {one.format}).", markup=False, highlight=False)
