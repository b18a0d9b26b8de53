"""Happenings: incidents in the shape of events, for tables in which each happening has one row whatever the number of reports."""

from collections.abc import Callable, Iterable, Iterator

from dateline.store import Filter, Store

from .item import Item, Record

_TOLD = frozenset({"occurred", "ongoing"})


def happenings_of(store: Store, asked: Filter, report: Callable[[str], Record]) -> Iterator[Item]:
    """The incidents that the filter asks for, told as having happened, each as the event that tells it best.

    Its sides, day, place and figures are the incident's, its words those of the event; its reports are all of the incident's,
    reprints left out.
    """
    for incident in store.incidents.listed(asked):
        if incident["status"] in _TOLD:
            item = _of_incident(incident, store.incidents.events_of(incident["id"], asked.as_of), report)
            if item is not None:
                yield item


def _of_incident(incident: Record, events: list[Record], report: Callable[[str], Record]) -> Item | None:
    told = [e for e in events if e["status"] in _TOLD and e["event_type"] == incident["event_type"]]
    if not told:
        return None
    best = max(told, key=lambda e: (not e["historical"], *_fits(e, incident), e["confidence"]))
    own = [r for r in (report(i) for i in incident["reports"]) if not r.get("duplicate_of")]
    merged = {
        **best,
        "id": incident["id"].removeprefix("i-"),
        "source": incident["source"],
        "target": incident["target"],
        "mediator": _each(a for e in told for a in e["mediator"]),
        "attribution": [a for e in told for a in e["attribution"]],
        "when": incident["when"],
        "where": incident["where"],
        "historical": all(e["historical"] for e in told),
        "casualties": _parts(told, incident),
        "tolls": {t["harm"]: (t["low"], t["best"], t["high"]) for t in incident["casualties"]},
    }
    first = report(best["report_id"])
    return Item(merged, first, tuple(own) or (first,), incident["last_updated"])


def _fits(event: Record, incident: Record) -> tuple[int, int]:
    """How well an event tells the incident: whether it has its best figure of killed, and how many figures it has."""
    toll = next((t for t in incident["casualties"] if t["harm"] == "killed"), None)
    killed = sum(c["best"] or 0 for c in _own_figures(event) if c["harm"] == "killed")
    return (int(toll is not None and killed == toll["best"]), len(event["casualties"]))


def _own_figures(event: Record) -> list[Record]:
    return [c for c in event["casualties"] if not c["is_subtotal"] and not c.get("repeats")]


def _parts(events: list[Record], incident: Record) -> list[Record]:
    """For each harm the figures of the event that comes closest to the incident's: they tell who was harmed."""
    kept: list[Record] = []
    for toll in incident["casualties"]:
        figures = [[c for c in _own_figures(e) if c["harm"] == toll["harm"]] for e in events]
        sums = [(abs(sum(c["best"] or 0 for c in f) - toll["best"]), n) for n, f in enumerate(figures) if f]
        kept += figures[min(sums)[1]] if sums else []
    return kept


def _each(actors: Iterable[Record]) -> list[Record]:
    return list({a["name"] or a["text"]: a for a in actors}.values())
