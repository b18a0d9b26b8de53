"""The relevance gate: which sentences are worth parsing."""

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, MatchKind


class Gate:
    """Passes a sentence that holds one of the terms as a word or as the start of one."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._automaton = AhoCorasick(sorted({t.lower() for t in terms if t}), matchkind=MatchKind.LeftmostLongest)

    def passes(self, sentence: str) -> bool:
        """Whether any term starts at a word boundary of the sentence."""
        low = sentence.lower()
        return any(
            start == 0 or not low[start - 1].isalnum() for _, start, _ in self._automaton.find_matches_as_indexes(low)
        )
