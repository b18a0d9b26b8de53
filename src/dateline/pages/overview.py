"""The overview: events and killed over time, dyads, the latest events, what became of the reports, what is new."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.query import (
    count_of_events,
    facets_of_events,
    newest_report,
    outcomes_of,
    page_of_events,
    reports_since,
    series_of,
    top_dyads,
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
        page = render(
            request,
            "overview.html",
            params=params,
            outcomes=outcomes_of(reader),
            fresh=None if number is None or number > newest else reports_since(reader, number),
            series=series_of(reader, query),
            dyads=top_dyads(reader, query, limit=8),
            latest=page_of_events(reader, query, limit=8).rows,
            facets=facets_of_events(reader, query),
            count=count_of_events(reader, query),
        )
    page.set_cookie(_SEEN, str(newest), max_age=_A_YEAR, httponly=True, samesite="lax")
    return page
