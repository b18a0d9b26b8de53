"""What a user may set about fetching, and the limits that hold without."""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path

Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], list[str]]
"""A host name and a port in, the addresses that it has now out (numbers, as text). Raises OSError."""

USER_AGENT = "Dateline/0.1 (+https://pypi.org/project/dateline/)"


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How addresses are fetched. `only_hosts`, where it names any, is all that is fetched: these hosts and those below them.

    `ports` and `networks` are allowed beside what is allowed anyway; `delay` is the pause in seconds between two requests to one
    host. `seconds` bounds one request with its redirects, `max_bytes` its body as sent, `max_unpacked` and `max_ratio` the
    body unpacked. `authorities` is a file of certificates to trust in the place of the machine's.
    """

    only_hosts: tuple[str, ...] = ()
    ports: tuple[int, ...] = (80, 443)
    networks: tuple[Network, ...] = ()
    honour_robots: bool = True
    user_agent: str = USER_AGENT
    delay: float = 2.0
    seconds: float = 30.0
    max_bytes: int = 20_000_000
    max_unpacked: int = 200_000_000
    max_ratio: int = 200
    max_redirects: int = 5
    authorities: Path | None = None
