"""`llm:MODEL@URL` as a person writes it, taken apart and checked."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from dateline.errors import UsageError

PREFIX = "llm:"
_SPLIT = re.compile(r"@(?=https?://)", re.IGNORECASE)
_MODEL = re.compile(r"[\w@][\w./:@+-]{0,119}", re.ASCII)
_PATH = re.compile(r"[\w./~%+-]*", re.ASCII)
_WRITE = "Write llm:MODEL@URL, such as llm:smollm2@http://localhost:8000/v1"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a model answers: the base of an interface as OpenAI's, without the last slash."""

    model: str
    is_https: bool
    host: str
    port: int
    path: str

    @property
    def is_loopback(self) -> bool:
        """Whether it is this machine."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def shown(self) -> str:
        """The host and port, for messages."""
        return f"{self.host}:{self.port}"


def address_of(name: str, *, allow_plain_http: bool = False) -> Address:
    """The model and address of `llm:MODEL@URL`.

    Raises UsageError where it cannot be read, holds a user name, a password, a query or a fragment, or would send reports
    unencrypted to another machine without `allow_plain_http`.
    """
    told = f"--coder {PREFIX}…"
    parts = _SPLIT.split(name.removeprefix(PREFIX), maxsplit=1)
    if len(parts) != 2:
        raise UsageError(f"{told}: no address. {_WRITE}.")
    model, url = parts
    if not _MODEL.fullmatch(model):
        raise UsageError(f"{told}: no model's name. {_WRITE}.")
    try:
        split = urlsplit(url)
        host, port, scheme = split.hostname, split.port, split.scheme.lower()
    except ValueError:
        raise UsageError(f"{told}: the address cannot be read. {_WRITE}.") from None
    if not host or not host.isascii() or any(c.isspace() for c in host) or not _PATH.fullmatch(split.path):
        raise UsageError(f"{told}: the address cannot be read. {_WRITE}.")
    if "@" in split.netloc or split.query or split.fragment:
        raise UsageError(
            f"{told}: the address holds a user name, a query or a fragment. A key goes into DATELINE_LLM_KEY only."
        )
    found = Address(model, scheme == "https", host, port or (443 if scheme == "https" else 80), split.path.rstrip("/"))
    if not found.is_https and not found.is_loopback and not allow_plain_http:
        raise UsageError(
            f"{told}: {found.shown} is another machine, and http sends the reports to it unencrypted. Use https, or set "
            "llm_plain_http = true."
        )
    return found
