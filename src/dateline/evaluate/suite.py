"""What one evaluation suite gives."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class SuiteResult:
    """The figures of one suite (fractions, not per cent), the mistakes to read, and what was predicted for each row.

    An error is `{"kind", "text", "gold", "got"}`; `predictions` has one entry a row, in order.
    """

    figures: dict[str, Any]
    errors: list[dict[str, Any]] = field(default_factory=list)
    predictions: list[dict[str, Any]] = field(default_factory=list)
