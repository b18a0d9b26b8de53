"""Codes each file of a folder in this process and tells, a JSON line a file: outcomes, seconds, and the peak of memory above the start.

Run as a process of its own, so that memory can be measured: child.py FOLDER [SECONDS], where SECONDS shortens the bounds.
"""

import json
import resource
import sys
import time
from pathlib import Path

from dateline.coders import plug
from dateline.engine import code_many
from dateline.reports import ReadOptions, bounds, read_reports
from dateline.resources import load_resources

WARM = (
    "KABUL, May 6, 2013 (Sample Wire) - Rebels shelled the town of Sake on Sunday, killing two soldiers, the army said."
)


def peak_megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(folder: Path, seconds: float) -> None:
    plug.SECONDS = bounds.SECONDS = seconds
    resources = load_resources()
    warm = folder.parent / "warm.html"
    warm.write_text(f"<html><body><article><p>{WARM}</p><p>{WARM * 20}</p></article></body></html>", encoding="utf-8")
    list(code_many(read_reports([str(warm)], ReadOptions(), resources.gazetteer), resources))
    start = peak_megabytes()
    for path in sorted(folder.iterdir()):
        began = time.monotonic()
        ends = dict[str, int]()
        for outcome in code_many(read_reports([str(path)], ReadOptions(), resources.gazetteer), resources):
            is_skipped = getattr(outcome, "is_skipped", False)
            end = "skipped" if is_skipped else getattr(outcome, "outcome", "failed")
            ends[end] = ends.get(end, 0) + 1
        took = round(time.monotonic() - began, 2)
        told = {"name": path.name, "ends": ends, "seconds": took, "peak": peak_megabytes() - start}
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 30.0)
