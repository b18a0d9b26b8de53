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


_SMALL = frozenset(
    "a an the this that these those of in on at by for from to into with against over about after before between near under his her "
    "its their he she it they we who which and or but not no be is are was were been has have had will would said says were police "
    "soldiers people persons men women members rebels army group attack attacks bomb".split()
)
"""Words that are shown of a text without capitals, in which a name looks like any other word."""


def masked(text: str, start: int, end: int, around: int = 3, *, shows_inside: bool = True) -> str:
    """A few words around `text[start:end]`, which stands in brackets: names as `Name`, figures as `0`.

    Of a text in small letters or capitals only, all but common words are hidden, those in brackets too unless `shows_inside`.
    Own example: `the rebels shelled [Name 's mosque] on Name`.
    """
    near = text[max(0, start - 120) : end + 120]
    is_cased = any(c.isupper() for c in near) and any(c.islower() for c in near)
    words = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(text, max(0, start - 120), end + 120)]
    before = [w for a, b, w in words if b <= start][-around:]
    inside = [w for a, b, w in words if a < end and b > start]
    after = [w for a, b, w in words if a >= end][:around]
    if len(inside) > _LONGEST:
        inside = [*inside[:2], "…", *inside[-2:]]
    hides_inside = not is_cased and not shows_inside
    told = (_hidden(before, is_cased), _hidden(inside, not hides_inside), _hidden(after, is_cased))
    return " ".join([*told[0], f"[{' '.join(told[1])}]", *told[2]])


def _hidden(words: Sequence[str], is_cased: bool) -> list[str]:
    """The words with names and figures hidden; a run of them is one."""
    found: list[str] = []
    for word in words:
        if any(c.isdigit() for c in word):
            shown = "0"
        elif not is_cased and word[:1].isalpha():
            shown = word.lower() if word.lower() in _SMALL else "·"
        else:
            shown = "Name" if word[:1].isupper() else word
        if shown not in {"Name", "0", "·"} or found[-1:] != [shown]:
            found.append(shown)
    return found
