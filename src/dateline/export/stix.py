"""Happenings as a STIX 2.1 bundle: incidents, the parties and places of them, the reports that tell, and how they hang together.

STIX's incident has a name and a description only; what else is known stands in a property extension that the bundle itself defines.
Ids are UUIDs of version 5 from our own ids: the same happening gives the same objects.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from .countries import country_of
from .fields import NO_TOLL, acting, days_of, label_of, publisher_of, radius_km, toll_of
from .profile import Profile, Row
from .source import Item, Record, Source

_SPACE = uuid5(NAMESPACE_URL, "urn:dateline:stix")
_UNDATED = "1970-01-01"
_PROGRAM = "dateline"
_SCHEMA = "urn:dateline:stix:happening:1"
_HARMS = ("killed", "injured", "captured", "missing", "abducted", "released", "displaced", "arrested")
_GOVERNMENT = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY"})
_SECTORS = {
    "GOV": "government-national",
    "MIL": "defense",
    "JUD": "government",
    "NGO": "non-profit",
    "MED": "healthcare",
}


def stix_rows(source: Source) -> Iterator[Row]:
    """The objects of the bundle, each once: who made it, what is defined, then happening by happening, then the reports."""
    program = _made("identity", _PROGRAM, _UNDATED, name="Dateline", identity_class="system")
    extension = _made(
        "extension-definition", "happening", _UNDATED, name="Dateline happening",
        description="What reports of conflict and peace talks tell of a happening: its type, days, figures and status.",
        schema=_SCHEMA, version="1.0.0", extension_types=["property-extension"],
    )  # fmt: skip
    yield from (program, extension)
    seen: set[str] = set()
    told: dict[str, list[str]] = {}
    for item in source.happenings():
        own = list(_of_happening(item, extension["id"]))
        incident = own[-1]["id"]
        for made in (*own, *_links(incident, own, item)):
            if made["id"] not in seen:
                seen.add(made["id"])
                yield made
        for report in item.tellers:
            told.setdefault(report["id"], []).append(incident)
    for report_id in sorted(told):
        yield _report(source.report(report_id), told[report_id])


def bundle_id(ids: Iterable[str]) -> str:
    """The id of a bundle of those objects."""
    return f"bundle--{uuid5(_SPACE, ' '.join(ids))}"


def _id(kind: str, key: str) -> str:
    return f"{kind}--{uuid5(_SPACE, f'{kind} {key}')}"


def _moment(day: str | None) -> str:
    """An ISO day as STIX's timestamp: its first moment, UTC."""
    return f"{(day or _UNDATED)[:10]}T00:00:00.000Z"


def _made(kind: str, key: str, first: str | None, last: str | None = None, **given: Any) -> Row:
    """An object with what all have; values that are not told are left out."""
    created, modified = _moment(first), _moment(last or first)
    own = {"type": kind, "spec_version": "2.1", "id": _id(kind, key)}
    if key != _PROGRAM:
        own["created_by_ref"] = _id("identity", _PROGRAM)
    own |= {"created": created, "modified": max(created, modified)}
    return own | {name: value for name, value in given.items() if value not in (None, "", [], {})}


def _of_happening(item: Item, extension: str) -> Iterator[Row]:
    """Its parties and its place, then the incident itself."""
    event = item.event
    yield from (_identity(a) for a in acting([*event["source"], *event["target"], *event["mediator"]]))
    if (place := _location(event["where"])) is not None:
        yield place
    yield _incident(item, extension)


def _identity(actor: Record) -> Row:
    label, country = " ".join(label_of(actor).split()), actor["country"]
    key = actor["actor_id"] or f"{label.lower()} {country or ''}"
    sectors = [s for code in actor["sectors"] if (s := _SECTORS.get(code))]
    return _made(
        "identity", key, _UNDATED, name=label, identity_class=_class(actor), sectors=sorted(set(sectors)),
        roles=[actor["role"]] * bool(actor["role"] and not actor["actor_id"]), labels=actor["sectors"],
    )  # fmt: skip


def _class(actor: Record) -> str:
    """STIX's kind of identity: a person, a body, or a class of people (`soldiers`)."""
    if (actor["actor_id"] or "").startswith("person-"):
        return "individual"
    if actor["actor_id"]:
        return (
            "organization" if _GOVERNMENT & set(actor["sectors"]) or actor["actor_id"].startswith("state-") else "group"
        )
    return "class"


def _location(where: Record | None) -> Row | None:
    """The place, None where neither country nor point is known: STIX wants one of them."""
    country = country_of(where["country"]) if where else None
    code = country.iso2 if country else None
    if where is None or (code is None and where["lat"] is None):
        return None
    is_point, radius = where["lat"] is not None, radius_km({"where": where})
    return _made(
        "location", str(where["geonames_id"] or f"{where['name']} {where['admin1']} {where['country']} {where['precision']}"),
        _UNDATED, name=where["name"], country=code, administrative_area=where["admin1"],
        city=where["name"] if where["precision"] in {"point", "place"} else None,
        latitude=where["lat"] if is_point else None, longitude=where["lon"] if is_point else None,
        precision=radius * 1000 if is_point and radius is not None else None,
    )  # fmt: skip


def _incident(item: Item, extension: str) -> Row:
    event = item.event
    start, end = days_of(item)
    days = sorted(r["published"] for r in item.tellers if r.get("published"))
    figures = {h: _figures(toll_of(event, h)) for h in _HARMS if toll_of(event, h) != NO_TOLL}
    happening = {
        "event_type": event["event_type"], "mode": event["mode"], "status": event["status"], "date_start": start, "date_end": end,
        "means": event["means"], "figures": figures, "quad_class": event["quad_class"],
    }  # fmt: skip
    told = {n: v for n, v in happening.items() if v not in (None, {})}
    return _made(
        "incident", event["id"], days[0] if days else start, item.changed or (days[-1] if days else None), name=_name(item),
        description=" ".join(item.sentence.split()), labels=[event["event_type"].lower()],
        confidence=round(event["confidence"] * 100),
        extensions={extension: {"extension_type": "property-extension", **told}},
        external_references=[_reference(r) for r in item.tellers],
    )  # fmt: skip


def _figures(toll: Any) -> Row:
    named = {"low": toll.low, "best": toll.best, "high": toll.high}
    return {name: value for name, value in named.items() if value is not None}


def _name(item: Item) -> str:
    """`ASSAULT: Taliban, soldiers; Kunduz, 2019-09-17`."""
    event = item.event
    parties = ", ".join(
        dict.fromkeys(" ".join(label_of(a).split()) for a in acting([*event["source"], *event["target"]]))
    )
    place = event["where"]["name"] if event["where"] else None
    scene = ", ".join(x for x in (place, days_of(item)[0]) if x)
    return f"{event['event_type']}: {'; '.join(x for x in (parties, scene) if x) or 'not told by whom'}"


def _reference(report: Record) -> Row:
    """Where the report came from; a path of the machine that coded it is no address."""
    uri = str(report.get("source_uri") or "")
    told = {
        "source_name": publisher_of(report) or "unnamed source",
        "description": report.get("title"),
        "url": uri if uri.startswith(("http://", "https://")) else None,
        "external_id": report["id"],
    }
    return {name: value for name, value in told.items() if value}


def _links(incident: str, own: list[Row], item: Item) -> Iterator[Row]:
    """How the incident hangs together with its parties and place."""
    event = item.event
    ends = [
        *(("attributed-to", _identity(a)["id"]) for a in acting(event["source"])),
        *(("targets", _identity(a)["id"]) for a in acting(event["target"])),
        *(("mediated-by", _identity(a)["id"]) for a in acting(event["mediator"])),
        *(("located-at", made["id"]) for made in own if made["type"] == "location"),
    ]
    first, last = own[-1]["created"][:10], own[-1]["modified"][:10]
    for kind, target in dict.fromkeys(ends):
        yield _made(
            "relationship",
            f"{incident} {kind} {target}",
            first,
            last,
            relationship_type=kind,
            source_ref=incident,
            target_ref=target,
        )


def _report(report: Record, incidents: list[str]) -> Row:
    published = report.get("published")
    return _made(
        "report", report["id"], published, name=report.get("title") or report["text"].strip().split("\n")[0][:120] or report["id"],
        published=_moment(published), report_types=["incident"], object_refs=list(dict.fromkeys(incidents)), lang=report.get("language"),
        external_references=[_reference(report)],
    )  # fmt: skip


STIX = Profile("stix", "Happenings as a STIX 2.1 bundle", ("json",), stix_rows)
