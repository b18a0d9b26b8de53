"""Names of months, weekdays and holidays, and when holidays fall."""

from datetime import date, timedelta

from .islamic import ISLAMIC_FEASTS, islamic_feast

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
    "orthodox christmas": (1, 7),
    "coptic christmas": (1, 7),
    "epiphany": (1, 6),
    "victory day": (5, 9),
    "navroz": (3, 21),
    "newroz": (3, 21),
    "all souls' day": (11, 2),
}


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


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Julian calendar, as a Gregorian date of 1900-2099 (Meeus, p. 69)."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def _nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def holiday(name: str, year: int) -> date | None:
    """The day on which a holiday falls in a year, or None for a name or year that is not known.

    Moving feasts: Thanksgiving and Labor Day are the United States'; Eid al-Fitr is the day kept in most Arab states.
    """
    if name in _FIXED:
        return date(year, *_FIXED[name])
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
        "easter eve": lambda: easter(year) - timedelta(days=1),
        "orthodox easter": lambda: orthodox_easter(year),
        "pentecost": lambda: easter(year) + timedelta(days=49),
    }
    if name in moving:
        return moving[name]()
    feast = islamic_feast(name, year)
    return feast[0] if feast else None


def holiday_span(name: str, year: int) -> tuple[date, date] | None:
    """First and last day of a feast in a year; most last a day, Ramadan a month. None where it is not known."""
    feast = islamic_feast(name, year)
    if feast:
        return feast
    day = holiday(name, year)
    return (day, day) if day else None


_MOVING = (
    "thanksgiving day|thanksgiving|labor day|memorial day|easter sunday|easter monday|easter|good friday|palm sunday|"
    "easter eve|orthodox easter|pentecost"
).split("|")
HOLIDAYS: tuple[str, ...] = tuple(sorted([*_FIXED, *_MOVING, *ISLAMIC_FEASTS], key=lambda name: (-len(name), name)))
