"""What a time expression resolves to: first and last day, precision, and its TIMEX3 value."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class DateValue:
    """Days are inclusive; `first` and `last` are None where nothing can be told. `timex` is the TIMEX3 value."""

    first: date | None
    last: date | None
    precision: str
    kind: str
    timex: str


@dataclass(frozen=True, slots=True)
class Reference:
    """What a relative expression counts from: the publication day, the last day told, and the tense of its clause."""

    published: date | None
    told: date | None = None
    is_future: bool = False

    @property
    def anchor(self) -> date | None:
        return self.published or self.told


def day(value: date, suffix: str = "") -> DateValue:
    return DateValue(value, value, "day", "TIME" if suffix else "DATE", value.isoformat() + suffix)


def week(value: date) -> DateValue:
    first = value - timedelta(days=value.weekday())
    year, number, _ = value.isocalendar()
    return DateValue(first, first + timedelta(days=6), "week", "DATE", f"{year}-W{number:02}")


def month(year: int, number: int, part: str = "") -> DateValue:
    """A month, or its early, middle or late third (days 1-10, 11-20, 21-end)."""
    end = calendar.monthrange(year, number)[1]
    lo, hi = {"early": (1, 10), "mid": (11, 20), "late": (21, end)}.get(part, (1, end))
    precision = "range" if part else "month"
    return DateValue(date(year, number, lo), date(year, number, hi), precision, "DATE", f"{year}-{number:02}")


def year(number: int, part: str = "") -> DateValue:
    """A year, or its early, middle or late third (months 1-4, 5-8, 9-12)."""
    lo, hi = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(part, (1, 12))
    last = date(number, hi, calendar.monthrange(number, hi)[1])
    return DateValue(date(number, lo, 1), last, "range" if part else "year", "DATE", f"{number:04}")


def span(first: date, last: date, timex: str, kind: str = "DATE") -> DateValue:
    return DateValue(first, last, "range", kind, timex)


def vague(timex: str, kind: str = "DATE") -> DateValue:
    return DateValue(None, None, "none", kind, timex)


def add_months(value: date, months: int) -> tuple[int, int]:
    """Year and month that lie `months` after the month of `value`."""
    total = value.year * 12 + value.month - 1 + months
    return total // 12, total % 12 + 1


def shift(value: date, unit: str, count: int) -> DateValue:
    """The day, week, month or year that lies `count` units after `value`, at the precision of the unit."""
    try:
        if unit == "day":
            return day(value + timedelta(days=count))
        if unit == "week":
            return week(value + timedelta(weeks=count))
        if unit == "month":
            return month(*add_months(value, count))
        if unit in {"year", "decade"}:
            return year(value.year + count * (10 if unit == "decade" else 1))
    except (OverflowError, ValueError):
        pass
    return vague("XXXX")
