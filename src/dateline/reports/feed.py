"""RSS and Atom feeds kept as files: one report an entry, from what the feed itself carries of it."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from time import struct_time
from typing import Any, BinaryIO

import feedparser

from dateline.errors import InputError
from dateline.gazetteer import Gazetteer
from dateline.records import Report, Unreadable

from .bounds import in_time
from .options import ReadOptions
from .plain import report_of
from .readers import Reader, read_bounded

_BLOCK = re.compile(r"<\s*(?:/\s*)?(?:p|div|br|li|ul|ol|h[1-6]|blockquote|tr)\b[^<>]*>", re.I)
_UNSEEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|$)", re.I | re.S)
_TAG = re.compile(r"<[^<>]*>")
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|(?:read|continue|more|full story)[\w ]{0,30}\W*)$", re.I)
"""How a text ends that is only the head of an article."""
_WHOLE_CONTENT, _WHOLE_SUMMARY = 400, 1_500
"""Characters from which on a feed's text is taken for the whole article, by the field it stands in."""
_MAX_FEED = 6_000_000
"""Bytes of a feed: an entry takes hundreds of times its size while it is parsed."""
_XML_BOMB = re.compile(rb"<!\s*(?:ENTITY|DOCTYPE[^<>]*\[)", re.I)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed. `key` tells it from others, `version` from what it was before; `address` is its page's, if it names one.

    `text` is what the feed itself carries of it; `is_whole` is true where that looks like the whole article.
    """

    key: str
    version: str
    address: str | None
    title: str | None
    published: str | None
    text: str
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's entries in its order, and the name it goes by."""

    publisher: str | None
    entries: tuple[Entry, ...]


def read_feed(
    stream: BinaryIO, where: str, options: ReadOptions, gazetteer: Gazetteer
) -> Iterator[Report | Unreadable]:
    """The reports of a feed's entries, in its order; an entry without text is told by its number, with the page that it names.

    Raises InputError for what is no feed, and for one that declares entities (they are never expanded).
    """
    feed = parse_feed(read_bounded(stream, where, min(options.max_bytes, _MAX_FEED)), where)
    for number, entry in enumerate(feed.entries, 1):
        at = f"{where}:{number}"
        try:
            yield report_of_entry(entry, at, options, gazetteer, feed.publisher)
        except InputError as error:
            address = None if entry.text else entry.address
            yield Unreadable(at, str(error), address=address, title=entry.title, published=entry.published)


def parse_feed(raw: bytes, where: str) -> Feed:
    """The entries of an RSS or Atom feed. Raises InputError for what is none, and for one that declares entities."""
    if _XML_BOMB.search(raw.replace(b"\0", b"")):
        raise InputError(where, "the feed declares entities, which are not read.")
    # As a stream: of bytes that happen to name a file, feedparser would read the file.
    feed: Any = in_time(where, lambda: feedparser.parse(BytesIO(raw), sanitize_html=True, resolve_relative_uris=False))
    if not feed.get("version") and not feed.entries:
        raise InputError(where, "no RSS or Atom feed.")
    publisher = feed.feed.get("title") if isinstance(feed.feed.get("title"), str) else None
    return Feed(publisher, tuple(_entry(e) for e in feed.entries))


def report_of_entry(entry: Entry, at: str, options: ReadOptions, gazetteer: Gazetteer, publisher: str | None) -> Report:
    """The report of what the feed carries of an entry. Raises InputError where that is nothing."""
    if not entry.text:
        raise InputError(at, "the entry carries no text.", "Read the page that it names.")
    identity = "\n".join((entry.address or "", entry.title or "", entry.text)).encode("utf-8", "surrogatepass")
    return report_of(
        entry.text,
        hashlib.sha256(identity).digest(),
        at,
        options,
        gazetteer,
        title=entry.title,
        published=entry.published,
        source_uri=entry.address or at,
        publisher=publisher,
    )


def _entry(entry: Any) -> Entry:
    contents = [plain_text(c.get("value") or "") for c in entry.get("content") or []]
    summary = plain_text(entry.get("summary") or "")
    text = max((*contents, summary), key=len)
    link = str(entry.get("link") or "").strip()
    address = link if re.match(r"https?://\S+$", link) else None
    title = plain_text(entry.get("title") or "") or None
    day = entry.get("published_parsed") or dict.get(entry, "updated_parsed")
    changed = dict.get(entry, "updated") or entry.get("published") or ""
    version = _digest(title or "", str(changed), text)
    is_content = len(text) >= _WHOLE_CONTENT and text in contents
    return Entry(
        key=str(entry.get("id") or "")[:500] or address or version,
        version=version,
        address=address,
        title=title,
        published=_iso(day) if isinstance(day, struct_time) else None,
        text=text,
        is_whole=(is_content or len(text) >= _WHOLE_SUMMARY) and not _CUT.search(text),
    )


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _iso(day: struct_time) -> str:
    return f"{day.tm_year:04d}-{day.tm_mon:02d}-{day.tm_mday:02d}"


def plain_text(markup: str) -> str:
    """The words of a piece of markup, its blocks as paragraphs; nothing of it is kept as markup."""
    text = _TAG.sub("", _BLOCK.sub("\n\n", _UNSEEN.sub(" ", markup)))
    lines = (" ".join(line.split()) for line in unescape(text).split("\n"))
    return "\n\n".join(line for line in lines if line)


READERS = (Reader("feed", (".rss", ".atom", ".xml"), read_feed),)
