"""kill -9 at named points and at random moments: nothing acknowledged is lost, nothing doubled, the records are the same bytes."""

import os
import random
import signal
import sys
from dataclasses import replace

import pytest

from . import crashing
from .crashing import POINTS, Bomb, Desk, acknowledged, contents, ended, forked, run, seconds_to_open

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="needs fork"),
]

REPORTS = {
    "1.txt": "ADEN, May 1, 2019 (Sample Wire) - Southern fighters shelled Houthi positions near Dhale on Wednesday, killing four.",
    "2.txt": "ADEN, May 2, 2019 (Sample Wire) - Martin Griffiths met Houthi leaders in Sanaa on Thursday, the U.N. said.",
    "3.txt": "BANGUI, May 2, 2019 (Sample Wire) - The UPC released two aid workers near Bambari on Thursday, the army said.",
    "4.txt": "",
    "5.txt": "ADEN, May 3, 2019 (Sample Wire) - Shelling near Dhale on Wednesday killed six people, a doctor said on Friday.",
    "6.txt": "The orchard was in bloom, and the children of the village had gone to the fair as they did each year in spring.",
}  # fmt: skip


@pytest.fixture(scope="module")
def light(resources):
    """The models without the classifier, in place for every fork."""
    crashing._models[:] = [replace(resources, classifier=None)]
    yield
    crashing._models.clear()


def desk_in(folder):
    (folder / "in").mkdir(parents=True)
    for name, text in REPORTS.items():
        (folder / "in" / name).write_text(text)
    return Desk(folder)


@pytest.fixture(scope="module")
def undisturbed(light, tmp_path_factory):
    """What a run leaves that nobody disturbs, and how many points it passes. Files of the same time, in the same place."""
    desk = desk_in(tmp_path_factory.mktemp("calm") / "desk")
    passed = desk.folder / "passed"
    assert ended(forked(lambda: passed.write_text(str(run(desk, Bomb("never", 1)))))) == 0
    return desk, contents(desk), int(passed.read_text())


@pytest.fixture
def desk(undisturbed):
    """The same inputs in the same place, since a report names its file; outputs of before are gone."""
    calm = undisturbed[0]
    for path in calm.folder.iterdir():
        if path.is_file():
            path.unlink()
    return calm


def killed_and_resumed(desk, bomb):
    """How the first run ended; the reports acknowledged before and after the second; the seconds that reopening took."""
    status = ended(forked(lambda: run(desk, bomb)))
    took = seconds_to_open(desk) if desk.db.exists() else 0.0
    before = acknowledged(desk)
    assert ended(forked(lambda: run(desk))) == 0
    return status, before, acknowledged(desk), took


def test_there_are_enough_points():
    assert len(POINTS) >= 25 and len(set(POINTS)) == len(POINTS)


@pytest.mark.parametrize("point", POINTS)
def test_a_run_killed_at_a_named_point_is_made_whole_by_the_next(point, desk, undisturbed):
    status, before, after, took = killed_and_resumed(desk, Bomb(point, 1))
    assert status == -signal.SIGKILL, f"the run never came to: {point}"
    assert before <= after and took < 5
    assert contents(desk) == undisturbed[1]


@pytest.mark.parametrize("seed", range(6))
def test_a_run_killed_again_and_again_at_random_points_is_made_whole(seed, desk, undisturbed):
    chosen, held = random.Random(seed), set()
    for _ in range(5):
        status = ended(forked(lambda: run(desk, Bomb(None, chosen.randrange(1, undisturbed[2])))))
        assert status in {0, -signal.SIGKILL}
        now = acknowledged(desk)
        assert held <= now
        held = now
    assert ended(forked(lambda: run(desk))) == 0
    assert held <= acknowledged(desk) and contents(desk) == undisturbed[1]


def test_the_same_archive_coded_three_times_changes_nothing(desk, undisturbed):
    for _ in range(3):
        assert ended(forked(lambda: run(desk))) == 0
        assert contents(desk) == undisturbed[1]
    assert os.listdir(desk.folder / "in")
