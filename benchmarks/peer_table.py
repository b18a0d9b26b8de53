"""A Markdown table out of hyperfine's JSON: sentences a second of each command, its start-up taken out, and its start-up.

    python benchmarks/peer_table.py 1.json 2000.json

The files are named after the number of sentences that the commands in them were timed on, the same commands under the same names.
"""

import json
import statistics
import sys
from pathlib import Path
from typing import Any

Timed = dict[str, tuple[float, float]]
"""Of each command: processor seconds (user and system) and wall-clock seconds; of several runs the median, where told."""


def timed(path: Path) -> Timed:
    """The times of one file, in the form of hyperfine 1 or 2."""
    results = json.loads(path.read_text(encoding="utf-8"))["results"]
    if results and "measurements" in results[0]:
        return {r["name"]: (_median(r, "time_cpu"), _median(r, "time_wall_clock")) for r in results}
    return {r["command"]: (r["user"] + r["system"], r["median"]) for r in results}


def _median(result: dict[str, Any], metric: str) -> float:
    return statistics.median(m[metric]["value"] for m in result["measurements"])


def rows(few: Timed, many: Timed, sentences: int) -> list[str]:
    """One row a command; `sentences` are those that `many` had more than `few`."""
    found = []
    for name, (cpu, wall) in few.items():
        cpu_all, wall_all = many[name]
        rates = (
            f"{sentences / (cpu_all - cpu):,.0f} | {cpu:.1f} s | {sentences / (wall_all - wall):,.0f} | {wall:.1f} s"
        )
        found.append(f"| {name} | {rates} |")
    return found


def main() -> None:
    few, many = sorted(map(Path, sys.argv[1:3]), key=lambda p: int(p.stem))
    print("| coder | sentences a processor second | start-up | sentences a second | start-up |")
    print("|---|---|---|---|---|")
    print("\n".join(rows(timed(few), timed(many), int(many.stem) - int(few.stem))))


if __name__ == "__main__":
    main()
