"""Processor seconds of telling the incidents of a store from scratch, and after a day's reports came in.

    python benchmarks/telling.py [--sizes 2000,20000] [--added 1,100] [--seed 1]

The reports are those of `benchmarks/incidents.py`. Those that are added are told with the rest of their days.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from dateline.engine import tell_incidents
from dateline.records import CodedReport
from dateline.store import Store, open_store
from incidents import reports

_DAY = "2020-01-01"


def told(store: Store) -> float:
    started = time.process_time()
    tell_incidents(store, _DAY)
    return time.process_time() - started


def measure(size: int, added: list[int], seed: int) -> None:
    made = [CodedReport(r, (e,), (), (), "coded", None, "made up") for r, e in reports(size + sum(added), seed)]
    late = made[size // 2 : size // 2 + sum(added)]
    early = [*made[: size // 2], *made[size // 2 + sum(added) :]]
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "t.db")
        for one in early:
            store.add(one, _DAY)
        parts = [f"{len(early):>9,} reports: from scratch {told(store):.1f} s"]
        for count in added:
            for one in late[:count]:
                store.add(one, _DAY)
            late = late[count:]
            parts.append(f"{count} more {told(store):.1f} s")
        print("; ".join(parts), flush=True)
        store.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="2000,20000")
    parser.add_argument("--added", default="1,100")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for size in map(int, options.sizes.split(",")):
        measure(size, list(map(int, options.added.split(","))), options.seed)


if __name__ == "__main__":
    main()
