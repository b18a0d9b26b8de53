"""Files opened to be read stretch by stretch: a packed one stays open where the last stretch of it ended."""

import gzip
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

GZIP = b"\x1f\x8b"


class Unpacking:
    """Opens files. Of packed ones the latest is held, so that stretches in order are unpacked once. For one thread."""

    def __init__(self) -> None:
        self._held: BinaryIO | None = None
        self._key: tuple[str, int, int] | None = None

    @contextmanager
    def opened(self, path: str) -> Iterator[BinaryIO]:
        """What is in a file, unpacked where it is packed, to be sought in. Raises OSError."""
        with open(path, "rb") as stream:
            if stream.read(2) != GZIP:
                yield stream
                return
            known = os.fstat(stream.fileno())
        yield self._unpacked(path, (path, known.st_size, known.st_mtime_ns))

    def _unpacked(self, path: str, key: tuple[str, int, int]) -> BinaryIO:
        if self._held is None or self._key != key:
            if self._held is not None:
                self._held.close()
            self._held, self._key = cast(BinaryIO, gzip.GzipFile(path)), key
        return self._held
