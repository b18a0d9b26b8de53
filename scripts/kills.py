"""Kill coding runs with `kill -9` at random moments, then 5 workers each of the pool, Ray and Dask, and compare what is left.

    python scripts/kills.py REPORTS [--kills 100] [--seed 1] [--engines local ray dask]

`REPORTS` is a file or folder of reports. Undisturbed and disturbed runs must leave the same bytes; no report that the store
acknowledged may be gone; reopening the store must take less than five seconds. Exit status 1 where it is not so. Not part of the
test suite, whose own kill tests are in `tests/engine/test_kills.py`: this one takes as long as coding REPORTS some ten times.
"""

import argparse
import contextlib
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.engine import crashing
from tests.engine.crashing import Desk, acknowledged, contents, ended, forked, run, seconds_to_open

from dateline.resources import load_resources

_STARTED = 1.0
"""Processor seconds after which a worker is at work: a cluster whose workers are killed while it starts says so and ends."""


def desk_of(folder: Path, reports: Path) -> Desk:
    (folder / "in").mkdir(parents=True)
    if reports.is_dir():
        shutil.copytree(reports, folder / "in", dirs_exist_ok=True)
    else:
        shutil.copy2(reports, folder / "in")
    return Desk(folder)


def emptied(desk: Desk) -> None:
    for path in desk.folder.iterdir():
        if path.is_file():
            path.unlink()


def killed_after(pid: int, seconds: float) -> int:
    """How a fork ended that is killed after some time, or that ended before."""
    watched = os.pidfd_open(pid)
    select.select([watched], [], [], seconds)
    os.close(watched)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    return ended(pid)


def random_kills(desk: Desk, kills: int, seed: int) -> bool:
    """Whether `kills` runs that were killed at random moments, each resumed by the next, left what an undisturbed run leaves."""
    chosen = random.Random(seed)
    started = time.perf_counter()
    assert ended(forked(lambda: run(desk))) == 0
    whole, calm, expected = time.perf_counter() - started, contents(desk), acknowledged(desk)
    emptied(desk)
    done, series, slowest, held = 0, 0, 0.0, set[str]()
    is_well = True
    while done < kills:
        status = killed_after(forked(lambda: run(desk)), chosen.uniform(0, whole))
        if desk.db.exists():
            slowest = max(slowest, seconds_to_open(desk))
        now = acknowledged(desk)
        is_well = is_well and held <= now <= expected
        held = now
        if status == -signal.SIGKILL:
            done += 1
            continue
        series += 1
        is_well = is_well and status == 0 and contents(desk) == calm
        emptied(desk)
        held = set()
    assert ended(forked(lambda: run(desk))) == 0
    is_well = is_well and held <= acknowledged(desk) and contents(desk) == calm
    print(
        f"{done} kills at random moments of a run of {whole:.1f} s, over {series + 1} series: "
        f"{'same bytes, nothing lost' if is_well else 'NOT THE SAME'}; slowest reopening {slowest:.2f} s"
    )
    return is_well and slowest < 5


def worker_kills(engine: str, desk: Desk, kills: int, seed: int) -> bool:
    """Whether a run whose workers were killed wrote the records of one that nobody disturbed."""
    command = [sys.executable, "-m", "dateline", "code", "in", "--format", "jsonl"]
    environment = {**os.environ, "DATELINE_CLASSIFIER": "false"}
    started = time.perf_counter()
    calm = subprocess.run(command, cwd=desk.folder, env=environment, capture_output=True, check=False).stdout
    whole = time.perf_counter() - started
    chosen, killed = random.Random(seed), 0
    with tempfile.TemporaryFile() as written, tempfile.TemporaryFile() as told:
        process = subprocess.Popen(
            [*command, "--engine", engine, "--workers", "2"],
            cwd=desk.folder, env=environment, stdout=written, stderr=told,
        )  # fmt: skip
        watched = os.pidfd_open(process.pid)
        while not select.select([watched], [], [], whole * chosen.uniform(0.1, 0.3))[0]:
            workers = _workers(process.pid, engine)
            if workers and killed < kills:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(chosen.choice(workers), signal.SIGKILL)
                    killed += 1
        status = process.wait()
        written.seek(0)
        told.seek(0)
        is_same = written.read() == calm
        said = told.read().decode("utf-8", "replace")
    print(f"{engine}: {killed} workers killed: {'same bytes' if is_same else 'NOT THE SAME'} (exit status {status})")
    if not is_same:
        print(said[-2_000:])
    return is_same and killed > 0


def _workers(parent: int, engine: str) -> list[int]:
    """The ids of the busy worker processes below a run, sorted."""
    below = {parent}
    found = []
    for folder in sorted(Path("/proc").iterdir(), key=lambda p: int(p.name) if p.name.isdigit() else 0):
        if not folder.name.isdigit():
            continue
        try:
            above = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue
        if above in below:
            below.add(int(folder.name))
            is_worker = "ray::_run" in line if engine == "ray" else "spawn_main" in line
            if is_worker and _seconds_used(folder) > _STARTED:
                found.append(int(folder.name))
    return found


def _seconds_used(process: Path) -> float:
    """Processor time of a process, from its folder under /proc."""
    try:
        told = (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--worker-kills", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engines", nargs="*", default=["local", "ray", "dask"])
    options = parser.parse_args()
    crashing._models[:] = [load_resources(use_classifier=False)]
    with tempfile.TemporaryDirectory() as folder:
        desk = desk_of(Path(folder) / "desk", options.reports)
        results = [random_kills(desk, options.kills, options.seed)] if options.kills else []
        emptied(desk)
        results += [worker_kills(e, desk, options.worker_kills, options.seed) for e in options.engines]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
