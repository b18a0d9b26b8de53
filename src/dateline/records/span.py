"""The quoted stretch of a report that a value rests on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a report's text: `report.text[start:end] == text`, in code points."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """The span that one field of a record rests on."""

    field: str
    text: str
    start: int
    end: int
