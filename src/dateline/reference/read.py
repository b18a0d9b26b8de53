"""A reference file opened: which data set it is, and its rows, each a happening or told with what is wrong."""

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Literal

from dateline.errors import InputError, UsageError
from dateline.export import columns_of
from dateline.gazetteer import Gazetteer

from .columns import DATA_SETS, DataSet, UndatedError
from .happening import Happening

_MAX_LINE = 4_000_000
_MAX_CELL = 1_000_000
_MAX_BYTES = 8_000_000_000
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_BROKEN = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, NotImplementedError, RuntimeError)

__all__ = ["DATA_SETS", "BadRow", "Reference", "open_reference"]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be read: its number, counted from the header as 1, and the one line that says why.

    One that `is_undated` is well formed but tells no day.
    """

    row: int
    reason: str
    is_undated: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """An open reference file: its data set, and its rows in order, read as they are asked for."""

    path: Path
    data_set: DataSet
    rows: Iterator[Happening | BadRow]


def open_reference(path: Path, gazetteer: Gazetteer, data_set: str | None = None) -> Reference:
    """The file's rows as happenings. CSV or TSV, plain, `.gz` or one file in a `.zip`; told apart by the columns.

    Raises UsageError for an unknown data set, InputError for a file that cannot be read or lacks columns; `rows` raise
    InputError where the file breaks off.
    """
    if data_set is not None and data_set not in DATA_SETS:
        raise UsageError(f"--data-set {data_set}: no such data set. There are: {', '.join(DATA_SETS)}.")
    lines = _lines(path)
    first = next(lines, "")
    if not first.strip():
        raise InputError(str(path), "the file is empty.")
    delimiter = max("\t,;", key=first.count)
    header = [c.strip() for c in next(csv.reader([first], delimiter=delimiter), [])]
    if _is_headless_gdelt(header):
        return Reference(path, DATA_SETS["gdelt"], _rows(path, [c.name for c in columns_of("gdelt")], DATA_SETS["gdelt"],
                                                         _with(first, lines), gazetteer, delimiter, 0))  # fmt: skip
    found = DATA_SETS[data_set] if data_set else _data_set_of(header)
    missing = [c for c in found.needed if c not in header] if found else []
    if found is None or missing:
        lacks = f"as {found.title} it lacks the columns {', '.join(missing)}" if found else _known_by()
        raise InputError(str(path), f"{lacks}.", f"Its columns: {', '.join(header)[:300]}.")
    return Reference(path, found, _rows(path, header, found, lines, gazetteer, delimiter, 1))


def _known_by() -> str:
    known = "; ".join(f"{d.title} by {', '.join(d.needed[:3])}" for d in DATA_SETS.values())
    return f"the columns are of no data set that is read ({known})"


def _is_headless_gdelt(cells: Sequence[str]) -> bool:
    return len(cells) == len(columns_of("gdelt")) and cells[0].isdecimal() and cells[1].isdecimal()


def _data_set_of(header: Sequence[str]) -> DataSet | None:
    """The data set most of whose needed columns the header has, None where none has half of them."""
    best = max(DATA_SETS.values(), key=lambda d: sum(c in header for c in d.needed) / len(d.needed))
    return best if sum(c in header for c in best.needed) * 2 > len(best.needed) else None


def _with(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _rows(
    path: Path,
    header: Sequence[str],
    data_set: DataSet,
    lines: Iterator[str],
    gazetteer: Gazetteer,
    delimiter: str,
    number: int,
) -> Iterator[Happening | BadRow]:
    csv.field_size_limit(_MAX_CELL)
    is_plain = delimiter == "\t" and '"' not in "".join(header)
    quoting: Literal[0, 3] = csv.QUOTE_NONE if is_plain else csv.QUOTE_MINIMAL
    reader = csv.reader(lines, delimiter=delimiter, quoting=quoting)
    while True:
        number += 1
        try:
            cells = next(reader, None)
            if cells is None:
                return
            if not any(c.strip() for c in cells):
                continue
            if len(cells) != len(header):
                raise ValueError(f"has {len(cells)} cells where the header has {len(header)}")
            yield replace(data_set.read(dict(zip(header, cells, strict=True)), gazetteer), row=number)
        except (csv.Error, ValueError, OverflowError) as error:
            yield BadRow(number, f"{path}: row {number}: {error}. Left out.", isinstance(error, UndatedError))


def _lines(path: Path) -> Iterator[str]:
    """The lines of the file unpacked, with their ends; NULs are dropped."""
    try:
        with path.open("rb") as file:
            head = file.read(4)
            file.seek(0)
            if head.startswith(_ZIP):
                with zipfile.ZipFile(file) as archive:
                    members = [m for m in archive.infolist() if not m.filename.endswith("/")]
                    if len(members) != 1:
                        raise InputError(str(path), f"the archive holds {len(members)} files; one is read.")
                    if members[0].flag_bits & 1:
                        raise InputError(str(path), "the archive is locked with a password. Unpack it first.")
                    with archive.open(members[0]) as member:
                        yield from _decoded(member, path)  # type: ignore[arg-type]
            elif head.startswith(_GZIP):
                with gzip.open(file) as unpacked:
                    yield from _decoded(unpacked, path)  # type: ignore[arg-type]
            else:
                yield from _decoded(file, path)
    except _BROKEN as error:
        raise InputError(str(path), f"the packed file is broken, or cut short ({type(error).__name__}).") from None
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror or error}).") from None


def _decoded(raw: BinaryIO, path: Path) -> Iterator[str]:
    total = 0
    text = io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace", newline="")
    while line := text.readline(_MAX_LINE + 1):
        total += len(line)
        if len(line) > _MAX_LINE or total > _MAX_BYTES:
            what = f"a line has more than {_MAX_LINE // 1_000_000} MB" if len(line) > _MAX_LINE else "it is too large"
            raise InputError(str(path), f"{what}; this is no table of events.")
        yield line.replace("\0", "")
