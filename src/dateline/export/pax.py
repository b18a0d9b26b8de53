"""The base columns of PA-X, for agreements that are told to have been signed. PA-X reads documents; reports tell less."""

import re
from collections.abc import Iterator

from dateline.processes import stage_of, tells_of_signing

from .countries import Country, country_of
from .fields import days_of, names_of
from .profile import Profile, Row
from .source import Item, Record, Source

_SIGNED = re.compile(r"\b(?:sign(?:s|ed|ing)?|initial?led|conclud(?:ed|es)|reached)\b", re.IGNORECASE)
_ARMED = frozenset({"REB", "UAF", "PRM", "OPP", "PRE"})


def _is_signing(item: Item) -> bool:
    """An event whose own trigger is the signing, in a sentence that names what was signed."""
    event = item.event
    trigger = next((e["text"] for e in event["evidence"] if e["field"] == "trigger"), "")
    return event["quad_class"] in {1, 2} and bool(_SIGNED.search(trigger)) and tells_of_signing(item.sentence)


def _countries(actors: list[Record]) -> list[Country]:
    """The countries of the parties, those of armed groups first: the conflict is theirs."""
    ordered = sorted(actors, key=lambda a: not _ARMED & set(a["sectors"]))
    found = [country_of(a["country"]) for a in ordered]
    return list({c.iso3: c for c in found if c}.values())


def _row(item: Item) -> Row:
    event = item.event
    parties = [*event["source"], *event["target"]]
    places = [*_countries(parties), None, None][:2]
    day = days_of(item)[0] or item.report.get("published")
    is_internal = any(_ARMED & set(a["sectors"]) for a in parties)
    return {
        "Con": places[0].name if places[0] else None,
        "Reg": places[0].ged_region if places[0] else None,
        "AgtId": event["id"],
        "Agt": item.sentence,
        "Dat": day,
        "Year": int(day[:4]) if day else None,
        "Status": "Multiparty signed/agreed" if len(parties) > 1 else None,
        "Agtp": "Intra" if is_internal else "Inter" if len(_countries(parties)) > 1 else None,
        "Stage": stage_of(item.sentence),
        "Part": "; ".join(names_of(parties)),
        "ThrdPart": "; ".join(names_of(event["mediator"])) or None,
        "Loc1ISO": places[0].iso3 if places[0] else None,
        "Loc2ISO": places[1].iso3 if places[1] else None,
        "Loc1GWNO": places[0].gwno if places[0] else None,
        "Loc2GWNO": places[1].gwno if places[1] else None,
    }


def pax_rows(source: Source) -> Iterator[Row]:
    """The agreements told as signed, those of one day and the same countries once."""
    seen: set[tuple[object, ...]] = set()
    for item in source.news():
        row = _row(item) if _is_signing(item) else None
        key = (row["Dat"], row["Loc1ISO"], row["Loc2ISO"]) if row else None
        if row and key not in seen:
            seen.add(key or ())
            yield row


PAX = Profile("pax", "The base columns of PA-X, agreements only", ("csv", "parquet", "jsonl"), pax_rows)
