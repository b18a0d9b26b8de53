"""How coding grows with the number of documents, workers and engines: documents a second, CPU time, memory, bytes kept.

    python benchmarks/scale.py growth  LOAD.jsonl.gz [--dev DEV.jsonl.gz] [--sizes 1000 10000] [--state FOLDER] [--workers 2] [--gate]
    python benchmarks/scale.py workers LOAD.jsonl.gz [--documents 1000] [--gate] [--rules-only]
    python benchmarks/scale.py engines LOAD.jsonl.gz [--documents 1000] [--gate] [--rules-only]
    python benchmarks/scale.py gate    LOAD.jsonl.gz [--documents 1000] [--rules-only]

Each file has one JSON object with a `text` a line. The stories of LOAD come first, as they are; where more are asked for, they and the
texts of DEV are told again with other names, dates and numbers, made as they are needed and never stored (`retold.py`). `growth` codes
the first 10 k, 100 k, 1 M… into a store and tells the exponent of CPU time over documents (1 is linear) and how memory grew from the
first tenth on; with `--state` it may be stopped and goes on where it was (`growth.py`). `workers` is 1 worker against 2; `engines` the
pool against Ray and Dask, and whether all wrote the same bytes; `gate` with and without the relevance gate. CPU seconds are told beside
the wall clock, since on a machine with other work only they can be compared.
"""

import argparse
import hashlib
import json
import math
import resource
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from dateline.engine import EngineOptions, Sink, Spool, Start, code_archive
from dateline.reports import ReadOptions
from dateline.resources import load_resources
from growth import DAY, Coder, State, apart, grow, here, key_of
from growth import HEAD as GROWTH
from retold import Stream


@dataclass(frozen=True, slots=True)
class Measured:
    """What coding some documents cost."""

    documents: int
    wall: float
    cpu: float
    peak_mb: float
    growth_mb: float
    kept_bytes: int
    digest: str = ""

    def row(self, name: str) -> str:
        rate = f"{self.documents / self.wall:.1f} | {self.documents / self.cpu:.1f}"
        kept = f"{self.kept_bytes / self.documents:,.0f}" if self.kept_bytes else ""
        spent = f"{self.documents:,} | {self.wall:,.1f} | {self.cpu:,.1f}"
        return f"| {name} | {spent} | {rate} | {self.peak_mb:,.0f} | {self.growth_mb:+,.0f} | {kept} |"


HEAD = (
    "| run | documents | seconds | CPU seconds | documents/s | documents/CPU s | peak MB | growth MB | bytes kept a document |\n"
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
)


def cpu_seconds() -> float:
    """CPU time of this process and of those that it waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def growth(options: argparse.Namespace) -> None:
    told = f"{options.gate} {options.rules_only}"
    key = key_of((options.load, options.dev), options.block, told)
    untold = Stream(options.load).untold
    make = partial(coder_of, options.load, options.dev, gate=options.gate, rules_only=options.rules_only)
    coding = here(make()) if options.workers[-1] == 1 else apart(options.workers[-1], make)
    with tempfile.TemporaryDirectory() as folder:
        state = State(options.state or Path(folder), key)
        grow(coding, options.sizes, state, block=options.block, untold=untold, limit=60 * options.minutes)


def coder_of(load: Path, dev: Path | None, *, gate: bool, rules_only: bool) -> Coder:
    return Coder(Stream(load, dev), load_resources(use_gate=gate, use_classifier=not rules_only))


def archive_run(path: Path, engine: EngineOptions, options: argparse.Namespace, *, gate: bool) -> Measured:
    """What coding a file of JSON lines on an engine costs, from the first shard on; CPU time of other processes with their start."""
    spool = Spool()
    start = Start({"use_gate": gate, "use_classifier": not options.rules_only})
    begun: list[tuple[float, float]] = []

    def watching(outcomes: int, done: int) -> None:
        begun.append((time.perf_counter(), cpu_seconds()))

    wall, cpu = time.perf_counter(), cpu_seconds()
    code_archive([str(path)], ReadOptions(published=DAY), start, engine, Sink(None, spool, DAY), watching=watching)
    spent = time.perf_counter() - wall, cpu_seconds() - cpu
    digest = hashlib.sha256("".join(spool.lines()).encode()).hexdigest()[:12]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    # from the first shard to the last: the models are loaded by then
    is_alone = not engine.apart
    steady = [
        (last - first) / max(1, len(begun) - 1) * len(begun) for first, last in zip(begun[0], begun[-1], strict=True)
    ]
    return Measured(options.documents, steady[0], steady[1] if is_alone else spent[1], peak, 0, 0, digest)


def compared(options: argparse.Namespace, runs: list[tuple[str, EngineOptions, bool]]) -> list[Measured]:
    found = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "load.jsonl"
        with path.open("w", encoding="utf-8") as out:
            for text in islice(Stream(options.load, options.dev), options.documents):
                out.write(json.dumps({"text": text}) + "\n")
        for name, engine, gate in runs:
            found.append(archive_run(path, engine, options, gate=gate))
            print(found[-1].row(name), flush=True)
    return found


def workers(options: argparse.Namespace) -> None:
    counts = options.workers
    found = compared(options, [(f"{n} workers", EngineOptions("local", n), options.gate) for n in counts])
    for count, measured in zip(counts[1:], found[1:], strict=True):
        print(f"\n{counts[0]} → {count} workers: {found[0].wall / measured.wall:.2f} times as fast")
    told_same(found)


def engines(options: argparse.Namespace) -> None:
    names = ("local", "ray", "dask")
    found = compared(options, [(n, EngineOptions(n, options.workers[-1]), options.gate) for n in names])
    told_same(found)


def gate(options: argparse.Namespace) -> None:
    alone = EngineOptions(apart=False)
    found = compared(options, [("gate off", alone, False), ("gate on", alone, True)])
    print(f"\nThe gate makes coding {found[0].cpu / found[1].cpu:.2f} times as fast (CPU time).")


def told_same(found: list[Measured]) -> None:
    print("\nThe records are the same bytes." if len({m.digest for m in found}) == 1 else "\nTHE RECORDS DIFFER.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("growth", "workers", "engines", "gate"))
    parser.add_argument("load", type=Path)
    parser.add_argument("--dev", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--state", type=Path, help="folder of a growth run that may be stopped and goes on later")
    parser.add_argument("--block", type=int, default=1_000, help="documents after which a growth run notes where it is")
    parser.add_argument("--minutes", type=float, default=math.inf, help="stop a growth run after so many")
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--workers", type=int, nargs="+", help="how many; several of them to compare")
    parser.add_argument("--gate", action="store_true")
    parser.add_argument("--rules-only", action="store_true", help="without the learned classifier")
    options = parser.parse_args()
    options.workers = options.workers or ([1] if options.what == "growth" else [1, 2])
    print(GROWTH if options.what == "growth" else HEAD)
    {"growth": growth, "workers": workers, "engines": engines, "gate": gate}[options.what](options)


if __name__ == "__main__":
    main()
