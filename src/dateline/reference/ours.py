"""What happened by our store, in the form in which it is compared: the happenings that the data set would have a row for."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from dateline.export import Item, Source, happenings_in

from .happening import Happening, Spot

_LEVELS = {"point": "place", "place": "place", "admin1": "province", "country": "country"}
_GED_KINDS = {1: "state-based", 2: "non-state", 3: "one-sided"}
_KINDS = {
    "acled": ("event_type", "sub_event_type"),
    "gdelt": ("EventRootCode", "EventCode"),
    "polecat": ("Event Type", "Event Mode"),
}
_ACTORS = {
    "acled": ("actor1", "assoc_actor_1", "actor2", "assoc_actor_2"),
    "ged": ("side_a", "side_b"),
    "gdelt": ("Actor1Name", "Actor2Name"),
    "polecat": ("Actor Name", "Recipient Name"),
}  # fmt: skip


def happenings_of_store(source: Source, data_set: str) -> Iterator[Happening]:
    """Our happenings within the data set's scope (GED: deadly violence; ACLED: what it has a sub-event type for), by day.

    Days and places are our own, as exact as the reports tell them; types, sides and deaths are those of the data set's columns.
    One without a day is left out.
    """
    for item, row in happenings_in(data_set, source):
        found = _happening(item, row, data_set)
        if found is not None:
            yield found


def _happening(item: Item, row: dict[str, Any], data_set: str) -> Happening | None:
    when = item.event["when"]
    if not when or not when["from"]:
        return None
    kind, detail = (_GED_KINDS[row["type_of_violence"]], None) if data_set == "ged" else _kinds(row, data_set)
    low, best, high = _deaths(item, row, data_set)
    return Happening(
        id=f"i-{item.event['id']}" if "tolls" in item.event else item.event["id"],
        first=date.fromisoformat(when["from"]),
        last=date.fromisoformat(when["to"] or when["from"]),
        spot=_spot(item.event["where"]),
        kind=kind,
        detail=detail,
        actors=_names(row, data_set),
        low=low,
        best=best,
        high=high,
        text=item.sentence,
    )


def _kinds(row: dict[str, Any], data_set: str) -> tuple[str | None, str | None]:
    kind, detail = (row[name] for name in _KINDS[data_set])
    return kind or None, detail or None


def _spot(where: dict[str, Any] | None) -> Spot:
    if where is None:
        return Spot("none")
    level = _LEVELS.get(where["precision"], "none")
    return Spot(
        level, where["country"], where["admin1"], where.get("admin2"), where["name"] if level == "place" else None,
        where["lat"], where["lon"],
    )  # fmt: skip


def _names(row: dict[str, Any], data_set: str) -> tuple[str, ...]:
    parts = (p.strip() for name in _ACTORS[data_set] for p in str(row.get(name) or "").split(";"))
    return tuple(dict.fromkeys(p for p in parts if p))


def _deaths(item: Item, row: dict[str, Any], data_set: str) -> tuple[int | None, int | None, int | None]:
    """Low, best and high; ACLED's one figure is the best, its bounds those of our claims."""
    if data_set == "ged":
        return row["low"], row["best"], row["high"]
    if data_set != "acled":
        return None, None, None
    best = int(row["fatalities"] or 0)
    low, _, high = item.event.get("tolls", {}).get("killed", (best, best, best))
    return min(low, best), best, max(high, best)
