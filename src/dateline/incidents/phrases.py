"""The noun phrases of a report that may fill a role in a happening, and the extents in which each may be quoted."""

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.records import Mentions, Sentence
from dateline.register import Register

_LEFT = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "X", "ADV", "PUNCT", "NUM"})
_TITLES = frozenset(
    "president general colonel minister major captain lieutenant commander bishop senator deputy dr. mr. mrs. gen. col. dr "
    "mr mrs gen col lt capt sgt maj lt. capt. sgt. maj. judge archbishop monsignor msgr father ambassador mayor governor "
    "brigadier sergeant professor doctor secretary director chief leader rector priest attorney engineer".split()
)
_MAX_LENGTH = 9


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun in a sentence with its kind: person (a name), body, place, human or group (role nouns), proper, thing or part.

    A part is a noun that only modifies another (`bomb attack`, `FMLN guerrillas`).
    """

    sentence: int
    head: int
    kind: str


@dataclass(frozen=True, slots=True)
class Extent:
    """One way to quote a phrase: `full` with number, `bare` without, `name`, `core` (nouns only),
    `owned` with its possessor, `of` with its complement."""

    name: str
    lo: int
    hi: int


def phrases_of(s: Sentence, mentions: Mentions, register: Register) -> list[Phrase]:
    """The phrases of one sentence in text order."""
    found = []
    for i in range(len(s)):
        if s.pos[i] not in {"NOUN", "PROPN"} or not any(c.isalpha() for c in s.words[i]):
            continue
        found.append(Phrase(s.index, i, _kind(s, i, mentions, register)))
    return found


def _kind(s: Sentence, i: int, mentions: Mentions, register: Register) -> str:
    if s.deps[i] in {"compound", "nmod", "amod"} and s.heads[i] > i:
        return "part"
    for m in mentions.actors:
        if m.lo <= i < m.hi and m.kind == "name":
            return "person" if m.is_person else "body"
    if any(p.lo <= i < p.hi for p in mentions.places):
        return "place"
    label = next((e for lo, hi, e in s.entities if lo <= i < hi), None)
    if s.pos[i] == "PROPN" and label == "PERSON":
        return "person"
    role = register.role_noun(s.lemmas[i].lower())
    if role is not None:
        return "human" if role[1] else "group"
    return "proper" if s.pos[i] == "PROPN" else "thing"


def extents_of(s: Sentence, phrase: Phrase) -> list[Extent]:
    """The extents in which a phrase may be quoted, without articles; distinct ranges only, the fullest first."""
    h = phrase.head
    kept: dict[tuple[int, int], str] = {}
    for name, lo, hi in _extents(s, h):
        if 0 < hi - lo <= _MAX_LENGTH:
            kept.setdefault((lo, hi), name)
    return [Extent(name, lo, hi) for (lo, hi), name in kept.items()]


def _extents(s: Sentence, h: int) -> Iterator[tuple[str, int, int]]:
    full = _left_edge(s, h, _LEFT)
    bare = full
    while bare < h and s.pos[bare] in {"NUM", "ADV", "PUNCT"} and s.norms[bare] not in {'"', "“"}:
        bare += 1
    yield "full", full, h + 1
    yield "bare", bare, h + 1
    yield "core", _left_edge(s, h, frozenset({"NOUN", "PROPN"})), h + 1
    if s.pos[h] == "PROPN":
        yield "name", name_start(s, h), h + 1
    owner = min((t for c in s.children[h] if s.deps[c] == "poss" for t in (_left_edge(s, c, _LEFT), c)), default=full)
    if owner < full and s.pos[owner] != "PRON":
        yield "owned", owner, h + 1
    complement = _complement_end(s, h)
    if complement:
        yield "of", bare, complement
    yield "head", h, h + 1


def _left_edge(s: Sentence, h: int, allowed: frozenset[str]) -> int:
    """The first token of the run left of `h` that belongs to its phrase and is of an allowed part of speech."""
    lo = h
    while lo > 0 and s.pos[lo - 1] in allowed and s.norms[lo - 1] not in {",", "(", "[", "--", "-lrb-"}:
        above = lo - 1
        while above < lo and s.heads[above] != above:
            above = s.heads[above]
        if not lo <= above <= h:
            break
        lo -= 1
    while lo < h and s.pos[lo] == "PUNCT" and s.norms[lo] not in {'"', "“"}:
        lo += 1
    return lo


def name_start(s: Sentence, h: int) -> int:
    """Where a person's name that ends at `h` begins: behind titles, offices and small words."""
    lo = h
    while lo > 0 and (s.pos[lo - 1] == "PROPN" or s.norms[lo - 1] in {"de", "la", "del", "y"}):
        if s.norms[lo - 1] in _TITLES or not s.cased[lo - 1][:1].isalpha():
            break
        lo -= 1
    while lo < h and s.norms[lo] in {"de", "la", "del", "y"}:
        lo += 1
    return lo


def _complement_end(s: Sentence, h: int) -> int | None:
    """The end of the complement that follows the head at once (`the residence of the envoy`), None where there is none."""
    for prep in s.children[h]:
        if prep == h + 1 and s.deps[prep] == "prep" and s.norms[prep] in {"of", "in", "for"}:
            for noun in s.children[prep]:
                if s.deps[noun] == "pobj":
                    return noun + 1
    return None
