"""The JSON API under `/api/v1`: paged by key, the records as the contract has them; decisions are written with a token."""

import hashlib
import json
import math
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from dateline.errors import UsageError
from dateline.processes import definitions_in
from dateline.query import (
    Box,
    EventQuery,
    IncidentQuery,
    Reader,
    actor_relations,
    actor_summary,
    count_of_events,
    count_of_incidents,
    counterparts_of,
    event_by_id,
    event_line,
    incident_bundle,
    incident_places_of,
    map_cells,
    outcomes_of,
    page_of_actors,
    page_of_changes,
    page_of_deleted,
    page_of_event_lines,
    page_of_incidents,
    page_of_reports,
    page_of_statements,
    places_in,
    places_of,
    report_bundle,
    series_of,
    top_dyads,
)
from dateline.records import to_plain
from dateline.review import FIELDS, written
from dateline.store import ReviewConflict, Reviews

from .access import CODER, READER, Guarded, check_seal, visitor_of
from .apidoc import openapi_document
from .eventcsv import rows_of_csv
from .geojson import cell_collection, feature_collection
from .params import (
    ActorParams,
    AsOfParams,
    EventParams,
    Flag,
    IncidentListParams,
    ListParams,
    PagedParams,
    ReportParams,
    Rows,
    Seconds,
    StatementParams,
    Text,
    read_params,
)
from .processes import ProcessParams, definition_of, plain_state
from .review import make_review
from .site import site_of, within_limit


class NoParams(BaseModel):
    """An address that takes no parameters."""

    model_config = ConfigDict(frozen=True)


class EventListParams(ListParams):
    """A page of events; `format=csv` gives all of them as CSV, as `Accept: text/csv` does."""

    format: str = Field("json", pattern="^(json|csv)$", description="json, or csv for all events of the filter")
    timestamp: Seconds = Field(
        None,
        description="only what came or changed in that second since 1970 or later, oldest change first; `timestamp>=` too",
    )


class DeletedParams(PagedParams):
    """Events that are gone."""

    timestamp: Seconds = Field(None, description="gone in that second since 1970 or later; `timestamp>=` too")


class ReviewBody(BaseModel):
    """A reviewer's decision. `fields` are those of the form, as text; `revision` is the one that was seen."""

    model_config = ConfigDict(extra="forbid")

    verdict: Literal["accept", "reject", "edit", "undo"]
    revision: int = Field(ge=0)
    fields: dict[str, Annotated[str, Field(max_length=10_000)]] = Field(default_factory=dict)
    note: Annotated[str, Field(max_length=1000)] = ""
    second: bool = False


class PlaceParams(EventParams):
    """Places within a box."""

    box: Text = Field(
        None, description="west,south,east,north in degrees; a box of many places is told by cells of a grid"
    )


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
    is_counted: bool = False

    def endpoint(self, request: Request) -> Response:
        """The answer as JSON with an ETag, `304` where the client has it already; what is counted is remembered."""
        params = read_params(self.params, request, is_strict=True)
        if isinstance(params, EventListParams) and _wants_csv(request, params):
            return _csv(request, params)
        site = site_of(request)
        with site.readers.reading() as reader:
            if not self.is_counted:
                return answer_json(request, self.answer(reader, params, request))
            body = site.memory.ask(reader, (self.path, params), lambda r: _body(self.answer(r, params, request)))
        return answer_json(request, Written(body))


@dataclass(frozen=True, slots=True)
class Written:
    """An answer that is JSON already."""

    body: bytes


def _body(value: Any) -> bytes:
    if isinstance(value, Written):
        return value.body
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def answer_json(request: Request, value: Any) -> Response:
    """A value as JSON with a weak ETag."""
    body = _body(value)
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


def _events(reader: Reader, params: EventListParams, request: Request) -> Any:
    if params.timestamp is not None:
        changed = page_of_changes(reader, params.query(), params.timestamp, after=params.after, limit=params.limit)
        return {"events": list(changed.rows), "next": changed.next}
    query = params.query()
    number, is_cut = site_of(request).memory.ask(reader, ("count", query), lambda r: count_of_events(r, query))
    page = page_of_event_lines(reader, query, after=params.after, limit=params.limit, count=(number, is_cut))
    rest = _body({"next": page.next, "total": number, "total_is_lower_bound": is_cut})
    return Written(b'{"events":[' + ",".join(page.rows).encode() + b"]," + rest[1:])


def _event(reader: Reader, _: Any, request: Request) -> Any:
    return Written(_or_404(event_line(reader, request.path_params["event_id"]), "event").encode())


def _deleted(reader: Reader, params: DeletedParams, _: Request) -> Any:
    page = page_of_deleted(reader, params.timestamp or 0, after=params.after, limit=params.limit)
    return {"deleted": [asdict(row) for row in page.rows], "next": page.next}


def _reviews(reader: Reader, _: Any, request: Request) -> Any:
    event_id = request.path_params["event_id"]
    held = Reviews(reader.store).find(event_id)
    if held is None:
        _or_404(event_by_id(reader, event_id), "event")
    told = [{k: v for k, v in asdict(r).items() if k != "shown"} for r in Reviews(reader.store).of_event(event_id)]
    state, revision = (held.state, held.revision) if held else ("open", 0)
    return {"state": state, "revision": revision, "reviews": told, "fields": written(held.record) if held else None}


async def post_review(request: Request) -> Response:
    """Keep a decision that comes as JSON; 409 with the record that holds where somebody else was first."""
    try:
        body = ReviewBody.model_validate_json(await request.body())
    except ValidationError as error:
        first = error.errors()[0]
        raise UsageError(f"{'.'.join(map(str, first['loc'])) or 'body'}: {first['msg']}.") from None
    if not visitor_of(request).is_token:
        check_seal(request, {})
    within_limit(request, "write")
    return await run_in_threadpool(_keep_review, request, body)


def _keep_review(request: Request, body: ReviewBody) -> Response:
    site, event_id = site_of(request), request.path_params["event_id"]
    with site.readers.reading() as reader:
        held = Reviews(reader.store).find(event_id)
        event = held.record if held else _or_404(event_by_id(reader, event_id), "event")
        report = _or_404(reader.store.report(event["report_id"]), "report")
    unknown = [name for name in body.fields if name not in FIELDS]
    if unknown:
        raise UsageError(f"fields.{unknown[0]}: no such field. Fields: {', '.join(FIELDS)}.")
    at = datetime.fromtimestamp(site.door.now(), UTC)
    review = make_review(event, report, body.verdict, body.fields, visitor_of(request).name, body.note, at, body.second)
    try:
        with site.writing() as store:
            revision = Reviews(store).add(review, body.revision)
    except ReviewConflict as error:
        told = {"error": str(error), "revision": error.revision, "reviewer": error.reviewer, "event": error.holds}
        return JSONResponse(told, 409)
    return JSONResponse({"event_id": event_id, "revision": revision}, 201)


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
    query, box = params.query(), _box(params.box)
    return _on_map(reader, query, box) or feature_collection(places_of(reader, query, box=box))


def _incidents(reader: Reader, params: IncidentListParams, _: Request) -> Any:
    query = params.incidents(params.as_of)
    page = page_of_incidents(
        reader, query, sort=params.sort, is_ascending=params.order == "asc", after=params.after, limit=params.limit
    )
    return {"incidents": list(page.rows), "next": page.next, "total": count_of_incidents(reader, query)}


def _incident(reader: Reader, params: AsOfParams, request: Request) -> Any:
    return _or_404(incident_bundle(reader, request.path_params["incident_id"], params.as_of), "incident")


def _incident_map(reader: Reader, params: PlaceParams, _: Request) -> Any:
    query, box = params.incidents(), _box(params.box)
    return _on_map(reader, query, box) or feature_collection(incident_places_of(reader, query, box=box))


def _on_map(reader: Reader, query: EventQuery | IncidentQuery, box: Box | None) -> Written | None:
    """The cells of a box with many places; None for one with few."""
    found = map_cells(reader, query, box)
    return None if found is None else Written(cell_collection(*found))


def _places_of_incident(reader: Reader, _: Any, request: Request) -> Any:
    bundle = _or_404(incident_bundle(reader, request.path_params["incident_id"]), "incident")
    return feature_collection(places_in(bundle["events"]))


def _processes(_: Reader, __: Any, request: Request) -> Any:
    return {"processes": [to_plain(d) for d in definitions_in(site_of(request).processes)]}


def _process(reader: Reader, params: ProcessParams, request: Request) -> Any:
    return plain_state(reader, definition_of(request), params)


def _box(text: str | None) -> Box | None:
    if text is None:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
        if not all(map(math.isfinite, (west, south, east, north))):
            raise ValueError(text)
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
    return openapi_document([(r.path, r.summary, r.params, r.gives) for r in API], POSTS)


API = (
    ApiRoute("/events", "Events by filter and order, a page at a time", EventListParams, _events, "events"),
    ApiRoute("/events/{event_id}", "One event", NoParams, _event, "event"),
    ApiRoute("/events/{event_id}/reviews", "What reviewers decided of one event", NoParams, _reviews, "reviews"),
    ApiRoute("/deleted", "Events that are gone, a page at a time", DeletedParams, _deleted, "deleted"),
    ApiRoute("/reports", "Reports by filter, newest first, a page at a time", ReportParams, _reports, "reports"),
    ApiRoute("/reports/{report_id}", "One report with all its records", NoParams, _report, "report"),
    ApiRoute("/actors", "Actors by number of events, a page at a time", ActorParams, _actors, "actors"),
    ApiRoute("/actors/{key:anything}", "One actor with what it was when, and whom it meets", NoParams, _actor, "actor"),
    ApiRoute(
        "/statements", "Quotes, relations or claims, a page at a time", StatementParams, _statements, "statements"
    ),
    ApiRoute("/dyads", "Pairs of actors by number of events", DyadListParams, _dyads, "dyads", True),
    ApiRoute("/series", "Events and killed over time", EventParams, _series, "series", True),
    ApiRoute(
        "/places", "Places of events as GeoJSON, with the precision of each", PlaceParams, _places, "places", True
    ),
    ApiRoute(
        "/incidents", "Incidents by filter and order, a page at a time", IncidentListParams, _incidents, "incidents"
    ),
    ApiRoute("/incidents/{incident_id}", "One incident with all that it rests on", AsOfParams, _incident, "incident"),
    ApiRoute(
        "/incidents/{incident_id}/places",
        "The places told of one incident",
        NoParams,
        _places_of_incident,
        "its-places",
    ),
    ApiRoute("/incident-places", "Places of incidents as GeoJSON", PlaceParams, _incident_map, "incident-places", True),
    ApiRoute("/processes", "The peace processes that are followed", NoParams, _processes, "processes"),
    ApiRoute("/processes/{process_id}", "How a peace process stands", ProcessParams, _process, "process"),
    ApiRoute("/outcomes", "What became of the reports", NoParams, _outcomes, "outcomes", True),
    ApiRoute("/openapi.json", "This description", NoParams, _openapi, "openapi"),
)
"""The addresses of the API, in the order of the documentation."""

POSTS = (("/events/{event_id}/reviews", "Decide on an event, with a token", ReviewBody, "decision"),)
"""What may be written: path, summary, body, and the name of what it gives."""

ROUTES = (
    *(Guarded(r.path, r.endpoint, READER) for r in API),
    Guarded("/events/{event_id}/reviews", post_review, CODER, ["POST"]),
)
