"""`compare`: what we have beside the events of another data set."""

import csv
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer
from rich.console import Console

from dateline.errors import UsageError
from dateline.export import Source
from dateline.gazetteer import Gazetteer, open_gazetteer
from dateline.reference import (
    COLUMNS,
    DATA_SETS,
    OURS_ONLY,
    BadRow,
    Comparison,
    Happening,
    Tolerance,
    figures_of,
    happenings_of_store,
    in_scope,
    open_reference,
    rows_of,
    widened,
)
from dateline.reference import compare as match
from dateline.settings import Settings
from dateline.store import Filter

from .filters import check_format, filtered, reading
from .screen import err, out, safe, table

_SHOWN_ROWS = 50
_SHOWN_REASONS = 20
_TABLE_COLUMNS = ("outcome", "our_day", "their_day", "our_place", "their_place", "our_type", "their_type", "our_deaths",
                  "their_deaths", "why", "ours", "theirs")  # fmt: skip


@filtered
def compare(
    asked: Filter,
    settings: Settings,
    file: Annotated[Path, typer.Argument(help="A file of ACLED, UCDP GED, GDELT or POLECAT events (CSV or TSV).")],
    days: Annotated[int, typer.Option(min=0, max=366, help="Days that the two may be apart.")] = 1,
    km: Annotated[float, typer.Option(min=0, max=5_000, help="Kilometres that two points may be apart.")] = 25.0,
    same_type: Annotated[bool, typer.Option("--same-type", help="Match only what is of the same type.")] = False,
    data_set: Annotated[
        str | None, typer.Option(help=f"One of {', '.join(DATA_SETS)} (default: told by the columns).")
    ] = None,
    format: Annotated[
        str, typer.Option(help="table, jsonl or csv (a row a match or miss), json (figures and rows).")
    ] = "table",
    out_file: Annotated[Path | None, typer.Option("--out", help="Write to this file.")] = None,
    limit: Annotated[int, typer.Option(min=0, help="Rows that the table shows.")] = _SHOWN_ROWS,
) -> None:
    """Match our incidents with another data set's events in place and time: agreement, misses on both sides, deaths.

    Example: dateline compare ged.csv --country AFG --since 2019-09-01 --until 2019-12-31
    """
    check_format(format, ("table", "jsonl", "csv", "json"))
    bad: list[BadRow] = []
    gazetteer = open_gazetteer(extra=settings.gazetteer_file)
    tolerance = Tolerance(days, km, same_type)
    found = _compared(asked, settings, file, data_set, gazetteer, tolerance, bad)
    with _writing(out_file) as target:
        _write(found, format, target, limit)
    _tell(found, asked, bad)
    if any(not row.is_undated for row in bad):
        raise typer.Exit(1)


def _compared(
    asked: Filter, settings: Settings, file: Path, data_set: str | None, gazetteer: Gazetteer, tolerance: Tolerance, bad: list[BadRow]
) -> Comparison:  # fmt: skip
    reference = open_reference(file, gazetteer, data_set)
    wide = widened(asked, tolerance.days)
    theirs: list[Happening] = []
    for row in reference.rows:
        if isinstance(row, BadRow):
            bad.append(row)
        elif in_scope(row, wide, reference.data_set):
            theirs.append(row)
    with reading(settings, of_incidents=True) as reader:
        ours = list(happenings_of_store(Source(reader.store, wide), reference.data_set.name))
    return match(ours, theirs, reference.data_set, gazetteer, tolerance, asked)


@contextmanager
def _writing(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that is put in its place when it is whole."""
    if path is None:
        yield sys.stdout
        return
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            yield file
        os.replace(part, path)
    except FileNotFoundError:
        raise UsageError(f"--out {path}: the folder is not there.") from None
    finally:
        part.unlink(missing_ok=True)


def _write(found: Comparison, format: str, target: TextIO, limit: int) -> None:
    if format == "csv":
        writer = csv.DictWriter(target, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows_of(found))
    elif format == "jsonl":
        for row in rows_of(found):
            target.write(json.dumps(row, ensure_ascii=False) + "\n")
    elif format == "json":
        json.dump({"figures": figures_of(found), "rows": list(rows_of(found))}, target, ensure_ascii=False)
        target.write("\n")
    else:
        _show(found, target, limit)


def _show(found: Comparison, target: TextIO, limit: int) -> None:
    figures = [(name.replace("_", " "), _told(name, value)) for name, value in figures_of(found).items()]
    rows = list(rows_of(found))
    tables = [table("Comparison", ("figure", "value"), figures)]
    shown = rows[:limit]
    if shown:
        names = [c.replace("_", " ") for c in _TABLE_COLUMNS]
        tables.append(table("Matches and misses", names, ([r[c] for c in _TABLE_COLUMNS] for r in shown)))
    if target is sys.stdout:
        for made in tables:
            out.print(made)
    else:
        Console(file=target, width=180, highlight=False).print(*tables)
    if len(rows) > limit:
        err.print(f"The first {limit} of {len(rows)} rows. All of them: --format csv --out FILE", markup=False)


def _told(name: str, value: Any) -> object:
    return f"{100 * value:.1f} %" if isinstance(value, float) and name.startswith(("share", "same")) else value


def _tell(found: Comparison, asked: Filter, bad: list[BadRow]) -> None:
    """What a reader of the figures has to know: rows left out, and filters that narrowed our side alone."""
    ours = [n for n in OURS_ONLY if getattr(asked, n) is not None]
    if asked.event_type is not None and found.data_set.name != "polecat":
        ours.append("type")
    if ours:
        err.print(
            f"{found.data_set.title} has no column for: {', '.join(ours).replace('_', '-')}. It narrows our side alone, "
            "so what only the file has is no miss.",
            markup=False,
        )
    broken = [row for row in bad if not row.is_undated]
    for row in broken[:_SHOWN_REASONS]:
        err.print(safe(row.reason), soft_wrap=True)
    if len(broken) > _SHOWN_REASONS:
        err.print(f"… and {len(broken) - _SHOWN_REASONS} more rows that could not be read.", markup=False)
    if len(bad) > len(broken):
        err.print(f"{len(bad) - len(broken)} rows of the file tell no day; they were left out.", markup=False)
