"""Toponyms of a report: capitalised names weighed by what the gazetteer, the words around and the rest of the report tell."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.gazetteer import Gazetteer, Toponym
from dateline.records import ActorMention, PlaceMention, Sentence
from dateline.syntax import children_by

from .actor_words import ORGANISATION_HEADS
from .doubtful_places import find_doubtful_places
from .place_features import PlaceWords, features, known, place_words, preposition, size_of, text_of
from .place_runs import name_runs

_ACCEPTED = -0.5
"""A name that weighs more is taken (log-odds)."""
_SURE = 1.5
"""A name weighed above this is told to be a place elsewhere in the report too (log-odds)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that may be a place, with its features and its weight (log-odds) before the rest of the report is asked."""

    lo: int
    hi: int
    run: tuple[int, int]
    key: str
    found: tuple[str, ...]
    size: str
    weight: float
    is_barred: bool


def find_places(s: Sentence, gazetteer: Gazetteer, actors: Sequence[ActorMention]) -> list[PlaceMention]:
    """The toponyms of one sentence in text order; `in_actor` marks those that name an actor rather than a place."""
    return find_document_places([s], gazetteer, [actors])[0]


def find_document_places(
    sentences: Sequence[Sentence], gazetteer: Gazetteer, actors: Sequence[Sequence[ActorMention]]
) -> list[list[PlaceMention]]:
    """The toponyms of each sentence of a report: a name told plainly to be a place, or a person, is so throughout."""
    pairs = list(zip(sentences, actors, strict=True))
    runs = [name_runs(s, gazetteer) for s in sentences]
    candidates = [list(_candidates(s, of_run, gazetteer, of_s)) for (s, of_s), of_run in zip(pairs, runs, strict=True)]
    surnames = _person_names(pairs)
    best: defaultdict[str, list[float]] = defaultdict(list)
    for of_sentence in candidates:
        for c in of_sentence:
            best[c.key].append(c.weight)
    taken = [
        _taken(s, [(c, _final_weight(c, best[c.key], surnames)) for c in found], of_s)
        for (s, of_s), found in zip(pairs, candidates, strict=True)
    ]
    return [
        sorted([*found, *find_doubtful_places(s, of_run, found, of_s, gazetteer)], key=lambda p: p.lo)
        for (s, of_s), of_run, found in zip(pairs, runs, taken, strict=True)
    ]


def report_features(c: Candidate, weights: Sequence[float], surnames: frozenset[str]) -> list[str]:
    """The features that the rest of the report adds: `weights` are those of all mentions of the name."""
    found: list[str] = []
    others = list(weights)
    if c.weight in others:
        others.remove(c.weight)
    if others:
        top = max(others)
        found.append("told_elsewhere" if top > _SURE else "doubted_elsewhere" if top < -_SURE else "seen_elsewhere")
    if c.key.split()[-1] in surnames:
        found.append("surname")
    return found


def _final_weight(c: Candidate, weights: Sequence[float], surnames: frozenset[str]) -> float:
    table = place_words().weights
    return c.weight + sum(table.get(f, 0.0) for f in report_features(c, weights, surnames))


def _taken(
    s: Sentence, weighed: Sequence[tuple[Candidate, float]], actors: Sequence[ActorMention]
) -> list[PlaceMention]:
    """The mentions of the candidates that weigh enough, left to right without overlap."""
    found: list[PlaceMention] = []
    end = 0
    for c, weight in weighed:
        if c.lo >= end and not c.is_barred and weight > _ACCEPTED:
            found.append(_mention(s, c, actors))
            end = c.hi
    return found


_LONGEST_NAME = 14
"""Tokens of the longest name that is looked up; longer runs of capitals are headlines or noise."""


def _candidates(
    s: Sentence, runs: Sequence[tuple[int, int]], gazetteer: Gazetteer, actors: Sequence[ActorMention]
) -> Iterator[Candidate]:
    """The candidates of a sentence: at each token of a capitalised run the longest name first."""
    table = place_words().weights
    for run in runs:
        for lo in range(*run):
            for hi, places in _ends(s, lo, run, gazetteer):
                found = tuple(features(s, lo, hi, run, places, actors))
                weight = sum(table.get(f, 0.0) for f in found)
                is_told = {"exact_gpe", "locative"} <= set(found) or "described" in found or _is_scene(s, lo)
                is_barred = _is_actor(lo, hi, places, actors, is_told=is_told)
                yield Candidate(lo, hi, run, text_of(s, lo, hi).lower(), found, size_of(places), weight, is_barred)


def _ends(s: Sentence, lo: int, run: tuple[int, int], gazetteer: Gazetteer) -> list[tuple[int, list[Toponym]]]:
    """Where a name that starts at `lo` may end: a street or feature, the recogniser's place, the longest known name."""
    words = place_words()
    ends: dict[int, list[Toponym]] = {}
    longest = next(
        ((hi, p) for hi in range(min(run[1], lo + _LONGEST_NAME), lo, -1) if (p := known(s, lo, hi, gazetteer))), None
    )
    if lo == run[0] and run[1] - lo > 1:
        last = s.norms[run[1] - 1]
        if words.has("streets", last) or words.has("natural_last", last) or words.has("natural_first", s.norms[lo]):
            ends[run[1]] = longest[1] if longest and longest[0] == run[1] else []
    for a, b, label in s.entities:
        start = a + (s.norms[a] == "the")
        if start == lo and label in {"GPE", "LOC", "FAC"} and start < b <= run[1] and s.words[b - 1] != "'s":
            ends.setdefault(b, known(s, lo, b, gazetteer))
    if lo == run[0] and run[1] - lo > 1 and _is_described(s, run, words):
        ends.setdefault(run[1], longest[1] if longest and longest[0] == run[1] else [])
        if longest is not None and longest[0] == lo + 1:
            longest = None
    if longest is not None:
        ends.setdefault(*longest)
    if site := _site_end(s, lo, run[1], gazetteer):
        ends = {site[0]: site[1]}
    return sorted(ends.items(), reverse=True)


def _is_described(s: Sentence, run: tuple[int, int], words: PlaceWords) -> bool:
    """Whether the words beside a run say what kind of place it is, so that it is one as a whole, known or not:
    `in the district of Wadi Kasra`, `Wadi Kasra village`."""
    lo, hi = run
    is_before = lo > 1 and s.norms[lo - 1] == "of" and words.has("kinds", s.norms[lo - 2])
    return is_before or (hi < len(s) and words.has("kinds", s.norms[hi]))


_TAIL = 3


def _site_end(s: Sentence, lo: int, end: int, gazetteer: Gazetteer) -> tuple[int, list[Toponym]] | None:
    """The end of a site's name whose last words are written small (`the Rafah border crossing`), where our own table lists it."""
    for hi in range(min(len(s), end + _TAIL), end, -1):
        if s.pos[hi - 1] in {"NOUN", "PROPN"} and all(s.words[t].islower() for t in range(end, hi)):
            places = [p for p in gazetteer.candidates(text_of(s, lo, hi)) if p.geonames_id is None]
            if places:
                return hi, places
    return None


def _is_actor(lo: int, hi: int, places: Sequence[Toponym], actors: Sequence[ActorMention], *, is_told: bool) -> bool:
    """Whether the tokens are a person or a group that the register knows (`Taliban`), and no country or region.

    A person's bare last name is a place where the words around tell it (`in Austin`, `Austin county`).
    """
    if any(
        a.kind == "name"
        and a.actor_id
        and a.lo <= lo
        and hi < a.hi
        and not a.actor_id.startswith(("state-", "government-"))
        for a in actors
    ):
        return True  # the first words of a body's own name: `the Gulf Clan`
    if places and places[0].kind in {"country", "region", "area"}:
        return False
    for a in actors:
        is_state = (a.actor_id or "state-").startswith(("state-", "government-"))
        is_area = bool(places) and places[0].kind == "admin1"
        if (
            a.kind == "name"
            and (a.lo, a.hi) == (lo, hi)
            and not is_state
            and not (is_told and (a.is_person or is_area))
        ):
            return True
    return False


def _is_scene(s: Sentence, lo: int) -> bool:
    """Whether a verb's own phrase of place begins right before the token: `was shot in Djibo`, not `had faith in Djibo`."""
    prep = lo - 1
    if prep < 0 or s.norms[prep] not in {"in", "near", "outside"}:
        return False
    return s.norms[prep] != "in" or s.pos[s.heads[prep]] == "VERB"


def _person_names(pairs: Sequence[tuple[Sentence, Sequence[ActorMention]]]) -> frozenset[str]:
    """The last names (lower case) of the persons named in full anywhere in the report."""
    found: list[str] = []
    for s, actors in pairs:
        spans = [(a.lo, a.hi) for a in actors if a.is_person and a.kind == "name"]
        spans += [(a, b - (s.norms[b - 1] == "'s")) for a, b, label in s.entities if label == "PERSON"]
        found += [s.norms[hi - 1] for lo, hi in spans if hi - lo > 1 and s.norms[hi - 1].isalpha()]
    return frozenset(found)


def _mention(s: Sentence, c: Candidate, actors: Sequence[ActorMention]) -> PlaceMention:
    lo, hi = c.lo, c.hi
    head = next((i for i in range(hi - 1, lo - 1, -1) if not lo <= s.heads[i] < hi or s.heads[i] == i), hi - 1)
    text = "".join(s.words[i] + (" " * (s.starts[i + 1] - s.ends[i]) if i + 1 < hi else "") for i in range(lo, hi))
    is_actor = _in_body(s, c) or _in_actor(s, lo, hi, head, actors)
    return PlaceMention(
        s.index, lo, hi, head, s.starts[lo], s.ends[hi - 1], text, preposition(s, lo, hi), is_actor, c.size
    )


def _in_body(s: Sentence, c: Candidate) -> bool:
    """Whether the name stands in the capitalised name of a body: `University of Kabul`, `Ghazni Police`."""
    return any(s.norms[i] in ORGANISATION_HEADS for i in range(*c.run) if not c.lo <= i < c.hi)


def _in_actor(s: Sentence, lo: int, hi: int, head: int, actors: Sequence[ActorMention]) -> bool:
    """Whether the name stands for or inside an actor: `University of Kabul`, `Washington said`, `the Syrian army`."""
    if any(a.lo <= lo and hi <= a.hi and (a.hi - a.lo) > (hi - lo) and a.kind in {"name", "nominal"} for a in actors):
        return True
    if s.deps[head] in {"nsubj", "nsubjpass", "agent", "dobj"}:
        return True
    if s.deps[head] == "pobj" and s.norms[s.heads[head]] in {"with", "by", "against", "between"}:
        return True
    return s.deps[head] in {"poss"} and not children_by(s, s.heads[head], "compound")
