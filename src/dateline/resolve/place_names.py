"""The names under which a report's places are looked up: with the part of a country told, and the kind that a list tells."""

from collections import Counter
from collections.abc import Mapping, Sequence

from dateline.gazetteer import Gazetteer, Toponym
from dateline.records import PlaceMention, Sentence

_LINKS = ({","}, {"and"}, {"or"}, {",", "and"}, {",", "or"}, {"&"})
_PARTS = frozenset(
    "northern southern eastern western central north south east west northeastern northwestern southeastern southwestern "
    "northeast northwest southeast southwest north-eastern north-western south-eastern south-western north-east north-west "
    "south-east south-west".split()
)
_LARGE = 500_000
_FEW = 3


def part_told(s: Sentence, mention: PlaceMention, gazetteer: Gazetteer) -> str | None:
    """The name of the part of a country or strip that the words before tell (`northern Mali`), if the gazetteer has it."""
    for lo in (mention.lo - 1, mention.lo - 3):
        words = "".join(s.norms[max(lo, 0) : mention.lo])
        if lo >= 0 and words in _PARTS:
            name = f"{words} {' '.join(mention.text.split())}"
            if any(c.kind == "region" for c in gazetteer.candidates(name)):
                return name
    return None


def kinds_listed(
    s: Sentence, places: Sequence[PlaceMention], candidates: Mapping[int, Sequence[Toponym]]
) -> dict[int, str]:
    """The kind that all members of a list share, by mention: `Oregon, Washington and Idaho` are states, `Niger and Chad` countries.

    A list of states has three members, and half of them are no other place's name; `candidates` are in order of likelihood.
    """
    found: dict[int, str] = {}
    for members in _lists(s, places):
        for kind in ("country", "admin1"):
            least = _FEW if kind == "admin1" else 2
            if len(members) < least or not all(_may_be(candidates.get(i, ()), kind) for i in members):
                continue
            first = Counter(candidates[i][0].kind for i in members)
            if 2 * first[kind] >= len(members):
                found |= dict.fromkeys(members, kind)
                break
    return found


def _may_be(candidates: Sequence[Toponym], kind: str) -> bool:
    return any(c.kind == kind and (kind == "country" or c.population > _LARGE) for c in candidates)


def _lists(s: Sentence, places: Sequence[PlaceMention]) -> list[list[int]]:
    """The mentions that follow each other with nothing but commas, `and` or `or` between."""
    found: list[list[int]] = []
    last: PlaceMention | None = None
    for i, place in enumerate(places):
        if place.is_doubtful:
            continue
        between = set(s.norms[last.hi : place.lo]) if last is not None else set()
        if last is not None and between in _LINKS and place.lo - last.hi <= 2:
            found[-1].append(i)
        else:
            found.append([i])
        last = place
    return [members for members in found if len(members) > 1]


__all__ = ["kinds_listed", "part_told"]
