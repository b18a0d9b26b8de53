"""Which place a toponym means, decided over the whole report."""

import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from dateline.gazetteer import Gazetteer, Toponym, is_spelt_like, state_of
from dateline.records import Place, PlaceMention, Report, ReportMentions, Sentence

from .local import read_local
from .place_context import Reading, relax
from .place_names import kinds_listed, part_told

_DESCRIBED = {"province": "admin1", "governorate": "admin1", "oblast": "admin1", "state": "admin1", "department": "admin1",
              "region": "admin1", "district": "admin2", "county": "admin2", "parish": "admin2", "counties": "admin2",
              "city": "place", "town": "place", "village": "place"}  # fmt: skip
_BETWEEN = frozenset(
    ", ( ) in of the district province city town village area region neighborhood neighbourhood suburb state capital northern "
    "southern eastern western central a an north south east west 's ' county department".split()
)
_SHORT = {"st": "saint", "mt": "mount", "ft": "fort", "pt": "point"}
_DIRECTIONS = ("north ", "south ", "east ", "west ", "northern ", "southern ", "eastern ", "western ", "central ", "downtown ",
               "greater ", "upper ", "lower ", "northeast ", "northwest ", "southeast ", "southwest ", "old ")  # fmt: skip
_SUFFIXES = (" international airport", " airport", " airfield", " air base", " refugee camp", " camp", " station", " city",
             " township", " twp.", " village", " town", " borough", " island", " islands", " district", " province", " region")  # fmt: skip
_PRIOR = {"country": 3.0, "area": 2.0, "region": 2.5, "admin1": 0.6, "admin2": -1.0, "place": 0.0}
_PER_DECADE = 0.8
"""What ten times the population adds."""
_CONTAINED, _CONTAINS, _KIND_TOLD, _CAPITAL, _MAIN, _BYNAME, _NAMESAKE = 7.0, 5.0, 4.0, 2.5, 1.5, 0.8, 1.5
_STATE = 500_000
_OF_ITS_COUNTRY = 4.0
"""What counts against a province or city that bears its own country's name (`Mexico`, `Luxembourg`)."""

Key = tuple[int, int]
LINE: Key = (-1, 0)
"""The key of the dateline's place among those of the mentions."""


def resolve_places(
    report: Report,
    sentences: Sequence[Sentence],
    mentions: ReportMentions,
    gazetteer: Gazetteer,
    placing: frozenset[Key] = frozenset(),
) -> dict[Key, Place]:
    """The place of each toponym mention, by `(sentence, index)`, and that of the dateline under `LINE`.

    A mention that nothing is known of is left out. Doubtful mentions are resolved only where an event is told to have
    happened there (`placing`).
    """
    keyed = [
        (s, i, m)
        for s, found in zip(sentences, mentions.sentences, strict=True)
        for i, m in enumerate(found.places)
        if not m.is_doubtful or (s.index, i) in placing
    ]  # fmt: skip
    containers = {(s.index, i): _container(s, i, mentions.sentences[s.index].places) for s, i, _ in keyed}
    listed = _listed(sentences, mentions, gazetteer)
    containers |= {k: None for k in containers if k in listed and containers[k] in listed}
    names = [
        (
            (s.index, i),
            part_told(s, m, gazetteer) or " ".join(m.text.split()),
            _kind_told(s, m) or listed.get((s.index, i)),
        )
        for s, i, m in keyed
    ]
    by_index = {s.index: s for s in sentences}
    tight = frozenset(
        k for k, c in containers.items() if c is not None and _is_described(by_index[k[0]], k, c, mentions)
    )
    beside = [*read_actors(mentions, gazetteer), *read_local(report, gazetteer)]
    chosen = choose(names, containers, gazetteer, read_dateline(report, gazetteer), tight, beside)
    return {key: place_of(t) for key, t in chosen.items()}


def _listed(sentences: Sequence[Sentence], mentions: ReportMentions, gazetteer: Gazetteer) -> dict[Key, str]:
    """The kind that the members of lists of states or countries share."""
    found: dict[Key, str] = {}
    for s, of_s in zip(sentences, mentions.sentences, strict=True):
        if sum(not m.is_doubtful for m in of_s.places) > 1:
            likely = {
                i: sorted(_candidates(name, gazetteer), key=lambda c: -_prior(c, None, name))
                for i, m in enumerate(of_s.places)
                if not m.is_doubtful and (name := " ".join(m.text.split()))
            }
            found |= {(s.index, i): kind for i, kind in kinds_listed(s, of_s.places, likely).items()}
    return found


def choose(
    names: Sequence[tuple[Key, str, str | None]],
    containers: Mapping[Key, Key | None],
    gazetteer: Gazetteer,
    line: Reading | None = None,
    tight: frozenset[Key] = frozenset(),
    beside: Sequence[Reading] = (),
) -> dict[Key, Toponym]:
    """The likeliest candidate of each name: population, what contains it, and how it goes with the other places named.

    `line` is the reading of the dateline; its place is given under `LINE`. Readings `beside` speak for their countries and places.

    One sense a report: mentions of one name mean one place, unless they are told to lie in different ones.
    """
    told = {key: name for key, name, _ in names}
    inside = {k: told[c] for k, c in containers.items() if c is not None and c in told and k in told}
    groups = _groups(names, inside)
    after_comma = set(inside.values())
    readings: list[Reading] = []
    for (name, container, kind), members in groups.items():
        candidates = _candidates(name, gazetteer, is_after_comma=name in after_comma)
        candidates = [c for c in candidates if kind is not None or not _is_side(name, c)]
        contained = sorted({told[k] for k, c in inside.items() if c == name})
        scores = [
            _prior(c, kind, name)
            - _NAMESAKE * (kind is None and _has_namesake(c, candidates))
            - _OF_ITS_COUNTRY * (kind is None and _bears_country(c, candidates))
            for c in candidates
        ]
        if container is not None:
            outer = _candidates(container, gazetteer, is_after_comma=True)
            scores = scores if _are_listed(candidates, outer, kind) else _add_container(scores, candidates, outer)
        for other in contained:
            scores = _add_contained(scores, candidates, _candidates(other, gazetteer))
        readings.append(Reading(tuple(candidates), tuple(scores), len(members)))
    lines = [line] if line else []
    picked = relax([*readings, *lines, *beside], len(readings) if line else None)
    chosen = {LINE: line.candidates[picked[len(readings)]]} if line else {}
    chosen |= {
        key: reading.candidates[index]
        for reading, index, members in zip(readings, picked[: len(readings)], groups.values(), strict=True)
        if index >= 0
        for key in members
    }
    elsewhere = {k for k in tight if k in chosen and _is_outside(chosen[k], chosen.get(containers[k] or k))}
    chosen = {k: t for k, t in chosen.items() if k not in elsewhere}
    return chosen | _unknown_within(told, containers, chosen)


_ARMED = frozenset({"MIL", "REB", "COP", "PRM", "SPY", "UAF"})
_OF_ACTORS = 1.5
"""What the country of all armed actors says, beside the name of a place; one of several says its share: armies fight abroad."""


def read_actors(mentions: ReportMentions, gazetteer: Gazetteer) -> list[Reading]:
    """The countries of the report's armed actors, as readings: `Afghan soldiers` and `the Taliban` tell which Bagram is meant."""
    fighters = (a for found in mentions.sentences for a in found.actors if _ARMED & set(a.sectors))
    counts = Counter(a.country for a in fighters if a.country)
    countries = [(gazetteer.country_of_code(code), n) for code, n in sorted(counts.items())]
    most = sum(counts.values())
    return [Reading((c,), (0.0,), 1, _OF_ACTORS * n / most) for c, n in countries if c is not None]


_LINE_COUNT = 5
"""A dateline speaks as loud as a name told this often."""


def read_dateline(report: Report, gazetteer: Gazetteer) -> Reading | None:
    """The reading of the dateline's place, None without one: certain where the dateline names the area that it lies in.

    Else namesakes stand beside the best known one: `BRISTOL (WATE) —` over a report from Tennessee is Bristol, Tennessee.
    """
    place, text = report.dateline_place, report.dateline_text or ""
    if place is None:
        return None
    found = gazetteer.candidates(place.name)
    own = next((c for c in found if (c.lat, c.lon, c.precision) == (place.lat, place.lon, place.precision)), None)
    parts = [p.strip() for p in re.split(r"[,()/]", text)[1:] if p.strip()]
    areas = [a for part in parts for a in _candidates(part, gazetteer, is_after_comma=True)]
    if own is None or any(_lies_in(own, a) for a in areas):
        own = own or _toponym(place)
        return Reading((own,), (0.0,), _LINE_COUNT)
    return Reading(tuple(found), tuple(_prior(c, None, place.name) + _TAKEN * (c == own) for c in found), _LINE_COUNT)


_TAKEN = 1.0
"""What the best known place of a dateline's name has before its namesakes."""


def country_place(code: str, gazetteer: Gazetteer) -> Place | None:
    """The country of an ISO 3166-1 alpha-3 code as a place, or None."""
    found = gazetteer.country_of_code(code)
    return place_of(found) if found is not None else None


def _toponym(p: Place) -> Toponym:
    kind = p.precision if p.precision in {"admin1", "country"} else "place"
    return Toponym(p.name, kind, p.country, p.admin1, p.admin2, p.lat, p.lon, 0, p.geonames_id, True)


def _is_described(s: Sentence, key: Key, container: Key, mentions: ReportMentions) -> bool:
    """Whether the name is told to be a district, town or village of what follows it: then it lies nowhere else."""
    places = mentions.sentences[s.index].places
    lo, hi = places[key[1]].hi, places[container[1]].lo
    after = places[container[1]].hi
    told = {s.norms[after - 1], s.norms[after] if after < len(s) else ""}
    is_singular = bool(told & {"province", "governorate", "state", "oblast", "county", "department"})
    return lo <= hi and (is_singular or any(s.norms[t] in _DESCRIBED for t in range(lo, hi)))


def _is_outside(place: Toponym, area: Toponym | None) -> bool:
    if area is None or area.precision not in {"admin1", "country"}:
        return False
    if place.country != area.country:
        return True
    return area.precision == "admin1" and place.admin1 is not None and place.admin1 != area.admin1


def _unknown_within(
    told: Mapping[Key, str], containers: Mapping[Key, Key | None], chosen: Mapping[Key, Toponym]
) -> dict[Key, Toponym]:
    """The area told for a name that the gazetteer lacks (`the hamlet of Xara, Helmand`), at the area's precision."""
    found: dict[Key, Toponym] = {}
    for key in sorted(told):
        container = containers.get(key)
        area = chosen.get(container) if container is not None else None
        if key not in chosen and area is not None and area.kind in {"admin1", "admin2", "region"}:
            found[key] = replace(area, name=told[key], kind="region", geonames_id=None, is_main=False)
    return found


def _groups(
    names: Sequence[tuple[Key, str, str | None]], inside: Mapping[Key, str]
) -> dict[tuple[str, str | None, str | None], list[Key]]:
    """The mentions of each name, container and kind told; one without a container joins the first group of its name."""
    first: dict[str, str] = {}
    for key, name, _ in names:
        if key in inside:
            first.setdefault(name.lower(), inside[key])
    groups: defaultdict[tuple[str, str | None, str | None], list[Key]] = defaultdict(list)
    spelt: dict[str, str] = {}
    for key, name, kind in names:
        low = name.lower()
        groups[spelt.setdefault(low, name), inside.get(key, first.get(low)), kind].append(key)
    return dict(groups)


def _has_namesake(c: Toponym, candidates: Sequence[Toponym]) -> bool:
    """Whether a province has a city of its own name, which is meant where nothing else is told (`in Aleppo`)."""
    return c.kind in {"admin1", "admin2"} and any(
        p.kind == "place" and p.is_main and (p.country, p.admin1) == (c.country, c.admin1) for p in candidates
    )


def _bears_country(c: Toponym, candidates: Sequence[Toponym]) -> bool:
    """Whether a province or a city has the name of the country that it lies in, which is meant where nothing else is told."""
    return c.kind != "country" and any(o.kind == "country" and o.country == c.country for o in candidates)


def _are_listed(candidates: Sequence[Toponym], outer: Sequence[Toponym], kind: str | None) -> bool:
    """Whether two names are members of a list rather than a place and what it lies in: `Chad, Niger`, `Utah, Nevada`.

    Two countries are, unless a province of the one has the other's name (`Georgia, US`).
    """
    if kind is not None:
        return False
    states = {(o.country, o.admin1) for o in outer if o.kind == "admin1" and o.is_main and o.population > _STATE}
    if any(c.kind == "admin1" and c.is_main and c.population > _STATE and (c.country, c.admin1) not in states
           and c.country in {country for country, _ in states} for c in candidates):  # fmt: skip
        return True
    countries = {o.country for o in outer if o.kind == "country"}
    is_province = any(c.kind == "admin1" and c.country in countries for c in candidates)
    return any(c.kind == "country" and c.country not in countries for c in candidates) and not is_province


def _candidates(name: str, gazetteer: Gazetteer, *, is_after_comma: bool = False) -> list[Toponym]:
    """The places that a name as written may mean: abbreviations written out, then without what only describes."""
    state = state_of(name, is_after_comma=is_after_comma)
    if state is not None:
        found = [c for c in gazetteer.candidates(state[1]) if c.country == state[0] and c.kind == "admin1"]
        if found:
            return found
    for form in _forms(name):
        if found := [c for c in gazetteer.candidates(form) if not _is_no_town(form, c)]:
            return found
    return []


_COMPASS = frozenset("north south east west northeast northwest southeast southwest ne nw se sw side end".split())


def _is_no_town(name: str, c: Toponym) -> bool:
    """Whether a name is a side of the town spoken of (`the West Side`, `NE`) or two letters, and no town elsewhere."""
    words = name.lower().replace("-", " ").split()
    return c.kind == "place" and (len(name) < 3 or set(words) <= _COMPASS)


def _is_side(name: str, c: Toponym) -> bool:
    """Whether a name that is told to be no area is only a side of the town spoken of: `the North Side` is no district abroad."""
    return c.kind in {"admin1", "admin2"} and (len(name) < 3 or set(name.lower().replace("-", " ").split()) <= _COMPASS)


def _forms(name: str) -> list[str]:
    """The spellings under which a name is looked up, nearest first."""
    words = name.split()
    forms = [name]
    first = words[0].lower().rstrip(".")
    if first in _SHORT:
        forms += [" ".join((_SHORT[first], *words[1:])), " ".join((first, *words[1:]))]
    low = name.lower()
    forms += [name[len(d) :] for d in _DIRECTIONS if low.startswith(d)]
    for prefix in (
        "the ",
        "city of ",
        "town of ",
        "village of ",
        "state of ",
        "province of ",
        "county of ",
        "co. ",
        "co ",
    ):
        if low.startswith(prefix):
            forms.append(name[len(prefix) :])
    for suffix in _SUFFIXES:
        if low.endswith(suffix):
            forms.append(name[: -len(suffix)])
    return [f for f in forms if len(f) > 1]


def _prior(c: Toponym, kind: str | None, name: str) -> float:
    score = _PRIOR[c.kind] + _PER_DECADE * math.log10(c.population + 300)
    if c.kind in {"area", "region"} and not c.population:
        score += 4 * _PER_DECADE
    is_known = c.is_capital and c.is_main
    score += (
        _MAIN * c.is_main
        - _BYNAME * (not c.is_main and not is_spelt_like(name, c.name))
        + _CAPITAL * (is_known or (c.kind == "place" and (c.name, c.country) in _seats()))
    )
    if kind is not None and (c.kind == kind or (kind == "admin1" and c.kind == "region")):
        score += _KIND_TOLD
    return score


@cache
def _seats() -> frozenset[tuple[str, str]]:
    """Name and country of the cities that the world means by their bare name though they are no capitals."""
    table = tomllib.loads((files(__package__) / "seats.toml").read_text(encoding="utf-8"))
    return frozenset((name, country) for name, country in table["seats"])


def _add_container(scores: list[float], candidates: Sequence[Toponym], outer: Sequence[Toponym]) -> list[float]:
    """The scores with what lies in the place told raised; unchanged where no candidate does (`Paris, London and Rome`)."""
    return [s + _CONTAINED * any(_lies_in(c, o) for o in outer) for s, c in zip(scores, candidates, strict=True)]


def _add_contained(scores: list[float], candidates: Sequence[Toponym], inner: Sequence[Toponym]) -> list[float]:
    return [s + _CONTAINS * any(_lies_in(i, c) for i in inner) for s, c in zip(scores, candidates, strict=True)]


def _lies_in(inner: Toponym, outer: Toponym) -> bool:
    """Whether the gazetteer puts one place inside the other, which must be an area."""
    if outer.country is None or inner.country != outer.country or inner.kind == "country" or inner == outer:
        return False
    if outer.kind == "country":
        return True
    if outer.kind in {"admin1", "region"}:
        return inner.admin1 == outer.admin1 and inner.kind not in {"admin1", "region"}
    return (
        outer.kind == "admin2"
        and inner.kind == "place"
        and (inner.admin1, inner.admin2) == (outer.admin1, outer.admin2)
    )


def _container(s: Sentence, index: int, places: Sequence[PlaceMention]) -> Key | None:
    """The place that a toponym is told to lie in: `X, Y`; `X district in Y province`; `X, in southern Y`; `X in Y`."""
    this = places[index]
    following = next((i for i in range(index + 1, len(places)) if not places[i].is_doubtful), None)
    if following is None:
        return None
    between = s.norms[this.hi : places[following].lo]
    if not between or len(between) > 5 or not set(between) <= _BETWEEN:
        return None
    if between in {(",",), ("(",)} or "in" in between or "of" in between or between[-1] in {",", "'s"}:
        return (s.index, following)
    return None


def _kind_told(s: Sentence, mention: PlaceMention) -> str | None:
    """The kind that the next or a preceding word tells: `Ghazni province`, `the province of Cauca`, `the town of Kobo`."""
    after = s.norms[mention.hi] if mention.hi < len(s) else ""
    if after in _DESCRIBED:
        return _DESCRIBED[after]
    if mention.lo >= 2 and s.norms[mention.lo - 1] == "of":
        return _DESCRIBED.get(s.norms[mention.lo - 2])
    return None


def place_of(t: Toponym) -> Place:
    """The place record of a place that the gazetteer lists."""
    return Place(t.name, t.country, t.admin1, t.lat, t.lon, t.geonames_id, t.precision, t.admin2)
