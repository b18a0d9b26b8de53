"""Where an event happened: the place mention of its sentence that a small trained ranker weighs most, if any.

The features are named, read off the parse; the model over them is that of `place_model.py`.
"""

from collections.abc import Sequence

from dateline.records import PlaceMention, Sentence
from dateline.syntax import ancestors, children_by

from .place_links import link_features
from .place_model import place_model

_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "xcomp", "parataxis", "conj", "acl", "pcomp", "csubj"})
_PREPOSITIONS = frozenset(
    "in at near on inside outside within around across along off over throughout through into to from toward towards of "
    "between against by with for after under above beyond behind about during upon as".split()
)
_KINDS = frozenset(
    "city town village province district region area county island capital port municipality governorate territory suburb "
    "outskirts part neighborhood neighbourhood camp state enclave commune hill mountain mountaintop base airport hospital "
    "school square street road border coast countryside settlement locality prison quarter center centre hamlet farm axis "
    "stronghold sector front gate bridge checkpoint junction crossing valley river field".split()
)
_DIRECTIONS = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west northern "
    "southern eastern western km kilometers kilometres kilometer miles mile".split()
)
_SAYING = frozenset("say tell announce report state add claim speak declare note confirm write quote according".split())
_MOTION = frozenset("visit travel arrive return go fly trip enter send move head march advance journey".split())
_WITHIN = (",", "in", "of", "near")
_BEYOND = 12
"""Steps farther than this count as this."""
_BEST, _FURTHER = -0.75, 0.0
"""Log-odds above which the likeliest place of a sentence, and any further one, is taken (chosen by cross-validation)."""


def place_of(s: Sentence, trigger: int, places: Sequence[PlaceMention]) -> int | None:
    """The index of the place where the event of the token `trigger` happened; None where the sentence tells none."""
    return next(iter(places_of(s, trigger, places)), None)


def places_of(s: Sentence, trigger: int, places: Sequence[PlaceMention]) -> list[int]:
    """The indexes of all places where the event happened (`shells fell on X and Y`), the likeliest first."""
    named = _taken_up(s, trigger, places)
    if named is not None:
        return [named]
    weigh = place_model().weigh
    weighed = sorted((-weigh(found), i) for i, found in enumerate(place_features(s, trigger, places)))
    taken = [i for rank, (weight, i) in enumerate(weighed) if -weight > (_BEST if rank == 0 else _FURTHER)]
    journey = None if taken else _journey_for(s, trigger)
    return taken if journey is None else places_of(s, journey, places)


def _journey_for(s: Sentence, trigger: int) -> int | None:
    """The verb of motion whose purpose an event is (`flew to Nairobi for talks`): it happens where the journey ends."""
    prep = s.heads[trigger]
    if s.deps[trigger] != "pobj" or s.norms[prep] != "for":
        return None
    verb = next((a for a in ancestors(s, prep) if s.pos[a] == "VERB"), None)
    return verb if verb is not None and s.lemmas[verb].lower() in _MOTION else None


def _taken_up(s: Sentence, trigger: int, places: Sequence[PlaceMention]) -> int | None:
    """The place that the relative adverb of the trigger's clause takes up (`Aden, where rebels met envoys`), if any.

    Another place told inside the clause (`where shells fell on the port of Y`) is left to be weighed.
    """
    clause = next((t for t in (trigger, *ancestors(s, trigger)) if s.deps[t] in {"relcl", "advcl"}), trigger)
    adverb = next((c for c in s.children[clause] if s.norms[c] == "where" and c < trigger), None)
    if adverb is None or any(p.lo > adverb and p.preposition in {"in", "at", "on", "near"} for p in places):
        return None
    return next((i for i, p in enumerate(places) if 0 <= adverb - p.hi <= 1), None)


def place_features(s: Sentence, trigger: int, places: Sequence[PlaceMention]) -> list[list[str]]:
    """The names of the features of each place with regard to the trigger, in a fixed order, conjunctions included."""
    links = [_link(s, trigger, p) for p in places]
    shown = [{**link, **_standing(s, trigger, i, places)} for i, link in enumerate(links)]
    order = sorted(range(len(places)), key=lambda i: (shown[i]["steps"], abs(places[i].lo - trigger), i))
    links_told = link_features(s, trigger, places)
    found: list[list[str]] = []
    for i, values in enumerate(shown):
        rivals = [shown[j] for j in order if j != i]
        values["rank"] = str(min(order.index(i), 3))
        values["near"] = str(min(sum(abs(q.lo - trigger) < abs(places[i].lo - trigger) for q in places), 3))
        values["rival"] = next(
            (r["attach"] + "+" + r["prep"] for r in rivals if r["attach"] == "below"),
            rivals[0]["attach"] if rivals else "-",
        )
        further = [f"{k}={v}" for k, v in links_told[i].items()]
        found.append([*(f"{k}={v}" for k, v in values.items()), *_conjunctions(values), *further])
    return found


_PAIRS = (
    ("attach", "prep"), ("attach", "hung"), ("attach", "order"), ("attach", "clauses_down"), ("attach", "clauses_up"),
    ("attach", "in_actor"), ("prep", "size"), ("prep", "verb"), ("hung", "verb"), ("attach", "steps"), ("order", "near"),
    ("hung", "prep"), ("attach", "rank"), ("attach", "rival"), ("verb", "in_actor"), ("size", "label"), ("size", "rival"),
    ("prep", "order"), ("nested", "attach"), ("nested", "rank"), ("prep", "reference"), ("size", "attach"),
    ("shared", "prep"), ("clauses_up", "order"), ("verb", "size"), ("hung", "in_actor"), ("kind", "prep"), ("opens", "attach"),
    ("size", "hung"), ("object", "hung"), ("verb", "object"), ("far", "attach"), ("nested", "size"), ("after", "prep"),
)  # fmt: skip


def _conjunctions(values: dict[str, str]) -> list[str]:
    found = [f"{a}:{b}={values[a]}|{values[b]}" for a, b in _PAIRS]
    found.append(f"path={values['clauses_up']}^{values['hung']}:{values['prep']}:{values['clauses_down']}")
    found.append(f"where={values['attach']}|{values['prep']}|{values['order']}|{values['size']}")
    found.append(f"best={values['rank']}|{values['near']}|{values['attach']}|{values['prep']}")
    return found


def _link(s: Sentence, trigger: int, place: PlaceMention) -> dict[str, str]:
    """How the place hangs together with the trigger in the tree."""
    outer = _container(s, place)
    anchor = outer if outer is not None else place.head
    up_place, up_trigger = [anchor, *ancestors(s, anchor)], [trigger, *ancestors(s, trigger)]
    shared = next((a for a in up_place if a in up_trigger), up_trigger[-1])
    down = up_place[: up_place.index(shared)] if shared in up_place else up_place
    up = up_trigger[: up_trigger.index(shared)]
    attach = "below" if shared == trigger else "over" if not down else "above" if shared in up_place else "apart"
    return {
        "attach": attach,
        "prep": _preposition(s, place, anchor),
        "hung": s.deps[down[-1]] if down else "self",
        "dep": s.deps[anchor],
        "steps": str(min(len(up) + len(down), _BEYOND)).zfill(2),
        "climb": str(min(len(up), 5)),
        "clauses_up": ".".join(s.deps[t] for t in up if s.deps[t] in _CLAUSES)[:24] or "-",
        "clauses_down": ".".join(s.deps[t] for t in down if s.deps[t] in _CLAUSES)[:24] or "-",
        "shared": "saying" if s.lemmas[shared].lower() in _SAYING else s.pos[shared].lower(),
    }


def _standing(s: Sentence, trigger: int, index: int, places: Sequence[PlaceMention]) -> dict[str, str]:
    """Where the place stands among the words and the other places, and what it is."""
    place = places[index]
    between = range(min(place.hi, trigger + 1), max(place.lo, trigger))
    before = s.norms[place.lo - 1] if place.lo else ""
    reach = abs((place.lo if place.lo > trigger else place.hi - 1) - trigger)
    return {
        "bias": "1",
        "order": "after" if place.lo > trigger else "before",
        "far": _bucket(reach),
        "verbs": str(min(sum(s.pos[t] == "VERB" for t in between), 4)),
        "comma": str(min(sum(s.norms[t] in {",", ";", "--", "-"} for t in between), 3)),
        "size": place.size + ("?" if place.is_doubtful else ""),
        "in_actor": str(place.in_actor),
        "label": next((e for a, b, e in s.entities if a < place.hi and place.lo < b), "none"),
        "kind": _kind(s, place),
        "reference": "yes" if before == "of" and place.lo > 1 and s.norms[place.lo - 2] in _DIRECTIONS else "no",
        "nested": _nesting(s, index, places),
        "opens": "yes" if place.lo <= 3 else "no",
        "before": before if before in _PREPOSITIONS | {",", "the", "and", "(", "'s"} else "other",
        "after": _after(s, place),
        "verb": s.lemmas[trigger].lower(),
        "tag": s.tags[trigger],
        "told_as": s.deps[trigger],
        "others": str(min(len(places), 5)),
        "object": _argument(s, trigger, "dobj", "nsubjpass"),
        "subject": _argument(s, trigger, "nsubj", "agent"),
    }  # fmt: skip


def _bucket(reach: int) -> str:
    """The number of words between, coarsely."""
    return next((str(most) for most in (1, 3, 6, 12, 20) if reach <= most), "more")


def _after(s: Sentence, place: PlaceMention) -> str:
    """The small word or mark behind the place, else the word class."""
    if place.hi >= len(s):
        return "-"
    return s.norms[place.hi] if s.pos[place.hi] in {"PUNCT", "ADP", "PART", "CCONJ"} else s.pos[place.hi].lower()


def _argument(s: Sentence, verb: int, *deps: str) -> str:
    """The lemma of an argument of the trigger; a name's label stands for the name."""
    for c in children_by(s, verb, *deps):
        label = next((e for a, b, e in s.entities if a <= c < b), None)
        return label or s.lemmas[c].lower()
    return "-"


def _container(s: Sentence, place: PlaceMention) -> int | None:
    """The noun of `the village of X`, `the outskirts of X`, through which a place is located, if it stands in one."""
    prep = s.heads[place.head]
    if s.deps[place.head] == "pobj" and s.norms[prep] == "of" and s.heads[prep] != prep:
        noun = s.heads[prep]
        return noun if s.lemmas[noun].lower() in _KINDS else None
    head = s.heads[place.head]
    if s.deps[place.head] in {"compound", "nmod", "amod", "poss", "appos"} and s.lemmas[head].lower() in _KINDS:
        return head
    return None


def _preposition(s: Sentence, place: PlaceMention, anchor: int) -> str:
    if s.deps[anchor] == "pobj":
        word = s.norms[s.heads[anchor]]
    else:
        word = place.preposition or ("as" + s.deps[anchor] if s.deps[anchor] in {"dobj", "nsubj", "nsubjpass"} else "-")
    return word if word in _PREPOSITIONS or word[:2] == "as" else "-" if word == "-" else "other"


def _kind(s: Sentence, place: PlaceMention) -> str:
    """The kind of place that the words around tell (`village` in `the village of X`), `-` where none."""
    after = s.lemmas[place.hi].lower() if place.hi < len(s) else ""
    if after in _KINDS:
        return "after"
    if place.lo > 1 and s.norms[place.lo - 1] == "of" and s.lemmas[place.lo - 2].lower() in _KINDS:
        return "before"
    return "name" if s.norms[place.hi - 1] in _KINDS else "-"


def _nesting(s: Sentence, index: int, places: Sequence[PlaceMention]) -> str:
    """Whether a place just before lies in this one (`X, Y`), this lies in the next, or both are joined."""
    place, found = places[index], []
    for other, name in ((index - 1, "inner"), (index + 1, "outer")):
        if not 0 <= other < len(places):
            continue
        lo, hi = (places[other].hi, place.lo) if other < index else (place.hi, places[other].lo)
        if 0 <= hi - lo <= 5:
            words = s.norms[lo:hi]
            found.append(name + ("and" if "and" in words else next((w for w in words if w in _WITHIN), "other")))
    return "+".join(found) or "-"
