"""The map page. Its figures come from the API, with the filters of the address."""

from starlette.requests import Request
from starlette.responses import Response

from dateline.query import places_of, series_of

from .site import event_params, render, site_of


def map_page(request: Request) -> Response:
    """The map, with the places in a table beside it for who cannot see or run it."""
    params = event_params(request)
    with site_of(request).readers.reading() as reader:
        places = places_of(reader, params.query(), limit=200)
        series = series_of(reader, params.query())
    return render(request, "map.html", params=params, places=places, series=series)
