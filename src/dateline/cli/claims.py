"""`claims`, `dyads`, `actors`: who says what, and who meets whom."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from dateline.query import ActorRow, Dyad, EventQuery, grouped, page_of_actors, top_dyads
from dateline.records import to_plain
from dateline.settings import Settings
from dateline.store import Filter

from .filters import By, Format, Limit, check_format, filtered, json_lines, print_groups, reading
from .screen import out, table


@filtered
def claims(asked: Filter, settings: Settings, by: By = None, limit: Limit = None, format: Format = "table") -> None:
    """List claims: each figure, whether it happened, who did it, and who says so. Example: dateline claims --claimant Taliban --disputed"""
    check_format(format)
    with reading(settings) as reader:
        if by:
            print_groups(grouped(reader, "claims", asked, by.split(",")), format)
            return
        found = reader.store.claims(asked, limit)
        if format == "jsonl":
            json_lines(found)
            return
        rows = list(_claim_rows(found))
        columns = ("id", "said on", "claim", "says", "claimant", "kind", "incident", "words")
        out.print(table(f"{len(rows)} claims", columns, rows))


def _claim_rows(found: Iterator[dict[str, Any]]) -> Iterator[tuple[object, ...]]:
    for c in found:
        claimant = (c["claimant"]["name"] or c["claimant"]["text"]) if c["claimant"] else "the report itself"
        figure = c["value_text"] if c["low"] is None or c["low"] != c["high"] else c["low"]
        incident = (c["incident_id"] or "")[:10]
        yield c["id"][:8], c["said_on"], c["field"], figure, claimant, c["claimant_kind"], incident, f"“{c['text']}”"


@filtered
def dyads(
    asked: Filter,
    settings: Settings,
    known: Annotated[bool, typer.Option("--known", help="Only actors that the register knows.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 50,
    format: Format = "table",
) -> None:
    """List pairs of actors, those of most events first. Example: dateline dyads --country AFG --type ASSAULT"""
    check_format(format)
    with reading(settings) as reader:
        found = top_dyads(reader, EventQuery(asked), limit=limit, is_known=known)
    if format == "jsonl":
        json_lines(to_plain(d) for d in found)
        return
    columns = ("actor", "actor", "events", "talk", "help", "threats", "force", "mean score", "last day")
    out.print(table(f"{len(found)} dyads", columns, map(_dyad_row, found)))


def _dyad_row(d: Dyad) -> tuple[object, ...]:
    return d.name, d.other_name, d.events, *d.by_quad, d.mean_score, d.last_day


@filtered
def actors(
    asked: Filter,
    settings: Settings,
    sector: Annotated[str | None, typer.Option(help="A PLOVER sector of the actor: REB.")] = None,
    known: Annotated[
        bool | None, typer.Option("--known/--unknown", help="Only actors that the register knows, or only others.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 50,
    format: Format = "table",
) -> None:
    """List actors, those of most events first. Example: dateline actors --country COL --since 2015-01-01"""
    check_format(format)
    with reading(settings) as reader:
        found = page_of_actors(reader, asked=asked, text=asked.actor, sector=sector, is_known=known, limit=limit).rows
    if format == "jsonl":
        json_lines(to_plain(a) for a in found)
        return
    out.print(
        table(
            f"{len(found)} actors", ("key", "name", "country", "sectors", "events", "last day"), map(_actor_row, found)
        )
    )


def _actor_row(a: ActorRow) -> tuple[object, ...]:
    return a.key, a.name, a.country, " ".join(a.sectors), a.events, a.last_day
