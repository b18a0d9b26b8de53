"""`export`: what the database holds, in the columns of other data sets."""

from pathlib import Path
from typing import Annotated

import typer

from dateline import __version__
from dateline.errors import UsageError
from dateline.export import PROFILES, Options
from dateline.export import export as write_export
from dateline.settings import Settings
from dateline.store import Filter, open_store

from .filters import filtered
from .screen import err

_PROFILES = ", ".join(PROFILES)


@filtered
def export(
    asked: Filter,
    settings: Settings,
    profile: Annotated[str, typer.Argument(help=f"One of: {_PROFILES}.", metavar="PROFILE")],
    out: Annotated[Path, typer.Option(help="The file to write, or a folder to write it into.")],
    format: Annotated[
        str | None, typer.Option(help="csv, tsv, jsonl, parquet, … (default: by the file's name, else the profile's).")
    ] = None,
    inter_numeric: Annotated[
        bool, typer.Option("--inter-numeric", help="acled: kinds of actors as numbers 1 to 8.")
    ] = False,
    guard_formulas: Annotated[
        bool, typer.Option("--guard-formulas", help="Put ' before cells that a spreadsheet would run as a formula.")
    ] = False,
) -> None:
    """Export to a file, with datapackage.json, codebook.md, manifest.json and CITATION.cff beside it.

    Example: dateline export acled --out acled.csv --country AFG
    """
    if profile not in PROFILES:
        raise UsageError(f"{profile}: no such export profile. Profiles: {_PROFILES}.")
    store = open_store(settings.db, must_exist=True)
    try:
        written = write_export(
            store, profile, out, asked=asked, options=Options(inter_numeric, guard_formulas), format=format,
            program=f"dateline {__version__}",
        )  # fmt: skip
    finally:
        store.close()
    for one in written:
        err.print(f"{one.path}: {one.rows} rows ({one.profile}, {one.format}).", markup=False, highlight=False)
