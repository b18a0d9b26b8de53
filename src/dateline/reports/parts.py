"""Parts of a file that can be read on their own: stretches of a table's rows, ranges of an archive's records."""

import gzip
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

from dateline.errors import InputError
from dateline.gazetteer import Gazetteer
from dateline.records import Report, Unreadable

from .bounds import text_lines, unpacked
from .options import ReadOptions
from .packed import open_tar
from .read import files_of, guarded, read_reports
from .readers import Reader, reader_of
from .rows import Cut, Stretch, csv_rows, json_rows, lines_of, single_rows, stretches_of
from .table import read_csv, read_json_lines
from .unpacking import GZIP, Unpacking
from .warc import count_pages

_FEW_PARTS, _MOST_ROWS = 64, 4_096
_UNPACK_THEMSELVES = frozenset({"web archive", "tar archive"})
_BROKEN = (InputError, OSError, ValueError, EOFError, RuntimeError, zlib.error, zipfile.BadZipFile, tarfile.TarError)


@dataclass(frozen=True, slots=True)
class _Table:
    """How a kind of table is cut and read, and the number of its first row."""

    first: int
    cut: Cut
    read: Callable[..., Iterator[Report | Unreadable]]


_TABLES = {"CSV": _Table(2, csv_rows, read_csv), "JSON lines": _Table(1, json_rows, read_json_lines)}


@dataclass(frozen=True, slots=True)
class Part:
    """A file, or some of its records: numbers `first` to `last` (from 1; None for all), of a table with where they lie."""

    path: str
    first: int | None = None
    last: int | None = None
    stretch: Stretch | None = None

    @property
    def where(self) -> str:
        """How the part is named to a person."""
        if self.first is None:
            return self.path
        return f"{self.path}:{self.first}" if self.first == self.last else f"{self.path}:{self.first}-{self.last or ''}"


def parts_of(path: Path, most: int, options: ReadOptions) -> list[Part]:
    """The parts of a file of no more than `most` records each, in order; the whole file where it is one report or is broken."""
    reader = reader_of(path.name)
    whole = [Part(str(path))]
    if reader is None:
        return whole
    try:
        if reader.name in _TABLES:
            return _table_parts(path, most, options, reader)
        with path.open("rb") as stream:
            if stream.read(2) == GZIP and reader.name not in _UNPACK_THEMSELVES:
                return whole
        return _record_parts(path, _records(path, reader), most)
    except _BROKEN:
        return whole


def read_part(
    part: Part, options: ReadOptions, gazetteer: Gazetteer, unpacking: Unpacking | None = None
) -> Iterator[Report | Unreadable]:
    """The reports of a part: those that reading the whole file gives for its records.

    With `unpacking` kept from part to part, those of a packed file that are read in order are unpacked once.
    """
    if part.stretch is not None:
        read = _read_stretch(part.path, part.stretch, options, gazetteer, unpacking or Unpacking())
        yield from guarded(read, part.path)
        return
    if part.first is None:
        yield from read_reports([part.path], options, gazetteer)
        return
    for read_one in read_reports([part.path], replace(options, first=part.first, last=part.last), gazetteer):
        is_of_file = isinstance(read_one, Unreadable) and read_one.source_uri == part.path
        if not is_of_file or part.first == 1:  # what is wrong with the whole file is told once
            yield read_one


def single_records(part: Part, options: ReadOptions) -> list[Part]:
    """A part's records one by one; the part itself where it cannot be taken apart."""
    if part.first is None or part.last is None:
        return [part]
    if part.stretch is None:
        return [replace(part, first=n, last=n) for n in range(part.first, part.last + 1)]
    cut = _table_of(part.path).cut
    try:
        with Unpacking().opened(part.path) as stream:
            return _parts(part.path, single_rows(stream, part.path, options, cut, part.stretch))
    except _BROKEN:  # told when it is read
        return [part]


def input_files(paths: Sequence[str]) -> Iterator[Path | Unreadable]:
    """The files of paths and folders, in the order in which they are read."""
    for path in paths:
        yield from files_of(Path(path))


def _read_stretch(
    path: str, stretch: Stretch, options: ReadOptions, gazetteer: Gazetteer, unpacking: Unpacking
) -> Iterator[Report | Unreadable]:
    with unpacking.opened(path) as stream:
        yield from _table_of(path).read(lines_of(stream, stretch), path, options, gazetteer, stretch.first)


def _table_of(path: str) -> _Table:
    reader = reader_of(Path(path).name)
    assert reader is not None
    return _TABLES[reader.name]


def _parts(path: str, stretches: Sequence[Stretch]) -> list[Part]:
    return [Part(path, s.first, s.last, s) for s in stretches]


def _table_parts(path: Path, most: int, options: ReadOptions, reader: Reader) -> list[Part]:
    """The stretches of a table's rows; where they do not lie apart, parts by number, each of which passes over the rows before it."""
    table = _TABLES[reader.name]
    with _opened(path, reader) as stream:
        stretches = stretches_of(stream, str(path), options, table.cut, table.first, most)
    if stretches:
        return _parts(str(path), stretches)
    if stretches is not None or reader.name != "CSV":
        return [Part(str(path))]
    with _opened(path, reader) as stream:
        count = 1 + sum(1 for _ in text_lines(stream, str(path), options.max_bytes))
    return _record_parts(path, count, max(most, min(count // _FEW_PARTS, _MOST_ROWS)))


@contextmanager
def _opened(path: Path, reader: Reader) -> Iterator[BinaryIO]:
    """What is in a file, its growth bounded where it is packed. Raises InputError for one that is too large."""
    limit, size = reader.max_bytes or 0, path.stat().st_size
    if size > limit:
        raise InputError(str(path), "too large.")
    with path.open("rb") as stream:
        is_packed = stream.read(2) == GZIP
        stream.seek(0)
        if not is_packed:
            yield stream
            return
        with gzip.open(stream) as inner:
            yield unpacked(cast(BinaryIO, inner), str(path), size, limit)


def _record_parts(path: Path, count: int, most: int) -> list[Part]:
    if count <= most:
        return [Part(str(path))]
    return [Part(str(path), n, min(n + most - 1, count)) for n in range(1, count + 1, most)]


def _records(path: Path, reader: Reader) -> int:
    """How many records a file may hold at most: numbers in its reader's way of counting; 1 for a single report."""
    if reader.name == "ZIP archive":
        with zipfile.ZipFile(path) as packed:
            return sum(not m.filename.endswith("/") for m in packed.infolist())
    if reader.name == "tar archive":
        with path.open("rb") as stream, open_tar(stream, str(path)) as archive:
            return sum(m.isfile() for m in archive)
    if reader.name == "web archive":
        with path.open("rb") as stream:
            return count_pages(stream)
    return 1
