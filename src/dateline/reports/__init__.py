"""Readers: files, folders and streams in, reports out; what cannot be read comes out with its reason."""

from .answer import read_answer
from .build import report_from_text
from .dateline import Dateline, parse_dateline
from .feed import Entry, Feed, parse_feed, report_of_entry
from .options import ReadOptions
from .parts import Part, input_files, parts_of, read_part, single_records
from .read import read_reports
from .readers import Reader, reader_of, readers
from .unpacking import Unpacking

__all__ = [
    "Dateline",
    "Entry",
    "Feed",
    "Part",
    "ReadOptions",
    "Reader",
    "Unpacking",
    "input_files",
    "parse_dateline",
    "parse_feed",
    "parts_of",
    "read_answer",
    "read_part",
    "read_reports",
    "reader_of",
    "readers",
    "report_from_text",
    "report_of_entry",
    "single_records",
]
