"""All mentions of a report, in the order in which one kind needs another."""

from collections.abc import Sequence
from datetime import date

from dateline.gazetteer import Gazetteer
from dateline.records import Mentions, ReportMentions, Sentence
from dateline.register import Register

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
    actors = add_short_names(sentences, [find_actors(s, register, published) for s in sentences])
    places = find_document_places(sentences, gazetteer, actors)
    found: list[Mentions] = []
    for n, sentence in enumerate(sentences):
        quantities = find_quantities(sentence)
        casualties = find_casualties(sentence, quantities)
        found.append(
            Mentions(tuple(actors[n]), tuple(places[n]), tuple(dates[n]), tuple(quantities), tuple(casualties))
        )
    return ReportMentions(tuple(found), tuple(find_quotes(text, sentences, found)))
