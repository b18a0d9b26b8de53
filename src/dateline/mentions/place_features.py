"""What speaks for and against a capitalised name being a place: named features of a token range."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.gazetteer import Gazetteer, Toponym, state_of
from dateline.records import ActorMention, Sentence


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The word classes of `places.toml` and the weights of the features."""

    classes: dict[str, frozenset[str]]
    weights: dict[str, float]

    def has(self, name: str, word: str) -> bool:
        """Whether a lower-case word is of a class."""
        return word in self.classes[name]


@cache
def place_words() -> PlaceWords:
    """The shipped table."""
    table = tomllib.loads((files(__package__) / "places.toml").read_text(encoding="utf-8"))
    weights = {str(k): float(v) for k, v in table.pop("weights", {}).items()}
    return PlaceWords({k: frozenset(v.split()) for k, v in table.items()}, weights)


def text_of(s: Sentence, lo: int, hi: int) -> str:
    """The report's words of a token range with one blank where there was space."""
    return "".join(s.words[i] + (" " if i + 1 < hi and s.starts[i + 1] > s.ends[i] else "") for i in range(lo, hi))


def known(s: Sentence, lo: int, hi: int, gazetteer: Gazetteer) -> list[Toponym]:
    """The places that bear the name of a token range; an abbreviation must be written in capitals."""
    text = text_of(s, lo, hi)
    is_after_comma = lo > 0 and s.words[lo - 1] == ","
    state = state_of(text, is_after_comma=is_after_comma)
    if state is not None:
        return gazetteer.candidates(state[1])
    if hi - lo == 1 and place_words().has("common", s.norms[lo]):
        return []
    found = gazetteer.candidates(text)
    if found and len(text.replace(".", "")) <= 4 and not _is_written_so(text, found[0]):
        found = [c for c in found if _is_written_so(text, c)]
    return found


def _is_written_so(text: str, place: Toponym) -> bool:
    """Whether a short name is the place's own and not an abbreviation in small letters (`Us`, `Car`)."""
    bare = text.replace(".", "")
    return (
        bare.isupper()
        if place.kind == "country" and bare.lower() != place.name.lower()
        else len(bare) > 2 or bare.isupper()
    )


def preposition(s: Sentence, lo: int, hi: int) -> str | None:
    """The preposition that governs the phrase of the tokens, through a noun that they modify (`in Maiwand district`).

    Where the parser loses an unknown name (`in Tarin wa Shah district`), the one that stands right before it.
    """
    found = _governing(s, lo, hi)
    before = s.norms[lo - 1] if lo else ""
    is_lost = found is None or (found not in _PLACING and found in s.norms[lo:hi])
    return before if is_lost and before in _PLACING else found


_PLACING = frozenset({"in", "at", "near", "outside", "inside", "within"})


def _governing(s: Sentence, lo: int, hi: int) -> str | None:
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


def features(
    s: Sentence, lo: int, hi: int, run: tuple[int, int], places: Sequence[Toponym], actors: Sequence[ActorMention]
) -> list[str]:
    """The names of the features that hold for tokens `lo` to `hi` of the capitalised run `run`, in a fixed order."""
    words = place_words()
    label = next((e for a, b, e in s.entities if a < hi and lo < b), "none")
    exact = any((a, b) == (lo, hi) or (s.norms[a] == "the" and (a + 1, b) == (lo, hi)) for a, b, _ in s.entities)
    found = ["bias", f"label_{label.lower()}", f"size_{size_of(places)}"]
    found += ["exact_gpe"] if label == "GPE" and exact else []
    if places and not any(p.is_main for p in places) and size_of(places) not in {"country", "admin1"}:
        found.append("alternate")
    found += [f"pos_{s.pos[hi - 1].lower()}"] if s.pos[hi - 1] != "PROPN" else []
    governor = preposition(s, lo, hi)
    before = s.norms[lo - 1] if lo else ""
    if words.has("locative", governor or ""):
        found.append("locative")
    elif governor:
        found.append("governed")
    if words.has("locative", before) and before not in {"of", "to"}:
        found.append("behind_preposition")
    found += _after(s, hi, run, words)
    found += _before(s, lo, hi, run, words)
    if any(a.is_person and a.kind == "name" and a.lo < hi and lo < a.hi for a in actors):
        found.append("in_person")
    if places and hi - lo == 1 and not _is_state(places[0]) and _acts(s, hi - 1, words):
        found.append("acts")
    return found + _shape(s, lo, hi, words, is_country=size_of(places) == "country")


def _is_state(place: Toponym) -> bool:
    """Whether the name may stand for a government: a country's, a region's or a capital's."""
    return place.kind != "place" or (place.is_capital and place.is_main)


def _acts(s: Sentence, head: int, words: PlaceWords) -> bool:
    """Whether the name does or meets with what only persons and states do: `Lincoln said`, `met Santos`, `Houston, who leads`."""
    verb = s.lemmas[s.heads[head]].lower()
    if s.deps[head] == "nsubj" and s.pos[s.heads[head]] == "VERB" and words.has("acting", verb):
        return True
    if s.deps[head] in {"dobj", "nsubjpass"} and words.has("met", verb):
        return True
    return head + 2 < len(s) and s.norms[head + 1] == "," and s.norms[head + 2] == "who"


def size_of(places: Sequence[Toponym]) -> str:
    """How large the places of a name are at most: country, admin1, city, town, village, hamlet, or unknown where there is none."""
    if not places:
        return "unknown"
    if places[0].kind in {"country", "region", "area"}:
        return "country"
    if any(p.kind == "admin1" and p.population > 100_000 for p in places):
        return "admin1"
    people = max(p.population for p in places if p.is_main) if any(p.is_main for p in places) else places[0].population
    return "city" if people > 100_000 else "town" if people > 10_000 else "village" if people > 1_000 else "hamlet"


def _after(s: Sentence, hi: int, run: tuple[int, int], words: PlaceWords) -> list[str]:
    after = s.norms[hi] if hi < len(s) else ""
    if hi < run[1]:
        last = s.norms[run[1] - 1]
        kind = next((k for k in ("streets", "public", "proper") if words.has(k, last)), "other")
        return [f"front_{kind}"]
    found: list[str] = []
    if words.has("kinds", after):
        found.append("described")
    elif words.has("modified", after):
        found.append("modifies")
    if after == "'s":
        found.append("possessive")
    if after in {",", "("} and hi + 1 < len(s) and _is_area(s, hi + 1):
        found.append("area_follows")
    if after in {"-", "--", "—", "–", "("} and s.words[hi - 1].isupper() and hi < 8:
        found.append("heads_story")
    return found


def _is_area(s: Sentence, i: int) -> bool:
    """Whether an abbreviated state stands at `i` (`, La.`)."""
    return state_of(s.words[i], is_after_comma=True) is not None or (
        i + 1 < len(s) and state_of(s.words[i] + s.words[i + 1], is_after_comma=True) is not None
    )


def _before(s: Sentence, lo: int, hi: int, run: tuple[int, int], words: PlaceWords) -> list[str]:
    found: list[str] = []
    before = s.norms[lo - 1] if lo else ""
    if words.has("titles", before):
        found.append("titled")
    if lo > run[0]:
        found.append("inside_hyphen" if before == "-" else "inside")
    if before == "of" and lo > 1 and hi == run[1] and words.has("kinds", s.norms[lo - 2]):
        found.append("described")
    if lo == 0:
        found.append("first")
    if before == "," and lo > 1 and s.cased[lo - 2][:1].isupper():
        found.append("in_list")
    return found


def _shape(s: Sentence, lo: int, hi: int, words: PlaceWords, *, is_country: bool) -> list[str]:
    last, first = s.norms[hi - 1], s.norms[lo]
    found: list[str] = []
    if hi - lo > 1:
        found.append("several_words")
        if words.has("streets", last):
            found.append("street")
        elif words.has("natural_last", last) or words.has("natural_first", first):
            found.append("natural")
        elif words.has("public", last) or words.has("proper", last):
            found.append("body")
        if last in {"county", "counties", "parish"}:
            found.append("county")
    elif not is_country and s.words[lo].isupper() and len(s.words[lo]) <= 5 and "." not in s.words[lo]:
        found.append("acronym")
    if words.has("common", first):
        found.append("common_first")
    if state_of(text_of(s, lo, hi), is_after_comma=True) is not None:
        found.append("abbreviation")
    return found
