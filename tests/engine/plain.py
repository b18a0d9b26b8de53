"""A coder of the tests that needs no models, and kills its process where a report says so: workers load in no time."""

import hashlib
import os
import signal
from dataclasses import dataclass
from pathlib import Path

from dateline.gazetteer import open_gazetteer
from dateline.records import CodedReport, CoderUsage, Quote
from dateline.resources import Resources


def readers_only() -> Resources:
    """What reading needs, and no models."""
    return Resources(None, None, open_gazetteer(), None, None)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Plain:
    """Quotes the first word of each report; dies at `kill me once` one time, at `kill me always` every time."""

    marks: str
    version: str = "plain 1"

    def code(self, report, resources):
        if "kill me always" in report.text or ("kill me once" in report.text and self._is_first(report.id)):
            os.kill(os.getpid(), signal.SIGKILL)
        if "break the coder" in report.text:
            raise ValueError("broken")
        word = report.text.split()[0]
        digest = hashlib.sha256(report.text.encode()).hexdigest()[:16]
        quote = Quote(
            id=f"q-{digest}", report_id=report.id, speaker=None, verb=None, text=word, start=0, end=len(word),
            direct=False, channel=None, coder_version=self.version,
        )  # fmt: skip
        used = CoderUsage(requests=1, tokens_in=7, seconds=0.25, refused=(("no quote", 1),))
        return CodedReport(report, (), (quote,), (), "no_event", f"digest {digest}", self.version, usage=used)

    def _is_first(self, name):
        try:
            os.close(os.open(Path(self.marks) / name, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return False
        return True
