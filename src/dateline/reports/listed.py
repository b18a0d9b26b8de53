"""Lists of addresses: GDELT's files of pages, mentions and events, which name pages and do not carry their text."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import BinaryIO

from dateline.errors import InputError
from dateline.gazetteer import Gazetteer
from dateline.records import Report, Unreadable

from .options import ReadOptions
from .readers import Read, Reader

_MAX_LIST = 2_000_000_000
_MAX_ROW = 2_000_000
_ADDRESS = re.compile(r"https?://\S+$", re.I)
_TITLE = re.compile(r"<PAGE_TITLE>(.*?)</PAGE_TITLE>", re.S)
_DAY = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)(?:\d{6})?$")


@dataclass(frozen=True, slots=True)
class _Layout:
    """The columns of one layout, from 0: how many there are, which holds the address, the day, the extras; what a web page's row has."""

    columns: int
    address: int
    day: int
    extras: int | None = None
    kind: int | None = None
    separator: str = ""


_LAYOUTS = {
    ".gkg.csv": (_Layout(27, 4, 1, extras=26, kind=2), _Layout(11, 10, 0, separator="<UDIV>")),
    ".mentions.csv": (_Layout(14, 5, 2, kind=3),),
    ".export.csv": (_Layout(61, 60, 59), _Layout(58, 57, 56)),
}
"""GKG 2.1 and 1.0, Mentions 2.0 (later files have further columns), Events 2.0 and 1.0, by suffix. Source: GDELT's codebooks."""
_WEB = "1"


def page_listed(address: str, at: str, title: str | None = None, published: str | None = None) -> Unreadable:
    """What a row gives that names a page and carries no text of it."""
    reason = f"{at}: names a page, whose text the file does not carry. Fetch it: dateline fetch, dateline watch."
    return Unreadable(address, reason, is_skipped=True, address=address, title=title, published=published)


def _reading(layouts: tuple[_Layout, ...]) -> Read:
    def read(stream: BinaryIO, where: str, options: ReadOptions, gazetteer: Gazetteer) -> Iterator[Report | Unreadable]:
        """The pages that a list names, each once, in its order; a row of another form is told by its number."""
        seen: set[bytes] = set()
        number = 0
        while line := stream.readline(_MAX_ROW):
            number += 1
            at = f"{where}:{number}"
            cells = line.decode("utf-8", "replace").rstrip("\r\n").split("\t")
            if not line.strip() or (number == 1 and not any(c.isdigit() for c in cells[0])):
                continue
            try:
                found = list(_pages(cells, layouts, at))
            except InputError as error:
                yield Unreadable(at, str(error))
                continue
            for page in found:
                digest = hashlib.sha256((page.address or "").encode("utf-8", "surrogatepass")).digest()[:16]
                if digest not in seen:
                    seen.add(digest)
                    yield page

    return read


def _pages(cells: list[str], layouts: tuple[_Layout, ...], at: str) -> Iterator[Unreadable]:
    layout = next((x for x in layouts if len(cells) >= x.columns), None)
    if layout is None:
        raise InputError(at, f"the row has {len(cells)} columns; such a file has {layouts[0].columns}.")
    if layout.kind is not None and cells[layout.kind] != _WEB:
        yield Unreadable(at, f"{at}: names a source that is no web page. Not read.", is_skipped=True)
        return
    day = _DAY.match(cells[layout.day].strip())
    title = _TITLE.search(cells[layout.extras]) if layout.extras is not None else None
    told = " ".join(unescape(title[1]).split()) if title else None
    cell = cells[layout.address]
    for address in (a.strip() for a in (cell.split(layout.separator) if layout.separator else [cell])):
        if not _ADDRESS.match(address):
            raise InputError(at, "the row names no web address.")
        yield page_listed(address, at, told, "-".join(day.groups()) if day else None)


READERS = tuple(
    Reader(f"GDELT {suffix.split('.')[1]}", (suffix,), _reading(layouts), _MAX_LIST)
    for suffix, layouts in _LAYOUTS.items()
)
