"""Dates written out in full, as datelines and metadata have them."""

import calendar
import re
from datetime import date

from .tables import MONTHS

_MONTH = "|".join(sorted((re.escape(m) for m in MONTHS), key=len, reverse=True))
_FORMS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2})"),
    re.compile(
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of )?(?P<n>{_MONTH})\.?,?[ -]+(?P<y>\d{{4}}|'?\d{{2}})\b", re.I
    ),
    re.compile(rf"(?P<n>{_MONTH})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})\b", re.I),
    re.compile(rf"(?P<n>{_MONTH})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,? \d{{4}})", re.I),
    re.compile(rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?P<n>{_MONTH})\b(?!\.?,? \d{{2,4}})", re.I),
    re.compile(rf"(?P<n>{_MONTH})\.?,? (?P<y>\d{{4}})\b", re.I),
    re.compile(r"(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})\b"),
)


def full_year(text: str) -> int:
    """The year of two or four digits; two digits up to 40 are of this century."""
    year = int(text.lstrip("'"))
    return year if year > 99 else 2000 + year if year <= 40 else 1900 + year


def parse_absolute_date(text: str, default_order: str = "DMY", year: int | None = None) -> tuple[str, str, str] | None:
    """First and last ISO day and precision (day, month) of the first date written in `text`, or None.

    A day and month without a year need `year`. `3/4/2012` is read by `default_order` unless only one reading exists.
    """
    found = sorted(
        ((m.start(), n, m) for n, form in enumerate(_FORMS) if (m := form.search(text))), key=lambda f: f[:2]
    )
    for _, _, match in found:
        parsed = _read(match.groupdict(), default_order, year)
        if parsed is not None:
            return parsed
    return None


def _read(parts: dict[str, str], order: str, year: int | None) -> tuple[str, str, str] | None:
    if parts.get("y"):
        year = full_year(parts["y"])
    if year is None or not 1000 <= year <= 2999:
        return None
    if "a" in parts:
        a, b = int(parts["a"]), int(parts["b"])
        day, month = (a, b) if (order == "DMY" and b <= 12) or a > 12 else (b, a)
    else:
        month = MONTHS[parts["n"].lower().rstrip(".")] if parts.get("n") else int(parts["m"])
        day = int(parts["d"]) if parts.get("d") else 0
    try:
        if not day:
            last = calendar.monthrange(year, month)[1]
            return date(year, month, 1).isoformat(), date(year, month, last).isoformat(), "month"
        iso = date(year, month, day).isoformat()
    except (ValueError, calendar.IllegalMonthError):
        return None
    return iso, iso, "day"
