"""Archives of files (`.zip`, `.tar`, `.tar.gz`, `.tgz`): every member read by its own reader, nothing written to disk."""

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, cast

from dateline.errors import InputError
from dateline.gazetteer import Gazetteer
from dateline.records import Report, Unreadable

from .bounds import FREE_BYTES, MAX_RATIO, unpacked
from .options import ReadOptions
from .readers import Reader, reader_of

_MAX_ARCHIVE = 20_000_000_000
MAX_MEMBER = 200_000_000
MAX_MEMBERS = 2_000_000
MAX_HEADER = 1_000_000
"""Limits: bytes of one member unpacked, members of one archive, bytes of a tar header's own fields (long names and the like)."""

_LOCKED = 1
_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


def read_zip(stream: BinaryIO, where: str, options: ReadOptions, gazetteer: Gazetteer) -> Iterator[Report | Unreadable]:
    """The reports of a ZIP archive's members, in its order."""
    try:
        with zipfile.ZipFile(stream) as archive:
            members = [m for m in archive.infolist() if not m.filename.endswith("/")]
            _check_count(len(members), where)
            for number, member in enumerate(members, 1):
                if not options.asks_for(number):
                    continue
                at = f"{where}!{_shown(member.filename)}"
                if member.flag_bits & _LOCKED:
                    yield Unreadable(at, f"{at}: is locked with a password. Unpack it first.")
                    continue
                if member.file_size > max(MAX_RATIO * member.compress_size, FREE_BYTES):
                    yield Unreadable(at, f"{at}: unpacks to more than {MAX_RATIO} times its size. Not read.")
                    continue
                try:
                    with archive.open(member) as opened:
                        raw = opened.read(_limit(member.filename, options) + 1)
                except _BROKEN as error:
                    yield Unreadable(at, f"{at}: cannot be unpacked ({type(error).__name__}).")
                    continue
                yield from _member(raw, member.filename, at, options, gazetteer)
    except _BROKEN as error:
        yield Unreadable(where, f"{where}: broken archive, or cut short ({type(error).__name__}).")


def read_tar(stream: BinaryIO, where: str, options: ReadOptions, gazetteer: Gazetteer) -> Iterator[Report | Unreadable]:
    """The reports of a tar archive's members, in its order; links and devices are never followed."""
    count = 0
    try:
        with open_tar(stream, where) as archive:
            for member in archive:
                if not member.isfile():
                    continue
                count += 1
                _check_count(count, where)
                if options.last is not None and count > options.last:
                    return
                if not options.asks_for(count):
                    continue
                at = f"{where}!{_shown(member.name)}"
                opened = archive.extractfile(member)
                raw = opened.read(_limit(member.name, options) + 1) if opened is not None else b""
                yield from _member(raw, member.name, at, options, gazetteer)
    except InputError as error:
        yield Unreadable(where, f"{error} Read were {count} files.")
    except (*_BROKEN, OSError) as error:
        yield Unreadable(where, f"{where}: broken archive, or cut short, after {count} files ({type(error).__name__}).")


def open_tar(stream: BinaryIO, where: str) -> tarfile.TarFile:
    """A tar archive, plain or gzipped, to be read through once, its growth and its headers bounded."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    is_packed = stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    inner = cast(BinaryIO, gzip.GzipFile(fileobj=stream)) if is_packed else stream
    bounded = unpacked(inner, where, size if is_packed else _MAX_ARCHIVE, _MAX_ARCHIVE)
    return tarfile.open(fileobj=bounded, mode="r|", tarinfo=_Member)


_FIELD_TYPES = frozenset({tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE, b"X"})


class _Member(tarfile.TarInfo):
    """A member whose header is bounded: tarfile holds a header's own fields in memory, whatever size they tell."""

    def _proc_member(self, archive: tarfile.TarFile) -> Any:
        if self.type in _FIELD_TYPES and self.size > MAX_HEADER:
            raise tarfile.ReadError(f"a header of {self.size} bytes")
        return super()._proc_member(archive)  # type: ignore[misc]


def _limit(name: str, options: ReadOptions) -> int:
    """The bytes of a member that its reader would take."""
    reader = reader_of(name)
    return min(MAX_MEMBER, (reader.max_bytes if reader else None) or options.max_bytes)


def _member(
    raw: bytes, name: str, at: str, options: ReadOptions, gazetteer: Gazetteer
) -> Iterator[Report | Unreadable]:
    reader = reader_of(name)
    if reader is not None and len(raw) > (limit := _limit(name, options)):
        yield Unreadable(at, f"{at}: unpacks to more than {limit // 1_000_000} MB. Not read.")
    elif reader is None:
        yield Unreadable(at, f"{at}: not a kind of file that is read.", is_skipped=True)
    elif reader in READERS:
        yield Unreadable(at, f"{at}: an archive in an archive is not opened.", is_skipped=True)
    else:
        try:
            whole = replace(options, first=None, last=None)
            yield from reader.read(io.BytesIO(raw), at, whole, gazetteer)
        except InputError as error:
            yield Unreadable(at, str(error))


def _check_count(count: int, where: str) -> None:
    if count > MAX_MEMBERS:
        raise InputError(where, f"the archive holds more than {MAX_MEMBERS:,} files.")


def _shown(name: str) -> str:
    """A member's name for messages: a label only, never a path."""
    return "".join(c if c.isprintable() else "\ufffd" for c in name)[:300]


READERS = (
    Reader("ZIP archive", (".zip",), read_zip, _MAX_ARCHIVE),
    Reader("tar archive", (".tar", ".tar.gz", ".tgz"), read_tar, _MAX_ARCHIVE),
)
