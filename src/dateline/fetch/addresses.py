"""Addresses taken apart: http and https only, no credentials, no odd forms of numbers, ports 80 and 443 unless more are allowed."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote, urljoin, urlsplit

from .options import FetchOptions
from .refusal import FetchError

_PORTS = {"http": 80, "https": 443}
_MAX_ADDRESS = 4_000
_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f\\]")
_HOST = re.compile(r"(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?$")
_ENDS_IN_NUMBER = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)$")
_SAFE = "/:?#[]@!$&'()*+,;=%-._~"


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be asked for. `host` is lower case, in ASCII, without brackets; `target` is path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, the port left out where it is the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    def __str__(self) -> str:
        return self.origin + self.target


def parse_address(text: str, options: FetchOptions) -> Address:
    """The parts of an address. Raises FetchError for one that is not fetched."""
    shown = "".join(c if c.isprintable() else "\ufffd" for c in text)[:300]
    if len(text) > _MAX_ADDRESS:
        raise FetchError(shown, f"the address is longer than {_MAX_ADDRESS:,} characters.")
    if _UNPRINTABLE.search(text):
        raise FetchError(shown, "the address holds blanks, backslashes or control characters.")
    try:
        parts = urlsplit(text)
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
    except ValueError as error:
        raise FetchError(shown, f"no address ({error}).") from None
    if parts.scheme not in _PORTS:
        raise FetchError(shown, "only http and https addresses are fetched.")
    if parts.username is not None or parts.password is not None:
        raise FetchError(shown, "an address with a user name in it is not fetched.")
    port = _PORTS[parts.scheme] if port is None else port
    if port not in options.ports:
        allowed = ", ".join(map(str, options.ports))
        raise FetchError(shown, f"port {port} is not fetched from (allowed: {allowed}).", "Allow it: ports in [watch].")
    host = _host(host, shown)
    if options.only_hosts and not any(host == h or host.endswith("." + h) for h in options.only_hosts):
        raise FetchError(shown, f"{host} is not among the hosts that are allowed.", "Name it: only_hosts in [watch].")
    target = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    return Address(parts.scheme, host, port, target)


def follow(base: Address, location: str, options: FetchOptions) -> Address:
    """The address that a redirect from `base` names. Raises FetchError."""
    return parse_address(urljoin(str(base), location.strip()), options)


def _host(host: str, shown: str) -> str:
    """The host in ASCII; a number only in the one form that everybody reads alike."""
    if ":" in host:
        try:
            if "%" not in host:
                return str(IPv6Address(host))
        except ValueError:
            pass
        raise FetchError(shown, "the host is no IPv6 address.")
    try:
        name = host.lower() if host.isascii() else host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        name = ""
    if not _HOST.match(name):
        raise FetchError(shown, "the address names no host.")
    if _ENDS_IN_NUMBER.search(name):
        try:
            return str(IPv4Address(name))
        except ValueError:
            raise FetchError(shown, "the host is a number in an odd form.") from None
    return name
