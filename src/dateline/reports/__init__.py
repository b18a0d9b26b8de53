"""Readers: files, folders and streams in, reports out; what cannot be read comes out with its reason."""

from .build import report_from_text
from .dateline import Dateline, parse_dateline
from .options import ReadOptions
from .read import read_reports
from .readers import Reader, readers

__all__ = [
    "Dateline",
    "ReadOptions",
    "Reader",
    "parse_dateline",
    "read_reports",
    "readers",
    "report_from_text",
]
