"""The application: routes, middleware, and errors told as pages."""

import os
import threading
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import date
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import cast
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from dateline.errors import DatelineError, InputError, UsageError
from dateline.query import Readers, prepare_reading
from dateline.store import PostgresUrl, place_of

from . import actors, api, events, exporting, incidents, login, overview, paste, places, reference, reports, review
from . import processes as processes_pages
from .access import ADMIN, ANYBODY, CODER, READER, VIEWER, Door, Guarded, KnowVisitor, unguarded
from .coder import Coder
from .memory import Memory
from .security import SecurityHeaders
from .site import Site, make_templates, render

LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
_MAX_BODY = 4_000_000

ROUTES = (
    Guarded("/", overview.overview, READER),
    Guarded("/map", places.map_page, READER),
    Guarded("/basemap.json", places.basemap_file, READER),
    Guarded("/events", events.event_list, READER),
    Guarded("/events/{event_id}", events.event_page, READER),
    Guarded("/incidents", incidents.incident_list, READER),
    Guarded("/incidents/{incident_id}", incidents.incident_page, READER),
    Guarded("/export/{profile}/{form}", exporting.export_file, READER),
    Guarded("/reports", reports.report_list, READER),
    Guarded("/reports/{report_id}", reports.report_page, READER),
    Guarded("/actors", actors.actor_list, READER),
    Guarded("/actors/{key:anything}", actors.actor_page, READER),
    Guarded("/dyads", actors.dyad_list, READER),
    Guarded("/dyad", actors.dyad_page, READER),
    Guarded("/processes", processes_pages.process_list, READER),
    Guarded("/processes/{process_id}", processes_pages.process_page, READER),
    Guarded("/processes/{process_id}/timeline.svg", processes_pages.process_picture, READER),
    Guarded("/review", review.queue_page, CODER),
    Guarded("/review/log", review.log_page, CODER),
    Guarded("/review/agreement", review.agreement_page, CODER),
    Guarded("/review/gold.jsonl", review.gold_file, CODER),
    Guarded("/events/{event_id}/review", review.event_form, CODER),
    Guarded("/reports/{report_id}/add", review.add_form, CODER),
    Guarded("/paste", paste.paste_page, READER),
    Guarded("/codebook", reference.codebook_page, READER),
    Guarded("/accuracy", reference.accuracy_page, READER),
    Guarded("/about", reference.about_page, READER),
    Guarded("/login", login.login_page, ANYBODY),
    Guarded("/account", login.account_page, VIEWER),
    Guarded("/people", login.people_page, ADMIN),
)
"""The pages."""

DEEDS = (
    Guarded("/paste", paste.paste_report, READER, ["POST"]),
    Guarded("/paste/keep", paste.keep_report, CODER, ["POST"]),
    Guarded("/events/{event_id}/review", review.decide, CODER, ["POST"]),
    Guarded("/reports/{report_id}/add", review.add_event, CODER, ["POST"]),
    Guarded("/incidents/{incident_id}/split", incidents.split, CODER, ["POST"]),
    Guarded("/incidents/{incident_id}/merge", incidents.merge, CODER, ["POST"]),
    Guarded("/login", login.log_in, ANYBODY, ["POST"]),
    Guarded("/logout", login.log_out, VIEWER, ["POST"]),
    Guarded("/account", login.change_account, VIEWER, ["POST"]),
    Guarded("/people", login.change_people, ADMIN, ["POST"]),
)
"""What forms are sent to. All but the form to code a text, which changes nothing, want the seal of their visit."""


def build_app(
    db: str | Path | PostgresUrl,
    *,
    coder: Coder | None = None,
    hosts: Sequence[str] = LOCAL_HOSTS,
    is_warmed: bool = False,
    is_open: bool = True,
    is_secure: bool = False,
    key: bytes | None = None,
    basemap: Path | None = None,
    processes: Path = Path("processes"),
    today: Callable[[], date] = date.today,
    now: Callable[[], float] = time.time,
) -> Starlette:
    """The application over the store at `db`, made empty where it does not exist.

    `hosts` are the names that it answers to; `is_warmed` loads the coder while the first page is read; `is_open` lets everybody
    read; `is_secure` keeps the cookie to HTTPS; `key` signs cookies (None: a new one, so that logins end with the process);
    `basemap` is a file of countries to draw in the place of Natural Earth's; `processes` the folder of process files.
    Raises StoreError.
    """
    prepare_reading(db)
    readers = Readers(db)
    door = Door(readers, key or os.urandom(32), is_open, is_secure, now)
    site = Site(
        place_of(db), readers, make_templates(), coder or Coder(), door, Memory(readers), today, basemap, processes
    )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        if is_warmed:
            site.coder.warm()
            counting = partial(overview.count_ahead, site.memory, readers)
            threading.Thread(target=counting, daemon=True, name="count-ahead").start()
        yield

    static = StaticFiles(directory=cast(Path, files(__package__) / "static"))
    # The API first: a route is found by trying one after the other, and scripts ask most.
    routes = [Mount("/api/v1", routes=list(api.ROUTES)), Mount("/static", static, name="static"), *ROUTES, *DEEDS]
    assert not unguarded(routes), unguarded(routes)
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
            Middleware(KnowVisitor, door),
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
    headers = getattr(error, "headers", None)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": detail}, status, headers)
    if status == 401 and request.method == "GET":
        return RedirectResponse(f"/login?{urlencode({'next': str(request.url.replace(scheme='', netloc=''))})}", 303)
    return render(request, "error.html", status_code=status, status=status, detail=detail)


def _broken(request: Request, error: Exception) -> Response:
    detail = "This page could not be made. The log of the server tells why."
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": detail}, 500)
    return render(request, "error.html", status_code=500, status=500, detail=detail)
