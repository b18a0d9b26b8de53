"""What every page works with: the store's readers, the templates, the coder."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import jinja2
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dateline import __version__
from dateline.codebook import load_codebook
from dateline.export import PROFILES
from dateline.query import Reader, Readers
from dateline.store import Place, Store, open_store

from .access import Door, seal_of, visitor_of
from .coder import Coder
from .limits import EXPORT, PASTE, WRITE
from .memory import Memory
from .params import EventParams, read_params
from .shown import FILTERS, GLOBALS
from .words import mode_term, sector_term, terms_of, type_term

T = TypeVar("T")

NAV = (
    ("/", "Overview", True),
    ("/map", "Map", True),
    ("/incidents", "Incidents", True),
    ("/events", "Events", True),
    ("/reports", "Reports", False),
    ("/actors", "Actors", False),
    ("/dyads", "Dyads", True),
    ("/processes", "Processes", False),
    ("/review", "Review", False),
    ("/paste", "Paste", False),
    ("/codebook", "Codebook", False),
    ("/accuracy", "Accuracy", False),
    ("/about", "About", False),
)
"""The pages of the bar: address, name, and whether the filters of the present page go along."""


@dataclass(frozen=True, slots=True)
class Site:
    """One served store."""

    db: Place
    readers: Readers
    templates: jinja2.Environment
    coder: Coder
    door: Door
    memory: Memory
    today: Callable[[], date] = date.today
    basemap: Path | None = None
    processes: Path = Path("processes")

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """The store, to be changed; readers go on meanwhile. Waits where `dateline code` writes at the moment."""
        store = open_store(self.db, must_exist=True)
        try:
            yield store
        finally:
            store.close()


def make_templates() -> jinja2.Environment:
    """The templates: everything escaped, an unknown name is an error."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader(__package__, "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )
    made.filters.update(FILTERS)
    made.globals.update(
        **GLOBALS,
        codebook=load_codebook,
        types=lambda: load_codebook().types,
        type_term=type_term,
        mode_term=mode_term,
        sector_term=sector_term,
        terms_of=terms_of,
        nav=NAV,
        export_profiles=PROFILES.values,
        version=__version__,
    )
    return made


def site_of(request: Request) -> Site:
    """The site that a request goes to."""
    site: Site = request.app.state.site
    return site


def render(request: Request, template: str, *, status_code: int = 200, **context: Any) -> HTMLResponse:
    """A page. `carried` is the query string that the bar's links take along."""
    site = site_of(request)
    params = context.get("params")
    carried = params.address() if isinstance(params, EventParams) else ""
    body = site.templates.get_template(template).render(
        path=request.url.path,
        carried=carried,
        request_query=request.url.query,
        visitor=visitor_of(request),
        basemap="/basemap.json" if site.basemap else "",
        csrf=lambda: seal_of(request),
        **context,
    )
    return HTMLResponse(body, status_code)


def event_params(request: Request) -> EventParams:
    """The shared filters of an address."""
    return read_params(EventParams, request)


def counting(request: Request, reader: Reader) -> Callable[[Hashable, Callable[[Reader], T]], T | None]:
    """What counts for a page: None where a large store was not counted so before, unless the address says `wait=1`."""
    memory = site_of(request).memory
    return partial(memory.ask if request.query_params.get("wait") == "1" else memory.later, reader)


def client_of(request: Request) -> str:
    """The address that asks."""
    return request.client.host if request.client else "unknown"


_MOST = {"paste": PASTE, "write": WRITE, "export": EXPORT}


def within_limit(request: Request, kind: str) -> None:
    """Raises HTTPException where an address asks for more than is allowed in a minute."""
    door = site_of(request).door
    if not door.limits.allows(kind, client_of(request), _MOST[kind], door.now()):
        raise HTTPException(429, "Too many at once. Wait a minute.", {"retry-after": "60"})
