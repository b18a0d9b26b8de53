"""A report as it came in, and the place record that datelines and events share."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A resolved place; `precision` is point, place, admin1, country or none.

    `country` is ISO 3166-1 alpha-3, `lat`/`lon` are WGS 84 degrees, `geonames_id` is GeoNames'.
    """

    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None
    precision: str
    admin2: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One news report; every offset of every record counts in `text` (code points)."""

    id: str
    title: str | None
    text: str
    language: str | None
    agency: str | None = None
    dateline_place: Place | None = None
    dateline_text: str | None = None
    published: str | None = None
    source_uri: str | None = None
    publisher: str | None = None
    retrieved: str | None = None
    content_hash: str = ""
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that gave no report: where it lay, and the one line that says why.

    `is_skipped` is true for a file in a folder of a kind that is not read, which is no failure. Where a list or feed only names a
    page, `address` is that page's, with the `title` and the day (`published`) that the list gives it.
    """

    source_uri: str
    reason: str
    is_skipped: bool = False
    address: str | None = None
    title: str | None = None
    published: str | None = None
