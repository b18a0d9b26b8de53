"""What every command prints with: tables for people, one line for errors."""

import sys
from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

if not sys.stdout.isatty():
    out = Console(highlight=False, width=180)


def safe(value: object) -> Text:
    """Text from outside, printed as it is: no markup, no control characters that a terminal would obey."""
    text = "".join(c if c.isprintable() or c == "\n" else " " for c in str(value))
    return Text(text)


def table(title: str | None, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> Table:
    """A table whose cells are taken as plain text."""
    made = Table(title=title, title_justify="left", header_style="bold", show_lines=False)
    for column in columns:
        made.add_column(column, overflow="fold")
    for row in rows:
        made.add_row(*(c if isinstance(c, Text) else safe("" if c is None else c) for c in row))
    return made


EVENT_COLUMNS = ("id", "when", "type", "status", "who", "to whom", "where", "casualties", "who says so")


def event_row(event: dict[str, Any]) -> list[object]:
    """The cells of EVENT_COLUMNS for one event record."""
    when, where = event["when"], event["where"]
    kind = event["event_type"] + (f" {event['mode']}" if event["mode"] else "")
    return [
        event["id"][:8],
        day_of(when),
        kind,
        event["status"] + (" (background)" if event["historical"] else ""),
        names(event["source"]),
        names(event["target"]) + (f" (through {names(event['mediator'])})" if event["mediator"] else ""),
        ", ".join(x for x in (where["name"], where["country"]) if x) if where else "",
        "; ".join(casualty(c) for c in event["casualties"]),
        " ← ".join(_speaker(a) for a in event["attribution"]),
    ]


def names(actors: Iterable[dict[str, Any]]) -> str:
    """Actors by name, with their codes."""
    return ", ".join(f"{a['name'] or a['text']}{_codes(a)}" for a in actors)


def _codes(actor: dict[str, Any]) -> str:
    codes = " ".join([actor["country"] or "", *actor["sectors"]]).strip()
    return f" [{codes}]" if codes else ""


def day_of(when: dict[str, Any] | None) -> str:
    """The day or days of a record, the words where they resolve to none."""
    if not when or not when["from"]:
        return (when or {}).get("text") or ""
    return str(when["from"]) if when["from"] == when["to"] else f"{when['from']} to {when['to']}"


def _speaker(attribution: dict[str, Any]) -> str:
    speaker = attribution["speaker"]
    return (speaker["name"] or speaker["text"]) if speaker else "unnamed"


def casualty(c: dict[str, Any]) -> str:
    """`killed at least 37 (civilians)`."""
    low, high, best = c["low"], c["high"], c["best"]
    if low is not None and low == high:
        figure = str(low)
    elif c["bound"] == "at_least" and low is not None:
        figure = f"at least {low}"
    elif c["bound"] == "at_most" and high is not None:
        figure = f"at most {high}"
    elif low is not None and high is not None:
        figure = f"{low} to {high}"
    else:
        figure = str(best) if best is not None else "some"
    victims = c["victims"]
    return f"{c['harm']} {figure}" + (f" ({victims['name']})" if victims and victims["name"] else "")


def told_line(told: dict[str, int]) -> str:
    """`12 incidents: 3 new, 1 changed.`"""
    number = told["new"] + told["changed"] + told["same"]
    gone = f", {told['gone']} went into others" if told["gone"] else ""
    return f"{number} incidents: {told['new']} new, {told['changed']} changed{gone}."
