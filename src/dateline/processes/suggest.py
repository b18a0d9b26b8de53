"""Processes proposed from the data: armed groups and governments that both fight and talk."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

ARMED = ("REB", "UAF", "PRM")
STATE = ("GOV", "MIL", "COP", "SPY")
TALKING = ("CONSULT", "AGREE", "SUPPORT", "CONCEDE", "RETREAT", "COOPERATE")
FIGHTING = "ASSAULT"
"""The sectors of groups and of governments, and the types of event that count as talking and as fighting."""

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


Counted = tuple[str, str, str, str, int, str | None, str | None]
"""A group, the country of a government, where the group is at home, the type of event, how many, the first and the last day."""


def suggest(events: Iterable[dict[str, Any]]) -> list[Proposal]:
    """The proposals, those with most talking first. A state's persons and forces count as the state."""
    return proposals_of(row for event in events for row in _counted(event))


def proposals_of(counted: Iterable[Counted]) -> list[Proposal]:
    """As `suggest`, from events that were counted already."""
    talking: Counter[tuple[str, str]] = Counter()
    fighting: Counter[tuple[str, str]] = Counter()
    years: dict[tuple[str, str], list[int]] = {}
    homes: dict[str, str] = {}
    for group, country, home, event_type, number, first, last in counted:
        homes[group] = max(home, homes.get(group, ""))
        counter = talking if event_type in TALKING else fighting
        counter[group, country] += number
        if first and last:
            years.setdefault((group, country), []).extend((int(first[:4]), int(last[:4])))
    found = [
        Proposal(
            group, country, homes[group] or country, talks, fighting[group, country], min(years[group, country]),
            max(years[group, country]),
        )
        for (group, country), talks in talking.items()
        if talks >= _MIN_TALKING and (group, country) in years
    ]  # fmt: skip
    return sorted(found, key=lambda p: (-p.talking, -p.fighting, p.group, p.country))


def _counted(event: dict[str, Any]) -> list[Counted]:
    if event["status"] not in {"occurred", "ongoing"} or event["event_type"] not in {*TALKING, FIGHTING}:
        return []
    actors = [*event["source"], *event["target"]]
    homes = {str(a["name"]): str(a["country"] or "") for a in actors if a["actor_id"]}
    day = (event["when"] or {}).get("from")
    return [(g, s, homes[g], event["event_type"], 1, day, day) for g, s in _pairs(actors)]


def _pairs(actors: list[dict[str, Any]]) -> list[tuple[str, str]]:
    groups = [str(a["name"]) for a in actors if a["actor_id"] and set(ARMED) & set(a["sectors"])]
    states = [str(a["country"]) for a in actors if a["country"] and set(STATE) & set(a["sectors"])]
    return [(g, s) for g in dict.fromkeys(groups) for s in dict.fromkeys(states)]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
