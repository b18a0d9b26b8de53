"""The lines above a dateline: headline, byline, release notes, `Key: value` fields."""

import re
from collections.abc import Callable
from dataclasses import dataclass

_MAX_LINES = 9
_MAX_LINE = 220
_FIELD = re.compile(
    r"(?P<key>headline|title|date|published|source|publication|byline|author|section|body)\s*:\s*(?P<value>.*)", re.I
)
_BYLINE = re.compile(r"(?:by|from|story by|reported by|written by)\s+[A-Z][^.!?]{2,120}$", re.I)
_RELEASE = re.compile(
    r"(?:for immediate release|press release|news release|breaking(?: news)?|urgent|update \d|\d{4}-\d{2}-[\w-]+$"
    r"|(?:isaf|regional command|combined joint|headquarters|public affairs|media (?:relations|operations))\b)",
    re.I,
)
_ENDS_SENTENCE = re.compile(r"[.!?][\"”’')]*$")


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above the dateline, and where that or the body begins."""

    end: int
    title: str | None = None
    agency: str | None = None
    dates: tuple[str, ...] = ()


def skip_header(text: str, is_dateline: Callable[[int], bool], find_date: Callable[[str, bool], str | None]) -> Header:
    """The header at the top of `text`. Lines count as header only up to a dateline, a byline, a field or a blank line."""
    at, passed, header = 0, list[str](), Header(_leading(text, 0))
    fields: dict[str, str] = {}
    for _ in range(_MAX_LINES):
        at = _leading(text, at)
        if at >= len(text):
            break
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end].strip()
        if _RELEASE.match(line) and len(line) < _MAX_LINE and not line.endswith("."):
            header = _close(_leading(text, end), passed, fields, find_date)
        elif is_dateline(at):
            return _close(at, passed, fields, find_date)
        elif day := find_date(line, True):
            fields.setdefault("date", day)
            header = _close(_leading(text, end), passed, fields, find_date)
        elif (match := _FIELD.fullmatch(line)) and len(line) < _MAX_LINE:
            fields.setdefault(match["key"].lower(), match["value"].strip())
            header = _close(_leading(text, end), passed, fields, find_date)
            if match["key"].lower() == "body":
                return header
        elif _BYLINE.fullmatch(line):
            header = _close(_leading(text, end), passed, fields, find_date)
        elif len(line) > _MAX_LINE or (_ENDS_SENTENCE.search(line) and len(line) > 60):
            break
        else:
            passed.append(line)
            if len(passed) == 1 and text[end : end + 2] == "\n\n" and not _ENDS_SENTENCE.search(line):
                header = _close(_leading(text, end), passed, fields, find_date)
        at = end
    return header


def _leading(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _close(end: int, passed: list[str], fields: dict[str, str], find_date: Callable[[str, bool], str | None]) -> Header:
    if "date" not in fields and passed and (day := find_date(passed[0], False)):
        fields = {**fields, "date": day}
    title = fields.get("headline") or fields.get("title") or (passed[0] if passed else None)
    dates = tuple(v for k in ("date", "published") if (v := fields.get(k)))
    return Header(end, title, fields.get("source") or fields.get("publication"), dates)
