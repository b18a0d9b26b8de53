"""Fetching an address safely: the name resolved and judged, the number pinned, every redirect judged anew, everything bounded."""

import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Event, Lock
from time import time

from .addresses import Address, follow, parse_address
from .body import read_body
from .networks import numbers_of, resolve_by_system
from .options import FetchOptions, Resolve
from .refusal import FetchError
from .robots import Robots, parse_robots
from .turns import Turns
from .wire import Deadline, Wire, connect

PAGES = re.compile(r"text/(?:html|plain)|application/(?:xhtml\+xml|pdf)", re.I)
"""Media types of a page with an article."""
FEEDS = re.compile(r"(?:text|application)/(?:[\w.-]+\+)?(?:xml|html|plain)|application/octet-stream|$", re.I)
"""Media types under which feeds are sent; servers are careless with them, so the reader has the last word."""
LISTS = re.compile(r"(?:text|application)/", re.I)
"""Media types under which lists and archives are sent."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_NOW = frozenset({408, 425, 429, 500, 502, 503, 504})
_ANY = re.compile("")
_ROBOTS_BYTES = 512_000
_ROBOTS_KEPT = 24 * 3_600.0
_FAULT_KEPT = 300.0
_MAX_SITES = 10_000
_MAX_NUMBERS = 4
_MAX_RETRY = 7 * 24 * 3_600.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave. `address` is the one that answered after redirects; `retrieved` is an ISO day and time in UTC.

    `is_same` is true where the server says that nothing changed since the last time; the body is then empty.
    """

    asked: str
    address: str
    media_type: str
    charset: str | None
    body: bytes
    etag: str | None
    last_modified: str | None
    retrieved: str
    is_same: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What was kept of the last answer, for asking whether anything changed since."""

    etag: str | None = None
    last_modified: str | None = None


class Fetcher:
    """Fetches addresses under one set of options; safe to use from several threads. Nothing of the environment is heeded."""

    def __init__(
        self,
        options: FetchOptions | None = None,
        *,
        resolve: Resolve = resolve_by_system,
        turns: Turns | None = None,
        now: Callable[[], float] = time,
    ) -> None:
        self.options = options or FetchOptions()
        self.turns = turns or Turns()
        self.stopping = Event()
        """Set it, and every fetch under way ends with `Stopped` within a second."""
        self._resolve, self._now = resolve, now
        self._robots: dict[str, tuple[float, Robots | FetchError]] = {}
        self._robots_lock = Lock()
        self._tls: ssl.SSLContext | None = None

    def fetch(self, address: str, types: re.Pattern[str] = PAGES, known: Known | None = None) -> Fetched:
        """What the address gives. Raises FetchError, which tells whether asking again may help, and Stopped."""
        at = asked = parse_address(address, self.options)
        for _ in range(self.options.max_redirects + 1):
            delay = self.options.delay
            if self.options.honour_robots:
                robots = self._robots_of(at)
                if not robots.allows(at.target):
                    raise FetchError(str(at), "the site's robots.txt asks not to fetch it.")
                delay = max(delay, robots.pause)
            answer = self._ask(at, asked, types, known or Known(), delay)
            if isinstance(answer, Fetched):
                return answer
            at = answer
        raise FetchError(str(asked), f"more than {self.options.max_redirects} redirects.")

    def _ask(
        self, at: Address, asked: Address, types: re.Pattern[str], known: Known, delay: float
    ) -> Fetched | Address:
        """One request, in its turn: what it gave, or the address it sends us on to."""
        where, wait = str(at), self.turns.wait(at.host)
        if wait > self.options.seconds + delay:
            what = f"{at.host} asked to be left alone for another {wait:.0f} s."
            raise FetchError(where, what, is_final=False, retry_after=wait)
        waiting = Deadline(where, 2 * (self.options.seconds + delay), self.stopping.is_set)
        with self.turns.of(at.host, delay, waiting.slice):
            deadline = Deadline(where, self.options.seconds, self.stopping.is_set)
            try:
                connection, wire = self._connected(at, deadline)
                try:
                    _send(connection, at, self.options.user_agent, known)
                    return self._read(connection.getresponse(), at, asked, types, known)
                finally:
                    wire.shut()
            except (HTTPException, OSError, ValueError) as error:
                raise FetchError(where, _fault(error), is_final=False) from None

    def _connected(self, at: Address, deadline: Deadline) -> tuple[HTTPConnection, Wire]:
        """An open connection to a number of the host that was judged; the name is not resolved again."""
        numbers = numbers_of(at.host, at.port, str(at), self.options, self._resolve, deadline)
        secure = self._secure() if at.scheme == "https" else None
        for number in numbers[:_MAX_NUMBERS]:
            try:
                wire = connect(number, at.port, deadline, secure=secure, host=at.host)
            except OSError as error:
                fault = error
                continue
            connection = HTTPConnection(at.host, at.port)
            connection.auto_open = 0
            setattr(connection, "sock", wire)  # noqa: B010 - declared as a socket, used as a wire
            return connection, wire
        raise fault

    def _secure(self) -> ssl.SSLContext:
        if self._tls is None:
            context = ssl.create_default_context(cafile=self.options.authorities)
            context.set_alpn_protocols(["http/1.1"])
            self._tls = context
        return self._tls

    def _read(
        self, response: HTTPResponse, at: Address, asked: Address, types: re.Pattern[str], known: Known
    ) -> Fetched | Address:
        where, status = str(at), response.status
        if status in _REDIRECTS:
            location = response.getheader("Location")
            if not location:
                raise FetchError(where, f"answers {status} without an address to go on to.", status=status)
            return follow(at, location, self.options)
        is_same = status == 304 and known != Known()
        if status != 200 and not is_same:
            self._refuse(response, at)
        headers = response.headers
        media_type = headers.get_content_type() if headers.get("Content-Type") else ""
        if not is_same and not types.match(media_type):
            raise FetchError(where, f"of a media type that is not read here ({media_type[:60] or 'none told'}).")
        return Fetched(
            asked=str(asked),
            address=where,
            media_type=media_type,
            charset=headers.get_content_charset(),
            body=b"" if is_same else read_body(response, where, self.options),
            etag=_kept(headers.get("ETag")) or (known.etag if is_same else None),
            last_modified=_kept(headers.get("Last-Modified")) or (known.last_modified if is_same else None),
            retrieved=datetime.fromtimestamp(self._now(), UTC).isoformat(timespec="seconds"),
            is_same=is_same,
        )

    def _refuse(self, response: HTTPResponse, at: Address) -> None:
        status = response.status
        retry = _retry_after(response.getheader("Retry-After"), self._now())
        if retry is not None:
            self.turns.hold(at.host, retry)
        raise FetchError(
            str(at), f"answers {status} {response.reason}"[:200] + ".",
            is_final=status not in _FOR_NOW, retry_after=retry, status=status,
        )  # fmt: skip

    def _robots_of(self, at: Address) -> Robots:
        """The rules of a site, kept for a day. Raises FetchError where they cannot be had for now: nothing is fetched then."""
        with self._robots_lock:
            until, kept = self._robots.get(at.origin, (0.0, None))
        if kept is None or not 0 <= until - self._now() <= _ROBOTS_KEPT:
            kept = self._ask_robots(at)
            seconds = _ROBOTS_KEPT if isinstance(kept, Robots) else _FAULT_KEPT
            with self._robots_lock:
                if len(self._robots) > _MAX_SITES:
                    self._robots.clear()
                self._robots[at.origin] = (self._now() + seconds, kept)
        if isinstance(kept, FetchError):
            what = f"the site's robots.txt cannot be had: {kept.what}"
            raise FetchError(str(at), what, is_final=kept.is_final, retry_after=kept.retry_after)
        return kept

    def _ask_robots(self, at: Address) -> Robots | FetchError:
        limits = replace(self.options, honour_robots=False, max_bytes=_ROBOTS_BYTES, max_unpacked=_ROBOTS_BYTES)
        own = Fetcher(limits, resolve=self._resolve, turns=self.turns, now=self._now)
        own.stopping, own._tls = self.stopping, self._tls
        try:
            body = own.fetch(at.origin + "/robots.txt", _ANY).body
        except FetchError as error:
            is_absent = error.status is not None and 400 <= error.status < 500 and error.status not in _FOR_NOW
            return Robots() if is_absent else error
        finally:
            self._tls = own._tls
        return parse_robots(body, self.options.user_agent)


def _send(connection: HTTPConnection, at: Address, user_agent: str, known: Known) -> None:
    connection.putrequest("GET", at.target, skip_host=True, skip_accept_encoding=True)
    connection.putheader("Host", at.origin.partition("://")[2])
    connection.putheader("User-Agent", user_agent)
    connection.putheader("Accept", "*/*")
    connection.putheader("Accept-Encoding", "gzip, deflate")
    connection.putheader("Connection", "close")
    if known.etag:
        connection.putheader("If-None-Match", known.etag)
    if known.last_modified:
        connection.putheader("If-Modified-Since", known.last_modified)
    connection.endheaders()


def _fault(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate is not good ({error.verify_message})."
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be reached ({error.strerror})."
    return f"the server does not speak HTTP properly ({type(error).__name__})."


def _kept(value: str | None) -> str | None:
    """A validator fit to be sent back: short and printable, else it is dropped."""
    return value if value and len(value) <= 500 and value.isascii() and value.isprintable() else None


def _retry_after(value: str | None, now: float) -> float | None:
    """The seconds that a Retry-After asks for, at most a week; None where it says nothing usable."""
    if not value:
        return None
    if value.strip().isdecimal():
        return min(float(value.strip()[:9]), _MAX_RETRY)
    try:
        return min(max(parsedate_to_datetime(value).timestamp() - now, 0.0), _MAX_RETRY)
    except (ValueError, TypeError, OverflowError):
        return None
