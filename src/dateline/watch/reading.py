"""Items in, reports out: a feed's own words, a page that was fetched, a file of a list, a file of a folder."""

import io
from collections.abc import Iterator
from pathlib import Path

from dateline.errors import InputError
from dateline.fetch import Fetched
from dateline.gazetteer import Gazetteer
from dateline.records import Report, Unreadable
from dateline.reports import Entry, ReadOptions, read_answer, read_reports, reader_of, report_of_entry

from .kept import Found
from .looks import name_of

Readings = Iterator[Report | Unreadable]


def read_own_words(found: Found, options: ReadOptions, gazetteer: Gazetteer) -> Readings:
    """The report of what a feed itself carries of an entry."""
    entry = Entry(found.key, found.version, found.address, found.title, found.published, found.body or "", True)
    try:
        yield report_of_entry(entry, found.address, options, gazetteer, found.publisher)
    except InputError as error:
        yield Unreadable(found.address, str(error))


def read_page(found: Found, page: Fetched, options: ReadOptions, gazetteer: Gazetteer) -> Readings:
    """The report of a page that was fetched."""
    yield from read_answer(
        page.body,
        page.address,
        options,
        gazetteer,
        media_type=page.media_type,
        charset=page.charset,
        title=found.title,
        published=found.published,
        retrieved=page.retrieved[:10],
    )


def read_file(found: Found, page: Fetched, options: ReadOptions, gazetteer: Gazetteer) -> Readings:
    """What a file of a list holds: reports, or pages that it names."""
    reader = reader_of(name_of(page.address)) or reader_of(name_of(found.address))
    if reader is None:
        yield Unreadable(found.address, f"{found.address}: not a kind of file that is read.")
        return
    try:
        yield from reader.read(io.BytesIO(page.body), found.address, options, gazetteer)
    except InputError as error:
        yield Unreadable(found.address, str(error))


def read_path(found: Found, options: ReadOptions, gazetteer: Gazetteer) -> Readings:
    """The reports of a file of a folder; of what cannot be read, why."""
    if found.body is not None:
        yield Unreadable(found.address, f"{found.address}: {found.body}")
        return
    if reader_of(found.address) is None:
        yield Unreadable(found.address, f"{found.address}: not a kind of file that is read.", is_skipped=True)
        return
    if "\\x" in found.address and not Path(found.address).exists():
        yield Unreadable(
            found.address,
            f"{found.address}: the name is not in UTF-8. Rename the file; dateline code reads it as it is.",
        )
        return
    yield from read_reports([found.address], options, gazetteer)
