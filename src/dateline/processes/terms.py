"""The terms of a promise as a sentence tells them: number, condition, how long, from when, by when."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
          "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90,
          "a": 1, "an": 1}  # fmt: skip
_NUMBER = r"(?P<n>\d[\d,]*|" + "|".join(_WORDS) + r")"
_UNIT = r"(?P<unit>day|week|month|year)"
_PAUSE = r"(?:cease-?fire|truce|reduction(?: in violence)?|halt|pause)"
_LASTING = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_NUMBER}[- ]{_UNIT}s?(?:[- ]long)? (?:\w+ ){{0,2}}{_PAUSE}",
        rf"\b{_UNIT}-?long (?:\w+ ){{0,2}}{_PAUSE}",
        rf"{_PAUSE} (?:\w+ ){{0,4}}(?:of|for|last(?:s|ing)?(?: between)?) {_NUMBER} (?:\w+ ){{0,2}}?{_UNIT}s?",
    )
)
_WITHIN = re.compile(rf"\bwithin {_NUMBER} {_UNIT}s?(?P<of> (?:of|after) (?:a|an|the|any) [^.,;]*?(?:agreement|deal|accord|treaty))?",
                     re.IGNORECASE)  # fmt: skip
_CONDITION = re.compile(
    r"\b(?:(?:only )?if|provided that|on condition that|as long as|unless|in exchange for|in return for|until)\b[^.;]*",
    re.I,
)
_SAYING = re.compile(r",(?: \S+){1,6} (?:said|says|told reporters|announced)(?: on \w+)?$")
_INDEFINITE = re.compile(r"\b(?:indefinite|permanent|open-ended|final)\b", re.IGNORECASE)
_FREED = re.compile(
    rf"\b(?:releas\w+|free|freed|frees|freeing)(?: of)? (?:up to |about |some |another |at least )?{_NUMBER}\b",
    re.IGNORECASE,
)
_EXCHANGED = re.compile(
    rf"\bin (?:exchange|return) for (?:up to |about |some )?{_NUMBER} (?!day|week|month)\w+", re.IGNORECASE
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_DAY = r"(?:(?P<m{0}>" + "|".join(_MONTHS) + r")[a-z]*\.? (?P<d{0}>\d{{1,2}})|(?P<w{0}>" + "|".join(_WEEKDAYS) + r"))\b"
_FROM = re.compile(
    r"\b(?:from|(?:begin|start|run|effect|force)\w*(?: at \w+)?(?: on| from)?) " + _DAY.format(1), re.IGNORECASE
)
_TO = re.compile(r"\b(?:to|until|till) " + _DAY.format(2), re.IGNORECASE)
_MIDNIGHT = re.compile(r"\bat midnight on\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:before\b[^.;]*?|by )" + _DAY.format(3), re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])(?<!\b[A-Z]\.)\s+(?=[\"“A-Z])")


@dataclass(frozen=True, slots=True)
class Lasting:
    """A length of time as told: so many days, weeks, months or years of the calendar."""

    number: int
    unit: str

    def after(self, day: str) -> str:
        """The ISO day so long after another; the last of the month where that day is not in it."""
        at = date.fromisoformat(day)
        if self.unit in {"day", "week"}:
            return (at + timedelta(days=self.number * (7 if self.unit == "week" else 1))).isoformat()
        months = at.month - 1 + self.number * (12 if self.unit == "year" else 1)
        year, month = at.year + months // 12, months % 12 + 1
        return date(year, month, min(at.day, calendar.monthrange(year, month)[1])).isoformat()

    def last_day(self, first: str) -> str:
        """The last day of a time that begins on `first`: a three-day truce from Sunday ends on Tuesday."""
        return (date.fromisoformat(self.after(first)) - timedelta(days=1)).isoformat()


def lasting(text: str) -> Lasting | None:
    """How long a ceasefire is told to last; None where it is open or not told."""
    return next((_span(match) for pattern in _LASTING if (match := pattern.search(text))), None)


def within(text: str) -> Lasting | None:
    """In what time something is promised, counted from the promise."""
    match = _WITHIN.search(text)
    return _span(match) if match and not match["of"] else None


def after_agreement(text: str) -> int | None:
    """Within how many days of an agreement still to come something is promised: `within 60 days of a final accord`."""
    match = _WITHIN.search(text)
    if match is None or not match["of"]:
        return None
    start = date(2001, 1, 1)
    return (date.fromisoformat(_span(match).after(start.isoformat())) - start).days


def is_indefinite(text: str) -> bool:
    """Whether the text calls it indefinite or permanent."""
    return bool(_INDEFINITE.search(text))


def condition_in(text: str) -> str | None:
    """The condition that the text sets, in its words, without who says so."""
    match = _CONDITION.search(text)
    return _SAYING.sub("", match.group(0).strip()) if match else None


def freed_number(text: str) -> int | None:
    """How many prisoners a sentence speaks of freeing."""
    match = _FREED.search(text)
    return _number(match["n"]) if match else None


def exchanged_number(text: str) -> int | None:
    """How many are wanted in exchange."""
    match = _EXCHANGED.search(text)
    return _number(match["n"]) if match else None


def named_span(text: str, day: str) -> tuple[str | None, str | None]:
    """First and last day of a truce as named: `from Nov. 20 to Jan. 20`, `would begin on Saturday`. Days lie ahead of `day`."""
    first, last = _FROM.search(text), _TO.search(text)
    start = _named(first, 1, day) if first else None
    if start and _MIDNIGHT.search(text):
        start = (date.fromisoformat(start) + timedelta(days=1)).isoformat()
    return start, _named(last, 2, start or day) if last else None


def due_before(text: str, day: str) -> str | None:
    """The named day before or by which something is to be done."""
    match = _BEFORE.search(text)
    return _named(match, 3, day) if match else None


def sentences_of(text: str) -> list[str]:
    """The text in sentences, by signs and capitals alone."""
    return [s.strip() for s in _SENTENCE.split(text)]


def _named(match: re.Match[str], group: int, day: str) -> str | None:
    """The next such day, the same day counted; the one of next year where a month's day has gone by long ago."""
    at, weekday = date.fromisoformat(day), match[f"w{group}"]
    if weekday:
        return (at + timedelta(days=(_WEEKDAYS.index(weekday.lower()) - at.weekday()) % 7)).isoformat()
    try:
        found = date(at.year, 1 + _MONTHS.index(match[f"m{group}"].lower()[:3]), int(match[f"d{group}"]))
        return (found if (at - found).days < 180 else found.replace(year=at.year + 1)).isoformat()
    except ValueError:
        return None


def _span(match: re.Match[str]) -> Lasting:
    told = match.groupdict().get("n")
    return Lasting(1 if told is None else _number(told), match["unit"].lower())


def _number(told: str) -> int:
    digits = told.replace(",", "")
    return int(digits) if digits.isdigit() else _WORDS[told.lower()]
