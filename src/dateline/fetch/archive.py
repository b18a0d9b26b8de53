"""Pages put by in a web archive (WARC 1.0), as they came, with the day they were fetched."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from .client import Fetched


class Archive:
    """An archive that pages are added to; each goes in whole."""

    def __init__(self, stream: BinaryIO, *, is_packed: bool) -> None:
        from warcio.warcwriter import WARCWriter

        self._stream = stream
        self._writer = WARCWriter(stream, gzip=is_packed)

    def add(self, page: Fetched) -> None:
        """Add one page; it is in the file when this returns."""
        from warcio.statusandheaders import StatusAndHeaders

        media = page.media_type + (f"; charset={page.charset}" if page.charset else "")
        record = self._writer.create_warc_record(
            page.address,
            "response",
            payload=BytesIO(page.body),
            http_headers=StatusAndHeaders("200 OK", [("Content-Type", media)], protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": page.retrieved.replace("+00:00", "Z")},
        )
        self._writer.write_record(record)
        self._stream.flush()


@contextmanager
def write_archive(path: Path) -> Iterator[Archive]:
    """A new archive at `path`; packed page by page where its name ends in `.gz`. Raises OSError."""
    with path.open("xb") as stream:
        yield Archive(stream, is_packed=path.suffix.lower() == ".gz")
