"""The map page. Its figures come from the API, with the filters of the address."""

from functools import partial
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from dateline.query import has_incidents, incident_places_of, places_of, series_of

from .site import counting, event_params, render, site_of


def map_page(request: Request) -> Response:
    """The map, with the places in a table beside it for who cannot see or run it; of incidents where they were told."""
    params = event_params(request)
    with site_of(request).readers.reading() as reader:
        is_told = has_incidents(reader)
        places: Any
        ask, query, incidents = partial(site_of(request).memory.ask, reader), params.query(), params.incidents()
        later = counting(request, reader)
        if is_told:
            places = later(("places", incidents), lambda r: incident_places_of(r, incidents, limit=200))
        else:
            places = later(("places", query), lambda r: places_of(r, query, limit=200))
        series = ask(("series", query), lambda r: series_of(r, query))
    return render(request, "map.html", params=params, places=places, series=series, is_told=is_told)


def basemap_file(request: Request) -> Response:
    """The countries that the site was started with, in the place of Natural Earth's."""
    basemap = site_of(request).basemap
    if basemap is None:
        raise HTTPException(404, "No basemap of its own.")
    return FileResponse(basemap, media_type="application/json")
