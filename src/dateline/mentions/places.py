"""Toponyms of a sentence: capitalised names that the gazetteer knows or that stand where places stand."""

from collections.abc import Sequence

from dateline.gazetteer import Gazetteer
from dateline.records import ActorMention, PlaceMention, Sentence
from dateline.syntax import children_by

_PLACE_WORDS = frozenset(
    "district province region city town village county state department governorate municipality neighborhood neighbourhood "
    "area camp valley mountains river island airport suburb capital prefecture oblast border base highway port coast".split()
)
_LOCATIVE = frozenset(
    "in at near from to of outside around across through inside within toward towards into over off into".split()
)
_COMMON = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december reuters president minister general mr mrs ms army police islam islamic state university "
    "christmas easter thanksgiving god sir lord republican democrat democratic house senate congress party".split()
)
_ABBREVIATIONS = {
    "ala.": "Alabama", "ariz.": "Arizona", "ark.": "Arkansas", "calif.": "California", "colo.": "Colorado", "conn.": "Connecticut",
    "del.": "Delaware", "fla.": "Florida", "ga.": "Georgia", "ill.": "Illinois", "ind.": "Indiana", "kan.": "Kansas",
    "ky.": "Kentucky", "la.": "Louisiana", "md.": "Maryland", "mass.": "Massachusetts", "mich.": "Michigan", "minn.": "Minnesota",
    "miss.": "Mississippi", "mo.": "Missouri", "mont.": "Montana", "neb.": "Nebraska", "nev.": "Nevada", "n.h.": "New Hampshire",
    "n.j.": "New Jersey", "n.m.": "New Mexico", "n.y.": "New York", "n.c.": "North Carolina", "n.d.": "North Dakota",
    "okla.": "Oklahoma", "ore.": "Oregon", "pa.": "Pennsylvania", "r.i.": "Rhode Island", "s.c.": "South Carolina",
    "s.d.": "South Dakota", "tenn.": "Tennessee", "tex.": "Texas", "va.": "Virginia", "vt.": "Vermont", "wash.": "Washington",
    "w.va.": "West Virginia", "wis.": "Wisconsin", "wyo.": "Wyoming", "d.c.": "Washington",
}  # fmt: skip
_LABELS = frozenset({"GPE", "LOC", "FAC"})


def full_name(text: str) -> str:
    """The name under which a toponym stands in the gazetteer: newsroom abbreviations of states are written out."""
    name = " ".join(text.split())
    return _ABBREVIATIONS.get(name.lower(), name)


def find_places(s: Sentence, gazetteer: Gazetteer, actors: Sequence[ActorMention]) -> list[PlaceMention]:
    """The toponyms of one sentence in text order; `in_actor` marks those that name an actor rather than a place."""
    found: list[PlaceMention] = []
    i = 0
    while i < len(s):
        hi = _end_of_name(s, i)
        if hi == i:
            i += 1
            continue
        found.extend(_places_of_run(s, i, hi, gazetteer, actors))
        i = hi
    return found


def _end_of_name(s: Sentence, i: int) -> int:
    """The end of the capitalised run that starts at `i`, or `i` where none does."""
    j = i
    while j < len(s) and (
        _is_name(s, j) or (j > i and s.norms[j] in {"-", "de", "la", "del", "el", "al", "of"} and _goes_on(s, j))
    ):
        j += 1
    while j > i and not _is_name(s, j - 1):
        j -= 1
    return j


def _is_name(s: Sentence, i: int) -> bool:
    word = s.cased[i]
    if not word[:1].isupper() or s.pos[i] in {"PRON", "DET", "VERB", "ADP", "SCONJ", "CCONJ", "PUNCT"}:
        return s.norms[i] in _ABBREVIATIONS and i > 0 and word[:1].isupper()
    return s.pos[i] in {"PROPN"} or (s.pos[i] in {"NOUN", "ADJ"} and i > 0 and word[:1].isupper())


def _goes_on(s: Sentence, j: int) -> bool:
    if j + 1 >= len(s) or not s.cased[j + 1][:1].isupper():
        return j + 2 < len(s) and s.norms[j + 1] in {"la", "los", "las"} and s.cased[j + 2][:1].isupper()
    return s.norms[j] != "of" or s.norms[j - 1] in {"gulf", "bay", "strait", "republic", "cape", "isle", "horn"}


def _places_of_run(
    s: Sentence, lo: int, hi: int, gazetteer: Gazetteer, actors: Sequence[ActorMention]
) -> list[PlaceMention]:
    for size in range(hi - lo, 0, -1):
        for start in range(lo, hi - size + 1):
            end = start + size
            if _is_place(s, start, end, (lo, hi), gazetteer, actors):
                before = _places_of_run(s, lo, start, gazetteer, actors) if start > lo else []
                after = _places_of_run(s, end, hi, gazetteer, actors) if end < hi else []
                return [*before, _mention(s, start, end, actors), *after]
    return []


def _is_place(
    s: Sentence, lo: int, hi: int, run: tuple[int, int], gazetteer: Gazetteer, actors: Sequence[ActorMention]
) -> bool:
    if hi - lo == 1 and (s.norms[lo] in _COMMON or (len(s.words[lo]) < 3 and s.norms[lo] not in {"us", "uk"})):
        return False
    label = next((e for a, b, e in s.entities if a <= lo and hi <= b), None)
    text = "".join(s.words[i] + (" " if s.starts[i + 1 : i + 2] != (s.ends[i],) else "") for i in range(lo, hi)).strip()
    is_known = gazetteer.is_toponym(full_name(text)) or s.norms[lo] in _ABBREVIATIONS
    person = next((a for a in actors if a.is_person and a.kind == "name" and a.lo < hi and lo < a.hi), None)
    if person is not None:
        return False
    governed = _preposition(s, lo, hi)
    described = hi < len(s) and s.norms[hi] in _PLACE_WORDS
    if is_known:
        if label in _LABELS or described:
            return True
        if label in {"PERSON", "ORG", "NORP", "PRODUCT", "WORK_OF_ART", "LAW"} and not governed:
            return label == "ORG" and (lo, hi) == run and bool(gazetteer.country(text))
        return (
            governed in _LOCATIVE
            or (lo > 0 and s.norms[lo - 1] in {",", "and"} and label is None)
            or (label is None and hi - lo > 1)
        )
    if (lo, hi) != run or (label not in _LABELS and not described):
        return False
    return label == "GPE" or (governed in {"in", "at", "near", "outside"} and label in _LABELS) or described


def _preposition(s: Sentence, lo: int, hi: int) -> str | None:
    """The preposition that governs the phrase of the tokens, through a noun that they modify (`in Maiwand district`)."""
    for i in range(hi - 1, lo - 1, -1):
        if not lo <= s.heads[i] < hi:
            token = i
            for _ in range(4):
                if s.deps[token] == "pobj":
                    return s.norms[s.heads[token]]
                if s.deps[token] not in {"compound", "amod", "nmod", "poss", "appos", "conj", "npadvmod"}:
                    return None
                token = s.heads[token]
    return None


def _mention(s: Sentence, lo: int, hi: int, actors: Sequence[ActorMention]) -> PlaceMention:
    head = next((i for i in range(hi - 1, lo - 1, -1) if not lo <= s.heads[i] < hi or s.heads[i] == i), hi - 1)
    text = "".join(s.words[i] + (" " * (s.starts[i + 1] - s.ends[i]) if i + 1 < hi else "") for i in range(lo, hi))
    return PlaceMention(
        s.index,
        lo,
        hi,
        head,
        s.starts[lo],
        s.ends[hi - 1],
        text,
        _preposition(s, lo, hi),
        _in_actor(s, lo, hi, head, actors),
    )


def _in_actor(s: Sentence, lo: int, hi: int, head: int, actors: Sequence[ActorMention]) -> bool:
    """Whether the name stands for or inside an actor: `University of Kabul`, `Washington said`, `the Syrian army`."""
    if any(a.lo <= lo and hi <= a.hi and (a.hi - a.lo) > (hi - lo) and a.kind in {"name", "nominal"} for a in actors):
        return True
    if s.deps[head] in {"nsubj", "nsubjpass", "agent", "dobj"}:
        return True
    if s.deps[head] == "pobj" and s.norms[s.heads[head]] in {"with", "by", "against", "between"}:
        return True
    return s.deps[head] in {"poss"} and not children_by(s, s.heads[head], "compound")
