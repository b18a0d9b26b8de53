"""Whether two happenings may be the same, by days and place at the precision of the coarser, and how far apart they are."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from dateline.gazetteer import Gazetteer
from dateline.store import km_between

from .happening import LEVELS, Happening, Spot

_AREA = re.compile(
    r"\b(?:province|provincia|governorate|state|oblast|region|department|departamento|district|county|division|prefecture|"
    r"municipality|wilaya[ht]?|al|of|de|the)\b"
)
_ALIKE = 0.92
_AREA_KM = {"district": 50.0, "province": 100.0}
"""How far from an area's centre a point may lie where the names cannot tell."""
_SHARE = {"place": 0.5, "district": 0.6, "province": 0.8, "country": 1.0, "none": 1.0}
_KIND, _ACTOR, _DEATHS, _MIDDLE = 0.5, 0.25, 0.5, 0.3
_MONTH = 30


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far apart days and points may lie; with `same_kind` the types must agree too."""

    days: int = 1
    km: float = 25.0
    same_kind: bool = False


@dataclass(frozen=True, slots=True)
class Nearness:
    """Why two may be the same: days between them, the coarser level, km between points (None for areas), and the cost of joining them."""

    days: int
    level: str
    km: float | None
    cost: float


class Nearby:
    """Judges pairs; asks the gazetteer which province a name means."""

    def __init__(self, gazetteer: Gazetteer, tolerance: Tolerance) -> None:
        self._gazetteer, self._tolerance = gazetteer, tolerance
        self._area = lru_cache(maxsize=20_000)(self._area_of)

    def of(self, ours: Happening, theirs: Happening) -> Nearness | None:
        """How near the two are, None where they cannot be the same within the tolerance."""
        days = max((ours.first - theirs.last).days, (theirs.first - ours.last).days, 0)
        is_same_kind = ours.kind == theirs.kind
        if days > self._tolerance.days or (self._tolerance.same_kind and not is_same_kind):
            return None
        level = max(ours.spot.level, theirs.spot.level, key=LEVELS.index)
        shares_actor = bool({_key(a) for a in ours.actors} & {_key(a) for a in theirs.actors})
        km, is_near = self._places(ours.spot, theirs.spot, level)
        if not is_near or (level in {"country", "none"} and not is_same_kind) or (level == "none" and not shares_actor):
            return None
        cost = days / (self._tolerance.days + 1) + min(abs((ours.first - theirs.first).days), _MONTH) / _MONTH * _MIDDLE
        cost += _SHARE[level] if km is None else km / (self._tolerance.km + _reach(ours, theirs) + 1)
        cost += _KIND * (not is_same_kind) + _ACTOR * (not shares_actor) + _DEATHS * _apart(ours.best, theirs.best)
        return Nearness(days, level, km, round(cost, 6))

    def _places(self, ours: Spot, theirs: Spot, level: str) -> tuple[float | None, bool]:
        """Kilometres between the two where points tell it, and whether one may lie where the other does."""
        if level == "none":
            return None, ours.country == theirs.country or None in {ours.country, theirs.country}
        if level != "place" and ours.country != theirs.country:
            return None, False
        if level == "country":
            return None, True
        km = (
            km_between(ours.lat, ours.lon, theirs.lat, theirs.lon)
            if theirs.lat is not None and theirs.lon is not None
            else None
        )
        if level == "place":
            if km is None:
                return None, bool(ours.place and theirs.place) and _key(ours.place or "") == _key(theirs.place or "")
            return km, km <= self._tolerance.km + ours.reach_km + theirs.reach_km
        same = self._same_area(ours.province, theirs.province, ours.country)
        if level == "district" and same is not False:
            told = self._same_area(ours.district, theirs.district, None)
            same = told if told is not None else None
        if same is None:
            return None, km is not None and km <= _AREA_KM[level] + self._tolerance.km
        return None, same

    def _same_area(self, ours: str | None, theirs: str | None, country: str | None) -> bool | None:
        """Whether both names mean one area, None where one is not told or the gazetteer does not know both and they look unlike."""
        if not ours or not theirs:
            return None
        one, other = _area_key(ours), _area_key(theirs)
        if one == other or JaroWinkler.similarity(one, other) >= _ALIKE:
            return True
        known = (self._area(ours, country), self._area(theirs, country)) if country else (None, None)
        return None if None in known else known[0] == known[1]

    def _area_of(self, name: str, country: str) -> str | None:
        """The first name of the province in the gazetteer."""
        for asked in dict.fromkeys((name, _area_key(name))):
            for found in self._gazetteer.candidates(asked):
                if found.kind == "admin1" and found.country == country:
                    return found.name
        return None


def _reach(ours: Happening, theirs: Happening) -> float:
    return ours.spot.reach_km + theirs.spot.reach_km


def _apart(ours: int | None, theirs: int | None) -> float:
    """How unlike two numbers of dead are, 0 to 1."""
    if ours is None or theirs is None:
        return 0.0
    return abs(ours - theirs) / max(ours, theirs, 1)


@lru_cache(maxsize=50_000)
def _key(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


@lru_cache(maxsize=50_000)
def _area_key(name: str) -> str:
    return " ".join(_AREA.sub(" ", _key(name)).split()) or _key(name)
