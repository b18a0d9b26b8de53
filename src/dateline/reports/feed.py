"""RSS and Atom feeds kept as files: one report an entry, from what the feed itself carries of it."""

import hashlib
import re
from collections.abc import Iterator
from html import unescape
from time import struct_time
from typing import Any, BinaryIO

import feedparser

from dateline.errors import InputError
from dateline.gazetteer import Gazetteer
from dateline.records import Report, Unreadable

from .options import ReadOptions
from .plain import report_of
from .readers import Reader, read_bounded

_BLOCK = re.compile(r"<\s*/?\s*(?:p|div|br|li|ul|ol|h[1-6]|blockquote|tr)\b[^>]*>", re.I)
_UNSEEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|$)", re.I | re.S)
_TAG = re.compile(r"<[^>]*>")
_XML_BOMB = re.compile(rb"<!\s*(?:ENTITY|DOCTYPE[^>]*\[)", re.I)


def read_feed(
    stream: BinaryIO, where: str, options: ReadOptions, gazetteer: Gazetteer
) -> Iterator[Report | Unreadable]:
    """The reports of a feed's entries, in its order; an entry without text is told by its number.

    Raises InputError for what is no feed, and for one that declares entities (they are never expanded).
    """
    raw = read_bounded(stream, where, options.max_bytes)
    if _XML_BOMB.search(raw):
        raise InputError(where, "the feed declares entities, which are not read.")
    feed: Any = feedparser.parse(raw, sanitize_html=True, resolve_relative_uris=False)
    if not feed.get("version") and not feed.entries:
        raise InputError(where, "no RSS or Atom feed.")
    publisher = feed.feed.get("title") if isinstance(feed.feed.get("title"), str) else None
    for number, entry in enumerate(feed.entries, 1):
        at = f"{where}:{number}"
        try:
            yield _report(entry, at, options, gazetteer, publisher)
        except InputError as error:
            yield Unreadable(at, str(error))


def _report(entry: Any, at: str, options: ReadOptions, gazetteer: Gazetteer, publisher: str | None) -> Report:
    contents = [c.get("value") or "" for c in entry.get("content") or []]
    text = max((plain_text(t) for t in (*contents, entry.get("summary") or "")), key=len)
    if not text:
        raise InputError(at, "the entry carries no text.", "Read the page that it names.")
    link = entry.get("link") or ""
    is_address = re.match(r"https?://\S+$", link) is not None
    title = plain_text(entry.get("title") or "") or None
    day = entry.get("published_parsed") or entry.get("updated_parsed")
    identity = hashlib.sha256("\n".join((link, title or "", text)).encode("utf-8", "surrogatepass")).digest()
    return report_of(
        text,
        identity,
        at,
        options,
        gazetteer,
        title=title,
        published=_iso(day) if isinstance(day, struct_time) else None,
        source_uri=link if is_address else at,
        publisher=publisher,
    )


def _iso(day: struct_time) -> str:
    return f"{day.tm_year:04d}-{day.tm_mon:02d}-{day.tm_mday:02d}"


def plain_text(markup: str) -> str:
    """The words of a piece of markup, its blocks as paragraphs; nothing of it is kept as markup."""
    text = _TAG.sub("", _BLOCK.sub("\n\n", _UNSEEN.sub(" ", markup)))
    lines = (" ".join(line.split()) for line in unescape(text).split("\n"))
    return "\n\n".join(line for line in lines if line)


READERS = (Reader("feed", (".rss", ".atom", ".xml"), read_feed),)
