"""Parts of a file that can be read on their own: line ranges of JSON lines, ranges of an archive's or a table's records."""

import codecs
import tarfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise, repeat
from pathlib import Path

from dateline.errors import InputError
from dateline.gazetteer import Gazetteer
from dateline.records import Report, Unreadable

from .decode import decode
from .options import ReadOptions
from .packed import open_tar
from .read import files_of, guarded, read_reports
from .readers import Reader, reader_of
from .table import read_json_lines
from .warc import count_pages

_GZIP = b"\x1f\x8b"
_LONGEST_READ = 1 << 20
_FEW_PARTS, _MOST_ROWS = 64, 4_096


@dataclass(frozen=True, slots=True)
class Part:
    """A file, or a stretch of its records: numbers `first` to `last` (from 1; None for all), of JSON lines with their bytes."""

    path: str
    first: int | None = None
    last: int | None = None
    start: int = 0
    end: int | None = None

    @property
    def where(self) -> str:
        """How the part is named to a person."""
        if self.first is None:
            return self.path
        return f"{self.path}:{self.first}" if self.first == self.last else f"{self.path}:{self.first}-{self.last or ''}"


def parts_of(path: Path, most: int) -> list[Part]:
    """The parts of a file of no more than `most` records each, in order; the whole file where it is one report or is broken."""
    reader = reader_of(path.name)
    whole = [Part(str(path))]
    try:
        with path.open("rb") as stream:
            packed = stream.read(2) == _GZIP
        if reader is None or (packed and reader.name not in {"web archive", "tar archive"}):
            return whole
        if reader.name == "JSON lines":
            return _line_parts(path, most) or whole
        count = _records(path, reader)
        return _record_parts(path, count, _rows(count, most) if reader.name == "CSV" else most)
    except (InputError, OSError, ValueError, EOFError, RuntimeError, zipfile.BadZipFile, tarfile.TarError):
        return whole


def read_part(part: Part, options: ReadOptions, gazetteer: Gazetteer) -> Iterator[Report | Unreadable]:
    """The reports of a part: those that reading the whole file gives for its records."""
    if part.end is not None and part.first is not None:
        yield from guarded(_read_lines(part, part.first, options, gazetteer), part.path)
        return
    if part.first is None:
        yield from read_reports([part.path], options, gazetteer)
        return
    for read in read_reports([part.path], replace(options, first=part.first, last=part.last), gazetteer):
        is_of_file = isinstance(read, Unreadable) and read.source_uri == part.path
        if not is_of_file or part.first == 1:  # what is wrong with the whole file is told once
            yield read


def single_records(part: Part) -> list[Part]:
    """A part's records one by one; the part itself where it cannot be taken apart."""
    if part.first is None or part.last is None:
        return [part]
    if part.end is None:
        return [replace(part, first=n, last=n) for n in range(part.first, part.last + 1)]
    with open(part.path, "rb") as stream:
        stream.seek(part.start)
        lines = stream.read(part.end - part.start).split(b"\n")
    found, at = [], part.start
    for number, line in enumerate(lines, part.first):
        end = min(at + len(line) + 1, part.end)
        found.append(Part(part.path, number, number, at, end))
        at = end
    return [p for p in found if p.end is not None and p.end > p.start]


def input_files(paths: Sequence[str]) -> Iterator[Path | Unreadable]:
    """The files of paths and folders, in the order in which they are read."""
    for path in paths:
        yield from files_of(Path(path))


def _read_lines(part: Part, first: int, options: ReadOptions, gazetteer: Gazetteer) -> Iterator[Report | Unreadable]:
    with open(part.path, "rb") as stream:
        stream.seek(part.start)
        raw = stream.read((part.end or 0) - part.start)
    if raw.strip():
        lines = chain(repeat("", first - 1), decode(raw, part.path).split("\n"))
        yield from read_json_lines(lines, part.path, options, gazetteer)


def _line_parts(path: Path, most: int) -> list[Part]:
    """Parts of JSON lines; empty where there are none, or where the file is not UTF-8, whose characters may span what looks like lines."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    cuts, count, at, is_blank = [(1, 0)], 0, 0, True
    with path.open("rb") as stream:
        while line := stream.readline(_LONGEST_READ):
            decoder.decode(line)
            at += len(line)
            is_blank = is_blank and not line.strip()
            if line.endswith(b"\n"):
                count += 1
                if count % most == 0:
                    cuts.append((count + 1, at))
    decoder.decode(b"", final=True)
    if is_blank:
        return []
    bounds = [*cuts, (count + 2, at)]
    parts = [Part(str(path), first, after - 1, start, end) for (first, start), (after, end) in pairwise(bounds)]
    return [p for p in parts if p.end is None or p.end > p.start]


def _rows(count: int, most: int) -> int:
    """The rows of a part of a table: more where it is long, since reading a part means passing over all rows before it."""
    return max(most, min(count // _FEW_PARTS, _MOST_ROWS))


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
    if reader.name == "CSV":
        with path.open("rb") as stream:
            return 2 + sum(1 for _ in stream)
    return 1
