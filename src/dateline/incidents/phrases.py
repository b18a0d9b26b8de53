"""The noun phrases of a report that may fill a role in a happening."""

from dataclasses import dataclass

from dateline.records import Mentions, Sentence
from dateline.register import Register

_TITLES = frozenset(
    "president general colonel minister major captain lieutenant commander bishop senator deputy dr. mr. mrs. gen. col. dr "
    "mr mrs gen col lt capt sgt maj lt. capt. sgt. maj. judge archbishop monsignor msgr father ambassador mayor governor "
    "brigadier sergeant professor doctor secretary director chief leader rector priest attorney engineer".split()
)
_SMALL = frozenset({"de", "la", "del", "y"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun in a sentence with its kind: person (a name), body, place, human or group (role nouns), proper, thing or part.

    A part is a noun that only modifies another (`bomb attack`, `FMLN guerrillas`). `name` is the token range of the name
    that the phrase is or ends with: what the mentions know as one, else the proper nouns behind titles, offices and
    nationalities (`the Peruvian judge Elsa Quispe` -> `Elsa Quispe`); None for common nouns.
    """

    sentence: int
    head: int
    kind: str
    name: tuple[int, int] | None = None


def phrases_of(s: Sentence, mentions: Mentions, register: Register) -> list[Phrase]:
    """The phrases of one sentence in text order."""
    found = []
    for i in range(len(s)):
        if s.pos[i] not in {"NOUN", "PROPN"} or not any(c.isalpha() for c in s.words[i]):
            continue
        kind = _kind(s, i, mentions, register)
        found.append(Phrase(s.index, i, kind, _name_of(s, i, kind, mentions, register)))
    return found


def _name_of(s: Sentence, i: int, kind: str, mentions: Mentions, register: Register) -> tuple[int, int] | None:
    if kind != "person":
        for m in mentions.actors:
            if m.head == i and m.kind == "name":
                return m.lo, m.hi
    return (name_start(s, i, register), i + 1) if s.pos[i] == "PROPN" else None


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


def name_start(s: Sentence, h: int, register: Register) -> int:
    """Where the name that ends at `h` begins: behind titles, offices, nationalities and small words."""
    lo = h
    while lo > 0 and (s.pos[lo - 1] == "PROPN" or s.norms[lo - 1] in _SMALL):
        if not s.cased[lo - 1][:1].isalpha() or _says_who(s.norms[lo - 1], register):
            break
        lo -= 1
    while lo < h and s.norms[lo] in _SMALL:
        lo += 1
    return lo


def _says_who(word: str, register: Register) -> bool:
    """Whether a word before a name is none of it: a title, an office or a nationality (but `German` may be a given name)."""
    if word in _TITLES:
        return True
    if register.gender_of(word) is not None:
        return False
    return register.demonym(word) is not None or (register.role_noun(word) or ((), False))[1]
