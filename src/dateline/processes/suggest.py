"""Processes proposed from the data: armed groups and governments that both fight and talk."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_ARMED = frozenset({"REB", "UAF", "PRM"})
_STATE = frozenset({"GOV", "MIL", "COP", "SPY"})
_TALKING = frozenset({"CONSULT", "AGREE", "SUPPORT", "CONCEDE", "RETREAT", "COOPERATE"})
_MIN_TALKING = 2


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two who may have a process: how many events of talking and of fighting stand between them, and the years.

    `home` is the country in which the group fights, that of the other side where none is known.
    """

    group: str
    country: str
    home: str
    talking: int
    fighting: int
    first_year: int
    last_year: int

    def toml(self) -> str:
        """A definition to begin from."""
        name = _quoted(f"{self.country} and the {self.group}")
        return (
            f"name = {name}\ncountries = [{_quoted(self.home)}]\nyears = [{self.first_year}, {self.last_year}]\n\n"
            f"[[party]]\nname = {_quoted(f'Government of {self.country}')}\ncountry = {_quoted(self.country)}\n"
            f'sectors = ["GOV", "MIL", "COP"]\n\n[[party]]\nname = {_quoted(self.group)}\nactors = [{_quoted(self.group)}]\n'
            f'country = {_quoted(self.home)}\nsectors = ["REB"]\n'
        )


def suggest(events: Iterable[dict[str, Any]]) -> list[Proposal]:
    """The proposals, those with most talking first. A state's persons and forces count as the state."""
    talking: Counter[tuple[str, str]] = Counter()
    fighting: Counter[tuple[str, str]] = Counter()
    years: dict[tuple[str, str], list[int]] = {}
    homes: dict[str, str] = {}
    for event in events:
        if event["status"] not in {"occurred", "ongoing"}:
            continue
        counter = talking if event["event_type"] in _TALKING else fighting if event["event_type"] == "ASSAULT" else None
        if counter is None:
            continue
        actors = [*event["source"], *event["target"]]
        homes |= {str(a["name"]): str(a["country"]) for a in actors if a["actor_id"] and a["country"]}
        for pair in _pairs(actors):
            counter[pair] += 1
            when = event["when"]
            if when and when["from"]:
                years.setdefault(pair, []).append(int(when["from"][:4]))
    found = [
        Proposal(
            group,
            country,
            homes.get(group, country),
            talks,
            fighting[group, country],
            min(years[group, country]),
            max(years[group, country]),
        )
        for (group, country), talks in talking.items()
        if talks >= _MIN_TALKING and (group, country) in years
    ]
    return sorted(found, key=lambda p: (-p.talking, -p.fighting, p.group, p.country))


def _pairs(actors: list[dict[str, Any]]) -> list[tuple[str, str]]:
    groups = [str(a["name"]) for a in actors if a["actor_id"] and _ARMED & set(a["sectors"])]
    states = [str(a["country"]) for a in actors if a["country"] and _STATE & set(a["sectors"])]
    return [(g, s) for g in dict.fromkeys(groups) for s in dict.fromkeys(states)]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
