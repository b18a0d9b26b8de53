"""Records out of their plain form: what `to_plain` wrote, as records again."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

R = TypeVar("R")
_Read = Callable[[Any], Any]


def from_plain(kind: type[R], plain: Mapping[str, Any]) -> R:
    """The record of that class whose fields a plain dict holds; other keys are passed over, missing ones take their default.

    Raises KeyError where a field without a default is missing.
    """
    whole: Any = kind
    found: R = _reader(whole)(plain)
    return found


@cache
def _reader(kind: Any) -> _Read:
    """What turns a plain value into one of that type."""
    if isinstance(kind, type) and is_dataclass(kind):
        return _record_reader(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        read = _reader(next(t for t in inner if t is not NoneType))
        return lambda value: None if value is None else read(value)
    if origin is tuple:
        part = _reader(inner[0])
        return lambda value: tuple([part(v) for v in value])
    return lambda value: value


def _record_reader(kind: Any) -> _Read:
    hints = get_type_hints(kind)
    held = [(f.name, f.name.rstrip("_"), _reader(hints[f.name]), f.default) for f in fields(kind)]

    def read(plain: Mapping[str, Any]) -> Any:
        given = {}
        for name, key, part, default in held:
            if key in plain or default is MISSING:
                given[name] = part(plain[key])
        return kind(**given)

    return read
