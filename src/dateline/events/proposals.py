"""Events between two actors that the lexicon does not know: which pairs are asked about, and the draft of a found one."""

from collections.abc import Sequence
from dataclasses import replace

from dateline.classifier import path_tokens
from dateline.records import ActorMention, EventDraft, Mentions, Sentence
from dateline.syntax import ancestors

from .find import draft_of
from .lexicon import Entry, Lexicon
from .triggers import Hit

TOGETHER = frozenset({"CONSULT"})
_SAYING = frozenset("say add note state report write tweet explain tell".split())
_MOST_ASKED = 6
_LONGEST_WAY = 7
_MOST_ACTORS = 40
"""Actors of a sentence that are asked about; one with more of them is a list or noise, and pairs grow with the square."""
_NO_SIDE = frozenset(
    "in at near outside inside within across around throughout into through including among during".split()
)


def candidate_pairs(s: Sentence, mentions: Mentions, drafts: Sequence[EventDraft]) -> list[tuple[int, int]]:
    """The ordered pairs of actors of a sentence that no draft links, nearest first; few enough to be asked about all."""
    actors = mentions.actors
    free = [i for i, a in enumerate(actors) if _can_act(s, a) and not _is_inside(a, actors)][:_MOST_ACTORS]
    found = []
    for i in free:
        if _is_dead(s, actors[i], mentions):
            continue
        for j in free:
            if i != j and not any(_links(d, i, j) for d in drafts):
                way = path_tokens(s, ((actors[i].lo, actors[i].hi),), ((actors[j].lo, actors[j].hi),))
                if way and len(way) <= _LONGEST_WAY and _words(s, way, mentions):
                    found.append((len(way), i, j))
    return [(i, j) for _, i, j in sorted(found)[:_MOST_ASKED]]


def _can_act(s: Sentence, actor: ActorMention) -> bool:
    """Whether a mention may stand for a side of its own.

    No pronoun, no modifier (`a Kabul bombing`), no scene (`in Aden`, `in Mersin, the capital of X`, `in Y's far north`), no part
    of another (`including two nurses`), nor whom somebody only tells it (`told reporters`).
    """
    head = actor.head
    if actor.kind == "pronoun" or s.deps[head] in {"compound", "amod", "nmod", "npadvmod", "oprd"}:
        return False
    return not _is_scenery(s, head) and not _is_told(s, head)


def _is_dead(s: Sentence, actor: ActorMention, mentions: Mentions) -> bool:
    """Whether an actor is told as killed by the verb that it is the subject of, and does no deed in that sentence."""
    deaths = {c.victims_head for c in mentions.casualties if c.harm == "killed" and not c.is_subtotal}
    verb = s.lemmas[s.heads[actor.head]].lower()
    is_subject = s.deps[actor.head] == "nsubjpass" or (s.deps[actor.head] == "nsubj" and verb in {"die", "perish"})
    return actor.head in deaths and is_subject


def _is_scenery(s: Sentence, token: int) -> bool:
    """Whether a noun stands in a phrase that tells where or among whom, at whatever depth of it."""
    while s.deps[token] in {"pobj", "poss", "appos", "conj", "compound", "amod", "nmod"}:
        head = s.heads[token]
        if s.deps[token] == "pobj":
            if s.norms[head] in _NO_SIDE:
                return True
            if s.norms[head] != "of":
                return False
            head = s.heads[head]
        if s.pos[head] not in {"NOUN", "PROPN"}:
            return False
        token = head
    return False


def _is_told(s: Sentence, token: int) -> bool:
    """Whether somebody is only whom words are said to, or according to whom something is told."""
    above = s.heads[token]
    if s.deps[token] == "pobj" and s.norms[above] == "to":
        above = s.heads[above]
        if s.norms[above] == "according":
            return True
    elif s.deps[token] not in {"dobj", "dative"}:
        return False
    return s.lemmas[above].lower() in _SAYING


def _is_inside(actor: ActorMention, actors: Sequence[ActorMention]) -> bool:
    return any(b is not actor and b.lo <= actor.lo and actor.hi <= b.hi for b in actors)


def _links(draft: EventDraft, i: int, j: int) -> bool:
    """Whether the draft already has the two on its two sides, or both on one."""
    sides = {*draft.source, *draft.target, *draft.mediator}
    if not draft.target:
        return i in sides and j in sides
    return i in draft.source and j in draft.target


def proposed_draft(
    s: Sentence,
    mentions: Mentions,
    hits: Sequence[Hit],
    sides: tuple[int, int],
    event_type: str,
    share: float,
    lexicon: Lexicon,
) -> EventDraft:
    """The draft of an event that the classifier found between two actors; its trigger is the word that joins them."""
    source, target = (mentions.actors[i] for i in sides)
    token, hit = _trigger(s, mentions, sides, hits)
    mode = hit.entry.mode if hit is not None and hit.entry.event_type == event_type else None
    entry = Entry(s.lemmas[token], s.pos[token] == "VERB", (), event_type, mode, (), "", 1)
    made = Hit(token, token, entry, (source.head,), ((target.head,),), both=event_type in TOGETHER)
    roles = ((sides[0], sides[1]), (), ()) if event_type in TOGETHER else ((sides[0],), (sides[1],), ())
    draft = draft_of(s, made, roles, mentions, (), lexicon, event_type)
    return replace(draft, score=share, reason=f"{s.lemmas[token]} [classifier] {source.text} > {target.text}")


def _trigger(s: Sentence, mentions: Mentions, sides: tuple[int, int], hits: Sequence[Hit]) -> tuple[int, Hit | None]:
    """The token that names the event: a known trigger on the way between the two, else the way's top verb or noun."""
    source, target = (mentions.actors[i] for i in sides)
    way = path_tokens(s, ((source.lo, source.hi),), ((target.lo, target.hi),))
    known = next((h for h in hits if h.token in way), None)
    if known is not None:
        return known.token, known
    return min(_words(s, way, mentions), key=lambda t: (len(ancestors(s, t)), t)), None


def _words(s: Sentence, way: Sequence[int], mentions: Mentions) -> list[int]:
    """The words on a way that can name an event, which no word for an actor does (`a spokesman for the party`).

    None where a saying joins the two: what is said is then the event.
    """
    words = [t for t in way if s.pos[t] in {"VERB", "NOUN", "AUX"}]
    top = min(words, key=lambda t: (len(ancestors(s, t)), t), default=None)
    if top is None or s.lemmas[top].lower() in _SAYING:
        return []
    return [t for t in words if not any(a.lo <= t < a.hi or _is_title(s, t, a) for a in mentions.actors)]


def _is_title(s: Sentence, token: int, actor: ActorMention) -> bool:
    """Whether a word only says what an actor is (`rebel leader Ana Ruiz`, `Ana Ruiz, the mayor`)."""
    return s.deps[token] in {"compound", "nmod", "appos"} and actor.lo <= s.heads[token] < actor.hi
