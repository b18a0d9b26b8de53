"""The profiles by name."""

from dateline.errors import UsageError

from .accounts import INCIDENTS, LINKS, REVISIONS, SOURCES
from .acled import ACLED, ACLED_DELETED
from .columns import Column, columns_of
from .ftm import FTM
from .gdelt import GDELT, GDELT_MENTIONS
from .ged import GED
from .geo import GEOJSON, GEOPARQUET, GPKG, point_columns
from .hxl import HXL
from .own import CLAIMS, EVENTS, REPORTS
from .pax import PAX
from .plover import PLOVER
from .polecat import POLECAT
from .profile import Profile
from .stix import STIX

PROFILES: dict[str, Profile] = {
    p.name: p
    for p in (
        EVENTS, CLAIMS, INCIDENTS, REPORTS, SOURCES, REVISIONS, LINKS, ACLED, ACLED_DELETED, GED, GDELT, POLECAT, PLOVER, PAX,
        HXL, GEOJSON, GPKG, GEOPARQUET, STIX, FTM,
    )
}  # fmt: skip

BESIDE: dict[str, Profile] = {"gdelt": GDELT_MENTIONS}
"""The second table that a profile writes beside its own."""


def profile_of(name: str) -> Profile:
    """The profile of that name. Raises UsageError where there is none."""
    if name not in PROFILES:
        raise UsageError(f"{name}: no such export profile. Profiles: {', '.join(PROFILES)}.")
    return PROFILES[name]


def columns_written(profile: Profile) -> tuple[Column, ...]:
    """The columns that a profile's file has, none for nested records."""
    return point_columns() if profile.name in {"geojson", "gpkg", "geoparquet"} else columns_of(profile.name)
