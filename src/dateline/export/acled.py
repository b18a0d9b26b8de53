"""The columns of ACLED's dyadic table."""

from collections.abc import Iterator

from .acled_types import acled_sub_event, load_acled_types
from .countries import Country, country_of
from .fields import (
    acting,
    closed,
    date_precision,
    days_of,
    dyad_of,
    hits_civilians,
    labels_of,
    number_of,
    place_field,
    place_precision,
    publishers_of,
    toll_of,
    unix_seconds,
)
from .profile import Profile, Row
from .source import Item, Record, Source

_KINDS = ("State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians",
          "External/Other forces")  # fmt: skip
_CIVILIANS = 7
_STATE = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})
_BY_SECTOR = {"REB": 2, "PRM": 3, "UAF": 3, "CRM": 3, "PTY": 3, "OPP": 6, "IGO": 8, "NGO": 8, "MNC": 8}
_TIME = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}
_GEO = {1: 1, 3: 2, 4: 3, 6: 3}


def _kind(actors: list[Record], event: Record, sub_event: str) -> int | None:
    """ACLED's kind of a side, 1 to 8, by its first actor; None where the side is empty."""
    if not actors:
        return None
    actor = actors[0]
    if load_acled_types().is_of(actor, "protester"):
        return 5 if sub_event in {"Violent demonstration", "Mob violence"} else 6
    sectors = set(actor["sectors"])
    if sectors & _STATE:
        place = place_field(event, "country")
        is_foreign = bool(place and actor["country"] and actor["country"] != place)
        return 8 if is_foreign else 1
    for sector, kind in _BY_SECTOR.items():
        if sector in sectors:
            return kind
    if load_acled_types().is_of(actor, "rebel"):
        return 2
    return 1 if load_acled_types().is_of(actor, "state") else 7


def _names(actors: list[Record], kind: int | None, country: Country | None) -> list[str]:
    """The names of a side; civilians stand under their country, as ACLED writes them, with the words told beside."""
    names = labels_of(actors)
    if kind != _CIVILIANS or not names or actors[0]["actor_id"]:
        return names
    return [f"Civilians ({country.name})" if country else "Civilians", *names]


def _shown(kind: int | None, is_numeric: bool) -> str | int | None:
    return kind if kind is None or is_numeric else _KINDS[kind - 1]


def _interaction(first: int | None, second: int | None, is_numeric: bool) -> str | None:
    """The pair of kinds, lower first: `State forces-Rebel group` or `12`; one side alone is `10` or `State forces only`."""
    kinds = sorted(k for k in (first, second) if k)
    if not kinds:
        return None
    if is_numeric:
        return f"{kinds[0]}{kinds[1] if len(kinds) > 1 else 0}"
    return "-".join(_KINDS[k - 1] for k in kinds) if len(kinds) > 1 else f"{_KINDS[kinds[0] - 1]} only"


def row_of(source: Source, item: Item) -> Row | None:
    """The row of an event, None where ACLED would record none."""
    event, report = item.event, item.report
    typed = acled_sub_event(event, item.sentence)
    first_day, _ = days_of(item)
    if typed is None or not first_day:
        return None
    event_type, sub_event = typed
    country = country_of(place_field(event, "country"))
    if not (acting(event["source"]) or acting(event["target"])):
        return None
    actors = sorted((acting(side) for side in dyad_of(event)), key=lambda side: not side)
    kinds = [_kind(side, event, sub_event) for side in actors]
    sides = [_names(side, kind, country) for side, kind in zip(actors, kinds, strict=True)]
    is_numeric = source.options.inter_numeric
    return {
        "event_id_cnty": _id(country.iso3 if country else None, event["id"]),
        "event_date": first_day,
        "year": int(first_day[:4]),
        "time_precision": _TIME.get(date_precision(event) or 5),
        "disorder_type": load_acled_types().disorder[sub_event],
        "event_type": event_type,
        "sub_event_type": sub_event,
        "actor1": sides[0][0] if sides[0] else None,
        "assoc_actor_1": "; ".join(sides[0][1:]),
        "inter1": _shown(kinds[0], is_numeric),
        "actor2": sides[1][0] if sides[1] else None,
        "assoc_actor_2": "; ".join(sides[1][1:]),
        "inter2": _shown(kinds[1], is_numeric),
        "interaction": _interaction(kinds[0], kinds[1], is_numeric),
        "civilian_targeting": "Civilian targeting" if _targets_civilians(event, event_type, kinds) else None,
        "iso": country.number if country else None,
        "region": country.acled_region if country else None,
        "country": country.name if country else None,
        "admin1": place_field(event, "admin1"),
        "admin2": place_field(event, "admin2"),
        "location": place_field(event, "name"),
        "latitude": place_field(event, "lat"),
        "longitude": place_field(event, "lon"),
        "geo_precision": _GEO.get(place_precision(event) or 0),
        "source": publishers_of(item),
        "notes": item.sentence,
        "fatalities": closed(toll_of(event, "killed")).best,
        "timestamp": unix_seconds(
            item.changed or report.get("changed_on") or report.get("retrieved") or report.get("published")
        ),
    }


def _targets_civilians(event: Record, event_type: str, kinds: list[int | None]) -> bool:
    is_violent = event_type in {"Violence against civilians", "Explosions/Remote violence", "Riots"}
    return is_violent and (hits_civilians(event) or kinds[1] == 7 or event_type == "Violence against civilians")


def acled_rows(source: Source) -> Iterator[Row]:
    """What ACLED would record: material, told as having happened, with a day; each happening once."""
    return (row for item in source.happenings() if (row := row_of(source, item)))


def deleted_rows(source: Source) -> Iterator[Row]:
    """The ids that are no more: a happening that went into another, or whose every report was replaced.

    Where its country is not known any more, it is listed under each that its report tells of.
    """
    for incident_id, day, countries in source.gone():
        for name in countries or ("XXX",):
            country = country_of(name)
            yield {
                "event_id_cnty": _id(country.iso3 if country else None, incident_id.removeprefix("i-")),
                "deleted_timestamp": unix_seconds(day),
            }


def _id(iso3: str | None, identifier: str) -> str:
    return f"{iso3 or 'XXX'}{number_of(identifier)}"


ACLED = Profile(
    "acled", "The columns of ACLED's dyadic table", ("csv", "parquet", "jsonl", "xlsx"), acled_rows, one_line=True
)
ACLED_DELETED = Profile(
    "acled-deleted",
    "Ids of ACLED rows that are to be dropped",
    ("csv", "jsonl", "parquet"),
    deleted_rows,
    one_line=True,
)
