"""True-casing of copy that came in one case, so that the parser sees what it was trained on. Lengths never change."""

import re
from collections.abc import Collection

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?\.?")
_ALWAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february april june july august september "
    "october november december i".split()
)
_TITLES = frozenset(
    "president general colonel minister major captain lieutenant commander bishop senator deputy mr. mrs. dr. gen. col. "
    "judge archbishop father ambassador mayor governor brigadier sergeant professor doctor".split()
)
_SMALL = frozenset("the a an of and in on at to by for with from de la el del los las y as or".split())
_ACRONYM_CONTEXT = re.compile(r"[\[(]([A-Z][A-Z0-9-]{1,9})[\])]")


def is_single_case(text: str) -> bool:
    """Whether the text is nearly all in capitals or all in small letters, so that case says nothing."""
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 20:
        return False
    share = sum(c.isupper() for c in letters) / len(letters)
    return share > 0.8 or share < 0.002


def truecase(text: str, names: Collection[str] = frozenset(), acronyms: Collection[str] = frozenset()) -> str:
    """The text with sentence starts, known names, weekdays, months and words after a title capitalised, the rest small.

    `names` are lower-case words that are names; `acronyms` upper-case words that stay so. The result has the same length.
    """
    is_upper = sum(c.isupper() for c in text) > sum(c.islower() for c in text)
    kept = set(acronyms) | (set(_ACRONYM_CONTEXT.findall(text)) if is_upper else set())
    parts, last, previous, starts = [], 0, "", True
    for match in _WORD.finditer(text):
        gap, word = text[last : match.start()], match[0]
        starts = (
            starts
            or bool(re.search(r"[.!?\]]\s|\n\s*\n|--\s", gap))
            or (previous.endswith((".",)) and len(previous) > 4)
        )
        parts.append(gap)
        parts.append(_cased(word, previous, starts, names, kept))
        starts, previous, last = False, word.lower(), match.end()
    parts.append(text[last:])
    cased = "".join(parts)
    return cased if len(cased) == len(text) else text


def _cased(word: str, previous: str, starts: bool, names: Collection[str], acronyms: Collection[str]) -> str:
    low = word.lower()
    if len(low) != len(word):
        return word
    bare = word.rstrip(".")
    if bare.upper() in acronyms:
        return word.upper()
    stem = re.split(r"['’]", low.rstrip("."))[0]
    if (
        starts
        or stem in _ALWAYS
        or stem in names
        or (previous in _TITLES and stem not in _SMALL and stem not in _TITLES)
    ):
        return low[0].upper() + low[1:]
    return low
