"""The OpenAPI 3.1 document, made from the same declarations as the routes."""

import re
from typing import Any

from pydantic import BaseModel

from dateline import __version__

Declared = tuple[str, str, type[BaseModel], str]
"""A path, its summary, its parameters, and the name of what it gives."""

_RECORD = {"type": "object", "description": "a record of the contract, version 1", "additionalProperties": True}


def _paged(name: str) -> dict[str, Any]:
    """An object with a list of records and the cursor of the next page."""
    return {
        "type": "object",
        "required": [name, "next"],
        "properties": {
            name: {"type": "array", "items": {"$ref": "#/components/schemas/record"}},
            "next": {"type": ["string", "null"], "description": "the value of `after` for the next page"},
        },
    }


def _listed(name: str) -> dict[str, Any]:
    items = {"type": "array", "items": {"type": "object"}}
    return {"type": "object", "required": [name], "properties": {name: items}}


_OUTCOMES = ("coded", "no_event", "failed", "unread", "skipped", "events")
SCHEMAS: dict[str, dict[str, Any]] = {
    "record": _RECORD,
    "events": _paged("events"),
    "reports": _paged("reports"),
    "actors": _paged("actors"),
    "statements": _paged("statements"),
    "event": {"type": "object", "required": ["id", "report_id", "event_type", "evidence"]},
    "report": {"type": "object", "required": ["report", "events", "quotes", "relations", "claims", "neighbours"]},
    "actor": {"type": "object", "required": ["key", "name", "codes", "roles", "mentions", "counterparts", "relations"]},
    "dyads": _listed("dyads"),
    "series": _listed("points"),
    "places": {"type": "object", "required": ["type", "features"]},
    "outcomes": {
        "type": "object",
        "required": list(_OUTCOMES),
        "properties": {name: {"type": "integer"} for name in _OUTCOMES},
    },
    "openapi": {"type": "object", "required": ["openapi", "paths"]},
    "error": {"type": "object", "required": ["error"], "properties": {"error": {"type": "string"}}},
}


def openapi_document(declared: list[Declared]) -> dict[str, Any]:
    """The document for these addresses."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Dateline",
            "version": __version__,
            "description": "Who did what to whom, when, where, how many were hurt, and who says so. Read-only.",
        },
        "servers": [{"url": "/api/v1"}],
        "paths": {_shown_path(row[0]): {"get": _operation(*row)} for row in declared},
        "components": {"schemas": SCHEMAS},
    }


def _shown_path(path: str) -> str:
    return re.sub(r":\w+}", "}", path)


def _operation(path: str, summary: str, params: type[BaseModel], gives: str) -> dict[str, Any]:
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)", path)
    ]
    errors = (
        {"400": "A parameter cannot be so", "404": "No such record"} if in_path else {"400": "A parameter cannot be so"}
    )
    return {
        "summary": summary,
        "operationId": gives,
        "parameters": [*in_path, *_query_parameters(params)],
        "responses": {
            "200": {"description": summary, "content": _content(gives)},
            **{
                code: {"description": text, "content": {"application/json": {"schema": _ref("error")}}}
                for code, text in errors.items()
            },
        },
    }


def _content(gives: str) -> dict[str, Any]:
    content: dict[str, Any] = {"application/json": {"schema": _ref(gives)}}
    if gives == "events":
        content["text/csv"] = {"schema": {"type": "string"}}
    return content


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _query_parameters(params: type[BaseModel]) -> list[dict[str, Any]]:
    schema = params.model_json_schema()
    required = schema.get("required", [])
    found = []
    for name, described in schema.get("properties", {}).items():
        about = described.pop("description", "")
        described.pop("title", None)
        found.append(
            {"name": name, "in": "query", "required": name in required, "description": about, "schema": described}
        )
    return found
