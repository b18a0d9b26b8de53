"""Readers by name: one for each kind of file, ours and those that other packages register.

A reader is a plug-in. Another package adds one under the entry-point group `dateline.readers`; its value is a `Reader`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import BinaryIO

from dateline.errors import InputError
from dateline.gazetteer import Gazetteer
from dateline.records import Report, Unreadable

from .options import ReadOptions

Read = Callable[[BinaryIO, str, ReadOptions, Gazetteer], Iterator[Report | Unreadable]]
"""An open file, where it lies (for messages and addresses), the options and the gazetteer in; reports out, in order."""

GROUP = "dateline.readers"


@dataclass(frozen=True, slots=True)
class Reader:
    """One kind of file: the suffixes it goes by (lower case, with the dot) and the function that reads it.

    `max_bytes` bounds the file; None leaves it to `ReadOptions.max_bytes`. A reader of many reports in one file sets its own.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Read
    max_bytes: int | None = None


_OURS = ("plain", "html", "table", "listed", "feed", "warc", "pdf", "mail", "packed")


@cache
def readers() -> dict[str, Reader]:
    """The readers by suffix: ours, then those of other packages, which may take over a suffix of ours."""
    found: dict[str, Reader] = {}
    for name in _OURS:
        for reader in import_module(f"dateline.reports.{name}").READERS:
            found.update(dict.fromkeys(reader.suffixes, reader))
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        reader = point.load()
        if not isinstance(reader, Reader):
            raise TypeError(f"{point.value}: no Reader (entry point {point.name} of {GROUP}).")
        found.update(dict.fromkeys(reader.suffixes, reader))
    return found


def reader_of(name: str) -> Reader | None:
    """The reader of a file's or archive member's name: by its longest suffix (`.warc.gz` before `.gz`), None for no known kind."""
    known, lower = readers(), name.lower().replace("\\", "/").rpartition("/")[2]
    parts = lower.split(".")
    suffixes = ["." + ".".join(parts[n:]) for n in range(1, len(parts))]
    if suffixes and suffixes[-1] == ".gz":
        suffixes += ["." + ".".join(parts[n:-1]) for n in range(1, len(parts) - 1)]
    return next((known[s] for s in suffixes if s in known), known.get("") if len(parts) == 1 else None)


def read_bounded(stream: BinaryIO, where: str, limit: int) -> bytes:
    """All bytes of a stream. Raises InputError where it holds more than `limit`."""
    raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise InputError(where, f"has more than {limit // 1_000_000} MB.")
    return raw
