"""The body of an answer: so many bytes as sent, so many unpacked, and not too many times more."""

import zlib
from http.client import HTTPException, HTTPResponse

from .options import FetchOptions
from .refusal import FetchError

_CHUNK = 65_536
_FREE_RATIO = 1_000_000
"""Bytes up to which the ratio of unpacked to sent is not looked at."""


def read_body(response: HTTPResponse, where: str, options: FetchOptions) -> bytes:
    """The body, unpacked. Raises FetchError for one that is too large, cut short, or packed in a way that is not known."""
    coding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if coding not in {"identity", "gzip", "x-gzip", "deflate"}:
        raise FetchError(where, f"the answer is packed in a way that is not read ({coding[:40]}).")
    length = response.getheader("Content-Length") or ""
    if length.isdecimal() and int(length[:20]) > options.max_bytes:
        raise FetchError(where, _too_large(options.max_bytes))
    unpacked = _Unpacked(coding, where, options)
    sent = 0
    try:
        while chunk := response.read(_CHUNK):
            sent += len(chunk)
            if sent > options.max_bytes:
                raise FetchError(where, _too_large(options.max_bytes))
            unpacked.add(chunk, sent)
    except (HTTPException, zlib.error) as error:
        raise FetchError(where, f"the answer is broken ({type(error).__name__}).", is_final=False) from None
    if length.isdecimal() and not response.chunked and sent < int(length[:20]):
        raise FetchError(where, f"the answer was cut short ({sent:,} of {int(length[:20]):,} bytes).", is_final=False)
    if not unpacked.is_whole:
        raise FetchError(where, "the packed answer was cut short.", is_final=False)
    return bytes(unpacked.raw)


def _too_large(limit: int) -> str:
    return f"the answer has more than {limit / 1e6:g} MB."


class _Unpacked:
    """What was unpacked so far; adding to it raises FetchError as soon as a limit is passed."""

    def __init__(self, coding: str, where: str, options: FetchOptions) -> None:
        self.raw = bytearray()
        self._where, self._options = where, options
        self._packed = {"gzip": zlib.MAX_WBITS + 16, "x-gzip": zlib.MAX_WBITS + 16, "deflate": zlib.MAX_WBITS}
        self._coding = coding
        self._unpacker = zlib.decompressobj(self._packed[coding]) if coding in self._packed else None

    @property
    def is_whole(self) -> bool:
        return self._unpacker is None or self._unpacker.eof or not self.raw

    def add(self, chunk: bytes, sent: int) -> None:
        if self._unpacker is None:
            self.raw += chunk
            return
        rest = chunk
        while rest and not self._unpacker.eof:
            try:
                self.raw += self._unpacker.decompress(rest, _CHUNK)
            except zlib.error:
                if self._coding != "deflate" or self.raw:
                    raise
                self._unpacker, self._coding = zlib.decompressobj(-zlib.MAX_WBITS), "raw"
                continue
            rest = self._unpacker.unconsumed_tail
            self._check(sent)

    def _check(self, sent: int) -> None:
        size = len(self.raw)
        if size > self._options.max_unpacked:
            raise FetchError(self._where, f"the answer unpacks to more than {self._options.max_unpacked / 1e6:g} MB.")
        if size > _FREE_RATIO and size > sent * self._options.max_ratio:
            raise FetchError(self._where, f"the answer unpacks to more than {self._options.max_ratio} times its size.")
