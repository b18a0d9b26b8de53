"""Where quotation marks open and close in a text, over paragraphs that go on with a new opening mark."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_MARK = re.compile(r"[“”\"«»„]|``|''|\n[ \t]*\n")
_SINGLE = re.compile(r"(?:^|(?<=[\s(—–-]))[‘'](?=\w)|(?<=[,.?!…])[’'](?!\w)|(?<=\w)[’'](?=[,.]\s)|\n[ \t]*\n")
"""Single marks as a British paper sets them; an apostrophe opens nothing and closes only beside a stop."""
_OPENS = frozenset({"“", "«", "„", "``"})
_CLOSES = frozenset({"”", "»"})
_STRAIGHT = frozenset({'"', "''"})
_LONGEST = 3_000
"""Code points; a pair of marks farther apart than this was paired wrongly."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks; `start`/`end` include the marks, `inner_start`/`inner_end` leave them out.

    `goes_on` is true where the paragraph ends without a closing mark and the next one opens again: one speaker.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    goes_on: bool = False


def find_quotations(text: str) -> list[Quotation]:
    """The quotations of a text in order; a mark that closes nothing is passed over."""
    if not any(mark[0][0] != "\n" for mark in _MARK.finditer(text)):
        return _single_quotations(text)
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text):
        if mark[0][0] == "\n":
            if opened is not None and _opens_next(text, mark.end()):
                found.append(_quotation(text, opened, mark.start(), mark.start(), True))
            opened = None
        elif opened is not None and mark[0] in _CLOSES | _STRAIGHT and mark.end() - opened.start() <= _LONGEST:
            found.append(_quotation(text, opened, mark.start(), mark.end(), False))
            opened = None
        elif mark[0] not in _CLOSES and not (mark[0] in _STRAIGHT and opened is None and _closes_only(text, mark)):
            opened = mark
    if opened is not None and len(text) - opened.start() <= _LONGEST and opened[0] in _OPENS:
        found.append(_quotation(text, opened, len(text), len(text), False))
    return [q for q in found if any(c.isalnum() for c in text[q.inner_start : q.inner_end])]


def _single_quotations(text: str) -> list[Quotation]:
    """The quotations between single marks, for a text that has no double ones."""
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    for mark in _SINGLE.finditer(text):
        if mark[0][0] == "\n":
            opened = None
        elif text[mark.start() - 1 : mark.start()].strip(" \t\n(—–-") == "":
            opened = mark
        elif opened is not None:
            found.append(_quotation(text, opened, mark.start(), mark.end(), False))
            opened = None
    return found


def inside_quotation(quotations: Sequence[Quotation], start: int, end: int) -> Quotation | None:
    """The quotation that holds a stretch of the text, or None; they are in order and do not overlap."""
    at = bisect_right(quotations, start, key=lambda q: q.start) - 1
    return quotations[at] if at >= 0 and end <= quotations[at].end else None


def _quotation(text: str, opened: re.Match[str], inner_end: int, end: int, goes_on: bool) -> Quotation:
    return Quotation(opened.start(), end, opened.end(), inner_end, goes_on)


def _closes_only(text: str, mark: re.Match[str]) -> bool:
    """A straight mark with a word before it and none after it can open nothing."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return bool(before.strip()) and before not in "([—–-:" and not after.strip()


def _opens_next(text: str, at: int) -> bool:
    return text[at : at + 1] in {"“", '"', "«", "„"} or text[at : at + 2] in {"``", "''"}
