"""The overview: events and killed over time, dyads, the latest events, what became of the reports, what is new."""

from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.query import (
    EventQuery,
    IncidentQuery,
    Reader,
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

from .site import event_params, render, site_of

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
        ask = partial(site_of(request).memory.ask, reader)
        told = page_of_incidents(reader, incidents, sort="updated", limit=8).rows if is_told else ()
        page = render(
            request,
            "overview.html",
            params=params,
            outcomes=ask("outcomes", outcomes_of),
            fresh=None if number is None or number > newest else reports_since(reader, number),
            series=ask(("series", query, is_told), lambda r: _series(r, query, incidents, is_told)),
            incidents=told,
            incident_count=ask(("incidents", incidents), lambda r: count_of_incidents(r, incidents)) if is_told else 0,
            dyads=ask(("dyads", query, 8), lambda r: top_dyads(r, query, limit=8)),
            latest=() if told else page_of_events(reader, query, limit=8).rows,
            facets=ask(("facets", query), lambda r: facets_of_events(r, query)),
            count=ask(("count", query), lambda r: count_of_events(r, query)),
        )
    page.set_cookie(_SEEN, str(newest), max_age=_A_YEAR, httponly=True, samesite="lax")
    return page


def _series(reader: Reader, query: EventQuery, incidents: IncidentQuery, is_told: bool) -> list[SeriesPoint]:
    """Events over time, with the killed of incidents where they were told."""
    series = series_of(reader, query)
    return with_killed_of_incidents(reader, incidents, series) if is_told else series
