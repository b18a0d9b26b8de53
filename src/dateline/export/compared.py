"""What happened, once each, as a data set that it is to be compared with would record it."""

from collections.abc import Callable, Iterator

from . import acled, gdelt, ged, polecat
from .profile import Row
from .source import Item, Source

_ROWS: dict[str, Callable[[Source, Item], Row | None]] = {
    "acled": acled.row_of,
    "ged": lambda _, item: ged.happening_of(item),
    "gdelt": lambda _, item: gdelt.row_of(item),
    "polecat": lambda _, item: polecat.row_of(item),
}


def happenings_in(profile: str, source: Source) -> Iterator[tuple[Item, Row]]:
    """The happenings that the profile has a row for, each with that row: `acled`, `ged`, `gdelt` or `polecat`.

    GDELT and POLECAT have a row a report; here each happening has one.
    """
    make = _ROWS[profile]
    for item in source.happenings():
        row = make(source, item)
        if row is not None:
            yield item, row
