"""How the cost of coding grows with the number of documents: a run in blocks that may be stopped at any time and goes on later.

Called by `scale.py growth`. With a folder for its state, the store and what each block cost are kept there; a block that was under way
when the run was stopped is done again, and the store, which knows reports by their bytes, keeps none twice. What is counted is CPU
time, and beside it the CPU time of a yardstick: the same few stories coded once more after each block. On a machine where other work
runs, the same work takes more CPU time at one hour than at another; cost in yardsticks takes that out. With several workers each codes
whole blocks in a process of its own, and this one keeps them in order.
"""

import hashlib
import json
import math
import os
import resource
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from itertools import islice, pairwise
from multiprocessing import get_context
from pathlib import Path

from dateline.engine import Outcome, Sink, code_many
from dateline.errors import InputError
from dateline.pipeline import CODER_VERSION
from dateline.records import CodedReport, Report
from dateline.reports import report_from_text
from dateline.resources import Resources
from dateline.store import open_store
from retold import Stream

DAY = "2020-01-01"
_YARDSTICK = 24


@dataclass(frozen=True, slots=True)
class Block:
    """What some documents in a row cost: CPU seconds of coding, keeping and the yardstick; MB of memory and of store after them.

    `failed` is how many of them came to no end in their time.
    """

    first: int
    documents: int
    coding: float
    keeping: float
    yardstick: float
    wall: float
    memory: float
    kept: float
    sitting: int
    is_told_again: bool
    failed: int = 0

    @property
    def last(self) -> int:
        """The number of documents done after this block."""
        return self.first + self.documents


class State:
    """A run's folder: its store, and a line for each block that is done. Raises SystemExit where it is another run's."""

    def __init__(self, folder: Path, key: str) -> None:
        self.db, self._lines = folder / "growth.db", folder / "growth.jsonl"
        folder.mkdir(parents=True, exist_ok=True)
        written = self._lines.read_text(encoding="utf-8") if self._lines.exists() else ""
        whole = written[: written.rfind("\n") + 1]
        if whole != written:  # the machine stopped amid a line
            self._lines.write_text(whole, encoding="utf-8")
        told = whole.splitlines()
        if not told:
            self._add({"run": key})
        elif json.loads(told[0]) != {"run": key}:
            raise SystemExit(
                f"{folder}: the state of another run (other files, options or coder). Name an empty folder."
            )
        self.blocks = [Block(**json.loads(line)) for line in told[1:]]
        self.sitting = 1 + max((b.sitting for b in self.blocks), default=0)

    def done(self, block: Block) -> None:
        """Note a block whose records are kept."""
        self._add(asdict(block))
        self.blocks.append(block)

    def _add(self, told: dict[str, object]) -> None:
        with self._lines.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(told) + "\n")
            lines.flush()
            os.fsync(lines.fileno())


def key_of(files: Sequence[Path | None], block: int, told: str) -> str:
    """What makes two runs the same: the bytes of the files, the size of a block, the options, the coder."""
    digest = hashlib.sha256(f"{CODER_VERSION} {block} {told}".encode())
    for path in files:
        digest.update(path.read_bytes() if path is not None else b"\0")
    return digest.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Coded:
    """A block's outcomes, CPU seconds of coding them and of the yardstick, and MB of the process that did it."""

    outcomes: list[Outcome]
    coding: float
    yardstick: float
    memory: float


class Coder:
    """Codes blocks of documents by their numbers, and the yardstick after each."""

    def __init__(self, stream: Stream, resources: Resources) -> None:
        self._stream, self._resources = stream, resources
        measured = (_report(stream.text(n * stream.untold // _YARDSTICK), n, resources) for n in range(_YARDSTICK))
        self._measured = [r for r in measured if r is not None]
        _seconds_of(self._measured, resources)

    def code(self, numbers: range) -> Coded:
        texts = [self._stream.text(n) for n in numbers]
        started = time.process_time()
        reports = (r for n, t in zip(numbers, texts, strict=True) if (r := _report(t, n, self._resources)) is not None)
        outcomes = list(code_many(reports, self._resources))
        coding = time.process_time() - started
        return Coded(outcomes, coding, _seconds_of(self._measured, self._resources), memory_mb())


Coding = Callable[[Iterator[range]], Iterator[Coded]]
"""What codes blocks, in their order."""


def grow(
    coding: Coding, sizes: Sequence[int], state: State, *, block: int, untold: int, limit: float = math.inf
) -> None:
    """Code up to the largest size, block by block, for `limit` seconds of wall clock at most, and tell of each size reached.

    `untold` is how many texts come as they are, before those told again.
    """
    began, at = time.monotonic(), state.blocks[-1].last if state.blocks else 0
    plan = list(_plan(at, sizes, block))
    with closing(open_store(state.db)) as store:
        sink, last = Sink(store, None, DAY), began
        in_time = (numbers for numbers in plan if time.monotonic() - began < limit)
        for numbers, coded in zip(plan, coding(in_time), strict=False):
            started = time.process_time()
            for outcome in coded.outcomes:
                sink.keep(outcome)
            keeping = time.process_time() - started
            failed = sum(isinstance(o, CodedReport) and o.outcome == "failed" for o in coded.outcomes)
            kept = sum(p.stat().st_size for p in state.db.parent.glob(state.db.name + "*")) / 1e6
            now = time.monotonic()
            state.done(
                Block(
                    numbers.start, len(numbers), coded.coding, keeping, coded.yardstick, now - last, coded.memory, kept,
                    state.sitting, numbers.start >= untold, failed,
                )
            )  # fmt: skip
            last, at = now, numbers.stop
            if at in sizes:
                print(row(state.blocks), flush=True)
    print(f"\n{at:,} documents are done, in {state.sitting} sittings.")
    for line in exponents(state.blocks, sizes):
        print(line)


def _plan(at: int, sizes: Sequence[int], block: int) -> Iterator[range]:
    """The blocks from a document on; one ends at each size, and the next counts on from there."""
    while at < max(sizes):
        numbers = range(at, min([at + block, *(s for s in sizes if s > at)]))
        yield numbers
        at = numbers.stop


def here(coder: Coder) -> Coding:
    """Blocks coded in this process."""
    return lambda blocks: map(coder.code, blocks)


def apart(workers: int, make: Callable[[], Coder]) -> Coding:
    """Blocks coded in processes of their own, a few ahead of the one that is kept."""

    def coding(blocks: Iterator[range]) -> Iterator[Coded]:
        with ProcessPoolExecutor(workers, get_context("spawn"), _start, (make,)) as pool:
            ahead = deque(pool.submit(_code, numbers) for numbers in islice(blocks, workers + 1))
            while ahead:
                yield ahead.popleft().result()
                ahead.extend(pool.submit(_code, numbers) for numbers in islice(blocks, 1))

    return coding


_coders: list[Coder] = []
"""The coder of a process of its own."""


def _start(make: Callable[[], Coder]) -> None:
    _coders.append(make())


def _code(numbers: range) -> Coded:
    return _coders[0].code(numbers)


def _report(text: str, number: int, resources: Resources) -> Report | None:
    with suppress(InputError):
        return report_from_text(
            text, gazetteer=resources.gazetteer, published=DAY, source_uri=f"https://example.org/{number}"
        )
    return None


def _seconds_of(reports: Sequence[Report], resources: Resources) -> float:
    """CPU seconds of coding some reports."""
    started = time.process_time()
    for _ in code_many(reports, resources):
        pass
    return time.process_time() - started


def memory_mb() -> float:
    """Memory of this process in MB, the pages of mapped files left out; of the whole process where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(told["RssAnon"].split()[0]) / 1024


HEAD = (
    "| documents | CPU seconds | coding ms a document | keeping ms a document | cost in yardsticks | most memory MB | "
    "most after a tenth MB | kept MB | failed |\n|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
)


def row(blocks: Sequence[Block]) -> str:
    """A line of the table: what the blocks cost together, and how memory grew after the first tenth of them."""
    documents = blocks[-1].last
    coding, keeping = sum(b.coding for b in blocks), sum(b.keeping for b in blocks)
    early = max(b.memory for b in blocks[: max(1, len(blocks) // 10)])
    most = max(b.memory for b in blocks)
    return (
        f"| {documents:,} | {coding + keeping:,.1f} | {1000 * coding / documents:.2f} | {1000 * keeping / documents:.2f} | "
        f"{cost(blocks):,.1f} | {most:,.0f} | {most - early:+,.0f} | {blocks[-1].kept:,.1f} | {sum(b.failed for b in blocks)} |"
    )


def seconds(blocks: Sequence[Block]) -> float:
    """CPU seconds of coding and keeping."""
    return sum(b.coding + b.keeping for b in blocks)


def cost(blocks: Sequence[Block]) -> float:
    """CPU time in yardsticks: how often the yardstick could have been coded in the same time on the machine as it was then."""
    return sum((b.coding + b.keeping) / b.yardstick for b in blocks)


def exponents(blocks: Sequence[Block], sizes: Sequence[int]) -> list[str]:
    """How cost grows from size to size: over all documents, and over those told again, which are texts of one mixture."""
    told = []
    for name, some in (("all", blocks), ("told again", [b for b in blocks if b.is_told_again])):
        first = some[0].first if some else 0
        reached = [some[:n] for n, b in enumerate(some, 1) if b.last - first in sizes or n == len(some)]
        for less, more in pairwise(reached):
            documents = [part[-1].last - first for part in (less, more)]
            if documents[1] >= 2 * documents[0]:
                in_seconds, in_yardsticks = (_exponent(documents, of(less), of(more)) for of in (seconds, cost))
                told.append(
                    f"{name}: from {documents[0]:,} to {documents[1]:,} documents the exponent is {in_seconds:.3f} in CPU seconds, "
                    f"{in_yardsticks:.3f} in yardsticks."
                )
    return told


def _exponent(documents: Sequence[int], less: float, more: float) -> float:
    return math.log(more / less) / math.log(documents[1] / documents[0])
