"""Where a store stands: a file of SQLite's, or the address of a PostgreSQL database."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from dateline.errors import UsageError

_SCHEMES = ("postgresql://", "postgres://")
# Read leniently, so that no part of a password is shown where it was written without its signs escaped.
_PASSWORD = re.compile(r"^([a-z]+://[^:@/?]*)(:.*@)")
_PARAMETER = re.compile(r"([?&](?:ssl)?password=)([^&]*)")


@dataclass(frozen=True, slots=True)
class PostgresUrl:
    """The address of a PostgreSQL database. It is shown without its password, however it is shown."""

    secret: str = field(repr=False)
    """The whole address, as libpq takes it."""

    def __str__(self) -> str:
        shown = _PASSWORD.sub(r"\1:***@", self.secret, count=1)
        return _PARAMETER.sub(r"\1***", re.sub(r"^postgres://", "postgresql://", shown))

    def __repr__(self) -> str:
        return f"PostgresUrl({str(self)!r})"

    @property
    def name(self) -> str:
        """The name of the database."""
        found = re.match(r"[a-z]+://(?:.*@)?[^/?]*/([^?]*)", self.secret)
        return unquote(found[1]) if found and found[1] else "postgres"

    def scrubbed(self, text: object) -> str:
        """The words of an error in one line, without the address or a password in them."""
        line = " ".join(str(text).split()).replace(self.secret, str(self))
        written = [m[2][1:-1] for m in _PASSWORD.finditer(self.secret)]
        written += [m[2] for m in _PARAMETER.finditer(self.secret)]
        for secret in sorted({*written, *map(unquote, written)} - {""}, key=len, reverse=True):
            line = line.replace(secret, "***")
        return line


Place = Path | PostgresUrl


def place_of(where: str | Path | PostgresUrl) -> Place:
    """The place that a person names: `postgresql://user@host/name`, or the path of a file. Raises UsageError."""
    if isinstance(where, Path | PostgresUrl):
        return where
    if where.startswith(_SCHEMES):
        return PostgresUrl(where)
    scheme, mark, _ = where.partition("://")
    if mark:
        raise UsageError(f"--db {scheme}://…: no such kind of database. Name a file, or postgresql://user@host/name.")
    return Path(where)
