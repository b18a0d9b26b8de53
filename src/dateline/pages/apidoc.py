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
    "deleted": _paged("deleted"),
    "incidents": _paged("incidents"),
    "incident": {
        "type": "object",
        "required": ["incident", "accounts", "links", "events", "claims", "reports", "history"],
    },
    "processes": _listed("processes"),
    "process": {
        "type": "object",
        "required": ["id", "name", "rounds", "commitments", "ceasefires", "violence", "comparison"],
    },
    "its-places": {"type": "object", "required": ["type", "features"]},
    "incident-places": {"type": "object", "required": ["type", "features"]},
    "reviews": {"type": "object", "required": ["state", "revision", "reviews"]},
    "decision": {"type": "object", "required": ["event_id", "revision"]},
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


def openapi_document(declared: list[Declared], written: tuple[Declared, ...] = ()) -> dict[str, Any]:
    """The document for these addresses; `written` are those that take a body, whose model stands in the place of parameters."""
    paths: dict[str, dict[str, Any]] = {_shown_path(row[0]): {"get": _operation(*row)} for row in declared}
    for row in written:
        paths.setdefault(_shown_path(row[0]), {})["post"] = _writing(*row)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Dateline",
            "version": __version__,
            "description": "Who did what to whom, when, where, how many were hurt, who says so. Reading is free; writing needs a token.",
        },
        "servers": [{"url": "/api/v1"}],
        "paths": paths,
        "components": {"schemas": SCHEMAS, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }


def _shown_path(path: str) -> str:
    return re.sub(r":\w+}", "}", path)


def _operation(path: str, summary: str, params: type[BaseModel], gives: str) -> dict[str, Any]:
    in_path = [_path_parameter(name) for name in re.findall(r"{(\w+)", path)]
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


def _writing(path: str, summary: str, body: type[BaseModel], gives: str) -> dict[str, Any]:
    told = {"400": "The body cannot be so", "401": "No token", "403": "Not this role", "404": "No such record"}
    told["409"] = "Somebody else changed it since that revision"
    errors = {
        code: {"description": text, "content": {"application/json": {"schema": _ref("error")}}}
        for code, text in told.items()
    }
    return {
        "summary": summary,
        "operationId": gives,
        "security": [{"token": []}],
        "parameters": [_path_parameter(name) for name in re.findall(r"{(\w+)", path)],
        "requestBody": {"required": True, "content": {"application/json": {"schema": body.model_json_schema()}}},
        "responses": {"201": {"description": summary, "content": _content(gives)}, **errors},
    }


def _path_parameter(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


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
