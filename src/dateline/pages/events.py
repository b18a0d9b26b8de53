"""The table of events and the page of one."""

from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.query import Facet, count_of_events, event_by_id, facets_of_events, page_of_events, report_bundle
from dateline.store import Reviews

from .highlight import marks_of, paragraph_of, segments
from .params import ListParams, read_params
from .site import counting, render, site_of

COLUMNS = {
    "when": "When", "type": "What", "status": "Status", "source": "Who", "target": "To whom", "where": "Where",
    "harm": "Harm", "speaker": "Who says so", "sentence": "Words", "confidence": "Sure", "report": "Report",
}  # fmt: skip
_SHOWN_FIRST = ("when", "type", "source", "target", "where", "harm", "sentence")


def event_list(request: Request) -> Response:
    """The events of a filter, a page at a time, with what they split into."""
    params = read_params(ListParams, request)
    chosen = [c for c in request.query_params.getlist("col") if c in COLUMNS] or list(_SHOWN_FIRST)
    query = params.query()
    with site_of(request).readers.reading() as reader:
        ask = partial(site_of(request).memory.ask, reader)
        count, is_cut = ask(("count", query), lambda r: count_of_events(r, query))
        page = page_of_events(reader, query, after=params.after, limit=params.limit, count=(count, is_cut))
        later = counting(request, reader) if is_cut else ask
        facets: list[Facet] | None = later(("facets", query), lambda r: facets_of_events(r, query))
        is_whole = is_cut and facets is not None
        if is_cut and facets is not None:
            count, is_cut = sum(f.events for f in facets if f.name == "type"), False
        return render(
            request,
            "events.html",
            params=params,
            page=page,
            count=(count, is_cut),
            facets=facets,
            is_whole=is_whole,
            columns=COLUMNS,
            chosen=chosen,
        )


def event_page(request: Request) -> Response:
    """One event: every field beside the words that it rests on."""
    with site_of(request).readers.reading() as reader:
        held = Reviews(reader.store).find(request.path_params["event_id"])
        event = held.record if held else event_by_id(reader, request.path_params["event_id"])
        trail = list(Reviews(reader.store).of_event(request.path_params["event_id"]))
        bundle = event and report_bundle(reader, event["report_id"])
        incident = event and reader.store.incidents.of_event(event["report_id"], event["id"])
    if not event or not bundle:
        raise HTTPException(404, "No event of this id is in the store.")
    report = bundle["report"]
    start, end = paragraph_of(report["text"], event["sentence"]["start"], event["sentence"]["end"])
    return render(
        request,
        "event.html",
        event=event,
        report=report,
        segments=segments(report["text"], marks_of([event], [], []), start, end),
        claims=[c for c in bundle["claims"] if c["event_id"] == event["id"]],
        held=held,
        incident=incident,
        trail=trail,
        others=[e for e in bundle["events"] if e["id"] != event["id"]],
    )
