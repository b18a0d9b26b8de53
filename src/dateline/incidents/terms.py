"""What a report is about, as weighted terms: words by their rarity in the news, and pairs of capitalised words.

A term is kept as its mark, a hash of 64 bits, and its weight: a twentieth of what a dictionary of words takes.
"""

import csv
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files
from itertools import pairwise
from sys import intern

import numpy as np
from numpy.typing import NDArray

from .options import MatchOptions

Marks = NDArray[np.uint64]

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’-]*")
_NAME = re.compile(r"[A-Z][a-z'’-]+[A-Za-z'’-]*(?:[ ]+(?:[A-Z]\.|[A-Z][a-z'’-]+[A-Za-z'’-]*))+")


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """A report's terms: `marks` (ascending) with `weights`, a vector of length 1; `names` are the pairs of capitalised words.

    `rarity` is the sum of the vector, `rare` are the marks of its most telling rare words. `title` has the weight (log of
    one in so many reports) of each word of its headline.
    """

    marks: Marks
    weights: NDArray[np.float64]
    rare: Marks
    title: Mapping[str, float]
    rarity: float
    names: frozenset[str]
    size: int
    is_in_capitals: bool

    def hold(self, term: str) -> bool:
        """Whether a word, or a pair of capitalised words, is among the terms."""
        mark = np.uint64(mark_of(term))
        at = int(self.marks.searchsorted(mark))
        return at < len(self.marks) and bool(self.marks[at] == mark)


@lru_cache(maxsize=1 << 16)
def mark_of(term: str) -> int:
    """The hash of a term, of 64 bits, the same on every machine."""
    return int.from_bytes(blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


@cache
def word_shares() -> Mapping[str, float]:
    """The share of news reports that hold each common word."""
    lines = files(__package__).joinpath("data/word_shares.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["word"]: float(row["share"]) for row in rows}


_KNOWN_SHARE = 0.1  # a known actor is named in one report of ten of its conflict


def terms_of(title: str | None, text: str, options: MatchOptions, known: frozenset[str] = frozenset()) -> Terms:
    """The terms of a text with its title. Weights do not depend on other reports, so that scores never change.

    `known` are words of the names of known actors, which tell the conflict and not the happening: they weigh little, and
    make no `names`.
    """
    words = _WORD.findall(f"{title or ''}. {text}")
    counts = Counter(intern(w.lower()) for w in words)
    in_capitals = _is_in_capitals(text)
    names = frozenset(_names_in_capitals(words, known) if in_capitals else _names(text, known))
    counts.update(names if in_capitals else _pairs(words, known))
    shares = word_shares()
    rare = -math.log(options.default_share)

    def weight(term: str) -> float:
        if term in known:
            return -math.log(max(_KNOWN_SHARE, shares.get(term, 0.0)))
        return -math.log(shares[term]) if term in shares else rare

    vector = {term: (1 + math.log(n)) * weight(term) for term, n in counts.items()}
    length = math.sqrt(math.fsum(x * x for x in vector.values())) or 1.0
    marks, weights = _vector({t: x / length for t, x in vector.items()})
    return Terms(
        marks,
        weights,
        _rare(vector, options),
        {w: weight(w) for w in sorted({w.lower() for w in _WORD.findall(title or "")})},
        math.fsum(weights.tolist()),
        names,
        len(text),
        in_capitals,
    )


def _vector(weights: Mapping[str, float]) -> tuple[Marks, NDArray[np.float64]]:
    marks = np.fromiter(map(mark_of, weights), np.uint64, len(weights))
    order = np.argsort(marks, kind="stable")
    return marks[order], np.fromiter(weights.values(), np.float64, len(weights))[order]


def _rare(vector: Mapping[str, float], options: MatchOptions) -> Marks:
    """The marks of the rare words, the most telling first."""
    shares = word_shares()
    rare = [w for w in vector if shares.get(w, 0.0) < options.rare_share]
    kept = sorted(rare, key=lambda w: (-vector[w], w))[: options.key_words]
    return np.fromiter(map(mark_of, kept), np.uint64, len(kept))


def _pairs(words: list[str], known: frozenset[str]) -> Iterable[str]:
    """Neighbouring capitalised words, also across a sentence's end: `Jaquise Lewis`, `Doha Thursday`."""
    for first, second in pairwise(words):
        if first[0].isupper() and second[0].isupper() and not {first.lower(), second.lower()} <= known:
            yield intern(f"{first} {second}".lower())


def _names(text: str, known: frozenset[str]) -> Iterable[str]:
    """Pairs within runs of capitalised words, common words left out: `Angela Hernandez`, `Nuevo Leon`."""
    shares = word_shares()
    for match in _NAME.finditer(text):
        run = [w.lower() for w in match[0].split() if len(w) > 2 and shares.get(w.lower(), 0.0) < 0.02]
        yield from (intern(f"{a} {b}") for a, b in pairwise(run) if not {a, b} <= known)


def _is_in_capitals(text: str) -> bool:
    """Whether a text is copy in capitals, in which case tells no names."""
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) > 0.7 * len(letters)


def _names_in_capitals(words: list[str], known: frozenset[str]) -> Iterable[str]:
    """Neighbouring words that are both rare: `RODRIGUEZ PORTH`, `CASTILLO LOVE`."""
    shares = word_shares()
    for first, second in pairwise(w.lower() for w in words):
        if not {first, second} & shares.keys() and not {first, second} <= known and (first + second).isalpha():
            yield intern(f"{first} {second}")


def words_of(names: Iterable[str]) -> frozenset[str]:
    """The words of names, in small letters."""
    return frozenset(w.lower() for name in names for w in _WORD.findall(name))


def folded(name: str) -> str:
    """A name as the words of a text have it: small letters without marks. `Parwān`: `parwan`."""
    plain = unicodedata.normalize("NFKD", name)
    return " ".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))).lower()


def shared_weight(a: Terms, b: Terms) -> tuple[float, float]:
    """The cosine of two texts, and the share of the sparser one's terms, by weight, that stand in the other (0 to 1)."""
    if a.rarity > b.rarity or (a.rarity == b.rarity and len(a.marks) > len(b.marks)):
        a, b = b, a
    if not a.rarity or not b.rarity:
        return 0.0, 0.0
    at = np.minimum(b.marks.searchsorted(a.marks), len(b.marks) - 1)
    both = b.marks[at] == a.marks
    x, y = a.weights[both], b.weights[at[both]]
    return math.fsum((x * y).tolist()), math.fsum(x.tolist()) / a.rarity
