"""Parts of speech by spaCy's attribute ruler, remembered: what it says of a token follows from word, tag and relation."""

from collections.abc import Iterator, Sequence
from typing import Any

_CHANGED = frozenset({"POS", "MORPH", "TAG", "DEP"})
"""Attributes that are read here; patterns that only give a lemma are passed over."""

Ruled = tuple[str, int]
"""Part of speech, and morphology as its number in the string store."""


class PartsOfSpeech:
    """The ruler's answers. It is asked itself for what it was not asked before, and where a pattern spans two tokens."""

    def __init__(self, ruler: Any) -> None:
        self._ruler = ruler
        patterns = [
            (tokens, rule["index"])
            for rule in ruler.patterns
            if _CHANGED & set(rule["attrs"])
            for tokens in rule["patterns"]
        ]
        self._told_words = frozenset(w for tokens, _ in patterns for t in tokens for w in _named(t.get("LOWER")))
        longer = [tokens for tokens, _ in patterns if len(tokens) > 1]
        self._leading = frozenset(d for tokens in longer for d in _named(tokens[0].get("DEP")))
        self._is_known = all(_is_plain(t) for tokens, _ in patterns for t in tokens) and all(
            "DEP" in tokens[0] for tokens in longer
        )
        self._known: dict[tuple[str, str, str], Ruled] = {}

    def of(self, doc: Any) -> list[Ruled]:
        """For each token of a parsed sentence its part of speech and morphology; tag and relation of spaces are mended."""
        keys = [(t.lower_ if t.lower_ in self._told_words else "", t.tag_, t.dep_) for t in doc]
        if self._is_known and not any(t.is_space for t in doc) and self._leading.isdisjoint(k[2] for k in keys):
            found = [self._known.get(k) for k in keys]
            if None not in found:
                return found  # type: ignore[return-value]
            self._ruler(doc)
            answers = [(t.pos_, t.morph.key) for t in doc]
            self._known.update(zip(keys, answers, strict=True))
            return answers
        self._ruler(doc)
        return [(t.pos_, t.morph.key) for t in doc]


def _named(asked: Any) -> Iterator[str]:
    """The values that a pattern names."""
    if isinstance(asked, str):
        yield asked
    elif isinstance(asked, dict):
        for values in asked.values():
            yield from [values] if isinstance(values, str) else values


def _is_plain(token: dict[str, Any]) -> bool:
    """Whether a token's pattern asks for nothing but word, tag and relation, or spaces, by their names."""
    asked: Sequence[Any] = [v for k, v in token.items() if k != "IS_SPACE"]
    is_named = all(isinstance(v, str) or set(v) <= {"IN", "NOT_IN"} for v in asked)
    return set(token) <= {"LOWER", "TAG", "DEP", "IS_SPACE"} and is_named
