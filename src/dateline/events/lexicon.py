"""The event lexicon: entries for verbs and nouns, and the classes of words that their frames ask for."""

import csv
import tomllib
from collections.abc import Container, Iterator
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
    contests: dict[str, frozenset[str]]
    common: frozenset[str]
    hostile: frozenset[str]
    telling: frozenset[str]
    irregular: frozenset[str]
    nominal: dict[str, str]
    mediators: frozenset[str]
    means: dict[str, str]

    def has(self, name: str, lemma: str) -> bool:
        """Whether the lemma belongs to the class of nouns of that name."""
        return lemma in self.classes.get(name, frozenset())

    def gate_terms(self, types: Container[str] | None = None) -> list[str]:
        """The plain words of events, sorted: strong enough to tell one alone, and not so common that they pass everything.

        `types` bounds the event types; by default all but trade, with words that tell an event in the right frame alone and are
        seldom used otherwise (`return`, `suspend`).
        """
        words = {v.split("_")[0] for v, entries in self.verbs.items() if any(_is_plain(e, types) for e in entries)}
        words |= {noun.replace("_", " ") for noun, e in self.nouns.items() if _is_plain(e, types)}
        return sorted({*(words - self.common), *(self.telling if types is None else ())})


_PLAIN_TESTS = frozenset({"xcomp", "actor", "obj", "noobj", "name"})


def _is_plain(entry: Entry, types: Container[str] | None) -> bool:
    """Whether a word tells an event without a certain object or preposition beside it."""
    wanted = entry.event_type not in {"-", "COOPERATE"} if types is None else entry.event_type in types
    return wanted and entry.strength > 0 and set(entry.frame) <= _PLAIN_TESTS


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


def _terms(listed: str, separator: str | None) -> frozenset[str]:
    return frozenset(term.strip() for term in listed.split(separator) if term.strip())


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
        contests={k: _terms(v, "|" if k in {"phrases", "fiction"} else None) for k, v in tables["contests"].items()},
        hostile=frozenset(tables["vows"]["hostile"].split()),
        common=frozenset(tables["gate"]["common"].split()),
        telling=frozenset(tables["gate"]["telling"].split()),
        irregular=frozenset(tables["gate"]["irregular"].split()),
        nominal=dict(tables["nominal"]),
        mediators=frozenset(tables["mediators"]["verbs"].split()),
        means={word: mode for mode, words in tables["means"].items() for word in words.split()},
    )
