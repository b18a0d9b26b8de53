"""`events`, `event`, `reports`, `not-coded`: what the database holds."""

from typing import Annotated, Any

import typer
from rich.text import Text

from dateline.errors import InputError
from dateline.query import grouped
from dateline.settings import Settings, load_settings
from dateline.store import Filter, Store, open_store

from .filters import By, Format, Limit, check_format, filtered, json_lines, print_groups, reading
from .screen import EVENT_COLUMNS, casualty, event_row, names, out, safe, table

Db = Annotated[str | None, typer.Option(help="The database (default: dateline.db).")]

_COLOURS = {"trigger": "bold yellow", "source": "bold green", "target": "bold red", "mediator": "bold magenta",
            "when": "cyan", "where": "blue", "casualties": "red", "means": "yellow", "attribution": "magenta"}  # fmt: skip


def _open(db: str | None) -> Store:
    return open_store(load_settings(db=db).db, must_exist=True)


@filtered
def events(asked: Filter, settings: Settings, by: By = None, limit: Limit = None, format: Format = "table") -> None:
    """List events, by day. Example: dateline events --actor Taliban --type CONSULT --since 2019-12-01 --by month"""
    check_format(format)
    with reading(settings) as reader:
        if by:
            print_groups(grouped(reader, "events", asked, by.split(",")), format)
            return
        found = reader.store.events(asked, limit)
        if format == "jsonl":
            json_lines(found)
            return
        rows = [event_row(e) for e in found]
        out.print(table(f"{len(rows)} events", EVENT_COLUMNS, rows))


def event(
    event_id: Annotated[
        str, typer.Argument(help="The id, or its first letters as the tables show them.", metavar="ID")
    ],
    db: Db = None,
    format: Format = "table",
) -> None:
    """Show one event with every field and the words that it rests on. Example: dateline event 3f2a91c0"""
    check_format(format)
    store = _open(db)
    found = store.event(event_id)
    if found is None:
        raise InputError(event_id, "no such event.", "List them: dateline events")
    if format == "jsonl":
        json_lines([found])
        return
    report = store.report(found["report_id"])
    out.print(table(None, ("field", "value"), _fields(found)))
    if report is not None:
        out.print(_highlighted(found, report["text"]))
        told = [report["title"], report["agency"] or report["publisher"], report["published"], report["source_uri"]]
        out.print(safe(" · ".join(str(t) for t in told if t)))
    store.close()


def _fields(e: dict[str, Any]) -> list[tuple[object, object]]:
    row = dict(zip(EVENT_COLUMNS, event_row(e), strict=True))
    where = e["where"] or {}
    extra = {
        "contexts": ", ".join(e["contexts"]),
        "CAMEO": e["cameo"],
        "quad class": e["quad_class"],
        "intensity": e["intensity"],
        "mediator": names(e["mediator"]),
        "place precision": where.get("precision"),
        "coordinates": f"{where['lat']}, {where['lon']}" if where.get("lat") is not None else None,
        "means": e["means"],
        "casualties": "; ".join(f"{casualty(c)}: “{c['text']}”" for c in e["casualties"]),
        "confidence": e["confidence"],
        "why this code": e["reason"],
        "report": e["report_id"],
        "coded by": e["coder_version"],
    }
    return [("id", e["id"])] + [(k, v) for k, v in {**row, **extra}.items() if k != "id" and v not in (None, "")]


def _highlighted(e: dict[str, Any], text: str) -> Text:
    """The event's sentence with its evidence coloured, and evidence from other sentences below it."""
    start, end = e["sentence"]["start"], e["sentence"]["end"]
    shown = safe(text[start:end].replace("\n", " "))
    outside: list[str] = []
    spans = [(v["field"], v["start"], v["end"], v["text"]) for v in e["evidence"]]
    spans += [("casualties", c["start"], c["end"], c["text"]) for c in e["casualties"]]
    for field, lo, hi, words in spans:
        if start <= lo and hi <= end:
            shown.stylize(_COLOURS.get(field, "underline"), lo - start, hi - start)
        else:
            outside.append(f"{field}: “{words}”")
    key = Text("\n")
    for field in dict.fromkeys(s[0] for s in spans):
        key.append(f"{field} ", _COLOURS.get(field, "underline"))
    return Text("\n").join([shown, key] + ([safe("elsewhere in the report: " + "; ".join(outside))] if outside else []))


@filtered
def reports(
    asked: Filter,
    settings: Settings,
    all_revisions: Annotated[bool, typer.Option("--all-revisions", help="Show replaced revisions too.")] = False,
    format: Format = "table",
) -> None:
    """List reports with what became of each: those that hold an event asked for. Example: dateline reports --text "prisoner exchange" """
    check_format(format)
    with reading(settings) as reader:
        found = reader.store.reports(asked, all_revisions=all_revisions)
        if format == "jsonl":
            json_lines(found)
            return
        columns = ("id", "published", "agency", "title or first words", "events", "outcome", "revision", "repeats")
        rows = [
            (r["id"], r["published"], r["agency"] or r["publisher"], r["title"] or r["text"][:70].replace("\n", " "),
             r["events"], r["outcome"], r["revision"], r["duplicate_of"])
            for r in found
        ]  # fmt: skip
        out.print(table(f"{len(rows)} reports", columns, rows))


def not_coded(db: Db = None, format: Format = "table") -> None:
    """List the inputs that gave no event or could not be read, and why. Example: dateline not-coded --format jsonl"""
    check_format(format)
    store = _open(db)
    found = list(store.not_coded())
    if format == "jsonl":
        json_lines(found)
    else:
        rows = ((r["source_uri"], r["outcome"], r["reason"]) for r in found)
        out.print(table(f"{len(found)} inputs not coded", ("input", "outcome", "why"), rows))
    store.close()
