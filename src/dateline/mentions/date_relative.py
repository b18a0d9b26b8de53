"""What expressions that count from another day resolve to: the publication day, or the day told before."""

import re
from datetime import date, timedelta

from dateline.calendars import MONTHS, SEASONS, WEEKDAYS

from .date_absolute import month_number, season, year_of
from .date_values import (
    DateValue,
    Reference,
    add_months,
    day,
    decade,
    month,
    quarter,
    shift,
    some_day_of,
    span,
    vague,
    weekend,
)
from .date_words import TIMES, count_of, duration_code, unit_of

_Match = re.Match[str]
_STEPS = {
    "last": -1, "past": -1, "previous": -1, "the previous": -1, "preceding": -1,
    "next": 1, "coming": 1, "following": 1, "the following": 1, "subsequent": 1, "this coming": 1,
}  # fmt: skip
_DAYS = {"hour": 1 / 24, "day": 1, "night": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}


def weekday(m: _Match, ref: Reference) -> DateValue | None:
    """The last such day before (or on) the publication day; the next one under a future tense.

    What was said to lie ahead counts from the day of speech, where the report has told one: in a report of Monday, `On Saturday
    the envoy flew in. He said that talks would start on Sunday` is about the day between.
    """
    number = WEEKDAYS[m["w"]]
    groups = m.groupdict()
    suffix = TIMES.get(groups.get("t") or "", "")
    base, rel = ref.day_of_text, groups.get("rel") or ""
    if base is None:
        return vague(f"XXXX-WXX-{number + 1}")
    if m[0].endswith("week"):
        return day(base + timedelta(days=number - base.weekday(), weeks=_STEPS.get(rel, 0)))
    back, ahead = (base.weekday() - number) % 7, (number - base.weekday()) % 7
    step = _STEPS.get(rel, 0)
    if ref.is_future and ref.is_reported and ref.last_day and 0 < (base - ref.last_day).days < 7:
        spoken = ref.last_day + timedelta(days=(number - ref.last_day.weekday()) % 7 or 7)
        if spoken <= base:
            return day(spoken, suffix)
    if step > 0:
        return day(base + timedelta(days=ahead or 7), suffix)
    if step < 0:
        return day(base - timedelta(days=back or 7), suffix)
    return day(base + timedelta(days=ahead) if ref.is_future else base - timedelta(days=back), suffix)


def named_day(m: _Match, ref: Reference) -> DateValue | None:
    """`yesterday`, `tomorrow night`, `tonight`, `overnight`; in a history `today` is the writer's own time."""
    text, base = m[0], ref.day_of_text
    if ref.is_narrative and not ref.is_undated and text == "today":
        return vague("PRESENT_REF")
    if base is None:
        return vague("XXXX-XX-XX")
    if text == "overnight":
        return span(base - timedelta(days=1), base, base.isoformat() + "TNI")
    if text in {"tonight", "last night"}:
        return day(base - timedelta(days=text == "last night"), "TNI")
    offset = -1 if "yesterday" in text else 1 if "tomorrow" in text else 0
    if text.startswith("the day"):
        offset *= 2
    return day(base + timedelta(days=offset), TIMES.get(text.split()[-1], ""))


def told_day(m: _Match, ref: Reference) -> DateValue | None:
    """`the same day`, `the next morning`, `the day before`: counted from the day told last."""
    text = m[0]
    sign = 0 if re.search("same|that", text) else -1 if re.search("before|previous|preceding", text) else 1
    suffix = next((TIMES[w] for w in text.split() if w in TIMES), "")
    if ref.before_christ and ref.is_narrative:
        return vague(f"BC{ref.before_christ:04}-XX-XX{suffix}")
    if ref.told is None or ref.told_day is None:
        base = ref.published
        return day(base + timedelta(days=sign), suffix) if base else vague("XXXX-XX-XX" + suffix)
    if ref.told.precision != "day":
        return some_day_of(ref.told, suffix)
    return day(ref.told_day + timedelta(days=sign), suffix)


def part_of_day(m: _Match, ref: Reference) -> DateValue | None:
    """A part of a day still to be named (`on the morning of`): its own value is only the part."""
    suffix = next((TIMES[w] for w in re.split("[ -]", m[0]) if w in TIMES), "")
    return vague(suffix, "TIME") if suffix else None


def clock(m: _Match, ref: Reference) -> DateValue | None:
    """An hour of the day that is still to be named; alone it is one of the day on which the text stands."""
    hour, minute = int(m["h"]), int(m["min"] or 0)
    half = m.groupdict().get("half") or ""
    if (half and hour > 12) or hour > 24 or minute > 59:
        return None
    is_late = half.startswith("p") or any(w in half for w in ("afternoon", "evening", "night"))
    hour = hour % 12 + 12 * is_late if (half and not half.startswith("o'clock")) or is_late else hour
    return vague(f"T{hour:02}:{minute:02}", "TIME")


def told_unit(m: _Match, ref: Reference) -> DateValue | None:
    """`that month`, `the same year`, `the following week`: counted from the date told last."""
    unit, step = m["u"], _STEPS.get(m["rel"], 0)
    if ref.before_christ and ref.is_narrative:
        return _unit_bc(unit, step, ref.before_christ)
    base = ref.told_day or ref.published
    if base is None:
        return vague("XXXX")
    if unit in SEASONS:
        return _season_after(m, unit, step, base, ref)
    return _unit(base, unit, step)


def _season_after(m: _Match, unit: str, step: int, base: date, ref: Reference) -> DateValue | None:
    found = re.fullmatch(rf"(?P<s>{unit})(?P<y>\d{{4}})", f"{unit}{base.year + step:04}")
    return season(found, ref) if found else None


def _unit_bc(unit: str, step: int, year: int) -> DateValue:
    now = year - step
    return vague({"decade": f"BC{(year - 10 * step) // 10:03}", "century": f"BC{(year - 100 * step) // 100:02}"}.get(
        unit, f"BC{now:04}" if unit == "year" else f"BC{year:04}-XX"))  # fmt: skip


def _unit(base: date, unit: str, step: int) -> DateValue:
    if unit == "century":
        first = 100 * (base.year // 100 + step)
        return span(date(first + 1, 1, 1), date(first + 100, 12, 31), f"{first // 100}")
    if unit == "decade":
        return decade(base.year - base.year % 10 + 10 * step)
    if unit == "weekend":
        return weekend(base + timedelta(weeks=step))
    return shift(base, unit, step)


def relative_unit(m: _Match, ref: Reference) -> DateValue | None:
    """`last month`, `this weekend`, `the end of the year`: counted from the day on which the text stands."""
    unit, rel = m["u"], m.groupdict().get("rel") or ""
    base, step = ref.anchor, _STEPS.get(rel, 0)
    unit = "year" if unit == "years" else unit
    if ref.before_christ and ref.is_narrative:
        return _unit_bc(unit, step, ref.before_christ)
    if base is None or not ref.tells(unit):
        return vague("XXXX")
    if unit == "weekend" and not ref.is_narrative:
        started = base.weekday() >= 5
        if step == 0 and not ref.is_future and not started:
            step = -1
        return weekend(base + timedelta(weeks=0 if step < 0 and started and rel == "" else step))
    return _unit(base, unit, step)


def ago(m: _Match, ref: Reference) -> DateValue | None:
    """`three weeks ago` from the day of the text; `two days later` from the day told last."""
    groups, unit = m.groupdict(), unit_of(m["u"])
    is_back = m["way"] in {"ago", "earlier", "before", "previously", "back", "prior", "beforehand"}
    is_deictic = m["way"] in {"ago", "from now", "back"}
    sign, count = -1 if is_back else 1, groups.get("n")
    if ref.before_christ and ref.is_narrative and unit in {"year", "decade"} and count:
        return vague(f"BC{ref.before_christ - sign * int(count_of(count)) * (10 if unit == 'decade' else 1):04}")
    base = ref.anchor if is_deictic else (ref.told_day or ref.anchor)
    if base is None or not count or unit in {"century", "summer", "winter"} or not ref.tells(unit):
        return vague("PAST_REF" if is_back else "FUTURE_REF")
    quarter_told = _year_before_quarter(unit, count, is_back, ref)
    if quarter_told:
        return quarter_told
    number = int(count_of(count))
    if unit in {"hour", "minute", "second"}:
        return day(base, "T") if abs(number) < 24 or unit != "hour" else day(base + timedelta(hours=sign * number))
    if unit == "day" and not is_deictic and ref.told and ref.told.precision != "day":
        return some_day_of(ref.told)
    return shift(base, unit, sign * number)


def _year_before_quarter(unit: str, count: str, is_back: bool, ref: Reference) -> DateValue | None:
    """`from $2 million a year earlier`, after a quarter was told: the same quarter of the year before."""
    if unit == "year" and is_back and ref.quarter and not ref.is_narrative and count_of(count) == 1:
        return quarter(ref.quarter[0] - 1, ref.quarter[1])
    return None


def told_quarter(m: _Match, ref: Reference) -> DateValue | None:
    """`the quarter`, `the year-earlier period`: the business quarter told last, or the same one of the year before."""
    groups = m.groupdict()
    if groups.get("m"):
        of_month = month_number(m["m"])
        chosen = int(groups["y"]) if groups.get("y") else year_of(of_month, 28, ref)
        return quarter(chosen, (of_month + 2) // 3) if chosen else None
    if ref.quarter is None:
        return None
    told, number = ref.quarter
    if groups.get("y"):
        return quarter(int(groups["y"]), number)
    return quarter(told - bool(groups.get("ago")), number)


def past_span(m: _Match, ref: Reference) -> DateValue | None:
    """`the past three days`, `the next two weeks`: a duration whose days are known."""
    groups = m.groupdict()
    unit, count = unit_of(m["u"]), groups.get("n", "a")
    timex = duration_code(unit, f"{count_of(count):g}" if count else "X")
    if ref.anchor is None or not count or unit not in _DAYS or not ref.tells(unit):
        return vague(timex, "DURATION")
    if m["rel"] in {"next", "coming", "following"}:
        return _ahead(ref, unit, count, timex)
    try:
        return span(_back(ref.anchor, unit, count_of(count)), ref.anchor, timex, "DURATION")
    except (OverflowError, ValueError):
        return vague(timex, "DURATION")


def _ahead(ref: Reference, unit: str, count: str, timex: str) -> DateValue:
    assert ref.anchor is not None
    base = (ref.told_day if ref.is_narrative else None) or ref.anchor
    try:
        return span(base, base + timedelta(days=int(count_of(count) * _DAYS[unit])), timex, "DURATION")
    except OverflowError:
        return vague(timex, "DURATION")


def _back(base: date, unit: str, count: float) -> date:
    if unit == "month" and count == int(count):
        number, of_month = add_months(base, -int(count))
        last = month(number, of_month).last
        assert last is not None
        return min(date(number, of_month, 1) + timedelta(days=base.day - 1), last)
    return base - timedelta(days=max(int(count * _DAYS[unit]), 1 if unit != "hour" else 0))


def duration(m: _Match, ref: Reference) -> DateValue | None:
    """A length of time of which no day is known."""
    groups = m.groupdict()
    if not groups.get("u"):
        return None
    count = groups.get("n")
    if groups["u"] in {"second", "quarter"} and not m[0].endswith("s"):
        return None
    return vague(duration_code(unit_of(m["u"]), f"{count_of(count):g}" if count else "X"), "DURATION")


def repeated(m: _Match, ref: Reference) -> DateValue | None:
    """`every month`, `daily`, `each Friday`, `each July`."""
    adverbs = {"weekly": "week", "monthly": "month", "annually": "year", "yearly": "year"}
    unit = m.groupdict().get("u") or adverbs.get(m[0], "day")
    if unit in WEEKDAYS:
        return vague(f"XXXX-WXX-{WEEKDAYS[unit] + 1}", "SET")
    if unit in MONTHS:
        return vague(f"XXXX-{MONTHS[unit]:02}", "SET")
    return vague(duration_code(unit, "1"), "SET")


def present(m: _Match, ref: Reference) -> DateValue | None:
    """The present, no day named."""
    return vague("PRESENT_REF")


def past(m: _Match, ref: Reference) -> DateValue | None:
    """The past, no day named."""
    return vague("PAST_REF")


def future(m: _Match, ref: Reference) -> DateValue | None:
    """The future, no day named."""
    return vague("FUTURE_REF")
