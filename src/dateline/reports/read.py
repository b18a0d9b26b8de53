"""Paths in, reports out: files by kind, folders in order, standard input; nothing given is passed over in silence."""

import codecs
import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from dateline.errors import InputError
from dateline.gazetteer import Gazetteer
from dateline.records import Report, Unreadable

from .bounds import text_lines, unpacked
from .options import ReadOptions
from .plain import read_plain
from .readers import Reader, reader_of, readers
from .table import read_json_lines

_HEAD = 1 << 16
_GZIP = b"\x1f\x8b"
_DEEPEST = 200
"""Folders in one another that are read; what lies deeper is told."""
_SELF_UNPACKING = (".warc.gz", ".tar.gz", ".tgz")


def read_reports(
    paths: Sequence[str], options: ReadOptions, gazetteer: Gazetteer, stdin: BinaryIO | None = None
) -> Iterator[Report | Unreadable]:
    """The reports of files, folders (read in order of name) and `-` (standard input); what cannot be read, with its reason."""
    for path in paths:
        if path == "-":
            yield from _told(_read_stream(stdin or sys.stdin.buffer, options, gazetteer), "standard input", options)
            continue
        for found in files_of(Path(path)):
            if isinstance(found, Unreadable):
                yield found
            else:
                yield from _told(_read_file(found, options, gazetteer), str(found), options)


def files_of(path: Path) -> Iterator[Path | Unreadable]:
    """A file, or the files of a folder in order of name; what cannot be read, with its reason."""
    yield from _files(path, is_given=True, seen=set())


def _told(reports: Iterator[Report | Unreadable], where: str, options: ReadOptions) -> Iterator[Report | Unreadable]:
    """The reports of an input; one that was read whole and gives nothing is told too."""
    is_silent = True
    for found in guarded(reports, where):
        is_silent = False
        yield found
    if is_silent and options.first is None:
        yield Unreadable(where, f"{where}: holds no report.")


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
                what = "a link that leads nowhere, or to itself." if path.is_symlink() else "no such file or folder."
                yield Unreadable(str(path), f"{path}: {what}")
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
        if len(seen) == _DEEPEST:
            yield Unreadable(str(path), f"{path}: lies {_DEEPEST} folders deep. Not read.")
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
            with gzip.open(stream) as inner:
                bounded = unpacked(cast(BinaryIO, inner), str(path), size, limit)
                yield from reader.read(bounded, str(path), options, gazetteer)
        else:
            yield from reader.read(stream, str(path), options, gazetteer)


def _read_stream(stream: BinaryIO, options: ReadOptions, gazetteer: Gazetteer) -> Iterator[Report | Unreadable]:
    where = "standard input"
    peeked = io.BufferedReader(cast(io.RawIOBase, stream), _HEAD)
    head = peeked.peek(_HEAD)
    if head.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{" and b'"' in head[:200]:
        yield from read_json_lines(text_lines(peeked, where, options.max_bytes), where, options, gazetteer)
        return
    yield from read_plain(peeked, where, options, gazetteer)


__all__ = ["Reader", "read_reports"]
