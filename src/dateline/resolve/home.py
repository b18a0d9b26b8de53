"""The country that a report is set in, lent to the bodies that it names without one: `the army`, `the rebels`, `police`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dateline.records import ActorMention, ActorRef, Event, Place, Report, ReportMentions, Sentence
from dateline.register import Entry, Register, Role

from .coreference import ResolvedActor
from .places import LINE, Key

_MOST, _LEAST = 0.6, 1.5
"""The share of all votes that the country must have, and the votes that it must have at least."""
_LINE, _ACTOR = 1.5, 0.7
"""What a dateline and a named or national actor count for, beside a place's name, which has 1."""
_BODIES = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "REB", "PRM", "SPY", "OPP"})
_WORDS = frozenset(
    "army military police government parliament cabinet junta navy troop soldier officer rebel insurgent militant guerrilla fighter "
    "authority official minister lawmaker opposition force prosecutor court regime president premier paramilitary militia "
    "policeman commander general security gendarme legislature senate".split()
)
_OFFICES = frozenset(
    "minister president premier governor mayor lawmaker senator prosecutor leader commander general".split()
)
"""Offices by which a person is told with no country, for the readers of the country itself."""
_FOREIGN = frozenset(
    "foreign international western allied coalition visiting exiled joint u.n. un peacekeeping diplomatic".split()
)


def home_country(
    report: Report, sentences: Sequence[Sentence], mentions: ReportMentions, places: Mapping[Key, Place]
) -> str | None:
    """The country in which most of the places named lie and from which most state and armed actors come; None for no clear one."""
    votes: dict[tuple[str, str], float] = {}
    for s, of_s in zip(sentences, mentions.sentences, strict=True):
        told = [m for m in of_s.places if not m.in_actor]
        for i, mention in enumerate(of_s.places):
            place = places.get((s.index, i))
            if place is not None and place.country and not mention.is_doubtful and not mention.in_actor:
                votes[place.country, place.name.lower()] = 1.0
        for actor in of_s.actors:
            is_place = any(m.lo < actor.hi and actor.lo < m.hi for m in told)
            if actor.country and _BODIES & set(actor.sectors) and not is_place:
                votes.setdefault((actor.country, (actor.name or actor.text).lower()), _ACTOR)
    line = places.get(LINE, report.dateline_place)
    if line is not None and line.country:
        votes[line.country, ""] = _LINE
    of_country: defaultdict[str, float] = defaultdict(float)
    for (country, _), weight in sorted(votes.items()):
        of_country[country] += weight
    if not of_country:
        return None
    best = max(sorted(of_country), key=lambda c: of_country[c])
    return best if of_country[best] >= max(_LEAST, _MOST * sum(of_country.values())) else None


def at_home(
    resolved: Mapping[Key, ResolvedActor],
    sentences: Sequence[Sentence],
    home: str | None,
    register: Register,
    on: date | None,
    fronted: Mapping[int, str],
) -> dict[Key, ResolvedActor]:
    """The actors, where state and armed bodies that nothing gives a country have that of the report's setting.

    A name that armed groups of several countries bear (`the Maoists`) means the one of that country. What a sentence tells of
    behind `In Chad,` is of Chad: `fronted` are such countries by sentence.
    """
    local = _local_bearers(resolved.values(), home, register, on) if home is not None else {}
    by_index = {s.index: s for s in sentences}
    found: dict[Key, ResolvedActor] = {}
    for key, actor in resolved.items():
        refs = tuple(_borne_by(r, local.get(r.actor_id or "")) for r in actor.refs)
        country = fronted.get(key[0], home)
        is_domestic = country is not None and len(refs) == 1 and _is_domestic(by_index[key[0]], actor.mention, refs[0])
        found[key] = replace(actor, refs=(replace(refs[0], country=country),) if is_domestic else refs)
    if home is None:
        return found
    bodies = {a.refs[0].name for k, a in found.items() if a != resolved[k] and k[0] not in fronted}
    return {k: replace(a, refs=tuple(_as_named(r, bodies, home) for r in a.refs)) for k, a in found.items()}


def _local_bearers(
    actors: Iterable[ResolvedActor], home: str, register: Register, on: date | None
) -> dict[str, tuple[Entry, Role]]:
    """Of each group named that bears its name with one of this country, the one of this country, by the id of the first."""
    found: dict[str, tuple[Entry, Role]] = {}
    for mention in (a.mention for a in actors):
        if mention.kind != "name" or mention.is_person or mention.actor_id is None or mention.country == home:
            continue
        bearers = [(e, e.role_on(on)) for e in register.lookup(mention.text, on) if e.kind == "armed_group"]
        here = [(e, role) for e, role in bearers if role.country == home]
        if len(here) == 1 and mention.actor_id in {e.id for e, _ in bearers}:
            found[mention.actor_id] = here[0]
    return found


def _borne_by(ref: ActorRef, bearer: tuple[Entry, Role] | None) -> ActorRef:
    if bearer is None:
        return ref
    entry, role = bearer
    return replace(ref, actor_id=entry.id, name=entry.name, country=role.country, sectors=role.sectors)


def _as_named(ref: ActorRef, bodies: set[str | None], home: str) -> ActorRef:
    """A reference to a body by a pronoun or a group, with the country that its words have elsewhere in the report."""
    is_meant = ref.name in bodies and ref.country is None and ref.actor_id is None
    return replace(ref, country=home) if is_meant else ref


def _is_domestic(s: Sentence, mention: ActorMention, ref: ActorRef) -> bool:
    """Whether the words tell a kind of body and no other country or organisation that it belongs to."""
    if ref.country is not None or ref.actor_id is not None or not _BODIES & set(ref.sectors):
        return False
    if mention.affiliation:
        return False
    if mention.kind == "name" and mention.is_person:
        # `Opposition leader Ana Ruiz`, `Defence Minister Ali Noor`: an office of this country, where none is told
        office = (mention.role or "").lower().split()
        return bool(office) and office[-1] in _OFFICES and not _FOREIGN & set(office)
    if mention.kind != "nominal" or s.lemmas[mention.head].lower() not in _WORDS:
        return False
    return not any(
        s.norms[t] in _FOREIGN or s.pos[t] == "PROPN" for t in range(mention.lo, mention.hi) if t != mention.head
    )


def set_at_home(events: Sequence[Event], country: Place | None, told: Mapping[str, Place]) -> list[Event]:
    """The events, where a deed told at a place that no gazetteer lists has a country: the one told of the place, by its name, or
    that of the report's setting."""
    return [_set_at_home(e, told.get((e.where.name if e.where is not None else None) or "", country)) for e in events]


def _set_at_home(event: Event, country: Place | None) -> Event:
    where = event.where
    if country is None or where is None or where.precision != "none" or where.country is not None:
        return event
    told = replace(where, country=country.country, lat=country.lat, lon=country.lon, precision="country")
    return replace(event, where=told)
