"""The JSON API under `/api/v1`: read-only, paged by key, the records as the contract has them."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from dateline.query import (
    Reader,
    actor_relations,
    actor_summary,
    count_of_events,
    counterparts_of,
    event_by_id,
    outcomes_of,
    page_of_actors,
    page_of_events,
    page_of_reports,
    page_of_statements,
    places_of,
    report_bundle,
    series_of,
    top_dyads,
)

from .apidoc import openapi_document
from .eventcsv import rows_of_csv
from .geojson import feature_collection
from .params import ActorParams, EventParams, Flag, ListParams, ReportParams, Rows, StatementParams, Text, read_params
from .site import site_of


class NoParams(BaseModel):
    """An address that takes no parameters."""


class EventListParams(ListParams):
    """A page of events; `format=csv` gives all of them as CSV, as `Accept: text/csv` does."""

    format: str = Field("json", pattern="^(json|csv)$", description="json, or csv for all events of the filter")


class PlaceParams(EventParams):
    """Places within a box."""

    box: Text = Field(None, description="west,south,east,north in degrees")


class DyadListParams(EventParams):
    """Pairs of actors."""

    known: Flag = Field(None, description="1: only actors of the register")
    within: Text = Field(None, description="an actor's key: only pairs that it is in")
    limit: Rows = Field(50, description="pairs at most")


@dataclass(frozen=True, slots=True)
class ApiRoute:
    """One address of the API. `answer` makes what is sent as JSON from the reader, the parameters and the request."""

    path: str
    summary: str
    params: type[BaseModel]
    answer: Callable[[Reader, Any, Request], Any]
    gives: str

    def endpoint(self, request: Request) -> Response:
        """The answer as JSON with an ETag, `304` where the client has it already."""
        params = read_params(self.params, request, is_strict=True)
        if isinstance(params, EventListParams) and _wants_csv(request, params):
            return _csv(request, params)
        with site_of(request).readers.reading() as reader:
            return answer_json(request, self.answer(reader, params, request))


def answer_json(request: Request, value: Any) -> Response:
    """A value as JSON with a weak ETag."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    etag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"etag": etag, "cache-control": "no-cache", "vary": "accept"}
    held = [tag.strip() for tag in request.headers.get("if-none-match", "").split(",")]
    if etag in held or "*" in held:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


def _wants_csv(request: Request, params: EventListParams) -> bool:
    accepted = request.headers.get("accept", "")
    return params.format == "csv" or ("text/csv" in accepted and "application/json" not in accepted)


def _csv(request: Request, params: EventListParams) -> Response:
    """All events of the filter as CSV, sent as they are read."""
    headers = {"content-disposition": 'attachment; filename="dateline-events.csv"', "vary": "accept"}
    lines = rows_of_csv(site_of(request).readers, params.query())
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=headers)


def _events(reader: Reader, params: EventListParams, _: Request) -> Any:
    page = page_of_events(reader, params.query(), after=params.after, limit=params.limit)
    number, is_cut = count_of_events(reader, params.query())
    return {
        "events": [row.event for row in page.rows],
        "next": page.next,
        "total": number,
        "total_is_lower_bound": is_cut,
    }


def _event(reader: Reader, _: Any, request: Request) -> Any:
    return _or_404(event_by_id(reader, request.path_params["event_id"]), "event")


def _reports(reader: Reader, params: ReportParams, _: Request) -> Any:
    page = page_of_reports(reader, params.query(), after=params.after, limit=params.limit)
    return {"reports": list(page.rows), "next": page.next}


def _report(reader: Reader, _: Any, request: Request) -> Any:
    return _or_404(report_bundle(reader, request.path_params["report_id"]), "report")


def _actors(reader: Reader, params: ActorParams, _: Request) -> Any:
    page = page_of_actors(
        reader, text=params.q, country=params.country, sector=params.sector, is_known=params.known,
        after=params.after, limit=params.limit,
    )  # fmt: skip
    return {"actors": [asdict(row) for row in page.rows], "next": page.next}


def _actor(reader: Reader, _: Any, request: Request) -> Any:
    key = request.path_params["key"]
    actor = _or_404(actor_summary(reader, key), "actor")
    counterparts = [asdict(row) for row in counterparts_of(reader, key)]
    return {**actor, "counterparts": counterparts, "relations": actor_relations(reader, key)}


def _statements(reader: Reader, params: StatementParams, _: Request) -> Any:
    page = page_of_statements(reader, params.kind, report_id=params.report, after=params.after, limit=params.limit)
    return {"statements": list(page.rows), "next": page.next}


def _dyads(reader: Reader, params: DyadListParams, _: Request) -> Any:
    found = top_dyads(reader, params.query(), limit=params.limit, is_known=bool(params.known), within=params.within)
    return {"dyads": [asdict(d) for d in found]}


def _series(reader: Reader, params: EventParams, _: Request) -> Any:
    return {"points": [asdict(point) for point in series_of(reader, params.query())]}


def _places(reader: Reader, params: PlaceParams, _: Request) -> Any:
    return feature_collection(places_of(reader, params.query(), box=_box(params.box)))


def _box(text: str | None) -> tuple[float, float, float, float] | None:
    if text is None:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise HTTPException(400, "box: write it as west,south,east,north in degrees.") from None
    return west, south, east, north


def _outcomes(reader: Reader, _: Any, __: Request) -> Any:
    return asdict(outcomes_of(reader))


def _or_404(found: Any, kind: str) -> Any:
    if found is None:
        raise HTTPException(404, f"No such {kind} in the store.")
    return found


def _openapi(_: Reader, __: Any, ___: Request) -> Any:
    return openapi_document([(r.path, r.summary, r.params, r.gives) for r in API])


API = (
    ApiRoute("/events", "Events by filter and order, a page at a time", EventListParams, _events, "events"),
    ApiRoute("/events/{event_id}", "One event", NoParams, _event, "event"),
    ApiRoute("/reports", "Reports by filter, newest first, a page at a time", ReportParams, _reports, "reports"),
    ApiRoute("/reports/{report_id}", "One report with all its records", NoParams, _report, "report"),
    ApiRoute("/actors", "Actors by number of events, a page at a time", ActorParams, _actors, "actors"),
    ApiRoute("/actors/{key:path}", "One actor with what it was when, and whom it meets", NoParams, _actor, "actor"),
    ApiRoute(
        "/statements", "Quotes, relations or claims, a page at a time", StatementParams, _statements, "statements"
    ),
    ApiRoute("/dyads", "Pairs of actors by number of events", DyadListParams, _dyads, "dyads"),
    ApiRoute("/series", "Events and killed over time", EventParams, _series, "series"),
    ApiRoute("/places", "Places of events as GeoJSON, with the precision of each", PlaceParams, _places, "places"),
    ApiRoute("/outcomes", "What became of the reports", NoParams, _outcomes, "outcomes"),
    ApiRoute("/openapi.json", "This description", NoParams, _openapi, "openapi"),
)
"""The addresses of the API, in the order of the documentation."""

ROUTES = tuple(Route(r.path, r.endpoint) for r in API)
