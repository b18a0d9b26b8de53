"""The application: routes, middleware, and errors told as pages."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import cast

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from dateline.errors import DatelineError, InputError, UsageError
from dateline.query import Readers
from dateline.store import open_store

from . import actors, api, events, overview, paste, places, reference, reports
from .coder import Coder
from .security import SecurityHeaders
from .site import Site, make_templates, render

LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
_MAX_BODY = 4_000_000

ROUTES = (
    Route("/", overview.overview),
    Route("/map", places.map_page),
    Route("/events", events.event_list),
    Route("/events/{event_id}", events.event_page),
    Route("/reports", reports.report_list),
    Route("/reports/{report_id}", reports.report_page),
    Route("/actors", actors.actor_list),
    Route("/actors/{key:path}", actors.actor_page),
    Route("/dyads", actors.dyad_list),
    Route("/dyad", actors.dyad_page),
    Route("/paste", paste.paste_page, methods=["GET", "POST"]),
    Route("/codebook", reference.codebook_page),
    Route("/accuracy", reference.accuracy_page),
    Route("/about", reference.about_page),
)


def build_app(
    db: Path,
    *,
    coder: Coder | None = None,
    hosts: Sequence[str] = LOCAL_HOSTS,
    is_warmed: bool = False,
    today: Callable[[], date] = date.today,
) -> Starlette:
    """The application over the store at `db`, made empty where it does not exist.

    `hosts` are the names that it answers to; `is_warmed` loads the coder while the first page is read. Raises StoreError.
    """
    open_store(db).close()
    site = Site(db, Readers(db), make_templates(), coder or Coder(), today)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        if is_warmed:
            site.coder.warm()
        yield

    static = StaticFiles(directory=cast(Path, files(__package__) / "static"))
    app = Starlette(
        routes=[*ROUTES, Mount("/api/v1", routes=list(api.ROUTES)), Mount("/static", static, name="static")],
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
        ],
        exception_handlers={HTTPException: _told, DatelineError: _told, Exception: _broken},
        lifespan=lifespan,
        max_body_size=_MAX_BODY,
    )
    app.state.site = site
    return app


def _told(request: Request, error: Exception) -> Response:
    """The error as a page, or as JSON to the API."""
    if isinstance(error, HTTPException):
        status, detail = error.status_code, error.detail
    else:
        status, detail = 400 if isinstance(error, UsageError | InputError) else 503, str(error)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": detail}, status)
    return render(request, "error.html", status_code=status, status=status, detail=detail)


def _broken(request: Request, error: Exception) -> Response:
    detail = "This page could not be made. The log of the server tells why."
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": detail}, 500)
    return render(request, "error.html", status_code=500, status=500, detail=detail)
