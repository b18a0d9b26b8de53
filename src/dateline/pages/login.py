"""Logging in and out, one's own account with its tokens, and the people of a store."""

from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.errors import UsageError
from dateline.review import add_person, change_person, check_password, digest_of, issue_token, new_secret
from dateline.store import ROLES, People, Store

from .access import SESSION_SECONDS, check_seal, visitor_of
from .limits import LOGIN
from .site import client_of, render, site_of, within_limit


async def form_of(request: Request) -> FormData:
    """The form of a request, its seal checked. Raises HTTPException where it was not made for this visit."""
    form = await request.form(max_files=0, max_fields=60, max_part_size=200_000)
    check_seal(request, form)
    return form


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def local_address(address: str) -> str:
    """The address where it is one of this site, else the overview."""
    is_local = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if is_local and len(address) < 2000 else "/"


def login_page(request: Request) -> Response:
    """The form to log in."""
    return _login_form(request)


def _login_form(request: Request, problem: str | None = None, status_code: int = 200) -> Response:
    site = site_of(request)
    with site.readers.reading() as reader:
        has_people = bool(People(reader.store).all())
    goes_to = local_address(request.query_params.get("next", "/"))
    return render(
        request, "login.html", status_code=status_code, goes_to=goes_to, problem=problem, has_people=has_people
    )


async def log_in(request: Request) -> Response:
    """Start a session under a new name of the visit, so that a cookie given before is worth nothing after."""
    form = await form_of(request)
    site = site_of(request)
    name, password = _text(form, "name").strip(), _text(form, "password")
    now = site.door.now()
    limits = site.door.limits
    is_allowed = limits.allows("login", client_of(request), LOGIN, now)
    is_allowed &= limits.allows("login of", name.casefold()[:80], LOGIN, now)
    if not is_allowed:
        return _login_form(request, "Too many tries. Wait a minute.", 429)
    visit = await run_in_threadpool(_session, request, name, password, int(now))
    if visit is None:
        return _login_form(request, "Name or password is wrong.", 403)
    answer = RedirectResponse(local_address(_text(form, "next")), 303)
    answer.headers.append("set-cookie", site.door.cookie(visit))
    return answer


def _session(request: Request, name: str, password: str, now: int) -> str | None:
    site = site_of(request)
    with site.readers.reading() as reader:
        person = People(reader.store).find(name)
    if not check_password(person, password) or person is None:
        return None
    visit = new_secret()
    with site.writing() as store:
        People(store).end_session(digest_of(visitor_of(request).visit))
        People(store).start_session(digest_of(visit), person.name, now + SESSION_SECONDS, now)
    return visit


async def log_out(request: Request) -> Response:
    """End the session."""
    await form_of(request)
    await _written(request, lambda store: People(store).end_session(digest_of(visitor_of(request).visit)))
    answer = RedirectResponse("/", 303)
    answer.delete_cookie("dateline")
    return answer


def account_page(request: Request) -> Response:
    """One's own account."""
    return _account(request)


def _account(
    request: Request, *, secret: str | None = None, told: str | None = None, status_code: int = 200
) -> Response:
    person = visitor_of(request).person
    assert person is not None
    with site_of(request).readers.reading() as reader:
        tokens = People(reader.store).tokens(person.name)
    return render(
        request, "account.html", status_code=status_code, person=person, tokens=tokens, secret=secret, told=told
    )


async def change_account(request: Request) -> Response:
    """A new token, one token less, or a new password."""
    form = await form_of(request)
    visitor = visitor_of(request)
    person, today = visitor.person, site_of(request).today().isoformat()
    assert person is not None
    if visitor.is_token:
        raise HTTPException(403, "A token cannot change the account that it belongs to.")
    what = _text(form, "what")
    if what == "token":
        secret = await _written(request, lambda store: issue_token(store, person.name, _text(form, "label"), today))
        return _account(request, secret=secret)
    if what == "drop":
        await _written(request, lambda store: People(store).drop_token(person.name, _text(form, "digest")))
        return RedirectResponse("/account", 303)
    if not await run_in_threadpool(check_password, person, _text(form, "password")):
        return _account(request, told="The present password is wrong.", status_code=403)
    try:
        await _written(request, lambda store: change_person(store, person.name, password=_text(form, "new")))
    except UsageError as error:
        return _account(request, told=str(error), status_code=400)
    return RedirectResponse("/login?next=/account", 303)


def people_page(request: Request) -> Response:
    """Everybody who has an account."""
    return _people(request)


def _people(request: Request, problem: str | None = None) -> Response:
    with site_of(request).readers.reading() as reader:
        people = People(reader.store).all()
    status_code = 400 if problem else 200
    return render(request, "people.html", status_code=status_code, people=people, roles=ROLES, problem=problem)


async def change_people(request: Request) -> Response:
    """Somebody new, another role, or an account closed or opened again."""
    form = await form_of(request)
    name, role, today = _text(form, "name"), _text(form, "role"), site_of(request).today().isoformat()
    changes: dict[str, Callable[[Store], Any]] = {
        "add": lambda store: add_person(store, name, _text(form, "password"), role, today),
        "role": lambda store: change_person(store, name, role=role),
        "close": lambda store: change_person(store, name, is_active=False),
        "open": lambda store: change_person(store, name, is_active=True),
    }
    change = changes.get(_text(form, "what"))
    try:
        if change is None:
            raise UsageError("what: no such change.")
        await _written(request, change)
    except UsageError as error:
        return _people(request, str(error))
    return RedirectResponse("/people", 303)


async def _written(request: Request, change: Callable[[Store], Any]) -> Any:
    """What a change of the store gives, made in a thread so that others are served meanwhile."""
    within_limit(request, "write")

    def write() -> Any:
        with site_of(request).writing() as store:
            return change(store)

    return await run_in_threadpool(write)
