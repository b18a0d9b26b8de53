"""Coding a row's text as it stands: gold sentences have no dateline to read or language to check."""

from dateline.pipeline import code_report
from dateline.records import CodedReport, Report
from dateline.resources import Resources


def code_row(text: str, resources: Resources, published: str | None = None) -> CodedReport:
    """The records of a text whose offsets are those of the gold row."""
    return code_report(Report(id="r-row", title=None, text=text, language="en", published=published), resources)


def overlaps(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two spans share a character."""
    return a[0] < b[1] and b[0] < a[1]
