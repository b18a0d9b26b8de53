"""All mentions of a report, in the order in which one kind needs another."""

from collections.abc import Sequence
from datetime import date

from dateline.gazetteer import Gazetteer
from dateline.records import Mentions, ReportMentions, Sentence
from dateline.register import Register

from .actors import find_actors
from .casualties import find_casualties
from .dates import find_document_dates
from .places import find_places
from .quantities import find_quantities
from .quotes import find_quotes


def find_mentions(
    sentences: Sequence[Sentence], *, text: str, published: date | None, register: Register, gazetteer: Gazetteer
) -> ReportMentions:
    """Every actor, place, date, quantity, casualty and quote of a report's sentences."""
    dates = find_document_dates(sentences, published)
    found: list[Mentions] = []
    for sentence, sentence_dates in zip(sentences, dates, strict=True):
        quantities = find_quantities(sentence)
        actors = find_actors(sentence, register, published)
        found.append(
            Mentions(
                actors=tuple(actors),
                places=tuple(find_places(sentence, gazetteer, actors)),
                dates=tuple(sentence_dates),
                quantities=tuple(quantities),
                casualties=tuple(find_casualties(sentence, quantities)),
            )
        )
    return ReportMentions(tuple(found), tuple(find_quotes(text, sentences, found)))
