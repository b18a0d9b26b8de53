"""Phrases of one report that name the same person, body or kind of thing, put together."""

import re
from collections.abc import Sequence

from dateline.records import Mentions, Sentence
from dateline.register import Register

from .phrases import Phrase, name_start

_BRACKETS = frozenset({"(", "[", "-lrb-", "-lsb-"})
_NAMED = frozenset({"person", "body", "proper", "place"})


def group_phrases(
    sentences: Sequence[Sentence], mentions: Sequence[Mentions], phrases: Sequence[Phrase], register: Register
) -> list[list[Phrase]]:
    """The groups in order of their first phrase: persons by compatible names, bodies by the register and by acronyms told
    in brackets, everything else by its noun."""
    aliases = _aliases(sentences, register)
    full_names = _full_names(sentences, phrases, register)
    groups: dict[str, list[Phrase]] = {}
    for p in phrases:
        name = _name(sentences[p.sentence], p.head, register)
        groups.setdefault(_key(sentences[p.sentence], mentions[p.sentence], p, name, aliases, full_names), []).append(p)
    return list(groups.values())


def _key(
    s: Sentence,
    mentions: Mentions,
    p: Phrase,
    own: tuple[str, ...],
    aliases: dict[str, str],
    full_names: Sequence[tuple[str, ...]],
) -> str:
    if p.kind == "person":
        return "person " + " ".join(_fullest(own, full_names))
    if p.kind in _NAMED or s.pos[p.head] == "PROPN":
        known = next(
            (m.actor_id for m in mentions.actors if m.lo <= p.head < m.hi and m.actor_id and m.head == p.head), None
        )
        name = " ".join(own)
        return f"body {known}" if known else f"name {aliases.get(name, name)}"
    return f"noun {s.lemmas[p.head].lower()}"


def _name(s: Sentence, head: int, register: Register) -> tuple[str, ...]:
    return tuple(s.norms[t] for t in range(name_start(s, head, register), head + 1) if re.search(r"\w", s.norms[t]))


def _full_names(sentences: Sequence[Sentence], phrases: Sequence[Phrase], register: Register) -> list[tuple[str, ...]]:
    """The distinct names of persons, the longest first; of names of one length the first told."""
    names = dict.fromkeys(_name(sentences[p.sentence], p.head, register) for p in phrases if p.kind == "person")
    return sorted(names, key=lambda n: -len(n))


def _fullest(name: tuple[str, ...], full_names: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The longest name of the report whose words include those of `name` in their order."""
    for full in full_names:
        words = iter(full)
        if len(full) >= len(name) and all(w in words for w in name):
            return full
    return name


def _aliases(sentences: Sequence[Sentence], register: Register) -> dict[str, str]:
    """Acronyms told in brackets behind a name -> the name (`Popular Union of Workers [PUW]`)."""
    found: dict[str, str] = {}
    for s in sentences:
        for i in range(1, len(s) - 2):
            if (
                s.norms[i] in _BRACKETS
                and s.cased[i + 1].isupper()
                and len(s.cased[i + 1]) > 1
                and s.pos[i - 1] in {"PROPN", "NOUN"}
            ):
                found.setdefault(s.norms[i + 1], " ".join(_name(s, i - 1, register)))
    return found
