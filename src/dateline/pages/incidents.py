"""Incidents: what many reports tell of one happening, every claim side by side, what changed when, and who joined it."""

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.engine import tell_incidents
from dateline.errors import UsageError
from dateline.query import count_of_incidents, has_incidents, incident_bundle, page_of_incidents
from dateline.records import Decision
from dateline.store import Store

from .access import visitor_of
from .login import form_of
from .params import AsOfParams, IncidentListParams, read_params
from .site import Site, render, site_of, within_limit

_TOLD_AT_ONCE = 3_000
"""Reports up to which a decision is brought into the incidents while the reviewer waits; beyond, the next coding does it."""


def incident_list(request: Request) -> Response:
    """The incidents of a filter, a page at a time."""
    params = read_params(IncidentListParams, request)
    query = params.incidents(params.as_of)
    with site_of(request).readers.reading() as reader:
        page = page_of_incidents(
            reader, query, sort=params.sort, is_ascending=params.order == "asc", after=params.after, limit=params.limit
        )
        ask = site_of(request).memory.ask
        count = ask(reader, ("incidents", query), lambda r: count_of_incidents(r, query))
        is_told = has_incidents(reader)
    return render(request, "incidents.html", params=params, page=page, count=count, is_told=is_told)


def incident_page(request: Request) -> Response:
    """One incident as known on a day."""
    as_of = read_params(AsOfParams, request).as_of
    with site_of(request).readers.reading() as reader:
        bundle = incident_bundle(reader, request.path_params["incident_id"], as_of)
        if bundle is None and as_of is not None:
            bundle = incident_bundle(reader, request.path_params["incident_id"])
            if bundle is not None:
                first = bundle["accounts"][0]["known_from"]
                return render(
                    request,
                    "error.html",
                    status_code=404,
                    status=404,
                    detail=f"Nothing was known of this before {first}.",
                )
        is_current = bundle is not None and reader.store.incidents.is_up_to_date()
    if bundle is None:
        raise HTTPException(404, "No incident of this id is in the store.")
    known = [a["known_from"] for a in bundle["accounts"] if a["known_from"] != "9999-12-31"]
    return render(
        request, "incident.html", **bundle, as_of=as_of, days=known, is_current=is_current,
        events_by_id={e["id"]: e for e in bundle["events"]}, reports_by_id={r["id"]: r for r in bundle["reports"]},
        claims_by_id={c["id"]: c for c in bundle["claims"]}, decided=_counted(bundle),
    )  # fmt: skip


def _counted(bundle: dict[str, Any]) -> dict[str, tuple[bool, str]]:
    """For each claim, whether it counts for a figure, and why or why not."""
    return {
        c["claim_id"]: (c["is_counted"], c["why"]) for toll in bundle["incident"]["casualties"] for c in toll["claims"]
    }


async def split(request: Request) -> Response:
    """Part the events that were ticked from the rest of their incident."""
    return await _decide(request, "part")


async def merge(request: Request) -> Response:
    """Join another incident to this one."""
    return await _decide(request, "join")


async def _decide(request: Request, kind: str) -> Response:
    form = await form_of(request)
    within_limit(request, "write")
    goes_to = await run_in_threadpool(_decided, site_of(request), request, form, kind)
    return RedirectResponse(goes_to, 303)


def _decided(site: Site, request: Request, form: FormData, kind: str) -> str:
    """Keep the decision, tell the incidents anew where that is quick, and give the address of the incident then."""
    incident_id, day = request.path_params["incident_id"], site.today().isoformat()
    note = ": ".join(filter(None, (visitor_of(request).name, str(form.get("note") or "").strip()[:400])))
    with site.writing() as store:
        mine = _events_of(store, site, incident_id)
        if kind == "part":
            apart = [str(e) for e in form.getlist("event")]
            rest = [e for e in mine if e not in apart]
            if not apart or not rest or not set(apart) <= set(mine):
                raise UsageError("Tick the events that tell of something else, and leave at least one.")
            pairs = [Decision("part", a, b) for a in apart for b in rest]
        else:
            other = str(form.get("other") or "").strip().rsplit("/", 1)[-1].split("?")[0]
            theirs = _events_of(store, site, other) if other and other != incident_id else []
            if not theirs:
                raise UsageError("Give the id or the address of another incident of this store.")
            pairs = [Decision("join", mine[0], e) for e in theirs]
            rest = mine
        store.incidents.decide(pairs, day, note)
        if store.counts()["report"] <= _TOLD_AT_ONCE:
            tell_incidents(store, day)
        return f"/incidents/{_incident_of(store, rest[0]) or incident_id}"


def _events_of(store: Store, site: Site, incident_id: str) -> list[str]:
    with site.readers.reading() as reader:
        bundle = incident_bundle(reader, incident_id)
    return [e["id"] for e in bundle["events"]] if bundle else []


def _incident_of(store: Store, event_id: str) -> str | None:
    event = store.event(event_id)
    return store.incidents.of_event(event["report_id"], event_id) if event else None
