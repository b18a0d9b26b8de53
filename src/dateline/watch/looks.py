"""Looking at a source: what a feed, a list or a folder names now."""

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from dateline.errors import InputError
from dateline.fetch import Fetched
from dateline.records import writable
from dateline.reports import Entry, parse_feed

from .kept import Found

_POINTER = re.compile(rb"(?:\d+ [0-9a-f]{32} https?://\S+\s*)+$")
_MAX_POINTER = 100_000
SETTLED = 2.0
"""Seconds for which a file must have lain unchanged before it is read: one that is being written is left for the next look."""


def entries_of_feed(page: Fetched, whose_text: str) -> list[Found]:
    """The entries of a feed, the one named last first, as in the feed. Raises InputError for what is no feed.

    `whose_text`: `feed` for the feed's own words, `page` for those of the pages, `auto` for the feed's where they are whole.
    """
    feed = parse_feed(page.body, page.address)
    found: dict[str, Found] = {}
    for entry in feed.entries:
        found.setdefault(entry.key, _of_entry(entry, whose_text, page.address, feed.publisher))
    return list(found.values())


def _of_entry(entry: Entry, whose_text: str, feed: str, publisher: str | None) -> Found:
    wants_page = whose_text == "page" or (whose_text == "auto" and not entry.is_whole)
    is_page = wants_page and entry.address is not None
    return Found(
        key=entry.key,
        version=entry.version,
        kind="page" if is_page else "text",
        address=entry.address or f"{feed}#{entry.key}",
        title=entry.title,
        published=entry.published,
        publisher=publisher,
        body=None if is_page and whose_text == "page" else entry.text,
    )


def files_of_list(page: Fetched, part: str) -> list[Found]:
    """The files that a list's address stands for: those with `part` in their name that a pointer names, else the list itself."""
    body = page.body
    if len(body) <= _MAX_POINTER and _POINTER.match(body):
        rows = [line.split() for line in body.decode("ascii", "replace").splitlines() if line.strip()]
        named = [(row[2], row[1]) for row in rows if part.lower() in name_of(row[2]).lower()]
        if not named:
            raise InputError(page.address, f"names no file with {part!r} in its name.", "Set files of the list.")
        return [Found(address, digest, "file", address) for address, digest in named]
    version = page.etag or page.last_modified or hash_of(body)
    return [Found(page.asked, version, "file", page.asked)]


def hash_of(body: bytes) -> str:
    """A short name for some bytes."""
    return hashlib.sha256(body).hexdigest()[:16]


def name_of(address: str) -> str:
    """The name of the file that an address ends in."""
    return urlsplit(address).path.rpartition("/")[2]


def files_of_folder(folder: Path, now: float) -> tuple[list[Found], bool]:
    """The files below a folder, in order of name, and whether some are still being written. Raises OSError where it cannot be read.

    What lies there and cannot be read is named with the reason as its version, so that it is told once and read when that changes.
    """
    found, is_unsettled = [], False
    for path, fault in _walk(folder):
        name = writable(str(path))
        if fault is not None:
            found.append(Found(name, fault, "path", name, body=fault))
            continue
        try:
            known = path.stat()
        except OSError:
            is_unsettled = True
            continue
        if 0 <= now - known.st_mtime < SETTLED:
            is_unsettled = True
            continue
        found.append(Found(name, f"{known.st_size}-{known.st_mtime_ns}", "path", name))
    return found, is_unsettled


def _walk(folder: Path) -> Iterator[tuple[Path, str | None]]:
    """What lies below a folder and is not hidden, in order of name, each with why it cannot be read; links to folders are not followed."""
    waiting = _listed(folder)
    while waiting:
        entry = waiting.pop()
        path = Path(entry.path)
        try:
            if entry.is_dir(follow_symlinks=False):
                waiting += _listed(path)
            else:
                yield path, _fault_of(entry, path)
        except FileNotFoundError:  # went away meanwhile
            continue
        except OSError as error:
            yield path, f"cannot be read ({error.strerror or error})."


def _listed(folder: Path) -> list["os.DirEntry[str]"]:
    """What lies in a folder and is not hidden, the first by name at the end."""
    with os.scandir(folder) as entries:
        return sorted((e for e in entries if not e.name.startswith(".")), key=lambda e: e.name, reverse=True)


def _fault_of(entry: "os.DirEntry[str]", path: Path) -> str | None:
    """Why what is no folder cannot be read; None where it can. A pipe or socket is not opened. Raises OSError."""
    if entry.is_file():
        return None if os.access(path, os.R_OK) else "cannot be read (Permission denied)."
    if entry.is_dir():
        return "a link to a folder, which is not followed. Watch that folder itself."
    return "neither a file nor a folder." if path.exists() else "a link that leads nowhere."
