"""Further features of a place with regard to a trigger: the words on the way between them and round each of them."""

from collections.abc import Sequence

from dateline.records import PlaceMention, Sentence
from dateline.syntax import ancestors

_SAYING = frozenset("say tell announce report state add claim declare note confirm write quote accord".split())
_AUXILIARY = frozenset({"aux", "auxpass", "neg", "mark"})
_DESCRIBING = frozenset({"det", "poss", "amod", "compound"})
_ARGUMENTS = ("agent", "ccomp", "dobj", "nsubj", "nsubjpass", "prep", "xcomp")
_FARTHEST = 10


def link_features(s: Sentence, trigger: int, places: Sequence[PlaceMention]) -> list[dict[str, str]]:
    """The named features of each place, in a fixed order."""
    told = _of_trigger(s, trigger)
    below = sum(trigger in ancestors(s, p.head) for p in places)
    found: list[dict[str, str]] = []
    for place in places:
        way = _way(s, trigger, place)
        is_below = "1" if trigger in ancestors(s, place.head) else "0"
        joint = {f"{name}_below": f"{told[name]}|{is_below}" for name in ("auxiliaries", "article", "dated")}
        found.append(
            {
                **told,
                **way,
                **joint,
                "below": f"{min(below, 3)}|{is_below}",
                "verb_prep": f"{s.lemmas[trigger].lower()}|{place.preposition or '-'}|{is_below}",
                **_round_place(s, trigger, place),
            }
        )
    return found


def _of_trigger(s: Sentence, trigger: int) -> dict[str, str]:
    """What is told of the trigger itself: its auxiliaries, article, arguments, neighbours, and whether a date hangs on it."""
    children = s.children[trigger]
    dates = [a for a, _, label in s.entities if label == "DATE"]
    return {
        "auxiliaries": ".".join([s.norms[c] for c in children if s.deps[c] in _AUXILIARY][:2]),
        "article": next((s.norms[c] for c in children if s.deps[c] in _DESCRIBING), "-"),
        "dated": "yes" if any(trigger in (a, *ancestors(s, a)) for a in dates) else "no",
        "arguments": ".".join(d for d in _ARGUMENTS if any(s.deps[c] == d for c in children)),
        "length": str(min(len(s) // 8, 6)),
        "word_before": s.norms[trigger - 1] if trigger else "^",
        "word_after": s.norms[trigger + 1] if trigger + 1 < len(s) else "$",
    }


def _way(s: Sentence, trigger: int, place: PlaceMention) -> dict[str, str]:
    """The labels and words on the way from the trigger up, and down to the place."""
    above = [trigger, *ancestors(s, trigger)]
    up = [place.head, *ancestors(s, place.head)]
    shared = next((a for a in up if a in above), above[-1])
    down = up[: up.index(shared)] if shared in up else up
    climb = above[: above.index(shared)]
    link = s.heads[place.head]
    is_pobj = s.deps[place.head] == "pobj"
    holder = s.heads[link] if is_pobj else link
    verb = next((t for t in up[1:] if s.pos[t] in {"VERB", "AUX"}), None)
    over = "-" if verb is None else "T" if verb == trigger else "over" if verb in above else s.lemmas[verb].lower()
    return {
        "holder": s.lemmas[holder].lower(),
        "holder_link": f"{s.pos[holder]}{'T' if holder == trigger else ''}|{s.norms[link] if is_pobj else s.deps[place.head]}",
        "shared_word": s.lemmas[shared].lower() + ("|T" if shared == trigger else ""),
        "way": ">".join(s.deps[t] for t in climb[:4]) + "<" + "<".join(s.deps[t] for t in reversed(down[-4:])),
        "way_tags": ">".join(s.pos[t] for t in climb[:3]) + "<" + "<".join(s.pos[t] for t in reversed(down[-4:])),
        "verb_over": over,
        "said": "yes" if any(s.lemmas[t].lower() in _SAYING for t in down) else "no",
    }


def _round_place(s: Sentence, trigger: int, place: PlaceMention) -> dict[str, str]:
    """The words before and after the place, and its distance."""
    before = s.norms[place.lo - 1] if place.lo else "^"
    reach = place.lo - trigger if place.lo > trigger else trigger - place.hi
    return {
        "words_before": f"{before}_{s.norms[place.lo - 2] if place.lo > 1 else '^'}",
        "next_word": s.norms[place.hi] if place.hi < len(s) else "$",
        "reach": str(min(max(reach, 0), _FARTHEST)),
    }
