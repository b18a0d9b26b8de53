"""Capitals told without their name (`in the Kenyan capital`, `in the capital`), as places of what happened there."""

from collections.abc import Mapping, Sequence

from dateline.gazetteer import Gazetteer
from dateline.records import ActorMention, Report, ReportMentions, Sentence, Where
from dateline.syntax import char_span, children_by, governing_verb, noun_phrase

_AT = frozenset({"in", "near", "outside", "around", "across", "through"})

Capitals = Mapping[int, tuple[int, Where]]


def find_capitals(
    report: Report, sentences: Sequence[Sentence], mentions: ReportMentions, gazetteer: Gazetteer
) -> dict[int, tuple[int, Where]]:
    """For each sentence that tells of a capital by that word alone, the noun's token and the city.

    Without a country beside it, the capital is that of the dateline's country.
    """
    home = report.dateline_place.country if report.dateline_place else None
    found: dict[int, tuple[int, Where]] = {}
    for s, here in zip(sentences, mentions.sentences, strict=True):
        for i in range(len(s)):
            if s.lemmas[i] != "capital" or s.deps[i] != "pobj" or s.norms[s.heads[i]] not in _AT:
                continue
            country = _country(s, i, here.actors, home)
            city = gazetteer.capital_of(country) if country is not None else None
            if city is not None and not any(p.lo in (i + 1, i + 2) for p in here.places):
                start, end = char_span(s, *noun_phrase(s, i))
                words = report.text[start:end]
                found[s.index] = i, Where(
                    words, start, end, city.name, city.country, city.admin1, city.lat, city.lon, city.geonames_id,
                    city.precision, city.admin2,
                )  # fmt: skip
    return found


def _country(s: Sentence, noun: int, actors: Sequence[ActorMention], home: str | None) -> str | None:
    if any(s.norms[p] == "of" for p in children_by(s, noun, "prep")):
        return None
    lo, hi = noun_phrase(s, noun)
    told = [a.country for a in actors if lo <= a.lo and a.hi <= hi and a.country]
    if told:
        return told[-1]
    is_plain = all(s.deps[c] == "det" or s.pos[c] == "PUNCT" for c in s.children[noun] if c < noun)
    return home if is_plain and any(s.norms[c] == "the" for c in s.children[noun]) else None


def capital_of_event(s: Sentence, trigger: int, capitals: Capitals, told: Where | None = None) -> Where | None:
    """The unnamed capital that the clause of a trigger places it in, where no place but its country is `told`; else that."""
    if s.index not in capitals:
        return told
    noun, where = capitals[s.index]
    verb = governing_verb(s, noun)
    is_here = verb is not None and verb in {trigger, governing_verb(s, trigger)}
    is_wider = told is None or (told.precision, told.country) == ("country", where.country)
    return where if is_here and is_wider else told
