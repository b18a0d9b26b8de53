"""Paging by key: a cursor names the last row of a page, so that a page costs the same however deep it lies."""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from dateline.errors import UsageError

T = TypeVar("T")
Key = list[str | int | float | None]


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows in order, and the cursor of what follows, None at the end."""

    rows: tuple[T, ...]
    next: str | None


def make_cursor(key: Key) -> str:
    """The cursor for a key, safe in an address."""
    raw = json.dumps(key, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def key_of_cursor(cursor: str, kinds: tuple[type, ...]) -> Key:
    """The key that a cursor holds, its parts of these kinds. Raises UsageError for a cursor that we did not make."""
    try:
        raw: Any = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        raise UsageError("after: no such place in the list. Start again from the first page.") from None
    if not isinstance(raw, list) or len(raw) != len(kinds):
        raise UsageError("after: no such place in the list. Start again from the first page.")
    for part, kind in zip(raw, kinds, strict=True):
        is_number = kind is float and isinstance(part, int | float) and not isinstance(part, bool)
        if not is_number and type(part) is not kind:
            raise UsageError("after: a place in a list that is sorted otherwise. Start again from the first page.")
    return raw


def cut(rows: list[T], limit: int) -> tuple[tuple[T, ...], bool]:
    """The first `limit` rows, and whether there are more."""
    return tuple(rows[:limit]), len(rows) > limit
