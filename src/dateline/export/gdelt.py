"""The columns of GDELT 2.0: events, and their mentions."""

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files

from .countries import country_of
from .fields import days_of, dyad_of, names_of, number_of, place_field, publisher_of
from .profile import Profile, Row
from .source import Item, Record, Source

_GEO_TYPE = {"point": 4, "place": 4, "admin1": 5, "country": 1}
_WEB, _CITATION = 1, 2


@cache
def _roles() -> dict[str, str]:
    return dict(tomllib.loads((files(__package__) / "data" / "cameo_roles.toml").read_text(encoding="utf-8")))


def _side(prefix: str, actors: list[Record]) -> Row:
    """The columns of one side: code, name, country and up to three roles of its first actor."""
    if not actors:
        return {}
    actor = actors[0]
    roles = list(dict.fromkeys(_roles()[s] for s in actor["sectors"] if s in _roles()))[:3]
    types = {f"{prefix}Type{n}Code": role for n, role in enumerate(roles, 1)}
    code = (actor["country"] or "") + "".join(roles)
    return {
        f"{prefix}Code": code or None,
        f"{prefix}Name": names_of([actor])[0].upper(),
        f"{prefix}CountryCode": actor["country"],
        **types,
    }


def _number(day: str | None) -> int | None:
    return int(day.replace("-", "")[:8]) if day else None


def _moment(day: str | None) -> int | None:
    number = _number(day)
    return number * 1_000_000 if number else None


def _fraction(day: str) -> float:
    moment = date.fromisoformat(day)
    return round(moment.year + (moment.timetuple().tm_yday - 1) / 365, 4)


def row_of(item: Item) -> Row:
    """The row of an event."""
    event, report = item.event, item.report
    day = days_of(item)[0] or report.get("published")
    first, second = dyad_of(event)
    country = country_of(place_field(event, "country"))
    place = [place_field(event, n) for n in ("name", "admin1")] + [country.name if country else None]
    cameo = event["cameo"] or ""
    return {
        "GLOBALEVENTID": number_of(event["id"]),
        "SQLDATE": _number(day),
        "MonthYear": int(day.replace("-", "")[:6]) if day else None,
        "Year": int(day[:4]) if day else None,
        "FractionDate": _fraction(day) if day else None,
        **_side("Actor1", first),
        **_side("Actor2", second),
        "IsRootEvent": int("\n" not in (report.get("text") or "")[: event["sentence"]["start"]]),
        "EventCode": cameo,
        "EventBaseCode": cameo[:3],
        "EventRootCode": cameo[:2],
        "QuadClass": event["quad_class"],
        "GoldsteinScale": event["intensity"],
        "NumMentions": 1,
        "NumSources": 1,
        "NumArticles": 1,
        "ActionGeo_Type": _GEO_TYPE.get(place_field(event, "precision") or ""),
        "ActionGeo_FullName": ", ".join(dict.fromkeys(p for p in place if p)) or None,
        "ActionGeo_CountryCode": country.fips if country else None,
        "ActionGeo_Lat": place_field(event, "lat"),
        "ActionGeo_Long": place_field(event, "lon"),
        "DATEADDED": _moment(report.get("published")),
        "SOURCEURL": report.get("source_uri"),
    }


def _mention(item: Item) -> Row:
    event, report = item.event, item.report
    text = report.get("text") or ""
    trigger = next((e for e in event["evidence"] if e["field"] == "trigger"), event["sentence"])
    source, target = dyad_of(event)
    uri = report.get("source_uri") or ""
    return {
        "GLOBALEVENTID": number_of(event["id"]),
        "EventTimeDate": _moment(days_of(item)[0] or report.get("published")),
        "MentionTimeDate": _moment(report.get("published")),
        "MentionType": _WEB if "://" in uri else _CITATION,
        "MentionSourceName": publisher_of(report),
        "MentionIdentifier": uri or report["id"],
        "SentenceID": 1 + text[: event["sentence"]["start"]].count(". "),
        "Actor1CharOffset": source[0]["start"] if source else -1,
        "Actor2CharOffset": target[0]["start"] if target else -1,
        "ActionCharOffset": trigger["start"],
        "InRawText": 1,
        "Confidence": round(100 * event["confidence"]),
        "MentionDocLen": len(text),
    }


def gdelt_rows(source: Source) -> Iterator[Row]:
    """The events told as having happened, one row an event of a report."""
    return (row_of(item) for item in source.news())


def mention_rows(source: Source) -> Iterator[Row]:
    """Where each event is told: offsets of both sides and of the action."""
    return (_mention(item) for item in source.news())


_FORMATS = ("tsv", "parquet")
GDELT = Profile("gdelt", "The columns of GDELT 2.0's events", _FORMATS, gdelt_rows, one_line=True, has_header=False)
GDELT_MENTIONS = Profile(
    "gdelt_mentions", "The columns of GDELT 2.0's mentions", _FORMATS, mention_rows, one_line=True, has_header=False
)
