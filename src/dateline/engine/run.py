"""Reports in, coded reports out in the same order, whatever the number of workers; a broken report fails alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dateline.coders import Coder, built_in
from dateline.records import CodedReport, CoderUsage, Report, Unreadable
from dateline.resources import Resources

from .pool import Inline, Pool
from .schedule import run_tasks
from .work import Outcome, ReportTask, Start, Worker, batches

_COUNTED = ("coded", "no_event", "failed", "skipped", "events")


@dataclass(slots=True)
class Tally:
    """How many inputs came to which end; their sum is the number of inputs."""

    coded: int = 0
    no_event: int = 0
    failed: int = 0
    skipped: int = 0
    events: int = 0
    reasons: list[str] = field(default_factory=list)
    usage: CoderUsage | None = None

    def add(self, outcome: Outcome) -> None:
        if isinstance(outcome, CodedReport):
            self.add_usage(outcome.usage)
        if isinstance(outcome, Unreadable):
            if outcome.is_skipped:
                self.skipped += 1
            else:
                self.failed += 1
                self.reasons.append(outcome.reason)
        elif outcome.outcome == "failed":
            self.failed += 1
            self.reasons.append(outcome.reason or "failed")
        elif outcome.outcome == "coded":
            self.coded += 1
            self.events += len(outcome.events)
        else:
            self.no_event += 1

    def add_tally(self, other: "Tally") -> None:
        """Count what another counted, too."""
        self.add_counts(other.counts())
        self.reasons.extend(other.reasons)
        self.add_usage(other.usage)

    def add_usage(self, usage: CoderUsage | None) -> None:
        """Count what a coder used."""
        if usage is not None:
            self.usage = usage if self.usage is None else self.usage + usage

    def counts(self) -> dict[str, int]:
        """The numbers by name."""
        return {name: getattr(self, name) for name in _COUNTED}

    def add_counts(self, counts: Mapping[str, int]) -> None:
        """Count what was counted before."""
        for name in _COUNTED:
            setattr(self, name, getattr(self, name) + counts.get(name, 0))


def code_many(
    inputs: Iterable[Report | Unreadable],
    resources: Resources | None = None,
    *,
    workers: int = 1,
    loading: dict[str, object] | None = None,
    coder: Coder | None = None,
) -> Iterator[Outcome]:
    """One outcome an input, in order. With one worker and `resources` this process codes; else each worker loads its own by `loading`.

    `coder` is the built-in one unless given; it is sent to each worker, so it must be picklable. Raises EngineError where
    workers cannot start.
    """
    start = Start(loading or {}, coder or built_in())
    backend: Inline | Pool
    backend = Inline(Worker(resources, start.coder)) if resources and workers <= 1 else Pool(max(1, workers), start)
    try:
        for done in run_tasks((ReportTask(b) for b in batches(inputs)), backend, start.coder):
            yield from done.outcomes
    finally:
        backend.close()
