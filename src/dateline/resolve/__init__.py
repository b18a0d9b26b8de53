"""Actors, places and dates resolved over a report; drafts become events."""

from .assemble import resolve_report
from .coreference import ResolvedActor, resolve_actors
from .places import choose, resolve_places
from .quoting import quoted

__all__ = ["ResolvedActor", "choose", "quoted", "resolve_actors", "resolve_places", "resolve_report"]
