"""Whether a word is in the dictionary of the language: the parser's own word lists and rules of inflection."""

from collections.abc import Callable
from typing import Any

_TOO_SHORT = 1


def dictionary_of(lemmatizer: Any, stop_words: set[str]) -> Callable[[str], bool]:
    """A test of lower-case words against the word lists of a rule lemmatizer (spaCy's English one: WordNet's)."""
    tables = {name: lemmatizer.lookups.get_table(name) for name in ("lemma_index", "lemma_rules", "lemma_exc")}
    listed = {word for pos in tables["lemma_index"] for word in tables["lemma_index"][pos]} | stop_words
    listed |= {word for pos in tables["lemma_exc"] for word in tables["lemma_exc"][pos]}
    endings = sorted({(old, new) for pos in tables["lemma_rules"] for old, new in tables["lemma_rules"][pos] if old})

    def is_word(low: str) -> bool:
        return low in listed or any(
            low.endswith(old) and len(low) > len(old) + _TOO_SHORT and low[: -len(old)] + new in listed
            for old, new in endings
        )

    return is_word
