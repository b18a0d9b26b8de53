"""The columns of UCDP's Georeferenced Event Dataset."""

from collections.abc import Iterator

from .countries import country_of
from .fields import (
    Toll,
    acting,
    add_up,
    claimants_of,
    closed,
    date_precision,
    days_of,
    grid_cell,
    label_of,
    number_of,
    place_field,
    place_precision,
    publisher_of,
    publishers_of,
    toll_of,
)
from .profile import Profile, Row
from .source import Item, Record, Source

_STATE = frozenset({"GOV", "MIL", "COP", "SPY"})
_ARMED = frozenset({"REB", "UAF", "PRM", "CRM"})
_CIVIL = frozenset({"civilian", "child", "woman", "journalist", "aid worker"})
_FIGHTING = frozenset({"combatant", "police"})


def _is(actors: list[Record], sectors: frozenset[str]) -> bool:
    return any(sectors & set(a["sectors"]) for a in actors)


def _kind(event: Record) -> int:
    """1 state-based, 2 non-state, 3 one-sided."""
    armed = _STATE | _ARMED
    sides = (event["source"], event["target"])
    harmed = {c["subgroup"] for c in event["casualties"]}
    if not _is(event["target"], armed) and not harmed & _FIGHTING:
        return 3
    return 1 if any(_is(side, _STATE) for side in sides) else 2 if _is(event["source"], _ARMED) else 1


def _side_of(casualty: Record, event: Record) -> str:
    """Which of GED's four kinds of dead a figure counts."""
    victims = casualty["victims"] or {}
    identity = victims.get("actor_id")
    if casualty["subgroup"] in _CIVIL or "CVL" in victims.get("sectors", ()):
        return "deaths_civilians"
    if identity and identity in {a["actor_id"] for a in event["source"]}:
        return "deaths_a"
    is_side_b = bool(identity) and identity in {a["actor_id"] for a in event["target"]}
    if casualty["subgroup"] in _FIGHTING or (is_side_b and set(victims.get("sectors", ())) & (_STATE | _ARMED)):
        return "deaths_b"
    return "deaths_unknown"


def deaths_of(event: Record) -> tuple[dict[str, int], Toll]:
    """The dead by kind and the total, so that the kinds add up to its best figure."""
    killed = [c for c in event["casualties"] if c["harm"] == "killed"]
    kinds = dict.fromkeys(("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"), 0)
    for name in kinds:
        kinds[name] = closed(add_up(c for c in killed if _side_of(c, event) == name)).best or 0
    total = closed(toll_of(event, "killed"))
    if "tolls" in event:
        kinds = _balanced(kinds, total.best or 0)
    best = sum(kinds.values())
    return kinds, Toll(min(total.low or 0, best), best, max(total.high or 0, best))


def _balanced(kinds: dict[str, int], best: int) -> dict[str, int]:
    """The kinds made to add up to the best figure: what no report tells apart is of unknown status."""
    rest = best - sum(kinds.values())
    if rest >= 0:
        return {**kinds, "deaths_unknown": kinds["deaths_unknown"] + rest}
    return {**dict.fromkeys(kinds, 0), "deaths_unknown": best}


def row_of(item: Item) -> Row | None:
    """The row of an event, None where nobody was killed or no day is told."""
    event, report = item.event, item.report
    first, last = days_of(item)
    kinds, total = deaths_of(event)
    if not first or not total.best:
        return None
    kind = _kind(event)
    country = country_of(place_field(event, "country"))
    side_a = "; ".join(_sides(event["source"])) or "Unknown"
    side_b = "Civilians" if kind == 3 else "; ".join(_sides(event["target"])) or "Unknown"
    lat, lon = place_field(event, "lat"), place_field(event, "lon")
    return {
        "id": number_of(event["id"]),
        "relid": event["id"],
        "year": int(first[:4]),
        "code_status": "Check",
        "type_of_violence": kind,
        "dyad_name": f"{side_a} - {side_b}",
        "side_a": side_a,
        "side_b": side_b,
        "number_of_sources": len(item.tellers),
        "source_article": "; ".join(map(_article, item.tellers)),
        "source_office": publishers_of(item),
        "source_date": report.get("published"),
        "source_headline": report.get("title"),
        "source_original": "; ".join(claimants_of(event)) or None,
        "where_prec": place_precision(event),
        "where_coordinates": place_field(event, "name"),
        "where_description": place_field(event, "text"),
        "adm_1": place_field(event, "admin1"),
        "adm_2": place_field(event, "admin2"),
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": None if lat is None else f"POINT({lon} {lat})",
        "priogrid_gid": grid_cell(lat, lon),
        "country": country.name if country else None,
        "country_id": country.gwno if country else None,
        "region": country.ged_region if country else None,
        "event_clarity": 1 if date_precision(event) in {1, 2} else 2,
        "date_prec": date_precision(event),
        "date_start": first,
        "date_end": last,
        **kinds,
        "best": total.best,
        "high": total.high,
        "low": total.low,
        "gwnoa": _state_number(event["source"]),
        "gwnob": None if kind == 3 else _state_number(event["target"]),
    }


def _sides(actors: list[Record]) -> list[str]:
    """The actors of a side; a state's army and police are its government, as UCDP names them."""
    names = []
    for actor in acting(actors):
        country = country_of(actor["country"]) if _STATE & set(actor["sectors"]) else None
        names.append(f"Government of {country.name}" if country else label_of(actor))
    return list(dict.fromkeys(names))


def _article(report: Record) -> str:
    return ", ".join(f'"{x}"' for x in (publisher_of(report), report.get("published"), report.get("title")) if x)


def _state_number(actors: list[Record]) -> int | None:
    for actor in actors:
        country = country_of(actor["country"]) if _STATE & set(actor["sectors"]) else None
        if country:
            return country.gwno
    return None


def ged_rows(source: Source) -> Iterator[Row]:
    """The happenings in which somebody was killed, told as having happened, with a day; each once."""
    return (row for item in source.happenings() if (row := happening_of(item)))


def happening_of(item: Item) -> Row | None:
    """The row of a happening, None where GED would record none: nothing violent, nobody killed, or no day told."""
    return row_of(item) if item.event["event_type"] == "ASSAULT" else None


GED = Profile("ged", "The columns of UCDP GED 26.1", ("csv", "parquet", "jsonl"), ged_rows)
