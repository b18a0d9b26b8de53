"""The settings of matching: what may be one happening, how pairs are found, and what each part of a score is worth."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path


@dataclass(frozen=True, slots=True)
class MatchOptions:
    """The values of `matching.toml`; what each means stands there."""

    version: str
    threshold: float
    cohesion: float
    neighbours: int
    candidates: int
    word_window: int
    place_window: int
    sample: int
    rare_share: float
    default_share: float
    key_words: int
    families: Mapping[str, str]
    by_text: frozenset[str]
    age: re.Pattern[str]
    street: re.Pattern[str]
    back: re.Pattern[str]
    weights: Mapping[str, float]

    def family(self, event_type: str, mode: str | None) -> str:
        """The family of an event: that of its type and mode, else of its type, else the type itself."""
        return self.families.get(f"{event_type}/{mode}") or self.families.get(event_type) or event_type.lower()


@cache
def default_options() -> MatchOptions:
    """The settings that come with Dateline."""
    return _options(files(__package__).joinpath("data/matching.toml").read_text(encoding="utf-8"))


def load_options(path: Path) -> MatchOptions:
    """The settings of a user's own file in the form of ours."""
    return _options(path.read_text(encoding="utf-8"))


def _options(text: str) -> MatchOptions:
    told = tomllib.loads(text)
    families = {member: family for family, members in told.pop("families").items() for member in members}
    particulars, by_text = told.pop("particulars"), frozenset(told.pop("by_text")["families"])
    return MatchOptions(
        **told,
        families=families,
        by_text=by_text,
        age=re.compile(particulars["age"]),
        street=re.compile(particulars["street"]),
        back=re.compile(particulars["back"]),
    )
