"""Bounds on reading: time for one document, bytes as they are unpacked, lines one at a time."""

import codecs
import io
from collections.abc import Callable, Iterator
from typing import BinaryIO, TypeVar

from dateline.deadline import OutOfTimeError, within
from dateline.errors import InputError

from .decode import decode

T = TypeVar("T")

SECONDS = 30.0
MAX_RATIO = 200
FREE_BYTES = 1_000_000
"""Limits: seconds for one document; how many times larger than packed a file may unpack, counted from so many bytes on."""

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHUNK = 1 << 16


def in_time(where: str, work: Callable[[], T]) -> T:
    """What `work` gives. Raises InputError where it takes too long."""
    try:
        return within(SECONDS, work)
    except OutOfTimeError:
        raise InputError(where, f"takes more than {SECONDS:g} seconds to read.") from None


class Unpacked(io.RawIOBase):
    """A stream as it is unpacked. Raises InputError where it grows beyond `limit` bytes, or `MAX_RATIO` times what was packed."""

    def __init__(self, stream: BinaryIO, where: str, packed: int, limit: int) -> None:
        self._stream, self._where = stream, where
        self._most, self._limit = max(MAX_RATIO * packed, FREE_BYTES), limit
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        got = self._stream.read(min(len(buffer), _CHUNK))
        buffer[: len(got)] = got
        self._given += len(got)
        if self._given > self._limit:
            raise InputError(self._where, f"unpacks to more than {self._limit // 1_000_000} MB.")
        if self._given > self._most:
            raise InputError(self._where, f"unpacks to more than {MAX_RATIO} times its size.")
        return len(got)


def unpacked(stream: BinaryIO, where: str, packed: int, limit: int) -> BinaryIO:
    """The stream with its growth bounded; see Unpacked."""
    return io.BufferedReader(Unpacked(stream, where, packed, limit), _CHUNK)


def text_lines(stream: BinaryIO, where: str, longest: int) -> Iterator[str]:
    """The lines of a text of any size, without holding it; ends are `\\n`. A line over `longest` bytes is cut and told by InputError.

    A file up to `longest` bytes is decoded as a whole; of a larger one, each line is UTF-8 or else Western European.
    Raises InputError for what is no text.
    """
    head = stream.read(longest + 1)
    if len(head) <= longest:
        yield from split_lines(decode(head, where))
        return
    for raw in long_lines(head, stream, where, longest):
        yield line_of(raw)


def long_lines(head: bytes, stream: BinaryIO, where: str, longest: int) -> Iterator[bytes]:
    """The lines of a text of over `longest` bytes, of which `head` was read already. Raises InputError as `text_lines` does."""
    if head.startswith(_WIDE):
        raise InputError(where, f"UTF-16 of more than {longest // 1_000_000} MB is not read.", "Convert it to UTF-8.")
    decode(head[:_CHUNK], where)
    rest = io.BufferedReader(_Joined(head, stream), _CHUNK)
    while line := rest.readline(longest + 1):
        if len(line) > longest:
            raise InputError(where, f"a line has more than {longest // 1_000_000} MB. What follows it is not read.")
        yield line


def split_lines(text: str) -> Iterator[str]:
    """The lines of a text whose ends are `\\n`, with them."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def line_of(raw: bytes) -> str:
    """A line of a long text: UTF-8, or else Western European."""
    raw = raw.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\0", b" ")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


class _Joined(io.RawIOBase):
    """Bytes that were read already, then the rest of the stream."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = memoryview(head), stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        size = min(len(buffer), len(self._head)) if self._head else len(buffer)
        got = bytes(self._head[:size]) if self._head else self._stream.read(size)
        self._head = self._head[size:]
        buffer[: len(got)] = got
        return len(got)
