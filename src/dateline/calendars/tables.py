"""Names of months, weekdays and holidays, and when holidays fall."""

from datetime import date, timedelta

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan jan.",
            "february feb feb.",
            "march mar mar.",
            "april apr apr.",
            "may",
            "june jun jun.",
            "july jul jul.",
            "august aug aug.",
            "september sep sep. sept sept.",
            "october oct oct.",
            "november nov nov.",
            "december dec dec.",
        ),
        1,
    )
    for name in names.split()
}
WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
SEASONS: dict[str, tuple[int, int, str]] = {
    "spring": (3, 5, "SP"),
    "summer": (6, 8, "SU"),
    "autumn": (9, 11, "FA"),
    "fall": (9, 11, "FA"),
    "winter": (12, 2, "WI"),
}

_FIXED = {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "valentine's day": (2, 14),
    "st. patrick's day": (3, 17),
    "nowruz": (3, 21),
    "may day": (5, 1),
    "bastille day": (7, 14),
    "independence day": (7, 4),
    "halloween": (10, 31),
    "all saints' day": (11, 1),
    "armistice day": (11, 11),
    "veterans day": (11, 11),
    "international women's day": (3, 8),
    "ashura": None,
}
_EID_AL_FITR = {
    1990: (4, 26), 1995: (3, 3), 2000: (1, 8), 2001: (12, 16), 2002: (12, 6), 2003: (11, 25), 2004: (11, 14),
    2005: (11, 3), 2006: (10, 24), 2007: (10, 13), 2008: (10, 1), 2009: (9, 20), 2010: (9, 10), 2011: (8, 30),
    2012: (8, 19), 2013: (8, 8), 2014: (7, 28), 2015: (7, 17), 2016: (7, 6), 2017: (6, 25), 2018: (6, 15),
    2019: (6, 4), 2020: (5, 24), 2021: (5, 13), 2022: (5, 2), 2023: (4, 21), 2024: (4, 10), 2025: (3, 30), 2026: (3, 20),
}  # fmt: skip


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, 1991, p. 67)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def holiday(name: str, year: int) -> date | None:
    """The day on which a holiday falls in a year, or None for a name or year that is not known.

    Moving feasts: Thanksgiving and Labor Day are the United States'; Eid al-Fitr is the day kept in most Arab states.
    """
    if name in _FIXED:
        fixed = _FIXED[name]
        return date(year, *fixed) if fixed else None
    moving = {
        "thanksgiving": lambda: _nth_weekday(year, 11, 3, 4),
        "thanksgiving day": lambda: _nth_weekday(year, 11, 3, 4),
        "labor day": lambda: _nth_weekday(year, 9, 0, 1),
        "memorial day": lambda: _nth_weekday(year, 6, 0, 1) - timedelta(days=7),
        "easter": lambda: easter(year),
        "easter sunday": lambda: easter(year),
        "easter monday": lambda: easter(year) + timedelta(days=1),
        "good friday": lambda: easter(year) - timedelta(days=2),
        "palm sunday": lambda: easter(year) - timedelta(days=7),
    }
    if name in moving:
        return moving[name]()
    if name in {"eid al-fitr", "eid ul-fitr"} and year in _EID_AL_FITR:
        return date(year, *_EID_AL_FITR[year])
    return None


HOLIDAYS: tuple[str, ...] = tuple(
    sorted(
        [n for n, d in _FIXED.items() if d]
        + "thanksgiving day|thanksgiving|labor day|memorial day|easter sunday|easter monday|easter|good friday|palm sunday|"
        "eid al-fitr|eid ul-fitr".split("|"),
        key=len,
        reverse=True,
    )
)
