"""In which words a filler of a role is quoted: the wording that its mentions speak for most, a person by the fullest name."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.records import Sentence

from .extents import Extent, extents_of
from .phrases import Phrase
from .role_model import RoleModel, extent_features


@dataclass(frozen=True, slots=True)
class Wording:
    """Tokens `lo` to `hi` of the sentence with this index, and their text in lower case."""

    sentence: int
    lo: int
    hi: int
    text: str


@dataclass(frozen=True, slots=True)
class Filler:
    """One mention that may fill a role: its score, and how likely it is quoted in each of its wordings."""

    phrase: Phrase
    score: float
    wordings: tuple[Wording, ...]
    shares: tuple[float, ...]


def filler_of(s: Sentence, text: str, phrase: Phrase, score: float, role: str, model: RoleModel) -> Filler | None:
    """A phrase as a filler, None where it can be quoted in no extent."""
    extents = extents_of(s, phrase)
    if not extents:
        return None
    wordings = tuple(_wording(s, text, e) for e in extents)
    features = extent_features(phrase, extents, [w.text for w in wordings])
    return Filler(phrase, score, wordings, tuple(odds(model.extent_score(role, f)) for f in features))


def _wording(s: Sentence, text: str, extent: Extent) -> Wording:
    quoted = " ".join(text[s.starts[extent.lo] : s.ends[extent.hi - 1]].lower().split())
    return Wording(s.index, extent.lo, extent.hi, quoted)


def odds(x: float) -> float:
    """The probability that log-odds stand for."""
    return 1 / (1 + math.exp(-max(min(x, 30.0), -30.0)))


def chosen_wording(fillers: Sequence[Filler], names: Iterable[Wording]) -> Wording:
    """The wording that the mentions of one filler speak for most, the longer one of equals.

    `names` are all names of the same person in the report: `Quispe` is quoted as `Elsa Quispe` where she is called so once.
    """
    votes: dict[str, float] = {}
    for f in fillers:
        for w, share in zip(f.wordings, f.shares, strict=True):
            votes[w.text] = votes.get(w.text, 0.0) + share * odds(f.score)
    text = max(votes, key=lambda t: (votes[t], len(t), t))
    fuller = [n for n in names if len(n.text) > len(text) and _is_part(text, n.text)]
    if fuller:
        return max(fuller, key=lambda n: (n.text.count(" "), len(n.text), n.text, -n.sentence, -n.lo))
    return next(w for f in fillers for w in f.wordings if w.text == text)


def _is_part(text: str, name: str) -> bool:
    """Whether the words of `text` stand in `name` in their order."""
    words = iter(name.split())
    return all(w in words for w in text.split())


def names_of(
    sentences: Mapping[int, Sentence], text: str, phrases: Iterable[Phrase], group_of: Mapping[int, int]
) -> dict[int, list[Wording]]:
    """The names that persons are called by, group by group."""
    found: dict[int, list[Wording]] = {}
    for p in phrases:
        if p.kind == "person" and p.name is not None:
            name = _wording(sentences[p.sentence], text, Extent("name", *p.name))
            found.setdefault(group_of[id(p)], []).append(name)
    return found
