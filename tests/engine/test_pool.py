"""The local pool: a worker that dies takes nothing along; only what kills workers again and again is set aside."""

import os
import signal
from collections import Counter, deque
from dataclasses import dataclass, field

import pytest

from dateline.coders import built_in
from dateline.engine.pool import Pool
from dateline.engine.schedule import ATTEMPTS, Lost, run_tasks
from dateline.engine.work import ReportTask, Start
from dateline.errors import EngineError
from dateline.records import CodedReport, Report, Unreadable

VERSION = "deadly 1"


@dataclass(frozen=True)
class Deadly:
    """A coder for tests: a report whose text says so kills its process, or kills it only the first time."""

    mark: str
    version: str = VERSION

    def code(self, report, resources):
        if report.text == "poison" or (report.text == "unlucky" and _first(self.mark)):
            os.kill(os.getpid(), signal.SIGKILL)
        return CodedReport(report, (), (), (), "no_event", report.text, VERSION)


def _first(mark):
    try:
        os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True


def report(number, text="quiet"):
    return Report(id=f"r-{number}", title=None, text=text, language="en", agency=None, dateline_place=None,
                  dateline_text=None, published=None, source_uri=f"{number}.txt", publisher=None, retrieved=None,
                  content_hash=str(number))  # fmt: skip


def nothing():
    """Workers of these tests load nothing: their coder needs no models."""


@pytest.mark.slow
def test_a_killed_worker_costs_no_report_and_the_one_to_blame_is_named(tmp_path):
    given = [report(n) for n in range(70)]
    given[10], given[40] = report(10, "unlucky"), report(40, "poison")
    given.insert(5, Unreadable("x.bin", "x.bin: no text."))
    coder = Deadly(str(tmp_path / "mark"))
    pool = Pool(2, Start({}, coder, nothing))
    try:
        tasks = [ReportTask(tuple(given[n : n + 16])) for n in range(0, len(given), 16)]
        outcomes = [o for done in run_tasks(tasks, pool, coder) for o in done.outcomes]
    finally:
        pool.close()
    assert [o.source_uri if isinstance(o, Unreadable) else o.report.source_uri for o in outcomes] == [
        g.source_uri for g in given
    ]
    failed = [o for o in outcomes if isinstance(o, CodedReport) and o.outcome == "failed"]
    assert [o.report.id for o in failed] == ["r-40"]
    assert "40.txt: the process that coded it died" in failed[0].reason


@dataclass
class Flaky:
    """A backend without processes that loses what the test says."""

    losses: Counter
    room: int = 4
    waiting: deque = field(default_factory=deque)
    runs: Counter = field(default_factory=Counter)

    def submit(self, number, task):
        self.waiting.append((number, task))

    def finished(self):
        number, task = self.waiting.pop()  # the last first, so that order is put to the test
        self.runs[task.name] += 1
        if self.losses[task.name] > 0:
            self.losses[task.name] -= 1
            return number, Lost("it rained")
        return number, task.run(None)

    def close(self):
        pass


@dataclass(frozen=True)
class Named:
    name: str
    parts: tuple = ()

    def run(self, worker):
        return [Unreadable(p, "done") for p in self.parts or (self.name,)]

    def split(self):
        return [Named(p) for p in self.parts] or [self]

    def set_aside(self, reason, coder):
        return [Unreadable(self.name, reason)]


def test_outcomes_come_in_order_and_a_lost_task_is_tried_again():
    backend = Flaky(Counter({"c": 2, "a": 1}))
    done = list(run_tasks([Named(n) for n in "abcdefgh"], backend, built_in()))
    assert "".join(d.task.name for d in done) == "abcdefgh"
    assert [d.attempts for d in done] == [2, 1, 3, 1, 1, 1, 1, 1]
    assert not any(d.reasons for d in done)


def test_a_task_that_is_always_lost_is_taken_apart_and_only_its_bad_part_is_set_aside():
    backend = Flaky(Counter({"b": 99, "b2": 99}))
    done = list(run_tasks([Named("a"), Named("b", ("b1", "b2", "b3")), Named("c")], backend, built_in()))
    assert [(o.source_uri, o.reason.split(".")[0]) for d in done for o in d.outcomes] == [
        ("a", "done"), ("b1", "done"), ("b2", f"it rained {ATTEMPTS} times in a row"), ("b3", "done"), ("c", "done")
    ]  # fmt: skip
    assert backend.runs == {"a": 1, "b": ATTEMPTS, "b1": 1, "b2": ATTEMPTS, "b3": 1, "c": 1}
    assert done[1].reasons and not done[0].reasons


def test_workers_that_cannot_start_are_told_of_and_not_tried_for_ever():
    pool = Pool(2, Start({"no_such_setting": True}))
    try:
        with pytest.raises(EngineError, match="in a row ended before they were ready"):
            list(run_tasks([Named("a")], pool, built_in()))
    finally:
        pool.close()
