"""The mode of an event that is about another deed: what is asked for, refused or threatened."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dateline.records import Sentence
from dateline.syntax import conjuncts

from .lexicon import Entry, Lexicon
from .triggers import Hit, hit_at


def mode_of(s: Sentence, hit: Hit, event_type: str, lexicon: Lexicon) -> str | None:
    """The mode of an event of this type that a trigger tells, None where neither it nor the deed it is about tells one.

    Phenomenon: the content of speech acts. Own examples: `asked Chad to free the nurses` (yield), `refused to meet the envoy`
    (meet), `threatened to arrest the editor` (arrest); an own deed that is only announced, too: `will expel the consul`.
    """
    table = _contents().get(event_type)
    if event_type == hit.entry.event_type:
        told = None if table is None else _of_content(s, hit, table, lexicon)
        return told or hit.entry.mode
    return None if table is None else _told(hit.entry, table)


def _of_content(s: Sentence, hit: Hit, table: Mapping[str, str], lexicon: Lexicon) -> str | None:
    """The mode by the first deed among the words that the trigger is about, nouns below a verb of saying or giving last."""
    about = [m for t in hit.inner for m in conjuncts(s, t)]
    about += [h for slot in hit.targets for h in slot if s.pos[h] == "NOUN" and h not in about]
    for token in about:
        deed = hit_at(s, token, lexicon) if token != hit.token else None
        if deed is not None and (mode := _told(deed.entry, table)):
            return mode
    return None


def _told(deed: Entry, table: Mapping[str, str]) -> str | None:
    return table.get(f"{deed.event_type}.{deed.mode}") or table.get(deed.event_type)


@cache
def _contents() -> dict[str, dict[str, str]]:
    """For each type that is about a deed, the mode by the deed's type or by its type and mode."""
    table = tomllib.loads((Path(__file__).parent / "modes.toml").read_text(encoding="utf-8"))
    return {event_type: dict(modes) for event_type, modes in table.items()}
