"""How coding grows with the number of documents, workers and engines: documents a second, CPU time, memory, bytes kept.

    python benchmarks/scale.py growth  LOAD.jsonl.gz [--dev DEV.jsonl.gz] [--sizes 1000 10000] [--gate] [--rules-only]
    python benchmarks/scale.py workers LOAD.jsonl.gz [--documents 1000] [--gate] [--rules-only]
    python benchmarks/scale.py engines LOAD.jsonl.gz [--documents 1000] [--gate] [--rules-only]
    python benchmarks/scale.py gate    LOAD.jsonl.gz [--documents 1000] [--rules-only]

Each file has one JSON object with a `text` a line. The stories of LOAD come first, as they are; where more are asked for, texts of DEV
(else of LOAD) are told again with other names, dates and numbers, made as they are needed and never stored. `growth` codes the first
10 k, 100 k, 1 M… into a store and tells the exponent of CPU time over documents (1 is linear) and how memory grew from the first tenth
on; `workers` is 1 worker against 2; `engines` the pool against Ray and Dask, and whether all wrote the same bytes; `gate` with and
without the relevance gate. CPU seconds are told beside the wall clock, since on a machine with other work only they can be compared.
"""

import argparse
import gzip
import hashlib
import json
import math
import random
import re
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path

from dateline.engine import EngineOptions, Sink, Spool, Start, code_archive, code_many
from dateline.errors import InputError
from dateline.gazetteer import Gazetteer
from dateline.records import Report
from dateline.reports import ReadOptions, report_from_text
from dateline.resources import load_resources
from dateline.store import open_store

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
_NUMBER = re.compile(r"\b\d{1,3}\b")
_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = re.compile(r"\b(?:" + "|".join(_MONTHS) + r")\b")
_DAY = "2020-01-01"


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


def lines_of(path: Path) -> Iterator[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield str(json.loads(line)["text"])


def documents(load: Path, dev: Path | None) -> Iterator[str]:
    """Texts without end: those of `load`, then those of `dev` told again, each time with other names, dates and numbers."""
    yield from lines_of(load)
    told = list(lines_of(dev or load))
    names = sorted({m for text in told for m in _NAME.findall(text)} - set(_MONTHS))
    number = 0
    while True:
        for text in told:
            number += 1
            yield told_again(text, names, random.Random(number))


def told_again(text: str, names: list[str], chosen: random.Random) -> str:
    """A text with other names, months and numbers; the same word becomes the same other one throughout."""
    others: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if word not in others:
            is_month = word in _MONTHS
            others[word] = (
                chosen.choice(_MONTHS if is_month else names) if not word.isdigit() else _number(word, chosen)
            )
        return others[word]

    return _NUMBER.sub(other, _MONTH.sub(other, _NAME.sub(other, text)))


def _number(word: str, chosen: random.Random) -> str:
    return str(chosen.randrange(10 ** (len(word) - 1), 10 ** len(word)))


def reports(texts: Iterator[str], gazetteer: Gazetteer) -> Iterator[Report]:
    """The reports of the texts; what is no report is passed over."""
    for number, text in enumerate(texts):
        with suppress(InputError):
            yield report_from_text(
                text, gazetteer=gazetteer, published=_DAY, source_uri=f"https://example.org/{number}"
            )


def cpu_seconds() -> float:
    """CPU time of this process and of those that it waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1_048_576


def growth(options: argparse.Namespace) -> None:
    resources = load_resources(use_gate=options.gate, use_classifier=not options.rules_only)
    warm = islice(reports(documents(options.load, options.dev), resources.gazetteer), 300)
    for _ in code_many(warm, resources):
        pass
    found = []
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            db = Path(folder) / "scale.db"
            sink = Sink(open_store(db), None, _DAY)
            inputs = islice(reports(documents(options.load, options.dev), resources.gazetteer), size)
            wall, cpu, early = time.perf_counter(), cpu_seconds(), 0.0
            for number, outcome in enumerate(code_many(inputs, resources), 1):
                sink.keep(outcome)
                if number == max(1, size // 10):
                    early = resident_mb()
            late = resident_mb()
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            spent = time.perf_counter() - wall, cpu_seconds() - cpu
            kept = sum(p.stat().st_size for p in Path(folder).iterdir())
            found.append(Measured(size, *spent, peak, late - early, kept))
        print(found[-1].row("coding and keeping"), flush=True)
    for less, more in pairwise(found):
        exponent = math.log(more.cpu / less.cpu) / math.log(more.documents / less.documents)
        print(
            f"\nFrom {less.documents:,} to {more.documents:,} documents CPU time grows with the exponent {exponent:.3f}."
        )


def archive_run(path: Path, engine: EngineOptions, options: argparse.Namespace, *, gate: bool) -> Measured:
    """What coding a file of JSON lines on an engine costs, from the first shard on; CPU time of other processes with their start."""
    spool = Spool()
    start = Start({"use_gate": gate, "use_classifier": not options.rules_only})
    begun: list[tuple[float, float]] = []

    def watching(outcomes: int, done: int) -> None:
        begun.append((time.perf_counter(), cpu_seconds()))

    wall, cpu = time.perf_counter(), cpu_seconds()
    code_archive([str(path)], ReadOptions(published=_DAY), start, engine, Sink(None, spool, _DAY), watching=watching)
    spent = time.perf_counter() - wall, cpu_seconds() - cpu
    digest = hashlib.sha256("".join(spool.lines()).encode()).hexdigest()[:12]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    # from the first shard to the last: the models are loaded by then
    is_alone = engine == EngineOptions()
    steady = [
        (last - first) / max(1, len(begun) - 1) * len(begun) for first, last in zip(begun[0], begun[-1], strict=True)
    ]
    return Measured(options.documents, steady[0], steady[1] if is_alone else spent[1], peak, 0, 0, digest)


def compared(options: argparse.Namespace, runs: list[tuple[str, EngineOptions, bool]]) -> list[Measured]:
    found = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "load.jsonl"
        with path.open("w", encoding="utf-8") as out:
            for text in islice(documents(options.load, options.dev), options.documents):
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
    found = compared(options, [("gate off", EngineOptions(), False), ("gate on", EngineOptions(), True)])
    print(f"\nThe gate makes coding {found[0].cpu / found[1].cpu:.2f} times as fast (CPU time).")


def told_same(found: list[Measured]) -> None:
    print("\nThe records are the same bytes." if len({m.digest for m in found}) == 1 else "\nTHE RECORDS DIFFER.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("growth", "workers", "engines", "gate"))
    parser.add_argument("load", type=Path)
    parser.add_argument("--dev", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--gate", action="store_true")
    parser.add_argument("--rules-only", action="store_true", help="without the learned classifier")
    options = parser.parse_args()
    print(HEAD)
    {"growth": growth, "workers": workers, "engines": engines, "gate": gate}[options.what](options)


if __name__ == "__main__":
    main()
