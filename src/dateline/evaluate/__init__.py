"""Measuring the coder on gold data: one module a suite, run by name."""

from importlib import import_module
from pathlib import Path
from typing import Any

from dateline.coders import Coder
from dateline.errors import UsageError

from .kinds import Kind, kinds_of
from .rows import read_rows
from .suite import SuiteResult

SUITES: dict[str, str] = {
    "relations": "event type between two marked actors",
    "triples": "who did what to whom, from raw sentences",
    "actors": "finding who acts and who is acted on",
    "police": "sentences that tell of police action, and false alarms",
    "incidents": "whole reports to incidents (MUC)",
    "toponyms": "place names found and put at the right coordinates",
    "press": "whole military reports to date, province and tolls",
    "placing": "which place an event happened at",
    "dates": "time expressions found and resolved",
    "stream": "many reports to one incident each",
    "subtypes": "ACLED sub-event type of a passage",
    "attributions": "who said what",
    "reviewed": "events that reviewers accepted or corrected",
}


def run_suite(
    name: str, path: Path, resources: Any, limit: int | None = None, coder: Coder | None = None
) -> SuiteResult:
    """The result of one suite on a gold file; another `coder` than the built-in one can be measured by `reviewed` only.

    Raises UsageError for an unknown suite, a coder that it does not take, or a broken file.
    """
    if name not in SUITES:
        raise UsageError(f"{name}: no such suite. Suites: {', '.join(SUITES)}.")
    if coder is not None and name != "reviewed":
        raise UsageError(f"--coder: the suite {name} measures the built-in coder. Measure another one with: reviewed.")
    rows = read_rows(path)[:limit]
    module = import_module(f"dateline.evaluate.{name}")
    more = {"stream": (path,), "reviewed": (coder,)}.get(name, ())
    result = module.evaluate(rows, resources, *more)
    assert isinstance(result, SuiteResult)
    return result


__all__ = ["SUITES", "Kind", "SuiteResult", "kinds_of", "read_rows", "run_suite"]
