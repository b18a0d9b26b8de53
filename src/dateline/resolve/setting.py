"""Where a report is set: the area that the places and the local bodies that it names lie in.

Phenomenon: local news tells a street or a quarter and leaves the town to its readers. Own example: `Officers found the
man dead in the 300 block of Elm Street, Odessa police said.` What happened without a place, or in one that no gazetteer
lists, happened in the area that the rest of the report is about, if that is one.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.gazetteer import Gazetteer
from dateline.records import Event, Place, PlaceMention, Report, ReportMentions, Sentence, Where

from .local import towns_of_publisher, towns_of_stations
from .places import LINE, Key, place_of

_MOST = 0.6
"""The share of all votes that one area must have."""
_LEAST = 0.9
"""What one area must have at least: one village named once is no setting."""
_OF_A_BODY = 0.8
"""What `Odessa police` tells more than `in Odessa`."""
_OF_A_CAPITAL = 0.5
"""How much less a capital tells: states are called by theirs."""
_LINE, _STATION = 1.5, 0.9
"""What a dateline or the publisher's town counts for, and that of a station that is quoted: states share stations."""
_SIZES = {"unknown": 0.3, "hamlet": 0.3, "village": 0.5, "town": 0.8}
_LOCAL = frozenset(
    "police sheriff coroner prosecutor prosecutors attorney court courthouse fire firefighters medical hospital department dept "
    "city county council mayor residents resident man woman teen teenager boy girl couple mother father family home house "
    "apartment neighborhood neighbourhood officers officer detectives detective deputies district authorities school".split()
)
"""What is named by the place that it lies in (`Odessa police`), as a government is not by its capital (`Moscow said`)."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The state or province that a report is set in, and whether a dateline or a local body tells so."""

    area: Place
    is_sure: bool


def setting_of(
    report: Report,
    sentences: Sequence[Sentence],
    mentions: ReportMentions,
    places: Mapping[Key, Place],
    gazetteer: Gazetteer,
) -> Setting | None:
    """The state or province that a report is set in; None where no one area has most of the votes.

    A name votes a little louder where it is told again; the dateline votes but for a capital's, where news of all
    the country is sent from; so does the town that the publisher is named with (`Radio Uplands, Odessa, Texas`).
    """
    loudest: dict[tuple[str, str, str], float] = {}
    again: Counter[tuple[str, str, str]] = Counter()
    sure: set[tuple[str, str]] = set()
    quarters = _quarters(sentences, mentions)
    for s, of_s in zip(sentences, mentions.sentences, strict=True):
        for i, mention in enumerate(of_s.places):
            place = places.get((s.index, i))
            if mention.text.lower() in quarters or _is_street(s, mention):
                continue
            if place is not None and place.country and not mention.is_doubtful:
                key = (place.name.lower(), place.country, place.admin1 or "")
                loud = _loudness(s, mention) * (_OF_A_CAPITAL if _is_capital(place, gazetteer) else 1)
                loudest[key] = max(loudest.get(key, 0.0), loud)
                again[key] += 1
                if place.admin1 and _is_local(s, mention) and mention.size in {"city", "town", "admin1"}:
                    sure.add((place.country, place.admin1))
    line = places.get(LINE, report.dateline_place)
    towns = [(_LINE, t) for t in towns_of_publisher(report.publisher, gazetteer)]
    towns += [(_STATION, t) for t in towns_of_stations(report, gazetteer)]
    for weight, place in ([(_LINE, line)] if line is not None else []) + [(w, place_of(t)) for w, t in towns]:
        if place.country:
            own = "" if _is_capital(place, gazetteer) else place.admin1 or ""
            key = (place.name.lower(), place.country, own)
            loudest[key] = loudest.get(key, 0.0) + weight
            if weight >= _LINE:
                sure.add((place.country, own))
    best = _most(loudest, again)
    return Setting(_area(*best, gazetteer), best in sure) if best is not None else None


def _most(
    loudest: Mapping[tuple[str, str, str], float], again: Mapping[tuple[str, str, str], int]
) -> tuple[str, str] | None:
    """The country and area that most names lie in."""
    votes: defaultdict[tuple[str, str], float] = defaultdict(float)
    countries: defaultdict[str, float] = defaultdict(float)
    for key, weight in loudest.items():
        _, country, admin1 = key
        told = weight * (1 + 0.2 * min(max(again.get(key, 0) - 1, 0), 3))
        countries[country] += told
        if admin1:
            votes[country, admin1] += told
    if not votes:
        return None
    best = max(votes, key=lambda a: (votes[a], a))
    is_one = votes[best] >= _MOST * sum(votes.values()) and countries[best[0]] >= _MOST * sum(countries.values())
    return best if is_one and votes[best] >= _LEAST else None


def _area(country: str, admin1: str, gazetteer: Gazetteer) -> Place:
    found = next((c for c in gazetteer.candidates(admin1) if c.kind == "admin1" and c.country == country), None)
    lat, lon, number = (found.lat, found.lon, found.geonames_id) if found else (None, None, None)
    return Place(admin1, country, admin1, lat, lon, number, "admin1")


def _loudness(s: Sentence, mention: PlaceMention) -> float:
    """How much a name tells of the setting: a hamlet's, which many bear, less than a town's; a capital's for a state nothing."""
    is_local = _is_local(s, mention)
    if mention.in_actor and not is_local:
        return 0.0
    return _SIZES.get(mention.size, 1.0) + (_OF_A_BODY if is_local else 0.0)


def _is_local(s: Sentence, mention: PlaceMention) -> bool:
    return bool(_LOCAL & set(s.norms[mention.hi : mention.hi + 3]))


def _is_capital(place: Place, gazetteer: Gazetteer) -> bool:
    capital = gazetteer.capital_of(place.country) if place.country else None
    return capital is not None and capital.geonames_id == place.geonames_id


def without_strangers(
    setting: Setting | None,
    sentences: Sequence[Sentence],
    mentions: ReportMentions,
    places: Mapping[Key, Place],
) -> dict[Key, Place]:
    """The places less the lone namesakes of quarters of the setting: small towns elsewhere that nothing else points to.

    Phenomenon: a quarter bears the name of some far village. Own example: `SAGINAW, Mich. — A man was shot in the Arthur
    Hill neighborhood.` A name told to be a quarter or a street lies in the setting whatever the size of its namesake; so does the
    lone namesake of a town abroad.
    """
    if setting is None:
        return dict(places)
    home = setting.area
    named = {(p.country, p.admin1, p.name) for k, p in places.items() if k != LINE and p.precision == "place"}
    areas = Counter((country, admin1) for country, admin1, _ in sorted(named, key=str))
    wide = {(p.country, p.admin1) for p in places.values() if p.precision == "admin1"}
    wide |= {(p.country, None) for p in places.values() if p.precision == "country"}
    kept: dict[Key, Place] = dict(places)
    quarters = _quarters(sentences, mentions)
    for s, of_s in zip(sentences, mentions.sentences, strict=True):
        for i, mention in enumerate(of_s.places):
            place = places.get((s.index, i))
            if (
                place is None
                or place.precision != "place"
                or (place.country, place.admin1) == (home.country, home.admin1)
            ):
                continue
            is_quarter = mention.text.lower() in quarters or _is_street(s, mention)
            is_lone = areas[place.country, place.admin1] == 1 and (place.country, place.admin1) not in wide
            is_lone = is_lone and (place.country == home.country or (place.country, None) not in wide)
            is_far = place.country != home.country
            if is_quarter or (setting.is_sure and is_lone and (is_far or mention.size in _SMALL)):
                del kept[s.index, i]
    return kept


_QUARTERS = frozenset("neighborhood neighbourhood section projects quarter subdivision".split())
_STREETS = frozenset(
    "street st. st avenue ave. ave road rd. rd drive dr. court lane boulevard blvd. blvd parkway".split()
)


def _quarters(sentences: Sequence[Sentence], mentions: ReportMentions) -> frozenset[str]:
    """The names that a report tells to be those of quarters (`the Austin neighborhood`), in lower case."""
    return frozenset(
        m.text.lower()
        for s, of_s in zip(sentences, mentions.sentences, strict=True)
        for m in of_s.places
        if _QUARTERS & set(s.norms[m.hi : m.hi + 1])
    )


def _is_street(s: Sentence, mention: PlaceMention) -> bool:
    """Whether a name is that of a street: `Baltimore Avenue` lies in any town."""
    return bool(_STREETS & set(s.norms[mention.hi : mention.hi + 1]))


_SMALL = frozenset({"unknown", "hamlet", "village", "town"})


def set_in(events: Sequence[Event], setting: Setting | None, types: frozenset[str]) -> list[Event]:
    """The events, where a deed of `types` without a known place has the area of the report's setting."""
    if setting is None:
        return list(events)
    return [_set_in(e, setting.area) if e.event_type in types and e.status == "occurred" else e for e in events]


def _set_in(event: Event, setting: Place) -> Event:
    where = event.where
    if where is None and event.historical:
        return event
    if where is not None and where.precision != "none":
        return event
    told = where or Where(None, None, None, setting.name, None, None, None, None, None, "none")
    area = replace(
        told,
        country=setting.country,
        admin1=setting.admin1,
        lat=setting.lat,
        lon=setting.lon,
        geonames_id=setting.geonames_id if where is None else None,
        precision="admin1",
    )
    return replace(event, where=area)
