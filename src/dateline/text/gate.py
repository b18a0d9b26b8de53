"""The relevance gate: which sentences are worth parsing."""

from collections.abc import Iterable, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind


class Gate:
    """Passes a sentence that holds, for one of the pairs of word lists, a word of the first and one of the second.

    Words count whole or as the start of a longer one (`attack` of `attacked`). So a word of events passes beside a public
    actor, and one of violence beside any person.
    """

    def __init__(self, pairs: Sequence[tuple[Iterable[str], Iterable[str]]]) -> None:
        self._pairs = [(_automaton(first), _automaton(second)) for first, second in pairs]

    def passes(self, sentence: str) -> bool:
        """Whether the sentence may tell of an event."""
        low = sentence.lower()
        return any(_holds(first, low) and _holds(second, low) for first, second in self._pairs)


def _automaton(words: Iterable[str]) -> AhoCorasick:
    return AhoCorasick(sorted({w.lower() for w in words if w}), matchkind=MatchKind.LeftmostLongest)


def _holds(automaton: AhoCorasick, low: str) -> bool:
    """Whether any word of the list starts at a word boundary."""
    return any(start == 0 or not low[start - 1].isalnum() for _, start, _ in automaton.find_matches_as_indexes(low))
