"""The event lexicon: entries for verbs and nouns, and the classes of words that their frames ask for."""

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading of a trigger: the PLOVER code it gives, the frame it needs and how its arguments are told.

    `frame` is a tuple of tests; `pattern` names the argument pattern (see verbs.csv); `strength` is 0 (weak) to 2.
    """

    lemma: str
    is_verb: bool
    frame: tuple[str, ...]
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    pattern: str
    strength: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by lemma, most specific frame first; word classes; governing words by the status they set."""

    verbs: dict[str, tuple[Entry, ...]]
    nouns: dict[str, Entry]
    classes: dict[str, frozenset[str]]
    governors: dict[str, frozenset[str]]
    light: frozenset[str]
    undergoing: frozenset[str]
    blocked: frozenset[str]
    units: frozenset[str]
    nominal: dict[str, str]
    mediators: frozenset[str]
    means: dict[str, str]

    def has(self, name: str, lemma: str) -> bool:
        """Whether the lemma belongs to the class of nouns of that name."""
        return lemma in self.classes.get(name, frozenset())

    def gate_terms(self) -> list[str]:
        """The words whose presence lets a sentence through the relevance gate, sorted."""
        words = {v.split("_")[0] for v in self.verbs} | set(self.nouns) | set(self.nominal)
        return sorted(word.replace("_", " ") for word in words)


def _rows(name: str) -> Iterator[dict[str, str]]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    yield from csv.DictReader(line for line in lines if line and not line.startswith("#"))


def _entries(name: str, *, is_verb: bool) -> Iterator[Entry]:
    for row in _rows(name):
        for lemma in row["lemmas"].split():
            yield Entry(
                lemma,
                is_verb,
                tuple((row.get("frame") or "").split()),
                row["type"],
                row["mode"] or None,
                tuple(row["contexts"].split()),
                row["pattern"],
                int(row["strength"]),
            )


@cache
def load_lexicon() -> Lexicon:
    """The lexicon that comes with Dateline."""
    verbs: dict[str, list[Entry]] = {}
    for entry in _entries("verbs.csv", is_verb=True):
        verbs.setdefault(entry.lemma, []).append(entry)
    tables = tomllib.loads((_HERE / "classes.toml").read_text(encoding="utf-8"))
    return Lexicon(
        verbs={k: tuple(sorted(v, key=lambda e: -len(e.frame))) for k, v in verbs.items()},
        nouns={entry.lemma: entry for entry in _entries("nouns.csv", is_verb=False)},
        classes={k: frozenset(v.split()) for k, v in tables["nouns"].items()},
        governors={k: frozenset(v.split()) for k, v in tables["governors"].items()},
        light=frozenset(tables["governors_light"]["verbs"].split()),
        undergoing=frozenset(tables["governors_light"]["undergoing"].split()),
        blocked=frozenset(tables["people"]["blocked"].split()),
        units=frozenset(tables["people"]["units"].split()),
        nominal=dict(tables["nominal"]),
        mediators=frozenset(tables["mediators"]["verbs"].split()),
        means={word: mode for mode, words in tables["means"].items() for word in words.split()},
    )
