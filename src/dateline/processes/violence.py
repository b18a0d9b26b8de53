"""The violence series beside a process: attacks and killed low/best/high, by week and perpetrator."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from .cues import load_cues
from .definition import Definition
from .kinds import is_word_of_truce
from .passages import Record, is_known
from .sides import Sides
from .state import Week

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Attack:
    """One attack on one day, as all its tellings give it."""

    day: str
    perpetrator: str
    low: int
    best: int
    high: int


def attacks_of(
    events: Iterable[Record],
    reports: Mapping[str, Record],
    definition: Definition,
    as_of: str | None = None,
    incidents: Iterable[Record] | None = None,
) -> list[Attack]:
    """The attacks in the process's countries or by its parties, by day; tellings of the same one are counted once.

    Where incidents are given, each is one attack with its reconciled figures, done by the party that the events with its dead
    name. Without them, events of one day, place and perpetrator are one attack: its best figure is that of the report that
    came last, its low and high are the extremes. What is told as background, or dated to no single week, is left out.
    """
    sides = Sides(definition)
    kept = [e for e in events if _is_attack(e) and not is_word_of_truce(e, load_cues())]
    if incidents is None:
        return _from_events(kept, reports, sides, definition, as_of)
    by_id = {e["id"]: e for e in kept}
    found = []
    for incident in incidents:
        members = [by_id[i] for i in incident["event_ids"] if i in by_id]
        is_known_then = _published(incident, reports, as_of) is not None
        if members and _is_attack(incident) and is_known_then and _is_within(incident, sides, definition):
            found.append(_of_incident(incident, members, sides))
    return sorted(found, key=lambda a: (a.day, a.perpetrator))


def _is_attack(record: Record) -> bool:
    when = record["when"]
    is_told = record["event_type"] == "ASSAULT" and record["status"] in {"occurred", "ongoing"}
    return bool(is_told and when and when["from"] and monday(when["from"]) == monday(when["to"] or when["from"]))


def _is_within(record: Record, sides: Sides, definition: Definition) -> bool:
    first, last = definition.years
    return first <= int(record["when"]["from"][:4]) <= last and _belongs(record, sides, definition)


def _of_incident(incident: Record, members: list[Record], sides: Sides) -> Attack:
    """An incident as an attack: by whom the events that tell of its dead say, else by whom any of them says."""
    who = _perpetrator(incident, sides)
    if len(sides.parties_of(incident["source"])) != 1:
        deadly = sorted((e for e in members if _killed(e)), key=lambda e: -(_killed(e) or (0, 0, 0))[1])
        told = [_perpetrator(e, sides) for e in (*deadly, *members)]
        who = who if who != UNKNOWN and who not in sides.parties else next((n for n in told if n != UNKNOWN), UNKNOWN)
    toll = next((c for c in incident["casualties"] if c["harm"] == "killed"), None)
    low, best, high = (toll["low"], toll["best"], toll["high"]) if toll else (0, 0, 0)
    return Attack(incident["when"]["from"], who, low, best, high)


def _from_events(
    events: list[Record], reports: Mapping[str, Record], sides: Sides, definition: Definition, as_of: str | None
) -> list[Attack]:
    tellings: dict[tuple[str, str], list[tuple[str, str, Record]]] = {}
    for event in events:
        published = _published(event, reports, as_of)
        if published is not None and _is_within(event, sides, definition):
            place = (event["when"]["from"], _place(event))
            tellings.setdefault(place, []).append((published, _perpetrator(event, sides), event))
    found = [a for (day, _), told in sorted(tellings.items()) for a in _attacks(day, told)]
    return sorted(found, key=lambda a: (a.day, a.perpetrator))


def _published(record: Record, reports: Mapping[str, Record], as_of: str | None) -> str | None:
    """The last day on which the record was told as far as known then; None where it was not known or is a reprint."""
    ids = record["reports"] if "reports" in record else [record["report_id"]]
    known = [r for i in ids if (r := reports.get(i)) and is_known(r, as_of) and not r.get("duplicate_of")]
    return max((str(r.get("published") or "") for r in known), default=None)


def _belongs(record: Record, sides: Sides, definition: Definition) -> bool:
    where = record["where"]
    if where and where["country"]:
        return where["country"] in definition.countries
    return bool(sides.parties_of([*record["source"], *record["target"]]))


def _place(record: Record) -> str:
    where = record["where"] or {}
    return str(where.get("admin1") or where.get("name") or "")


def _perpetrator(record: Record, sides: Sides) -> str:
    parties = sides.parties_of(record["source"])
    named = [a["name"] for a in record["source"] if a["actor_id"]]
    return parties[0] if parties else str(named[0]) if named else UNKNOWN


def _attacks(day: str, told: list[tuple[str, str, Record]]) -> list[Attack]:
    """The attacks of one day and place. A telling that names nobody belongs to the only one that is named."""
    named = list(dict.fromkeys(who for _, who, _ in told if who != UNKNOWN))
    made = []
    for who in named or [UNKNOWN]:
        mine = [t for t in told if t[1] == who or (t[1] == UNKNOWN and len(named) < 2)]
        figures = sorted(((p, *f) for p, _, record in mine if (f := _killed(record))), key=lambda x: x[0])
        best = figures[-1][2] if figures else 0
        high = max((f[3] for f in figures), default=0)
        made.append(Attack(day, who, min((f[1] for f in figures), default=0), best, max(high, best)))
    return made


def _killed(record: Record) -> tuple[int, int, int] | None:
    parts = [
        c for c in record["casualties"] if c["harm"] == "killed" and not c.get("is_subtotal") and not c.get("repeats")
    ]
    told = [c for c in parts if c["best"] is not None]
    if not told:
        return None
    best = sum(c["best"] for c in told)
    low = sum(c["low"] if c["low"] is not None else c["best"] for c in told)
    high = sum(c["high"] if c["high"] is not None else c["best"] for c in told)
    return min(low, best), best, max(high, best)


def monday(day: str) -> str:
    """The Monday of the week that the day is in."""
    at = date.fromisoformat(day)
    return (at - timedelta(days=at.weekday())).isoformat()


def weeks_of(attacks: Iterable[Attack]) -> tuple[Week, ...]:
    """The series by week and perpetrator; weeks without an attack have no row."""
    sums: dict[tuple[str, str], list[int]] = {}
    for attack in attacks:
        row = sums.setdefault((monday(attack.day), attack.perpetrator), [0, 0, 0, 0])
        for n, value in enumerate((1, attack.low, attack.best, attack.high)):
            row[n] += value
    return tuple(Week(week, who, *row) for (week, who), row in sorted(sums.items()))


def observed_weeks(reports: Iterable[Mapping[str, Any]], as_of: str | None = None) -> list[str]:
    """The weeks (by their Mondays) in which at least one report was published: others are not known to be quiet."""
    days = {str(r["published"]) for r in reports if r.get("published") and is_known(dict(r), as_of)}
    return sorted({monday(day) for day in days})
