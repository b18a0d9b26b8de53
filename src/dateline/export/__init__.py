"""Exports: what the store holds, in the columns that others expect."""

from .acled_types import acled_sub_event
from .columns import Column
from .package import Written
from .profile import Profile
from .registry import PROFILES, columns_written
from .source import Options
from .write import FORMATS, export

__all__ = [
    "FORMATS",
    "PROFILES",
    "Column",
    "Options",
    "Profile",
    "Written",
    "acled_sub_event",
    "columns_written",
    "export",
]
