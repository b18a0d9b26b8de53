"""Coding from Python: a text, a path, or reports, in; coded reports out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.engine import code_many
from dateline.records import CodedReport, Report, Unreadable, to_plain
from dateline.reports import ReadOptions, read_reports, report_from_text
from dateline.resources import Resources, load_resources
from dateline.settings import load_settings

from .table import Table

Given = str | Path | Report


@dataclass(frozen=True, slots=True)
class Coded:
    """Reports with what was found in them, and the inputs that gave no report, each with its reason."""

    reports: tuple[CodedReport, ...]
    unread: tuple[Unreadable, ...]

    @property
    def events(self) -> Table:
        """The events, by report and place in the text."""
        return Table(to_plain(e) for r in self.reports for e in r.events)

    @property
    def claims(self) -> Table:
        """What each source says, by report."""
        return Table(to_plain(c) for r in self.reports for c in r.claims)

    @property
    def quotes(self) -> Table:
        """The quotes, by report and place in the text."""
        return Table(to_plain(q) for r in self.reports for q in r.quotes)

    @property
    def relations(self) -> Table:
        """Who belongs to, leads or speaks for whom, by report."""
        return Table(to_plain(x) for r in self.reports for x in r.relations)

    def __iter__(self) -> Iterator[CodedReport]:
        return iter(self.reports)

    def __len__(self) -> int:
        return len(self.reports)


def code(
    given: Given | Iterable[Given],
    *,
    published: str | None = None,
    workers: int = 1,
    resources: Resources | None = None,
) -> Coded:
    """The coded reports of a text, a file or folder, a Report, or several of these, in order.

    A `str` that names a file or folder that exists is read as one; any other is taken as the text of a report, its dateline
    read as in a file. `published` (ISO day) stands in where a report does not tell its day. Models are loaded once; `resources`
    are used instead where given. Raises InputError where a text given as a string cannot be read.
    """
    loaded = resources or _loaded()
    inputs = [given] if isinstance(given, str | Path | Report) else given
    reports: list[CodedReport] = []
    unread: list[Unreadable] = []
    read = (r for one in inputs for r in _read(one, published, loaded))
    for outcome in code_many(read, loaded, workers=workers):
        (unread if isinstance(outcome, Unreadable) else reports).append(outcome)  # type: ignore[arg-type]
    return Coded(tuple(reports), tuple(unread))


def _read(given: Given, published: str | None, resources: Resources) -> Iterator[Report | Unreadable]:
    if isinstance(given, Report):
        yield given
    elif isinstance(given, Path) or _is_path(given):
        yield from read_reports([str(given)], ReadOptions(published=published), resources.gazetteer)
    else:
        yield report_from_text(given, gazetteer=resources.gazetteer, published=published)


def _is_path(given: str) -> bool:
    return len(given) < 1024 and "\n" not in given and Path(given).exists()


@cache
def _loaded() -> Resources:
    """The models and tables by the settings, loaded once a process."""
    settings = load_settings()
    return load_resources(
        parser=settings.parser,
        register=settings.register_file,
        gazetteer=settings.gazetteer_file,
        use_gate=settings.gate,
    )
