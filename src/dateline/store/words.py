"""Words as the full-text search has them: runs of letters and digits, in small letters, without their accents."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 500
_MOST_BYTES = 900_000
"""PostgreSQL holds at most a megabyte of different words a report."""
_LAST_PLACE, _MOST_PLACES = 16_383, 256
_SHOWN = 40


def folded(text: str) -> str:
    """The text in small letters, without accents; not always of the same length."""
    small = text.lower()
    if small.isascii():
        return small
    return "".join(c for c in unicodedata.normalize("NFD", small) if not unicodedata.combining(c))


def words_of(text: str) -> list[str]:
    """The words of a text in order."""
    return [w[:_LONGEST] for w in _WORD.findall(folded(text))]


def match_query(text: str) -> str:
    """A full-text query that asks for every word of `text`, whatever signs it holds; parts of a word stand together in one.

    Words stand in quotes: `"sake" "hpa an"`. Without any word it is `""`, which nothing matches.
    """
    asked = [" ".join(words) for part in text.split() if (words := words_of(part))]
    return " ".join(f'"{words}"' for words in asked) or '""'


def vector_of(title: str, text: str) -> str:
    """The words with their places, as a `tsvector` of PostgreSQL is written."""
    places: dict[str, list[int]] = {}
    size = 0
    head = words_of(title)
    # a place is left free between title and text, so that no words are found that stand together in neither
    for n, word in [*enumerate(head, 1), *enumerate(words_of(text), len(head) + 2)]:
        held = places.get(word)
        if held is None:
            size += len(word.encode()) + 12
            if size > _MOST_BYTES:
                continue
            held = places[word] = []
        if n <= _LAST_PLACE and len(held) < _MOST_PLACES:
            held.append(n)
    return " ".join(f"'{w}':{','.join(map(str, p))}" if p else f"'{w}'" for w, p in places.items())


def snippet_of(text: str, query: str, marks: tuple[str, str]) -> str:
    """Some forty words of a text where it holds most of a query's words, each found one between the marks."""
    asked = [phrase.split() for phrase in re.findall(r'"([^"]*)"', query)]
    told = [(m.start(), m.end(), folded(m.group())[:_LONGEST]) for m in _WORD.finditer(text)]
    found = sorted({n + k: None for phrase in asked for n in _places(told, phrase) for k in range(len(phrase))})
    if not told:
        return text
    first = max(found, key=lambda n: (sum(n <= other < n + _SHOWN for other in found), -n), default=0)
    first = max(0, min(first, len(told) - _SHOWN))
    last = min(len(told), first + _SHOWN) - 1
    start, end = (0 if first == 0 else told[first][0]), (len(text) if last == len(told) - 1 else told[last][1])
    parts = [" … " if first else ""]
    for run in _runs([n for n in found if first <= n <= last]):
        lo, hi = told[run[0]][0], told[run[-1]][1]
        parts += [text[start:lo], marks[0], text[lo:hi], marks[1]]
        start = hi
    return "".join([*parts, text[start:end], " … " if last < len(told) - 1 else ""])


def _places(told: list[tuple[int, int, str]], phrase: list[str]) -> Iterator[int]:
    """Where a phrase stands in the words told."""
    size = len(phrase)
    for n in range(len(told) - size + 1 if size else 0):
        if all(told[n + k][2] == phrase[k] for k in range(size)):
            yield n


def _runs(numbers: list[int]) -> Iterator[list[int]]:
    """Numbers that follow one another, together."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        yield [n for _, n in run]
