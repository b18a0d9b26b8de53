"""Texts without end for the benchmarks of scale: the stories of a file as they are, then texts told again with other names."""

import gzip
import json
import random
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
_NUMBER = re.compile(r"\b\d{1,3}\b")
_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = re.compile(r"\b(?:" + "|".join(_MONTHS) + r")\b")
_STRIDE = 7_919
"""Texts are told again in strides through both files, so that any thousand of them is the same mixture."""


def lines_of(path: Path) -> Iterator[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield str(json.loads(line)["text"])


class Stream:
    """Texts by number: the stories of `load`, then those and the texts of `dev` told again, each with other names, dates, numbers.

    Made when asked for and never stored, so that a run that was stopped can go on at any number.
    """

    def __init__(self, load: Path, dev: Path | None = None) -> None:
        self._load = list(lines_of(load))
        self._told = [*self._load, *(lines_of(dev) if dev is not None else ())]
        self._names = sorted({m for text in self._told for m in _NAME.findall(text)} - set(_MONTHS))

    @property
    def untold(self) -> int:
        """How many texts come as they are."""
        return len(self._load)

    def text(self, number: int) -> str:
        """The text of that number, counted from 0."""
        if number < len(self._load):
            return self._load[number]
        told = self._told[number * _STRIDE % len(self._told)]
        return told_again(told, self._names, random.Random(number))

    def __iter__(self) -> Iterator[str]:
        return map(self.text, count())


def told_again(text: str, names: list[str], chosen: random.Random) -> str:
    """A text with other names, months and numbers; the same word becomes the same other one throughout."""
    others: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if word not in others:
            is_month = word in _MONTHS
            others[word] = (
                chosen.choice(_MONTHS if is_month else names) if not word.isdigit() else _number(word, chosen)
            )
        return others[word]

    return _NUMBER.sub(other, _MONTH.sub(other, _NAME.sub(other, text)))


def _number(word: str, chosen: random.Random) -> str:
    return str(chosen.randrange(10 ** (len(word) - 1), 10 ** len(word)))
