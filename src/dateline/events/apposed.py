"""Names that spell out who a plural is."""

from dateline.records import Mentions, Sentence

_OPENERS = frozenset({"—", "–", "--", "-", ":", ",", "("})
_JOINERS = frozenset({"and", ",", "&"})


def apposed_names(s: Sentence, mentions: Mentions, index: int) -> list[int]:
    """The names that spell out a plural nominal just before them.

    Phenomenon: appositive lists after a dash, comma, colon or bracket. Own example: `two monks - Kenji Sato and the
    Korean Min-jun Park - were freed`.
    """
    group = mentions.actors[index]
    if group.kind != "nominal" or not group.is_plural or group.hi >= len(s):
        return []
    is_joined = any(
        m.kind == "name" and m.lo == group.hi and s.deps[m.head] == "appos" and s.heads[m.head] == group.head
        for m in mentions.actors
    )
    if s.norms[group.hi] not in _OPENERS and not is_joined:
        return []
    found: list[int] = []
    at = group.hi + 1 - is_joined
    for i, name in enumerate(mentions.actors):
        if name.lo < at or name.kind != "name":
            continue
        between = [t for t in range(at, name.lo) if not (found and _is_in_of_phrase(s, t, at))]
        if not all(
            s.norms[t] in _JOINERS or s.pos[t] in {"DET", "ADJ"} or s.norms[t].istitle() or _is_demonym(s, t)
            for t in between
        ):
            break
        if not name.is_person:
            if name.hi < len(s) and s.pos[name.hi] == "PROPN":
                continue
            break
        found.append(i)
        at = name.hi
    while found and at < len(s) and s.norms[at] in {"of", "from"}:
        at = next((t for t in range(at + 1, len(s)) if s.norms[t] in {"and", ",", ".", ";"}), len(s))
    closed = at >= len(s) or s.norms[at] in _OPENERS | {".", ")", ";"} or is_joined
    return found if closed and (len(found) > 1 or s.norms[group.hi] != ",") else []


def _is_in_of_phrase(s: Sentence, token: int, at: int) -> bool:
    """Whether a token belongs to the of-phrase that begins at `at` (`Ana Ruiz of the nurses and Eva Gil of …`)."""
    if s.norms[at] not in {"of", "from"}:
        return False
    end = next((t for t in range(at, len(s)) if s.norms[t] in {"and", ","}), len(s))
    return token < end


def _is_demonym(s: Sentence, token: int) -> bool:
    return any(lo <= token < hi and label in {"NORP", "GPE"} for lo, hi, label in s.entities)
