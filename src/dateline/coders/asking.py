"""Asking a model about sentences: the request in the form that its server takes, and what is left of the answer once it is checked."""

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.codebook import Codebook, load_codebook

from .client import Reply
from .strict import BadJson, first_json, read_json

FORMS = ("json_schema", "json_object", "text", "bare")
"""How the answer's form is asked for, the strictest first; a server that refuses one is asked in the next.

`bare` leaves out all settings too, for servers that know none of them.
"""
_TOKENS, _TOKENS_A_SENTENCE = 300, 200
"""How long an answer may be: a model that falls into a loop is cut off soon."""
HARMS = ("killed", "injured", "captured", "missing", "abducted", "released", "displaced", "arrested")
STATUSES = ("occurred", "ongoing", "future", "sought", "hypothetical", "negated")


class Unreadable(Exception):
    """The answer cannot be used; the text says why, in our words. `is_cut` where the model ran out of tokens."""

    def __init__(self, what: str, *, is_cut: bool = False) -> None:
        self.is_cut = is_cut
        super().__init__(what)


class OtherModel(Exception):
    """Another model answered than the one asked for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model proposes, not yet looked at, and the tokens that the server counted."""

    events: tuple[Any, ...]
    tokens_in: int
    tokens_out: int


def prompt_version() -> int:
    """The version of the words that the model is told; part of the coder's version."""
    return int(_prompt()["version"])


def request_body(model: str, published: str | None, sentences: Sequence[tuple[int, str]], form: str) -> bytes:
    """The request about numbered sentences, as JSON. The sentences stand in it as JSON strings: no text can close them."""
    told = {"published": published, "sentences": [{"number": n, "text": text} for n, text in sentences]}
    body: dict[str, Any] = {
        "model": model,
        "messages": [
            {"role": "system", "content": _system()},
            {"role": "user", "content": json.dumps(told, ensure_ascii=False)},
        ],
    }
    if form != "bare":
        body |= {
            "temperature": 0,
            "seed": 0,
            "max_tokens": _TOKENS + _TOKENS_A_SENTENCE * len(sentences),
            "stream": False,
        }
    if form == "json_schema":
        body["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": "events", "strict": True, "schema": schema()},
        }
    elif form == "json_object":
        body["response_format"] = {"type": "json_object", "schema": schema()}
    return json.dumps(body, ensure_ascii=False).encode()


def read_answer(reply: Reply, model: str) -> Answer:
    """The proposals of an answer. Raises Unreadable, or OtherModel."""
    if reply.content_type != "application/json":
        raise Unreadable("not sent as application/json")
    try:
        told = read_json(reply.body)
    except BadJson as error:
        raise Unreadable(str(error)) from None
    if not isinstance(told, dict):
        raise Unreadable("not of the form asked for")
    if not _is_model(told.get("model"), model):
        raise OtherModel
    events = _events(_content(told))
    used = told.get("usage")
    used = used if isinstance(used, dict) else {}
    return Answer(events, _count(used.get("prompt_tokens")), _count(used.get("completion_tokens")))


def _is_model(told: object, asked: str) -> bool:
    """Whether the model that answered is the one asked for: under its name, or a dated version or file of it."""
    if told is None:
        return True
    if not isinstance(told, str):
        return False
    return told == asked or told.startswith(asked + "-") or told.rpartition("/")[2] == asked.rpartition("/")[2]


def _content(told: dict[str, Any]) -> str:
    choices = told.get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        raise Unreadable("no choice in it")
    message = choices[0].get("message")
    if not isinstance(message, dict):
        raise Unreadable("no message in it")
    if message.get("tool_calls") or message.get("function_call"):
        raise Unreadable("a call of a tool, and there are none")
    if choices[0].get("finish_reason") == "length":
        raise Unreadable("cut off", is_cut=True)
    content = message.get("content")
    if not isinstance(content, str):
        raise Unreadable("no text in it")
    return content


def _events(content: str) -> tuple[Any, ...]:
    try:
        told = first_json(content)
    except BadJson as error:
        raise Unreadable(str(error)) from None
    events = told.get("events")
    if not isinstance(events, list):
        raise Unreadable("not of the form asked for")
    return tuple(events)


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9 else 0


@cache
def _prompt() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "prompt.toml").read_text(encoding="utf-8"))


@cache
def _system() -> str:
    book = load_codebook()
    types = "\n".join(_type_line(book, t.name) for t in book.types)
    return str(_prompt()["system"]).replace("{types}", types).strip()


def _type_line(book: Codebook, name: str) -> str:
    found = book.type(name)
    modes = f" Modes: {', '.join(m.name for m in found.modes)}." if found.modes else ""
    return f"{name}: {found.definition}{modes}"


@cache
def schema() -> dict[str, Any]:
    """The JSON schema of an answer, in the subset that strict servers take: every key required, no further ones."""
    words: dict[str, Any] = {"type": "string"}
    maybe: dict[str, Any] = {"type": ["string", "null"]}
    figure = _object({"harm": {"type": "string", "enum": list(HARMS)}, "words": words})
    event = _object(
        {
            "sentence": {"type": "integer"},
            "trigger": words,
            "event_type": {"type": "string", "enum": [t.name for t in load_codebook().types]},
            "mode": maybe,
            "status": {"type": "string", "enum": list(STATUSES)},
            "source": {"type": "array", "items": words},
            "target": {"type": "array", "items": words},
            "mediator": {"type": "array", "items": words},
            "when": maybe,
            "where": maybe,
            "means": maybe,
            "casualties": {"type": "array", "items": figure},
        }
    )
    return _object({"events": {"type": "array", "items": event}})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
