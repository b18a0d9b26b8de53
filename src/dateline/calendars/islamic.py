"""Days of the Islamic calendar in the Gregorian one, by the tabular (civil) reckoning; sighting may differ by a day."""

from datetime import date, timedelta

_EPOCH = date(622, 7, 19)
"""1 Muharram 1, civil epoch, in the proleptic Gregorian calendar (Reingold and Dershowitz, Calendrical Calculations)."""

_FEASTS: dict[str, tuple[int, int]] = {
    "ramadan": (9, 1),
    "the holy month of ramadan": (9, 1),
    "muharram": (1, 1),
    "ashura": (1, 10),
    "mawlid": (3, 12),
    "eid al-fitr": (10, 1),
    "eid ul-fitr": (10, 1),
    "eid-ul-fitr": (10, 1),
    "eid al-adha": (12, 10),
    "eid ul-adha": (12, 10),
    "eid-ul-adha": (12, 10),
    "eid al adha": (12, 10),
    "eid al fitr": (10, 1),
}
_MONTH_LONG = frozenset({"ramadan", "the holy month of ramadan", "muharram"})
_EID_AL_FITR = {
    1990: (4, 26), 1995: (3, 3), 2000: (1, 8), 2001: (12, 16), 2002: (12, 6), 2003: (11, 25), 2004: (11, 14),
    2005: (11, 3), 2006: (10, 24), 2007: (10, 13), 2008: (10, 1), 2009: (9, 20), 2010: (9, 10), 2011: (8, 30),
    2012: (8, 19), 2013: (8, 8), 2014: (7, 28), 2015: (7, 17), 2016: (7, 6), 2017: (6, 25), 2018: (6, 15),
    2019: (6, 4), 2020: (5, 24), 2021: (5, 13), 2022: (5, 2), 2023: (4, 21), 2024: (4, 10), 2025: (3, 30), 2026: (3, 20),
}  # fmt: skip
_EID_AL_ADHA = {
    2006: (1, 10), 2007: (12, 19), 2008: (12, 8), 2009: (11, 27), 2010: (11, 16), 2011: (11, 6), 2012: (10, 26),
    2013: (10, 15), 2014: (10, 4), 2015: (9, 24), 2016: (9, 12), 2017: (9, 1), 2018: (8, 21), 2019: (8, 11),
    2020: (7, 31), 2021: (7, 20), 2022: (7, 9), 2023: (6, 28), 2024: (6, 16), 2025: (6, 6),
}  # fmt: skip
"""The days kept in most Arab states, where they are known; other days and years by reckoning."""

ISLAMIC_FEASTS: tuple[str, ...] = tuple(sorted(_FEASTS))


def islamic_day(year: int, month: int, day: int) -> date:
    """The Gregorian date of a day of the Islamic calendar."""
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return _EPOCH + timedelta(days=days)


def islamic_feast(name: str, year: int) -> tuple[date, date] | None:
    """First and last day of a feast or month in a Gregorian year (the first one, where a year has two), or None."""
    if name not in _FEASTS or year < 623:
        return None
    month, day = _FEASTS[name]
    kept = {10: _EID_AL_FITR, 12: _EID_AL_ADHA}.get(month, {}).get(year)
    if kept:
        return date(year, *kept), date(year, *kept)
    first = _first_in(year, month, day)
    if name not in _MONTH_LONG:
        return first, first
    length = 30 if month % 2 else 29
    if "ramadan" in name and first.year in _EID_AL_FITR:
        eid = date(first.year, *_EID_AL_FITR[first.year])
        if timedelta(days=25) < eid - first < timedelta(days=34):
            return eid - timedelta(days=length), eid - timedelta(days=1)
    return first, first + timedelta(days=length - 1)


def _first_in(year: int, month: int, day: int) -> date:
    islamic = int((year - 622) * 33 / 32) - 1
    while (found := islamic_day(islamic, month, day)).year < year:
        islamic += 1
    return found
