"""What a report tells of the town and the country that it is written for, as readings beside those of its place names.

Phenomenon: local news names its towns barely, for readers who know which is meant. What says it are the publisher's own
town (`Radio Uplands, Odessa, Texas`), the station whose reporter asked (`told WDBJ7`), and the words that only one country
has for its bodies: sheriffs in one, constabularies in another, barangays in a third.
"""

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.gazetteer import Gazetteer, Toponym, state_of
from dateline.records import Report

from .place_context import Reading

_OF_PUBLISHER, _OF_STATION, _OF_NATION = 3.0, 2.0, 10.0
"""How loud a publisher's town, a station's town and a nation's words speak beside the name of a place."""
_LEAST_WORDS = 2
"""How many words of a nation's own a report must use, where none of them is sure."""


def read_local(report: Report, gazetteer: Gazetteer) -> list[Reading]:
    """The towns of a report's publisher and of the stations that it quotes, and the nation that its words are of."""
    found = [Reading((town,), (0.0,), 1, _OF_PUBLISHER) for town in towns_of_publisher(report.publisher, gazetteer)]
    found += [Reading((town,), (0.0,), 1, _OF_STATION) for town in towns_of_stations(report, gazetteer)]
    nation = gazetteer.country_of_code(code) if (code := nation_of(report.text)) else None
    return [*found, Reading((nation,), (0.0,), 1, _OF_NATION)] if nation is not None else found


def towns_of_publisher(publisher: str | None, gazetteer: Gazetteer) -> list[Toponym]:
    """The town that a publisher's name holds with its state behind it; empty where none lies in the other."""
    told = re.sub(r"[-–—:|/]", " - ", publisher or "")
    for part in told.split(" - "):
        for words, area in _pairs(part):
            for n in range(len(words)):
                for state in (area, area.split()[0]):
                    if town := town_in(" ".join(words[n:]), state, gazetteer):
                        return [town]
    return []


def _pairs(part: str) -> Iterator[tuple[list[str], str]]:
    """Runs of one to three capitalised words with what follows each: a town's name and its state's."""
    words = part.replace(",", " ").split()
    for at in range(1, len(words)):
        if all(w[:1].isupper() for w in words[max(at - 1, 0) : at + 1]):
            first = max(
                (i for i in range(max(at - 3, 0), at) if not words[i][:1].isupper()), default=max(at - 3, 0) - 1
            )
            yield words[first + 1 : at], " ".join(words[at : at + 2])


def town_in(name: str, area: str, gazetteer: Gazetteer) -> Toponym | None:
    """The best known town of a name in a state or province named or abbreviated, None where none lies there."""
    areas = _areas(area, gazetteer)
    inner = (c for c in gazetteer.candidates(name) if c.kind == "place") if areas else ()
    return next((c for c in inner if (c.country, c.admin1) in areas), None)


def _areas(name: str, gazetteer: Gazetteer) -> frozenset[tuple[str | None, str | None]]:
    if (state := state_of(name, is_after_comma=True)) is not None:
        return frozenset({state})
    return frozenset((c.country, c.admin1) for c in gazetteer.candidates(name) if c.kind == "admin1" and c.is_main)


_SIGN = re.compile(r"\b([KW][A-Z]{2,3})(?=\d|-?TV\b|\b)|\b(?:www\.)?([kw][a-z]{2,3})(?:tv|\d{1,2})?\.com\b")


@cache
def _stations() -> dict[str, tuple[str, str, str]]:
    """Town, state and country of each station by its call sign."""
    lines = (files(__package__) / "stations.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.reader(line for line in lines if line.strip() and not line.startswith("#"))
    next(rows)
    return {sign: (town, state, country) for sign, town, state, country in rows}


def towns_of_stations(report: Report, gazetteer: Gazetteer) -> list[Toponym]:
    """The towns of the stations that a report, its headline or its publisher's name tells by their call signs, each once."""
    told = " ".join(
        part for part in (report.title, report.publisher, report.dateline_text, report.agency, report.text) if part
    )
    signs = dict.fromkeys((m[1] or m[2]).upper() for m in _SIGN.finditer(told))
    found: dict[tuple[str, str | None], Toponym] = {}
    for sign in signs:
        if sign in _stations():
            name, state, country = _stations()[sign]
            inside = (
                c for c in gazetteer.candidates(name) if (c.kind, c.country, c.admin1) == ("place", country, state)
            )
            if (town := next(inside, None)) is not None:
                found.setdefault((town.name, town.admin1), town)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a country, as one pattern, and what a text must hold in lower case for any of them to be in it."""

    pattern: re.Pattern[str]
    parts: tuple[str, ...]

    def in_text(self, plain: str, lowered: str) -> set[str]:
        """The words told, digits left out. Few texts hold a part of any, and finding those that do is quick."""
        if not any(part in lowered for part in self.parts):
            return set()
        return {re.sub(r"\d+", "", m.lower()) for m in self.pattern.findall(plain)}


_VARYING = re.compile(r"\(\?:[^()]*\)|\[[^\]]*\]|\\.|.(?=[?*])|[?*+]")
"""What of a word's pattern may be told in several ways or left out."""


def part_of_word(word: str) -> str:
    """The longest part, in lower case, that every form of a word has (`sheriff's ` of `sheriff's (?:office|deputy)`)."""
    return max(_VARYING.sub("\0", word).lower().split("\0"), key=len)


@cache
def _nations() -> tuple[dict[str, _Words], dict[str, _Words]]:
    """The words of each country, those that are sure and those that are not."""
    tables = tomllib.loads((files(__package__) / "nations.toml").read_text(encoding="utf-8"))
    sure, words = (
        {code: _Words(_any_of(told), tuple(map(part_of_word, told))) for code, told in sorted(tables[name].items())}
        for name in ("sure", "words")
    )
    return sure, words


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    told = (word if any(c.isupper() for c in word) else f"(?i:{word})" for word in words)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(told)})(?![\w-])")


def nation_of(text: str) -> str | None:
    """The country whose own words a report uses: one that is sure or two others, and twice as many as of any other country;
    None where none stands out."""
    plain = text.replace("’", "'")
    lowered = plain.lower()
    votes: Counter[str] = Counter()
    for weight, patterns in zip((_LEAST_WORDS, 1), _nations(), strict=True):
        for code, words in patterns.items():
            votes[code] += weight * len(words.in_text(plain, lowered))
    best, *others = sorted(votes, key=lambda code: (-votes[code], code))
    return best if votes[best] >= max(_LEAST_WORDS, 2 * votes[others[0]]) else None
