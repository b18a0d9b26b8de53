"""Records on their way to a file, in one order whatever the order in which they were coded."""

import tempfile
from collections.abc import Iterator

from dateline.records import CodedReport, to_json


class Spool:
    """Coded reports put by on disk, given back as JSON lines by day of publication, then report id; each report once."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile("w+b")  # noqa: SIM115 - lives as long as the spool
        self._places: dict[tuple[str, str], tuple[str, int, int]] = {}

    def add(self, coded: CodedReport) -> None:
        """Put a report by. Of two with the same bytes, the one whose source comes first by name is kept."""
        report = coded.report
        key, uri = (report.published or "", report.id), report.source_uri or ""
        if key in self._places and self._places[key][0] <= uri:
            return
        records = (report, *coded.events, *coded.quotes, *coded.relations, *coded.claims, *coded.roles)
        block = "".join(to_json(r) + "\n" for r in records).encode()
        at = self._file.seek(0, 2)
        self._file.write(block)
        self._places[key] = (uri, at, len(block))

    def lines(self) -> Iterator[str]:
        """Blocks of JSON lines, one a report, sorted."""
        for _, (_, at, length) in sorted(self._places.items()):
            self._file.seek(at)
            yield self._file.read(length).decode()

    def close(self) -> None:
        self._file.close()
