"""PLOVER's tables: types, modes, scores, quad classes, sectors, contexts and nearest CAMEO codes."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.errors import UsageError


@dataclass(frozen=True, slots=True)
class Mode:
    """A PLOVER mode: conflict-cooperation score (-10 to 10), nearest CAMEO code, definition."""

    name: str
    score: float
    cameo: str
    definition: str


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER event type; `quad_class` is 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""

    name: str
    quad_class: int
    score: float
    cameo: str
    definition: str
    modes: tuple[Mode, ...]


@dataclass(frozen=True, slots=True)
class Codebook:
    """The ontology as loaded; lookups of an unknown type raise UsageError."""

    types: tuple[EventType, ...]
    sectors: dict[str, str]
    contexts: tuple[str, ...]

    def type(self, name: str) -> EventType:
        """The event type of that name, in any case. Raises UsageError for an unknown one."""
        for event_type in self.types:
            if event_type.name == name.upper():
                return event_type
        raise UsageError(f"{name}: no such event type. Types: {', '.join(t.name for t in self.types)}.")

    def _mode(self, event_type: str, mode: str | None) -> Mode | None:
        return next((m for m in self.type(event_type).modes if m.name == mode), None)

    def score(self, event_type: str, mode: str | None = None) -> float:
        """The conflict-cooperation score of a type, or of its mode."""
        found = self._mode(event_type, mode)
        return found.score if found else self.type(event_type).score

    def cameo(self, event_type: str, mode: str | None = None) -> str:
        """The nearest CAMEO code, as text."""
        found = self._mode(event_type, mode)
        return found.cameo if found else self.type(event_type).cameo

    def quad_class(self, event_type: str) -> int:
        """The quad class, 1 to 4."""
        return self.type(event_type).quad_class


@cache
def load_codebook() -> Codebook:
    """The shipped codebook, read once."""
    here = files(__package__)
    plover = tomllib.loads((here / "plover.toml").read_text(encoding="utf-8"))
    tables = tomllib.loads((here / "sectors.toml").read_text(encoding="utf-8"))
    types = tuple(
        EventType(
            name, row["quad"], row["score"], row["cameo"], row["definition"],
            tuple(Mode(m, *values) for m, values in row.get("modes", {}).items()),
        )
        for name, row in plover.items()
    )  # fmt: skip
    return Codebook(types, dict(tables["sectors"]), tuple(tables["contexts"]["names"].split()))
