"""JSON from outside, read strictly: a key twice, NaN, endless numbers and nests of thousands of brackets are refused."""

import json
from typing import Any, NoReturn


class BadJson(Exception):
    """What was sent is no JSON that can be trusted; the text says why, in our words."""


def read_json(text: str | bytes) -> Any:
    """The value of a JSON document. Raises BadJson."""
    return _read(text, is_whole=True)


def first_json(text: str) -> Any:
    """The first JSON object in running text: a model's words around it, or a fence, are passed over. Raises BadJson."""
    start = text.find("{")
    if start < 0:
        raise BadJson("no JSON in it")
    return _read(text[start:], is_whole=False)


def _read(text: str | bytes, *, is_whole: bool) -> Any:
    try:
        told = text if isinstance(text, str) else text.decode("utf-8")
        value, end = _DECODER.raw_decode(told.lstrip())
        if is_whole and told.lstrip()[end:].strip():
            raise BadJson("more than one JSON value")
        return value
    except UnicodeDecodeError:
        raise BadJson("not UTF-8") from None
    except RecursionError:
        raise BadJson("JSON nested too deep") from None
    except ValueError:
        raise BadJson("not JSON, or cut off") from None


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadJson("a key given twice")
    return found


def _constant(name: str) -> NoReturn:
    raise BadJson("a number that is none (NaN or infinite)")


_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_constant=_constant)
