"""Where parties contradict one another: in who did it, whether it happened, or in figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.records import ActorRef, Claim, Dispute, Event, Toll

from .figures import Figure, Sources, figures_of, last_of_each
from .reconcile import HARMS, Rule, contradicting
from .tellings import side_of


@dataclass(frozen=True, slots=True)
class Account:
    """All that stands to be weighed of one incident: its own events, and those of its reports that speak about it."""

    events: Sequence[Event]
    around: Sequence[Event]
    claims: Sequence[Claim]
    sources: Sources


def disputes_of(account: Account, tolls: Iterable[Toll], rule: Rule) -> tuple[Dispute, ...]:
    """The disputes of an incident, in a fixed order: who, occurrence, account, then the harms."""
    found = [
        *_rival_perpetrators(account),
        *_mutual_blame(account),
        *_counter_blame(account, rule),
        *_other_opponent(account, rule),
        *_denied(account),
        *_rejected(account, rule),
        *_figures(account, tolls, rule),
    ]
    return tuple(dict.fromkeys(found))


def _dispute(field: str, text: str, events: Sequence[Event | Claim]) -> Dispute:
    return Dispute(field, text, tuple(dict.fromkeys(e.report_id for e in events)), tuple(e.id for e in events))


def _rival_perpetrators(account: Account) -> list[Dispute]:
    """Two sources that name different known perpetrators: one of them speaks for a side."""
    named: dict[str, Event] = {}
    for event in account.events:
        for actor in event.source:
            if actor.actor_id and event.attribution and not event.historical:
                named.setdefault(actor.actor_id, event)
    spoken = [e for e in named.values() if _speaks_for_a_side(e, account)]
    rivals = [e for e in named.values() if not _sides(e) & {s for o in spoken for s in _sides(o)}]
    if not spoken or not rivals:
        return []
    pair = sorted({e.id: e for e in (spoken[0], rivals[0])}.values(), key=lambda e: e.id)
    return [_dispute("who", "sources name different perpetrators", pair)]


def _mutual_blame(account: Account) -> list[Dispute]:
    """Either side says that the other did it: `The rebels said that the army had attacked; the army said that the rebels had.`"""
    said: dict[tuple[str, str], Event] = {}
    for event in account.events:
        speaker = event.attribution[-1].speaker if event.attribution else None
        camp = _camp(speaker) if speaker is not None else None
        for doer in event.source:
            is_violent = event.event_type in _VIOLENT and not event.historical
            if is_violent and camp and (other := _camp(doer)) and other != camp:
                said.setdefault((camp, other), event)
    pairs = [(e, said[other, camp]) for (camp, other), e in said.items() if camp < other and (other, camp) in said]
    return [_dispute("who", "each side says that the other did it", sorted(pair, key=lambda e: e.id)) for pair in pairs]


_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_CAMPS = {"state": frozenset({"GOV", "MIL", "COP", "SPY"}), "rebels": frozenset({"REB", "PRM", "UAF"})}


def _camp(actor: ActorRef) -> str | None:
    """The camp that an actor, named or not, belongs to: the state's, or that of those who fight it."""
    return next((camp for camp, sectors in _CAMPS.items() if sectors & set(actor.sectors)), None)


def _speaks_for_a_side(event: Event, account: Account) -> bool:
    kinds = {c.claimant_kind for c in account.claims if c.event_id == event.id}
    return "party" in kinds


def _sides(event: Event) -> frozenset[str]:
    return frozenset(a.actor_id for a in event.source if a.actor_id)


def _counter_blame(account: Account, rule: Rule) -> list[Dispute]:
    """Those who are said to have done it blame another: `The rebels blamed the army for the fighting.`"""
    accused = {s for e in account.events for s in _sides(e)}
    return [
        _dispute("who", f"{event.source[0].text} {event.evidence[0].text} {event.target[0].text}", [event])
        for event in account.around
        if event.event_type == "ACCUSE"
        and event.target
        and event.evidence[0].text.lower() in rule.denial["blame"]
        and _sides(event) & accused
    ]


def _other_opponent(account: Account, rule: Rule) -> list[Dispute]:
    """The accused answer that they fought somebody else than those who were hurt or who accuse them.

    Own example: `The front accused the army of breaking the truce. The army said that it had attacked the League.`
    """
    found = []
    for blame in account.around:
        if blame.event_type != "ACCUSE" or blame.evidence[0].text.lower() not in rule.denial["blame"]:
            continue
        for answer in (e for e in account.events if _answers(e, blame)):
            known = {s: a for a in (*answer.source, *answer.target) if (s := side_of(a)) is not None}
            deeds = [e for e in account.events if e is not answer and e.report_id == blame.report_id]
            told = {side_of(a) for e in (blame, *deeds) for a in (*e.source, *e.target)}
            named = [a for s, a in sorted(known.items()) if s not in told and _camp(a) != _camp(blame.target[0])]
            if named:
                text = f"{blame.target[0].text} says that it was against {named[0].name or named[0].text}"
                found.append(_dispute("who", text, [blame, answer]))
    return found


def _answers(event: Event, blame: Event) -> bool:
    """Whether an event is a deed of those whom a report has just told to be accused, in their own words."""
    speaker = event.attribution[-1].speaker if event.attribution else None
    return (
        event.event_type in _VIOLENT
        and event.report_id == blame.report_id
        and event.sentence.start > blame.sentence.start
        and speaker is not None
        and any(_is_of(speaker, accused) for accused in blame.target)
        and any(_is_of(doer, accused) for doer in event.source for accused in blame.target)
    )


def _is_of(a: ActorRef, b: ActorRef) -> bool:
    """Whether two references are of one side, or of one camp where a side is not known (`the army`, `its troops`)."""
    camp = _camp(a)
    return _is_same(a, b) or (camp is not None and camp == _camp(b) and None in {side_of(a), side_of(b)})


def _denied(account: Account) -> list[Dispute]:
    """Those who are told to have done it say that they did not: `The army said that it had not shelled the village.`

    That somebody was not hurt contradicts nobody.
    """
    return [
        _dispute("occurrence", f"{claim.claimant.text} says that it did not happen", [claim])
        for claim in account.claims
        if claim.field == "occurrence"
        and claim.claimant is not None
        and account.sources.events[claim.event_id].status == "negated"
        and any(_is_same(claim.claimant, a) for a in account.sources.events[claim.event_id].source)
    ]


def _is_same(a: ActorRef, b: ActorRef) -> bool:
    """Whether two references are of one side, or by the same words where the side is not known."""
    side, other = side_of(a), side_of(b)
    if side is not None and other is not None:
        return side == other
    return (a.name or a.text).lower() == (b.name or b.text).lower()


def _rejected(account: Account, rule: Rule) -> list[Dispute]:
    """A denial or a rejected account in a report of the incident: `The ministry denied that figure.`"""
    found = []
    for event in account.around:
        if event.event_type != "REJECT" or not event.source:
            continue
        words = event.evidence[0].text.lower().split()
        told = {w for a in event.target for w in a.text.lower().split()}
        outright = bool(set(words) & rule.denial["outright"])
        of_account = bool(set(words) & rule.denial["of_account"]) and bool(told & rule.denial["accounts"])
        if outright or of_account:
            found.append(_dispute("account", f"{event.source[0].text} {event.evidence[0].text}", [event]))
    return found


def _figures(account: Account, tolls: Iterable[Toll], rule: Rule) -> list[Dispute]:
    disputed = {t.harm for t in tolls if t.disputed}
    found = []
    for harm in (h for h in HARMS if h in disputed):
        credible = last_of_each(figures_of(harm, account.claims, account.sources, rule.party_kinds))
        for party, other in contradicting(credible, rule):
            text = f"{_named(party)} says {party.value}, {_named(other)} {other.value}"
            found.append(_dispute(harm, text, [*party.claims, *other.claims]))
    return found


def _named(figure: Figure) -> str:
    """Whose figure it is, as a reader knows them: the speaker's name; the agency where the report says it in its own voice."""
    speaker = next((c.claimant for c in figure.claims if c.claimant), None)
    return (speaker.name or speaker.text) if speaker else figure.source
