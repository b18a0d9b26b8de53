"""The JSON form of records: contract names, stable key order, one object a line."""

import json
from dataclasses import fields, is_dataclass
from typing import Any

from .event import Event
from .incident import Incident, Revision
from .report import Report
from .statement import Claim, Quote, Relation, RoleFiller

_KINDS: dict[type, str] = {
    Report: "report",
    Event: "event",
    Quote: "quote",
    Relation: "relation",
    Claim: "claim",
    Incident: "incident",
    Revision: "revision",
    RoleFiller: "role",
}


def to_plain(value: Any) -> Any:
    """The value as dicts, lists and scalars; a trailing underscore in a field's name is dropped (`from_` -> `from`)."""
    if is_dataclass(value) and not isinstance(value, type):
        plain = {f.name.rstrip("_"): to_plain(getattr(value, f.name)) for f in fields(value)}
        kind = _KINDS.get(type(value))
        return {"kind": kind, **plain} if kind else plain
    if isinstance(value, tuple | list):
        return [to_plain(v) for v in value]
    if isinstance(value, dict):
        return {str(k): to_plain(v) for k, v in value.items()}
    return value


def to_json(record: Any) -> str:
    """One line of JSON for a record, UTF-8 characters kept."""
    return json.dumps(to_plain(record), ensure_ascii=False, separators=(", ", ": "))
