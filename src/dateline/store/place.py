"""Where a store stands: a file of SQLite's, or the address of a PostgreSQL database."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from dateline.errors import UsageError

_SCHEMES = ("postgresql://", "postgres://")
_SECRETS = frozenset({"password", "sslpassword"})


@dataclass(frozen=True, slots=True)
class PostgresUrl:
    """The address of a PostgreSQL database. It is shown without its password, however it is shown."""

    secret: str = field(repr=False)
    """The whole address, as libpq takes it."""

    def __str__(self) -> str:
        parts = urlsplit(self.secret)
        user, at, host = parts.netloc.rpartition("@")
        name, colon, _ = user.partition(":")
        asked = parse_qsl(parts.query, keep_blank_values=True)
        shown = urlencode([(k, "***" if k in _SECRETS else v) for k, v in asked], safe="*/=-", quote_via=quote)
        return urlunsplit(("postgresql", f"{name}{':***' if colon else ''}{at}{host}", parts.path, shown, ""))

    def __repr__(self) -> str:
        return f"PostgresUrl({str(self)!r})"

    @property
    def name(self) -> str:
        """The name of the database."""
        return unquote(urlsplit(self.secret).path.lstrip("/")) or "postgres"

    def scrubbed(self, text: object) -> str:
        """The words of an error in one line, without the address or a password in them."""
        parts = urlsplit(self.secret)
        secrets = [self.secret, parts.password or "", unquote(parts.password or "")]
        secrets += [v for k, v in parse_qsl(parts.query) if k in _SECRETS]
        line = " ".join(str(text).split())
        for secret in filter(None, secrets):
            line = line.replace(secret, str(self) if secret == self.secret else "***")
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
