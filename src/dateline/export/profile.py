"""What an export profile is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from .source import Source

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Profile:
    """An export: `rows` makes its rows from a source; `formats` are those it can be written in, the usual one first.

    `one_line` asks that tabs and line breaks inside cells become spaces.
    """

    name: str
    title: str
    formats: tuple[str, ...]
    rows: Callable[[Source], Iterator[Row]]
    one_line: bool = False
    has_header: bool = True
