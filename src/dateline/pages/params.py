"""What an address may ask: the filters that all pages and the API share, checked once, at the edge."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlencode

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator
from starlette.requests import Request

from dateline.codebook import load_codebook
from dateline.errors import UsageError
from dateline.query import INCIDENT_SORTS, SORTS, EventQuery, IncidentQuery, ReportQuery
from dateline.store import Filter

M = TypeVar("M", bound=BaseModel)


def _plain(value: Any) -> Any:
    """Text without control characters and outer spaces; empty text is nothing."""
    if isinstance(value, str):
        value = "".join(c for c in value if c.isprintable()).strip()
    return value or None


def iso_day(value: str | None) -> str | None:
    """The day as ISO has it, None for None. Raises ValueError for text that is no day."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise ValueError("not a day; write it as 2019-12-09") from None


_Short = Annotated[str, Field(max_length=200)]
_Cursor = Annotated[str, Field(max_length=600)]
_Quad = Annotated[int, Field(ge=1, le=4)]
_Share = Annotated[float, Field(ge=0, le=1)]

Text = Annotated[_Short | None, BeforeValidator(_plain)]
Cursor = Annotated[_Cursor | None, BeforeValidator(_plain)]
Quad = Annotated[_Quad | None, BeforeValidator(_plain)]
Share = Annotated[_Share | None, BeforeValidator(_plain)]
Day = Annotated[str | None, BeforeValidator(lambda value: iso_day(_plain(value)))]
Flag = Annotated[bool | None, BeforeValidator(_plain)]
Seconds = Annotated[Annotated[int, Field(ge=0, le=10**11)] | None, BeforeValidator(_plain)]
Rows = Annotated[int, BeforeValidator(lambda value: _plain(value) or 50), Field(ge=1, le=500)]
_NEXT = "the cursor of the next page, as the page before gave it"


class EventParams(BaseModel):
    """The filters over events. They stand in the address, so that a view can be sent to somebody."""

    model_config = ConfigDict(frozen=True)

    q: Text = Field(None, description="words that the report must hold")
    actor: Text = Field(None, description="part of an actor's name")
    who: Text = Field(None, description="an actor's key, from its page")
    type: Text = Field(None, description="a PLOVER event type")
    mode: Text = Field(None, description="a PLOVER mode")
    quad: Quad = Field(None, description="quad class, 1 to 4")
    status: Text = Field(None, description="occurred, ongoing, future, sought, hypothetical or negated")
    country: Text = Field(None, description="ISO 3166-1 alpha-3 code of the event's place")
    place: Text = Field(None, description="part of a place's name")
    since: Day = Field(None, description="first day: 2019-12-09")
    until: Day = Field(None, description="last day: 2019-12-09")
    min_confidence: Share = Field(None, description="leave out events that are less sure")
    deaths: Flag = Field(None, description="1: only events with a number of killed")
    background: Flag = Field(None, description="0: leave out what is told as background; 1: only that")
    report: Text = Field(None, description="a report's id")
    claimant: Text = Field(None, description="part of the name of who claims a figure")
    disputed: Flag = Field(None, description="1: only what parties contradict one another in; 0: only the rest")

    @field_validator("type")
    @classmethod
    def _known_type(cls, value: str | None) -> str | None:
        names = [t.name for t in load_codebook().types]
        if value is not None and value.upper() not in names:
            raise ValueError(f"no such event type; types: {', '.join(names)}")
        return value and value.upper()

    def query(self, sort: str = "day", *, is_ascending: bool = False) -> EventQuery:
        """The query over the store."""
        return EventQuery(self.filter(), self.quad, self.who, None, bool(self.deaths), sort, is_ascending)

    def filter(self, as_of: str | None = None) -> Filter:
        """The shared filter, as known on a day."""
        return Filter(
            actor=self.actor, event_type=self.type, mode=self.mode, status=self.status, country=self.country,
            place=self.place, since=self.since, until=self.until, report_id=self.report, text=self.q,
            min_confidence=self.min_confidence, historical=self.background, claimant=self.claimant,
            disputed=self.disputed, as_of=as_of,
        )  # fmt: skip

    def whole(self, as_of: str | None = None) -> Filter:
        """The filter with what pages ask beside it, as one."""
        deaths = True if self.deaths else None
        return replace(self.filter(as_of), quad_class=self.quad, actor_key=self.who, has_deaths=deaths)

    def incidents(self, as_of: str | None = None) -> IncidentQuery:
        """The same of incidents; what is asked of single events alone (background) plays no part."""
        return IncidentQuery(self.filter(as_of), self.quad, self.who, bool(self.deaths))

    def address(self, **changed: Any) -> str:
        """The query string of these filters, some changed; None takes one away."""
        given = {**self.model_dump(include=set(EventParams.model_fields)), **changed}
        return urlencode([(k, _written(v)) for k, v in given.items() if v is not None and v != ""])

    @property
    def given(self) -> dict[str, Any]:
        """The filters that are set, in the order of the form."""
        fields = EventParams.model_fields
        return {name: value for name in fields if (value := getattr(self, name)) is not None}


def _written(value: Any) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)


class ListParams(EventParams):
    """A page of a list of events."""

    sort: Annotated[str, BeforeValidator(lambda v: _plain(v) or "day")] = Field(
        "day", description="what orders the list"
    )
    order: Annotated[Literal["asc", "desc"], BeforeValidator(lambda v: _plain(v) or "desc")] = Field(
        "desc", description="asc or desc"
    )
    after: Cursor = Field(None, description=_NEXT)
    limit: Rows = Field(50, description="rows a page")

    @field_validator("sort")
    @classmethod
    def _known_sort(cls, value: str) -> str:
        if value not in SORTS:
            raise ValueError(f"no such order; orders: {', '.join(SORTS)}")
        return value

    def query(self, sort: str | None = None, *, is_ascending: bool | None = None) -> EventQuery:
        return super().query(
            sort or self.sort, is_ascending=self.order == "asc" if is_ascending is None else is_ascending
        )


class IncidentListParams(EventParams):
    """A page of a list of incidents."""

    sort: Annotated[str, BeforeValidator(lambda v: _plain(v) or "day")] = Field(
        "day", description="what orders the list"
    )
    order: Annotated[Literal["asc", "desc"], BeforeValidator(lambda v: _plain(v) or "desc")] = Field(
        "desc", description="asc or desc"
    )
    as_of: Day = Field(None, description="as known at the end of that day: 2019-12-09")
    after: Cursor = Field(None, description=_NEXT)
    limit: Rows = Field(50, description="rows a page")

    @field_validator("sort")
    @classmethod
    def _known_sort(cls, value: str) -> str:
        if value not in INCIDENT_SORTS:
            raise ValueError(f"no such order; orders: {', '.join(INCIDENT_SORTS)}")
        return value


class ExportParams(EventParams):
    """What an export takes: the filters, the day as known on which, and whether cells are left as they are."""

    as_of: Day = Field(None, description="as known at the end of that day: 2019-12-09")
    plain: Flag = Field(None, description="1: cells that a spreadsheet would run as a formula are not guarded")


class AsOfParams(BaseModel):
    """One record as known on a day."""

    model_config = ConfigDict(frozen=True)

    as_of: Day = Field(None, description="as known at the end of that day: 2019-12-09")


class PagedParams(BaseModel):
    """A page of any list."""

    model_config = ConfigDict(frozen=True)

    after: Cursor = Field(None, description=_NEXT)
    limit: Rows = Field(50, description="rows a page")


class ReportParams(PagedParams):
    """The filters over reports."""

    q: Text = Field(None, description="words that the report must hold")
    outcome: Text = Field(None, description="coded, no_event or failed")
    country: Text = Field(None, description="ISO 3166-1 alpha-3 code of the dateline")
    agency: Text = Field(None, description="the agency of the dateline, as written")
    since: Day = Field(None, description="first day of publication")
    until: Day = Field(None, description="last day of publication")

    def query(self) -> ReportQuery:
        """The query over the store."""
        return ReportQuery(self.q, self.outcome, self.country, self.agency, self.since, self.until)


class ActorParams(PagedParams):
    """The filters over actors."""

    q: Text = Field(None, description="part of the actor's name")
    country: Text = Field(None, description="ISO 3166-1 alpha-3 code of the actor")
    sector: Text = Field(None, description="a PLOVER sector code")
    known: Flag = Field(None, description="1: only actors of the register; 0: only others")


class StatementParams(PagedParams):
    """The filters over quotes, relations and claims."""

    kind: Literal["quote", "relation", "claim"] = Field("claim", description="quote, relation or claim")
    report: Text = Field(None, description="a report's id")


class DyadParams(BaseModel):
    """Two actors by key."""

    a: str = Field(max_length=200, min_length=1, description="an actor's key")
    b: str = Field(max_length=200, min_length=1, description="the other's key")


_ALIASES = {"timestamp>": "timestamp"}
"""`?timestamp>=1700000000` is how ACLED's users ask for what changed since."""


def read_params(model: type[M], request: Request, *, is_strict: bool = False) -> M:
    """The parameters of an address. Raises UsageError for a value that cannot be; `is_strict`: for an unknown name too."""
    given = {_ALIASES.get(name, name): value for name, value in request.query_params.items()}
    unknown = [name for name in given if name not in model.model_fields]
    if is_strict and unknown:
        raise UsageError(f"{unknown[0]}: no such parameter. Parameters: {', '.join(model.model_fields)}.")
    try:
        return model.model_validate({k: v for k, v in given.items() if k in model.model_fields})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise UsageError(f"{name}={str(first['input'])[:80]}: {first['msg'].removeprefix('Value error, ')}.") from None
