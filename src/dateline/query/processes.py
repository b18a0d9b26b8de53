"""What a process is told from: the reports that concern it, with their events and incidents. The rest of the store is not read."""

from dataclasses import dataclass
from typing import Any

from dateline.processes import ARMED, FIGHTING, STATE, TALKING, Definition, Proposal, proposals_of
from dateline.store import Filter, Store

from .events import CURRENT

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Material:
    """Events in the store's order, reports by id, and incidents where they were told."""

    events: list[Record]
    reports: dict[str, Record]
    incidents: list[Record] | None


def material_of(store: Store, definition: Definition, as_of: str | None = None) -> Material:
    """The reports that may concern a process, as known on a day, with their events and incidents.

    A report may concern it that names a party, is dated from or tells of one of its countries, or of an actor of them, and that is
    of the process's years or one beside them. What else is in them is for the monitor to leave aside.
    """
    names = {n for p in definition.parties for n in (p.name, *p.actors, *p.factions)}
    countries = sorted({*definition.countries, *(p.country for p in definition.parties if p.country)})
    asked = [Filter(country=c, as_of=as_of) for c in countries]
    asked += [f for n in sorted(names) for f in (Filter(actor=n, as_of=as_of), Filter(text=n, as_of=as_of))]
    first, last = max(definition.years[0] - 1, 1), min(definition.years[1] + 1, 9999)
    ids = store.report_ids(asked, countries, (f"{first:04}-01-01", f"{last:04}-12-31"))
    reports = {i: r for i in ids if (r := store.report(i)) is not None}
    events = [e for i in ids for e in store.events_of(i)]
    events.sort(key=lambda e: _order(e, reports[e["report_id"]]))
    known = Filter(as_of=as_of)
    incidents = store.incidents.of_reports(ids, known) if store.incidents.is_up_to_date() else None
    return Material(events, reports, incidents)


def _order(event: Record, report: Record) -> tuple[str, str, str]:
    published = str(report.get("published") or "")
    return str((event["when"] or {}).get("from") or published), published, event["report_id"]


def proposed_processes(store: Store) -> list[Proposal]:
    """Processes that the events propose, counted by who stands in them: no record is read for it."""
    types = (*TALKING, FIGHTING)
    sql = (
        "SELECT g.name, s.country, max(coalesce(g.country, '')), e.event_type, count(DISTINCT e.rowid), min(e.day_from), max(e.day_from) "
        "FROM event_actor g JOIN event_actor s ON s.report_id = g.report_id AND s.event_id = g.event_id "
        "JOIN event e ON e.report_id = g.report_id AND e.id = g.event_id "
        f"WHERE g.actor_id IS NOT NULL AND g.side != 'mediator' AND {_in('g', ARMED)} "
        f"AND s.country IS NOT NULL AND s.side != 'mediator' AND {_in('s', STATE)} "
        f"AND e.status IN ('occurred', 'ongoing') AND e.event_type IN ({','.join('?' * len(types))}) AND {CURRENT} "
        "GROUP BY g.name, s.country, e.event_type ORDER BY 1, 2, 4"
    )
    return proposals_of(tuple(row) for row in store.database.rows(sql, types))


def _in(of: str, sectors: tuple[str, ...]) -> str:
    """SQL for an actor that is of one of the sectors."""
    return "(" + " OR ".join(f"instr(' ' || {of}.sectors || ' ', ' {code} ') > 0" for code in sectors) + ")"
