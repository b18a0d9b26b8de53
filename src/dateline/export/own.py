"""Our own tables: events, claims and reports."""

from collections.abc import Iterator
from typing import Any

from .countries import country_of
from .fields import (
    ESTIMATE_RULE,
    claimants_of,
    date_precision,
    days_of,
    hits_civilians,
    name_of,
    names_of,
    place_field,
    place_precision,
    publisher_of,
    radius_km,
    toll_of,
)
from .profile import Profile, Row
from .source import Item, Record, Source

_HARMS = (("killed", ("killed",)), ("injured", ("injured",)), ("detained", ("arrested", "captured")))
_COUNTED = ("abducted", "released", "displaced")


def _event(source: Source, item: Item) -> Row:
    event, report = item.event, item.report
    start, end = days_of(item)
    return {
        **{n: event[n] for n in ("event_type", "mode", "contexts", "historical", "cameo", "quad_class", "intensity")},
        "event_id": event["id"],
        "incident_id": source.incident_of(event),
        "revision": report.get("revision"),
        "modality": event["status"],
        "date_start": start,
        "date_end": end,
        "date_prec": date_precision(event),
        **_place(event),
        **_side("actor", event["source"]),
        **_side("recipient", event["target"]),
        "mediators": names_of(event["mediator"]),
        "civilian_targeting": event["event_type"] == "ASSAULT" and hits_civilians(event),
        **_figures(event),
        "estimate_rule": ESTIMATE_RULE if event["casualties"] else None,
        "means": event["means"],
        "claimants": claimants_of(event),
        "n_claims": source.claim_count(event),
        "sentence": item.sentence,
        "char_start": event["sentence"]["start"],
        "char_end": event["sentence"]["end"],
        "confidence": event["confidence"],
        "why": event["reason"],
        "coder": event["coder_version"],
        "report_id": event["report_id"],
        "report_title": report.get("title"),
        "publisher": publisher_of(report),
        "published": report.get("published"),
        "url": report.get("source_uri"),
        "duplicate_of": report.get("duplicate_of"),
    }


def _place(event: Record) -> Row:
    country = country_of(place_field(event, "country"))
    return {
        "where_prec": place_precision(event),
        "location": place_field(event, "name"),
        "geonameid": place_field(event, "geonames_id"),
        "admin1": place_field(event, "admin1"),
        "admin2": place_field(event, "admin2"),
        "country": country.name if country else None,
        "iso3": place_field(event, "country"),
        "iso2": country.iso2 if country else None,
        "gwno": country.gwno if country else None,
        "latitude": place_field(event, "lat"),
        "longitude": place_field(event, "lon"),
        "radius_km": radius_km(event),
    }


def _side(name: str, actors: list[Record]) -> dict[str, Any]:
    return {
        f"{name}s": [name_of(a) for a in actors],
        f"{name}_ids": [a["actor_id"] or "-" for a in actors],
        f"{name}_countries": [a["country"] or "-" for a in actors],
        f"{name}_sectors": ["+".join(a["sectors"]) or "-" for a in actors],
    }


def _figures(event: Record) -> dict[str, int | None]:
    figures: dict[str, int | None] = {}
    for name, harms in _HARMS:
        toll = toll_of(event, *harms)
        figures |= {f"{name}_low": toll.low, f"{name}_best": toll.best, f"{name}_high": toll.high}
    return figures | {f"{name}_best": toll_of(event, name).best for name in _COUNTED}


def event_rows(source: Source) -> Iterator[Row]:
    """Every event that the filter asks for, whatever its status."""
    return (_event(source, item) for item in source.items())


def _claim(claim: Record, report: Record) -> Row:
    claimant = claim["claimant"] or {}
    same = ("event_id", "incident_id", "field", "value_text", "bound", "unit", "subgroup", "superseded_by")
    return {
        **{n: claim[n] for n in same},
        "claim_id": claim["id"],
        "doc_id": claim["report_id"],
        "doc_sha256": report.get("content_hash"),
        "value_low": claim["low"],
        "value_high": claim["high"],
        "claimant": name_of(claimant) if claimant else None,
        "claimant_id": claimant.get("actor_id"),
        "claimant_country": claimant.get("country"),
        "claimant_sectors": claimant.get("sectors") or [],
        "claimant_type": claim["claimant_kind"],
        "reported_at": claim["said_on"],
        "quote": claim["text"],
        "char_start": claim["start"],
        "char_end": claim["end"],
        "language": report.get("language"),
        "extractor_version": claim["coder_version"],
    }


def _report(report: Record) -> Row:
    place = report.get("dateline_place") or {}
    return {
        **{
            n: report.get(n)
            for n in ("publisher", "agency", "title", "language", "previous", "superseded_by", "reason")
        },
        "doc_id": report["id"],
        "url": report.get("source_uri"),
        "dateline": report.get("dateline_text"),
        "dateline_country": place.get("country"),
        "wire_of": report.get("duplicate_of"),
        "published_at": report.get("published"),
        "fetched_at": report.get("retrieved"),
        "sha256": report.get("content_hash"),
        "characters": len(report.get("text") or ""),
        "revision_no": report.get("revision"),
        "changed_on": report.get("changed_on"),
        "status": report.get("outcome"),
        "n_events": report.get("events"),
    }


_FORMATS = ("csv", "jsonl", "parquet", "xlsx", "sqlite", "duckdb")
EVENTS = Profile("events", "Events with every field, one row an event of a report", _FORMATS, event_rows)
CLAIMS = Profile(
    "claims", "What each source says of each event", _FORMATS, lambda s: (_claim(c, r) for c, r in s.claims())
)
REPORTS = Profile(
    "reports", "The reports and what became of each", _FORMATS, lambda s: (_report(r) for r in s.reports())
)
