"""The columns of POLECAT."""

from collections.abc import Iterator
from typing import Any

from .countries import country_of
from .fields import days_of, name_of, place_field, publisher_of
from .profile import Profile, Row
from .source import Item, Record, Source

_FEATURE = {"point": "P", "place": "P", "admin1": "A", "country": "A"}


def _joined(values: list[Any]) -> str | None:
    return "; ".join(str(v) for v in dict.fromkeys(values) if v not in (None, "")) or None


def _cow(actor: Record) -> int | None:
    country = country_of(actor["country"])
    return country.cow if country else None


def _side(name: str, actors: list[Record]) -> Row:
    sectors = [s for a in actors for s in a["sectors"]]
    return {
        f"{name} Name": _joined([name_of(a) for a in actors]),
        f"{name} Country": _joined([a["country"] for a in actors]),
        f"{name} COW": _joined([_cow(a) for a in actors]),
        f"Primary {name} Sector": sectors[0] if sectors else None,
        f"{name} Sectors": _joined(sectors),
        f"{name} Title": _joined([a["role"] for a in actors]),
        f"{name} Name Raw": _joined([a["text"] for a in actors]),
    }


def row_of(item: Item) -> Row:
    """The row of an event."""
    event, report = item.event, item.report
    precision = place_field(event, "precision")
    name = place_field(event, "name")
    return {
        "Event ID": event["id"],
        "Event Date": days_of(item)[0],
        "Event Type": event["event_type"],
        "Event Mode": event["mode"],
        "Intensity": event["intensity"],
        "Quad Code": event["quad_class"],
        "Contexts": _joined(event["contexts"]),
        **_side("Actor", event["source"]),
        **_side("Recipient", event["target"]),
        "Placename": name,
        "City": name if precision in {"point", "place"} else None,
        "District": place_field(event, "admin2"),
        "Province": place_field(event, "admin1"),
        "Country": place_field(event, "country"),
        "Latitude": place_field(event, "lat"),
        "Longitude": place_field(event, "lon"),
        "GeoNames ID": place_field(event, "geonames_id"),
        "Raw Placename": place_field(event, "text"),
        "Feature Type": _FEATURE.get(precision or ""),
        "Source": publisher_of(report),
        "Publication Date": report.get("published"),
        "Language": report.get("language"),
        "Version": event["coder_version"],
    }


def polecat_rows(source: Source) -> Iterator[Row]:
    """The events told as having happened. An event without a day keeps it empty: the day of publication is not its day."""
    return (row_of(item) for item in source.news())


POLECAT = Profile("polecat", "The columns of POLECAT", ("tsv", "csv", "parquet"), polecat_rows, one_line=True)
