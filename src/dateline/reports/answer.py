"""What an address gave, read as a report: by its media type and the encoding that the server tells."""

import codecs
import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace

from dateline.errors import InputError
from dateline.gazetteer import Gazetteer
from dateline.records import Report, Unreadable

from .options import ReadOptions
from .readers import readers

_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
}


def read_answer(
    body: bytes,
    address: str,
    options: ReadOptions,
    gazetteer: Gazetteer,
    *,
    media_type: str,
    charset: str | None = None,
    title: str | None = None,
    published: str | None = None,
    retrieved: str | None = None,
) -> Iterator[Report | Unreadable]:
    """The report of a page that was fetched, or why there is none.

    `title` and `published` are what a feed or list told of it: the day wins over what the page says, the title stands in. The id
    is made of address and text, so that the same article fetched again, in a page with other advertisements, is the same report.
    """
    suffix = _SUFFIXES.get(media_type.lower())
    if suffix is None:
        yield Unreadable(address, f"{address}: pages of the media type {media_type[:60]} are not read.")
        return
    raw = body if suffix == ".pdf" else _utf8(body, charset)
    dated = replace(options, published=published or options.published)
    try:
        for found in readers()[suffix].read(io.BytesIO(raw), address, dated, gazetteer):
            yield _as_fetched(found, title, published, retrieved) if isinstance(found, Report) else found
    except InputError as error:
        yield Unreadable(address, str(error))


def _as_fetched(report: Report, title: str | None, published: str | None, retrieved: str | None) -> Report:
    identity = "\n".join((report.source_uri or "", report.text)).encode("utf-8", "surrogatepass")
    return replace(
        report,
        id="r-" + hashlib.sha256(identity).hexdigest()[:16],
        title=report.title or title,
        published=published or report.published,
        retrieved=retrieved,
    )


def _utf8(body: bytes, charset: str | None) -> bytes:
    """The bytes as UTF-8 where the server tells another encoding that fits; else as they are, for the reader to find out."""
    if not charset or body.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body
    try:
        body.decode("utf-8")
        return body
    except UnicodeDecodeError:
        pass
    try:
        text = body.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return body
    return text.encode("utf-8", "replace") if isinstance(text, str) else body
