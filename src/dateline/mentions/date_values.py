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


_SIZES = {
    "day": 1,
    "range": 3,
    "night": 1,
    "weekend": 1,
    "week": 2,
    "month": 3,
    "quarter": 3,
    "year": 4,
    "decade": 5,
    "century": 6,
}


@dataclass(frozen=True, slots=True)
class Reference:
    """What a relative expression counts from: the publication day, what was told before, and the tense of its clause.

    `told` is the date told last and `quarter` the business quarter told last as (year, number); `before_christ` is the
    year BC while a narrative runs there. `story` is the day at which a narrative has arrived: its year is carried on,
    while an aside (`declassified in 2005`) moves only `told`. `tense` is past, future, present or "". Where a report
    `is_undated` the first day that its opening tells becomes its `published`.
    """

    published: date | None
    told: DateValue | None = None
    tense: str = ""
    is_narrative: bool = False
    before_christ: int | None = None
    quarter: tuple[int, int] | None = None
    story: DateValue | None = None
    is_undated: bool = False
    last_day: date | None = None
    is_reported: bool = False

    @property
    def told_day(self) -> date | None:
        return self.told.first if self.told else None

    @property
    def anchor(self) -> date | None:
        """The day on which the text stands: the told one in a narrative, else that of publication."""
        if self.is_narrative and self.story:
            return self.story.first
        return self.published or self.told_day

    @property
    def day_of_text(self) -> date | None:
        """The day from which weekdays and `yesterday` count; None where only a month or year is known."""
        if not self.is_narrative or self.is_undated:
            return self.published
        return self.story.first if self.story and self.story.precision == "day" else None

    @property
    def is_future(self) -> bool:
        return self.tense == "future"

    @property
    def is_adrift(self) -> bool:
        """Whether nothing told so far says in which year a report without a day stands: a year told further on is another's."""
        return self.is_undated and self.told is None

    def tells(self, unit: str) -> bool:
        """Whether so small a unit can be counted from where the text stands; in a report without a day it seldom can.

        Phenomenon: deixis without an origin. `Last week` in a report that only says `2015` somewhere is a week of no known year.
        """
        if not self.is_undated or not self.is_narrative or self.story is None:
            return True
        return _SIZES.get(unit, 0) >= _SIZES.get(self.story.precision, 0)


def day(value: date, suffix: str = "") -> DateValue:
    """A single day, or a part of it or an hour where `suffix` begins with T."""
    return DateValue(value, value, "day", "TIME" if suffix else "DATE", value.isoformat() + suffix)


def week(value: date) -> DateValue:
    """The week, Monday to Sunday, that holds a day."""
    first = value - timedelta(days=value.weekday())
    year, number, _ = value.isocalendar()
    return DateValue(first, first + timedelta(days=6), "week", "DATE", f"{year}-W{number:02}")


def weekend(value: date) -> DateValue:
    """The weekend of the week that holds a day."""
    monday = value - timedelta(days=value.weekday())
    year, number, _ = monday.isocalendar()
    return span(monday + timedelta(days=5), monday + timedelta(days=6), f"{year}-W{number:02}-WE")


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


def quarter(number: int, which: int) -> DateValue:
    """A calendar quarter."""
    last = month(number, 3 * which).last
    return DateValue(date(number, 3 * which - 2, 1), last, "range", "DATE", f"{number}-Q{which}")


def decade(first: int) -> DateValue:
    """Ten years from a year that ends in 0."""
    return span(date(first, 1, 1), date(first + 9, 12, 31), str(first // 10))


def span(first: date, last: date, timex: str, kind: str = "DATE") -> DateValue:
    """A stretch of days."""
    return DateValue(first, last, "range", kind, timex)


def vague(timex: str, kind: str = "DATE") -> DateValue:
    """An expression that names no days."""
    return DateValue(None, None, "none", kind, timex)


def some_day_of(value: DateValue, suffix: str = "") -> DateValue:
    """A day that is not told within a month or year that is."""
    known = {"month": value.timex, "year": f"{value.timex}-XX"}.get(value.precision)
    if known is None or value.first is None:
        return vague("XXXX-XX-XX" + suffix)
    return DateValue(value.first, value.last, value.precision, "TIME" if suffix else "DATE", f"{known}-XX{suffix}")


def add_months(value: date, months: int) -> tuple[int, int]:
    """Year and month that lie `months` after the month of `value`."""
    total = value.year * 12 + value.month - 1 + months
    return total // 12, total % 12 + 1


def shift(value: date, unit: str, count: int) -> DateValue:
    """The day, week, month or year that lies `count` units after `value`, at the precision of the unit."""
    try:
        if unit in {"day", "night"}:
            return day(value + timedelta(days=count), "TNI" if unit == "night" else "")
        if unit == "week":
            return week(value + timedelta(weeks=count))
        if unit == "weekend":
            return weekend(value + timedelta(weeks=count))
        if unit == "month":
            return month(*add_months(value, count))
        if unit == "quarter":
            y, number = add_months(value, 3 * count)
            return quarter(y, (number + 2) // 3)
        if unit == "year":
            return year(value.year + count)
        if unit == "decade":
            return year(value.year + 10 * count)
    except (OverflowError, ValueError):
        pass
    return vague("XXXX")
