"""The seam between records and a database: questions, and writing that goes in whole or not at all.

Statements are written once, in what SQLite and PostgreSQL have in common, with `?` for each value. Where PostgreSQL lacks a
function of SQLite's (`json_extract`, `json_set`, `json_each`, `group_concat`, `instr`), its schema defines one of that name, as both
define `km_between` and `report_text(words)`, the ids of the reports that hold all words. What is left stands here as methods.
Rules for common statements: NULLS FIRST or LAST wherever a column that orders may be NULL; `cast(? AS TEXT) IS NULL`; a name for
every subquery; TRUE for no condition; ON CONFLICT in the place of OR IGNORE; no `HAVING` over a new name.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from .place import Place

Row = tuple[Any, ...]


class Rows(Protocol):
    """What a statement gave."""

    @property
    def rowcount(self) -> int: ...
    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...
    def __iter__(self) -> Iterator[Any]: ...


class Writing(Protocol):
    """A connection within a transaction."""

    def execute(self, sql: str, values: Sequence[Any] = ..., /) -> Rows: ...
    def executemany(self, sql: str, values: Iterable[Sequence[Any]], /) -> Any: ...


class Database(Protocol):
    """An open database; its errors come out as StoreError with its place."""

    @property
    def place(self) -> Place:
        """Where it stands."""

    def transaction(self) -> AbstractContextManager[Writing]:
        """What is written within goes in whole or not at all; one writes at a time. Raises StoreError."""

    def snapshot(self) -> AbstractContextManager[None]:
        """What is asked within is answered from one state of the database, whoever writes meanwhile."""

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """The rows of a question. Raises StoreError where the store cannot be read."""

    def streamed(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """As `rows`, for answers that may be larger than memory."""

    def close(self) -> None:
        """Close the connection."""

    def answers(self) -> bool:
        """Whether the connection is still of use."""

    def columns(self, table: str) -> list[str]:
        """The columns of a table in their order; none where there is no such table."""

    def tables(self) -> list[str]:
        """The tables that hold records, by name: without those of the full-text search and of the database itself."""

    def index_words(self, writing: Writing, report_id: str, title: str, text: str) -> None:
        """Make a report's words findable."""

    def snippet(self, report_id: str, words: str, marks: tuple[str, str]) -> str | None:
        """Some forty words of a report around those of a full-text query, each found one between the marks."""

    def resume_numbers(self, writing: Writing) -> None:
        """Number what comes next after the highest number that stands, where rows were put in with theirs."""

    def monday(self, day: str) -> str:
        """SQL for the Monday of the week of an ISO day."""

    def whole(self, number: str) -> str:
        """SQL for the whole part of a number that is not negative; the indexes for reading hold it so."""

    def hint(self, index: str) -> str:
        """SQL after a table's name that holds the question to an index where there is one."""

    def run_script(self, sql: str) -> None:
        """Run statements without values. Raises StoreError."""

    def indexes(self) -> set[str]:
        """The names of the indexes."""

    def damage(self) -> list[str]:
        """What the database itself finds wrong; empty where it is sound."""
