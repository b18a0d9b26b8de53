"""The Humanitarian Exchange Language: a flat table whose second row holds hashtags."""

from collections.abc import Iterator

from .acled_types import acled_sub_event
from .countries import country_of
from .fields import (
    acting,
    date_precision,
    days_of,
    dyad_of,
    labels_of,
    place_field,
    place_precision,
    publishers_of,
    toll_of,
)
from .profile import Profile, Row
from .source import Item, Source


def _row(item: Item) -> Row:
    event, report = item.event, item.report
    start, end = days_of(item)
    country = country_of(place_field(event, "country"))
    kind = acled_sub_event(event, item.sentence) or (event["event_type"], event["mode"])
    first, second = (labels_of(acting(side)) for side in dyad_of(event))
    killed = toll_of(event, "killed")
    return {
        "event_id": event["id"],
        "event_date": start,
        "year": int(start[:4]) if start else None,
        "date_start": start,
        "date_end": end,
        "date_precision": date_precision(event),
        "event_type": kind[0],
        "sub_event_type": kind[1],
        "actor1": first[0] if first else None,
        "assoc_actor_1": "; ".join(first[1:]),
        "actor2": second[0] if second else None,
        "assoc_actor_2": "; ".join(second[1:]),
        "region": country.acled_region if country else None,
        "country": country.name if country else None,
        "iso3": place_field(event, "country"),
        "admin1": place_field(event, "admin1"),
        "admin2": place_field(event, "admin2"),
        "location": place_field(event, "name"),
        "latitude": place_field(event, "lat"),
        "longitude": place_field(event, "lon"),
        "geo_precision": place_precision(event),
        "fatalities": killed.best,
        "fatalities_low": killed.low,
        "fatalities_high": killed.high,
        "injured": toll_of(event, "injured").best,
        "source": publishers_of(item),
        "url": report.get("source_uri"),
        "notes": item.sentence,
    }


def hxl_rows(source: Source) -> Iterator[Row]:
    """What happened, each happening once."""
    return (_row(item) for item in source.happenings())


HXL = Profile("hxl", "A table with HXL hashtags", ("csv", "xlsx"), hxl_rows, one_line=True)
