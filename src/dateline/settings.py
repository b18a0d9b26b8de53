"""Settings: command line over environment (`DATELINE_…`) over `dateline.toml` over defaults."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    FilePath,
    IPvAnyNetwork,
    ValidationError,
    field_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from dateline.codebook import load_codebook
from dateline.errors import UsageError
from dateline.fetch import USER_AGENT, FetchOptions
from dateline.store import Filter, Near, Place, PostgresUrl, place_of

SETTINGS_FILE = "dateline.toml"


_STATUSES = ("occurred", "ongoing", "future", "sought", "hypothetical", "negated", "withdrawn")
_CLAIMANT_KINDS = ("party", "official", "medical", "witness", "ngo", "un", "media", "unnamed")


class View(BaseModel):
    """What a listing, export or page is asked for, as a person writes it: the options of the command line, or `[views.NAME]`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    actor: str | None = Field(None, description="part of an actor's name, on any side")
    dyad: str | None = Field(
        None, description="two actors that both take part, by parts of their names: Taliban:Afghan army"
    )
    type: str | None = Field(None, description="PLOVER event type, such as ASSAULT")
    mode: str | None = Field(None, description="PLOVER mode, such as aerial")
    status: str | None = Field(None, description=f"one of {', '.join(_STATUSES)}")
    country: str | None = Field(None, description="ISO 3166 code of the country where it happened: AFG")
    admin: str | None = Field(None, description="part of the name of a province or district")
    place: str | None = Field(None, description="part of a place's name")
    near: str | None = Field(None, description="within so many km of a point: 34.53,69.17,50 (latitude, longitude, km)")
    since: str | None = Field(None, description="first day: 2019-12-01")
    until: str | None = Field(None, description="last day")
    claimant: str | None = Field(None, description="part of the name of who says so")
    claimant_kind: str | None = Field(None, description=f"one of {', '.join(_CLAIMANT_KINDS)}")
    min_confidence: float | None = Field(None, ge=0, le=1, description="at least this sure (0 to 1)")
    disputed: bool | None = Field(None, description="only what parties contradict one another in, or only the rest")
    background: bool | None = Field(None, description="only events told as background, or only those told as news")
    text: str | None = Field(None, description="words that the report must hold")
    as_of: str | None = Field(None, description="as known at the end of that day: 2020-03-01")

    @field_validator("since", "until", "as_of")
    @classmethod
    def _is_day(cls, value: str | None) -> str | None:
        try:
            return value and date.fromisoformat(value).isoformat()
        except ValueError:
            raise ValueError("no date; write it as 2019-12-09") from None

    @field_validator("type")
    @classmethod
    def _is_type(cls, value: str | None) -> str | None:
        return value and _one_of(value.upper(), [t.name for t in load_codebook().types])

    @field_validator("status")
    @classmethod
    def _is_status(cls, value: str | None) -> str | None:
        return value and _one_of(value, _STATUSES)

    @field_validator("claimant_kind")
    @classmethod
    def _is_kind(cls, value: str | None) -> str | None:
        return value and _one_of(value, _CLAIMANT_KINDS)

    @field_validator("dyad")
    @classmethod
    def _is_dyad(cls, value: str | None) -> str | None:
        if value is not None and not all(part.strip() for part in (*value.partition(":")[::2],)):
            raise ValueError("write two names with a colon between them: Taliban:Afghan army")
        return value

    @field_validator("near")
    @classmethod
    def _is_near(cls, value: str | None) -> str | None:
        if value is not None:
            _near(value)
        return value

    def filter(self) -> Filter:
        """The filter over the store."""
        first, _, second = (self.dyad or "").partition(":")
        same = ("actor", "mode", "status", "country", "admin", "place", "since", "until", "claimant", "claimant_kind", "text",
                "min_confidence", "disputed", "as_of")  # fmt: skip
        return Filter(
            **{name: getattr(self, name) for name in same},
            event_type=self.type,
            dyad=(first.strip(), second.strip()) if self.dyad else None,
            near=_near(self.near) if self.near else None,
            historical=self.background,
        )


def _one_of(value: str, known: Iterable[str]) -> str:
    if value not in known:
        raise ValueError(f"none such; there are: {', '.join(known)}")
    return value


def _near(value: str) -> Near:
    try:
        lat, lon, km = map(float, value.split(","))
        if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 < km <= 20_040):
            raise ValueError
    except ValueError:
        raise ValueError("write latitude, longitude and km: 34.53,69.17,50") from None
    return Near(lat, lon, km)


class _Source(BaseModel):
    """What all that is watched has: how often it is looked at."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    every: str | None = Field(None, description="how often: 90s, 15m, 6h, 1d; default: that of [watch]")

    @field_validator("every")
    @classmethod
    def _is_pause(cls, value: str | None) -> str | None:
        if value is not None:
            seconds_of(value)
        return value


class WatchedFeed(_Source):
    """`[watch.feeds.NAME]`: an RSS or Atom feed."""

    address: str = Field(description="the feed's address")
    text: Literal["auto", "feed", "page"] = Field(
        "auto",
        description="whose words are coded: the page's, the feed's own, or auto: the feed's where they are whole",
    )


class WatchedList(_Source):
    """`[watch.lists.NAME]`: a file of addresses, or one that names such files (GDELT's lastupdate.txt)."""

    address: str = Field(description="the file's address")
    files: str = Field("gkg", description="of the files that it names, those with this in their name")
    step: str = Field("15m", description="how far apart the files are whose names carry their time (YYYYMMDDHHMMSS)")
    missed: int = Field(96, ge=0, le=3_000, description="of such files, how many that came and went unseen are fetched")

    @field_validator("step")
    @classmethod
    def _is_step(cls, value: str) -> str:
        seconds_of(value)
        return value


class WatchedFolder(_Source):
    """`[watch.folders.NAME]`: a folder that files are put into."""

    path: Path = Field(description="the folder")


class Watch(BaseModel):
    """`[watch]`: what `dateline watch` looks at, and how `watch` and `fetch` fetch."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    every: str = Field("15m", description="how often feeds, lists and folders are looked at")
    feeds: dict[str, WatchedFeed] = Field({}, description="feeds by name")
    lists: dict[str, WatchedList] = Field({}, description="lists of addresses by name")
    folders: dict[str, WatchedFolder] = Field({}, description="folders by name")
    port: int = Field(8010, ge=0, le=65535, description="the port of the health page on 127.0.0.1; 0: none")
    give_up: str = Field("3d", description="how long a page that cannot be had is tried again")
    delay: float = Field(2.0, ge=0, le=3_600, description="seconds between two requests to one host")
    seconds: float = Field(30.0, gt=0, le=600, description="time that one request may take")
    max_mb: int = Field(20, ge=1, le=2_000, description="megabytes that one answer may have")
    robots: bool = Field(True, description="heed robots.txt")
    user_agent: str = Field(USER_AGENT, max_length=300, pattern=r"^[\x20-\x7e]+$", description="who we say we are")
    only_hosts: tuple[str, ...] = Field((), description="fetch from these hosts and those below them, and no others")
    ports: tuple[int, ...] = Field((80, 443), description="ports that are fetched from")
    networks: tuple[IPvAnyNetwork, ...] = Field(
        (), description="networks that are fetched from though they are not public"
    )
    authorities: FilePath | None = Field(
        None, description="a file of certificates to trust in the place of the machine's"
    )

    @field_validator("every", "give_up")
    @classmethod
    def _is_pause(cls, value: str) -> str:
        seconds_of(value)
        return value

    @field_validator("only_hosts")
    @classmethod
    def _are_hosts(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(host.strip().rstrip(".").lower() for host in value)

    def fetching(self) -> FetchOptions:
        """How addresses are fetched."""
        return FetchOptions(
            only_hosts=self.only_hosts,
            ports=self.ports,
            networks=self.networks,
            honour_robots=self.robots,
            user_agent=self.user_agent,
            delay=self.delay,
            seconds=self.seconds,
            max_bytes=self.max_mb * 1_000_000,
            authorities=self.authorities,
        )


_UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}


def seconds_of(text: str) -> float:
    """The seconds of a pause written as `90s`, `15m`, `6h` or `1d`. Raises ValueError."""
    match = re.fullmatch(r"(\d{1,6})([smhd])", text.strip())
    if match is None or int(match[1]) == 0:
        raise ValueError("write a number and s, m, h or d: 90s, 15m, 6h, 1d")
    return float(int(match[1]) * _UNITS[match[2]])


def _place(value: Any) -> Any:
    return place_of(value) if isinstance(value, str | Path | PostgresUrl) else value


class Settings(BaseSettings):
    """What a user may set once for all commands."""

    model_config = SettingsConfigDict(env_prefix="DATELINE_", toml_file=SETTINGS_FILE, extra="forbid", frozen=True)

    db: Annotated[Place, BeforeValidator(_place)] = Field(
        Path("dateline.db"),
        description="the database that commands write and read: a file, or postgresql://user@host/name",
    )
    workers: int = Field(1, ge=0, le=256, description="processes that code; 0: one for each core")
    parser: str = Field("spacy", description="the parser, by name")
    register_file: Path | None = Field(None, description="a CSV of your own actors, read on top of the register")
    gazetteer_file: Path | None = Field(None, description="a CSV of your own places, read before the gazetteer")
    gate: bool = Field(False, description="skip sentences that name no event word before parsing: faster, misses some")
    classifier: bool = Field(
        True, description="weigh the rules' events with the learned classifier; off: faster, coarser"
    )
    coder: str = Field("built-in", description="who codes: built-in, llm:MODEL@URL, or the name of a plug-in")
    llm_timeout: float = Field(60.0, gt=0, le=3600, description="seconds that one request to a model may take")
    llm_tries: int = Field(4, ge=1, le=20, description="how often a request to a model is tried")
    llm_plain_http: bool = Field(False, description="send reports to a model on another machine unencrypted")
    llm_prices: tuple[float, float] | None = Field(
        None, description="what a million tokens cost, in and out, for the tally: [0.15, 0.6]"
    )
    languages: tuple[str, ...] = Field(("en",), description="ISO 639-1 codes of the reports that are read")
    max_chars: int = Field(300_000, ge=1, description="characters of one report; a longer one is not read")
    min_confidence: float = Field(0.0, ge=0, le=1, description="leave out events that are less sure, when listing")
    matching_file: Path | None = Field(
        None, description="a TOML of your own in the form of matching.toml: how events are joined"
    )
    rule_file: Path | None = Field(
        None, description="a TOML of your own in the form of reconcile.toml: the rule for figures"
    )
    views: dict[str, View] = Field({}, description="named filters, for --view NAME")
    watch: Watch = Field(Watch.model_validate({}), description="what is watched, and how addresses are fetched")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def view_of(given: Mapping[str, Any], base: View | None = None) -> View:
    """The view that options ask for, those that are None left to `base`. Raises UsageError with the option's name."""
    told = base.model_dump(exclude_none=True) if base is not None else {}
    try:
        return View(**{**told, **{k: v for k, v in given.items() if v is not None}})
    except ValidationError as error:
        first = error.errors()[0]
        option = str(first["loc"][0]).replace("_", "-")
        raise UsageError(f"--{option} {first['input']}: {first['msg'].removeprefix('Value error, ')}.") from None


def load_settings(**given: Any) -> Settings:
    """The settings; `given` values that are None are left to the file and the defaults. Raises UsageError."""
    try:
        return Settings(**{k: v for k, v in given.items() if v is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise UsageError(f"{SETTINGS_FILE} or DATELINE_{name.upper()}: {name}: {first['msg']}.") from None
    except ValueError as error:
        raise UsageError(f"{SETTINGS_FILE}: {error}.") from None
