"""Paths in, reports out: files by kind, folders in order, standard input; nothing given is passed over in silence."""

import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from dateline.errors import InputError
from dateline.gazetteer import Gazetteer
from dateline.records import Report, Unreadable

from .decode import decode
from .options import ReadOptions
from .plain import read_plain
from .readers import Reader, reader_of, readers
from .table import read_json_lines

_MAX_UNPACKED = 2_000_000_000
_GZIP = b"\x1f\x8b"
_SELF_UNPACKING = (".warc.gz", ".tar.gz", ".tgz")


def read_reports(
    paths: Sequence[str], options: ReadOptions, gazetteer: Gazetteer, stdin: BinaryIO | None = None
) -> Iterator[Report | Unreadable]:
    """The reports of files, folders (read in order of name) and `-` (standard input); what cannot be read, with its reason."""
    for path in paths:
        if path == "-":
            yield from guarded(_read_stream(stdin or sys.stdin.buffer, options, gazetteer), "standard input")
            continue
        for found in files_of(Path(path)):
            if isinstance(found, Unreadable):
                yield found
            else:
                yield from guarded(_read_file(found, options, gazetteer), str(found))


def files_of(path: Path) -> Iterator[Path | Unreadable]:
    """A file, or the files of a folder in order of name; what cannot be read, with its reason."""
    yield from _files(path, is_given=True, seen=set())


def guarded(reports: Iterator[Report | Unreadable], where: str) -> Iterator[Report | Unreadable]:
    """The reports; an error that ends the reading of a file comes out with its reason."""
    try:
        yield from reports
    except InputError as error:
        yield Unreadable(where, str(error))
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Unreadable(where, f"{where}: broken gzip file ({error}).")
    except OSError as error:
        yield Unreadable(where, f"{where}: cannot be read ({error.strerror or error}).")


def _files(path: Path, *, is_given: bool, seen: set[str]) -> Iterator[Path | Unreadable]:
    try:
        is_folder = path.is_dir()
        if not is_folder:
            if not path.exists():
                yield Unreadable(str(path), f"{path}: no such file or folder.")
            elif not is_given and reader_of(path.name) is None:
                yield Unreadable(str(path), f"{path}: not a kind of file that is read.", is_skipped=True)
            elif not path.is_file():
                yield Unreadable(str(path), f"{path}: neither a file nor a folder.")
            else:
                yield path
            return
        real = os.path.realpath(path)
        if real in seen:
            yield Unreadable(str(path), f"{path}: the folder links back to one that is being read.")
            return
        entries = sorted(path.iterdir(), key=lambda p: p.name)
    except OSError as error:
        yield Unreadable(str(path), f"{path}: cannot be read ({error.strerror or error}).")
        return
    for entry in entries:
        if not entry.name.startswith("."):
            yield from _files(entry, is_given=False, seen=seen | {real})


def _read_file(path: Path, options: ReadOptions, gazetteer: Gazetteer) -> Iterator[Report | Unreadable]:
    reader = reader_of(path.name) or readers()[""]
    limit = reader.max_bytes or options.max_bytes
    size = path.stat().st_size
    if size > limit:
        raise InputError(str(path), f"the file has {size // 1_000_000} MB; at most {limit // 1_000_000} MB are read.")
    with path.open("rb") as stream:
        is_packed = stream.read(2) == _GZIP and not path.name.lower().endswith(_SELF_UNPACKING)
        stream.seek(0)
        if is_packed:
            yield from reader.read(_unpacked(stream, str(path), limit), str(path), options, gazetteer)
        else:
            yield from reader.read(stream, str(path), options, gazetteer)


def _unpacked(stream: BinaryIO, where: str, limit: int) -> BinaryIO:
    """The bytes of a gzip file in memory. Raises InputError where they are more than `limit`."""
    with gzip.open(stream) as packed:
        raw = packed.read(min(limit, _MAX_UNPACKED) + 1)
    if len(raw) > limit:
        raise InputError(where, f"unpacks to more than {limit // 1_000_000} MB.")
    return io.BytesIO(raw)


def _read_stream(stream: BinaryIO, options: ReadOptions, gazetteer: Gazetteer) -> Iterator[Report | Unreadable]:
    raw = stream.read()
    where = "standard input"
    if len(raw) > options.max_bytes or raw.lstrip()[:1] == b"{":
        text = decode(raw, where)
        if text.lstrip().startswith("{") and '"' in text[:200]:
            yield from read_json_lines(text, where, options, gazetteer)
            return
    yield from read_plain(io.BytesIO(raw), where, options, gazetteer)


__all__ = ["Reader", "read_reports"]
