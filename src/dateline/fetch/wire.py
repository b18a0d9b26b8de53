"""A connection under one deadline: however slowly bytes drip in, the whole request ends when its time is up."""

import errno
import io
import os
import select
import socket
import ssl
from collections.abc import Callable
from time import monotonic
from typing import Any

from .refusal import FetchError, Stopped

_SLICE = 0.25


class Deadline:
    """The time that a request has left, and whether the program was told to stop meanwhile."""

    def __init__(self, where: str, seconds: float, is_stopping: Callable[[], bool]) -> None:
        self._where, self._seconds, self._is_stopping = where, seconds, is_stopping
        self._end = monotonic() + seconds

    def slice(self) -> float:
        """How long to wait before asking again, in seconds. Raises FetchError when time is up, Stopped when told to stop."""
        if self._is_stopping():
            raise Stopped
        left = self._end - monotonic()
        if left <= 0:
            raise FetchError(self._where, f"took longer than {self._seconds:g} s.", is_final=False)
        return min(left, _SLICE)


class _Timed(io.RawIOBase):
    """What comes in at a socket, read under a deadline."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._socket, self._deadline = sock, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while True:
            self._socket.settimeout(self._deadline.slice())
            try:
                return self._socket.recv_into(buffer)
            except TimeoutError:
                continue


class Wire:
    """An open connection in the form that `http.client` wants of a socket."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._socket, self._deadline = sock, deadline

    def sendall(self, raw: bytes) -> None:
        """Send all of a request, which is short: one slice of time is enough for what goes at once."""
        view = memoryview(raw)
        while view:
            self._socket.settimeout(self._deadline.slice())
            try:
                view = view[self._socket.send(view) :]
            except TimeoutError:
                continue

    def makefile(self, mode: str, *_: Any, **__: Any) -> io.BufferedReader:
        """What comes in, buffered."""
        return io.BufferedReader(_Timed(self._socket, self._deadline))

    def close(self) -> None:
        """Nothing yet: `http.client` lets go as soon as it has the head of an answer whose body is still to come. See `shut`."""

    def shut(self) -> None:
        """Close the connection."""
        self._socket.close()


def connect(number: str, port: int, deadline: Deadline, *, secure: ssl.SSLContext | None, host: str) -> Wire:
    """A connection to that very number; with `secure` the certificate must be that of `host`. Raises OSError, FetchError."""
    family = socket.AF_INET6 if ":" in number else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        _connect(sock, (number, port), deadline)
        if secure is not None:
            sock = secure.wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)
            _shake_hands(sock, deadline)
    except BaseException:
        sock.close()
        raise
    return Wire(sock, deadline)


def _connect(sock: socket.socket, at: tuple[str, int], deadline: Deadline) -> None:
    sock.setblocking(False)
    begun = sock.connect_ex(at)
    if begun not in {0, errno.EINPROGRESS, errno.EWOULDBLOCK}:
        raise OSError(begun, os.strerror(begun))
    waiting = select.poll()
    waiting.register(sock, select.POLLOUT)
    while not waiting.poll(deadline.slice() * 1_000):
        continue
    failed = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if failed:
        raise OSError(failed, os.strerror(failed))


def _shake_hands(sock: ssl.SSLSocket, deadline: Deadline) -> None:
    while True:
        sock.settimeout(deadline.slice())
        try:
            sock.do_handshake()
            return
        except TimeoutError:
            continue
