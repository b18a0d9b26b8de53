"""Settings: command line over environment (`DATELINE_…`) over `dateline.toml` over defaults."""

from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from dateline.errors import UsageError

SETTINGS_FILE = "dateline.toml"


class Settings(BaseSettings):
    """What a user may set once for all commands."""

    model_config = SettingsConfigDict(env_prefix="DATELINE_", toml_file=SETTINGS_FILE, extra="forbid", frozen=True)

    db: Path = Field(Path("dateline.db"), description="the database that commands write and read")
    workers: int = Field(1, ge=0, le=256, description="processes that code; 0: one for each core")
    parser: str = Field("spacy", description="the parser, by name")
    register_file: Path | None = Field(None, description="a CSV of your own actors, read on top of the register")
    gazetteer_file: Path | None = Field(None, description="a CSV of your own places, read before the gazetteer")
    gate: bool = Field(False, description="skip sentences that name no event word before parsing: faster, misses some")
    languages: tuple[str, ...] = Field(("en",), description="ISO 639-1 codes of the reports that are read")
    min_confidence: float = Field(0.0, ge=0, le=1, description="leave out events that are less sure, when listing")

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
