"""Last names that stand alone after their bearer was named in full (`Santos` after `President Juan Manuel Santos`)."""

from collections.abc import Sequence
from dataclasses import replace

from dateline.records import ActorMention, Sentence

_SHORTEST = 3
_PLACING = frozenset({"in", "at", "near", "from", "to", "of", "into", "outside"})


def add_short_names(
    sentences: Sequence[Sentence], actors: Sequence[Sequence[ActorMention]]
) -> list[list[ActorMention]]:
    """The mentions of each sentence with the last names added that the parser or the register did not take for actors.

    Phenomenon: news names a person in full once and by the last name after; a small parser takes many of these for plural
    nouns or places. Only a name that one bearer has in the report so far is added, and not where it stands as a place.
    """
    bearers: dict[str, ActorMention | None] = {}
    found: list[list[ActorMention]] = []
    for s, own in zip(sentences, actors, strict=True):
        added = [m for i in range(len(s)) if (m := _short(s, i, own, bearers)) is not None]
        found.append(sorted((*own, *added), key=lambda m: (m.lo, m.hi)))
        for m in own:
            if m.kind == "name" and m.is_person and m.hi - m.lo > 1 and m.name and len(m.name.split()) > 1:
                last = s.norms[m.hi - 1 - (s.norms[m.hi - 1] in {"jr.", "jr", "sr.", "sr"})]
                known = bearers.setdefault(last, m)
                if known is not None and known.name != m.name:
                    bearers[last] = None
    return found


def _short(
    s: Sentence, i: int, own: Sequence[ActorMention], bearers: dict[str, ActorMention | None]
) -> ActorMention | None:
    bearer = bearers.get(s.norms[i])
    if bearer is None or len(s.words[i]) < _SHORTEST or not s.cased[i][:1].isupper():
        return None
    if s.pos[i] not in {"PROPN", "NOUN"} or any(m.lo <= i < m.hi for m in own):
        return None
    beside = [n for n in (i - 1, i + 1) if 0 <= n < len(s)]
    if any(s.pos[n] == "PROPN" and s.cased[n][:1].isupper() for n in beside) or s.deps[i] == "compound":
        return None
    if s.deps[i] == "pobj" and s.norms[s.heads[i]] in _PLACING - {"of", "from", "to"}:
        return None
    return replace(
        bearer, sentence=s.index, lo=i, hi=i + 1, head=i, start=s.starts[i], end=s.ends[i], text=s.words[i], role=None
    )
