"""Rules and learned classifier together: types confirmed or corrected, empty pairs dropped, missed pairs proposed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.classifier import NONE, Classifier, Pair, Rule, best_type
from dateline.records import EventDraft, Mentions, Sentence
from dateline.syntax import ancestors, children_by, is_below, is_negated, span_of

from .compose import composed_type
from .confidence import features_of, load_calibration
from .contests import is_contest
from .frames import lemma
from .lexicon import Lexicon
from .pair import as_strength, classify_pair, link_score
from .proposals import candidate_pairs, proposed_draft
from .scenes import MATERIAL
from .triggers import Hit

DROP = 0.95
"""From this probability of no event on, a draft that tells two sides is dropped; one of one side is not what the model learnt."""
CORRECT, CORRECT_FIRM = 0.55, 0.85
"""From this probability on, given an event, another type than the rules' is taken; only from the second on where theirs is
a deed, or where they go by more than one word (`sign an accord`, `power-sharing agreement`)."""
PROPOSE, PROPOSE_DEED = 0.5, 0.6
"""From this probability on, an event of a type that the sentence does not tell yet is proposed; a deed, which sport and
elections speak of too, only from the second on."""
COMPLETE, COMPLETE_DEED = 0.5, 0.7
"""From this probability on, a side that the rules left open is filled with an actor; of a deed, where a place is soon taken
for the doer, only from the second on."""
PROPOSE_AGAIN = 0.6
"""From this probability on, an event of a type that the sentence tells already, of others; never a deed, whose toll would count twice."""
MODE = 0.6
"""From this probability on, the classifier tells the mode of an event whose type it gave."""
LIKELY, LIKELY_DEED = 0.4, 0.4
"""What is half as likely again wrong as right is not proposed."""
MOST_PROPOSED = 1
"""Events proposed in a sentence, the likeliest first."""

Shares = Mapping[str, float]
_TOLD_AS_DONE = frozenset({"occurred", "ongoing"})
"""Elsewhere the type follows from the modality, which the classifier was not taught apart from it."""


@dataclass(frozen=True, slots=True)
class SentenceEvents:
    """A sentence with its mentions, triggers and the drafts of the rules."""

    sentence: Sentence
    mentions: Mentions
    hits: tuple[Hit, ...]
    drafts: tuple[EventDraft, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A draft as rules and classifier leave it, with the features that its confidence rests on."""

    draft: EventDraft
    features: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Question:
    """A pair to be judged: of a draft, or of two mentions between which the rules found nothing."""

    at: int
    draft: EventDraft | None
    sides: tuple[int, int]
    pair: Pair
    rule: Rule


def weigh_events(
    sentences: Sequence[SentenceEvents], lexicon: Lexicon, classifier: Classifier
) -> list[list[EventDraft]]:
    """The drafts of each sentence as the classifier leaves them, each with its calibrated confidence as score."""
    calibration = load_calibration()
    return [
        [replace(w.draft, score=calibration.confidence(w.features)) for w in weighed]
        for weighed in weigh(sentences, lexicon, classifier)
    ]


def weigh(sentences: Sequence[SentenceEvents], lexicon: Lexicon, classifier: Classifier) -> list[list[Weighed]]:
    """The weighed drafts of each sentence in text order; the pairs of a whole report are judged in one batch."""
    asked = [q for at, found in enumerate(sentences) for q in _questions(at, found, lexicon)]
    answers = classifier.probabilities([q.pair for q in asked], [q.rule for q in asked])
    told: list[list[tuple[_Question, Shares]]] = [[] for _ in sentences]
    for q, shares in zip(asked, answers, strict=True):
        told[q.at].append((q, shares))
    weighed = [_weigh_sentence(s, t, lexicon) for s, t in zip(sentences, told, strict=True)]
    return [
        [replace(w, draft=_with_mode(w.draft, s, lexicon, classifier)) for w in ws]
        for ws, s in zip(weighed, sentences, strict=True)
    ]


def _with_mode(draft: EventDraft, found: SentenceEvents, lexicon: Lexicon, classifier: Classifier) -> EventDraft:
    """The event with the mode that the classifier is sure of, where its type is the classifier's own.

    Where the rules' word gives the type and no mode, none is told most often: `held talks`, `rejected the idea`.
    """
    s = found.sentence
    hit = next((h for h in found.hits if h.token == draft.trigger), None)
    if draft.mode is not None or (hit is not None and composed_type(s, hit, lexicon) == draft.event_type):
        return draft
    mode, share = classifier.mode(s, draft.event_type, span_of(s, draft.trigger))
    if mode is None or share < MODE:
        return draft
    return replace(draft, mode=mode, reason=f"{draft.reason}; mode by the classifier")


def _weigh_sentence(found: SentenceEvents, told: Sequence[tuple[_Question, Shares]], lexicon: Lexicon) -> list[Weighed]:
    kept: list[Weighed] = []
    dropped: list[EventDraft] = []
    for q, shares in told:
        draft = None if q.draft is None else _judged(q.draft, shares, found)
        if q.draft is not None and draft is None:
            dropped.append(q.draft)
        if draft is not None:
            kept.append(Weighed(draft, features_of(found.sentence, draft, shares, q.rule, is_proposed=False)))
    is_played = is_contest(found.sentence, lexicon)
    answers = [(q, shares, *best_type(shares)) for q, shares in told if q.draft is None and not is_played]
    ranked = sorted(answers, key=lambda a: (-a[3], a[0].sides))
    proposed = 0
    for q, shares, event_type, share in ranked:
        if (
            event_type is None
            or share < _bound(event_type, PROPOSE, PROPOSE_DEED)
            or any(_tells(w.draft, event_type, q.sides) for w in kept)
        ):
            continue
        turned = next((d for d in dropped if d.event_type == event_type and _is_turned(d, q.sides)), None)
        if turned is not None:
            kept.append(Weighed(turned, features_of(found.sentence, turned, shares, q.rule, is_proposed=False)))
            continue
        same = [n for n, w in enumerate(kept) if w.draft.event_type == event_type]
        open_side = next((n for n in same if _lacks(kept[n].draft, q.sides, found)), None)
        if open_side is not None and share >= _bound(event_type, COMPLETE, COMPLETE_DEED):
            draft = _completed(kept[open_side].draft, q.sides, found)
            kept[open_side] = Weighed(draft, features_of(found.sentence, draft, shares, q.rule, is_proposed=False))
        elif proposed < MOST_PROPOSED and (
            not same or _is_another(event_type, share, q.sides, [kept[n] for n in same])
        ):
            draft = proposed_draft(found.sentence, found.mentions, found.hits, q.sides, event_type, share, lexicon)
            if any(_retells(kept[n].draft, draft, is_same_type=n in same) for n in range(len(kept))):
                continue
            if event_type in MATERIAL and _is_refused(draft, found, lexicon):
                continue
            features = features_of(found.sentence, draft, shares, q.rule, is_proposed=True)
            if load_calibration().confidence(features) >= _bound(event_type, LIKELY, LIKELY_DEED):
                kept.append(Weighed(draft, features))
                proposed += 1
    return sorted(kept, key=lambda w: w.draft.trigger)


def _is_turned(draft: EventDraft, sides: tuple[int, int]) -> bool:
    """Whether a draft has the two the other way round: the rules know who undergoes it (`X drew criticism from Y`)."""
    return draft.source == sides[1:] and draft.target == sides[:1]


def _retells(told: EventDraft, proposed: EventDraft, *, is_same_type: bool) -> bool:
    """Whether a word that tells an event already would only tell it again: of the same type, or as what is said not to be."""
    return told.trigger == proposed.trigger and (is_same_type or told.status == "negated")


def _bound(event_type: str, plain: float, of_deeds: float) -> float:
    return of_deeds if event_type in MATERIAL else plain


def _is_refused(draft: EventDraft, found: SentenceEvents, lexicon: Lexicon) -> bool:
    """Whether the rules know the word that a proposed deed rests on, and found no deed in it (`malaria killed`)."""
    known = lemma(found.sentence, draft.trigger) in lexicon.verbs
    return known and all(h.token != draft.trigger for h in found.hits)


def _is_another(event_type: str, share: float, sides: tuple[int, int], same: Sequence[Weighed]) -> bool:
    """Whether an event of a type that is told already is surely one of others: another acts, and it is no deed."""
    acts_already = any(sides[0] in w.draft.source for w in same)
    return share >= PROPOSE_AGAIN and event_type not in MATERIAL and not acts_already


def _tells(draft: EventDraft, event_type: str, sides: tuple[int, int]) -> bool:
    """Whether a draft has the type between the same two, in whichever order."""
    return draft.event_type == event_type and {*sides} <= {*draft.source, *draft.target}


def _lacks(draft: EventDraft, sides: tuple[int, int], found: SentenceEvents) -> bool:
    """Whether the draft has the one actor on its side and none on the other's, where the other stands in its clause."""
    if draft.source and not draft.target:
        is_open, other = draft.source == sides[:1] and draft.object_lo < 0, found.mentions.actors[sides[1]].head
        return is_open and _is_in_clause(found.sentence, draft.trigger, other, _APART)
    other = found.mentions.actors[sides[0]].head
    s, verb = found.sentence, draft.trigger
    if other in {c.victims_head for c in found.mentions.casualties}:
        return False
    if children_by(s, verb, "nsubj") and not is_below(s, other, verb):
        return False  # it has a subject of its own, which is no actor: `after a mortar hit the hall`
    is_open = not draft.source and sides[1] in draft.target
    return is_open and _is_in_clause(found.sentence, draft.trigger, other, _APART | {"pobj"})


_APART = frozenset({"relcl", "advcl", "parataxis"})


def _is_in_clause(s: Sentence, trigger: int, head: int, apart: frozenset[str]) -> bool:
    """Whether no edge of `apart` lies between an actor and what it shares with the trigger; who acts may stand after `by`.

    A sentence may have several roots: an actor under another one shares nothing.
    """
    shared = {trigger, *ancestors(s, trigger)}
    while head not in shared:
        if s.heads[head] == head:
            return False
        if s.deps[head] == "conj" and s.pos[head] in {"VERB", "AUX"} and children_by(s, head, "nsubj", "nsubjpass"):
            return False
        if s.deps[head] in apart and not (s.deps[head] == "pobj" and s.norms[s.heads[head]] in {"by", "from", "with"}):
            return False
        head = s.heads[head]
    return True


def _completed(draft: EventDraft, sides: tuple[int, int], found: SentenceEvents) -> EventDraft:
    """The draft with its open side filled."""
    name = "source" if not draft.source else "target"
    index = sides[0] if not draft.source else sides[1]
    actor = found.mentions.actors[index]
    filled = (
        replace(draft, source=(index,))
        if name == "source"
        else replace(draft, target=(index,), object_lo=-1, object_hi=-1)
    )
    evidence = (*draft.evidence, (name, actor.lo, actor.hi))
    return replace(filled, evidence=evidence, reason=f"{draft.reason}; {name} by the classifier")


_SENT = frozenset({"MOBILIZE", "AID"})


def _questions(at: int, found: SentenceEvents, lexicon: Lexicon) -> list[_Question]:
    s, actors = found.sentence, found.mentions.actors
    asked = []
    for draft in found.drafts:
        pair = pair_of(draft, found)
        asked.append(_Question(at, draft, (-1, -1), pair, _rule_of(draft, pair, found)))
    sent = {c for h in found.hits if h.entry.event_type in _SENT for c in h.carriers}
    for i, j in candidate_pairs(s, found.mentions, found.drafts):
        if actors[i].head in sent:
            continue  # who is sent does nothing by that
        source, target = ((actors[i].lo, actors[i].hi),), ((actors[j].lo, actors[j].hi),)
        rule = classify_pair(s, source, target, lexicon, found.hits)
        asked.append(_Question(at, None, (i, j), (s, source, target), rule))
    return asked


def pair_of(draft: EventDraft, found: SentenceEvents) -> Pair:
    """The pair that a draft speaks of; of those that act together, the first and the rest."""
    actors = found.mentions.actors
    source, target = (tuple((actors[i].lo, actors[i].hi) for i in side) for side in (draft.source, draft.target))
    if not target and len(source) > 1:
        source, target = source[:1], source[1:]
    if not target and draft.object_lo >= 0:
        target = ((draft.object_lo, draft.object_hi),)
    return found.sentence, source, target


def _rule_of(draft: EventDraft, pair: Pair, found: SentenceEvents) -> Rule:
    """What the rules say of a draft's pair: its own type, with the strength of the link between its trigger and the two."""
    _, source, target = pair
    hit = next((h for h in found.hits if h.token == draft.trigger), None)
    if hit is None:
        return draft.event_type, draft.score
    sides = [{t for lo, hi in spans for t in range(lo, hi)} for spans in (source, target)]
    return draft.event_type, as_strength(link_score(found.sentence, hit, *sides))


def _judged(draft: EventDraft, shares: Shares, found: SentenceEvents) -> EventDraft | None:
    """The draft with the type that rules and model give it together; None where nothing happens between its sides.

    A type that another word of the sentence gives corrects nothing: the classifier judges a pair, not a word.
    """
    _, source, target = pair_of(draft, found)
    sides = bool(source) + bool(target)
    if sides == 2 and not draft.casualties and shares[NONE] >= DROP and not _is_plain_deed(draft, found):
        return None
    event_type, share = best_type(shares, given_event=True)
    bound = CORRECT_FIRM if _is_firm(draft, found) else CORRECT
    if event_type is None or event_type == draft.event_type or share < bound or sides < 2:
        return draft
    if draft.status not in _TOLD_AS_DONE:
        return draft
    if _is_elsewhere(event_type, draft, found) or _is_vow(event_type, draft, found):
        return draft
    reason = f"{draft.reason}; the classifier reads {event_type}, not {draft.event_type}"
    return replace(draft, event_type=event_type, mode=None, reason=reason)


_PROMISING = frozenset({"vow", "pledge", "promise", "swear"})


def _is_vow(event_type: str, draft: EventDraft, found: SentenceEvents) -> bool:
    """Whether what a vow is of tells the type better than the vow: of a deed left undone it is no threat and no refusal
    (`pledged not to shell the port`), of a hostile one no promise (`vowed to retake the hill`)."""
    s = found.sentence
    if s.lemmas[draft.trigger].lower() not in _PROMISING:
        return False
    is_undone = any(is_negated(s, c) for c in children_by(s, draft.trigger, "xcomp", "ccomp"))
    return (draft.event_type == "AGREE" and is_undone and event_type in {"REJECT", "THREATEN"}) or (
        draft.event_type == "THREATEN" and event_type == "AGREE"
    )


def _is_plain_deed(draft: EventDraft, found: SentenceEvents) -> bool:
    """Whether a strong word tells a deed done to a thing: `shelled the market` is one, though most markets are not shelled."""
    hit = next((h for h in found.hits if h.token == draft.trigger), None)
    return not draft.target and hit is not None and hit.entry.strength > 0 and hit.entry.event_type in MATERIAL


def _is_firm(draft: EventDraft, found: SentenceEvents) -> bool:
    """Whether the rules tell a deed, or go by more than one word."""
    entry = next((h.entry for h in found.hits if h.token == draft.trigger), None)
    return draft.event_type in MATERIAL or (
        entry is not None and ("_" in entry.lemma or any("=" in test for test in entry.frame))
    )


def _is_elsewhere(event_type: str, draft: EventDraft, found: SentenceEvents) -> bool:
    """Whether another word of the sentence than the draft's trigger gives the type."""
    hits = any(h.entry.event_type == event_type and h.token != draft.trigger for h in found.hits)
    return hits or any(d.event_type == event_type and d.trigger != draft.trigger for d in found.drafts)
