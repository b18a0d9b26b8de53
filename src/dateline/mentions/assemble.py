"""All mentions of a report, in the order in which one kind needs another."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateline.gazetteer import Gazetteer
from dateline.records import ActorMention, CasualtyMention, Mentions, ReportMentions, Sentence
from dateline.register import Register

from .acronyms import bind_acronyms
from .actors import find_actors
from .casualties import find_casualties
from .dates import find_document_dates
from .places import find_document_places
from .quantities import find_quantities
from .quotes import find_quotes
from .short_names import add_short_names


def find_mentions(
    sentences: Sequence[Sentence], *, text: str, published: date | None, register: Register, gazetteer: Gazetteer
) -> ReportMentions:
    """Every actor, place, date, quantity, casualty and quote of a report's sentences."""
    dates = find_document_dates(sentences, published)
    actors = bind_acronyms(sentences, [find_actors(s, register, published) for s in sentences])
    actors = add_short_names(sentences, actors)
    places = find_document_places(sentences, gazetteer, actors)
    found: list[Mentions] = []
    for n, sentence in enumerate(sentences):
        quantities = find_quantities(sentence)
        casualties = find_casualties(sentence, quantities)
        found.append(
            Mentions(
                tuple(_with_people(actors[n], casualties, register)),
                tuple(places[n]),
                tuple(dates[n]),
                tuple(quantities),
                tuple(casualties),
            )
        )
    return ReportMentions(tuple(found), tuple(find_quotes(text, sentences, found)))


def _with_people(
    actors: Sequence[ActorMention], casualties: Sequence[CasualtyMention], register: Register
) -> list[ActorMention]:
    """The actors, where a demonym names those who came to harm made people: `the Thais were freed` frees no state."""
    harmed = {c.victims_head for c in casualties}
    found: list[ActorMention] = []
    for actor in actors:
        state = actor.actor_id or ""
        if actor.head in harmed and actor.kind == "name" and state.startswith("state-"):
            demonyms = {d.lower() for d in register.actor(state).demonyms}
            if actor.text.lower() in demonyms:
                actor = replace(actor, kind="nominal", name=actor.text, actor_id=None, sectors=("CVL",), is_person=True)
        found.append(actor)
    return found
