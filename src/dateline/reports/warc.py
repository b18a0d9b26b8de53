"""Web archives (WARC, plain or compressed by record): one report a page that answered with text."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from dateline.errors import InputError
from dateline.gazetteer import Gazetteer
from dateline.records import Report, Unreadable

from .decode import decode
from .html import looks_like_html, read_html
from .options import ReadOptions
from .plain import report_of
from .readers import Reader

_MAX_ARCHIVE = 20_000_000_000
_READ = re.compile(r"text/(?:html|plain)|application/xhtml", re.I)
_ADDRESS = re.compile(r"https?://\S+$", re.I)


@dataclass(frozen=True, slots=True)
class _Page:
    """One answer of a server: its address, the day it was fetched, the media type and the bytes."""

    address: str
    fetched: str | None
    media_type: str
    body: bytes
    is_cut: bool = False


def read_warc(
    stream: BinaryIO, where: str, options: ReadOptions, gazetteer: Gazetteer
) -> Iterator[Report | Unreadable]:
    """The reports of an archive's pages, in its order; pages of other media types are passed over, broken ones told.

    Read by fastwarc; an archive that it cannot take is read again from its start by warcio.
    """
    for number, page in enumerate(_pages(stream, where, options.max_bytes), 1):
        if options.last is not None and number > options.last:
            return
        if not options.asks_for(number):
            continue
        at = f"{where}:{number}"
        if isinstance(page, Unreadable):
            yield replace(page, source_uri=at)
            continue
        try:
            yield _report(page, at, options, gazetteer)
        except InputError as error:
            yield Unreadable(page.address or at, f"{at}: {error}")


def count_pages(stream: BinaryIO) -> int:
    """How many pages an archive holds, those that are broken counted."""
    return sum(1 for _ in _pages(stream, "", 0))


def _report(page: _Page, at: str, options: ReadOptions, gazetteer: Gazetteer) -> Report:
    if page.is_cut:
        raise InputError(at, f"the page has more than {options.max_bytes // 1_000_000} MB.")
    uri = page.address if _ADDRESS.match(page.address) else at
    text = decode(page.body, uri)
    if "plain" not in page.media_type.lower() or looks_like_html(text):
        report = read_html(text, uri, options, gazetteer, page.body)
    else:
        report = report_of(text, page.body, uri, options, gazetteer)
    return replace(report, retrieved=page.fetched)


def _pages(stream: BinaryIO, where: str, limit: int) -> Iterator[_Page | Unreadable]:
    count = 0
    try:
        for page in _by_fastwarc(stream, limit):
            count += 1
            yield page
    except Exception as error:
        if count or not stream.seekable():
            yield Unreadable(
                where, f"{where}: broken after page {count} ({type(error).__name__}). The pages before are kept."
            )
            return
        stream.seek(0)
        yield from _second_reading(stream, where, limit)
        return
    if not count and stream.seekable():
        stream.seek(0)
        yield from _second_reading(stream, where, limit)


def _by_fastwarc(stream: BinaryIO, limit: int) -> Iterator[_Page]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True):
        headers: Any = record.http_headers
        media = (record.http_content_type or "") if headers is not None else ""
        if not _READ.search(media):
            continue
        body = record.reader.read(limit + 1)
        date = str(record.headers.get("WARC-Date") or "")[:10]
        address = str(record.headers.get("WARC-Target-URI") or "")
        yield _Page(address.strip("<>"), date or None, media, body[:limit], len(body) > limit)


def _second_reading(stream: BinaryIO, where: str, limit: int) -> Iterator[_Page | Unreadable]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    count = 0
    try:
        for record in ArchiveIterator(io.BufferedReader(stream) if isinstance(stream, io.RawIOBase) else stream):
            count += 1
            media = record.http_headers.get_header("Content-Type", "") if record.http_headers else ""
            if record.rec_type != "response" or not _READ.search(media):
                continue
            body = record.content_stream().read(limit + 1)
            date = (record.rec_headers.get_header("WARC-Date") or "")[:10]
            address = record.rec_headers.get_header("WARC-Target-URI") or ""
            yield _Page(address, date or None, media, body[:limit], len(body) > limit)
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, KeyError, AttributeError) as error:
        yield Unreadable(
            where, f"{where}: broken web archive, or cut short, after {count} records ({type(error).__name__})."
        )
        return
    if not count:
        yield Unreadable(where, f"{where}: no web archive, or an empty one.")


READERS = (Reader("web archive", (".warc", ".warc.gz"), read_warc, _MAX_ARCHIVE),)
