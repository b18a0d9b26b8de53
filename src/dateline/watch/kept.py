"""What the ledger keeps: sources, the items that they name, gaps."""

from dataclasses import dataclass

FETCHED = frozenset({"page", "file"})
"""Kinds of items that must be fetched."""


@dataclass(frozen=True, slots=True)
class Source:
    """A feed, list or folder and how it stands; times are seconds since 1970."""

    name: str
    kind: str
    address: str
    every: float
    etag: str | None
    last_modified: str | None
    next_due: float
    last_try: float | None
    last_good: float | None
    failures: int
    fault: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a source names, as it names it now. `kind` is text, page, file or path."""

    key: str
    version: str
    kind: str
    address: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a source named and that waits for its turn. `begun`: how often it was begun and did not come to an end."""

    source: str
    found: Found
    tries: int
    first_seen: float
    next_try: float
    host: str
    begun: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which a source was not seen. `may_lack` is true where entries may have come and gone; `is_open`: it lasts."""

    source: str
    since: float
    until: float
    why: str
    may_lack: bool
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at a source showed: how many entries, how many of them new or changed, how many known before."""

    entries: int
    fresh: int
    known: int
