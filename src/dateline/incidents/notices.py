"""Notices of an agency that withdraw or correct a story that it sent: which reports they end, and from which day."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files

from dateline.records import Event, Report, ReportLife

from .duplicates import is_near_duplicate, shingles_of
from .terms import word_shares

WINDOW = 14  # days within which a story is taken back or mended
_HEAD, _TAIL = 500, 400  # characters of a text in which a notice says what it is
_COMMON = 0.03  # words that more reports than this hold tell no story from another
_TOLD, _FEWEST = 0.6, 3  # share, and least number, of a withdrawal's telling words that its story holds
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Notice:
    """A report that takes back (`withdrawn`) or mends (`corrected`) others; `of` are those that it ends, sorted by id."""

    report_id: str
    kind: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Patterns:
    heads: Mapping[str, re.Pattern[str]]
    bodies: Mapping[str, re.Pattern[str]]
    wrong: re.Pattern[str]
    furniture: frozenset[str]


@cache
def _patterns() -> _Patterns:
    told = tomllib.loads(files(__package__).joinpath("data/notices.toml").read_text(encoding="utf-8"))

    def any_of(parts: Sequence[str]) -> str:
        return "|".join(f"(?:{p})" for p in parts)

    kinds = ("withdrawn", "corrected")
    return _Patterns(
        {k: re.compile(rf"^[\W_]{{0,4}}(?:{any_of(told[k]['heads'])})\s*(?:[:/(\[–—-]|$)", re.I) for k in kinds},
        {k: re.compile(any_of(told[k]["bodies"]), re.I | re.S) for k in kinds},
        re.compile(any_of(told["corrected"]["wrong"]), re.I),
        frozenset(told["furniture"]["words"]),
    )


def notice_kind(report: Report) -> str | None:
    """`withdrawn` or `corrected` where a report is a notice of that kind, else None.

    Own examples: `KILL: Blast at a market in Jos`, `(Refiles to correct toll in paragraph 2)`.
    """
    found, text = _patterns(), report.text
    lines = [report.title or "", *text[:_HEAD].splitlines()[:2]]
    for kind, pattern in found.heads.items():
        if any(pattern.search(line) for line in lines):
            return kind
    for kind, pattern in found.bodies.items():
        if pattern.search(text[:_HEAD]) or (kind == "corrected" and pattern.search(text[_HEAD:][-_TAIL:])):
            return kind
    return None


def is_counted(event: Event, report: Report, kind: str | None) -> bool:
    """Whether what a report tells in an event counts: nothing of a withdrawal does, nor what a correction says was wrong."""
    if kind == "corrected":
        return not _patterns().wrong.search(report.text, event.sentence.start, event.sentence.end)
    return kind is None


def find_notices(
    reports: Iterable[Report],
    lives: Mapping[str, ReportLife],
    *,
    only: Collection[str] | None = None,
    ended_by: Mapping[str, tuple[str, str]] | None = None,
) -> list[Notice]:
    """The notices among reports, each with the stories that it ends, by id. The order of reports changes nothing.

    A notice ends a story of its own agency that was published up to a fortnight before: a correction the one whose text it
    repeats, a withdrawal the one that holds most of its telling words; and with it the reprints of that story up to then. A
    report that another text replaced, or that an earlier notice ended, is ended by that.

    `only` asks for some notices; `ended_by` then gives what the others end, with the day and id of the notice.
    """
    dated = [r for r in reports if r.published and (r.id not in lives or lives[r.id].known_until is None)]
    kinds = {r.id: kind for r in dated if (kind := notice_kind(r)) is not None}
    by_day: dict[int, list[Report]] = defaultdict(list)
    for report in dated:
        by_day[_day(report)].append(report)
    found: list[Notice] = []
    ended = dict(ended_by or {})
    for notice in sorted((r for r in dated if r.id in kinds and (only is None or r.id in only)), key=_age):
        kind = kinds[notice.id]
        day = _day(notice)
        earlier = [
            r
            for d in range(day - WINDOW, day + 1)
            for r in by_day.get(d, ())
            if r.id != notice.id
            and not (r.id in ended and ended[r.id] < _age(notice))
            and kinds.get(r.id) != "withdrawn"
            and (r.id not in kinds or _age(r) < _age(notice))
        ]
        of = _ended_by(notice, kind, sorted(earlier, key=_age))
        ended |= dict.fromkeys(of, _age(notice))
        found.append(Notice(notice.id, kind, of))
    return sorted(found, key=lambda n: n.report_id)


def ended_lives(
    lives: Mapping[str, ReportLife], notices: Iterable[Notice], reports: Mapping[str, Report]
) -> dict[str, ReportLife]:
    """The lives of reports, those ended by notices with the day and the id of the notice."""
    found = dict(lives)
    for notice in notices:
        day = reports[notice.report_id].published
        for report_id in notice.of:
            published = reports[report_id].published
            known = found.get(report_id) or ReportLife(published[:10] if published else None, None, None)
            found[report_id] = replace(
                known, known_until=day[:10] if day else None, replaced_by=notice.report_id, ended_as=notice.kind
            )
    return found


def _age(report: Report) -> tuple[str, str]:
    return report.published or "", report.id


def _day(report: Report) -> int:
    return date.fromisoformat((report.published or "")[:10]).toordinal()


def _ended_by(notice: Report, kind: str, earlier: Sequence[Report]) -> tuple[str, ...]:
    """The story that a notice is about, and its reprints."""
    own = [r for r in earlier if _is_of_one_agency(r, notice)]
    if kind == "corrected":
        text = shingles_of(notice.text)
        story = next((r for r in reversed(own) if is_near_duplicate(shingles_of(r.text), text)), None)
    else:
        words = _telling_words(notice)
        held = {r.id: _share(words, r) for r in own}
        fit = [r for r in own if held[r.id] >= _TOLD]
        story = max(fit, key=lambda r: (held[r.id], _age(r))) if len(words) >= _FEWEST and fit else None
    if story is None:
        return ()
    told = shingles_of(story.text)
    return tuple(sorted({story.id, *(r.id for r in earlier if is_near_duplicate(shingles_of(r.text), told))}))


def _is_of_one_agency(a: Report, b: Report) -> bool:
    first, second = ((r.agency or r.publisher or "").casefold() for r in (a, b))
    return not first or not second or first == second


def _telling_words(notice: Report) -> frozenset[str]:
    """The words of a withdrawal that tell its story from another: rare ones, and figures; its own vocabulary left out."""
    shares, furniture = word_shares(), _patterns().furniture
    words = {w.casefold() for w in _WORD.findall(f"{notice.title or ''} {notice.text[:_HEAD]}")}
    own = {w.casefold() for w in _WORD.findall(f"{notice.agency or ''} {notice.publisher or ''}")}
    return frozenset(
        w for w in words - furniture - own if len(w) > 2 and not w.isdecimal() and shares.get(w, 0.0) < _COMMON
    )


def _share(words: frozenset[str], report: Report) -> float:
    held = {w.casefold() for w in _WORD.findall(f"{report.title or ''} {report.text}")}
    return len(words & held) / max(1, len(words))
