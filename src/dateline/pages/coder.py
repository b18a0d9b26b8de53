"""Coding of pasted text: resources loaded once, behind the first page, and one text at a time."""

import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import InputError
from dateline.pipeline import code_report
from dateline.records import CodedReport, Report, to_plain
from dateline.reports import ReadOptions, read_reports, report_from_text
from dateline.resources import Resources, load_resources

MAX_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True)
class Coded:
    """A coded text: its records, the same plain in the form of a stored report's bundle, and the seconds that it took."""

    record: CodedReport
    bundle: dict[str, Any]
    seconds: float


class Coder:
    """Codes texts; nothing is kept."""

    def __init__(self, load: Callable[[], Resources] = load_resources) -> None:
        self._load = load
        self._loaded: Resources | None = None
        self._lock = threading.Lock()

    def warm(self) -> None:
        """Load the resources in a thread of its own, so that the first text need not wait for them."""
        threading.Thread(target=self._resources_when_free, daemon=True, name="load-coder").start()

    def _resources_when_free(self) -> None:
        with self._lock:
            self._resources()

    def _resources(self) -> Resources:
        if self._loaded is None:
            self._loaded = self._load()
        return self._loaded

    def code_text(self, text: str, published: str | None) -> Coded:
        """The records of a text. Raises InputError where it is too long or empty."""
        if not text.strip():
            raise InputError("paste", "no text.", "Paste a report, or choose a file.")
        if len(text) > MAX_CHARACTERS:
            told = f"{len(text):,} characters; {MAX_CHARACTERS:,} are read at once."
            raise InputError("paste", told, "Code longer texts with: dateline code FILE")
        with self._lock:
            resources = self._resources()
            started = time.perf_counter()
            report = report_from_text(text, gazetteer=resources.gazetteer, published=published)
            return _coded(code_report(report, resources), started)

    def code_file(self, name: str, content: bytes, published: str | None) -> Coded:
        """The records of the first report of a file, read by its kind. Raises InputError where it cannot be read."""
        suffix = Path(name.replace("\\", "/")).suffix.lower()[:8]
        if not suffix.lstrip(".").isalnum():
            suffix = ".txt"
        with self._lock, tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"pasted{suffix}"
            path.write_bytes(content)
            resources = self._resources()
            started = time.perf_counter()
            found = next(iter(read_reports([str(path)], ReadOptions(published=published), resources.gazetteer)), None)
            if not isinstance(found, Report):
                reason = found.reason.replace(str(path), name) if found else f"{name}: holds no report."
                raise InputError("paste", reason)
            return _coded(code_report(found, resources), started)


def _coded(coded: CodedReport, started: float) -> Coded:
    report = {**to_plain(coded.report), "outcome": coded.outcome, "reason": coded.reason}
    bundle = {
        "report": report,
        "events": [to_plain(e) for e in coded.events],
        "quotes": [to_plain(q) for q in coded.quotes],
        "relations": [to_plain(r) for r in coded.relations],
        "claims": [to_plain(c) for c in coded.claims],
    }
    return Coded(coded, bundle, time.perf_counter() - started)
