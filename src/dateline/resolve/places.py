"""Which place a toponym means, decided over the whole report."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from dateline.gazetteer import Gazetteer, Toponym
from dateline.records import Place, PlaceMention, Report, ReportMentions, Sentence

_DESCRIBED = {"province": "admin1", "governorate": "admin1", "oblast": "admin1", "state": "admin1", "department": "admin1",
              "region": "admin1", "district": "admin2", "county": "admin2", "city": "place", "town": "place",
              "village": "place"}  # fmt: skip
STATES = {
    "ala": "Alabama", "ariz": "Arizona", "ark": "Arkansas", "calif": "California", "colo": "Colorado", "conn": "Connecticut",
    "del": "Delaware", "fla": "Florida", "ga": "Georgia", "ill": "Illinois", "ind": "Indiana", "kan": "Kansas", "ky": "Kentucky",
    "la": "Louisiana", "md": "Maryland", "mass": "Massachusetts", "mich": "Michigan", "minn": "Minnesota", "miss": "Mississippi",
    "mo": "Missouri", "mont": "Montana", "neb": "Nebraska", "nev": "Nevada", "okla": "Oklahoma", "ore": "Oregon",
    "pa": "Pennsylvania", "tenn": "Tennessee", "tex": "Texas", "va": "Virginia", "vt": "Vermont", "wash": "Washington",
    "wis": "Wisconsin", "wyo": "Wyoming", "nj": "New Jersey", "ny": "New York", "nc": "North Carolina", "sc": "South Carolina",
    "nh": "New Hampshire", "nm": "New Mexico", "nd": "North Dakota", "sd": "South Dakota", "ri": "Rhode Island",
    "wva": "West Virginia",
}  # fmt: skip


def resolve_places(
    report: Report, sentences: Sequence[Sentence], mentions: ReportMentions, gazetteer: Gazetteer
) -> dict[tuple[int, int], Place]:
    """The place of each toponym mention, by `(sentence, index)`; a mention that nothing is known of is left out."""
    keyed = [
        (s.index, i, m)
        for s, found in zip(sentences, mentions.sentences, strict=True)
        for i, m in enumerate(found.places)
    ]
    containers = {(s, i): _container(sentences[s], i, mentions.sentences[s].places) for s, i, _ in keyed}
    home = report.dateline_place.country if report.dateline_place else None
    names = [((index, i), _name(m), _kind_told(sentences[index], m)) for index, i, m in keyed]
    chosen = choose(names, containers, gazetteer, home)
    return {key: _place(t) for key, t in chosen.items()}


Key = tuple[int, int]


def choose(
    names: Sequence[tuple[Key, str, str | None]],
    containers: Mapping[Key, Key | None],
    gazetteer: Gazetteer,
    home: str | None,
) -> dict[Key, Toponym]:
    """The likeliest candidate of each name: population, what contains it, the countries and areas around, the dateline's."""
    candidates = {key: gazetteer.candidates(name) for key, name, _ in names}
    votes, areas = _context(names, candidates, home)
    chosen: dict[Key, Toponym] = {}
    by_name: dict[str, Toponym] = {}
    order = sorted(names, key=lambda n: (containers.get(n[0]) is not None, n[0]))
    for key, name, kind in order:
        if not candidates[key]:
            continue
        container = containers.get(key)
        inside = chosen.get(container) if container else None
        best = max(
            candidates[key], key=lambda c: (_score(c, kind, inside, votes, areas), c.population, -(c.geonames_id or 0))
        )
        if inside is None and kind is None and name in by_name:
            best = by_name[name]
        chosen[key] = best
        if inside is not None or name not in by_name:
            by_name[name] = best
    return chosen


def _context(
    names: Sequence[tuple[Key, str, str | None]], candidates: Mapping[Key, list[Toponym]], home: str | None
) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """How often each country and each admin area is spoken for by names that have one clear reading."""
    votes: Counter[str] = Counter()
    areas: Counter[tuple[str, str]] = Counter()
    if home:
        votes[home] += 2
    for key, _, _ in names:
        found = candidates[key]
        top = found[0] if found else None
        if top is None or top.country is None:
            continue
        if top.kind in {"country", "region"}:
            votes[top.country] += 2
            if len(found) > 1 and found[1].kind == "admin1" and found[1].country:
                areas[found[1].country, found[1].admin1 or ""] += 1
        elif top.kind == "admin1" or any(c.kind == "admin1" for c in found[:4]):
            area = next(c for c in found if c.kind == "admin1") if top.kind != "admin1" else top
            if area.country:
                votes[area.country] += 1
                areas[area.country, area.admin1 or ""] += 2
        elif top.population > 300_000 or len({c.country for c in found}) == 1:
            votes[top.country] += 1
            areas[top.country, top.admin1 or ""] += 1
    return votes, areas


def _score(
    c: Toponym,
    kind: str | None,
    inside: Toponym | None,
    votes: Counter[str],
    areas: Counter[tuple[str, str]],
) -> float:
    score = 0.35 * math.log10(c.population + 10) + (0.5 if c.is_main else 0.0)
    if c.kind == "country":
        score += 5
    elif c.kind in {"region", "area"}:
        score += 3
    elif c.kind == "admin1":
        score += 1.3
    elif c.kind == "admin2":
        score -= 0.4
    if kind is not None:
        score += 4 if c.kind == kind or (kind == "admin1" and c.kind == "region") else 0
    if inside is not None:
        score += _containment(c, inside)
    total = sum(votes.values())
    if c.country and total:
        score += 2.5 * votes[c.country] / total
    if c.country and areas:
        score += 1.6 * min(areas[c.country, c.admin1 or ""], 3) / 2
    return score


def _containment(c: Toponym, inside: Toponym) -> float:
    if inside.country != c.country:
        return -4
    if inside.kind in {"admin1", "region"} and inside.admin1:
        return 5 if c.admin1 == inside.admin1 else -1
    return 3


def _container(s: Sentence, index: int, places: Sequence[PlaceMention]) -> Key | None:
    """The place that a toponym is told to lie in: `X, Y`; `X district in Y province`; `X, in southern Y`; `X in Y`."""
    this = places[index]
    if index + 1 >= len(places):
        return None
    after = places[index + 1]
    between = s.norms[this.hi : after.lo]
    allowed = {",", "in", "of", "the", "district", "province", "city", "town", "village", "area", "region", "neighborhood", "state",
               "capital", "northern", "southern", "eastern", "western", "central", "'s", "county", "department", "and"}  # fmt: skip
    if len(between) > 5 or not between or not set(between) <= allowed or "and" in between:
        return None
    if between == (",",) or "in" in between or "of" in between or between[-1] == ",":
        return (s.index, index + 1)
    return None


def _name(mention: PlaceMention) -> str:
    name = " ".join(mention.text.split())
    return STATES.get(name.lower().replace(".", ""), name) if name.endswith(".") else name


def _kind_told(s: Sentence, mention: PlaceMention) -> str | None:
    """The kind that the next or a preceding word tells: `Ghazni province`, `the province of Cauca`, `the town of Kobo`."""
    if mention.text.endswith("."):
        return "admin1"
    after = s.norms[mention.hi] if mention.hi < len(s) else ""
    if after in _DESCRIBED:
        return _DESCRIBED[after]
    if mention.lo >= 2 and s.norms[mention.lo - 1] == "of":
        return _DESCRIBED.get(s.norms[mention.lo - 2])
    return None


def _place(t: Toponym) -> Place:
    return Place(t.name, t.country, t.admin1, t.lat, t.lon, t.geonames_id, t.precision, t.admin2)
