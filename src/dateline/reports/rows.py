"""Where the rows of a table lie in the bytes of its file, so that some of them are read without those before them."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import chain, pairwise
from typing import BinaryIO

from dateline.errors import InputError

from .bounds import line_of, long_lines, split_lines
from .decode import decode, encoding_of, text_in
from .options import ReadOptions
from .table import opened_table

_MAX_HEAD = 20_000
"""Characters of a header that each stretch carries; a table with a longer one is not cut."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows `first` to `last` of a table: bytes `start` to `end` of what is in its file.

    With the header that they stand under, and their encoding (None: of a long table each line has its own).
    """

    first: int
    last: int
    start: int
    end: int
    head: str
    encoding: str | None


class Sized:
    """Lines, with the bytes that those taken so far have in the file, and the text of the lines taken until `head` is cleared."""

    def __init__(self, lines: Iterable[tuple[str, int]], taken: int = 0) -> None:
        self._lines = lines
        self.taken = taken
        self.head: list[str] | None = []

    def __iter__(self) -> Iterator[str]:
        for line, size in self._lines:
            self.taken += size
            if self.head is not None:
                self.head.append(line)
            yield line


Cut = Callable[[Sized, str, ReadOptions], Iterator[None]]
"""Takes the lines of a table: yields once when those of the header are taken, then whenever those of a row are."""


def json_rows(lines: Sized, where: str, options: ReadOptions) -> Iterator[None]:
    """JSON lines: no header, and each line a row. Raises InputError where all of them are blank."""
    yield
    is_blank = True
    for line in lines:
        is_blank = is_blank and not line.strip()
        yield
    if is_blank:
        raise InputError(where, "holds no report.")


def csv_rows(lines: Sized, where: str, options: ReadOptions) -> Iterator[None]:
    """CSV: rows as the csv module finds them, line ends within quotes and all; blank lines go with the row that follows."""
    rest, delimiter = opened_table(lines, where, options)
    reader = csv.reader(rest, delimiter=delimiter)
    try:
        next(reader)
    except csv.Error as error:
        raise InputError(where, f"broken header ({error}).") from None
    yield
    row: list[str] | None = []
    while row is not None:
        try:
            row = next(reader, None)
        except csv.Error:
            yield
        else:
            if row:
                yield


def stretches_of(
    stream: BinaryIO, where: str, options: ReadOptions, cut: Cut, first: int, most: int
) -> list[Stretch] | None:
    """A table cut into stretches of `most` rows, the first of which has the number `first`.

    None where the rows do not lie apart in the bytes, as in UTF-16. Raises InputError for what is no table or breaks off.
    """
    raw = stream.read(options.max_bytes + 1)
    if len(raw) > options.max_bytes:
        lines = ((line_of(x), len(x)) for x in long_lines(raw, stream, where, options.max_bytes))
        return _stretches(Sized(lines), where, options, cut, first, most, None)
    text, encoding = decode(raw, where), encoding_of(raw, where)
    sized = _sized(text, raw)
    if sized is None:
        return None
    found = _stretches(Sized(sized), where, options, cut, first, most, encoding)
    if not found:
        return found
    bounds = [0, *(s.start for s in found), len(raw)]
    apart = "".join(_text(raw[a:b], encoding, a) for a, b in pairwise(bounds))
    return found if apart == text else None


def single_rows(stream: BinaryIO, where: str, options: ReadOptions, cut: Cut, stretch: Stretch) -> list[Stretch]:
    """A stretch's rows one by one; itself where they do not lie apart."""
    stream.seek(stretch.start)
    raw = stream.read(stretch.end - stretch.start)
    if stretch.encoding is None:
        lines: Iterable[tuple[str, int]] | None = ((line_of(x), len(x)) for x in BytesIO(raw))
    else:
        lines = _sized(_text(raw, stretch.encoding, stretch.start), raw)
    if lines is None:
        return [stretch]
    head = ((line, 0) for line in split_lines(stretch.head))
    sized = Sized(chain(head, lines), stretch.start)
    return _stretches(sized, where, options, cut, stretch.first, 1, stretch.encoding) or [stretch]


def lines_of(stream: BinaryIO, stretch: Stretch) -> Iterator[str]:
    """The lines of a stretch, those of the header first; nothing of the file before `start` is read."""
    yield from split_lines(stretch.head)
    stream.seek(stretch.start)
    left = stretch.end - stretch.start
    if stretch.encoding is not None:
        yield from split_lines(_text(stream.read(left), stretch.encoding, stretch.start))
        return
    while left > 0 and (line := stream.readline(left)):
        left -= len(line)
        yield line_of(line)


def _text(raw: bytes, encoding: str, start: int) -> str:
    """The text of bytes that begin at `start`; a byte-order mark elsewhere than at the start of a file is none."""
    return text_in(raw, "utf-8" if start and encoding == "utf-8-sig" else encoding)


def _sized(text: str, raw: bytes) -> Iterable[tuple[str, int]] | None:
    """The lines of a text with the bytes of each; None where the bytes have other lines."""
    lines, bytes_of = list(split_lines(text)), raw.splitlines(keepends=True)
    return zip(lines, map(len, bytes_of), strict=True) if len(lines) == len(bytes_of) else None


def _stretches(
    lines: Sized, where: str, options: ReadOptions, cut: Cut, first: int, most: int, encoding: str | None
) -> list[Stretch] | None:
    rows = cut(lines, where, options)
    next(rows)
    head, lines.head = "".join(lines.head or ()), None
    if len(head) > _MAX_HEAD:
        return None
    found: list[Stretch] = []
    last, start = first - 1, lines.taken
    for _ in rows:
        last += 1
        if last - first + 1 == most:
            found.append(Stretch(first, last, start, lines.taken, head, encoding))
            first, start = last + 1, lines.taken
    if last >= first:
        found.append(Stretch(first, last, start, lines.taken, head, encoding))
    return [*found[:-1], replace(found[-1], end=lines.taken)] if found else []
