"""Values that several profiles take from an event: figures, days, precisions, names and numbers."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from .item import Item, Record

ESTIMATE_RULE = "sum-of-parts/1"
"""The figures of one report's event: the sum of its casualties that are neither part nor repetition of another."""

_RADIUS_KM = {"point": 1.0, "place": 5.0, "admin1": 75.0}
_WHERE_PREC = {"point": 1, "place": 1, "admin1": 4, "country": 6}
_DATE_PREC = {"day": 1, "week": 3, "month": 4, "year": 5}


@dataclass(frozen=True, slots=True)
class Toll:
    """low <= best <= high; a bound that the text leaves open is None."""

    low: int | None
    best: int | None
    high: int | None


NO_TOLL = Toll(None, None, None)


def toll_of(event: Record, *harms: str) -> Toll:
    """The event's figures of harms, added over its parts; all None where none is told. An incident brings its own."""
    if "tolls" in event:
        told = [Toll(*event["tolls"][h]) for h in harms if h in event["tolls"]]
        sums = [
            sum(x for x in column if x is not None)
            for column in zip(*((t.low, t.best, t.high) for t in told), strict=True)
        ]
        return Toll(*sums) if told else NO_TOLL
    return add_up(c for c in event["casualties"] if c["harm"] in harms)


def add_up(casualties: Iterable[Record]) -> Toll:
    """The sum of casualties that are not part of another figure, less those told dead among the hurt. A number that is not
    told counts as at least one."""
    parts = [c for c in casualties if not c["is_subtotal"] and not c.get("repeats")]
    if not parts:
        return NO_TOLL
    died = sum(c.get("died", 0) for c in parts)
    low = max(sum(c["low"] if c["low"] is not None else 1 for c in parts) - died, 0)
    told = [c["best"] - c.get("died", 0) for c in parts if c["best"] is not None]
    highs = [c["high"] for c in parts]
    return Toll(low, max(sum(told), low) if told else None, None if None in highs else max(sum(highs) - died, low))


def closed(toll: Toll) -> Toll:
    """The figures with every bound a number, as data sets that know no open bound want it: an open one is the best."""
    best = toll.best if toll.best is not None else toll.low or 0
    return Toll(min(toll.low or 0, best), best, max(toll.high or 0, best))


def days_of(item: Item) -> tuple[str | None, str | None]:
    """First and last possible day; the day of publication is no day of the event, so none is put in its place."""
    when = item.event["when"]
    return (when["from"], when["to"] or when["from"]) if when else (None, None)


def date_precision(event: Record) -> int | None:
    """UCDP's: 1 day, 2 two to six days, 3 week, 4 month, 5 year."""
    when = event["when"]
    if not when or not when["from"]:
        return None
    if when["precision"] in _DATE_PREC:
        return _DATE_PREC[when["precision"]]
    days = (date.fromisoformat(when["to"] or when["from"]) - date.fromisoformat(when["from"])).days + 1
    return next((n for n, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if days <= most), 5)


def place_precision(event: Record) -> int | None:
    """UCDP's: 1 exact or a named place, 4 first-order area, 6 country."""
    return _WHERE_PREC.get(event["where"]["precision"]) if event["where"] else None


def radius_km(event: Record) -> float | None:
    """How far off the point may be, by a rule of thumb."""
    return _RADIUS_KM.get(event["where"]["precision"]) if event["where"] else None


def place_field(event: Record, name: str) -> Any:
    """A field of the event's place, None where it has none."""
    return event["where"][name] if event["where"] else None


def dyad_of(event: Record) -> tuple[list[Record], list[Record]]:
    """Both sides. Where sides do something together (a meeting, a deal), the first stands against the others."""
    source, target = event["source"], event["target"]
    if source and not target and event["quad_class"] in {1, 2}:
        return source[:1], source[1:]
    return source, target


def name_of(actor: Record) -> str:
    """The resolved name, else the words of the mention."""
    return str(actor["name"] or actor["text"])


def names_of(actors: Iterable[Record]) -> list[str]:
    """The names, each once, in order."""
    return list(dict.fromkeys(name_of(a) for a in actors))


_COUNTED = re.compile(
    r"^(?:(?:at least|up to|more than|over|some|about|around|nearly|almost|another|other|dozens of|hundreds of|an?|the|his|her|its|their|"
    r"[\d,]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many|few)\s+)+",
    re.IGNORECASE,
)


def label_of(actor: Record) -> str:
    """The resolved name; for others the words of the mention without article and number (`10 soldiers` -> `soldiers`)."""
    if actor["actor_id"]:
        return name_of(actor)
    return _COUNTED.sub("", name_of(actor)) or name_of(actor)


def acting(actors: Iterable[Record]) -> list[Record]:
    """Those that are actors: what is acted on and is none (a bus, a resolution) has neither id nor sectors."""
    return [a for a in actors if a["actor_id"] or a["sectors"]]


def labels_of(actors: Iterable[Record]) -> list[str]:
    """The labels, each once, in order."""
    return list(dict.fromkeys(label_of(a) for a in actors))


def publisher_of(report: Record) -> str | None:
    """Who published the report: publisher, else agency."""
    return report.get("publisher") or report.get("agency")


def publishers_of(item: Item) -> str | None:
    """Who published the reports that tell it, each once."""
    names = [name for r in item.tellers if (name := publisher_of(r))]
    return "; ".join(dict.fromkeys(names)) or None


def claimants_of(event: Record) -> list[str]:
    """Who says so, outermost first."""
    return list(dict.fromkeys(name_of(a["speaker"]) for a in event["attribution"] if a["speaker"]))


def number_of(identifier: str, digits: int = 13) -> int:
    """A whole number for an id of hexadecimal digits; with 13 of them it is exact in every program."""
    return int(identifier[:digits], 16)


def unix_seconds(day: str | None) -> int | None:
    """Seconds since 1970 of an ISO day or moment, UTC."""
    if not day:
        return None
    moment = datetime.fromisoformat(day)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def grid_cell(lat: float | None, lon: float | None) -> int | None:
    """The PRIO-GRID cell (Tollefsen, Strand and Buhaug 2012): half a degree, counted from the south-west corner."""
    if lat is None or lon is None:
        return None
    row, column = min(math.floor((lat + 90) * 2), 359), min(math.floor((lon + 180) * 2), 719)
    return row * 720 + column + 1


def hits_civilians(event: Record) -> bool:
    """Whether civilians are among those hit: by sector, by subgroup or by the words for them."""
    civil = {"CVL", "REF", "EDU", "JRN", "MED", "SOC", "REL", "NGO"}
    harmed = {c["subgroup"] for c in event["casualties"] if c["high"] != 0}
    return any(civil & set(a["sectors"]) for a in event["target"]) or bool(
        harmed & {"civilian", "child", "woman", "journalist", "aid worker"}
    )
