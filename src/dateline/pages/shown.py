"""Fields of records as a reader sees them: days, places, figures, speakers. Plain text; templates escape it."""

from calendar import monthrange
from typing import Any
from urllib.parse import quote, urlencode

from dateline.codebook import load_codebook
from dateline.query import END_MARK, START_MARK, key_of

from .words import term

_MONTHS = "January February March April May June July August September October November December".split()


def day(iso: str | None) -> str:
    """`12 March 2020` for `2020-03-12`, `March 2020` for `2020-03`; other text as it is."""
    if not iso:
        return ""
    parts = iso[:10].split("-")
    if not all(p.isdigit() for p in parts) or len(parts) > 3 or len(parts[0]) != 4:
        return iso
    if len(parts) == 1:
        return parts[0]
    month = int(parts[1])
    if not 1 <= month <= 12:
        return iso
    return " ".join([*(str(int(p)) for p in parts[2:]), _MONTHS[month - 1], parts[0]])


def short_day(iso: str | None) -> str:
    """`12 Mar 2020`, for tables."""
    return " ".join(word[:3] if word in _MONTHS else word for word in day(iso).split())


def short_when(record: dict[str, Any] | None) -> str:
    """The time of an event, for tables."""
    return " ".join(word[:3] if word in _MONTHS else word for word in when(record).split())


def when(record: dict[str, Any] | None) -> str:
    """The time of an event at its honest precision."""
    if not record:
        return ""
    first, last, precision = record["from"], record["to"], record["precision"]
    if not first:
        return record["text"] or ""
    if precision == "year":
        return str(first[:4])
    if precision == "month":
        return day(first[:7])
    if first == last or not last:
        return day(first)
    return f"week of {day(first)}" if precision == "week" else f"{day(first)} to {day(last)}"


def where(record: dict[str, Any] | None) -> str:
    """The place of an event, from the nearest name outwards."""
    if not record:
        return ""
    parts = [record["name"] or record["text"]]
    if record["precision"] in {"point", "place"} and record["admin1"] and record["admin1"] != parts[0]:
        parts.append(record["admin1"])
    if record["country"] and record["precision"] != "country":
        parts.append(record["country"])
    return ", ".join(p for p in parts if p)


def figure(record: dict[str, Any]) -> str:
    """`at least 37`, `10 to 12`, `5`, or `some`."""
    low, best, high, bound = record["low"], record.get("best"), record["high"], record["bound"]
    if bound == "at_least" and low is not None:
        return f"at least {low:,}"
    if bound == "at_most" and high is not None:
        return f"at most {high:,}"
    if low is not None and high is not None and low != high:
        return f"{low:,} to {high:,}"
    number = best if best is not None else low if low is not None else high
    about = "about " if bound == "about" else ""
    return f"{about}{number:,}" if number is not None else "some"


def actor_name(ref: dict[str, Any] | None) -> str:
    """The actor's name, or the words used for it."""
    return str(ref["name"] or ref["text"]) if ref else "unnamed"


def harm(record: dict[str, Any]) -> str:
    """`at least 37 killed (civilians)`."""
    who = actor_name(record["victims"]) if record["victims"] else record["subgroup"]
    return f"{figure(record)} {record['harm']}" + (f" ({who})" if who else "")


def codes(ref: dict[str, Any]) -> str:
    """The PLOVER codes of a reference: `AFG REB`."""
    return " ".join([ref["country"] or "", *ref["sectors"]]).strip()


def actor_link(ref: dict[str, Any] | str | None) -> str:
    """The address of an actor's page, for a reference or a key."""
    if ref is None:
        return ""
    key = ref if isinstance(ref, str) else key_of(ref)
    return f"/actors/{quote(key, safe='~')}"


def dyad_link(key: str, other: str) -> str:
    """The address of a dyad's page."""
    return "/dyad?" + urlencode({"a": key, "b": other})


def headline(report: dict[str, Any], length: int = 110) -> str:
    """The title of a report, else its first words."""
    if report.get("title"):
        return str(report["title"])
    words = " ".join(str(report.get("text") or "").split())
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + " …"


def pieces(snippet: str) -> list[tuple[str, bool]]:
    """A snippet cut at its marks: `(text, is_found)`."""
    found = []
    for number, part in enumerate(snippet.split(START_MARK)):
        word, mark, rest = part.partition(END_MARK)
        if number and mark:
            found += [(word, True), (rest, False)]
        else:
            found.append((part.replace(END_MARK, ""), False))
    return [(text, is_found) for text, is_found in found if text]


def web_address(uri: str | None) -> str | None:
    """The address where it is one of the web's, else None: nothing else becomes a link."""
    return uri if uri and uri.startswith(("https://", "http://")) else None


def spans(*parts: dict[str, Any] | None) -> str:
    """The spans of the parts as `start-end start-end`, for the fields that light up their evidence."""
    found = [(p["start"], p["end"]) for p in parts if p and p.get("start") is not None]
    return " ".join(f"{start}-{end}" for start, end in dict.fromkeys(found))


def brief_value(value: Any) -> str:
    """A field's value in a few words, for lists of changes."""
    if value is None or value == [] or value == "":
        return "nothing"
    if isinstance(value, list):
        return ", ".join(harm(v) if "harm" in v else actor_name(v) for v in value)
    if isinstance(value, dict):
        return when(value) or "open" if "from" in value else where(value)
    return {True: "background", False: "news"}.get(value, str(value)) if isinstance(value, bool) else str(value)


FILTERS = {
    "brief_value": brief_value,
    "day": day,
    "short_day": short_day,
    "when": when,
    "short_when": short_when,
    "where": where,
    "figure": figure,
    "harm": harm,
    "codes": codes,
    "actor_name": actor_name,
    "actor_link": actor_link,
    "headline": headline,
    "pieces": pieces,
    "web_address": web_address,
}
"""What templates may use as filters."""


def quad_of(event_type: str) -> int:
    """The quad class of an event type, 4 for one that the codebook does not know."""
    return next((t.quad_class for t in load_codebook().types if t.name == event_type), 4)


def days_of(period: str) -> dict[str, str]:
    """`since` and `until` of a day, month or year."""
    if len(period) == 4:
        return {"since": f"{period}-01-01", "until": f"{period}-12-31"}
    if len(period) == 7:
        last = monthrange(int(period[:4]), int(period[5:]))[1]
        return {"since": f"{period}-01", "until": f"{period}-{last}"}
    return {"since": period, "until": period}


GLOBALS = {"days_of": days_of, "quad_of": quad_of, "term": term, "spans": spans, "dyad_link": dyad_link}
"""What templates may call."""
