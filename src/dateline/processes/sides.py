"""Which party or mediator an actor reference is."""

import re
from collections.abc import Iterable
from typing import Any

from .definition import Definition, Party

_GENERIC = {
    "GOV": re.compile(r"\b(?:government|authorities|ministry)\b", re.IGNORECASE),
    "MIL": re.compile(r"\b(?:army|military|soldiers|troops|(?:security|government|armed) forces)\b", re.IGNORECASE),
    "REB": re.compile(r"\b(?:rebels?|insurgents?|guerrillas?|militants?)\b", re.IGNORECASE),
}
"""Words for a kind of actor, which stand for the process's only party of that sector (`the rebels`, `his government`)."""

_ALL_SIDES = re.compile(r"\b(?:(?:both|all|the two|each) sides?|the sides|each other)\b", re.IGNORECASE)
_NAME_GOES_ON = 40
"""Characters after a mention in which a party's name may go on."""


class Sides:
    """The parties and mediators of a process, asked by actor reference.

    A name decides before country and sectors do, so that a faction with sectors of its own is not lost to another party;
    words for a kind (`the rebels`) decide last, and only where a single party of the process is of that kind.
    """

    def __init__(self, definition: Definition) -> None:
        self.parties = tuple(p.name for p in definition.parties)
        self.mediator_names = tuple(m.name for m in definition.mediators)
        self._parties = _Names(definition.parties)
        self._mediators = _Names(definition.mediators)
        self._countries = frozenset(definition.countries)
        home = [p for p in definition.parties if p.country is None or p.country in self._countries]
        self._kinds = {k: names for k in _GENERIC if len(names := [p.name for p in home if k in p.sectors]) == 1}
        self._rebels = tuple(p.name for p in definition.parties if "REB" in p.sectors)
        self._mediator_country = {m.name: m.country for m in definition.mediators}
        self.foreign = tuple(p.name for p in definition.parties if p.country and p.country not in self._countries)

    def party(self, actor: dict[str, Any], report_text: str = "") -> str | None:
        """The party that the actor is or stands for, None for others.

        In the report's text a name may go on after the mention: `the government` in `the government of Tigray`.
        """
        return self._parties.find(actor) or self._longer(actor, report_text) or self._by_kind(actor)

    def _longer(self, actor: dict[str, Any], report_text: str) -> str | None:
        mention = range(actor["start"], actor["end"]) if report_text and actor["start"] is not None else range(0)
        around = report_text[mention.start : mention.stop + _NAME_GOES_ON] if mention else ""
        found = [name for at, name in self._parties.places_in(around) if at < len(mention)]
        return found[0] if found else None

    def _by_kind(self, actor: dict[str, Any]) -> str | None:
        if actor["actor_id"] or (actor["country"] and actor["country"] not in self._countries):
            return None
        text = actor["text"]
        if text.lower().startswith(("a ", "an ")) and _GENERIC["GOV"].search(text):
            return None  # `a parallel government` is another one
        return next((names[0] for kind, names in self._kinds.items() if _GENERIC[kind].search(text)), None)

    def mediator(self, actor: dict[str, Any]) -> str | None:
        """The mediator that the actor is or stands for, None for others and for parties."""
        return None if self.party(actor) else self._mediators.find(actor)

    def parties_of(self, actors: Iterable[dict[str, Any]], report_text: str = "") -> tuple[str, ...]:
        """The parties among actors, in the definition's order."""
        found = {self.party(a, report_text) for a in actors}
        return tuple(name for name in self.parties if name in found)

    def mediators_of(self, actors: Iterable[dict[str, Any]]) -> tuple[str, ...]:
        """The mediators among actors, in the definition's order."""
        found = {self.mediator(a) for a in actors}
        return tuple(name for name in self.mediator_names if name in found)

    def named_in(self, text: str) -> tuple[str, ...]:
        """The parties that a text names, in the definition's order."""
        return self._parties.named_in(text)

    def told_in(self, text: str, before: str = "") -> tuple[str, ...]:
        """The parties that a text names or tells by a word for their kind, in text order.

        `both sides` are the two parties that were named last in what was told before.
        """
        found = self._all_told(text)
        if _ALL_SIDES.search(text):
            latest = list(dict.fromkeys(name for _, name in reversed(self._all_told(before))))
            found += [(len(text), name) for name in reversed(latest[:2])]
        return tuple(dict.fromkeys(name for _, name in found))

    def _all_told(self, text: str) -> list[tuple[int, str]]:
        """Where parties are told, each with its place in the text, in text order."""
        spans = self._parties.spans_in(text)
        found = [(start, name) for start, _, name in spans]
        for kind, names in self._kinds.items():
            apart = (m for m in _GENERIC[kind].finditer(text) if not any(s <= m.start() < e for s, e, _ in spans))
            found += [(m.start(), names[0]) for m in apart]
        return sorted(found)

    def adversaries(self, who: tuple[str, ...]) -> tuple[str, ...]:
        """Against whom a party stands: of two parties the other; of more, armed groups against governments."""
        if len(self.parties) == 2:
            return tuple(p for p in self.parties if p not in who)
        are_rebels = bool(set(who) & set(self._rebels))
        if are_rebels and set(who) - set(self._rebels):
            return ()  # both sides promise it together
        home = tuple(names[0] for kind, names in self._kinds.items() if kind == "GOV")
        return tuple(p for p in (home if are_rebels else self._rebels) if p not in who)

    def country_of_mediator(self, name: str) -> str | None:
        """The ISO code of a mediator that is a state."""
        return self._mediator_country.get(name)

    def mediators_named_in(self, text: str) -> tuple[str, ...]:
        """The mediators that a text names, in the definition's order."""
        return self._mediators.named_in(text)


class _Names:
    """Parties by their names; of names that overlap in a text, the one that begins first and is longest counts."""

    def __init__(self, parties: tuple[Party, ...]) -> None:
        self._known = parties
        self._owner = {n.lower(): p.name for p in reversed(parties) for n in (p.name, *p.actors, *p.factions)}
        names = sorted(self._owner, key=lambda n: (-len(n), n))
        pattern = "|".join(re.escape(n) for n in names) or r"(?!)"
        self._pattern = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)

    def named_in(self, text: str) -> tuple[str, ...]:
        found = {self._owner[m.group(0).lower()] for m in self._pattern.finditer(text)}
        return tuple(p.name for p in self._known if p.name in found)

    def places_in(self, text: str) -> list[tuple[int, str]]:
        """Each naming of a party with where it begins, in text order."""
        return [(start, name) for start, _, name in self.spans_in(text)]

    def spans_in(self, text: str) -> list[tuple[int, int, str]]:
        """Each naming of a party with where it begins and ends, in text order."""
        return [(*m.span(), self._owner[m.group(0).lower()]) for m in self._pattern.finditer(text)]

    def find(self, actor: dict[str, Any]) -> str | None:
        for told in (actor["name"] or "", actor["text"]):
            match = self._pattern.search(told)
            if match:
                return self._owner[match.group(0).lower()]
        sectors = set(actor["sectors"])
        fits = (p.name for p in self._known if p.country and p.country == actor["country"] and sectors & set(p.sectors))
        return next(fits, None)
