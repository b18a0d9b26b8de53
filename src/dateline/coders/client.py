"""One request to a model's address, within limits of time and size. Redirects are not followed, proxies not asked, cookies not kept."""

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus

from .address import Address

MOST_BYTES = 4_000_000
_AT_ONCE = 65_536


class NoAnswer(Exception):
    """The server gave no answer that could be looked at. `may_retry` tells whether asking again may help.

    The text is ours: nothing that the server sent stands in it.
    """

    def __init__(self, what: str, *, may_retry: bool = False, wait: str | None = None, status: int = 0) -> None:
        self.may_retry, self.wait, self.status = may_retry, wait, status
        super().__init__(what)


@dataclass(frozen=True, slots=True)
class Reply:
    """The body of an answer with status 200."""

    content_type: str
    body: bytes


def post(address: Address, path: str, body: bytes, *, key: str | None, timeout: float) -> Reply:
    """The answer to a POST of JSON. Raises NoAnswer. The whole exchange ends within `timeout` seconds, however it drips."""
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    with _connection(address, timeout) as (connection, is_over):
        try:
            connection.request("POST", address.path + path, body, headers)
            return _reply(connection.getresponse())
        except (OSError, http.client.HTTPException, ValueError) as error:
            if is_over.is_set() or isinstance(error, TimeoutError):
                raise NoAnswer(f"no whole answer within {timeout:g} s", may_retry=True) from None
            raise NoAnswer(f"the connection broke ({type(error).__name__})", may_retry=True) from None


@contextmanager
def _connection(address: Address, timeout: float) -> Iterator[tuple[http.client.HTTPConnection, threading.Event]]:
    """An open connection that a timer cuts after `timeout` seconds; the event tells whether it did."""
    try:
        plain = socket.create_connection((address.host, address.port), timeout=timeout)
    except TimeoutError:
        raise NoAnswer(f"no connection within {timeout:g} s", may_retry=True) from None
    except OSError as error:
        raise NoAnswer(f"no connection ({type(error).__name__})", may_retry=True) from None
    is_over = threading.Event()
    held: list[socket.socket] = [plain]
    timer = threading.Timer(timeout, _cut, (held, is_over))
    timer.daemon = True
    timer.start()
    connection = http.client.HTTPConnection(address.host, address.port, timeout=timeout)
    try:
        if address.is_https:
            held[0] = ssl.create_default_context().wrap_socket(plain, server_hostname=address.host)
        connection.sock = held[0]
        yield connection, is_over
    except OSError as error:
        is_passing = is_over.is_set() or not isinstance(error, ssl.SSLError)
        raise NoAnswer(f"no encrypted connection ({type(error).__name__})", may_retry=is_passing) from None
    finally:
        timer.cancel()
        connection.close()
        held[0].close()


def _cut(held: list[socket.socket], is_over: threading.Event) -> None:
    is_over.set()
    with suppress(OSError):
        held[0].shutdown(socket.SHUT_RDWR)


_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504, 529})


def _reply(response: http.client.HTTPResponse) -> Reply:
    status = response.status
    if 300 <= status < 400:
        raise NoAnswer("it answers with a redirect, which is not followed", status=status)
    if status != 200:
        wait = response.headers.get("Retry-After")
        raise NoAnswer(f"it answers {_status(status)}", may_retry=status in _AGAIN, wait=wait, status=status)
    if (response.headers.get("Content-Encoding") or "identity").strip().lower() != "identity":
        raise NoAnswer("it answers in an encoding that was not asked for")
    length = response.headers.get("Content-Length")
    if length is not None and not (length.isascii() and length.isdigit() and int(length) <= MOST_BYTES):
        raise NoAnswer(f"its answer is longer than {MOST_BYTES:,} bytes, or of no length at all")
    found = bytearray()
    while part := response.read1(_AT_ONCE):
        found += part
        if len(found) > MOST_BYTES:
            raise NoAnswer(f"its answer is longer than {MOST_BYTES:,} bytes")
    if length is not None and len(found) != int(length):
        raise http.client.IncompleteRead(b"")
    return Reply((response.headers.get("Content-Type") or "").split(";")[0].strip().lower(), bytes(found))


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
