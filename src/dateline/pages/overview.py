"""The overview: events and killed over time, dyads, the latest events, what became of the reports, what is new."""

from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.query import (
    EventQuery,
    IncidentQuery,
    Reader,
    Readers,
    SeriesPoint,
    count_of_events,
    count_of_incidents,
    facets_of_events,
    has_incidents,
    newest_report,
    outcomes_of,
    page_of_events,
    page_of_incidents,
    reports_since,
    series_of,
    top_dyads,
    with_killed_of_incidents,
)

from .memory import Memory
from .params import EventParams
from .site import counting, event_params, render, site_of

_SEEN = "dateline_seen"
_A_YEAR = 365 * 24 * 3600


def overview(request: Request) -> Response:
    """The overview, or the paste page where the store holds no report yet."""
    params = event_params(request)
    query = params.query()
    with site_of(request).readers.reading() as reader:
        newest = newest_report(reader)
        if not newest:
            return RedirectResponse("/paste", 303)
        seen = request.cookies.get(_SEEN, "")
        number = int(seen) if seen.isdecimal() and len(seen) < 16 else None
        is_told, incidents = has_incidents(reader), params.incidents()
        told = page_of_incidents(reader, incidents, sort="updated", limit=8).rows if is_told else ()
        page = render(
            request,
            "overview.html",
            params=params,
            fresh=None if number is None or number > newest else reports_since(reader, number),
            incidents=told,
            latest=() if told else page_of_events(reader, query, limit=8).rows,
            dyads=counting(request, reader)(("dyads", query, 8), lambda r: top_dyads(r, query, limit=8)),
            **_counts(site_of(request).memory, reader, query, incidents, is_told),
        )
    page.set_cookie(_SEEN, str(newest), max_age=_A_YEAR, httponly=True, samesite="lax")
    return page


def count_ahead(memory: Memory, readers: Readers) -> None:
    """Count what the overview shows without filters, so that the first reader need not wait for it."""
    params = EventParams.model_validate({})
    with readers.reading() as reader:
        _counts(memory, reader, params.query(), params.incidents(), has_incidents(reader))


def _counts(
    memory: Memory, reader: Reader, query: EventQuery, incidents: IncidentQuery, is_told: bool
) -> dict[str, Any]:
    """What the overview counts before it comes; the dyads follow where they are not known."""
    ask = partial(memory.ask, reader)
    return {
        "outcomes": ask("outcomes", outcomes_of),
        "series": ask(("series", query, is_told), lambda r: _series(r, query, incidents, is_told)),
        "incident_count": ask(("incidents", incidents), lambda r: count_of_incidents(r, incidents)) if is_told else 0,
        "facets": ask(("facets", query), lambda r: facets_of_events(r, query)),
        "count": ask(("count", query), lambda r: count_of_events(r, query)),
    }


def _series(reader: Reader, query: EventQuery, incidents: IncidentQuery, is_told: bool) -> list[SeriesPoint]:
    """Events over time, with the killed of incidents where they were told."""
    series = series_of(reader, query)
    return with_killed_of_incidents(reader, incidents, series) if is_told else series
