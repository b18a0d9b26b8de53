"""The one filter that every listing, export and page shares: which events, incidents, claims and reports are asked for.

Filters are parameters of SQL, never text in it.
"""

from dataclasses import dataclass, fields, replace
from typing import Any

from dateline.codebook import load_codebook

from .distance import degrees_around
from .words import match_query

_Parts = tuple[list[str], list[Any]]

ACTOR_KEY = "coalesce(a.actor_id, '~' || lower(a.name))"
"""An actor's key in SQL, over `event_actor a` or `incident_actor a`."""

ALL = 2**62
"""More than any store holds: the limit of a listing that has none."""


@dataclass(frozen=True, slots=True)
class Near:
    """Within so many kilometres of a point (WGS 84 degrees)."""

    lat: float
    lon: float
    km: float


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for; a field that is None does not narrow.

    `actor`, `claimant`, `place` and `admin` are parts of a name; `dyad` are parts of two actors' names, both of which must
    take part; `near` finds what is placed at a point or place, not by an area's centre. `since`/`until` are ISO days that
    the days of what is told touch. `text` asks for every word in a report. `min_confidence` is in 0..1. `disputed` asks for
    what parties contradict one another in, or for the rest. `historical` is whether it is told as background (events only).
    `quad_class` is 1 to 4; `actor_key` an actor's id, or `~name` in small letters of one that the register does not know;
    `has_deaths` asks for what has a number of killed.

    `as_of` gives everything as known at the end of that day. Without it, reports that a newer text replaced are left out
    unless `all_revisions`.
    """

    actor: str | None = None
    dyad: tuple[str, str] | None = None
    event_type: str | None = None
    mode: str | None = None
    status: str | None = None
    country: str | None = None
    admin: str | None = None
    place: str | None = None
    near: Near | None = None
    since: str | None = None
    until: str | None = None
    claimant: str | None = None
    claimant_kind: str | None = None
    report_id: str | None = None
    text: str | None = None
    min_confidence: float | None = None
    disputed: bool | None = None
    historical: bool | None = None
    quad_class: int | None = None
    actor_key: str | None = None
    has_deaths: bool | None = None
    as_of: str | None = None
    all_revisions: bool = False

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for beside the day and the revisions."""
        apart = {"as_of", "all_revisions"}
        return any(getattr(self, f.name) is not None for f in fields(self) if f.name not in apart)

    def where(self) -> tuple[str, list[Any]]:
        """The condition over `event e JOIN report r`, and its parameters."""
        return _joined(self._told("e"), self._of_event(), self._actors("event"), self.known("r"))

    def claims_where(self) -> tuple[str, list[Any]]:
        """The condition over `claim c JOIN event e JOIN report r`: of the events asked for, the claims of the claimant."""
        own: _Parts = ([], [])
        if self.claimant:
            _add(own, "c.claimant LIKE ? ESCAPE '\\'", _part(self.claimant))
        if self.claimant_kind:
            _add(own, "c.claimant_kind = ?", self.claimant_kind)
        return _joined(own, self._told("e"), self._of_event(), self._actors("event"), self.known("r"))

    def reports_where(self) -> tuple[str, list[Any]]:
        """The condition over `report r`: reports that hold an event asked for; only `text` and `report_id` ask of the report."""
        parts = self.known("r")
        if self.report_id is not None:
            _add(parts, "r.id = ?", self.report_id)
        if self.text:
            _add(parts, "r.id IN (SELECT report_id FROM report_text(?))", match_query(self.text))
        rest = replace(self, text=None, report_id=None)
        if rest.narrows:
            events = _joined(rest._told("e"), rest._of_event(), rest._actors("event"))
            parts[0].append(f"EXISTS (SELECT 1 FROM event e WHERE e.report_id = r.id AND {events[0]})")
            parts[1].extend(events[1])
        return _joined(parts)

    def incidents_where(self) -> tuple[str, list[Any]]:
        """The condition over `incident i`. Withdrawn incidents are left out unless the status asks for them."""
        parts = self._told("i")
        if self.as_of is None:
            parts[0].append("i.is_current = 1")
        else:
            parts[0].append("i.known_from <= ? AND i.known_until > ?")
            parts[1].extend([self.as_of, self.as_of])
        if self.status is None:
            parts[0].append("i.status != 'withdrawn'")
        if self.disputed is not None:
            _add(parts, "i.disputed = ?", int(self.disputed))
        return _joined(parts, self._actors("incident"), self._by_members())

    def _told(self, of: str) -> _Parts:
        """What events and incidents have in columns of the same names."""
        parts: _Parts = ([], [])
        simple: tuple[tuple[str, Any], ...] = (
            (f"{of}.event_type = ?", self.event_type and self.event_type.upper()),
            (f"{of}.status = ?", self.status),
            (f"{of}.country = ?", self.country and self.country.upper()),
            (f"{of}.place LIKE ? ESCAPE '\\'", self.place and _part(self.place)),
            (f"{of}.day_to >= ?", self.since),
            (f"{of}.day_from <= ?", self.until),
            (f"{of}.confidence >= ?", self.min_confidence),
        )
        for condition, value in simple:
            if value is not None and value != "":
                _add(parts, condition, value)
        if self.quad_class is not None:
            names = [t.name for t in load_codebook().types if t.quad_class == self.quad_class]
            parts[0].append(f"{of}.event_type IN ({','.join('?' * len(names))})")
            parts[1].extend(names)
        if self.has_deaths:
            parts[0].append(f"{of}.killed > 0")
        if self.admin:
            parts[0].append(f"({of}.admin1 LIKE ? ESCAPE '\\' OR {of}.admin2 LIKE ? ESCAPE '\\')")
            parts[1].extend([_part(self.admin)] * 2)
        if self.near is not None:
            south, north, west, east = degrees_around(self.near.lat, self.near.lon, self.near.km)
            parts[0].append(
                f"{of}.precision IN ('point', 'place') AND {of}.lat BETWEEN ? AND ? AND ({of}.lon BETWEEN ? AND ? "
                f"OR {of}.lon + 360 BETWEEN ? AND ? OR {of}.lon - 360 BETWEEN ? AND ?) "
                f"AND km_between({of}.lat, {of}.lon, ?, ?) <= ?"
            )
            parts[1].extend([south, north, *[west, east] * 3, self.near.lat, self.near.lon, self.near.km])
        return parts

    def _of_event(self) -> _Parts:
        """What is asked of an event alone."""
        parts: _Parts = ([], [])
        if self.mode:
            _add(parts, "e.mode = ?", self.mode)
        if self.report_id is not None:
            _add(parts, "e.report_id = ?", self.report_id)
        if self.historical is not None:
            _add(parts, "e.historical = ?", int(self.historical))
        if self.text:
            _add(
                parts,
                "e.report_id IN (SELECT report_id FROM report_text(?))",
                match_query(self.text),
            )
        claimants = self._claimants("c.report_id = e.report_id AND c.event_id = e.id")
        if self.disputed is not None:
            known = "i.is_current = 1" if self.as_of is None else "i.known_from <= ? AND i.known_until > ?"
            parts[0].append(
                f"{'' if self.disputed else 'NOT '}EXISTS (SELECT 1 FROM incident_event m JOIN incident i ON "
                f"i.id = m.incident_id AND {known} WHERE m.report_id = e.report_id AND m.event_id = e.id AND i.disputed = 1)"
            )
            parts[1].extend([] if self.as_of is None else [self.as_of, self.as_of])
        return parts[0] + claimants[0], parts[1] + claimants[1]

    def _claimants(self, of: str) -> _Parts:
        """Whether there is a claim of the claimant asked for."""
        parts: _Parts = ([], [])
        if self.claimant:
            _add(parts, "c.claimant LIKE ? ESCAPE '\\'", _part(self.claimant))
        if self.claimant_kind:
            _add(parts, "c.claimant_kind = ?", self.claimant_kind)
        if not parts[0]:
            return parts
        return [f"EXISTS (SELECT 1 FROM claim c WHERE {of} AND {' AND '.join(parts[0])})"], parts[1]

    def _by_members(self) -> _Parts:
        """What is asked of an incident's events and reports: those known on the day."""
        parts = self.known("r", is_of_incident=True)
        if self.mode:
            _add(parts, "e.mode = ?", self.mode)
        claimants = self._claimants("c.report_id = m.report_id AND c.event_id = m.event_id")
        asked: _Parts = ([], [])
        if self.mode or claimants[0]:
            condition = " AND ".join([*parts[0], *claimants[0]]) or "TRUE"
            asked[0].append(
                "EXISTS (SELECT 1 FROM incident_event m JOIN event e ON e.report_id = m.report_id AND e.id = m.event_id "
                f"JOIN report r ON r.id = m.report_id WHERE m.incident_id = i.id AND {condition})"
            )
            asked[1].extend([*parts[1], *claimants[1]])
        known, days = self.known("r", is_of_incident=True)
        within = "EXISTS (SELECT 1 FROM incident_report m JOIN report r ON r.id = m.report_id WHERE m.incident_id = i.id AND "
        if self.report_id is not None:
            asked[0].append(within + " AND ".join([*known, "m.report_id = ?"]) + ")")
            asked[1].extend([*days, self.report_id])
        if self.text:
            found = "m.report_id IN (SELECT report_id FROM report_text(?))"
            asked[0].append(within + " AND ".join([*known, found]) + ")")
            asked[1].extend([*days, match_query(self.text)])
        return asked

    def _actors(self, table: str) -> _Parts:
        """Who takes part: an actor on any side, and the two of a dyad, who are not the same and do not mediate."""
        key = ("report_id", "event_id") if table == "event" else ("incident_id", "version")
        own = (
            "a.report_id = e.report_id AND a.event_id = e.id"
            if table == "event"
            else "a.incident_id = i.id AND a.version = i.version"
        )
        parts: _Parts = ([], [])
        if self.actor:
            named = "a.name LIKE ? ESCAPE '\\'"
            _add(parts, f"EXISTS (SELECT 1 FROM {table}_actor a WHERE {own} AND {named})", _part(self.actor))
        if self.actor_key is not None:
            in_events = (
                f"(e.report_id, e.id) IN (SELECT a.report_id, a.event_id FROM event_actor a WHERE {ACTOR_KEY} = ?)"
            )
            in_incidents = f"EXISTS (SELECT 1 FROM incident_actor a WHERE {own} AND {ACTOR_KEY} = ?)"
            _add(parts, in_events if table == "event" else in_incidents, self.actor_key)
        if self.dyad:
            parts[0].append(
                f"EXISTS (SELECT 1 FROM {table}_actor a JOIN {table}_actor b ON b.{key[0]} = a.{key[0]} AND b.{key[1]} = a.{key[1]} "
                f"AND b.rowid != a.rowid WHERE {own} AND a.side != 'mediator' AND b.side != 'mediator' "
                "AND a.name LIKE ? ESCAPE '\\' AND b.name LIKE ? ESCAPE '\\')"
            )
            parts[1].extend(map(_part, self.dyad))
        return parts

    def known(self, of: str, *, is_of_incident: bool = False) -> _Parts:
        """Which reports were known on the day; without a day, those that no newer text replaced."""
        if self.as_of is not None:
            return [f"{of}.known_from <= ? AND ({of}.known_until IS NULL OR {of}.known_until > ?)"], [self.as_of] * 2
        return ([] if self.all_revisions and not is_of_incident else [f"{of}.superseded_by IS NULL"]), []


def _add(parts: _Parts, condition: str, value: Any) -> None:
    parts[0].append(condition)
    parts[1].append(value)


def _joined(*parts: _Parts) -> tuple[str, list[Any]]:
    return " AND ".join(c for p in parts for c in p[0]) or "TRUE", [v for p in parts for v in p[1]]


def _part(text: str) -> str:
    return f"%{escape_like(text)}%"


def escape_like(text: str) -> str:
    """The text with LIKE's own signs escaped by a backslash."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


EventFilter = Filter
"""The name that the filter had when it asked for events only."""
