"""The time grammar: patterns over lower-case sentence text, each with what it resolves to. Own grammar, English."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateline.calendars import HOLIDAYS, MONTHS, SEASONS, WEEKDAYS, full_year, holiday

from .date_values import DateValue, Reference, add_months, day, month, shift, span, vague, week, year

Resolver = Callable[[re.Match[str], Reference], DateValue | None]

_M = "(?:" + "|".join(sorted((re.escape(m) for m in MONTHS), key=len, reverse=True)) + r")(?!\w)"
_W = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_D = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_Y = r"(?:1[0-9]\d\d|20\d\d)"
_PART = r"(?P<part>early|mid|late|beginning of|end of|middle of|start of|mid-|the beginning of|the end of|the middle of|the start of)"
_DAYTIME = r"(?:morning|afternoon|evening|night|midday|noon|midnight|dawn|dusk)"
_NUMBERS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split()
    )
} | {"a": 1, "an": 1, "a couple of": 2, "twenty-four": 24, "twenty four": 24, "thirty": 30, "forty": 40, "fifty": 50,
     "sixty": 60, "ninety": 90, "a dozen": 12}  # fmt: skip
_N = r"(?P<n>\d{1,3}(?:\.\d)?|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_VAGUE_N = r"(?P<n>several|a few|few|some|many|recent)"
_UNIT = r"(?P<u>second|minute|hour|day|week|month|quarter|year|decade|century|centurie)s?"
_UNIT_CODE = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M", "quarter": "Q",
              "year": "Y", "decade": "DE", "century": "CE", "centurie": "CE"}  # fmt: skip
_PARTS = {"beginning of": "early", "start of": "early", "end of": "late", "middle of": "mid", "mid-": "mid"}
_TIMES = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "midday": "TMI", "noon": "TMI",
          "midnight": "TNI", "dawn": "TMO", "dusk": "TEV"}  # fmt: skip


def _month_number(name: str) -> int:
    return MONTHS[name] if name in MONTHS else MONTHS[name.rstrip(".")]


def _part(text: str | None) -> str:
    text = (text or "").removeprefix("the ").strip()
    return _PARTS.get(text, text)


def _count(text: str) -> float:
    return float(text) if text[0].isdigit() else _NUMBERS[text]


def _code(unit: str, count: str) -> str:
    code = _UNIT_CODE[unit]
    return f"PT{count}{code[1]}" if code.startswith("T") else f"P{count}{code}"


def _full(m: re.Match[str], ref: Reference) -> DateValue | None:
    try:
        return day(date(full_year(m["y"]), _month_number(m["m"]), int(re.sub(r"\D", "", m["d"]))))
    except ValueError:
        return None


def _iso(m: re.Match[str], ref: Reference) -> DateValue | None:
    try:
        return day(date(int(m["y"]), int(m["m"]), int(m["d"])))
    except ValueError:
        return None


def _slashed(m: re.Match[str], ref: Reference) -> DateValue | None:
    a, b = int(m["a"]), int(m["b"])
    number, of_day = (a, b) if a <= 12 else (b, a)
    try:
        return day(date(full_year(m["y"]), number, of_day))
    except ValueError:
        return None


def _nearest_year(number: int, of_day: int, ref: Reference) -> int | None:
    """The year of a month (and day) told without one: that of the publication or narrative that lies on the told side."""
    if ref.published is None:
        return ref.told.year if ref.told else None
    base = ref.published
    if ref.told is not None and abs(ref.told.year - base.year) > 1:
        return ref.told.year
    distance = (number - base.month) + (of_day - base.day) / 31
    if distance > 0.2 and not ref.is_future:
        return base.year - 1 if distance > 2 else base.year
    if distance < -6 and ref.is_future:
        return base.year + 1
    return base.year


def _day_month(m: re.Match[str], ref: Reference) -> DateValue | None:
    number, of_day = _month_number(m["m"]), int(re.sub(r"\D", "", m["d"]))
    chosen = _nearest_year(number, of_day, ref)
    if chosen is None:
        return vague(f"XXXX-{number:02}-{of_day:02}")
    try:
        return day(date(chosen, number, of_day))
    except ValueError:
        return None


def _day_range(m: re.Match[str], ref: Reference) -> DateValue | None:
    number = _month_number(m["m"])
    chosen = full_year(m["y"]) if m["y"] else _nearest_year(number, 15, ref)
    if chosen is None:
        return None
    try:
        first, last = (date(chosen, number, int(re.sub(r"\D", "", m[g]))) for g in ("d", "e"))
    except ValueError:
        return None
    return span(first, last, f"{first.isoformat()}/{last.isoformat()}") if first <= last else None


def _month(m: re.Match[str], ref: Reference) -> DateValue | None:
    groups = m.groupdict()
    number, part = _month_number(m["m"]), _part(groups.get("part"))
    if groups.get("y"):
        return month(int(m["y"]), number, part)
    if ref.anchor is None:
        return vague(f"XXXX-{number:02}")
    rel = groups.get("rel")
    base = (
        ref.told
        if ref.published is None or (ref.told and abs(ref.told.year - ref.published.year) > 1)
        else ref.published
    )
    assert base is not None
    if rel == "next":
        return month(base.year + (number <= base.month), number, part)
    if rel == "last":
        return month(base.year - (number >= base.month), number, part)
    if base is ref.told:
        return month(base.year, number, part)
    later = number > base.month
    if later and not ref.is_future:
        return month(base.year - 1, number, part)
    return month(base.year + (ref.is_future and number < base.month - 1), number, part)


def _weekday(m: re.Match[str], ref: Reference) -> DateValue | None:
    number = WEEKDAYS[m["w"]]
    groups = m.groupdict()
    suffix = _TIMES.get(groups.get("t") or "", "")
    if ref.anchor is None:
        return vague(f"XXXX-WXX-{number + 1}")
    base, rel = ref.anchor, groups.get("rel")
    back, ahead = (base.weekday() - number) % 7, (number - base.weekday()) % 7
    if rel in {"next", "coming", "this coming"}:
        value = base + timedelta(days=ahead or 7)
    elif rel in {"last", "past"}:
        value = base - timedelta(days=back or 7)
    elif ref.is_future:
        value = base + timedelta(days=ahead)
    else:
        value = base - timedelta(days=back)
    return day(value, suffix)


def _named_day(m: re.Match[str], ref: Reference) -> DateValue | None:
    name = m[0].split()[0] if not m[0].startswith(("the ", "earlier", "later")) else m[0]
    if ref.anchor is None:
        return vague("XXXX-XX-XX")
    offset = -1 if "yesterday" in m[0] else 1 if "tomorrow" in m[0] else 0
    if m[0].startswith("the day before"):
        offset = -2
    if name == "overnight" or "last night" in m[0]:
        return day(ref.anchor - timedelta(days=0 if name == "overnight" else 1), "TNI")
    suffix = _TIMES.get(m[0].split()[-1], "") if offset or m[0].startswith(("this", "earlier")) else ""
    if "tonight" in m[0]:
        suffix = "TNI"
    return day(ref.anchor + timedelta(days=offset), suffix)


def _told_day(m: re.Match[str], ref: Reference) -> DateValue | None:
    """`the same day`, `the next day`, `a day earlier`: counted from the day told last."""
    base = ref.told or ref.published
    if base is None:
        return vague("XXXX-XX-XX")
    text = m[0]
    sign = 0 if "same" in text or "that" in text else -1 if re.search("earlier|before|previous", text) else 1
    return day(base + timedelta(days=sign))


def _relative_unit(m: re.Match[str], ref: Reference) -> DateValue | None:
    unit, rel = m["u"], m["rel"]
    if ref.anchor is None:
        return vague("XXXX")
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(rel, 0)
    base = (ref.told or ref.anchor) if rel in {"previous", "following"} else ref.anchor
    if unit == "quarter":
        y, number = add_months(base, 3 * step)
        first = 3 * ((number - 1) // 3) + 1
        return DateValue(date(y, first, 1), month(y, first + 2).last, "range", "DATE", f"{y}-Q{(first + 2) // 3}")
    if unit == "weekend":
        monday = base - timedelta(days=base.weekday()) + timedelta(weeks=step)
        if step == 0 and not ref.is_future and base.weekday() < 5:
            monday -= timedelta(weeks=1)
        iso = monday.isocalendar()
        return span(monday + timedelta(days=5), monday + timedelta(days=6), f"{iso[0]}-W{iso[1]:02}-WE")
    if unit == "century":
        return vague(f"{(base.year + 100 * step) // 100}")
    if unit == "decade":
        return vague(f"{(base.year + 10 * step) // 10}")
    return shift(base, unit, step)


def _ago(m: re.Match[str], ref: Reference) -> DateValue | None:
    unit, where = m["u"].replace("centurie", "century"), m["way"]
    is_back = where in {"ago", "earlier", "before", "previously", "back"}
    base = ref.anchor if where in {"ago", "from now", "back"} else (ref.told or ref.anchor)
    if base is None:
        return vague("PAST_REF" if is_back else "FUTURE_REF")
    count = m["n"]
    if count not in _NUMBERS and not count[0].isdigit():
        return vague("PAST_REF" if is_back else "FUTURE_REF")
    number = int(_count(count))
    if unit in {"hour", "minute", "second"}:
        return day(base, "T")
    if unit in {"quarter", "century"}:
        return vague("PAST_REF")
    return shift(base, unit, -number if is_back else number)


def _past_span(m: re.Match[str], ref: Reference) -> DateValue | None:
    """`the past three days`, `the next two weeks`: a duration whose days are known."""
    unit, count = m["u"].replace("centurie", "century"), m["n"]
    is_known = count in _NUMBERS or count[0].isdigit()
    timex = _code(unit, f"{_count(count):g}" if is_known else "X")
    days = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}.get(unit)
    if ref.anchor is None or not is_known or days is None:
        return vague(timex, "DURATION")
    length = timedelta(days=max(int(_count(count) * days), 1 if days >= 1 else 0))
    try:
        if m["rel"] in {"next", "coming", "following"}:
            return span(ref.anchor, ref.anchor + length, timex, "DURATION")
        return span(ref.anchor - length, ref.anchor, timex, "DURATION")
    except OverflowError:
        return vague(timex, "DURATION")


def _duration(m: re.Match[str], ref: Reference) -> DateValue | None:
    count = m["n"]
    is_known = count in _NUMBERS or count[0].isdigit()
    return vague(_code(m["u"].replace("centurie", "century"), f"{_count(count):g}" if is_known else "X"), "DURATION")


def _year(m: re.Match[str], ref: Reference) -> DateValue | None:
    return year(int(m["y"]), _part(m.groupdict().get("part")))


def _years(m: re.Match[str], ref: Reference) -> DateValue | None:
    first, last = int(m["y"]), int(m["z"]) if len(m["z"]) == 4 else int(m["y"][:2] + m["z"])
    if not first < last:
        return None
    return span(date(first, 1, 1), date(last, 12, 31), f"{first}/{last}")


def _decade(m: re.Match[str], ref: Reference) -> DateValue | None:
    first = int(m["y"]) if len(m["y"]) == 4 else 1900 + int(m["y"])
    first -= first % 10
    return DateValue(date(first, 1, 1), date(first + 9, 12, 31), "range", "DATE", str(first // 10))


def _season(m: re.Match[str], ref: Reference) -> DateValue | None:
    lo, hi, code = SEASONS[m["s"]]
    groups = m.groupdict()
    told = ref.told if ref.told and ref.published and abs(ref.told.year - ref.published.year) > 1 else None
    base = int(groups["y"]) if groups.get("y") else (told or ref.anchor or date(1, 1, 1)).year
    if base == 1:
        return vague(f"XXXX-{code}")
    base += {"last": -1, "next": 1}.get(groups.get("rel") or "", 0)
    return DateValue(date(base, lo, 1), month(base + (hi < lo), hi).last, "range", "DATE", f"{base}-{code}")


def _holiday(m: re.Match[str], ref: Reference) -> DateValue | None:
    name = m["h"].replace("’", "'")
    if m.groupdict().get("y"):
        value = holiday(name, int(m["y"]))
        return day(value) if value else None
    if ref.anchor is None:
        return vague("XXXX-XX-XX")
    around = [d for y in (-1, 0, 1) if (d := holiday(name, ref.anchor.year + y))]
    if not around:
        return None
    if ref.is_future:
        return day(min((d for d in around if d >= ref.anchor), default=around[-1]))
    return day(max((d for d in around if d <= ref.anchor + timedelta(days=2)), default=around[0]))


def _recent(m: re.Match[str], ref: Reference) -> DateValue | None:
    text = m[0]
    if text in {"now", "currently", "nowadays", "at present", "today"}:
        return vague("PRESENT_REF")
    return vague("FUTURE_REF" if "future" in text or "soon" in text else "PAST_REF")


def _clock(m: re.Match[str], ref: Reference) -> DateValue | None:
    if ref.anchor is None:
        return vague("XXXX-XX-XXT")
    return day(ref.told or ref.anchor, "T")


def _set(m: re.Match[str], ref: Reference) -> DateValue | None:
    unit = m.groupdict().get("u")
    return vague(_code(unit, "1") if unit else "P1D", "SET")


def _quarter(m: re.Match[str], ref: Reference) -> DateValue | None:
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4}[m["q"]]
    if ref.anchor is None:
        return vague(f"XXXX-Q{number}")
    chosen = int(m["y"]) if m["y"] else ref.anchor.year - (3 * number - 2 > ref.anchor.month and not ref.is_future)
    last = month(chosen, 3 * number).last
    return DateValue(date(chosen, 3 * number - 2, 1), last, "range", "DATE", f"{chosen}-Q{number}")


def _end_of_unit(m: re.Match[str], ref: Reference) -> DateValue | None:
    if ref.anchor is None:
        return vague("XXXX")
    unit = m["u"]
    whole = shift(ref.anchor, unit, {"next": 1, "last": -1}.get(m["rel"] or "", 0))
    return whole


RULES: tuple[tuple[re.Pattern[str], Resolver], ...] = tuple(
    (re.compile(r"(?<![\w-])" + pattern + r"(?!\w)"), resolve)
    for pattern, resolve in (
        (
            rf"(?:{_W},? )?(?P<d>{_D})(?: of)?[ -](?P<m>{_M}),?[ -](?P<y>{_Y}|'?\d\d)(?!\d| (?:people|soldiers|percent))",
            _full,
        ),
        (rf"(?:{_W},? )?(?P<m>{_M}) (?P<d>{_D}) ?,? ?(?P<y>{_Y})", _full),
        (r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)", _iso),
        (r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d\d)", _slashed),
        (rf"(?P<m>{_M}) (?P<d>{_D})(?: to | and | ?[-–] ?| until )(?P<e>{_D})(?: ?, ?(?P<y>{_Y}))?", _day_range),
        (
            rf"(?:between )?(?P<d>{_D})(?: to | and | ?[-–] ?| until )(?P<e>{_D}) (?:of )?(?P<m>{_M})(?: (?P<y>{_Y}))?",
            _day_range,
        ),
        (rf"(?:{_W},? )?(?P<m>{_M}) (?P<d>{_D})", _day_month),
        (rf"(?:{_W},? )?(?:the )?(?P<d>{_D})(?: of)?[ -](?P<m>{_M})", _day_month),
        (rf"{_PART}[ -]?(?P<m>{_M}),? (?:of )?(?P<y>{_Y})", _month),
        (rf"(?P<m>{_M}),? (?:of )?(?P<y>{_Y})", _month),
        (rf"{_PART}[ -]?(?:(?P<rel>last|next|this) )?(?P<m>{_M})", _month),
        (rf"(?P<rel>last|next|this) (?P<m>{_M})", _month),
        (r"(?P<m>january|february|april|june|july|august|september|october|november|december)", _month),
        (r"(?<=in )(?P<m>march|may|jan\.|feb\.|aug\.|sept\.|oct\.|nov\.|dec\.)", _month),
        (r"(?<=since )(?P<m>march|may)|(?<=until )(?P<q>march|may)", lambda m, r: _month(m, r) if m["m"] else None),
        (
            rf"(?:(?:early|late|overnight) (?:on )?)?(?:(?P<rel>last|next|this coming|coming|past|this) )?(?P<w>{_W})"
            rf"(?: (?P<t>{_DAYTIME}))?",
            _weekday,
        ),
        (
            rf"the day before yesterday|the day after tomorrow|yesterday(?: {_DAYTIME})?|tomorrow(?: {_DAYTIME})?",
            _named_day,
        ),
        (r"(?:earlier |later )today|today|tonight|overnight|last night|this (?:morning|afternoon|evening)", _named_day),
        (
            r"(?:the |that )same day|that day|the (?:next|following|previous) day|(?:a|one) day (?:earlier|later|before|after)",
            _told_day,
        ),
        (
            r"(?P<rel>last|past|this|next|previous|coming|following) (?P<u>week|weekend|month|year|quarter|decade|century)",
            _relative_unit,
        ),
        (r"the (?P<rel>previous|following|coming|same|current)? ?(?P<u>weekend)", _relative_unit),
        (
            r"(?:the |by the |at the )?(?:end|beginning|start|middle) of (?:the |(?P<rel>this|next|last) )(?P<u>week|month|year)",
            _end_of_unit,
        ),
        (r"(?:later|earlier) (?P<rel>this|next|last) (?P<u>week|month|year)", _end_of_unit),
        (
            rf"(?:about |nearly |almost |more than |over |some |just |around )?{_N}[ -]{_UNIT} (?P<way>ago|earlier|later|before|from now|after)",
            _ago,
        ),
        (rf"{_VAGUE_N} {_UNIT} (?P<way>ago|earlier|later|before|from now)", _ago),
        (
            rf"(?:the |over the |in the |for the )?(?P<rel>last|past|next|coming|previous|following) (?:{_N}|(?P<v>several|few|couple of)) {_UNIT}",
            lambda m, r: (
                _past_span(m, r) if m["n"] else vague(_code(m["u"].replace("centurie", "century"), "X"), "DURATION")
            ),
        ),
        (rf"{_PART}[ -]?(?P<y>{_Y})", _year),
        (rf"(?P<y>{_Y}) ?[-–/] ?(?P<z>{_Y}|\d\d)", _years),
        (rf"(?:from |between )(?P<y>{_Y}) (?:to|and|until) (?P<z>{_Y})", _years),
        (r"(?:the )?(?:early |late |mid[- ])?(?P<y>(?:1[5-9]|20)\d0)s", _decade),
        (r"(?:the )?(?:early |late |mid[- ])?'(?P<y>[2-9]0)s", _decade),
        (
            rf"(?:the |last |this |next )?(?:(?P<rel>last|next|this) )?(?P<s>spring|summer|autumn|winter)(?:,? (?:of )?(?P<y>{_Y}))?",
            _season,
        ),
        (rf"(?:the |fiscal )*(?P<q>first|second|third|fourth)[ -]quarter(?: of (?P<y>{_Y}))?", _quarter),
        (rf"(?P<s>fall) (?:of )?(?P<y>{_Y})", _season),
        (r"(?P<h>" + "|".join(re.escape(h) for h in HOLIDAYS) + rf")(?:,? (?P<y>{_Y}))?", _holiday),
        (
            rf"(?P<y>{_Y})(?! (?:people|soldiers|troops|civilians|fighters|men|women|prisoners|refugees|dead|wounded|homes|km|tons|dollars))",
            _year,
        ),
        (
            rf"(?:for |about |nearly |almost |more than |at least |over )?{_N}[ -]{_UNIT}(?:[ -]long)?(?![ -]old)",
            _duration,
        ),
        (rf"{_VAGUE_N} {_UNIT}", _duration),
        (r"(?:every|each) (?P<u>day|week|month|year|quarter|hour)", _set),
        (r"daily|nightly", _set),
        (r"(?:weekly|monthly|annually)", _set),
        (
            r"now|currently|nowadays|at present|recently|in recent (?:days|weeks|months|years)|in the past|in the (?:near )?future|"
            r"the past(?! (?:\w+ )?(?:day|week|month|year|decade|summer|winter|centur))|the future|recent|previously|formerly|at the time|once",
            _recent,
        ),
        (r"(?:at |around |about )?\d{1,2}(?::\d\d)? ?(?:a\.?m\.?|p\.?m\.?|gmt|o'clock)|\d{1,2}:\d\d", _clock),
    )
)
"""Pattern and resolver; an earlier rule wins over a later one on the same words, a longer match over a shorter one."""

__all__ = ["RULES", "week"]
