"""Records that can be looped over, counted, and turned into a frame."""

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, overload

from dateline.errors import UsageError

if TYPE_CHECKING:
    import pandas
    import polars

Record = dict[str, Any]


class Table(Sequence[Record]):
    """Records as plain dicts, in a stated order. `to_pandas` and `to_polars` give a frame (`pip install 'dateline[frames]'`)."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = tuple(records)

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> "Table": ...
    def __getitem__(self, index: int | slice) -> "Record | Table":
        return Table(self._records[index]) if isinstance(index, slice) else self._records[index]

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)

    def __repr__(self) -> str:
        return f"<Table of {len(self)} records>"

    def flat(self) -> list[Record]:
        """The records with the fields of single objects beside the others (`when.from`, `where.name`); lists stay lists."""
        return [dict(_flat(record)) for record in self._records]

    def to_pandas(self) -> "pandas.DataFrame":
        """A pandas frame with the columns of `flat`. Raises UsageError where pandas is not installed."""
        frame: pandas.DataFrame = _package("pandas").DataFrame(self.flat())
        return frame

    def to_polars(self) -> "polars.DataFrame":
        """A polars frame with the columns of `flat`. Raises UsageError where polars is not installed."""
        frame: polars.DataFrame = _package("polars").from_dicts(self.flat(), infer_schema_length=None)
        return frame


def _flat(record: Record, above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in record.items():
        if isinstance(value, dict) and value:
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def _package(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError:
        raise UsageError(f"{name} is not installed. Install it: pip install 'dateline[frames]'") from None
