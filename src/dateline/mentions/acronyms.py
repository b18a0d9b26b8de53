"""Acronyms that a report gives to a body which it names in full (`the Upland Defence Council (UDC)`), and who they are after that."""

from collections.abc import Sequence
from dataclasses import replace

from dateline.records import ActorMention, Sentence

_NAMED = frozenset("known called abbreviated dubbed styled".split())
_LONGEST = 10
_FAR = 7
"""Tokens from `known` to the acronym, at most: `known by its French acronym`."""


def bind_acronyms(sentences: Sequence[Sentence], actors: Sequence[Sequence[ActorMention]]) -> list[list[ActorMention]]:
    """The mentions of each sentence, where an acronym that only repeats a name is none, and stands for it from there on.

    Phenomenon: names are given in full once, with the acronym in brackets, after `or` or after `known as`. What the report
    spells out outranks the register, in which other bodies may bear the same letters; but where the register knows only the
    acronym, and its name shares a word with the one told, the two are one.
    """
    told: dict[str, ActorMention] = {}
    found: list[list[ActorMention]] = []
    for s, own in zip(sentences, actors, strict=True):
        kept = list(own)
        for i in (i for i in range(1, len(s)) if _is_acronym(s, i)):
            end = _end_of_name(s, i)
            body = next((m for m in kept if m.hi == end and _may_be_spelled_out(m, s.words[i])), None)
            if body is None:
                continue
            repeated = next((m for m in kept if m.lo == i and m.hi == i + 1 and m.kind == "name"), None)
            if repeated is not None:
                kept.remove(repeated)
                if body.actor_id is None and repeated.actor_id is not None and _share_word(body, repeated):
                    kept[kept.index(body)] = body = _as(body, repeated)
            told[s.words[i]] = body
        kept = [_meant(m, told) for m in kept]
        found.append(sorted((*kept, *_unfound(s, kept, told)), key=lambda m: (m.lo, m.hi)))
    return found


def _unfound(s: Sentence, actors: Sequence[ActorMention], told: dict[str, ActorMention]) -> list[ActorMention]:
    """The mentions by an acronym told before that were taken for none, where it is no part of another and modifies nothing."""
    free = [i for i in range(len(s)) if s.words[i] in told and not any(m.lo <= i < m.hi for m in actors)]
    return [
        replace(
            told[s.words[i]],
            sentence=s.index,
            lo=i,
            hi=i + 1,
            head=i,
            start=s.starts[i],
            end=s.ends[i],
            text=s.words[i],
        )
        for i in free
        if s.deps[i] in {"nsubj", "nsubjpass", "dobj", "pobj", "conj", "poss"}
        and not (s.norms[i - 1] == "(" or _end_of_name(s, i) > 0)
    ]


def _is_acronym(s: Sentence, i: int) -> bool:
    word = s.words[i]
    return 2 <= len(word) <= _LONGEST and sum(c.isupper() for c in word) >= 2 and s.pos[i] in {"PROPN", "NOUN"}


def _meant(m: ActorMention, told: dict[str, ActorMention]) -> ActorMention:
    body = told.get(m.text) if m.kind == "name" else told.get(m.affiliation or "")
    if body is None:
        return m
    if m.kind == "name":
        return _as(m, body)
    return replace(m, affiliation=body.name, country=m.country or body.country, sectors=m.sectors or body.sectors)


def _as(m: ActorMention, body: ActorMention) -> ActorMention:
    return replace(
        m, name=body.name, actor_id=body.actor_id, country=body.country, sectors=body.sectors, is_person=False
    )


def _may_be_spelled_out(body: ActorMention, acronym: str) -> bool:
    is_longer = body.kind == "name" and len(body.text.split()) > 1 and len(body.text) > len(acronym)
    return is_longer and not body.is_person and not (body.actor_id or "").startswith(("state-", "government-"))


def _end_of_name(s: Sentence, acronym: int) -> int:
    """Where the name ends that an acronym stands beside: before `(UDC`, `, or UDC`, `, known as the UDC`; -1 where it does not."""
    at = acronym - 1
    if at > 0 and s.norms[at] == "(":
        return at
    at -= s.norms[at] == "the"
    if at > 1 and s.norms[at] == "or" and s.norms[at - 1] == ",":
        return at - 1
    said = next((t for t in range(at, max(0, at - _FAR), -1) if s.norms[t] in _NAMED), -1)
    if said < 0 or not {"as", "by"} & set(s.norms[said + 1 : acronym]) or "," in s.norms[said:acronym]:
        return -1
    while said > 1 and s.pos[said - 1] == "ADV":
        said -= 1
    return said - (s.norms[said - 1] == ",")


def _share_word(one: ActorMention, other: ActorMention) -> bool:
    words = [{w for w in (m.name or m.text).lower().split() if len(w) > 3} for m in (one, other)]
    return bool(words[0] & words[1])
