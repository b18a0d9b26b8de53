"""Places for stores of both kinds, so that a test can run over each."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.server import Server

from dateline.store import Place, PostgresUrl

KINDS = ("sqlite", "postgres")
NewPlace = Callable[[], Place]


@contextmanager
def places(kind: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[NewPlace]:
    """What gives a new place for a store of a kind each time it is called."""
    if kind == "sqlite":
        numbers = iter(range(1_000))
        yield lambda: folder / f"store{next(numbers)}.db"
        return
    server: Server = request.getfixturevalue("server")
    given: list[PostgresUrl] = []

    def new() -> Place:
        given.append(server.new())
        return given[-1]

    yield new
    for url in given:
        server.release(url)
