"""The events of one sentence, as drafts over its mentions."""

from collections.abc import Sequence
from dataclasses import replace

from dateline.records import EventDraft, Mentions, Sentence
from dateline.syntax import children_by, conjuncts, span_of

from .causes import with_causes
from .claims import with_unclaimed
from .compose import composed_type
from .frames import noun_arguments
from .harm import casualties_of
from .lexicon import Lexicon
from .linking import actor_indexes, date_of, first_slot, means_of, object_range
from .modes import mode_of
from .placing import place_of
from .scenes import is_placed, is_scene
from .status import status_of
from .triggers import Hit, find_hits


def triggers_of(s: Sentence, lexicon: Lexicon) -> list[Hit]:
    """The triggers of a sentence in text order, deeds told by their cause or by a claim that nobody made taken in."""
    return with_unclaimed(s, with_causes(s, find_hits(s, lexicon), lexicon), lexicon)


def find_events(
    s: Sentence, mentions: Mentions, lexicon: Lexicon, hits: Sequence[Hit] | None = None
) -> list[EventDraft]:
    """The events that a sentence tells between its actors, in text order. `hits` are its triggers, where known already."""
    hits = triggers_of(s, lexicon) if hits is None else hits
    hits = [h for h in hits if not _is_in_name(h, mentions)]
    casualties = casualties_of(s, hits, mentions)
    drafts = [_draft(s, hit, mentions, casualties.get(hit.token, []), lexicon) for hit in hits]
    return _without_repeats([d for d in drafts if d is not None])


def _is_in_name(hit: Hit, mentions: Mentions) -> bool:
    """Whether a trigger is a word of somebody's name: `the Movement to Defend Jonglei` defends nothing by being named."""
    return any(m.kind == "name" and m.hi - m.lo > 1 and m.lo <= hit.token < m.hi for m in mentions.actors)


def _draft(s: Sentence, hit: Hit, mentions: Mentions, casualties: Sequence[int], lexicon: Lexicon) -> EventDraft | None:
    source, target, mediator = _sides(s, hit, mentions)
    if hit.entry.lemma == "host" and not source and not target:
        source, mediator = mediator, ()  # of `Berlin will host a summit` nobody else is told
    if hit.entry.pattern == "recip_with" and len(source) > 1 and not target:
        hit = replace(hit, both=True)
    if hit.entry.lemma == "must_do" and not target:
        return None
    if _is_epithet(s, hit, source):
        return None
    is_mediated = bool(mediator) and hit.entry.strength > 0
    if (
        not is_mediated
        and not _has_enough(hit, source, target, casualties)
        and not _is_armed_deed(s, hit, source, mentions, lexicon)
        and not _points_back(s, hit, source, target, lexicon)
    ):
        return None
    if _harms_others(s, hit, mentions, casualties):
        target = tuple(i for i in target if not is_placed(s, mentions.actors[i].head))
    if hit.entry.event_type == "ASSAULT" and not target and not (hit.both and source):
        target = _victims(mentions, casualties, (*source, *mediator))
    return draft_of(s, hit, (source, target, mediator), mentions, casualties, lexicon)


def _harms_others(s: Sentence, hit: Hit, mentions: Mentions, casualties: Sequence[int]) -> bool:
    """Whether the persons whom a verb harms are told, so that a name behind `in` is no target: `wounded a third in Wau`."""
    own = [c for c in (mentions.casualties[i] for i in casualties) if c.trigger == hit.token and not c.is_subtotal]
    return hit.entry.is_verb and bool(own)


Sides = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
"""Source, target and mediator, as indexes into a sentence's actor mentions."""


def draft_of(
    s: Sentence,
    hit: Hit,
    sides: Sides,
    mentions: Mentions,
    casualties: Sequence[int],
    lexicon: Lexicon,
    event_type: str | None = None,
) -> EventDraft:
    """The event of a trigger with the given sides: its type (unless given), status, date, place, means and evidence."""
    source, target, mediator = sides
    status = status_of(s, hit.top, lexicon)
    is_demand = s.deps[hit.token] == "aux"
    below = status_of(s, hit.token, lexicon) if hit.top != hit.token and not is_demand else status
    told = status.status if status.status != "occurred" else below.status
    means_lo, means_hi, means_mode = means_of(s, hit, mentions, lexicon)
    has_target = bool(target) or hit.both or hit.entry.pattern == "self"
    object_lo, object_hi = (-1, -1) if has_target else _harmed(hit, mentions, casualties)
    if object_lo < 0 and not has_target:
        object_lo, object_hi = object_range(s, hit, lexicon)
    lo, hi = min(_word_start(s, hit.token), hit.top), max(hit.token, hit.top) + 1
    event_type = event_type or composed_type(s, hit, lexicon)
    draft = EventDraft(
        sentence=s.index,
        trigger=hit.token,
        trigger_lo=lo if hi - lo <= 5 else _word_start(s, hit.token),
        trigger_hi=hi if hi - lo <= 5 else hit.token + 1,
        event_type=event_type,
        mode=mode_of(s, hit, event_type, lexicon) or (means_mode if event_type == hit.entry.event_type else None),
        source=source,
        target=target,
        mediator=mediator,
        status=told,
        historical=status.historical or below.historical,
        when=date_of(s, hit, mentions.dates),
        where=_place(s, hit, mentions, (*source, *target)),
        casualties=tuple(casualties),
        means_lo=means_lo,
        means_hi=means_hi,
        contexts=hit.entry.contexts,
        score=_score(hit, source, target),
        reason=f"{hit.entry.lemma} [{' '.join(hit.entry.frame) or 'any'}] {hit.entry.pattern or 'agent>patient'}",
        object_lo=object_lo,
        object_hi=object_hi,
    )
    return replace(draft, evidence=_evidence(s, draft, mentions))


_BODILY = frozenset({"ASSAULT", "COERCE", "RETREAT"})
"""Types of what is done to persons, who are the target where nobody is named: `40 wounded` are forty."""


def _harmed(hit: Hit, mentions: Mentions, casualties: Sequence[int]) -> tuple[int, int]:
    """The words for those whom the trigger itself harms or frees; (-1, -1) where nobody is told to be."""
    if not hit.entry.is_verb or hit.entry.event_type not in _BODILY:
        return -1, -1
    told = (mentions.casualties[i] for i in casualties)
    own = (c for c in told if c.trigger == hit.token and not c.is_subtotal and not c.is_negated)
    return next(((c.lo, c.hi) for c in own), (-1, -1))


_SPOKEN = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION"})
"""Types whose deed is said or declared: a state that it names is a side and not the place (`criticised France`)."""


def _place(s: Sentence, hit: Hit, mentions: Mentions, sides: Sequence[int]) -> int | None:
    """The place of the light verb (`launched an attack near X`), else that of the trigger itself."""
    found = place_of(s, hit.top, mentions.places)
    if found is None and hit.token != hit.top:
        found = place_of(s, hit.token, mentions.places)
    if found is None or hit.entry.event_type not in _SPOKEN:
        return found
    place = mentions.places[found]
    return None if any(mentions.actors[i].lo <= place.lo < mentions.actors[i].hi for i in sides) else found


def _word_start(s: Sentence, token: int) -> int:
    """The first token of a hyphenated word (`cease-fire` is three tokens)."""
    return token - 2 if token > 1 and s.norms[token - 1] == "-" and s.starts[token] - s.ends[token - 2] == 1 else token


def _sides(s: Sentence, hit: Hit, mentions: Mentions) -> Sides:
    mediator = actor_indexes(s, hit.mediators, mentions)
    agents = actor_indexes(s, hit.sources, mentions, is_agent=True)
    of = noun_arguments(s, hit.token).patients if hit.entry.pattern == "patient" else ()
    undergoing = actor_indexes(s, of, mentions)
    source = tuple(i for i in agents if i not in (*mediator, *undergoing) and not is_scene(s, hit, mentions.actors[i]))
    is_joint = hit.both or hit.entry.pattern == "recip_with"
    if is_joint and len(source) == 1 and len(members := _members_of(s, mentions, source[0])) > 1:
        source = members
    if is_joint and len(source) > 1:
        return source, (), mediator
    target = first_slot(s, hit, mentions, (*source, *mediator))
    if hit.both:
        return source + target, (), mediator
    return source, target, mediator


def _members_of(s: Sentence, mentions: Mentions, index: int) -> tuple[int, ...]:
    """The sides that a plural speaks for, where those who meet or agree are told as one: `envoys of Armenia and Azerbaijan met`."""
    group = mentions.actors[index]
    if group.kind != "nominal" or not group.is_plural:
        return ()
    heads = [
        o for p in children_by(s, group.head, "prep") if s.norms[p] in {"of", "from"} for o in children_by(s, p, "pobj")
    ]
    return actor_indexes(s, [m for o in heads for m in conjuncts(s, o)], mentions)


_MATERIAL = frozenset({"ASSAULT", "COERCE", "RETREAT", "SANCTION", "PROTEST", "MOBILIZE", "AID", "COOPERATE"})


def _is_epithet(s: Sentence, hit: Hit, source: tuple[int, ...]) -> bool:
    """Whether words spoken only describe a noun: `the alleged spy`, `people accused of theft` tell of no accusation.

    A deed done to somebody stays an event (`the kidnapped nuns`), and so do words whose speaker is told.
    """
    if hit.entry.event_type in _MATERIAL or source or not hit.entry.is_verb:
        return False
    return s.deps[hit.token] == "amod" or (s.deps[hit.token] == "acl" and s.tags[hit.token] in {"VBN", "VBD"})


def _victims(mentions: Mentions, casualties: Sequence[int], taken: tuple[int, ...]) -> tuple[int, ...]:
    """The actors who came to harm, where the deed names no target of its own (`the blast left nine monks dead`)."""
    heads = {c.victims_head for c in (mentions.casualties[i] for i in casualties) if not c.is_subtotal}
    return tuple(i for i, a in enumerate(mentions.actors) if a.head in heads and i not in taken)


def _has_enough(hit: Hit, source: tuple[int, ...], target: tuple[int, ...], casualties: Sequence[int]) -> bool:
    """Whether enough of the event's sides are actors: both for a weak trigger, one for a strong one."""
    both = (source and target) or (hit.both and len(source) > 1)
    if both or casualties:
        return True
    if hit.entry.pattern == "self":
        return bool(source) and hit.entry.strength > 0
    return hit.entry.strength > 0 and bool(source or target)


_ARMED = frozenset({"REB", "UAF", "MIL", "PRM", "CRM"})


def _is_armed_deed(s: Sentence, hit: Hit, source: tuple[int, ...], mentions: Mentions, lexicon: Lexicon) -> bool:
    """Whether a thing is destroyed or hit by weapons or by those who bear them, so that nobody more need be told.

    Own examples: `the lorry was hit by a mine outside Gao`, `insurgents blew up a pylon`.
    """
    if hit.entry.event_type != "ASSAULT" or not hit.entry.is_verb or object_range(s, hit, lexicon)[0] < 0:
        return False
    is_armed = any(_ARMED & set(mentions.actors[i].sectors) for i in source)
    lo, hi, mode = means_of(s, hit, mentions, lexicon)
    return is_armed or (hit.entry.strength > 0 and mode is not None and not lo <= hit.token < hi)


def _points_back(s: Sentence, hit: Hit, source: tuple[int, ...], target: tuple[int, ...], lexicon: Lexicon) -> bool:
    """Whether a noun without actors speaks of an event that the report has told or is about (`the talks`, `a truce`)."""
    if source or target or hit.entry.is_verb:
        return False
    if hit.entry.pattern != "recip":
        return (
            hit.entry.strength == 2
            and s.norms[hit.token - 1] in {"the", "this"}
            and s.lemmas[s.heads[hit.token]] == "deny"
        )
    if any(
        s.norms[c] in {"the", "these", "those", "this", "that", "their", "both"}
        for c in children_by(s, hit.token, "det", "poss")
    ):
        return True
    verb = s.heads[hit.token]
    if s.deps[hit.token] in {"nsubj", "nsubjpass"} and lexicon.has("aspectual", s.lemmas[verb].lower()):
        return True
    return status_of(s, hit.top, lexicon).status in {"sought", "future"} and hit.entry.event_type in {
        "RETREAT",
        "CONSULT",
        "SUPPORT",
    }


def _score(hit: Hit, source: tuple[int, ...], target: tuple[int, ...]) -> float:
    """The rule's strength: the trigger's own, and how much of who did what to whom is filled."""
    score = 0.35 + 0.1 * hit.entry.strength + (0.05 if hit.entry.frame else 0.0)
    score += 0.15 if source else 0.0
    score += 0.15 if target or (hit.both and len(source) > 1) else 0.0
    return round(min(score, 0.95), 2)


def _evidence(s: Sentence, draft: EventDraft, mentions: Mentions) -> tuple[tuple[str, int, int], ...]:
    spans = [("trigger", draft.trigger_lo, draft.trigger_hi)]
    for name, indexes in (("source", draft.source), ("target", draft.target), ("mediator", draft.mediator)):
        spans += [(name, mentions.actors[i].lo, mentions.actors[i].hi) for i in indexes]
    if draft.when is not None:
        spans.append(("when", mentions.dates[draft.when].lo, mentions.dates[draft.when].hi))
    if draft.where is not None:
        spans.append(("where", mentions.places[draft.where].lo, mentions.places[draft.where].hi))
    if draft.means_lo >= 0:
        spans.append(("means", draft.means_lo, draft.means_hi))
    return tuple(spans)


def _without_repeats(drafts: list[EventDraft]) -> list[EventDraft]:
    """One draft for two triggers of the same type, sides and status in one sentence; the fuller one stays."""
    kept: list[EventDraft] = []
    for draft in drafts:
        same = next((k for k in kept if _repeats(k, draft)), None)
        if same is None:
            kept.append(draft)
        elif (len(draft.casualties), draft.score) > (len(same.casualties), same.score):
            kept[kept.index(same)] = draft
    return kept


def _repeats(one: EventDraft, other: EventDraft) -> bool:
    if one.event_type != other.event_type or one.status != other.status:
        return False
    if one.casualties and other.casualties:
        return False
    return set(other.source) <= set(one.source) | set(one.target) and set(other.target) <= set(one.target)


def clause_span(s: Sentence, draft: EventDraft) -> tuple[int, int]:
    """The token range below a draft's trigger."""
    return span_of(s, draft.trigger)
