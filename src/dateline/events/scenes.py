"""Where a deed was done, which is no side of it: a capital that could stand for a government, a name that says whose land it is."""

from dateline.records import ActorMention, Sentence

from .triggers import Hit

SCENE_PREPOSITIONS = frozenset({"in", "at", "near", "inside", "outside", "across", "throughout", "around"})
_DEEDS = frozenset(
    {"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "RETREAT", "CONSULT", "ACCUSE", "SUPPORT", "AGREE", "REJECT"}
)


def is_scene(s: Sentence, hit: Hit, actor: ActorMention) -> bool:
    """Whether a capital that could stand for a government only tells where a deed was done.

    Phenomenon: metonymy against location. Own examples: `a march in Oslo`, `a Bogota car bombing`, but `Oslo condemned it`.
    """
    if actor.kind == "name" and not actor.is_person and _is_where_met(s, actor.head):
        return True
    if hit.entry.event_type not in _DEEDS:
        return False
    if actor.is_person:
        return hit.entry.event_type in MATERIAL and is_in_area(s, actor.head)
    if actor.kind == "nominal" and s.lemmas[actor.head].lower() in AREAS:
        return s.deps[actor.head] == "pobj" and s.norms[s.heads[actor.head]] in SCENE_PREPOSITIONS
    if actor.kind != "name":
        return False
    if hit.entry.event_type in MATERIAL and _is_of_area(s, actor.head):
        return True
    if actor.name == actor.text:
        return False
    if not (actor.actor_id or "").startswith("government-") or not s.words[actor.head][0].isupper():
        return False
    above = s.heads[actor.head]
    if s.deps[actor.head] == "compound":
        return (
            hit.entry.event_type in {"ASSAULT", "PROTEST"} and s.pos[above] == "NOUN" and s.pos[actor.head] == "PROPN"
        )
    is_placed = s.deps[actor.head] == "pobj" and s.norms[above] in SCENE_PREPOSITIONS
    return is_placed and not any(t.startswith(f"p={s.norms[above]}") for t in hit.entry.frame)


def is_state(actor: ActorMention) -> bool:
    """Whether a mention is a state by its name."""
    return (actor.actor_id or "").startswith("state-")


def _is_where_met(s: Sentence, token: int) -> bool:
    """Whether a name only tells where a meeting was held: `attended a summit in Oman`."""
    prep = s.heads[token]
    is_placed = s.deps[token] == "pobj" and s.norms[prep] in {"in", "at"}
    return is_placed and s.lemmas[s.heads[prep]].lower() in MEETINGS


MATERIAL = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "RETREAT"})
"""Types of what is done on the ground, where a place is soon taken for a side."""

MEETINGS = frozenset("talk negotiation meeting summit conference consultation dialogue".split())
"""Nouns of what is held somewhere: `agreed at talks in Sweden` binds no Swedes."""
AREAS = frozenset(
    "capital city town village hamlet province region district state county territory municipality department governorate port "
    "coast island valley mountain suburb neighbourhood neighborhood border frontier area north south east west centre center".split()
)


def is_placed(s: Sentence, token: int) -> bool:
    """Whether a name or noun only stands behind `in`, `at` or `near`, itself or by the noun that it modifies."""
    while s.deps[token] in {"compound", "poss", "nmod", "amod"}:
        token = s.heads[token]
    if (
        s.deps[token] == "pobj"
        and s.norms[s.heads[token]] == "of"
        and s.lemmas[s.heads[s.heads[token]]].lower() in AREAS
    ):
        token = s.heads[s.heads[token]]
    return s.deps[token] == "pobj" and s.norms[s.heads[token]] in SCENE_PREPOSITIONS


def is_in_area(s: Sentence, token: int) -> bool:
    """Whether a name, taken for a person's, only tells the part of the map in which it happened: `in the district of Wau Bor`."""
    area = _area_of(s, token)
    return area is not None and s.deps[area] == "pobj" and s.norms[s.heads[area]] in SCENE_PREPOSITIONS


def _is_of_area(s: Sentence, token: int) -> bool:
    """Whether a name only says whose or which part of the map is meant: `the Malian town of Gao`, `the capital of Tigray`."""
    return _area_of(s, token) is not None


def _area_of(s: Sentence, token: int) -> int | None:
    """The part of the map that a name is told of, None where it is told of none."""
    while True:
        above = s.heads[token]
        if s.deps[token] == "pobj" and s.norms[above] == "of":
            above = s.heads[above]
        elif s.deps[token] not in {"amod", "compound", "poss", "nmod"}:
            return None
        if s.lemmas[above].lower() in AREAS and s.pos[above] in {"NOUN", "PROPN"}:
            return above
        if s.pos[above] != "PROPN":
            return None
        token = above
