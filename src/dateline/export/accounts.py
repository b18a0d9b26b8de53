"""Our tables of what all reports tell together: incidents, revisions, links, and the sources."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from .countries import country_of
from .fields import date_precision, days_of, names_of, place_field, place_precision, publisher_of, radius_km
from .item import Item, Record
from .profile import Profile, Row
from .source import Source

_RANGES = ("killed", "injured")
_COUNTED = ("arrested", "captured", "abducted", "released", "missing", "displaced")
_FORMATS = ("csv", "jsonl", "parquet", "xlsx", "sqlite", "duckdb")


def _incident(source: Source, incident: Record) -> Row:
    start, end = days_of(Item(incident, {}))
    country = country_of(place_field(incident, "country"))
    tolls = {t["harm"]: t for t in incident["casualties"]}
    reports = [source.report(i) for i in incident["reports"]]
    rules = [t["rule"] for t in incident["casualties"]]
    return {
        **{n: incident[n] for n in ("event_type", "status", "event_ids", "first_reported", "last_updated", "disputed")},
        "incident_id": incident["id"],
        "date_start": start,
        "date_end": end,
        "date_prec": date_precision(incident),
        "where_prec": place_precision(incident),
        **{n: place_field(incident, n) for n in ("admin1", "admin2")},
        "location": place_field(incident, "name"),
        "geonameid": place_field(incident, "geonames_id"),
        "country": country.name if country else None,
        "iso3": place_field(incident, "country"),
        "gwno": country.gwno if country else None,
        "latitude": place_field(incident, "lat"),
        "longitude": place_field(incident, "lon"),
        "radius_km": radius_km(incident),
        "actors": names_of(incident["source"]),
        "actor_ids": [a["actor_id"] or "-" for a in incident["source"]],
        "recipients": names_of(incident["target"]),
        "recipient_ids": [a["actor_id"] or "-" for a in incident["target"]],
        **{f"{h}_{b}": tolls[h][b] if h in tolls else None for h in _RANGES for b in ("low", "best", "high")},
        **{f"{h}_best": tolls[h]["best"] if h in tolls else None for h in _COUNTED},
        "estimate_rule": rules[0] if rules else None,
        "disputed_in": list(dict.fromkeys(d["field"] for d in incident["disputes"])),
        "n_events": len(incident["event_ids"]),
        "n_reports": len(reports),
        "n_independent_sources": len({r.get("duplicate_of") or r["id"] for r in reports}),
        "report_ids": incident["reports"],
        "coder": incident["coder_version"],
    }


def _link(incident: Record, link: Record) -> Row:
    names = ("first_report", "first_event", "second_report", "second_event", "likelihood")
    parts = [f"{p['name']} {p['value']:.3g} ({p['points']:+.3g})" for p in link["parts"]]
    return {"incident_id": incident["id"], **{n: link[n] for n in names}, "parts": parts}


def _revision(revision: Record) -> Row:
    return {n: value for n, value in revision.items() if n != "kind"}


def source_rows(source: Source) -> Iterator[Row]:
    """Who published, with the number of reports and the first and last day; by name."""
    groups: dict[str, list[Record]] = {}
    for report in source.reports():
        groups.setdefault(publisher_of(report) or "", []).append(report)
    for name, reports in sorted(groups.items()):
        days = sorted(r["published"] for r in reports if r.get("published"))
        domains = {urlsplit(r.get("source_uri") or "").hostname for r in reports}
        yield {
            "publisher": name or None,
            "domains": sorted(d for d in domains if d),
            "languages": sorted({r["language"] for r in reports if r.get("language")}),
            "n_reports": len(reports),
            "n_reprints": sum(bool(r.get("duplicate_of")) for r in reports),
            "first_seen": days[0] if days else None,
            "last_seen": days[-1] if days else None,
        }


INCIDENTS = Profile(
    "incidents",
    "What happened, as all reports together tell it",
    _FORMATS,
    lambda s: (_incident(s, i) for i in s.incidents()),
)
REVISIONS = Profile(
    "revisions",
    "What changed in incidents, when and with which report",
    _FORMATS,
    lambda s: (_revision(r) for r in s.revisions()),
)
LINKS = Profile(
    "links", "Why reports were joined into incidents", _FORMATS, lambda s: (_link(i, k) for i, k in s.links())
)
SOURCES = Profile("sources", "Who published the reports", _FORMATS, source_rows)
