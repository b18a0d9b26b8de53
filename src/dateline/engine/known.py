"""The reports of a store as they are now and as they were when its incidents were last told."""

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.incidents import MatchOptions, Rule, Sketch, TellingSketch, read_sketch, settings_mark
from dateline.records import ReportLife
from dateline.store import KnownReport, Store

from .shelf import Shelf


@dataclass(frozen=True, slots=True)
class Seen:
    """What a report was: by whom it was coded and under which settings told, how its text stood, and what ended it."""

    coded: str
    stood: str
    ended: str

    def text(self) -> str:
        return "\n".join((self.coded, self.stood, self.ended))


_NEVER = Seen("", "", "")


@dataclass(frozen=True, slots=True)
class Known:
    """All reports by id: rows of the store, what was seen of them, sketches of then and of now.

    `stale` are the reports that are new, coded anew, or were told under other settings.
    """

    mark: str
    reports: dict[str, KnownReport]
    seen: dict[str, Seen]
    before: dict[str, Sketch]
    sketches: dict[str, Sketch]
    stale: tuple[str, ...]

    def seen_now(self, report_id: str, life: ReportLife) -> Seen:
        """What a report is now; `life` tells of notices too."""
        return _seen_now(self.reports[report_id], self.mark, life)

    def moved(self) -> list[str]:
        """The reports that are new or whose text stands otherwise than before, by id."""
        return [i for i, r in self.reports.items() if self.seen[i].stood != _life(r.life) or self.seen[i] == _NEVER]

    def gone(self) -> list[TellingSketch]:
        """The tellings of old of stale reports."""
        return [t for i in self.stale if i in self.before for t in self.before[i].tellings]

    def come(self) -> list[TellingSketch]:
        """The tellings of now of stale reports."""
        return [t for i in self.stale for t in self.sketches[i].tellings]

    def kept(self) -> list[TellingSketch]:
        """The tellings of all other reports."""
        stale = set(self.stale)
        return [t for i, s in self.sketches.items() if i not in stale for t in s.tellings]


def read_known(store: Store, shelf: Shelf, options: MatchOptions, rule: Rule) -> Known:
    """What the store knows; the sketches of stale reports are made."""
    mark = settings_mark(options, rule)
    reports = {r.id: r for r in store.matching.reports()}
    seen = {i: Seen(*r.seen.split("\n")) if r.seen else _NEVER for i, r in reports.items()}
    before = {i: read_sketch(i, r.published, r.sketch) for i, r in reports.items() if r.sketch is not None}
    stale = tuple(i for i, r in reports.items() if seen[i].coded != _seen_now(r, mark, r.life).coded)
    sketches: dict[str, Sketch] = {**before, **{i: shelf.sketch(i) for i in stale}}
    return Known(mark, reports, seen, before, {i: sketches[i] for i in reports}, stale)


def _seen_now(report: KnownReport, mark: str, life: ReportLife) -> Seen:
    return Seen(f"{report.coder} {mark}", _life(report.life), _life(life))


def _life(life: ReportLife) -> str:
    return f"{life.known_until} {life.replaced_by} {life.ended_as}"


def canonical_changed(reports: Mapping[str, KnownReport], canonical: Mapping[str, str]) -> list[str]:
    """The reports that repeat another than before, by id."""
    now = {i: of for i, of in canonical.items() if of != i}
    return [i for i, r in reports.items() if now.get(i) != r.duplicate_of]
