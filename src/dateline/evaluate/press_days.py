"""The day of release that a press release's text has lost, from the collection that it stands in.

The corpus keeps a text without its address and its date. Two habits of the press desk make up for it: releases carry the
number of their month's series (`2011-07-S-048`), so that those before and after it tell its day; and from November 2011 the
desk left the year out of the dateline, so that a day without a year lies in the twelve months from then.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, timedelta

from dateline.calendars import parse_absolute_date
from dateline.reports import parse_dateline

_NUMBER = re.compile(r"\b2?(0\d\d)-(0[1-9]|1[0-2])-([A-Z]{1,3})-(\d{2,3})\b")
_YEARLESS_FROM = date(2011, 11, 15)

Series = dict[tuple[str, str, str], list[tuple[int, date]]]
"""Year, month and letter of a series -> its numbers with their days, in order."""


def series_of(texts: Iterable[str]) -> Series:
    """The numbered releases that tell their day."""
    found: Series = {}
    for text in texts:
        number, told = _NUMBER.search(text), parse_dateline(text, _any_place).published
        if number and told and told[:7] == f"2{number[1]}-{number[2]}":
            found.setdefault((number[1], number[2], number[3]), []).append((int(number[4]), date.fromisoformat(told)))
    return {key: sorted(members) for key, members in sorted(found.items())}


def day_of_release(text: str, series: Series) -> str | None:
    """The day on which a release went out: told, or without its year, or that of its number among its neighbours."""
    line = parse_dateline(text, _any_place)
    if line.published or not line.day_month:
        return line.published or _day_of_number(text, series)
    if number := _NUMBER.search(text):
        value = parse_absolute_date(line.day_month, year=int(f"2{number[1]}"))
        return value[0] if value else None
    for year in (_YEARLESS_FROM.year, _YEARLESS_FROM.year + 1):
        value = parse_absolute_date(line.day_month, year=year)
        if value and _YEARLESS_FROM <= date.fromisoformat(value[0]) < _YEARLESS_FROM + timedelta(days=366):
            return value[0]
    return None


def _day_of_number(text: str, series: Series) -> str | None:
    """The day between those of the next lower and the next higher number; a series begins on the first of its month."""
    number = _NUMBER.search(text)
    if number is None:
        return None
    first, here = date(int(f"2{number[1]}"), int(number[2]), 1), int(number[4])
    members = [(0, first), *series.get((number[1], number[2], number[3]), [])]
    if len(members) == 1:
        return None
    at = bisect_left(members, (here, date.min))
    (low, before), (high, after) = members[at - 1], members[min(at, len(members) - 1)]
    share = (here - low) / (high - low) if high > low else 0.0
    return (before + timedelta(days=round(share * (after - before).days))).isoformat()


def _any_place(name: str) -> bool:
    return True
