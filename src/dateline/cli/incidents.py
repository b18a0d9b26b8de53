"""`incidents`, `incident`, `changes`: what many reports tell together, what each source says of it, and what changed when."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Annotated, Any

import typer

from dateline.errors import InputError
from dateline.query import atom_feed, grouped, incident_bundle, told_change
from dateline.settings import Settings, load_settings, view_of
from dateline.store import Filter

from .filters import By, Format, Limit, check_format, filtered, json_lines, print_groups, reading
from .screen import day_of, event_row, names, out, safe, table

_COLUMNS = ("id", "when", "type", "status", "who", "to whom", "where", "casualties", "reports", "disputed")


@filtered
def incidents(asked: Filter, settings: Settings, by: By = None, limit: Limit = None, format: Format = "table") -> None:
    """List incidents: one row a happening, however many reports tell of it. Example: dateline incidents --country AFG --as-of 2020-03-01"""
    check_format(format)
    with reading(settings, of_incidents=True) as reader:
        if by:
            print_groups(grouped(reader, "incidents", asked, by.split(",")), format)
            return
        found = reader.store.incidents.listed(asked, limit)
        if format == "jsonl":
            json_lines(found)
            return
        rows = [incident_row(i) for i in found]
        out.print(table(f"{len(rows)} incidents", _COLUMNS, rows))


def incident_row(incident: dict[str, Any]) -> list[object]:
    """The cells of an incident in a list."""
    where = incident["where"] or {}
    return [
        incident["id"][:10],
        day_of(incident["when"]) or incident["first_reported"],
        incident["event_type"],
        incident["status"],
        names(incident["source"]),
        names(incident["target"]),
        ", ".join(x for x in (where.get("name"), where.get("country")) if x),
        "; ".join(toll(t) for t in incident["casualties"]),
        len(incident["reports"]),
        ", ".join(dict.fromkeys(d["field"] for d in incident["disputes"])),
    ]


def toll(t: dict[str, Any]) -> str:
    """`killed 26 (24 to 30)`."""
    return f"{t['harm']} {t['best']}" + ("" if t["low"] == t["best"] == t["high"] else f" ({t['low']} to {t['high']})")


def incident(
    incident_id: Annotated[
        str, typer.Argument(help="The id, or its first letters as the tables show them.", metavar="ID")
    ],
    why: Annotated[bool, typer.Option("--why", help="Show why its reports were joined: each pair's score.")] = False,
    as_of: Annotated[str | None, typer.Option(help="As known at the end of that day: 2020-03-01.")] = None,
    db: Annotated[str | None, typer.Option(help="The database (default: dateline.db).")] = None,
    format: Format = "table",
) -> None:
    """Show one incident: who claims what, what changed with which report, and why its reports were joined.

    Example: dateline incident i-3f2a91c0 --why --as-of 2019-09-18
    """
    check_format(format)
    day = view_of({"as_of": as_of}).as_of
    with reading(load_settings(db=db), of_incidents=True) as reader:
        found = incident_bundle(reader, incident_id, day)
    if found is None:
        known = f" by {day}" if day else ""
        raise InputError(incident_id, f"no such incident{known}.", "List them: dateline incidents")
    if format == "jsonl":
        extra = {k: found[k] for k in ("accounts", "links", "history")} if why else {"accounts": found["accounts"]}
        json_lines([{**found["incident"], **extra}])
        return
    _print(found)
    if why:
        _print_why(found)


def _print(found: dict[str, Any]) -> None:
    told = found["incident"]
    row = dict(zip(_COLUMNS, incident_row(told), strict=True))
    first = [
        ("id", told["id"]),
        *((k, v) for k, v in row.items() if k not in {"id", "disputed"} and v not in (None, "")),
    ]
    rule = next((t["rule"] for t in told["casualties"]), None)
    first += [("rule for figures", rule)] if rule else []
    first += [("disputed", f"{d['field']}: {d['text']}") for d in told["disputes"]]
    out.print(table(None, ("field", "value"), first))
    out.print(
        table("Who says what", ("claim", "says", "claimant", "kind", "on", "counts", "words"), _claim_rows(found))
    )
    reports = [
        (
            r["id"][:10],
            r["published"],
            r["agency"],
            r["title"] or r["text"].replace("\n", " ")[:70],
            (r["duplicate_of"] or "")[:10],
        )
        for r in found["reports"]
    ]
    out.print(table("Reports", ("id", "published", "agency", "title or first words", "repeats"), reports))
    changes = [(r["changed_on"], told_change(r), r["report_id"][:10]) for r in told["revisions"]]
    out.print(table("What changed when", ("day", "change", "with report"), changes))
    columns = ("id", "when", "type", "status", "who", "to whom", "where", "casualties", "who says so")
    out.print(table("Events", columns, (event_row(e) for e in found["events"])))


def _claim_rows(found: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    weighed = {c["claim_id"]: c["why"] for t in found["incident"]["casualties"] for c in t["claims"]}
    for c in found["claims"]:
        figure = c["value_text"] if c["low"] is None and c["high"] is None else _range(c["low"], c["high"])
        claimant = (c["claimant"]["name"] or c["claimant"]["text"]) if c["claimant"] else "the report itself"
        yield c["field"], figure, claimant, c["claimant_kind"], c["said_on"], weighed.get(c["id"], ""), f"“{c['text']}”"


def _range(low: int | None, high: int | None) -> str:
    if low == high:
        return str(low)
    return f"{low} or more" if high is None else f"up to {high}" if low is None else f"{low} to {high}"


def _print_why(found: dict[str, Any]) -> None:
    if not found["links"]:
        out.print("One report alone: nothing was joined.")
        return
    rows = []
    for link in found["links"]:
        parts = sorted(link["parts"], key=lambda p: -abs(p["points"]))
        told = ", ".join(f"{p['name'].replace('_', ' ')} {p['points']:+.1f}" for p in parts)
        rows.append((link["first_report"][:10], link["second_report"][:10], f"{link['likelihood']:.2f}", told))
    out.print(table("Why joined", ("report", "report", "likelihood", "points"), rows))


@filtered
def changes(
    asked: Filter,
    settings: Settings,
    entered: Annotated[
        bool,
        typer.Option("--entered", help="Days are those on which the database learned it, not those of the reports."),
    ] = False,
    address: Annotated[
        str | None, typer.Option(help="atom: where your pages of incidents begin: https://desk.example/incidents.")
    ] = None,
    format: Annotated[str, typer.Option(help="table, jsonl or atom.")] = "table",
) -> None:
    """List what changed in the incidents: tolls raised, perpetrators named, stories withdrawn; --since and --until are days of change.

    Example: dateline changes --since 2020-03-01 --format atom
    """
    check_format(format, ("table", "jsonl", "atom"))
    rest, since, until = _without_days(asked)
    with reading(settings, of_incidents=True) as reader:
        found = list(reader.store.incidents.changes(since, until, by_entry=entered, asked=rest))
    if format == "jsonl":
        json_lines(found)
    elif format == "atom":
        sys.stdout.write(atom_feed(found, title="What changed", address=address))
    else:
        out.print(table(f"{len(found)} changes", ("day", "incident", "change", "with report"), _change_rows(found)))


def _without_days(asked: Filter) -> tuple[Filter, str | None, str | None]:
    """The filter less its days, which are those of the changes here."""
    return replace(asked, since=None, until=None), asked.since, asked.until


def _change_rows(found: Iterable[dict[str, Any]]) -> Iterator[tuple[object, ...]]:
    for c in found:
        yield c["changed_on"], c["incident_id"][:10], safe(told_change(c)), c["report_id"][:10]
