"""Mistakes counted by kind, and their words masked: a page may show what a mistake looks like, not a corpus's text."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
_LONGEST = 5
"""Words of the mistake itself that are shown; of a longer one the first two and the last two."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How often one kind of mistake was made, and a few masked examples of it, each different."""

    name: str
    count: int
    examples: tuple[str, ...]


def kinds_of(errors: Iterable[Mapping[str, Any]], examples: int = 3) -> list[Kind]:
    """The kinds of some mistakes, the most frequent first."""
    counts: Counter[str] = Counter()
    shown: dict[str, dict[str, None]] = {}
    for error in errors:
        name = str(error["kind"])
        counts[name] += 1
        snippets = shown.setdefault(name, {})
        if len(snippets) < examples and error.get("shape"):
            snippets[str(error["shape"])] = None
    return [Kind(n, c, tuple(shown[n])) for n, c in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def masked(text: str, start: int, end: int, around: int = 3) -> str:
    """A few words around `text[start:end]`, which stands in brackets: names as `Name`, figures as `0`.

    Own example: `the rebels shelled [Name 's mosque] on Name`.
    """
    words = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(text, max(0, start - 120), end + 120)]
    before = [w for a, b, w in words if b <= start][-around:]
    inside = [w for a, b, w in words if a < end and b > start]
    after = [w for a, b, w in words if a >= end][:around]
    if len(inside) > _LONGEST:
        inside = [*inside[:2], "…", *inside[-2:]]
    return " ".join([*_hidden(before), f"[{' '.join(_hidden(inside))}]", *_hidden(after)])


def _hidden(words: Sequence[str]) -> list[str]:
    """The words with names and figures hidden; a run of them is one."""
    found: list[str] = []
    for word in words:
        shown = "0" if any(c.isdigit() for c in word) else "Name" if word[:1].isupper() else word
        if shown not in {"Name", "0"} or found[-1:] != [shown]:
            found.append(shown)
    return found
