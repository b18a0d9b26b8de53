"""PLOVER's own JSON record, with the auxiliary modes that it defines: historical, future, hypothetical, negation."""

from collections.abc import Iterator
from typing import Any

from .fields import days_of, name_of, publisher_of, toll_of
from .profile import Profile, Row
from .source import Item, Record, Source

_RESOLUTION = {"point": 5, "place": 4, "admin1": 2, "country": 1}
_MODALITY = {"future": "future", "sought": "hypothetical", "hypothetical": "hypothetical", "negated": "negation"}


def _told(values: Row) -> Row:
    """The values that are told; PLOVER leaves out what is not known."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def _entity(actor: Record) -> Row:
    sectors = actor["sectors"]
    return _told(
        {
            "code": (actor["country"] or "") + "".join(sectors[:1]),
            "sector": sectors,
            "entity_text": actor["text"],
            "identifier_id": actor["actor_id"],
            "identifier_text": name_of(actor),
            "office": actor["role"],
        }
    )


def _location(event: Record) -> Row:
    where: dict[str, Any] = event["where"] or {}
    precision = where.get("precision")
    return _told(
        {
            "extracted_place": where.get("text"),
            "resolved_place": where.get("name"),
            "geonameid": where.get("geonames_id"),
            "lat": where.get("lat"),
            "lon": where.get("lon"),
            "city": where.get("name") if precision in {"point", "place"} else None,
            "district": where.get("admin2"),
            "province": where.get("admin1"),
            "country_code": where.get("country"),
            "resolution": _RESOLUTION.get(precision or ""),
        }
    )


def _size(event: Record) -> Row:
    harms = {"dead": ("killed",), "injured": ("injured",), "arrested": ("arrested", "captured")}
    return _told({name: toll_of(event, *harm).best for name, harm in harms.items()})


def _record(item: Item) -> Row:
    event, report = item.event, item.report
    start, end = days_of(item)
    auxiliary = [_MODALITY[event["status"]]] if event["status"] in _MODALITY else []
    auxiliary += ["historical"] if event["historical"] else []
    return _told(
        {
            "id": event["id"],
            "has_event": True,
            "date": start,
            "enddate": end if end != start else None,
            "actor": [_entity(a) for a in event["source"]],
            "recipient": [_entity(a) for a in event["target"]],
            "event": [event["event_type"]],
            "event_loc": _location(event),
            "event_text": next((e["text"] for e in event["evidence"] if e["field"] == "trigger"), None),
            "quad_code": event["quad_class"],
            "event_scale": event["intensity"],
            "mode": [event["mode"]] * bool(event["mode"]) + auxiliary,
            "context": event["contexts"],
            "size": _size(event),
            "text": item.sentence,
            "text_info": {**event["sentence"], "text_story": event["report_id"]},
            "cite_info": _told(
                {
                    "url": report.get("source_uri"),
                    "title": report.get("title"),
                    "language": report.get("language"),
                    "publication": publisher_of(report),
                }
            ),
            "coder": event["coder_version"],
        }
    )


def _quiet(report: Record) -> Row:
    """A report that gave no event: PLOVER asks for those too, with the reason."""
    return _told(
        {
            "id": report["id"],
            "has_event": False,
            "comment": report.get("reason"),
            "cite_info": _told({"url": report.get("source_uri"), "title": report.get("title")}),
        }
    )


def plover_rows(source: Source) -> Iterator[Row]:
    """Every event that the filter asks for, then every report that gave none."""
    yield from (_record(item) for item in source.items())
    yield from (_quiet(r) for r in source.reports() if r.get("outcome") != "coded")


PLOVER = Profile("plover", "PLOVER's JSON records", ("jsonl",), plover_rows)
