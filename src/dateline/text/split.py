"""Sentence splitting before the parse: paragraphs, abbreviations, initials and quotation marks."""

import re
from functools import cache
from importlib.resources import files

_BREAK = re.compile(r"[.!?…][\"'”’)\]]*(?=\s)|\n[ \t]*\n\s*")
_OPENING = re.compile(r"[\"'“‘(\[]*[A-Z0-9\"“‘(\[]")
_INITIAL = re.compile(r"(?:^|[\s.(\"“])[A-Z]\.$")
_ACRONYM = re.compile(r"(?:^|[\s(\"“])(?:[A-Za-z]\.){2,}$")
_STARTERS = frozenset(
    "The A An In On At He She It They We But And However Meanwhile Officials Police There This That These Those".split()
)


@cache
def abbreviations() -> frozenset[str]:
    """Abbreviations that end in a full stop without ending a sentence, lower case, from `abbreviations.txt`."""
    lines = (files(__package__) / "abbreviations.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())


def split_sentences(text: str) -> list[tuple[int, int, int]]:
    """The sentences as `(start, end, paragraph)` in code points, trimmed of white space, none empty."""
    found: list[tuple[int, int, int]] = []
    start, paragraph = 0, 0
    for match in _BREAK.finditer(text):
        is_paragraph = match[0][0] == "\n"
        if not is_paragraph and not _ends_sentence(text, start, match.start(), match.end()):
            continue
        _add(found, text, start, match.start() if is_paragraph else match.end(), paragraph)
        start = match.end()
        paragraph += is_paragraph
    _add(found, text, start, len(text), paragraph)
    return found


def _add(found: list[tuple[int, int, int]], text: str, start: int, end: int, paragraph: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(c.isalnum() for c in text[start:end]):
        found.append((start, end, paragraph))


def _ends_sentence(text: str, start: int, stop: int, end: int) -> bool:
    rest = text[end : end + 60].lstrip()
    if not rest:
        return True
    if text[stop] != ".":
        return bool(_OPENING.match(rest))
    before = text[max(start, stop - 30) : stop + 1]
    word = before.split()[-1].lstrip("(\"'“‘[").lower() if before.split() else ""
    next_word = re.match(r"[\"'“‘(\[]*([A-Za-z]+)", rest)
    if word in abbreviations():
        return False
    if _INITIAL.search(before) or _ACRONYM.search(before):
        return bool(next_word and next_word[1] in _STARTERS)
    return bool(_OPENING.match(rest))
