"""The place record of an event: the place that its mention resolved to, or the area that the sentence puts an unlisted name in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.records import Place, PlaceMention, Sentence, Where

AT = frozenset({"in", "at", "near", "outside", "inside", "within"})
"""Prepositions of the place where something happens."""


def where_of(
    s: Sentence, index: int | None, places: Sequence[PlaceMention], known: Mapping[tuple[int, int], Place]
) -> Where | None:
    """The place of the event whose place mention is `index`, None for none; `known` has the resolved place of each mention."""
    if index is None:
        return None
    mention, place = places[index], known.get((s.index, index))
    if place is None:
        place = _area_told_after(s, index, places, known)
    if place is None and (area := _only_province(s, places, known)) is not None:
        place = replace(area, name=mention.text, geonames_id=None, precision="admin1", admin2=None)
    if place is None:
        return Where(mention.text, mention.start, mention.end, mention.text, None, None, None, None, None, "none")
    return Where(
        mention.text,
        mention.start,
        mention.end,
        place.name,
        place.country,
        place.admin1,
        place.lat,
        place.lon,
        place.geonames_id,
        place.precision,
        place.admin2,
    )


_CHAINED = frozenset(
    ", in of the district province village area town county region city state east west north south northern southern eastern "
    "western".split()
)


def _area_told_after(
    s: Sentence, index: int, places: Sequence[PlaceMention], known: Mapping[tuple[int, int], Place]
) -> Place | None:
    """The area in which an unknown place is told to lie, under the place's own name (`Xara village in the Y district of Z`)."""
    reach = places[index].hi
    for i in range(index + 1, len(places)):
        if not set(s.norms[reach : places[i].lo]) <= _CHAINED:
            return None
        area = known.get((s.index, i))
        if area is not None and (area.admin1 or area.precision == "country"):
            name = places[index].text
            precision = "country" if area.precision == "country" else "admin1"
            return replace(area, name=name, geonames_id=None, precision=precision, admin2=None)
        reach = places[i].hi
    return None


def _only_province(s: Sentence, places: Sequence[PlaceMention], known: Mapping[tuple[int, int], Place]) -> Place | None:
    """The one province that a sentence tells things to be in: a name that no gazetteer lists lies there.

    Own example: `Rangers swept the Uma Valley in pursuit of rebels in Kunar province.`
    """
    told = [known.get((s.index, i)) for i, p in enumerate(places) if p.preposition in AT and not p.in_actor]
    areas = {(p.country, p.admin1): p for p in told if p is not None and p.precision == "admin1"}
    return next(iter(areas.values())) if len(areas) == 1 else None
