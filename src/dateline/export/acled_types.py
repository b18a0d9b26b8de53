"""ACLED's event and sub-event types of a PLOVER event, by the rules of `data/acled_types.toml`."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class _Side:
    sectors: frozenset[str]
    words: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Rule:
    give: str
    types: tuple[str, ...]
    modes: tuple[str, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    words: tuple[str, ...]
    also: tuple[str, ...]
    without: tuple[str, ...]
    harm: str | None
    harm_none: bool


@dataclass(frozen=True, slots=True)
class AcledTypes:
    """The table as loaded: rules in order, patterns by name, and the event type of each sub-event type."""

    rules: tuple[_Rule, ...]
    sides: dict[str, _Side]
    words: dict[str, re.Pattern[str]]
    event_types: dict[str, str]
    disorder: dict[str, str]

    def sub_event(self, event: dict[str, Any], text: str | None) -> str | None:
        """The sub-event type of the first rule that holds, None where ACLED would have no such event."""
        words = " ".join([text or "", event.get("means") or "", *_evidence(event)])
        return next((r.give for r in self.rules if self._holds(r, event, words)), None)

    def _holds(self, rule: _Rule, event: dict[str, Any], words: str) -> bool:
        if rule.types and event["event_type"] not in rule.types:
            return False
        if rule.modes and event["mode"] not in rule.modes:
            return False
        harms = {c["harm"] for c in event["casualties"] if c["high"] != 0}
        if (rule.harm and rule.harm not in harms) or (rule.harm_none and harms & {"killed", "injured"}):
            return False
        return (
            self._is_side(event["source"], rule.source)
            and self._is_side(event["target"], rule.target)
            and (not rule.words or self._told(words, rule.words))
            and (not rule.also or self._told(words, rule.also))
            and not self._told(words, rule.without)
        )

    def _told(self, words: str, names: tuple[str, ...]) -> bool:
        return any(self.words[name].search(words) for name in names)

    def _is_side(self, actors: Iterable[dict[str, Any]], classes: tuple[str, ...]) -> bool:
        return not classes or any(self.is_of(actor, name) for actor in actors for name in classes)

    def is_of(self, actor: dict[str, Any], name: str) -> bool:
        """Whether the actor is of the class (state, rebel, armed, protester, civilian) by sector or by its own words."""
        side = self.sides[name]
        told = f"{actor['text']} {actor['name'] or ''}"
        return bool(side.sectors & set(actor["sectors"])) or bool(side.words.search(told))


def acled_sub_event(event: dict[str, Any], text: str | None) -> tuple[str, str] | None:
    """ACLED's event type and sub-event type of an event record, None for what ACLED does not record (mere words).

    `text` is the event's sentence or passage; without it only type, mode, sides, means and evidence decide.
    """
    table = load_acled_types()
    sub_event = table.sub_event(event, text)
    return (table.event_types[sub_event], sub_event) if sub_event else None


@cache
def load_acled_types() -> AcledTypes:
    """The shipped table, read once."""
    table = tomllib.loads((files(__package__) / "data" / "acled_types.toml").read_text(encoding="utf-8"))
    event_types = {sub: kind for kind, subs in table["event_types"].items() for sub in subs}
    disorder = {sub: table["disorder_types"][kind] for sub, kind in event_types.items()}
    return AcledTypes(
        rules=tuple(_rule(row) for row in table["rule"]),
        sides={n: _Side(frozenset(s["sectors"]), _pattern(s["words"])) for n, s in table["sides"].items()},
        words={n: _pattern(p) for n, p in table["words"].items()},
        event_types=event_types,
        disorder={**disorder, **table["disorder_sub_types"]},
    )


def _rule(row: dict[str, Any]) -> _Rule:
    lists = {n: tuple(row.get(n, ())) for n in ("type", "mode", "source", "target", "words", "also", "without")}
    return _Rule(
        row["give"], lists["type"], lists["mode"], lists["source"], lists["target"], lists["words"], lists["also"],
        lists["without"], row.get("harm"), row.get("harm_none", False),
    )  # fmt: skip


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(words) + r")\b", re.IGNORECASE)


def _evidence(event: dict[str, Any]) -> list[str]:
    return [e["text"] for e in event["evidence"] if e["field"] in {"trigger", "means"}]
