"""Who may what: every address names the role that it needs, and one that names none is refused.

A browser carries one signed cookie. It names a visit; a login gives the visit a new name and a session in the store, of which only
the digest is kept. A form carries a seal that only its own visit can have. A script carries a token of the API instead.
"""

import hmac
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from itsdangerous import BadSignature, TimestampSigner
from starlette.convertors import PathConvertor, register_url_convertor
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.query import Readers
from dateline.review import digest_of, new_secret
from dateline.store import People, Person, Place, PostgresUrl

from .limits import Limits

COOKIE = "dateline"
ANYBODY, READER, VIEWER, CODER, ADMIN = "anybody", "reader", "viewer", "coder", "admin"
"""What an address needs: nothing; to read (a login only where reading is closed); a login; the role of coder; of admin."""

SESSION_SECONDS = 14 * 24 * 3600


@dataclass(slots=True)
class Visitor:
    """Who asks: the visit of the cookie, and the person where one is logged in or a token names one."""

    visit: str
    person: Person | None = None
    is_token: bool = False
    is_new: bool = False

    @property
    def name(self) -> str:
        return self.person.name if self.person else ""

    def may(self, role: str) -> bool:
        """Whether the visitor has the role."""
        return self.person is not None and self.person.may(role)


@dataclass(frozen=True, slots=True)
class Door:
    """The rules of one site. `key` signs; `is_open` lets everybody read; `now` is the time in seconds since 1970."""

    readers: Readers
    key: bytes
    is_open: bool = True
    is_secure: bool = False
    now: Callable[[], float] = time.time
    limits: Limits = field(default_factory=Limits)

    def visitor(self, headers: Headers) -> Visitor:
        """The visitor that a request's headers tell of. Raises HTTPException for a token that is none of ours."""
        scheme, _, secret = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self._of_token(secret)
        visit = self._visit(headers.get("cookie", ""))
        if visit is None:
            return Visitor(new_secret(), is_new=True)
        with self.readers.reading() as reader:
            return Visitor(visit, People(reader.store).of_session(digest_of(visit), int(self.now())))

    def _of_token(self, secret: str) -> Visitor:
        with self.readers.reading() as reader:
            person = People(reader.store).of_token(digest_of(secret.strip()))
        if person is None:
            raise HTTPException(401, "No such token. Make one under “account”.", {"www-authenticate": "Bearer"})
        return Visitor("", person, is_token=True)

    def _visit(self, cookies: str) -> str | None:
        for part in cookies.split(";"):
            name, _, value = part.strip().partition("=")
            if name == COOKIE:
                try:
                    return self._signer().unsign(value, max_age=SESSION_SECONDS).decode()
                except BadSignature:
                    return None
        return None

    def _signer(self) -> TimestampSigner:
        return TimestampSigner(self.key, salt="visit", digest_method=sha256)

    def cookie(self, visit: str) -> str:
        """The header that gives a browser its visit."""
        secure = "; Secure" if self.is_secure else ""
        signed = self._signer().sign(visit).decode()
        return f"{COOKIE}={signed}; Path=/; Max-Age={SESSION_SECONDS}; HttpOnly; SameSite=Lax{secure}"

    def seal(self, visitor: Visitor) -> str:
        """What a form of this visit carries."""
        return hmac.new(self.key, f"form {visitor.visit}".encode(), sha256).hexdigest()

    def is_sealed(self, visitor: Visitor, seal: str) -> bool:
        """Whether a form was made for this visit. A token needs no seal: no browser sends it unasked."""
        return visitor.is_token or hmac.compare_digest(self.seal(visitor), seal)

    def allows(self, visitor: Visitor, needs: str) -> bool:
        """Whether the visitor may what needs that."""
        if needs == ANYBODY:
            return True
        if needs == READER:
            return self.is_open or visitor.may("viewer")
        return needs in {VIEWER, CODER, ADMIN} and visitor.may(needs)


class Guarded(Route):
    """A route that names what it needs, and answers nobody else."""

    def __init__(self, path: str, endpoint: Callable[..., Any], needs: str, methods: Sequence[str] = ("GET",)) -> None:
        super().__init__(path, endpoint, methods=list(methods))
        self.needs = needs

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        door: Door = scope["app"].state.site.door
        visitor: Visitor = scope["visitor"]
        if "refusal" in scope:
            raise scope["refusal"]
        if not door.allows(visitor, self.needs):
            raise HTTPException(403 if visitor.person else 401, _REFUSED if visitor.person else _LOG_IN)
        await super().handle(scope, receive, send)


_REFUSED = "Your account may not do this. Ask an admin of this store."
_LOG_IN = "Log in to see this."


class _Anything(PathConvertor):
    """The rest of an address, line breaks and all: an actor's name may go over the end of a line."""

    regex = "(?s:.*)"


register_url_convertor("anything", _Anything())


def key_beside(db: Place) -> bytes:
    """The key that signs the cookies of a store, made where there is none.

    It lies beside the store's file; for a store on a server, in the state folder of who serves it, never in the database.
    """
    path = _server_key(db) if isinstance(db, PostgresUrl) else db.with_name(db.name + "-key")
    if not path.exists():
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(new_secret())
    return path.read_bytes()


def _server_key(db: PostgresUrl) -> Path:
    folder = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "dateline"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{sha256(str(db).encode()).hexdigest()[:16]}-key"


def unguarded(routes: Sequence[BaseRoute]) -> list[str]:
    """The addresses that name nothing they need; folders of static files are not asked."""
    found = []
    for route in routes:
        if isinstance(route, Mount) and route.routes:
            found += unguarded(route.routes)
        elif not isinstance(route, Guarded | Mount):
            found.append(str(getattr(route, "path", route)))
    return found


class KnowVisitor:
    """Puts the visitor into the request, gives a new browser its cookie where a form was shown, and holds everybody to the limits."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app, self.door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            visitor = self.door.visitor(Headers(scope=scope))
        except HTTPException as refusal:
            visitor = Visitor("")
            scope["refusal"] = refusal
        scope["visitor"] = visitor

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and scope.get("shows_form") and visitor.is_new:
                MutableHeaders(scope=message).append("set-cookie", self.door.cookie(visitor.visit))
            await send(message)

        await self.app(scope, receive, send_with_cookie)


def visitor_of(request: Request) -> Visitor:
    """Who asks."""
    visitor: Visitor = request.scope.get("visitor") or Visitor("")
    return visitor


def seal_of(request: Request) -> str:
    """The seal for a form on the page that answers this request."""
    request.scope["shows_form"] = True
    door: Door = request.app.state.site.door
    return door.seal(visitor_of(request))


def check_seal(request: Request, form: Any) -> None:
    """Raises HTTPException where a form was not made for this visit."""
    door: Door = request.app.state.site.door
    sent = request.headers.get("x-csrf") or form.get("csrf") or ""
    if not door.is_sealed(visitor_of(request), str(sent)):
        raise HTTPException(
            403, "This form is out of date or was not made by this site. Load the page again and repeat it."
        )
