"""`process`: the state of a peace process, its timeline, and the violence before and after a promise."""

import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from dateline.errors import UsageError
from dateline.processes import (
    Commitment,
    Comparison,
    Definition,
    compare_around,
    day_taken,
    definitions_in,
    find_commitment,
    find_definition,
    monitor,
)
from dateline.query import material_of, proposed_processes
from dateline.records import to_plain
from dateline.settings import load_settings
from dateline.store import Store, open_store

from .process_tables import joined, print_state, words
from .screen import out, safe, table


def process(
    name: Annotated[
        str, typer.Argument(help="A process's name or file; `list`: those there are; `suggest`: from the data.")
    ],
    db: Annotated[str | None, typer.Option(help="The database (default: dateline.db).")] = None,
    definitions: Annotated[Path, typer.Option(help="The folder of process files.")] = Path("processes"),
    compare: Annotated[
        str | None,
        typer.Option(help="Violence before and after a promise, named by words of it: 'reduction in violence'."),
    ] = None,
    weeks: Annotated[int, typer.Option(min=1, help="With --compare: so many weeks on either side.")] = 8,
    as_of: Annotated[str | None, typer.Option(help="As known on that day: 2020-03-01.")] = None,
    format: Annotated[str, typer.Option(help="table or jsonl.")] = "table",
) -> None:
    """Show how a peace process stands, and its timeline. Example: dateline process colombia-farc --definitions examples/processes"""
    if format not in {"table", "jsonl"}:
        raise UsageError(f"--format {format}: no such format. Formats: table, jsonl.")
    _check_day(as_of)
    if name == "list":
        _list(definitions)
        return
    definition = None if name == "suggest" else find_definition(name, definitions)
    store = open_store(load_settings(db=db).db, must_exist=True)
    try:
        if definition is None:
            _suggest(store, format)
        else:
            _tell(store, definition, compare, weeks, as_of, format)
    finally:
        store.close()


def _check_day(day: str | None) -> None:
    try:
        if day is not None:
            date.fromisoformat(day)
    except ValueError:
        raise UsageError(f"--as-of {day}: not a day. Write it as 2020-03-01.") from None


def _list(folder: Path) -> None:
    rows = [
        (d.id, d.name, ", ".join(p.name for p in d.parties), f"{d.years[0]}-{d.years[1]}")
        for d in definitions_in(folder)
    ]
    out.print(table(f"{len(rows)} processes in {folder}", ("id", "name", "parties", "years"), rows))


def _suggest(store: Store, format: str) -> None:
    found = proposed_processes(store)
    if format == "jsonl":
        _lines(to_plain(p) for p in found)
        return
    columns = ("group", "country", "talking", "fighting", "years")
    rows = [(p.group, p.country, p.talking, p.fighting, f"{p.first_year}-{p.last_year}") for p in found]
    out.print(table(f"{len(found)} processes proposed", columns, rows))
    if found:
        out.print(safe(f"A file to begin from, for the first:\n\n{found[0].toml()}"))


def _tell(
    store: Store, definition: Definition, compare: str | None, weeks: int, as_of: str | None, format: str
) -> None:
    told = material_of(store, definition, as_of)
    events, reports, incidents = told.events, told.reports, told.incidents
    state = monitor(definition, events, reports, as_of, incidents)
    if compare is None:
        if format == "jsonl":
            _lines([{"kind": "process", **to_plain(state)}])
        else:
            print_state(state)
        return
    commitment = find_commitment(state, compare)
    day = day_taken(commitment) if commitment else None
    if commitment is None or day is None:
        others = "; ".join(f"{c.what.replace('_', ' ')} ({day_taken(c)})" for c in state.commitments if day_taken(c))
        raise UsageError(f"--compare {compare}: no promise of that name took hold. There are: {others or 'none'}.")
    found = compare_around(definition, events, reports, day, as_of, weeks, incidents)
    if format == "jsonl":
        _lines({"kind": "comparison", "commitment": commitment.id, **to_plain(c)} for c in found)
    else:
        _print_comparison(commitment, found)


def _print_comparison(commitment: Commitment, found: Iterable[Comparison]) -> None:
    out.print(safe(f"{words(commitment.what)} by {joined(commitment.who)}: “{commitment.text}”"))
    for c in found:
        spans = f"{c.before} in {c.weeks_before} weeks before {c.day}, {c.after} in {c.weeks_after} weeks from then on"
        if c.ratio is None:
            out.print(safe(f"{c.measure}: {spans}. The data are too thin to tell: {c.why_thin}."))
        else:
            out.print(
                safe(f"{c.measure}: {spans}. Rate ratio {c.ratio:.2f} ({c.low:.2f} to {c.high:.2f}; {c.method}).")
            )


def _lines(records: Iterable[dict[str, Any]]) -> None:
    for record in records:
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
