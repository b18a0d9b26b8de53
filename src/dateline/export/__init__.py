"""Exports: what the store holds, in the columns that others expect."""

from .acled_types import acled_sub_event
from .columns import Column, columns_of
from .compared import happenings_in
from .countries import Country, country_coded
from .package import Written
from .profile import Profile
from .registry import BESIDE, PROFILES, columns_written, profile_of
from .source import Item, Options, Source
from .write import FORMATS, export

__all__ = [
    "BESIDE",
    "FORMATS",
    "PROFILES",
    "Column",
    "Country",
    "Item",
    "Options",
    "Profile",
    "Source",
    "Written",
    "acled_sub_event",
    "columns_of",
    "columns_written",
    "country_coded",
    "export",
    "happenings_in",
    "profile_of",
]
