"""What only passes from one side to the other, or through which words pass: no side of its own."""

from dateline.records import Sentence
from dateline.syntax import obliques

from .frames import lemma
from .lexicon import Entry, Lexicon

_COUNTS = frozenset("hundred thousand dozen score number handful contingent group team".split())
_MATERIAL = frozenset({"ASSAULT", "COERCE"})


def is_channel(s: Sentence, oblique: tuple[str, int], entry: Entry, lexicon: Lexicon) -> bool:
    """Whether words only go through what a preposition names: `threatened on Telegram to strike`."""
    return oblique[0] == "on" and entry.event_type not in _MATERIAL and lexicon.has("media", lemma(s, oblique[1]))


def with_counted(s: Sentence, heads: tuple[int, ...]) -> tuple[int, ...]:
    """The heads, and what they only count: `sent hundreds of marines` sends marines."""
    counted = tuple(o for h in heads if s.lemmas[h].lower() in _COUNTS for p, o in obliques(s, h) if p == "of")
    return heads + counted
