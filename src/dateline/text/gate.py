"""The relevance gate: which sentences are worth parsing."""

from collections.abc import Iterable, Iterator, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

_VOWELS = frozenset("aeiou")
_DERIVED = ("ment", "ments", "ance", "or", "ors")
_UNDOUBLED = _VOWELS | {"w", "x", "y"}


class Gate:
    """Passes a sentence that holds, for one of the pairs of word lists, a word of the first and one of the second.

    Words count whole, so that a list holds all their forms (`forms_of`). So a word of events passes beside a public actor, and one of
    violence beside any person. A word of `names_too` that has a capital inside the sentence is a name, or a month
    (`Merrill Lynch`, `on March 2`), and does not count.
    """

    def __init__(self, pairs: Sequence[tuple[Iterable[str], Iterable[str]]], names_too: Iterable[str] = ()) -> None:
        self._pairs = [(_automaton(first), _automaton(second)) for first, second in pairs]
        self._names_too = frozenset(names_too)

    def passes(self, sentence: str) -> bool:
        """Whether the sentence may tell of an event."""
        low = sentence.lower()
        if len(low) != len(sentence):  # a letter whose small form is longer: capitals cannot be told by their place
            sentence = low
        return any(
            self._holds(first, low, sentence) and self._holds(second, low, sentence) for first, second in self._pairs
        )

    def _holds(self, automaton: AhoCorasick, low: str, sentence: str) -> bool:
        """Whether any word of the list stands there whole."""
        return any(
            (start == 0 or not low[start - 1].isalnum())
            and not low[end : end + 1].isalnum()
            and not (start and sentence[start].isupper() and low[start:end] in self._names_too)
            for _, start, end in automaton.find_matches_as_indexes(low)
        )


def forms_of(word: str) -> Iterator[str]:
    """A word with the endings of nouns and verbs, by the rules of English spelling; some of the forms made are no words.

    So `rally` gives `rallied`, `invade` `invading`, `kidnap` `kidnapped` and `kidnaped`, `agree` `agreement`.
    """
    yield word
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        yield from (word[:-1] + end for end in ("ies", "ied", "ier", "iers"))
        stem = word
    elif word.endswith("e"):
        yield from (word + end for end in ("s", "d", "r", "rs"))
        stem = word[:-1]
    else:
        yield word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")
        stem = word
        yield from (word + end for end in ("ed", "er", "ers"))
        if len(word) > 2 and word[-3] not in _VOWELS and word[-2] in _VOWELS and word[-1] not in _UNDOUBLED:
            yield from (word + word[-1] + end for end in ("ed", "er", "ers", "ing", "ings"))
    yield from (stem + end for end in ("ing", "ings"))
    yield from (word + end for end in _DERIVED)


def _automaton(words: Iterable[str]) -> AhoCorasick:
    return AhoCorasick(sorted({w.lower() for w in words if w}), matchkind=MatchKind.LeftmostLongest)
