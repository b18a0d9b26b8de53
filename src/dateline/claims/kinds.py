"""What kind of claimant a speaker is."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.records import ActorRef

_STATE = frozenset({"GOV", "LEG", "JUD", "ELI"})
_FORCE = frozenset({"MIL", "COP", "REB", "PRM", "UAF", "SPY"})
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The values of `kinds.toml`."""

    words: Mapping[str, tuple[str, ...]]
    un: tuple[str, ...]
    sectors: Mapping[str, frozenset[str]]


@cache
def _kinds() -> _Kinds:
    told = tomllib.loads(files(__package__).joinpath("kinds.toml").read_text(encoding="utf-8"))
    return _Kinds(
        words={kind: tuple(f" {w} " for w in words) for kind, words in told["words"].items()},
        un=tuple(told["un"]["names"]),
        sectors={kind: frozenset(codes) for kind, codes in told["sectors"].items()},
    )


def claimant_kind(speaker: ActorRef | None, parties: tuple[ActorRef, ...]) -> str:
    """One of party, official, medical, witness, ngo, un, media or unnamed.

    `parties` are the source and target of the event that is spoken of. A speaker of a party's own country and sector,
    or a party itself, is `party`; an armed body of a party's country is one too. No speaker means the report's own voice.
    """
    if speaker is None:
        return "media"
    if any(_same_side(speaker, p) for p in parties):
        return "party"
    kinds = _kinds()
    name = (speaker.name or speaker.text).lower()
    if any(name.startswith(n) or f" {n}" in name for n in kinds.un):
        return "un"
    sectors = set(speaker.sectors)
    return (
        next((kind for kind, codes in kinds.sectors.items() if sectors & codes), None)
        or _kind_by_words(speaker)
        or _kind_by_sectors(speaker, sectors)
    )


def _kind_by_words(speaker: ActorRef) -> str | None:
    """The kind that the mention, name or role tells: `a hospital official`, `residents of Goma`."""
    told = " ".join(part for part in (speaker.text, speaker.name, speaker.role) if part).lower()
    padded = f" {' '.join(_WORD.findall(told))} "
    return next((kind for kind, words in _kinds().words.items() if any(w in padded for w in words)), None)


def _kind_by_sectors(speaker: ActorRef, sectors: set[str]) -> str:
    if sectors & (_STATE | _FORCE | {"IGO"}):
        return "official"
    if sectors & {"CVL", "REF"}:
        return "witness"
    return "unnamed" if speaker.anonymous or speaker.actor_id is None else "official"


def _same_side(a: ActorRef, b: ActorRef) -> bool:
    if a.actor_id is not None and a.actor_id == b.actor_id:
        return True
    if a.country is None or a.country != b.country:
        return False
    armed_a, armed_b = set(a.sectors) & _FORCE, set(b.sectors) & _FORCE
    state = {"GOV", "MIL", "COP", "SPY"}
    return bool(armed_a & armed_b) or bool(set(a.sectors) & state and armed_b & state)
