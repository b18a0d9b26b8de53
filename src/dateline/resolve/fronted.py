"""The country that a sentence sets out with, for the bodies and places that it then names without one.

Phenomenon: fronted scenes. Own examples: `In neighbouring Chad, the army said …`, `In Peru, police arrested …`.
"""

from collections.abc import Mapping, Sequence

from dateline.gazetteer import Gazetteer
from dateline.records import Event, Place, ReportMentions, Sentence

from .places import Key, country_place

_IN = frozenset({"in", "inside", "across"})


def fronted_countries(
    sentences: Sequence[Sentence], mentions: ReportMentions, places: Mapping[Key, Place]
) -> dict[int, str]:
    """The country (ISO 3166-1 alpha-3) of the place that a sentence begins with, by the sentence's index."""
    found: dict[int, str] = {}
    for s, of_s in zip(sentences, mentions.sentences, strict=True):
        for i, mention in enumerate(of_s.places):
            place = places.get((s.index, i))
            if place is not None and place.country and _is_fronted(s, mention.lo, mention.hi):
                found[s.index] = place.country
                break
    return found


def _is_fronted(s: Sentence, lo: int, hi: int) -> bool:
    """Whether a place stands in a phrase that opens the sentence and ends with a comma."""
    return s.norms[0] in _IN and 1 <= lo <= 3 and hi < len(s) and s.norms[hi] == "," and s.heads[0] > hi


def places_in_fronted(
    events: Sequence[Event], sentences: Sequence[Sentence], countries: Mapping[int, str], gazetteer: Gazetteer
) -> dict[str, Place]:
    """The country of each place that no gazetteer lists and that a sentence with such a beginning names, by the place's name."""
    found: dict[str, Place] = {}
    for where in (e.where for e in events):
        if where is None or where.name is None or where.start is None or where.precision != "none":
            continue
        index = next((s.index for s in sentences if s.start <= where.start < s.end), -1)
        state = country_place(countries[index], gazetteer) if index in countries else None
        if state is not None:
            found.setdefault(where.name, state)
    return found
