"""Numbers of persons and things with their bounds: `at least 37`, `dozens`, `between 10 and 15`, `no`."""

import re
from collections.abc import Sequence

from dateline.records import QuantityMention, Sentence
from dateline.syntax import children_by

from .number_words import DOZEN_WORDS, GROUP_WORDS, MULTIPLIERS, NUMBER_WORDS, VAGUE_WORDS

_DIGITS = re.compile(r"^\d{1,3}(?:,\d{3})+$|^\d+(?:\.\d+)?$")
_LOWER = ("at least", "no fewer than", "no less than", "not less than", "a minimum of")
_OVER = ("more than", "over", "upwards of", "in excess of", "above", "well over")
_UPPER = ("up to", "at most", "as many as", "no more than", "fewer than", "less than", "under", "a maximum of")
_ABOUT = ("about", "around", "some", "roughly", "approximately", "nearly", "almost", "close to", "an estimated", "estimated",
          "an approximate", "perhaps", "circa")  # fmt: skip
_BOUNDS = sorted(
    [
        (p.split(), b)
        for words, b in ((_LOWER, "at_least"), (_OVER, "more_than"), (_UPPER, "at_most"), (_ABOUT, "about"))
        for p in words
    ],
    key=lambda entry: -len(entry[0]),
)
_NO_COUNT_BEFORE = frozenset({"$", "£", "€", "resolution", "flight", "article", "no.", "number", "chapter", "route", "highway",
                              "section", "battalion", "ak", "ak-47", "page", "us$", "aged", "age"})  # fmt: skip
_NO_COUNT_AFTER = frozenset({"%", "percent", "per", "mm", "km", "kilometers", "kilometres", "miles", "mile", "meters", "metres", "kg",
                             "dollars", "euros", "pounds", "years", "year", "months", "month", "weeks", "week", "days", "day",
                             "hours", "hour", "minutes", "minute", "a.m.", "p.m.", "am", "pm", "gmt", "degrees", "tons", "tonnes",
                             "y", "yo", "acres", "hectares", "feet", "inches", "cents", "rupees", "yuan", "points"})  # fmt: skip


_LARGEST, _LONGEST_NUMBER = 10**12, 40
"""The largest number that counts anything here, and the characters of the longest token that is read as one."""
_PLURALS = frozenset("people police troops they them others some most many all themselves us".split())


def find_quantities(s: Sentence) -> list[QuantityMention]:
    """The quantities of one sentence in text order. Not: dates, money, percentages, ages, measures, designations.

    Bounds: `at least n` is low=best=n with no high; `more than n` low=n; `up to n` best=high=n with low 0; `dozens`
    low 24, `scores` low 40, `hundreds` low 200, `thousands` low 2000, with no best or high; `several` low 3.
    """
    found: list[QuantityMention] = []
    i, n = 0, len(s)
    while i < n:
        number = _number(s, i)
        if number is None:
            i += 1
            continue
        hi, low, high, bound = number
        mention = _bounded(s, i, hi, low, high, bound)
        if mention is not None:
            found.append(mention)
        i = max(hi, mention.hi if mention else hi)
    return found


def implied_count(s: Sentence, noun: int) -> QuantityMention | None:
    """The count that a noun phrase has without a number: one for a singular, a name or an age, two or more for a plural."""
    is_age = s.norms[noun] == "old" and noun >= 2 and bool({"year", "month"} & set(s.norms[noun - 2 : noun]))
    is_one_more = s.norms[noun] in _ONE_MORE
    if s.pos[noun] not in {"NOUN", "PROPN", "PRON"} and s.norms[noun] not in _PLURALS and not (is_age or is_one_more):
        return None
    start, end = s.starts[noun], s.ends[noun]
    if any(s.norms[c] in {"no", "any"} for c in children_by(s, noun, "det", "neg")):
        return None
    is_name = s.tags[noun] == "NNPS" and (
        any(s.tags[c] == "NNP" for c in children_by(s, noun, "compound"))
        or any(lo <= noun < hi and label == "PERSON" for lo, hi, label in s.entities)
    )
    is_plural = (s.tags[noun] in {"NNS", "NNPS"} and not is_name) or s.norms[noun] in _PLURALS
    if is_plural:
        return QuantityMention(s.index, noun, noun + 1, start, end, s.words[noun], 2, None, None, "at_least")
    return QuantityMention(s.index, noun, noun + 1, start, end, s.words[noun], 1, 1, 1, "exact")


_ONE_MORE = frozenset("another second third fourth fifth sixth seventh eighth ninth tenth".split())
"""Words that stand alone for one person more than those told before: `wounded a third`."""
_ORDINALS = {w: n for n, w in enumerate("third fourth fifth sixth seventh eighth ninth tenth".split(), 3)}
_ORDINAL = re.compile(r"^([3-9]|[1-9]\d)(?:rd|th|st|nd)$")


def running_count(s: Sentence, noun: int) -> QuantityMention | None:
    """The count that an ordinal tells of the dead: `a fourth miner died` makes four; None without one.

    `the fourth` counts those who were hit, whatever became of the others.
    """
    if s.tags[noun] not in {"NN", "NNP"} or not any(s.norms[d] in {"a", "an"} for d in children_by(s, noun, "det")):
        return None
    for c in children_by(s, noun, "amod", "nummod", "compound", "advmod"):
        told = _ORDINAL.match(s.norms[c])
        number = int(told[1]) if told else _ORDINALS.get(s.norms[c])
        if number is not None and c < noun:
            return QuantityMention(s.index, c, noun + 1, s.starts[c], s.ends[noun], _surface(s, c, noun + 1),
                                   number, number, number, "exact")  # fmt: skip
    return None


def _number(s: Sentence, i: int) -> tuple[int, int, int | None, str] | None:
    """The number that starts at token `i`: its end, low, high (None where open) and bound."""
    low = s.norms[i]
    if low in DOZEN_WORDS:
        return i + 1, DOZEN_WORDS[low], None, "at_least"
    if low in {"a", "an", "half", "several", "few", "many", "couple"} or low in VAGUE_WORDS:
        return _phrase(s, i)
    value, hi = _value(s, i)
    if value is None:
        return None
    if hi + 1 < len(s) and s.norms[hi] in {"to", "-", "–", "or"}:
        second, end = _value(s, hi + 1)
        if second is not None and second > value and not _is_excluded(s, hi + 1, end):
            return end, value, second, "range"
    if "-" in s.norms[i] or "–" in s.norms[i]:
        parts = re.match(r"^(\d+)[-–](\d+)$", s.norms[i])
        if parts and int(parts[1]) < int(parts[2]):
            return i + 1, int(parts[1]), int(parts[2]), "range"
    if s.norms[i - 1 : i] == ("between",) and hi + 1 < len(s) and s.norms[hi] == "and":
        second, end = _value(s, hi + 1)
        if second is not None and second > value:
            return end, value, second, "range"
    return hi, value, value, "exact"


def _value(s: Sentence, i: int) -> tuple[int | None, int]:
    """The integer written in digits or words from token `i`, and the token after it."""
    if i >= len(s):
        return None, i
    word = s.norms[i]
    if len(word) > _LONGEST_NUMBER:
        return None, i + 1
    if re.match(r"^\d+[-–]\d+$", word):
        first = int(re.split("[-–]", word)[0])
        return (first if first <= _LARGEST else None), i + 1
    if _DIGITS.match(word):
        value = float(word.replace(",", ""))
        j = i + 1
        while j < len(s) and s.norms[j] in MULTIPLIERS:
            value *= MULTIPLIERS[s.norms[j]]
            j += 1
        return (int(value), j) if value <= _LARGEST and value == int(value) else (None, j)
    if s.pos[i] == "PRON" or (word == "one" and s.tags[i] not in {"CD"}):
        return None, i + 1
    return _words_value(s, i)


def _words_value(s: Sentence, i: int) -> tuple[int | None, int]:
    """A number in words: `twenty - two`, `one hundred and five`, `three thousand`."""
    total, current, j, seen = 0, 0, i, False
    while j < len(s):
        word = s.norms[j]
        parts = word.split("-") if "-" in word and word != "-" else [word]
        if all(p in NUMBER_WORDS for p in parts):
            value = sum(NUMBER_WORDS[p] for p in parts)
            if seen and current and not (current % 100 == 0 or (current % 10 == 0 and value < 10)):
                break
            current, seen = current + value, True
        elif word in MULTIPLIERS and seen:
            factor = MULTIPLIERS[word]
            if factor == 100:
                current *= 100
            else:
                total, current = total + current * factor, 0
        elif word in {"-", "and"} and seen and j + 1 < len(s) and s.norms[j + 1] in NUMBER_WORDS:
            if word == "and" and current % 100 and not total:
                break
            if word == "and" and current < 100 and not total:
                break
        else:
            break
        j += 1
    is_number = seen and total + current <= _LARGEST
    return (total + current, j) if is_number else (None, max(j, i + 1))


def _phrase(s: Sentence, i: int) -> tuple[int, int, int | None, str] | None:
    """`a dozen`, `half a dozen`, `a couple of`, `several hundred thousand`, `a hundred`, `a few`."""
    words = s.norms[i : i + 4]
    if words[:3] == ("half", "a", "dozen"):
        return i + 3, 6, 6, "about"
    if words[:2] == ("half", "a") and len(words) > 2 and words[2] in MULTIPLIERS:
        return i + 3, MULTIPLIERS[words[2]] // 2, MULTIPLIERS[words[2]] // 2, "about"
    if words[:2] in {("a", "dozen")}:
        return i + 2, 12, 12, "about"
    if words[:2] in {("a", "couple"), ("a", "pair")}:
        return i + 2 + (len(words) > 2 and words[2] == "of"), 2, 2, "exact"
    if words[0] in {"a", "an", "one"} and len(words) > 1 and words[1] in MULTIPLIERS:
        return i + 2, MULTIPLIERS[words[1]], MULTIPLIERS[words[1]], "about"
    at = 2 if words[1:2] and words[1] in _SIZES else 1
    if (
        words[0] in {"a", "an"}
        and words[at : at + 1]
        and words[at] in GROUP_WORDS
        and s.norms[i + at + 1 : i + at + 2] == ("of",)
    ):
        after = i + at + 2
        is_counted = after < len(s) and (_value(s, after)[0] is not None or s.norms[after] in _COUNTING)
        return None if is_counted else (i + at + 1, GROUP_WORDS[words[at]], None, "at_least")
    skip = 1 if words[0] == "a" and len(words) > 1 and words[1] in VAGUE_WORDS else 0
    word = words[skip] if skip < len(words) else ""
    if word not in VAGUE_WORDS or (i and s.norms[i - 1] in {"too", "so", "how", "as"}):
        return None
    low, j = VAGUE_WORDS[word], i + skip + 1
    if j < len(s) and s.norms[j] == "dozen":
        return j + 1, low * 12, None, "at_least"
    factor = 1
    while j < len(s) and s.norms[j] in MULTIPLIERS:
        factor *= MULTIPLIERS[s.norms[j]]
        j += 1
    return j, low * factor, None, "at_least"


def _bounded(s: Sentence, lo: int, hi: int, low: int, high: int | None, bound: str) -> QuantityMention | None:
    """The mention with the words that bound it, or None where the number counts no persons or things."""
    if _is_excluded(s, lo, hi):
        return None
    best: int | None = low if bound in {"exact", "about"} else None
    if bound == "range" and high is not None:
        best = (low + high) // 2
    for words, kind in _BOUNDS:
        if s.norms[max(lo - len(words), 0) : lo] == tuple(words):
            lo -= len(words)
            if kind == "at_most":
                low, best, high, bound = 0, high, high, "at_most"
            elif kind == "about":
                bound = "about" if bound == "exact" else bound
            else:
                best, high, bound = (low if bound != "at_least" else None), None, "at_least"
            break
    if bound == "range" and lo > 0 and s.norms[lo - 1] == "between":
        lo -= 1
    if hi + 1 < len(s) and s.norms[hi : hi + 2] == ("or", "more"):
        hi, high, bound = hi + 2, None, "at_least"
    start, end = s.starts[lo], s.ends[hi - 1]
    return QuantityMention(s.index, lo, hi, start, end, _surface(s, lo, hi), low, best, high, bound)


def _surface(s: Sentence, lo: int, hi: int) -> str:
    return "".join(s.words[i] + (" " * (s.starts[i + 1] - s.ends[i]) if i + 1 < hi else "") for i in range(lo, hi))


def _is_excluded(s: Sentence, lo: int, hi: int) -> bool:
    """Money, measures, ages, dates, designations and ordinals are no quantities of persons."""
    before = s.norms[lo - 1] if lo else ""
    after = s.norms[hi] if hi < len(s) else ""
    if before in _NO_COUNT_BEFORE or after in _NO_COUNT_AFTER:
        return True
    if after == "-" and _follows(
        s, hi + 1, ("year", "day", "month", "week", "hour", "mm", "km", "mile", "point", "old", "nation")
    ):
        return True
    word = s.norms[lo]
    if before in {"m", "ak", "mig", "f", "rpg", "article", "/"} or (
        before == "-" and lo > 1 and s.words[lo - 2].isupper()
    ):
        return True
    if re.match(r"^(19|20)\d\d$", word) and hi == lo + 1:
        return (
            after not in _COUNTED_AS_YEARS or s.pos[s.heads[lo]] in {"ADP", "VERB", "PROPN"} or s.deps[lo] != "nummod"
        )
    months = {"jan", "feb", "mar", "apr", "may", "june", "july", "aug", "sept", "oct", "nov", "dec"}
    if (
        word.isdigit()
        and int(word) <= 31
        and ({before.rstrip("."), after.rstrip(".")} & _MONTHS or before.rstrip(".") in months)
    ):
        return True
    return bool(hi < len(s) and s.norms[hi] in {"th", "st", "nd", "rd", ":"})


_COUNTED_AS_YEARS = frozenset(
    "people persons civilians men women children victims others soldiers troops fighters militants rebels officers refugees "
    "villagers residents prisoners deaths casualties families migrants insurgents wounded dead".split()
)
"""What a number that could be a year counts: `1984 refugees`, but `the 2013 murders`."""
_SIZES = frozenset("large small great good huge fair unknown unspecified growing".split())
_COUNTING = frozenset({*DOZEN_WORDS, *VAGUE_WORDS, "about", "around", "some", "nearly", "over", "at", "more", "up"})
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep "
    "sept oct nov dec".split()
)


def _follows(s: Sentence, i: int, words: Sequence[str]) -> bool:
    return i < len(s) and s.norms[i] in words
