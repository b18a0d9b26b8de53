"""The dateline: agency, place and day at the head of a report, in the many forms that agencies give it.

`KABUL, Afghanistan (AP) —`, `LIMA, 3 JAN 90 (EFE) -- [TEXT]`, `date 2019-12-09 AP, KABUL`, `Geneva, 14 March 2012 (Xinhua)`:
a run of places, days and agencies, apart by commas, brackets and slashes, that ends at a dash, a colon or a line's end.
"""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from dateline.calendars import parse_absolute_date
from dateline.gazetteer import state_of

from .header import Header, skip_header

_MAX_HEAD = 2_500
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s+)?"
_DATE = re.compile(
    rf"(?:date\s*:?\s+|published:?\s+|updated:?\s+)?{_WEEKDAY}(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{4}}/\d{{1,2}}/\d{{1,2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ -]{_MONTH}\.?(?:,?[ -]+'?\d{{2,4}})?|{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{4}|no date)(?=\W|$)(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?"
    r"(?:[ \t]+[A-Z]{2,4}(?![A-Za-z]))?)?",
    re.I,
)
_BRACKET = re.compile(r"\(([^()\n]{1,70})\)")
_LABEL = re.compile(r"\[[A-Z][^\[\]]{1,120}\]")
_UPPER_PLACE = re.compile(r"(?:[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+)(?:[ ][A-ZÀ-Þ][A-ZÀ-Þ'’.-]*){0,3}(?![a-zà-þ])")
_TITLE_PLACE = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’.-]+)(?:[ ](?:of|the|de|la|el|al|and|du)(?=[ ][A-ZÀ-Þ])|[ ][A-ZÀ-Þ][\w'’.-]*){0,4}"
)
_SEPARATOR = re.compile(r"[ \t]*[,/|;·][ \t]*|[ \t]+")
_DASH = re.compile(r"\s*(?:--+|—|–|[-‒―]|>>|(?<=\s)_(?=\s))(?=\s|\[|[A-Z\"“'‘]|$)\s*-?\s*")
_SLASHED = re.compile(r"\.?\s*/([A-Z][^/\n]{1,40})/\.?")
_LINE_ENDS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\xa0": " "})
_PICTURE = re.compile(r"(?:file|photo|image|video|credit|courtesy|source|graphic|screen ?shot)\b", re.I)
_LABELS = frozenset(
    "police cops sheriff deputies coroner officials prosecutor prosecutors court judge mayor governor witness witnesses family "
    "veteran report reports charge charges update updated updates breaking exclusive video photo photos image watch listen "
    "metro opinion editorial analysis factbox timeline profile live correction".split()
)
"""Words that open a headline or a note with a colon (`Police: two held`), some of which are towns too."""
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What the head of a report tells. `end` is where the article body begins; `text` is the dateline as written.

    `published` is an ISO day, None where no full date is told; `day_month` keeps a day without its year.
    """

    text: str | None = None
    agency: str | None = None
    place: str | None = None
    published: str | None = None
    day_month: str | None = None
    title: str | None = None
    end: int = 0


@cache
def agencies() -> dict[str, str]:
    """Names of agencies in lower case -> their usual short name (agencies.csv)."""
    lines = (files(__package__) / "agencies.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {name.strip().lower(): row["id"] for row in rows for name in row["names"].split(";")}


@cache
def _agency_pattern() -> re.Pattern[str]:
    names = sorted(agencies(), key=len, reverse=True)
    return re.compile(r"(?:" + "|".join(re.escape(n) for n in names) + r")(?!\w)", re.I)


def parse_dateline(text: str, is_place: Callable[[str], bool], year: int | None = None) -> Dateline:
    """The dateline at the head of `text`, and where the body begins; headline, byline and release lines lie before it.

    `is_place` tells whether a name is a known place. A day without a year is resolved with `year` where that is given.
    """
    text = text[: 2 * _MAX_HEAD].translate(_LINE_ENDS)

    def is_dateline(at: int) -> bool:
        scanned = _scan(text, at, is_place)
        return scanned is not None and bool(scanned.place or scanned.agency)

    header = skip_header(text[:_MAX_HEAD], is_dateline, _date_in)
    found = _scan(text, header.end, is_place)
    told = _YEAR.search(text[: header.end])
    year = year or (int(told[0]) if told else None)
    if found is None or not (found.place or found.agency):
        return _without_dateline(header, year)
    published, day_month = _published(found.dates or header.dates, year)
    return Dateline(
        text=text[header.end : found.text_end].strip(" ,;:-–—\n"),
        agency=found.agency or header.agency,
        place=found.place,
        published=published,
        day_month=day_month,
        title=header.title,
        end=found.end,
    )


def _date_in(line: str, alone: bool) -> str | None:
    """The date of a line that holds nothing else; or, not `alone`, the one that opens or closes a headline."""
    match = _DATE.match(line)
    if alone:
        return match[0] if match and not line[match.end() :].strip(" .,|") else None
    if match and line[match.end() : match.end() + 1] == ":":
        return match[0]
    return next((m[0] for m in _DATE.finditer(line) if m.end() == len(line.rstrip(" .")) and m.start()), None)


def _without_dateline(header: Header, year: int | None) -> Dateline:
    published, day_month = _published(header.dates, year)
    return Dateline(published=published, day_month=day_month, agency=header.agency, title=header.title, end=header.end)


def _published(dates: tuple[str, ...], year: int | None) -> tuple[str | None, str | None]:
    day_month = None
    for told in dates:
        value = parse_absolute_date(told)
        if value is not None and value[2] == "day":
            return value[0], None
        if year is not None and (value := parse_absolute_date(told, year=year)) is not None:
            return value[0], told
        day_month = day_month or (told if parse_absolute_date(told, year=2000) else None)
    return None, day_month


@dataclass(frozen=True, slots=True)
class _Scan:
    """How far the dateline was read, and what stood in it."""

    at: int
    place: str | None = None
    agency: str | None = None
    dates: tuple[str, ...] = ()
    brackets: int = 0
    is_known: bool = False
    last: str = ""
    text_end: int = 0
    end: int = 0


def _scan(text: str, start: int, is_place: Callable[[str], bool]) -> _Scan | None:
    """Read items from `start` until the dateline ends; None where what stands there is no dateline."""
    state, gap = _Scan(start), ""
    sound = state
    for _ in range(14):
        step = _item(text, state, gap, is_place)
        if step is None:
            break
        state = replace(step, text_end=step.at)
        sound = state if state.last in {"bracket", "date", "label"} else sound
        ended = _ending(text, state)
        if ended is not None:
            further = _continued(text, ended, state, is_place)
            return further or (replace(state, end=ended) if _is_enough(state, dashed=True) else None)
        apart = _SEPARATOR.match(text, state.at)
        gap = apart[0].strip() if apart else ""
        state = replace(state, at=apart.end() if apart else state.at)
    if _is_enough(sound, dashed=False) and (
        text[sound.text_end : sound.text_end + 1].isspace() or sound.last != "date"
    ):
        rest = text[sound.text_end :]
        return replace(sound, end=sound.text_end + len(rest) - len(rest.lstrip(" .:\n")))
    return None


def _continued(text: str, at: int, state: _Scan, is_place: Callable[[str], bool]) -> _Scan | None:
    """A dateline in two parts: `(AP) — KABUL —`, `date 2019-12-09 AP` and the place on its own line, `-- [TEXT]`."""
    label = _LABEL.match(text, at)
    if label and text[:at].upper() == text[:at]:
        while label:
            at = label.end()
            at += len(text[at:]) - len(text[at:].lstrip())
            label = _LABEL.match(text, at)
        return replace(state, text_end=state.text_end, end=at)
    if state.place is None and (rest := _scan(text, at, is_place)) is not None and rest.place:
        return replace(rest, agency=state.agency or rest.agency, dates=state.dates or rest.dates)
    if not state.dates and (date := _DATE.match(text, at)) and re.match(r"\s*(?:\n|[-–—])", text[date.end() :]):
        end = _ending(text, replace(state, at=date.end()))
        return replace(state, dates=(date[0],), text_end=date.end(), end=end if end is not None else date.end())
    return None


def _item(text: str, state: _Scan, gap: str, is_place: Callable[[str], bool]) -> _Scan | None:
    at = state.at
    if state.place and (match := _SLASHED.match(text, at)):
        return replace(state, at=match.end(), agency=state.agency or match[1], last="bracket")
    if match := _DATE.match(text, at):
        return replace(state, at=match.end(), dates=(*state.dates, match[0]), last="date")
    if match := _BRACKET.match(text, at):
        return _bracket(match, state, is_place)
    if match := _agency_pattern().match(text, at):
        bare = match[0]
        if state.place or state.dates or at == 0 or bare.isupper():
            return replace(state, at=match.end(), agency=state.agency or agencies()[bare.lower()], last="agency")
    if state.place and (match := _LABEL.match(text, at)):
        return replace(state, at=match.end(), last="label")
    for pattern in (_UPPER_PLACE, _TITLE_PLACE):
        match = pattern.match(text, at)
        if match is None or (state.place and not gap):
            continue
        if match[0].lower() in _LABELS and not state.agency:
            return None
        written = re.split(r"-(?:\s|$)", match[0])[0]  # `NAPLES, Fla.- Two men`
        end = match.start() + len(written)
        known = is_place(written.rstrip(".")) or (bool(state.place) and area_of(written) is not None)
        if known or (pattern is _UPPER_PLACE and _goes_on_as_dateline(text, end)):
            name = state.place or written.rstrip(".")
            return replace(state, at=end, place=name, is_known=state.is_known or known, last="place")
        if state.last in {"", "date"} and _signed(text, match.end()):
            return replace(state, at=match.end(), agency=match[0], last="agency")
    return None


def area_of(name: str) -> tuple[str, str] | None:
    """Country code and name of the state that an abbreviation behind a place stands for (`Tenn.`, `N.Y.`, `Ky`), or None."""
    name = name.strip()
    return state_of(name, is_after_comma=True) or state_of(f"{name}.", is_after_comma=True)


def _goes_on_as_dateline(text: str, at: int) -> bool:
    """Whether a capitalised run is followed as datelines are: by a comma, a bracket, a slash, a dash or a colon."""
    return bool(re.match(r"\s?(?:,|\(|/|:|\s(?:--|—|–|-)\s)", text[at : at + 4]))


def _signed(text: str, at: int) -> bool:
    """Whether an unknown agency opens a one-line dateline: `Sample Press, KABUL, 2019-09-18`."""
    line = text[at : text.find("\n", at) if "\n" in text[at:] else len(text)]
    return bool(re.match(r",\s", line)) and len(line) < 60 and not line.rstrip().endswith(".")


def _bracket(match: re.Match[str], state: _Scan, is_place: Callable[[str], bool]) -> _Scan | None:
    inner = match[1].strip()
    if _PICTURE.match(inner):
        return None
    seen = replace(state, at=match.end(), brackets=state.brackets + 1, last="bracket")
    agency = _agency_pattern().match(inner)
    date = _DATE.search(inner)
    if date and (agency is None or date.start() > 0):
        seen = replace(seen, dates=(*state.dates, date[0]))
        inner = inner[: date.start()].strip(" ,;-–—")
        if not inner:
            return seen
    if is_place(inner) and state.place and not agency:
        return seen
    if agency or state.place or state.dates:
        name = agencies()[agency[0].lower()] if agency and agency[0] == inner else inner
        return replace(seen, agency=state.agency or name)
    return None


def _ending(text: str, state: _Scan) -> int | None:
    """Where the body begins, if the dateline ends here: at a dash, a colon, or the end of a line."""
    rest = text[state.at :]
    match = _DASH.match(rest)
    if match and not (state.last == "place" and rest[match.end() : match.end() + 1].islower() and not _is_upper(state)):
        return state.at + match.end()
    if state.last in {"place", "agency", "bracket", "date"} and (match := re.match(r"\s*:\s+", rest)):
        return state.at + match.end()
    if match := re.match(r"[ \t.]*\n\s*", rest):
        if state.last == "place" and not (state.dates or state.agency):
            return None
        return state.at + match.end()
    return state.at + len(rest) if not rest.strip() else None


def _is_upper(state: _Scan) -> bool:
    return bool(state.place and state.place.isupper())


def _is_enough(state: _Scan, *, dashed: bool) -> bool:
    """Whether what was read makes a dateline: a place with day, agency or dash; or an agency with a day."""
    if state.place and (state.dates or state.agency):
        return True
    if state.agency and (state.dates or state.brackets):
        return True
    if state.place and state.is_known and dashed:
        return state.last in {"place", "bracket"}
    return bool(state.dates) and dashed
