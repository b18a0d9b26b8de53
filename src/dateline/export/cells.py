"""A value as a cell of a text table, and as JSON."""

import re
from collections.abc import Iterable
from typing import Any

_BREAKS = re.compile(r"[\s\x00-\x1f\x7f\x85\u2028\u2029]+")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value: Any, *, one_line: bool = False, guard: bool = False, plain_quotes: bool = False) -> str:
    """The value as text: empty for None, lists parted by `; `, true/false.

    `one_line` turns tabs and line breaks into spaces. `guard` puts a `'` before text that a spreadsheet would run as a
    formula (OWASP, CSV injection); numbers are left alone. `plain_quotes` turns `"` into `'`, for tables without quoting,
    so that readers that look for quotes and readers that do not see the same cells.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    if one_line:
        text = _BREAKS.sub(" ", text).strip()
    if plain_quotes:
        text = text.replace('"', "'")
    return f"'{text}" if guard and text.startswith(_FORMULA) else text


def cells(row: dict[str, Any], names: Iterable[str], *, one_line: bool, guard: bool, tabs: bool) -> list[str]:
    """The row's cells in the order of the names."""
    return [cell(row.get(n), one_line=one_line or tabs, guard=guard, plain_quotes=tabs) for n in names]
