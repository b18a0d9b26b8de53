"""Words for codes: what a reader sees in the place of `admin1`, `negated` or `ASSAULT`, and what each means."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.codebook import load_codebook


@dataclass(frozen=True, slots=True)
class Term:
    """A code in words, with its meaning in one sentence; `link` is where the codebook explains it."""

    word: str
    meaning: str
    link: str = ""


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))


def term(table: str, code: str | int | None) -> Term:
    """The term for a code; an unknown code stands for itself."""
    row = _tables().get(table, {}).get(str(code))
    return Term(row[0], row[1]) if row else Term(str(code or ""), "")


def type_term(event_type: str) -> Term:
    """The term for an event type: its name with the codebook's definition."""
    meaning = next((t.definition for t in load_codebook().types if t.name == event_type), "")
    return Term(event_type, meaning, f"/codebook#{event_type}")


def mode_term(event_type: str, mode: str) -> Term:
    """The term for a mode of an event type."""
    for known in load_codebook().types:
        if known.name == event_type:
            meaning = next((m.definition for m in known.modes if m.name == mode), "")
            return Term(mode, meaning, f"/codebook#{event_type}-{mode}")
    return Term(mode, "")


def sector_term(code: str) -> Term:
    """The term for a sector code such as `REB`."""
    return Term(code, load_codebook().sectors.get(code, ""), f"/codebook#sector-{code}")


def terms_of(table: str) -> list[tuple[str, Term]]:
    """All codes of a table with their terms, in the table's order."""
    return [(code, Term(row[0], row[1])) for code, row in _tables()[table].items()]
