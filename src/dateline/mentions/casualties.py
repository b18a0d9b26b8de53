"""Harm to persons and its numbers: killed, injured, captured, missing, abducted, released, displaced, arrested."""

from collections.abc import Sequence
from dataclasses import replace

from dateline.records import CasualtyMention, QuantityMention, Sentence
from dateline.syntax import (
    children_by,
    conjuncts,
    count_of,
    figures_of_count,
    first_conjunct,
    is_below,
    is_negated,
    is_running_total,
    noun_phrase,
)

from .harm_words import HarmLexicon, harm_lexicon, is_person
from .open_harm import is_open_harm
from .quantities import implied_count, running_count
from .victims import harms_at

_NOBODY = frozenset({"nobody", "none"})
_ZERO = frozenset({"no", "any", "zero"})
_RELATIVES = frozenset({"who", "that", "which", "it", "whom", "anyone", "anybody", "someone", "somebody"})
_OF_THEM = frozenset({"them", "whom", "which"})


def find_casualties(s: Sentence, quantities: Sequence[QuantityMention]) -> list[CasualtyMention]:
    """The casualties told in one sentence, each tied to its trigger and victims, in text order."""
    lexicon = harm_lexicon()
    counts = {i: counted for i in range(len(s)) if (counted := _count_at(s, i, lexicon)) is not None}
    reached = {(harm, head) for harm, heads in counts.values() for head in heads}
    found = [
        _part_of_a_count(mention, reached)
        for i in range(len(s))
        for harm, victims in ([counts[i]] if i in counts else harms_at(s, i, lexicon))
        for head in victims
        if (mention := _mention(s, i, harm, head, quantities, lexicon)) is not None
    ]
    totals = _without_repeats(found)
    return _without_repeats([*totals, *_parts(s, totals, quantities, lexicon)])


def _count_at(s: Sentence, i: int, lexicon: HarmLexicon) -> tuple[str, list[int]] | None:
    """The figure that a count of victims reached: `the number of people killed in the raid rose to 14 on Friday`."""
    harm = lexicon.verbs.get(s.lemmas[i]) or lexicon.adjectives.get(s.lemmas[i]) or lexicon.adjectives.get(s.norms[i])
    if harm is None or (s.pos[i] == "VERB" and s.deps[i] != "acl"):
        return None
    noun = count_of(s, i)
    figures = figures_of_count(s, noun) if noun is not None else []
    return (harm, figures) if figures else None


def _part_of_a_count(mention: CasualtyMention, reached: set[tuple[str, int]]) -> CasualtyMention:
    """The mention, marked as a part where its sentence tells how far the count of such victims has come.

    `The number of guards killed rose to five after one of the wounded died`: the one is among the five.
    """
    if (mention.harm, mention.victims_head) in reached or mention.harm not in {harm for harm, _ in reached}:
        return mention
    return replace(mention, is_subtotal=True)


def _mention(
    s: Sentence, trigger: int, harm: str, head: int, quantities: Sequence[QuantityMention], lexicon: HarmLexicon
) -> CasualtyMention | None:
    """The casualty of one victim head, None where it is no person or no number can be told."""
    core = _counted(s, head, lexicon)
    if s.lemmas[core].lower() in lexicon.things or s.norms[head] in _RELATIVES:
        return None
    lo, hi = _span(s, head, core)
    quantity = _quantity_of(s, head, lo, hi, quantities)
    if quantity is None and core != head and s.lemmas[head].lower() in lexicon.bodies:
        quantity = _quantity_of(s, core, *noun_phrase(s, core), quantities)
    is_zero = _is_zero(s, head)
    if quantity is None and not is_zero and (head == trigger or _shares_number(s, head, quantities)):
        return None
    is_bare_count = quantity is not None and quantity.lo <= core < quantity.hi
    if not (is_person(s, core, lexicon, harm) or head == trigger or is_bare_count):
        return None
    if is_zero:
        quantity = QuantityMention(s.index, lo, hi, s.starts[lo], s.ends[hi - 1], "", 0, 0, 0, "exact")
    is_state = s.lemmas[trigger].lower() in lexicon.states and not is_running_total(s, trigger)
    quantity = quantity or (running_count(s, head) if is_state else None) or implied_count(s, head)
    if quantity is None:
        return None
    lo, hi = min(lo, quantity.lo) if quantity.lo >= 0 else lo, max(hi, quantity.hi)
    return CasualtyMention(
        sentence=s.index,
        trigger=trigger,
        lo=lo,
        hi=hi,
        start=s.starts[lo],
        end=s.ends[hi - 1],
        text=_surface(s, lo, hi),
        harm=harm,
        low=quantity.low,
        best=quantity.best,
        high=quantity.high,
        bound=quantity.bound,
        victims_head=core,
        victims_lo=lo,
        victims_hi=hi,
        subgroup=_subgroup(s, lo, hi, lexicon),
        is_negated=is_negated(s, trigger) or is_zero or _is_without_sign(s, trigger),
        is_state=is_state,
        is_natural=harm == "killed" and _is_natural(s, trigger, lexicon),
        is_open=harm == "injured" and is_open_harm(s, trigger, lexicon),
    )


_SIGNS = frozenset({"indication", "evidence", "sign", "proof", "report", "confirmation", "suggestion", "word"})


def _is_without_sign(s: Sentence, trigger: int) -> bool:
    """Whether harm is only what there is no sign of: `there was no indication that anybody had been hurt`."""
    noun = s.heads[trigger]
    is_told = s.deps[trigger] in {"acl", "ccomp", "relcl"} and s.lemmas[noun].lower() in _SIGNS
    return is_told and any(s.norms[c] == "no" for c in children_by(s, noun, "det"))


_OF = frozenset({"of", "from", "in", "by"})
_WITH_ARMS = frozenset({"shoot", "shooting", "hunting", "hunt", "gun", "firearm", "firearms", "rifle", "weapon"})
"""What accidents are of harm by arms: `died in a shooting accident`."""


def _is_natural(s: Sentence, trigger: int, lexicon: HarmLexicon) -> bool:
    """Whether an illness or an accident is told to be the cause: `died of cancer`, `died when the ferry sank`."""
    for i in range(max(trigger - 2, 0), min(trigger + 9, len(s))):
        if s.norms[i] in lexicon.natural["causes"] and s.deps[i] == "pobj" and s.norms[s.heads[i]] in _OF:
            return not any(s.lemmas[c].lower() in _WITH_ARMS for c in children_by(s, i, "compound", "amod"))
        if s.lemmas[i].lower() in lexicon.natural["verbs"] and s.pos[i] == "VERB":
            return True
    return False


def _counted(s: Sentence, head: int, lexicon: HarmLexicon) -> int:
    """The noun that is counted: `insurgents` in `several of the insurgents`, `a group of insurgents`; else the head."""
    is_measure = s.pos[head] == "NUM" or s.tags[head] in {"DT", "JJ", "JJS", "PDT", "CD"}
    if not is_measure and s.lemmas[head].lower() not in lexicon.collectives:
        return head
    below = [o for p in children_by(s, head, "prep") if s.norms[p] == "of" for o in children_by(s, p, "pobj")]
    return below[0] if below else head


def _span(s: Sentence, head: int, core: int) -> tuple[int, int]:
    lo, hi = noun_phrase(s, head)
    return (lo, hi) if core == head else (lo, max(hi, noun_phrase(s, core)[1]))


def _shares_number(s: Sentence, head: int, quantities: Sequence[QuantityMention]) -> bool:
    """Whether a bare plural is counted with the one that it is joined to: `20 soldiers and policemen` are twenty."""
    first = s.heads[head]
    if s.deps[head] != "conj" or s.tags[head] != "NNS" or s.tags[first] != "NNS":
        return False
    return _quantity_of(s, first, *noun_phrase(s, first), quantities) is not None


def _is_zero(s: Sentence, head: int) -> bool:
    """`no soldiers`, `nobody`, and the second of `no women or children`."""
    if s.norms[head] in _NOBODY or any(s.norms[c] in _ZERO for c in children_by(s, head, "det", "nummod", "neg")):
        return True
    first = first_conjunct(s, head)
    joined = {s.norms[c] for m in conjuncts(s, first) for c in children_by(s, m, "cc")}
    return first != head and bool(joined & {"or", "nor"}) and _is_zero(s, first)


def _quantity_of(
    s: Sentence, head: int, lo: int, hi: int, quantities: Sequence[QuantityMention]
) -> QuantityMention | None:
    """The number of a noun phrase: inside it, or the number that the noun hangs on (`22 of the militants`, `dozens of`)."""
    inside = [q for q in quantities if (lo < q.hi <= head + 1 and q.lo < hi) or q.lo <= head < q.hi]
    if inside:
        return inside[0]
    up = s.heads[head]
    if s.deps[head] == "pobj" and s.norms[up] in {"of", "among"}:
        return next((q for q in quantities if q.lo <= s.heads[up] < q.hi), None)
    return None


def _parts(
    s: Sentence, totals: Sequence[CasualtyMention], quantities: Sequence[QuantityMention], lexicon: HarmLexicon
) -> list[CasualtyMention]:
    """Parts of the totals: `12 people, including four children and a nurse`, `nine monks, two of them novices`."""
    taken = {m.victims_head for m in totals}
    found: list[CasualtyMention] = []
    for token in range(len(s)):
        for head in _part_heads(s, token):
            total = _total_above(s, token, totals)
            core = _counted(s, head, lexicon)
            if total is None or head in taken or not (is_person(s, core, lexicon) or _is_of_them(s, head)):
                continue
            lo, hi = noun_phrase(s, head)
            quantity = _quantity_of(s, head, lo, hi, quantities) or implied_count(s, head)
            if quantity is not None:
                lo, hi = min(lo, quantity.lo), max(hi, quantity.hi)
                found.append(_part(s, total, quantity, core, lo, hi, lexicon))
    return found


def _part_heads(s: Sentence, token: int) -> list[int]:
    """The heads of the parts that a token opens: what follows `including` or `among them`, a number before `of them`."""
    if s.norms[token] in {"including", "among"}:
        parts = children_by(s, token, "pobj", "dobj")
        if s.norms[token] == "including":
            return [m for o in parts for m in conjuncts(s, o)]
        if parts and s.norms[parts[0]] in _OF_THEM:
            first = parts[0] + 1
            while first < len(s) and s.heads[first] > first and s.pos[first] != "NOUN":
                first = s.heads[first]
            return conjuncts(s, first) if first < len(s) and s.pos[first] == "NOUN" else []
    if s.norms[token] == "of" and _is_of_them(s, s.heads[token]):
        head, above = s.heads[token], s.heads[s.heads[token]]
        is_verbal = s.pos[above] == "VERB" and s.deps[head] in {"nsubj", "nsubjpass", "dobj"}
        return [] if is_verbal else [head]
    return []


def _is_of_them(s: Sentence, head: int) -> bool:
    below = [o for p in children_by(s, head, "prep") if s.norms[p] == "of" for o in children_by(s, p, "pobj")]
    return any(s.norms[o] in _OF_THEM for o in below)


def _total_above(s: Sentence, token: int, totals: Sequence[CasualtyMention]) -> CasualtyMention | None:
    """The total that a part belongs to: the one whose victims or harm stand above it, else the last one before it."""
    before = [t for t in totals if t.victims_head < token and not t.is_negated]
    near = [t for t in before if is_below(s, token, t.victims_head)]
    near = near or [t for t in before if is_below(s, token, t.trigger)]
    return near[-1] if near else before[-1] if before else None


def _part(
    s: Sentence, total: CasualtyMention, quantity: QuantityMention, head: int, lo: int, hi: int, lexicon: HarmLexicon
) -> CasualtyMention:
    return replace(
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
        victims_head=head,
        victims_lo=lo,
        victims_hi=hi,
        subgroup=_subgroup(s, lo, hi, lexicon),
        is_subtotal=True,
    )


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
