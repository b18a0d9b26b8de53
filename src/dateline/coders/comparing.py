"""Two coders' events of one report laid side by side: one record for what both find, and a doubt wherever they differ."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.records import ActorMention, EventDraft, ReportMentions

_DISPUTED = 0.5
"""What is left of an event's strength where coders differ on it."""
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Compared:
    """The events of both coders, and how many of them carry a doubt."""

    drafts: list[list[EventDraft]]
    doubts: int


def compared(
    ours: Sequence[Sequence[EventDraft]],
    theirs: Sequence[EventDraft],
    mentions: ReportMentions,
    asked: frozenset[int],
    unread: frozenset[int],
) -> Compared:
    """The events of the built-in coder (`ours`, by sentence) and of a model (`theirs`), matched.

    The model's reading stands where both find an event; what it leaves open is taken from ours. What only one finds stays,
    with a doubt. Sentences that the model was not asked about keep ours as they are; those whose answer was `unread` with a doubt.
    """
    drafts: list[list[EventDraft]] = []
    for n, own in enumerate(ours):
        if n in unread:
            drafts.append([_doubted(d, "the model's answer on this sentence could not be read") for d in own])
        elif n not in asked:
            drafts.append(list(own))
        else:
            drafts.append(_matched(own, [d for d in theirs if d.sentence == n], mentions.sentences[n].actors))
    return Compared(drafts, sum(d.doubt is not None for found in drafts for d in found))


def _matched(
    ours: Sequence[EventDraft], theirs: Sequence[EventDraft], actors: Sequence[ActorMention]
) -> list[EventDraft]:
    left, found = list(ours), []
    for their in theirs:
        own = next((d for d in left if _is_same_trigger(d, their) and d.event_type == their.event_type), None)
        own = own or next((d for d in left if _is_same_trigger(d, their)), None)
        own = own or next((d for d in left if _is_same_deed(d, their)), None)
        if own is None:
            found.append(_doubted(their, "the built-in coder finds no such event", keep=1.0))
        else:
            left.remove(own)
            found.append(_merged(own, their, actors))
    found += [_doubted(d, "the model finds no such event") for d in left]
    return sorted(found, key=lambda d: (d.trigger, d.event_type))


def _is_same_trigger(one: EventDraft, other: EventDraft) -> bool:
    return one.trigger_lo < other.trigger_hi and other.trigger_lo < one.trigger_hi


def _is_same_deed(one: EventDraft, other: EventDraft) -> bool:
    """Whether two drafts name one deed by different words: the same type, and a side or a figure in common."""
    shared = set(one.source) & set(other.source) or set(one.target) & set(other.target)
    return one.event_type == other.event_type and bool(shared or set(one.casualties) & set(other.casualties))


def _merged(own: EventDraft, their: EventDraft, actors: Sequence[ActorMention]) -> EventDraft:
    """The model's reading of an event that both find, with what it leaves open filled in from ours."""
    is_same_type = own.event_type == their.event_type
    whole = replace(
        own,
        event_type=their.event_type,
        mode=their.mode or (own.mode if is_same_type else None),
        status=their.status,
        source=their.source or tuple(i for i in own.source if i not in their.target),
        target=their.target or tuple(i for i in own.target if i not in their.source),
        mediator=their.mediator or tuple(i for i in own.mediator if i not in their.source + their.target),
        when=own.when if their.when is None else their.when,
        where=own.where if their.where is None else their.where,
        casualties=their.casualties or own.casualties,
        means_lo=their.means_lo if their.means_lo >= 0 else own.means_lo,
        means_hi=their.means_hi if their.means_lo >= 0 else own.means_hi,
        contexts=own.contexts if is_same_type else (),
        reason=f"{their.reason}; {own.reason}",
    )
    differences = _differences(own, their, actors)
    return _doubted(whole, f"the built-in coder says {'; '.join(differences)}") if differences else whole


def _differences(own: EventDraft, their: EventDraft, actors: Sequence[ActorMention]) -> list[str]:
    """What the built-in coder says otherwise. What the model leaves open is no difference."""
    found = []
    if own.event_type != their.event_type:
        found.append(own.event_type)
    if own.status != their.status:
        found.append(f"status {own.status}")
    for side in ("source", "target", "mediator"):
        mine, yours = getattr(own, side), getattr(their, side)
        if yours and set(mine) != set(yours):
            found.append(f"{side} {_names(mine, actors)}")
    if their.casualties and set(own.casualties) != set(their.casualties):
        found.append("other figures")
    if their.where is not None and own.where is not None and own.where != their.where:
        found.append("another place")
    if their.when is not None and own.when is not None and own.when != their.when:
        found.append("another day")
    return found


def _names(indexes: Sequence[int], actors: Sequence[ActorMention]) -> str:
    told = ", ".join(" ".join(actors[i].text.split()) for i in indexes)
    return f"“{told[:_SHOWN]}”" if told else "nobody"


def _doubted(draft: EventDraft, doubt: str, keep: float = _DISPUTED) -> EventDraft:
    return replace(draft, doubt=doubt, score=round(draft.score * keep, 3))
