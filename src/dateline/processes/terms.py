"""The terms of a promise as a sentence tells them: number, condition, how long, by when."""

import re
from datetime import date, timedelta

_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
          "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "a": 1, "an": 1}  # fmt: skip
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_NUMBER = r"(?P<n>\d+|" + "|".join(_WORDS) + r")"
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
_WITHIN = re.compile(rf"\bwithin {_NUMBER} {_UNIT}s?", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:(?:only )?if|provided that|on condition that|as long as|unless|in exchange for|in return for|until)\b[^.;]*",
    re.I,
)
_INDEFINITE = re.compile(r"\b(?:indefinite|permanent|open-ended|final)\b", re.IGNORECASE)


def lasting_days(text: str) -> int | None:
    """How many days a ceasefire is told to last; None where it is open or not told."""
    return next((_days(match) for pattern in _LASTING if (match := pattern.search(text))), None)


def within_days(text: str) -> int | None:
    """In how many days something is promised."""
    match = _WITHIN.search(text)
    return _days(match) if match else None


def is_indefinite(text: str) -> bool:
    """Whether the text calls it indefinite or permanent."""
    return bool(_INDEFINITE.search(text))


def condition_in(text: str) -> str | None:
    """The condition that the text sets, in its words."""
    match = _CONDITION.search(text)
    return match.group(0).strip() if match else None


def later(day: str, days: int) -> str:
    """The ISO day so many days later."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _days(match: re.Match[str]) -> int:
    told = match.groupdict().get("n")
    number = 1 if told is None else int(told) if told.isdigit() else _WORDS[told.lower()]
    return number * _DAYS[match.group("unit").lower()]
