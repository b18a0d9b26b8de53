"""Archives of files (`.zip`, `.tar`, `.tar.gz`, `.tgz`): every member read by its own reader, nothing written to disk."""

import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from dateline.errors import InputError
from dateline.gazetteer import Gazetteer
from dateline.records import Report, Unreadable

from .options import ReadOptions
from .readers import Reader, reader_of

_MAX_ARCHIVE = 20_000_000_000
MAX_MEMBER = 200_000_000
MAX_RATIO = 200
MAX_MEMBERS = 2_000_000
"""Limits: bytes of one member unpacked, how many times larger than packed, members of one archive."""

_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


def read_zip(stream: BinaryIO, where: str, options: ReadOptions, gazetteer: Gazetteer) -> Iterator[Report | Unreadable]:
    """The reports of a ZIP archive's members, in its order."""
    try:
        with zipfile.ZipFile(stream) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
            _check_count(len(members), where)
            for number, member in enumerate(members, 1):
                if not options.asks_for(number):
                    continue
                at = f"{where}!{_shown(member.filename)}"
                if member.file_size > MAX_RATIO * max(member.compress_size, 1) and member.file_size > 1_000_000:
                    yield Unreadable(at, f"{at}: unpacks to more than {MAX_RATIO} times its size. Not read.")
                    continue
                try:
                    with archive.open(member) as opened:
                        raw = opened.read(MAX_MEMBER + 1)
                except _BROKEN as error:
                    yield Unreadable(at, f"{at}: cannot be unpacked ({type(error).__name__}).")
                    continue
                yield from _member(raw, member.filename, at, options, gazetteer)
    except _BROKEN as error:
        yield Unreadable(where, f"{where}: broken archive ({type(error).__name__}).")


def read_tar(stream: BinaryIO, where: str, options: ReadOptions, gazetteer: Gazetteer) -> Iterator[Report | Unreadable]:
    """The reports of a tar archive's members, in its order; links and devices are never followed."""
    count = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|*") as archive:
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
                raw = opened.read(MAX_MEMBER + 1) if opened is not None else b""
                yield from _member(raw, member.name, at, options, gazetteer)
    except (*_BROKEN, OSError) as error:
        yield Unreadable(where, f"{where}: broken archive after {count} files ({type(error).__name__}).")


def _member(
    raw: bytes, name: str, at: str, options: ReadOptions, gazetteer: Gazetteer
) -> Iterator[Report | Unreadable]:
    reader = reader_of(name)
    if len(raw) > MAX_MEMBER:
        yield Unreadable(at, f"{at}: unpacks to more than {MAX_MEMBER // 1_000_000} MB. Not read.")
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
