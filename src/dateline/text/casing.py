"""True-casing of copy that came in one case, so that the parser sees what it was trained on. Lengths never change."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?\.?")
_ALWAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february april june july august september "
    "october november december i mr mrs ms dr".split()
)
_TITLES = frozenset(
    "president general colonel minister major captain lieutenant commander bishop senator deputy mr mrs dr gen col lt "
    "judge archbishop father ambassador mayor governor brigadier sergeant professor doctor capt maj sgt sen rep".split()
)
_ARTICLES = frozenset("el la los las san santa santo saint st".split())
"""Words that open a name when one follows (`El Peten`), and stay small inside one (`Carlos de la Torre`)."""
_INSIDE = frozenset("de del la las los y bin al van von der da dos".split())
_PLACE_HEADS = frozenset("city province county river valley island department state district".split())
_MONTHS = frozenset("jan feb mar march apr may jun jul aug sep sept oct nov dec".split())
_DAY = re.compile(r"^\s?\d|\d\s?$")
_BRACKETED = re.compile(r"[\[(]([A-Za-z][A-Za-z0-9-]{1,9})[\])]")
_SENTENCE_GAP = re.compile(r"[.!?\]]\s|\n\s*\n|--\s")
_ENGLISH_ENDINGS = (
    "tion", "tions", "ness", "ment", "ments", "ship", "ist", "ists", "ism", "ally", "ing", "ized", "ised", "izing",
    "able", "ible", "ful", "less", "ability", "ers", "wise", "like",
)  # fmt: skip


def is_single_case(text: str) -> bool:
    """Whether the text is nearly all in capitals or all in small letters, so that case says nothing."""
    letters = "".join(filter(str.isalpha, text))
    if len(letters) < 20:
        return False
    share = sum(map(str.isupper, letters)) / len(letters)
    return share > 0.8 or share < 0.002


@cache
def _listed(name: str) -> frozenset[str]:
    tables = tomllib.loads((Path(__file__).parent / "casing_words.toml").read_text(encoding="utf-8"))
    return frozenset(tables[name].split())


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What tells names from words: phrases of several words by their first word, lower-case names, upper-case acronyms.

    `is_word` asks a dictionary of the language; a word that is in none is taken for a name.
    """

    phrases: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    acronyms: frozenset[str] = frozenset()
    is_word: Callable[[str], bool] | None = None

    def is_name(self, low: str) -> bool:
        """Whether a lower-case word is a name wherever it stands."""
        if low in _listed("names") or low in self.names or (low.endswith("s") and low[:-1] in _listed("names")):
            return True
        if self.is_word is None or len(low) < 2 or low in _listed("plain"):
            return False
        return not self.is_word(low) and not (len(low) > 6 and low.endswith(_ENGLISH_ENDINGS))


def names_from(written: Iterable[str], is_word: Callable[[str], bool] | None = None) -> KnownNames:
    """The known names of a list of names as they are written (`Shining Path`, `NATO`)."""
    phrases: dict[str, list[tuple[str, ...]]] = {}
    names, acronyms = set[str](), set[str]()
    for name in written:
        words = tuple(m[0].rstrip(".") for m in _WORD.finditer(name))
        if len(words) == 1 and words[0].isupper() and 2 <= len(words[0]) <= 8 and words[0] == name:
            acronyms.add(name)
        elif len(words) == 1 and words[0] == name and name[0].isupper():
            names.add(name.lower())
        elif len(words) > 1 and words[-1][0].isupper():
            phrases.setdefault(words[0].lower(), []).append(words)
    longest_first = {w: tuple(sorted(set(p), key=lambda x: (-len(x), x))) for w, p in phrases.items()}
    return KnownNames(longest_first, frozenset(names), frozenset(acronyms), is_word)


def truecase(text: str, known: KnownNames | None = None) -> str:
    """The text with sentence starts, names, acronyms, weekdays and months in capitals as usual, the rest small.

    The result has the same length.
    """
    known = known or KnownNames()
    matches = list(_WORD.finditer(text))
    if not matches:
        return text
    lows = [_bare(m[0]) for m in matches]
    gaps = [text[a.end() : b.start()] for a, b in zip([None, *matches[:-1]], matches, strict=True) if a is not None]
    gaps.insert(0, text[: matches[0].start()] if matches else "")
    acronyms = known.acronyms | _told_acronyms(text, known)
    written = _phrases(lows, gaps, known)
    shapes = [written.get(i) or _shape(low, matches[i][0], known, acronyms) for i, low in enumerate(lows)]
    _settle(shapes, lows, gaps)
    cased, last = [], 0
    previous, starts = "", True
    for match, shape, gap in zip(matches, shapes, gaps, strict=True):
        is_bracketed = "]" in gap and previous.isupper() and len(previous) > 1
        starts = (
            starts or (bool(_SENTENCE_GAP.search(gap)) and not is_bracketed) or _ends_sentence(last, text, gap, known)
        )
        cased += [text[last : match.start()], _written(match[0], shape, starts)]
        starts, previous, last = False, shape, match.end()
    whole = "".join(cased) + text[last:]
    return whole if len(whole) == len(text) else text


def _ends_sentence(end: int, text: str, gap: str, known: KnownNames) -> bool:
    """Whether the full stop that the word before `end` carries closes a sentence rather than an abbreviation."""
    if gap.strip(" \n\"'”’)") != "" or not gap or text[end - 1 : end] != ".":
        return False
    word = _bare(text[max(0, end - 40) : end].split()[-1].strip("\"'([")) if end else ""
    return word not in _TITLES | _ALWAYS and (len(word) > 3 or (known.is_word is not None and known.is_word(word)))


def _bare(word: str) -> str:
    """The word in small letters without possessive, full stop or the first letter of a broken quotation mark (`â€™`)."""
    return re.split(r"['’]", word.lower().rstrip("."))[0].rstrip("âÂ") or word.lower()


def _told_acronyms(text: str, known: KnownNames) -> frozenset[str]:
    """Acronyms that the text spells in brackets (`the Popular Union [UPX]`), words of the language left out."""
    found = {m.upper() for m in _BRACKETED.findall(text)}
    return frozenset(a for a in found if known.is_word is None or known.is_name(a.lower()))


def _phrases(lows: Sequence[str], gaps: Sequence[str], known: KnownNames) -> dict[int, str]:
    """The words of known names of several words, by index, as they are written there."""
    found: dict[int, str] = {}
    for i, low in enumerate(lows):
        if i in found:
            continue
        for phrase in known.phrases.get(low, ()):
            hi = i + len(phrase)
            if tuple(lows[i:hi]) == tuple(w.lower() for w in phrase) and not any(
                g.strip(" -\n") for g in gaps[i + 1 : hi]
            ):
                found.update(zip(range(i, hi), phrase, strict=True))
                break
    return found


def _shape(low: str, word: str, known: KnownNames, acronyms: frozenset[str]) -> str:
    """`NAME`, `Name` or `name`: how the word is to be written, before its neighbours are asked."""
    if low.upper() in acronyms and (known.is_word is None or not known.is_word(low)):
        return low.upper()
    if low in _ALWAYS or low in known.names or known.is_name(low):
        return low.upper() if 2 < len(low) < 6 and not re.search("[aeiouy]", low) else low[:1].upper() + low[1:]
    return low


def _settle(shapes: list[str], lows: Sequence[str], gaps: Sequence[str]) -> None:
    """Titles before names, articles and particles of names, and the heads of place names (`Guatemala City`), in place."""
    for i in range(len(lows) - 1, -1, -1):
        before = shapes[i - 1] if i and not gaps[i].strip() else ""
        after = shapes[i + 1] if i + 1 < len(lows) and not gaps[i + 1].strip() else ""
        low, follows_name, leads_name = lows[i], before[:1].isupper(), after[:1].isupper()
        if low in _MONTHS and (_DAY.search(gaps[i]) or (i + 1 < len(gaps) and _DAY.search(gaps[i + 1]))):
            shapes[i] = low.capitalize()
            continue
        if low in _INSIDE and (leads_name or after in _INSIDE) and (follows_name or before in _INSIDE):
            shapes[i] = low
        elif (leads_name and (low in _TITLES or low in _ARTICLES)) or (
            follows_name and low in _PLACE_HEADS and before not in {"The", "This"} and lows[i - 1] not in _ALWAYS
        ):
            shapes[i] = low.capitalize()


def _written(word: str, shape: str, starts: bool) -> str:
    low = word.lower()
    if len(low) != len(word) or len(shape) > len(word):
        return word
    cased = shape + low[len(shape) :]
    return cased[:1].upper() + cased[1:] if starts else cased
