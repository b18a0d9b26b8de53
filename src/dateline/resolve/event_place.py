"""Which of a sentence's places an event happened at."""

from collections.abc import Sequence

from dateline.records import PlaceMention, Sentence
from dateline.syntax import ancestors, is_below

_LOCATIVE = {"in": 0, "at": 0, "near": 0, "outside": 0, "inside": 0, "within": 0, "around": 1, "across": 1, "along": 1, "on": 1,
             "off": 1, "over": 1, "throughout": 1, "of": 2, "into": 2, "through": 2, "to": 3, "from": 4, "towards": 4,
             "toward": 4}  # fmt: skip
_CONTAINERS = frozenset(
    "state kingdom republic emirate sultanate city town village province district region area county island capital port "
    "municipality governorate territory suburb outskirt part north south east west center centre enclave commune".split()
)
_MOTION = frozenset(
    "visit travel arrive return go fly trip visit enter deploy send withdraw move head march advance journey".split()
)
_SAYING = frozenset("say tell announce report state add claim speak statement note declare".split())


def place_of_event(s: Sentence, trigger: int, places: Sequence[PlaceMention]) -> int | None:
    """The index of the place where the event of `trigger` happened, or None.

    Places in the trigger's own phrase come first, then those of its clause, then sentence-initial ones; among several in one
    phrase the smallest (the first named) is taken. Origins, goals and places of speech are left out.
    """
    best: tuple[float, int, int] | None = None
    for index, place in enumerate(places):
        rank = _rank(s, trigger, place)
        if rank is None:
            continue
        key = (rank, abs(place.lo - trigger), index)
        if best is None or key < best:
            best = key
    if best is None and (journey := _journey_for(s, trigger)) is not None:
        return place_of_event(s, journey, places)
    return best[2] if best else None


def _journey_for(s: Sentence, trigger: int) -> int | None:
    """The verb of motion whose purpose an event is (`flew to Nairobi for talks`): it happens where the journey ends."""
    prep = s.heads[trigger]
    if s.deps[trigger] != "pobj" or s.norms[prep] != "for":
        return None
    verb = next((a for a in ancestors(s, prep) if s.pos[a] == "VERB"), None)
    return verb if verb is not None and s.lemmas[verb] in _MOTION else None


def _rank(s: Sentence, trigger: int, place: PlaceMention) -> float | None:
    is_motion = s.lemmas[trigger] in _MOTION
    prep, in_actor = place.preposition, place.in_actor
    container = _container_noun(s, place)
    if container is not None and s.deps[s.heads[container]] == "prep":
        prep, in_actor = s.norms[s.heads[container]], False
    if prep is None and place.lo > 1 and s.norms[place.lo - 1] == ",":
        prep = _preposition_of_chain(s, place)
    if in_actor and not (is_motion and s.deps[place.head] in {"dobj", "pobj", "poss"}):
        return None
    if prep is None:
        if is_motion and is_below(s, place.head, trigger):
            return 0.5
        return (
            3.5 if s.deps[place.head] in {"compound", "nmod", "npadvmod"} and is_below(s, place.head, trigger) else None
        )
    base = _LOCATIVE.get(prep)
    if base is None:
        return None
    if prep == "to" and is_motion:
        base = 0
    if prep in {"to", "from", "towards", "toward"} and not is_motion:
        return None
    distance = _attachment(s, trigger, place)
    return None if distance is None else base * 0.5 + distance


def _preposition_of_chain(s: Sentence, place: PlaceMention) -> str | None:
    """The preposition before a chain of areas whose last is the place: `In Xara district, Helmand`."""
    for t in range(place.lo - 1, max(-1, place.lo - 8), -1):
        if s.pos[t] in {"VERB", "AUX"} or s.norms[t] in {".", ";"}:
            return None
        if s.pos[t] == "ADP":
            return s.norms[t] if s.norms[t] in _LOCATIVE else None
    return None


def _container_noun(s: Sentence, place: PlaceMention) -> int | None:
    """The noun of `the state of X`, `the village of X`, through which a place is located, if it stands in one."""
    prep = s.heads[place.head]
    if s.deps[place.head] != "pobj" or s.norms[prep] != "of":
        return None
    noun = s.heads[prep]
    return noun if s.lemmas[noun].lower() in _CONTAINERS and s.deps[noun] == "pobj" else None


def _attachment(s: Sentence, trigger: int, place: PlaceMention) -> float | None:
    """How far the place hangs from the trigger: below it 0, on its clause 1, on a clause above it 2; None elsewhere."""
    above_place, above_trigger = [place.head, *ancestors(s, place.head)], [trigger, *ancestors(s, trigger)]
    shared = next((a for a in above_place if a in set(above_trigger)), None)
    if shared is None:
        return None
    down = above_place[: above_place.index(shared)]
    up = above_trigger[: above_trigger.index(shared)]
    crossed = sum(
        s.deps[t] in {"relcl", "advcl", "ccomp", "parataxis", "conj"} and s.pos[t] in {"VERB", "AUX"} for t in down
    )
    climbed = sum(s.deps[t] in {"ccomp", "relcl", "advcl", "parataxis"} for t in up)
    if shared != trigger and s.lemmas[shared] in _SAYING and place.lo > trigger:
        return None
    if crossed > 1:
        return None
    return 1.5 * crossed + (0.8 * len(up) if shared != trigger else 0.0) + 0.6 * climbed + 0.05 * len(down)
