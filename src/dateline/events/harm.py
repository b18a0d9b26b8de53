"""Which deed of a sentence did the harm that it tells."""

from collections.abc import Sequence

from dateline.records import Mentions, Sentence
from dateline.syntax import since_of

from .linking import tree_distance
from .triggers import Hit


def casualties_of(s: Sentence, hits: Sequence[Hit], mentions: Mentions) -> dict[int, list[int]]:
    """For each casualty the trigger that did the harm, as `{trigger token: [casualty indexes]}`.

    What has happened since a deed was not done by it: `900 have died since the rebels seized the port`.
    """
    harmful = [h for h in hits if h.entry.event_type in {"ASSAULT", "COERCE", "RETREAT", "PROTEST"}]
    given: dict[int, list[int]] = {}
    for index, casualty in enumerate(mentions.casualties):
        exact = [h for h in harmful if h.token == casualty.trigger]
        before = since_of(s, casualty.trigger)
        fitting = (h for h in harmful if _fits(h, casualty.harm) and not (h.entry.is_verb and h.token in before))
        near = exact or sorted(fitting, key=lambda h: tree_distance(s, casualty.trigger, [h.token]))
        if near and (exact or tree_distance(s, casualty.trigger, [near[0].token]) <= 6):
            given.setdefault(near[0].token, []).append(index)
    return given


_BLOODLESS = frozenset({"deport", "curfew", "censor"})
"""Modes of what nobody dies of: `left nine dead and displaced thousands`."""


def _fits(hit: Hit, harm: str) -> bool:
    wanted = {"released": {"RETREAT"}, "arrested": {"COERCE"}, "captured": {"ASSAULT", "COERCE"}}
    if harm in {"killed", "injured"} and hit.entry.mode in _BLOODLESS:
        return False
    return hit.entry.event_type in wanted.get(harm, {"ASSAULT", "PROTEST", "COERCE"})


__all__ = ["casualties_of"]
