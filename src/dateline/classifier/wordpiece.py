"""WordPiece over the uncased BERT vocabulary, a word at a time: the sentences come already split into words."""

import unicodedata
from collections.abc import Iterable

UNKNOWN = "[UNK]"
_LONGEST = 60
_KEPT = 20_000
"""Words whose pieces are remembered, 3 MB of them. Numbers and names bring new ones without end."""


class WordPiece:
    """Turns words into piece numbers; the same greedy longest match as BERT's own tokenizer (Devlin et al. 2019)."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self._seen: dict[str, tuple[int, ...]] = {}

    def id_of(self, piece: str) -> int:
        """The number of one piece. Raises KeyError where the vocabulary lacks it."""
        return self._ids[piece]

    def pieces(self, word: str) -> tuple[int, ...]:
        """The piece numbers of one word; a mark of punctuation inside it is a piece of its own."""
        found = self._seen.get(word)
        if found is None:
            found = tuple(number for part in _parts(word) for number in self._greedy(part))
            if len(self._seen) >= _KEPT:
                self._seen.clear()
            self._seen[word] = found
        return found

    def _greedy(self, part: str) -> list[int]:
        if len(part) > _LONGEST:
            return [self._ids[UNKNOWN]]
        numbers: list[int] = []
        start = 0
        while start < len(part):
            prefix = "##" if start else ""
            end = next((e for e in range(len(part), start, -1) if prefix + part[start:e] in self._ids), None)
            if end is None:
                return [self._ids[UNKNOWN]]
            numbers.append(self._ids[prefix + part[start:end]])
            start = end
        return numbers


def _parts(word: str) -> list[str]:
    """The word in lower case without accents, cut at punctuation."""
    plain = [c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn"]
    parts: list[str] = []
    is_open = False
    for c in plain:
        if c.isspace() or unicodedata.category(c).startswith("C"):
            is_open = False
        elif _is_mark(c):
            parts.append(c)
            is_open = False
        elif is_open:
            parts[-1] += c
        else:
            parts.append(c)
            is_open = True
    return parts


def _is_mark(c: str) -> bool:
    return unicodedata.category(c).startswith("P") or (c.isascii() and not c.isalnum())
