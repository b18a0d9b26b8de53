"""Counts of events, incidents and claims by periods of time and by fields."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dateline.errors import UsageError
from dateline.store import Filter

from .reader import Reader


@dataclass(frozen=True, slots=True)
class _Kind:
    """What is counted: where it stands, the day that it is counted under, its fields and its figures."""

    table: str
    day: str
    fields: dict[str, str]
    figures: dict[str, str]


_SIDE = (
    "(SELECT group_concat(n, ', ') FROM "
    "(SELECT DISTINCT coalesce(a.name, '') AS n FROM {table} a WHERE {own} AND a.side = '{side}' ORDER BY 1) AS named)"
)


def _sides(table: str, own: str) -> dict[str, str]:
    return {side: _SIDE.format(table=table, own=own, side=side) for side in ("source", "target")}


_EVENT_SIDES = _sides("event_actor", "a.report_id = e.report_id AND a.event_id = e.id")
_EVENT_FIELDS = {
    "type": "e.event_type", "mode": "e.mode", "status": "e.status", "country": "e.country", "admin": "e.admin1",
    "place": "e.place", **_EVENT_SIDES, "dyad": f"{_EVENT_SIDES['source']} || ' → ' || {_EVENT_SIDES['target']}",
}  # fmt: skip
_INCIDENT_SIDES = _sides("incident_actor", "a.incident_id = i.id AND a.version = i.version")
_KINDS = {
    "events": _Kind("event e JOIN report r ON r.id = e.report_id", "e.day_from", _EVENT_FIELDS, {"events": "count(*)"}),
    "incidents": _Kind(
        "incident i",
        "i.day_from",
        {
            "type": "i.event_type", "status": "i.status", "country": "i.country", "admin": "i.admin1", "place": "i.place",
            "disputed": "CASE i.disputed WHEN 1 THEN 'disputed' ELSE 'not disputed' END", **_INCIDENT_SIDES,
            "dyad": f"{_INCIDENT_SIDES['source']} || ' → ' || {_INCIDENT_SIDES['target']}",
        },
        {
            "incidents": "count(*)", "reports": "sum(i.reports)", "killed_low": "coalesce(sum(i.killed_low), 0)",
            "killed_best": "coalesce(sum(i.killed), 0)", "killed_high": "coalesce(sum(i.killed_high), 0)",
            "injured_best": "coalesce(sum(i.injured), 0)",
        },
    ),
    "claims": _Kind(
        "claim c JOIN event e ON e.report_id = c.report_id AND e.id = c.event_id JOIN report r ON r.id = c.report_id",
        "c.said_on",
        {**_EVENT_FIELDS, "field": "c.field", "claimant": "c.claimant", "claimant_kind": "c.claimant_kind"},
        {"claims": "count(*)"},
    ),
}  # fmt: skip
_PERIODS = {
    "day": "substr({day}, 1, 10)",
    "week": "",
    "month": "substr({day}, 1, 7)",
    "year": "substr({day}, 1, 4)",
}
PERIODS = tuple(_PERIODS)


def _period(reader: Reader, name: str, day: str) -> str:
    """SQL for the period of a day."""
    return reader.database.monday(day) if name == "week" else _PERIODS[name].format(day=day)


def fields_of(kind: str) -> tuple[str, ...]:
    """What events, incidents or claims can be grouped by."""
    return (*PERIODS, *_KINDS[kind].fields)


def grouped(reader: Reader, kind: str, asked: Filter, by: Sequence[str]) -> list[dict[str, Any]]:
    """How many `events`, `incidents` or `claims` (`kind`) the filter finds for each value of the periods and fields in `by`.

    A week is named by its Monday. An incident's figures are its own, so that no death is counted twice. In order of the
    periods first, then of numbers, the largest first. Raises UsageError for what it cannot be grouped by.
    """
    what = _KINDS[kind]
    columns = []
    for name in by:
        if name not in fields_of(kind):
            raise UsageError(f"--by {name}: {kind} cannot be grouped so. There are: {', '.join(fields_of(kind))}.")
        columns.append(_period(reader, name, what.day) if name in _PERIODS else what.fields[name])
    where, values = {"events": asked.where, "incidents": asked.incidents_where, "claims": asked.claims_where}[kind]()
    count = next(iter(what.figures))
    numbers = [str(n) for n in range(1, len(columns) + 1)]
    order = [n for n, name in zip(numbers, by, strict=True) if name in _PERIODS]
    order = [f"{n} NULLS FIRST" for n in order]
    order += [f"{len(columns) + 1} DESC", *(f"{n} NULLS FIRST" for n in numbers if f"{n} NULLS FIRST" not in order)]
    sql = (
        f"SELECT {', '.join([*columns, *what.figures.values()])} FROM {what.table} WHERE {where} "
        + (f"GROUP BY {', '.join(numbers)} " if numbers else "")
        + f"ORDER BY {', '.join(order)}"
    )
    names = [*by, *what.figures]
    return [dict(zip(names, row, strict=True)) for row in reader.rows(sql, values) if row[names.index(count)]]
