"""Numbers, parts of the day and units as time expressions write them."""

import re
from collections.abc import Iterable

from .number_words import NUMBER_WORDS

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
ORDINALS: dict[str, int] = {w: n for n, w in enumerate(_ORDINALS, 1)} | {
    "twenty-first": 21, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "latter": 2,
}  # fmt: skip
_COUNTS: dict[str, float] = {"a": 1, "an": 1, "a couple of": 2, "a dozen": 12, "half a": 0.5, "half an": 0.5}
TENS = tuple(w for w, n in NUMBER_WORDS.items() if n >= 20)
ONES = tuple(w for w, n in NUMBER_WORDS.items() if 1 <= n <= 9)
_TEENS = tuple(w for w, n in NUMBER_WORDS.items() if n <= 19)
DECADES: dict[str, int] = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip
TIMES: dict[str, str] = {
    "morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "midday": "T12:00", "noon": "T12:00",
    "midnight": "T24:00", "dawn": "TMO", "dusk": "TEV", "nightfall": "TNI",
}  # fmt: skip
_UNIT_CODES: dict[str, str] = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y",
    "decade": "DE", "century": "CE", "night": "NI", "weekend": "WE", "summer": "SU", "winter": "WI",
}  # fmt: skip


def alternatives(words: Iterable[str]) -> str:
    """A regular expression that matches any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) + ")"


NUMBER_PATTERN = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})*(?:\.\d+)?|{alternatives(TENS)}[ -]{alternatives(ONES)}|"
    rf"{alternatives([*TENS, *_TEENS, *_COUNTS])}(?!\w))"
)


def count_of(text: str) -> float:
    """The number of `three`, `twenty-four`, `1.5` or `a couple of`."""
    if text[0].isdigit():
        return float(text.replace(",", ""))
    if text in _COUNTS:
        return _COUNTS[text]
    return float(sum(NUMBER_WORDS[w] for w in re.split("[ -]", text)))


def year_in_words(text: str) -> int:
    """The year of `nineteen ninety-seven` or `two thousand and six`."""
    century, *rest = re.split("[ -]", text)
    if rest and rest[0] == "thousand":
        return 1000 * NUMBER_WORDS[century] + sum(NUMBER_WORDS.get(w, 0) for w in rest[1:])
    return 100 * NUMBER_WORDS[century] + sum(NUMBER_WORDS[w] for w in rest)


def unit_of(text: str) -> str:
    """The unit's singular."""
    return "century" if text == "centurie" else text


def duration_code(unit: str, count: str) -> str:
    """The ISO 8601 duration of a count of units (`P3D`, `PT2H`); the count may be X."""
    code = _UNIT_CODES[unit]
    return f"PT{count}{code[1]}" if code.startswith("T") else f"P{count}{code}"


def part_of(text: str | None) -> str:
    """early, mid or late for the words that name a part of a month or year, else empty."""
    text = text or ""
    if re.search("early|beginning|start|opening", text):
        return "early"
    if re.search("mid", text):
        return "mid"
    return "late" if re.search("late|end|close|latter", text) else ""
