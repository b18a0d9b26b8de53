"""Every span of a record quotes the report: `text[start:end]` is the span's text, line breaks and all."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")


def quoted(record: T, text: str) -> T:
    """The record, each span in it (what has `text`, `start` and `end`) with the words that stand there in the report's text."""
    if isinstance(record, tuple):
        parts = tuple(quoted(part, text) for part in record)
        return record if all(a is b for a, b in zip(parts, record, strict=True)) else parts  # type: ignore[return-value]
    if not is_dataclass(record) or isinstance(record, type):
        return record
    changed: dict[str, Any] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, tuple) or is_dataclass(value):
            part = quoted(value, text)
            if part is not value:
                changed[field.name] = part
    start, end = getattr(record, "start", None), getattr(record, "end", None)
    if start is not None and end is not None and getattr(record, "text", None) not in {None, text[start:end]}:
        changed["text"] = text[start:end]
    return replace(record, **changed) if changed else record
