"""Exports: what the store holds, in the columns that others expect."""

from .acled_types import acled_sub_event
from .columns import Column
from .package import Written
from .profile import Profile
from .registry import BESIDE, PROFILES, columns_written, profile_of
from .source import Options, Source
from .write import FORMATS, export

__all__ = [
    "BESIDE",
    "FORMATS",
    "PROFILES",
    "Column",
    "Options",
    "Profile",
    "Source",
    "Written",
    "acled_sub_event",
    "columns_written",
    "export",
    "profile_of",
]
