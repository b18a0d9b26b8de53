"""Harm to persons and its numbers: killed, injured, captured, missing, abducted, released, displaced, arrested."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from dateline.records import CasualtyMention, QuantityMention, Sentence
from dateline.syntax import arguments, children_by, conjuncts, is_negated, noun_phrase, obliques

from .quantities import implied_count


@dataclass(frozen=True, slots=True)
class HarmLexicon:
    """Which lemmas name which harm, and which nouns are persons; from `harm.toml`."""

    verbs: dict[str, str]
    subject_verbs: dict[str, str]
    nouns: dict[str, str]
    adjectives: dict[str, str]
    persons: frozenset[str]
    things: frozenset[str]
    subgroups: dict[str, str]


@cache
def harm_lexicon() -> HarmLexicon:
    """The lexicon of harm, read once."""
    data = tomllib.loads((files(__package__) / "harm.toml").read_text(encoding="utf-8"))

    def table(name: str) -> dict[str, str]:
        return {lemma: harm for harm, lemmas in data[name].items() for lemma in lemmas.split()}

    return HarmLexicon(
        table("verbs"),
        table("subject_verbs"),
        table("nouns"),
        table("adjectives"),
        frozenset(data["victims"]["persons"].split()),
        frozenset(data["victims"]["things"].split()),
        table("subgroups"),
    )


def find_casualties(s: Sentence, quantities: Sequence[QuantityMention]) -> list[CasualtyMention]:
    """The casualties told in one sentence, each tied to its trigger and victims, in text order."""
    lexicon = harm_lexicon()
    found: list[CasualtyMention] = []
    for i in range(len(s)):
        for harm, victims in _harm_at(s, i, lexicon):
            found.extend(_mentions(s, i, harm, victims, quantities, lexicon))
    return _without_repeats(found)


def _harm_at(s: Sentence, i: int, lexicon: HarmLexicon) -> list[tuple[str, list[int]]]:
    """The harms that token `i` names, each with the heads of its victims (`-1`: the number stands alone)."""
    lemma, pos = s.lemmas[i], s.pos[i]
    if pos in {"VERB", "ADJ"} and lemma in lexicon.verbs and s.tags[i].startswith(("VB", "JJ")):
        harm, args = lexicon.verbs[lemma], arguments(s, i)
        victims = list(args.patients)
        if s.deps[i] == "amod":
            victims = [s.heads[i]]
        if lemma in {"leave", "wound"} and not victims:
            return []
        return [(harm, victims)] if victims else []
    if pos == "VERB" and lemma in {"lose", "claim", "cost"} and (lives := _lives(s, i)):
        return [("killed", lives if lemma == "claim" else list(arguments(s, i).agents) if lemma == "lose" else lives)]
    if pos == "VERB" and lemma in lexicon.subject_verbs:
        return [(lexicon.subject_verbs[lemma], list(arguments(s, i).agents))]
    if lemma in lexicon.adjectives and pos in {"ADJ", "NOUN", "VERB", "ADV"}:
        return [(lexicon.adjectives[lemma], v) for v in [_victims_of_adjective(s, i)] if v]
    if pos == "NOUN" and lemma in lexicon.nouns:
        return [(lexicon.nouns[lemma], _victims_of_noun(s, i))]
    return []


def _lives(s: Sentence, verb: int) -> list[int]:
    """The lives that are lost, claimed or cost: `nine people lost their lives`, `the shelling claimed seven lives`."""
    return [h for h in arguments(s, verb).patients if s.lemmas[h] == "life"]


def _victims_of_adjective(s: Sentence, i: int) -> list[int]:
    """`left twelve dead`, `five were dead`, `the dead`, `32 dead`."""
    if s.deps[i] == "amod":
        return [s.heads[i]]
    numbers = [c for c in s.children[i] if s.pos[c] in {"NUM"} and s.deps[c] in {"nummod", "nsubj", "det"}]
    if numbers:
        return [i]
    if s.deps[i] in {"acomp", "oprd", "ccomp", "xcomp", "attr"}:
        head = s.heads[i]
        subject = children_by(s, i, "nsubj") or (
            children_by(s, head, "dobj") or arguments(s, head).patients or arguments(s, head).agents
        )
        return list(subject)
    return []


def _victims_of_noun(s: Sentence, i: int) -> list[int]:
    """`the killing of two monks`, `12 deaths`, `the death toll rose to 30`, `no casualties`."""
    of = [head for prep, head in obliques(s, i) if prep in {"of", "among"}]
    if of:
        return of
    verb = s.heads[i]
    if s.lemmas[i] == "toll" or s.norms[i] == "toll":
        to = (
            [head for prep, head in obliques(s, verb) if prep in {"to", "at"}] if s.pos[verb] in {"VERB", "AUX"} else []
        )
        to = to or children_by(s, verb, "attr", "dobj")
        return [t for t in to if s.pos[t] in {"NUM", "NOUN"}] or []
    return [i]


def _mentions(
    s: Sentence,
    trigger: int,
    harm: str,
    victims: Sequence[int],
    quantities: Sequence[QuantityMention],
    lexicon: HarmLexicon,
) -> list[CasualtyMention]:
    found: list[CasualtyMention] = []
    heads = list(dict.fromkeys(m for v in victims for m in conjuncts(s, v)))
    for head in heads:
        found.extend(_one(s, trigger, harm, head, quantities, lexicon))
    return found


def _one(
    s: Sentence, trigger: int, harm: str, head: int, quantities: Sequence[QuantityMention], lexicon: HarmLexicon
) -> list[CasualtyMention]:
    if s.lemmas[head] in lexicon.things or s.norms[head] in {"who", "that", "which", "it"}:
        return []
    lo, hi = noun_phrase(s, head)
    quantity = _quantity_of(s, head, lo, hi, quantities)
    is_zero = any(s.norms[c] in {"no", "any", "zero"} for c in children_by(s, head, "det", "nummod", "neg"))
    is_count_noun = head == trigger
    if quantity is None and is_count_noun and not is_zero:
        return []
    is_bare_count = quantity is not None and quantity.lo <= head < quantity.hi
    is_person = _is_person(s, head, lexicon) or is_count_noun or is_bare_count
    if not is_person and not (quantity and s.pos[head] in {"NOUN", "PROPN"} and s.lemmas[head] in lexicon.persons):
        return []
    negated = is_negated(s, trigger) or is_zero
    if is_zero:
        quantity = QuantityMention(s.index, lo, hi, s.starts[lo], s.ends[hi - 1], "", 0, 0, 0, "exact")
    quantity = quantity or implied_count(s, head)
    if quantity is None:
        return []
    lo, hi = min(lo, quantity.lo) if quantity.lo >= 0 else lo, max(hi, quantity.hi)
    mention = CasualtyMention(
        s.index,
        trigger,
        lo,
        hi,
        s.starts[lo],
        s.ends[hi - 1],
        _surface(s, lo, hi),
        harm,
        quantity.low,
        quantity.best,
        quantity.high,
        quantity.bound,
        head,
        lo,
        hi,
        _subgroup(s, lo, hi, lexicon),
        False,
        negated,
    )
    return [mention, *_subtotals(s, mention, head, quantities, lexicon)]


def _quantity_of(
    s: Sentence, head: int, lo: int, hi: int, quantities: Sequence[QuantityMention]
) -> QuantityMention | None:
    """The number of a noun phrase: inside it, or the number that the noun hangs on (`22 of the militants`, `dozens of`)."""
    inside = [q for q in quantities if (lo <= q.lo < hi and q.hi <= head + 1) or q.lo <= head < q.hi]
    if inside:
        return inside[0]
    up = s.heads[head]
    if s.deps[head] == "pobj" and s.norms[up] in {"of", "among"}:
        return next((q for q in quantities if q.lo <= s.heads[up] < q.hi), None)
    below = [o for p in children_by(s, head, "prep") if s.norms[p] == "of" for o in children_by(s, p, "pobj")]
    return next((q for q in quantities for o in below if q.lo <= head < q.hi and o), None)


def _subtotals(
    s: Sentence, total: CasualtyMention, head: int, quantities: Sequence[QuantityMention], lexicon: HarmLexicon
) -> list[CasualtyMention]:
    """`12 people, including four children and a nurse`: parts of the total, never added to it."""
    found: list[CasualtyMention] = []
    for prep in [c for c in s.children[head] if s.norms[c] in {"including", "among"}] + [
        c for c in s.children[total.trigger] if s.norms[c] == "including"
    ]:
        for part in (m for o in children_by(s, prep, "pobj", "dobj") for m in conjuncts(s, o)):
            lo, hi = noun_phrase(s, part)
            quantity = _quantity_of(s, part, lo, hi, quantities) or implied_count(s, part)
            if quantity is None or not _is_person(s, part, lexicon):
                continue
            found.append(
                replace(
                    total,
                    lo=lo,
                    hi=hi,
                    start=s.starts[lo],
                    end=s.ends[hi - 1],
                    text=_surface(s, lo, hi),
                    low=quantity.low,
                    best=quantity.best,
                    high=quantity.high,
                    bound=quantity.bound,
                    victims_head=part,
                    victims_lo=lo,
                    victims_hi=hi,
                    subgroup=_subgroup(s, lo, hi, lexicon),
                    is_subtotal=True,
                )
            )
    return found


def _is_person(s: Sentence, head: int, lexicon: HarmLexicon) -> bool:
    if s.lemmas[head] in lexicon.persons or s.norms[head] in lexicon.persons:
        return True
    if s.norms[head] in {
        "himself",
        "herself",
        "themselves",
        "him",
        "her",
        "them",
        "others",
        "other",
        "he",
        "she",
        "they",
        "another",
    }:
        return True
    if s.pos[head] == "NUM":
        return True
    if s.pos[head] == "PROPN":
        label = next((e for lo, hi, e in s.entities if lo <= head < hi), "")
        return label in {"PERSON", "NORP", "ORG", ""} and s.lemmas[head] not in lexicon.things
    return False


def _subgroup(s: Sentence, lo: int, hi: int, lexicon: HarmLexicon) -> str | None:
    return next((lexicon.subgroups[s.lemmas[i]] for i in range(lo, hi) if s.lemmas[i] in lexicon.subgroups), None)


def _surface(s: Sentence, lo: int, hi: int) -> str:
    return "".join(s.words[i] + (" " * (s.starts[i + 1] - s.ends[i]) if i + 1 < hi else "") for i in range(lo, hi))


def _without_repeats(found: Sequence[CasualtyMention]) -> list[CasualtyMention]:
    kept: dict[tuple[str, int, int], CasualtyMention] = {}
    for mention in found:
        kept.setdefault((mention.harm, mention.lo, mention.victims_head), mention)
    return sorted(kept.values(), key=lambda m: (m.trigger, m.lo))


__all__ = ["find_casualties", "harm_lexicon"]
