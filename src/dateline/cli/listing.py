"""`events`, `event`, `reports`, `not-coded`: what the database holds."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from dateline.errors import InputError, UsageError
from dateline.settings import load_settings
from dateline.store import Filter, Store, open_store

from .screen import EVENT_COLUMNS, casualty, event_row, names, out, safe, table

Db = Annotated[Path | None, typer.Option(help="The database (default: dateline.db).")]
Format = Annotated[str, typer.Option(help="table or jsonl.")]

_COLOURS = {"trigger": "bold yellow", "source": "bold green", "target": "bold red", "mediator": "bold magenta",
            "when": "cyan", "where": "blue", "casualties": "red", "means": "yellow", "attribution": "magenta"}  # fmt: skip


def _open(db: Path | None) -> Store:
    return open_store(load_settings(db=db).db, must_exist=True)


def _json_lines(records: Iterable[dict[str, Any]]) -> None:
    for record in records:
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def _check_format(format: str) -> None:
    if format not in {"table", "jsonl"}:
        raise UsageError(f"--format {format}: no such format. Formats: table, jsonl.")


def events(
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
    background: Annotated[bool, typer.Option(help="Show events told as background too.")] = True,
    limit: Annotated[int | None, typer.Option(help="At most so many.")] = None,
    db: Db = None,
    format: Format = "table",
) -> None:
    """List events, by day. Example: dateline events --actor Taliban --type CONSULT --since 2019-12-01"""
    _check_format(format)
    settings = load_settings(db=db, min_confidence=min_confidence)
    store = open_store(settings.db, must_exist=True)
    asked = Filter(
        actor=actor, event_type=type, mode=mode, status=status, country=country, place=place, since=since, until=until,
        text=text, min_confidence=settings.min_confidence or None, historical=None if background else False,
    )  # fmt: skip
    found = store.events(asked, limit)
    if format == "jsonl":
        _json_lines(found)
    else:
        rows = [event_row(e) for e in found]
        out.print(table(f"{len(rows)} events", EVENT_COLUMNS, rows))
    store.close()


def event(
    event_id: Annotated[
        str, typer.Argument(help="The id, or its first letters as the tables show them.", metavar="ID")
    ],
    db: Db = None,
    format: Format = "table",
) -> None:
    """Show one event with every field and the words that it rests on. Example: dateline event 3f2a91c0"""
    _check_format(format)
    store = _open(db)
    found = store.event(event_id)
    if found is None:
        raise InputError(event_id, "no such event.", "List them: dateline events")
    if format == "jsonl":
        _json_lines([found])
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


def reports(
    text: Annotated[str | None, typer.Option(help="Words that the report must hold.")] = None,
    all_revisions: Annotated[bool, typer.Option(help="Show replaced revisions too.")] = False,
    db: Db = None,
    format: Format = "table",
) -> None:
    """List the reports with what became of each. Example: dateline reports --text "prisoner exchange" """
    _check_format(format)
    store = _open(db)
    found = store.reports(Filter(text=text), all_revisions=all_revisions)
    if format == "jsonl":
        _json_lines(found)
    else:
        columns = ("id", "published", "agency", "title or first words", "events", "outcome", "revision")
        rows = [
            (r["id"], r["published"], r["agency"] or r["publisher"], r["title"] or r["text"][:70].replace("\n", " "),
             r["events"], r["outcome"], r["revision"])
            for r in found
        ]  # fmt: skip
        out.print(table(f"{len(rows)} reports", columns, rows))
    store.close()


def not_coded(db: Db = None, format: Format = "table") -> None:
    """List the inputs that gave no event or could not be read, and why. Example: dateline not-coded --format jsonl"""
    _check_format(format)
    store = _open(db)
    found = list(store.not_coded())
    if format == "jsonl":
        _json_lines(found)
    else:
        rows = ((r["source_uri"], r["outcome"], r["reason"]) for r in found)
        out.print(table(f"{len(found)} inputs not coded", ("input", "outcome", "why"), rows))
    store.close()
