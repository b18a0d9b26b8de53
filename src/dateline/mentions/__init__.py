"""Actors, places, dates, quantities, casualties and quotes, each with its span."""

from .actors import find_actors
from .assemble import find_mentions
from .casualties import find_casualties
from .dates import find_dates, find_document_dates
from .places import find_places
from .quantities import find_quantities
from .quotes import find_quotes

__all__ = [
    "find_actors",
    "find_casualties",
    "find_dates",
    "find_document_dates",
    "find_mentions",
    "find_places",
    "find_quantities",
    "find_quotes",
]
