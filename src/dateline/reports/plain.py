"""Plain text: one report a file."""

import io
from collections.abc import Iterator
from typing import BinaryIO

from dateline.errors import InputError
from dateline.gazetteer import Gazetteer
from dateline.records import Report, Unreadable

from .build import report_from_text
from .decode import decode
from .html import looks_like_html, read_html
from .options import ReadOptions
from .readers import Reader, read_bounded
from .table import read_csv

_MANY_COLUMNS = 8
"""Tabs in the first line from which on a text is a table, such as POLECAT's yearly files."""
_MAX_HEAD = 5_000


def read_plain(
    stream: BinaryIO, where: str, options: ReadOptions, gazetteer: Gazetteer
) -> Iterator[Report | Unreadable]:
    """The report of a text; one that begins as a web page does is read as a page, one of many columns as a table."""
    raw = read_bounded(stream, where, options.max_bytes)
    text = decode(raw, where)
    if looks_like_html(text):
        yield read_html(text, where, options, gazetteer, raw)
        return
    if text[:_MAX_HEAD].partition("\n")[0].count("\t") >= _MANY_COLUMNS:
        yield from read_csv(io.StringIO(text), where, options, gazetteer)
        return
    yield report_of(text, raw, where, options, gazetteer)


def report_of(
    text: str,
    identity: bytes,
    where: str,
    options: ReadOptions,
    gazetteer: Gazetteer,
    *,
    title: str | None = None,
    published: str | None = None,
    source_uri: str | None = None,
    publisher: str | None = None,
) -> Report:
    """The report of a decoded text with what else is known of it. Raises InputError for one too long, or with no article."""
    if len(text) > options.max_chars:
        raise InputError(where, f"the text has {len(text):,} characters; a report may have {options.max_chars:,}.")
    return report_from_text(
        text,
        gazetteer=gazetteer,
        title=title,
        published=published,
        default_published=options.published,
        source_uri=source_uri or where,
        publisher=publisher or options.publisher,
        languages=options.languages,
        identity=identity,
    )


READERS = (Reader("text", (".txt", ".text", ""), read_plain),)
