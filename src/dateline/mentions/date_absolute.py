"""What calendar expressions resolve to: days, months, years, seasons, quarters and holidays."""

import re
from datetime import date, timedelta

from dateline.calendars import MONTHS, SEASONS, full_year, holiday_span

from .date_values import DateValue, Reference, day, decade, month, quarter, span, vague, year
from .date_words import DECADES, ORDINALS, part_of, year_in_words

_Match = re.Match[str]


def month_number(name: str) -> int:
    """The number of a month by its name or abbreviation."""
    return MONTHS[name] if name in MONTHS else MONTHS[name.rstrip(".")]


def _day_number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _date(number: int, of_month: int, of_day: int) -> date | None:
    try:
        return date(number, of_month, of_day)
    except ValueError:
        return None


def _day_or_none(value: date | None) -> DateValue | None:
    return day(value) if value else None


def _range(first: date | None, last: date | None) -> DateValue | None:
    if first is None or last is None or first > last:
        return None
    return span(first, last, f"{first.isoformat()}/{last.isoformat()}")


def full(m: _Match, ref: Reference) -> DateValue | None:
    """A day written out in full."""
    return _day_or_none(_date(full_year(m["y"]), month_number(m["m"]), _day_number(m["d"])))


def iso(m: _Match, ref: Reference) -> DateValue | None:
    """A day in ISO form."""
    return _day_or_none(_date(int(m["y"]), int(m["m"]), int(m["d"])))


def slashed(m: _Match, ref: Reference) -> DateValue | None:
    """A day with slashes, month first unless only the other order exists."""
    a, b = int(m["a"]), int(m["b"])
    number, of_day = (a, b) if a <= 12 else (b, a)
    return _day_or_none(_date(full_year(m["y"]), number, of_day))


def year_of(of_month: int, of_day: int, ref: Reference) -> int | None:
    """The year of a day and month told without one.

    In a narrative the year told before; in news the one that brings the day nearest to the publication on the side to
    which the verb's tense points.
    """
    if ref.is_adrift:
        return None
    if ref.is_narrative and ref.story:
        return story_year(of_month, ref.story)
    base = ref.anchor
    if base is None:
        return None
    around = [d for y in (-1, 0, 1) if (d := _date(base.year + y, of_month, min(of_day, 28)))]
    if ref.tense == "future":
        around = [d for d in around if d >= base - timedelta(days=45)]
    weight = {"past": 4, "": 2}.get(ref.tense, 1)
    return min(around, key=lambda d: (d - base).days * weight if d > base else (base - d).days).year


def story_year(of_month: int, story: DateValue) -> int:
    """The year of a month in a narrative that has arrived at `story`: after autumn, January is the next year's."""
    assert story.first is not None
    has_month = story.precision not in {"year"} and not (story.precision == "range" and len(story.timex) == 4)
    return story.first.year + (has_month and story.first.month >= 10 and of_month <= 3)


def day_month(m: _Match, ref: Reference) -> DateValue | None:
    """A day and month, with the year that is named, or that narrative or tense points to."""
    of_month, of_day = month_number(m["m"]), _day_number(m["d"])
    groups = m.groupdict()
    if groups.get("y"):
        return _day_or_none(_date(int(m["y"]), of_month, of_day))
    chosen = _named_year(groups.get("rel"), ref) or year_of(of_month, of_day, ref)
    if chosen is None:
        return vague(f"XXXX-{of_month:02}-{of_day:02}")
    return _day_or_none(_date(chosen, of_month, of_day))


def _named_year(rel: str | None, ref: Reference) -> int | None:
    """The year of `that year`, `last year`, where one is named beside a month or day."""
    if rel is None:
        return None
    told = ref.told_day if rel in {"that", "the same", "the previous", "the following"} else ref.anchor
    told = told or ref.anchor
    step = {"last": -1, "next": 1, "the previous": -1, "the following": 1, "the next": 1}.get(rel, 0)
    return told.year + step if told else None


def day_range(m: _Match, ref: Reference) -> DateValue | None:
    """Days of one month: `between 3 and 7 June`."""
    of_month, first, last = month_number(m["m"]), _day_number(m["d"]), _day_number(m["e"])
    chosen = full_year(m["y"]) if m["y"] else year_of(of_month, first, ref)
    return _range(_date(chosen, of_month, first), _date(chosen, of_month, last)) if chosen else None


def day_to_day(m: _Match, ref: Reference) -> DateValue | None:
    """`from June 3 to July 7`: the year stands with either end, or with none."""
    first, last = (month_number(m["m"]), _day_number(m["d"])), (month_number(m["k"]), _day_number(m["e"]))
    groups = m.groupdict()
    end = full_year(m["y"]) if m["y"] else None
    start = full_year(m["x"]) if groups.get("x") else (end - (first > last) if end else year_of(*first, ref))
    if start is None:
        return None
    return _range(_date(start, *first), _date(end or start + (first > last), *last))


def month_range(m: _Match, ref: Reference) -> DateValue | None:
    """`May-August 1950`."""
    first, last = month_number(m["m"]), month_number(m["k"])
    chosen = int(m["y"]) if m["y"] else year_of(last, 15, ref)
    if chosen is None or first == last:
        return None
    start, end = month(chosen - (first > last), first), month(chosen, last)
    assert start.first and end.last
    return span(start.first, end.last, f"{start.timex}/{end.timex}")


def week_ending(m: _Match, ref: Reference) -> DateValue | None:
    """The seven days up to a day."""
    of_month, of_day = month_number(m["m"]), _day_number(m["d"])
    chosen = int(m["y"]) if m["y"] else year_of(of_month, of_day, ref)
    last = _date(chosen, of_month, of_day) if chosen else None
    return span(last - timedelta(days=6), last, last.isoformat()) if last else None


def month_alone(m: _Match, ref: Reference) -> DateValue | None:
    """A month: with its year, beside `last`, `this`, `next`, or the one that narrative or tense points to."""
    groups = m.groupdict()
    number, part = month_number(m["m"]), part_of(groups.get("part"))
    if groups.get("yw"):
        return month(year_in_words(m["yw"]), number, part)
    if groups.get("y"):
        return month(int(m["y"]), number, part)
    base, rel = ref.anchor, groups.get("rel")
    if ref.is_narrative and ref.before_christ:
        return vague(f"BC{ref.before_christ:04}-{number:02}")
    if base is None or ref.is_adrift:
        return vague(f"XXXX-{number:02}")
    if m[0].endswith("year"):
        return month(_named_year(rel, ref) or base.year, number, part)
    if rel == "next":
        return month(base.year + (number <= base.month), number, part)
    if rel == "last":
        return month(base.year - (number >= base.month), number, part)
    if ref.is_narrative and ref.story:
        return month(story_year(number, ref.story), number, part)
    value = month(_month_year(number, base, ref), number, part)
    if ref.tense == "past" and value.first and value.first > base:
        return month(value.first.year - 1, number, part)
    return value


def _month_year(number: int, base: date, ref: Reference) -> int:
    ahead = (number - base.month) % 12
    if ref.tense == "future":
        return base.year + (number < base.month and ahead <= 9)
    if ref.tense == "past":
        return base.year - (number > base.month)
    if ahead and ahead <= 2 and ref.tense == "present":
        return base.year + (number < base.month)
    return base.year - (number > base.month)


def month_bc(m: _Match, ref: Reference) -> DateValue | None:
    """A month of a year before Christ."""
    return vague(f"BC{int(m['y']):04}-{month_number(m['m']):02}")


def year_alone(m: _Match, ref: Reference) -> DateValue | None:
    """A year, or its early, middle or late part."""
    groups = m.groupdict()
    number = year_in_words(m["yw"]) if groups.get("yw") else int(m["y"])
    return year(number, part_of(groups.get("part")))


def year_bc(m: _Match, ref: Reference) -> DateValue | None:
    """A year before Christ; a bare three-digit year counts as one where the narrative runs there."""
    groups = m.groupdict()
    if not groups.get("bc") and not (ref.is_narrative and ref.before_christ):
        return None
    first = f"BC{int(m['y']):04}"
    return vague(f"{first}/BC{int(m['z']):04}" if groups.get("z") else first)


def years(m: _Match, ref: Reference) -> DateValue | None:
    """A stretch of years: `1955-1963`."""
    first, last = int(m["y"]), int(m["z"]) if len(m["z"]) == 4 else int(m["y"][:2] + m["z"])
    return span(date(first, 1, 1), date(last, 12, 31), f"{first}/{last}") if first < last else None


def decade_alone(m: _Match, ref: Reference) -> DateValue | None:
    """Ten years: `the 1960s`, `the nineties`."""
    groups = m.groupdict()
    if groups.get("bc"):
        return vague(f"BC{int(m['y']) // 10:03}")
    if groups.get("w"):
        return decade(1900 + DECADES[m["w"]])
    first = int(m["y"]) if len(m["y"]) == 4 else 1900 + int(m["y"])
    return decade(first - first % 10)


def century(m: _Match, ref: Reference) -> DateValue | None:
    """A hundred years."""
    groups = m.groupdict()
    number = int(groups["c"]) if groups.get("c") else ORDINALS[m["cw"]]
    if groups.get("bc"):
        return vague(f"BC{number - 1:02}")
    if not 10 <= number <= 29:
        return None
    first = 100 * (number - 1)
    return span(date(first + 1, 1, 1), date(first + 100, 12, 31), f"{number - 1:02}")


def season(m: _Match, ref: Reference) -> DateValue | None:
    """Three months: `the spring of 1862`, `last summer`."""
    lo, hi, code = SEASONS[m["s"]]
    groups = m.groupdict()
    if groups.get("yb"):
        return vague(f"BC{int(m['yb']):04}-{code}")
    if groups.get("yw"):
        return span(*_season_days(year_in_words(groups["yw"]), lo, hi), f"{year_in_words(groups['yw'])}-{code}")
    if not groups.get("y") and ref.is_narrative and ref.before_christ:
        return vague(f"BC{ref.before_christ:04}-{code}")
    if not groups.get("y") and ref.anchor is None:
        return vague(f"XXXX-{code}")
    chosen = (
        int(groups["y"]) if groups.get("y") else _season_year(lo, groups.get("rely") or groups.get("rel") or "", ref)
    )
    return span(*_season_days(chosen, lo, hi), f"{chosen}-{code}")


def _season_days(chosen: int, lo: int, hi: int) -> tuple[date, date]:
    last = month(chosen + (hi < lo), hi).last
    assert last is not None
    return date(chosen, lo, 1), last


def _season_year(first_month: int, rel: str, ref: Reference) -> int:
    base = ref.anchor
    assert base is not None
    named = _named_year(rel.removesuffix(" year"), ref) if rel.endswith(" year") else None
    if named:
        return named
    if ref.is_narrative:
        return base.year + {"last": -1, "previous": -1, "next": 1, "following": 1}.get(rel, 0)
    if rel in {"next", "coming", "following"}:
        return base.year + (first_month <= base.month)
    if rel in {"last", "previous"}:
        return base.year - (first_month + 2 >= base.month)
    return base.year - (first_month > base.month + 1 and ref.tense == "past" and rel != "this")


def quarter_of(m: _Match, ref: Reference) -> DateValue | None:
    """A calendar quarter; `the year-ago quarter` counts back from the one told or the last one ended."""
    number, base = ORDINALS[m["q"]], ref.anchor
    told = m["y"] or m["z"]
    if told:
        return quarter(int(told), number)
    if base is None:
        return vague(f"XXXX-Q{number}")
    rel = m["rel"] or m["rez"]
    if rel:
        return quarter(base.year + {"last": -1, "next": 1}.get(rel, 0), number)
    is_begun = 3 * number - 2 <= base.month
    chosen = base.year - (not is_begun and not ref.is_future and 3 * number - 2 > base.month + 3)
    if not is_begun and ref.tense == "past":
        chosen = base.year - 1
    return quarter(chosen - bool(m["ago"] or m["back"]), number)


def half_year(m: _Match, ref: Reference) -> DateValue | None:
    """Six months: `the first half of 2019`."""
    half = 1 if m["q"] == "first" else 2
    if not m["y"] and ref.anchor is None:
        return vague(f"XXXX-H{half}")
    base = int(m["y"]) if m["y"] else (ref.anchor or date.min).year + {"last": -1, "next": 1}.get(m["rel"], 0)
    lo = date(base, 1, 1) if half == 1 else date(base, 7, 1)
    return span(lo, date(base, 6, 30) if half == 1 else date(base, 12, 31), f"{base}-H{half}")


def holiday_of(m: _Match, ref: Reference) -> DateValue | None:
    """The days of a feast: with its year, or the one on the side to which tense points."""
    name = m["h"].replace("’", "'")
    if m["y"]:
        return _feast(holiday_span(name, int(m["y"])))
    base = ref.anchor
    if base is None:
        return vague("XXXX-XX-XX")
    around = [s for y in (-1, 0, 1) if (s := holiday_span(name, base.year + y))]
    if ref.is_narrative:
        around = [s for s in around if s[0].year == base.year] or around
    elif ref.is_future:
        around = [s for s in around if s[1] >= base] or around[-1:]
        return _feast(around[0] if around else None)
    else:
        around = [s for s in around if s[0] <= base + timedelta(days=2)] or around[:1]
    return _feast(around[-1] if around else None)


def _feast(days: tuple[date, date] | None) -> DateValue | None:
    if days is None:
        return None
    return day(days[0]) if days[0] == days[1] else span(*days, f"{days[0].isoformat()}/{days[1].isoformat()}")
