"""An archive cut into shards: pieces of work small enough to do again, large enough to be worth sending."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.coders import Coder
from dateline.records import Report, Unreadable
from dateline.reports import Part, ReadOptions, input_files, parts_of, read_part, single_records

from .work import Outcome, Task, Worker, batches

_MOST_FILES = 64
_MOST_RECORDS = 256
_MOST_BYTES = 4_000_000
"""What one shard holds at most: files, records of one file, bytes of files together (one large file is a shard all the same)."""
_SHARES = 16
"""A small archive is cut into as many shards, so that several workers have something to do."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Parts of files that one worker reads and codes; the same files give the same shards, however many workers there are."""

    id: str
    parts: tuple[Part | Unreadable, ...]
    options: ReadOptions

    @property
    def holds(self) -> str:
        """What the shard holds, for a person."""
        names = [p.where if isinstance(p, Part) else p.source_uri for p in self.parts]
        return names[0] if len(names) == 1 else f"{names[0]} … {names[-1]} ({len(names)} files)"

    def run(self, worker: Worker) -> list[Outcome]:
        read = self._read(worker)
        return [o for batch in batches(read) for o in worker.code(batch)]

    def _read(self, worker: Worker) -> Iterator[Report | Unreadable]:
        for part in self.parts:
            if isinstance(part, Unreadable):
                yield part
            else:
                yield from read_part(part, self.options, worker.resources.gazetteer, worker.unpacking)

    def split(self) -> Sequence[Task]:
        """The files and records one by one."""
        single: list[Part | Unreadable] = []
        for part in self.parts:
            single += [part] if isinstance(part, Unreadable) else single_records(part, self.options)
        return [Shard(f"{self.id}.{n}", (p,), self.options) for n, p in enumerate(single, 1)]

    def set_aside(self, reason: str, coder: Coder) -> list[Outcome]:
        where = self.holds
        return [Unreadable(where, f"{where}: {reason}")]


def shards_of(paths: Sequence[str], options: ReadOptions) -> Iterator[Shard]:
    """The shards of files and folders, in the order in which `read_reports` reads them."""
    files = list(input_files(paths))
    most_files = min(_MOST_FILES, max(1, len(files) // _SHARES))
    held: list[Part | Unreadable] = []
    size = 0
    for found in files:
        parts = [] if isinstance(found, Unreadable) else _parts(found, options)
        if len(parts) > 1:
            yield from _made(held, options)
            held, size = [], 0
            for part in parts:
                yield from _made([part], options)
            continue
        held.append(found if isinstance(found, Unreadable) else parts[0])
        size += 0 if isinstance(found, Unreadable) else found.stat().st_size
        if len(held) >= most_files or size >= _MOST_BYTES:
            yield from _made(held, options)
            held, size = [], 0
    yield from _made(held, options)


def _parts(path: Path, options: ReadOptions) -> list[Part]:
    """A file's parts: a large one in shards of the usual size, a small one in as many as make it worth while to share it."""
    parts = parts_of(path, _MOST_RECORDS, options)
    last = parts[-1].last
    if len(parts) < _SHARES and last is not None and last > _SHARES:
        return parts_of(path, max(1, last // _SHARES), options)
    return parts


def _made(held: Sequence[Part | Unreadable], options: ReadOptions) -> Iterator[Shard]:
    if held:
        digest = hashlib.sha256(repr([(p, _state(p)) for p in held]).encode("utf-8", "surrogatepass"))
        yield Shard(digest.hexdigest()[:20], tuple(held), options)


def _state(part: Part | Unreadable) -> tuple[int, int]:
    """Size and time of change of a file: a shard of a file that changed is another."""
    if isinstance(part, Unreadable):
        return 0, 0
    try:
        found = Path(part.path).stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
