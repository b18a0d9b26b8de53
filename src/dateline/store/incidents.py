"""Incidents as the store keeps them: every account that stood for a time, revisions that are never rewritten, and what people decided."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.errors import StoreError
from dateline.records import Claim, Decision, IncidentVersion, MatchLink, ReportLife, Revision, to_plain

from .database import Database, Writing
from .filters import ALL, Filter
from .incident_rows import INCIDENT_COLUMNS, fingerprint_of, incident_actor_rows, incident_row

_AT_ONCE = 400
_REVISION = "incident_id, revision, field, previous, value, reason, report_id, changed_on"


@dataclass(frozen=True, slots=True)
class Told:
    """What reports tell together of some incidents, to be kept: see `incidents.Accounts`.

    `members` are the reports and events of each incident (an event is None where its report is in it by its text alone);
    `links` gives why they were joined; `settings` are the versions of the matching and of the rule for figures.
    """

    versions: Mapping[str, Sequence[IncidentVersion]]
    members: Mapping[str, Sequence[tuple[str, str | None]]]
    claims: Sequence[Claim]
    links: Callable[[str], Sequence[MatchLink]]
    settings: tuple[str, str]


class Incidents:
    """The incidents of a store. Records come out as plain dicts with the contract's fields, in a stated order."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # reading

    def listed(self, asked: Filter | None = None, limit: int | None = None) -> Iterator[dict[str, Any]]:
        """The incidents that the filter asks for, by day, then id; with `as_of` as they were told on that day."""
        where, values = (asked or Filter()).incidents_where()
        order = "coalesce(i.day_from, i.first_reported, ''), i.id"
        sql = f"SELECT i.record FROM incident i WHERE {where} ORDER BY {order} LIMIT ?"
        for (record,) in self._database.streamed(sql, [*values, ALL if limit is None else limit]):
            yield json.loads(record)

    def one(self, incident_id: str, as_of: str | None = None) -> dict[str, Any] | None:
        """The incident of that id, or of the only id that begins so, as known on a day; None where there is none.

        Raises StoreError where several ids begin so.
        """
        known, days = ("is_current = 1", []) if as_of is None else ("known_from <= ? AND known_until > ?", [as_of] * 2)
        sql = f"SELECT id, record FROM incident WHERE substr(id, 1, length(?)) = ? AND {known} ORDER BY id LIMIT 4"
        rows = list(self._database.rows(sql, [incident_id, incident_id, *days]))
        if len(rows) > 1:
            raise StoreError(
                f"{incident_id}: several incidents begin so: {', '.join(r[0] for r in rows)}. Give more of the id."
            )
        return json.loads(rows[0][1]) if rows else None

    def versions(self, incident_id: str) -> list[dict[str, Any]]:
        """Every account of an incident: `known_from`, `known_until` (None: it still stands) and `incident`."""
        sql = "SELECT known_from, known_until, is_current, record FROM incident WHERE id = ? ORDER BY version"
        return [
            {"known_from": first, "known_until": None if current else until, "incident": json.loads(record)}
            for first, until, current, record in self._database.rows(sql, (incident_id,))
        ]

    def of_event(self, report_id: str, event_id: str) -> str | None:
        """The id of the incident that an event is in, None where it is in none."""
        sql = "SELECT incident_id FROM incident_event WHERE report_id = ? AND event_id = ?"
        row = next(self._database.rows(sql, (report_id, event_id)), None)
        return str(row[0]) if row else None

    def events_of(self, incident_id: str, as_of: str | None = None) -> list[dict[str, Any]]:
        """The events of an incident, by day of their report and place in the text: those of reports known on the day."""
        known, days = Filter(as_of=as_of).known("r")
        sql = (
            "SELECT e.record FROM incident_event m JOIN event e ON e.report_id = m.report_id AND e.id = m.event_id "
            f"JOIN report r ON r.id = m.report_id WHERE {' AND '.join(['m.incident_id = ?', *known])} "
            "ORDER BY r.known_from NULLS FIRST, r.id, e.position"
        )
        return [json.loads(record) for (record,) in self._database.rows(sql, [incident_id, *days])]

    def gone(self) -> Iterator[tuple[str, str | None, tuple[str, ...]]]:
        """The incidents that went into others or were withdrawn: id, day of going, and the countries that it may have stood under."""
        sql = (
            "SELECT v.incident_id, max(v.withdrawn_on), (SELECT group_concat(c.country, ',') FROM (SELECT DISTINCT e.country FROM "
            "revision w JOIN event e ON e.report_id = w.report_id WHERE w.incident_id = v.incident_id) AS c) FROM revision v "
            "WHERE v.incident_id NOT IN (SELECT id FROM incident WHERE is_current = 1) GROUP BY v.incident_id UNION ALL "
            "SELECT id, last_updated, country FROM incident WHERE is_current = 1 AND status = 'withdrawn' ORDER BY 1"
        )
        for incident_id, day, countries in self._database.rows(sql, ()):
            yield incident_id, day or None, tuple(sorted((countries or "").split(","))) if countries else ()

    def links(self, incident_id: str) -> list[dict[str, Any]]:
        """Why the reports of an incident were joined: the likeliest pair first, each with the parts of its score."""
        sql = (
            "SELECT first_report, first_event, second_report, second_event, likelihood, parts FROM match_link "
            "WHERE incident_id = ? ORDER BY likelihood DESC, first_report, second_report, first_event NULLS FIRST, second_event NULLS FIRST"
        )
        names = ("first_report", "first_event", "second_report", "second_event", "likelihood")
        return [
            {**dict(zip(names, row[:5], strict=True)), "parts": json.loads(row[5])}
            for row in self._database.rows(sql, (incident_id,))
        ]

    def changes(
        self, since: str | None = None, until: str | None = None, *, by_entry: bool = False, asked: Filter | None = None
    ) -> Iterator[dict[str, Any]]:
        """The revisions from one day to another, oldest first, of incidents asked for.

        The day is that of the report, or with `by_entry` the one on which the store learned it.
        """
        day = "v.entered_on" if by_entry else "v.changed_on"
        where, values = ["v.withdrawn_on IS NULL"], list[Any]()
        for condition, value in ((f"{day} >= ?", since), (f"{day} <= ?", until)):
            if value is not None:
                where.append(condition)
                values.append(value)
        if asked is not None and asked.narrows:
            condition, given = asked.incidents_where()
            where.append(f"v.incident_id IN (SELECT i.id FROM incident i WHERE {condition})")
            values += given
        elif asked is not None and asked.as_of is not None:
            where.append("v.changed_on <= ?")
            values.append(asked.as_of)
        sql = (
            f"SELECT {_REVISION}, entered_on FROM revision v WHERE {' AND '.join(where)} "
            f"ORDER BY coalesce({day}, '9999'), v.incident_id, v.revision"
        )
        names = [*_REVISION.split(", "), "entered_on"]
        for row in self._database.rows(sql, values):
            yield {"kind": "revision", **dict(zip(names, row, strict=True))}

    def history(self, incident_id: str) -> list[dict[str, Any]]:
        """Every entry ever made of an incident in the order of entering, with the day on which one was withdrawn."""
        names = [*_REVISION.split(", "), "entered_on", "withdrawn_on"]
        sql = f"SELECT {', '.join(names)} FROM revision WHERE incident_id = ? ORDER BY entry"
        return [dict(zip(names, row, strict=True)) for row in self._database.rows(sql, (incident_id,))]

    def lives(self) -> dict[str, ReportLife]:
        """From when to when each report's text stood; what notices of agencies ended follows from the reports."""
        sql = "SELECT id, known_from, known_until, superseded_by, ended_as FROM report"
        return {
            i: ReportLife(first, until, by) if ended_as is None else ReportLife(first, None, None)
            for i, first, until, by, ended_as in self._database.rows(sql)
        }

    def is_up_to_date(self) -> bool:
        """Whether no report was added or coded anew, and nothing decided, since the incidents were last told."""
        sql = "SELECT count(*), coalesce(max(is_stale), 0) FROM (SELECT is_stale FROM telling ORDER BY entry DESC LIMIT 1) AS last"
        told, is_stale = next(self._database.rows(sql))
        return bool(told) and not is_stale

    # decisions

    def decisions(self) -> list[Decision]:
        """What people decided and did not undo, in the order of deciding."""
        sql = "SELECT kind, first_event, second_event FROM decision WHERE undone_on IS NULL ORDER BY entry"
        return [Decision(*row) for row in self._database.rows(sql)]

    def decided(self) -> Iterator[dict[str, Any]]:
        """Everything that people ever decided: `entry, kind, first_event, second_event, decided_on, note, undone_on`."""
        names = ("entry", "kind", "first_event", "second_event", "decided_on", "note", "undone_on")
        for row in self._database.rows(f"SELECT {', '.join(names)} FROM decision ORDER BY entry"):
            yield dict(zip(names, row, strict=True))

    def undo(self, entries: Iterable[int], day: str | None) -> int:
        """Undo decisions by their number; how many there were to undo."""
        with self._database.transaction() as writing:
            done = [
                writing.execute(
                    "UPDATE decision SET undone_on = ? WHERE entry = ? AND undone_on IS NULL", (day or "", entry)
                ).rowcount
                for entry in entries
            ]
            mark_stale(writing)
        return sum(done)

    def members(self, incident_id: str) -> dict[str, str]:
        """For each report of an incident the first event of it in the text; the report's own id where no event is."""
        sql = (
            "SELECT m.report_id, coalesce((SELECT e.id FROM incident_event x JOIN event e ON e.report_id = x.report_id "
            "AND e.id = x.event_id WHERE x.incident_id = m.incident_id AND x.report_id = m.report_id ORDER BY e.position LIMIT 1), "
            "m.report_id) FROM incident_report m WHERE m.incident_id = ? ORDER BY m.report_id"
        )
        return {str(report): str(event) for report, event in self._database.rows(sql, (incident_id,))}

    def decide(self, decisions: Iterable[Decision], day: str | None, note: str | None = None) -> None:
        """Keep what a person decided; what was decided otherwise of the same two events is undone."""
        with self._database.transaction() as writing:
            for decision in decisions:
                pair = sorted((decision.first_event, decision.second_event))
                writing.execute(
                    "UPDATE decision SET undone_on = ? WHERE undone_on IS NULL AND first_event = ? AND second_event = ?",
                    (day or "", *pair),
                )
                writing.execute(
                    "INSERT INTO decision (kind, first_event, second_event, decided_on, note) VALUES (?,?,?,?,?)",
                    (decision.kind, *pair, day, note),
                )
            mark_stale(writing)

    # writing

    def replace(self, told: Told, gone: Iterable[str], day: str | None) -> dict[str, int]:
        """Keep incidents that were told anew, and take out those that are `gone`; how many are `new`, `changed`, `same` and `gone`.

        What did not change is not touched. Revisions that no longer stand are marked as withdrawn on `day`, new ones added.
        """
        with self._database.transaction() as writing:
            prints = {i: fingerprint_of(v, told.members[i], told.settings) for i, v in told.versions.items()}
            held = _fingerprints(writing, [*prints, *gone])
            changed = sorted(i for i in prints if held.get(i) != prints[i])
            lost = sorted(i for i in gone if i in held)
            for incident_id in (*lost, *(i for i in changed if i in held)):
                _remove(writing, incident_id)
            for incident_id in changed:
                _insert(writing, incident_id, told, prints[incident_id], day)
            for incident_id in lost:
                _withdraw(writing, incident_id, 0, day)
            _mark_claims(writing, told.claims, set(changed))
        new = sum(i not in held for i in changed)
        return {"new": new, "changed": len(changed) - new, "same": len(prints) - len(changed), "gone": len(lost)}

    def of_reports(self, reports: Sequence[str], asked: Filter) -> list[dict[str, Any]]:
        """The incidents asked for that any of the reports tells of, by day, then id."""
        where, values = asked.incidents_where()
        found: dict[str, tuple[str, dict[str, Any]]] = {}
        for at in range(0, len(reports), _AT_ONCE):
            some = reports[at : at + _AT_ONCE]
            members = f"SELECT m.incident_id FROM incident_report m WHERE m.report_id IN ({','.join('?' * len(some))})"
            sql = (
                "SELECT i.id, coalesce(i.day_from, i.first_reported, ''), i.record FROM incident i "
                f"WHERE {where} AND i.id IN ({members})"
            )
            found |= {i: (day, json.loads(record)) for i, day, record in self._database.rows(sql, [*values, *some])}
        return [found[i][1] for i in sorted(found, key=lambda i: (found[i][0], i))]

    def ids(self) -> set[str]:
        """The ids of all incidents that stand."""
        return {str(row[0]) for row in self._database.rows("SELECT id FROM incident WHERE is_current = 1")}

    def finish(self, duplicates: Mapping[str, str], settings: tuple[str, str], day: str | None) -> int:
        """Note that the incidents know of all reports, and which report repeats which; the number of incidents that stand."""
        with self._database.transaction() as writing:
            _mark_duplicates(writing, duplicates)
            (number,) = writing.execute("SELECT count(*) FROM incident WHERE is_current = 1").fetchone()
            writing.execute(
                "INSERT INTO telling (told_on, reports, events, incidents, matching, rule) VALUES "
                "(?, (SELECT count(*) FROM report), (SELECT count(*) FROM event), ?, ?, ?)",
                (day, number, *settings),
            )
        return int(number)


def _fingerprints(writing: Writing, ids: Sequence[str]) -> dict[str, str]:
    """The fingerprints of those of the incidents that stand."""
    found: dict[str, str] = {}
    for at in range(0, len(ids), _AT_ONCE):
        some = ids[at : at + _AT_ONCE]
        sql = f"SELECT id, fingerprint FROM incident WHERE is_current = 1 AND id IN ({','.join('?' * len(some))})"
        found |= {str(i): str(mark) for i, mark in writing.execute(sql, some)}
    return found


def mark_stale(writing: Writing) -> None:
    """Note that the incidents do not know of everything any more."""
    writing.execute("UPDATE telling SET is_stale = 1 WHERE entry = (SELECT max(entry) FROM telling)")


def _remove(writing: Writing, incident_id: str) -> None:
    """Take out an incident and its members; its revisions stay."""
    writing.execute(
        "UPDATE statement SET record = json_set(record, '$.incident_id', NULL, '$.superseded_by', NULL) WHERE kind = 'claim' "
        "AND (report_id, id) IN (SELECT c.report_id, c.id FROM incident_event m JOIN claim c ON c.report_id = m.report_id "
        "AND c.event_id = m.event_id WHERE m.incident_id = ?)",
        (incident_id,),
    )
    for table in ("incident_event", "incident_report", "match_link"):
        writing.execute(f"DELETE FROM {table} WHERE incident_id = ?", (incident_id,))
    writing.execute("DELETE FROM incident WHERE id = ?", (incident_id,))


def _insert(writing: Writing, incident_id: str, told: Told, fingerprint: str, day: str | None) -> None:
    versions = told.versions[incident_id]
    marks = ",".join("?" * len(INCIDENT_COLUMNS))
    for number, version in enumerate(versions, 1):
        following = versions[number] if number < len(versions) else None
        row = incident_row(version, number, following, fingerprint)
        writing.execute(f"INSERT INTO incident ({', '.join(INCIDENT_COLUMNS)}) VALUES ({marks})", row)
        writing.executemany(
            "INSERT INTO incident_actor VALUES (?,?,?,?,?,?,?)", incident_actor_rows(version.incident, number)
        )
    members = told.members[incident_id]
    writing.executemany(
        "INSERT INTO incident_event VALUES (?,?,?) ON CONFLICT (report_id, event_id) DO UPDATE SET incident_id = excluded.incident_id",
        [(r, e, incident_id) for r, e in members if e is not None],
    )
    writing.executemany(
        "INSERT INTO incident_report VALUES (?,?) ON CONFLICT DO NOTHING",
        [(incident_id, r) for r in dict.fromkeys(r for r, _ in members)],
    )
    writing.executemany(
        "INSERT INTO match_link VALUES (?,?,?,?,?,?,?)",
        [
            (incident_id, k.first_report, k.first_event, k.second_report, k.second_event, k.likelihood, _json(k.parts))
            for k in told.links(incident_id)
        ],
    )
    _append(writing, incident_id, versions[-1].incident.revisions, day)


def _json(value: Any) -> str:
    return json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":"))


def _append(writing: Writing, incident_id: str, revisions: Sequence[Revision], day: str | None) -> None:
    """Add the revisions that are new; those that no longer stand are withdrawn."""
    sql = f"SELECT {_REVISION} FROM revision WHERE incident_id = ? AND withdrawn_on IS NULL ORDER BY revision"
    held = writing.execute(sql, (incident_id,)).fetchall()
    rows = [
        (r.incident_id, r.revision, r.field, r.previous, r.value, r.reason, r.report_id, r.changed_on)
        for r in revisions
    ]
    kept = 0
    while kept < len(held) and kept < len(rows) and tuple(held[kept]) == rows[kept]:
        kept += 1
    _withdraw(writing, incident_id, kept, day)
    writing.executemany(
        f"INSERT INTO revision ({_REVISION}, entered_on) VALUES (?,?,?,?,?,?,?,?,?)",
        [(*row, day) for row in rows[kept:]],
    )


def _withdraw(writing: Writing, incident_id: str, after: int, day: str | None) -> None:
    writing.execute(
        "UPDATE revision SET withdrawn_on = ? WHERE incident_id = ? AND withdrawn_on IS NULL AND revision > ?",
        (day or "", incident_id, after),
    )


def _mark_claims(writing: Writing, claims: Iterable[Claim], changed: set[str]) -> None:
    """Write into the records of claims which incident they are of, and which claim outdated them."""
    writing.executemany(
        "UPDATE statement SET record = json_set(record, '$.incident_id', ?, '$.superseded_by', ?) "
        "WHERE report_id = ? AND kind = 'claim' AND id = ?",
        [(c.incident_id, c.superseded_by, c.report_id, c.id) for c in claims if c.incident_id in changed],
    )


def _mark_duplicates(writing: Writing, canonical: Mapping[str, str]) -> None:
    """Write into the records of reports which report's story they repeat."""
    wanted = {report: of for report, of in canonical.items() if report != of}
    held = dict(writing.execute("SELECT id, duplicate_of FROM report WHERE duplicate_of IS NOT NULL").fetchall())
    writing.executemany(
        "UPDATE report SET duplicate_of = ?, record = json_set(record, '$.duplicate_of', ?) WHERE id = ?",
        [
            (wanted.get(i), wanted.get(i), i)
            for i in sorted(held.keys() | wanted.keys())
            if held.get(i) != wanted.get(i)
        ],
    )
