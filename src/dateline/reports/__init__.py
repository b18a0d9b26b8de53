"""Readers: files, folders and streams in, reports out; what cannot be read comes out with its reason."""

from .answer import read_answer
from .build import report_from_text
from .dateline import Dateline, parse_dateline
from .feed import Entry, Feed, parse_feed, report_of_entry
from .options import ReadOptions
from .read import read_reports
from .readers import Reader, reader_of, readers

__all__ = [
    "Dateline",
    "Entry",
    "Feed",
    "ReadOptions",
    "Reader",
    "parse_dateline",
    "parse_feed",
    "read_answer",
    "read_reports",
    "reader_of",
    "readers",
    "report_from_text",
    "report_of_entry",
]
