"""The article of a web page, by trafilatura; markup, menus and scripts stay behind."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import trafilatura

from dateline.errors import InputError
from dateline.gazetteer import Gazetteer
from dateline.records import Report, Unreadable

from .bounds import in_time
from .build import report_from_text
from .decode import decode
from .options import ReadOptions
from .readers import Reader, read_bounded

_LOOKS = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype html|html|head|body|article|div|p)\b", re.I | re.S
)
_UNSEEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|svg)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)
_LONG_TAG = re.compile(r"<(/?[a-z][a-z0-9]{0,20})[\s/][^<>]{20000,}>?", re.I)
"""A tag that no page needs: the parser's time grows with the square of its attributes."""
_MAX_MARKUP = 3_000_000


def looks_like_html(text: str) -> bool:
    """Whether the text begins as a page does."""
    return bool(_LOOKS.match(text[:5_000]))


def read_html(text: str, where: str, options: ReadOptions, gazetteer: Gazetteer, identity: bytes) -> Report:
    """The report of a page. Raises InputError where the page has no article."""
    found: Any = None
    markup = _lean(text)
    if len(markup) > _MAX_MARKUP:
        what = f"the page has {len(markup) // 1_000_000} MB of markup; at most {_MAX_MARKUP // 1_000_000} MB are read."
        raise InputError(where, what)
    try:
        found = in_time(where, lambda: _extracted(markup))
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError) as error:
        raise InputError(where, f"the page cannot be read ({type(error).__name__}).") from None
    body = (found.text or "") if found is not None else ""
    if not body.strip():
        raise InputError(where, f"no article text found ({max(1, len(text) // 1000)} kB of markup).")
    if len(body) > options.max_chars:
        raise InputError(where, f"the text has {len(body):,} characters; a report may have {options.max_chars:,}.")
    return report_from_text(
        re.sub(r"\n+", "\n\n", body),
        gazetteer=gazetteer,
        title=found.title,
        published=found.date,
        default_published=options.published,
        source_uri=where,
        publisher=found.sitename or options.publisher,
        languages=options.languages,
        identity=identity,
    )


def _extracted(markup: str) -> Any:
    return trafilatura.bare_extraction(markup, include_comments=False, include_tables=False, with_metadata=True)


def _lean(text: str) -> str:
    """The page without what makes a parser slow or large: endless tags, and in a large page scripts, styles and comments."""
    text = _LONG_TAG.sub(r"<\1>", text)
    return _UNSEEN.sub("", text) if len(text) > _MAX_MARKUP else text


def _read(stream: BinaryIO, where: str, options: ReadOptions, gazetteer: Gazetteer) -> Iterator[Report | Unreadable]:
    raw = read_bounded(stream, where, options.max_bytes)
    yield read_html(decode(raw, where), where, options, gazetteer, raw)


READERS = (Reader("web page", (".html", ".htm", ".xhtml"), _read),)
