"""Happenings: events of one report, and later of many, that tell of the same thing."""

from .within import Happening, join_happenings

__all__ = ["Happening", "join_happenings"]
