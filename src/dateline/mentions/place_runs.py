"""The capitalised runs of a sentence, in which its place names lie, with the small words inside names."""

from dateline.gazetteer import Gazetteer
from dateline.records import Sentence

from .place_features import text_of

_JOINERS = frozenset(
    {
        "-",
        "–",
        "de",
        "la",
        "del",
        "el",
        "al",
        "of",
        "and",
        "upon",
        "les",
        "sur",
        "am",
        "au",
        "aux",
        "da",
        "do",
        "dos",
        "das",
        "di",
        "du",
    }
)
_LINKED = frozenset("i e ye o u au aux de la le les sur en el al ez az ed ad er ar es as et at eth ath ash an".split())
"""Small words between hyphens inside names: `Mazar-i-Sharif`, `Port-au-Prince`."""
_ARTICLES = frozenset("al el ul ad ed ez az er ar es as et at eth ath ash esh an en".split())
"""Arabic articles as written before a hyphen: `Deir ez-Zor`, `al-Bab`."""


def name_runs(s: Sentence, gazetteer: Gazetteer) -> list[tuple[int, int]]:
    """The capitalised runs in text order; one begins with a small article where the gazetteer has the name so (`al-Hol`)."""
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(s):
        hi = _end_of_run(s, i, gazetteer) if s.cased[i][:1].isupper() else i
        if hi > i:
            lo = i - 2 if _is_named_with_article(s, i, hi, gazetteer) else i
            found.append((lo, hi))
        i = max(hi, i + 1)
    return found


def _is_named_with_article(s: Sentence, lo: int, hi: int, gazetteer: Gazetteer) -> bool:
    if lo < 2 or not _is_article(s, lo - 2):
        return False
    return any(gazetteer.is_toponym(text_of(s, lo - 2, end)) for end in range(min(hi, lo + 3), lo, -1))


def _is_article(s: Sentence, i: int) -> bool:
    """Whether a small Arabic article stands at `i`, tied to a name by a hyphen."""
    return (
        s.words[i] in _ARTICLES
        and i + 2 < len(s)
        and s.norms[i + 1] in {"-", "–"}
        and s.ends[i] == s.starts[i + 1]
        and s.ends[i + 1] == s.starts[i + 2]
        and s.cased[i + 2][:1].isupper()
    )


def _end_of_run(s: Sentence, i: int, gazetteer: Gazetteer) -> int:
    j = i
    while j < len(s) and (
        _is_name(s, j)
        or (
            j > i
            and (s.norms[j] in _JOINERS or s.norms[j] in _LINKED or s.norms[j] in _EZAFE or s.words[j] in _AYN)
            and _goes_on(s, j)
        )
        or (j > i and _is_named_across(s, i, j, gazetteer))
    ):
        j += 1
    return j


_OWNED = frozenset({"'s", "of"})
_HELD = frozenset({"administered", "controlled", "held", "occupied"})


def _is_named_across(s: Sentence, lo: int, j: int, gazetteer: Gazetteer) -> bool:
    """Whether a place bears a name that goes on across the token: `Cox's Bazar`, `Line of Control`, `Pakistan-held Kashmir`."""
    end = j + 1
    if s.norms[j] in {"-", "–"} and end + 1 < len(s) and s.norms[end] in _HELD:
        end += 1
    elif not (s.norms[j] in _OWNED or (s.norms[j] in _HELD and s.norms[j - 1] in {"-", "–"})):
        return False
    if end >= len(s) or not s.cased[end][:1].isupper():
        return False
    return any(gazetteer.is_toponym(text_of(s, start, end + 1)) for start in range(max(lo, j - 3), j))


def _is_name(s: Sentence, i: int) -> bool:
    word = s.cased[i]
    if not word[:1].isupper() or s.pos[i] in {"PRON", "DET", "PUNCT"}:
        return word == "US"
    if s.pos[i] in {"VERB", "ADP", "SCONJ", "CCONJ", "AUX", "ADV", "INTJ", "NUM", "PART"}:
        is_scene = i > 0 and s.norms[i - 1] in {"in", "near", "outside"} and not s.words[i - 1].isupper()
        return (
            is_scene
            or (word.endswith(".") and len(word) > 2)
            or any(a <= i < b and e == "GPE" for a, b, e in s.entities)
        )
    return True


_AYN = frozenset({"‘", "ʿ", "'"})
"""The letter ayn as it is written before a vowel: `Nad ‘Ali`, `Pul-e ‘Alam`."""


def _opens_name(s: Sentence, j: int) -> bool:
    """Whether a capitalised word stands at `j`, or right behind an ayn there, that no closing mark follows."""
    if s.words[j] in _AYN and j + 2 < len(s):
        is_tight = s.starts[j + 1] == s.ends[j] and s.words[j + 2] not in {"'", "’", "”"}
        return is_tight and s.cased[j + 1][:1].isupper()
    return s.cased[j][:1].isupper()


_EZAFE = frozenset({"e", "ye", "i", "wa"})
"""Links inside Persian, Pashto and Urdu names: `Nahr-e Saraj`, `Nawah-ye Barakzai`, `Shigal wa Sheltan`."""


def _is_linked(s: Sentence, j: int) -> bool:
    """Whether the token is the first hyphen, or the small word after it, of one that stands between two: `Port-au-Prince`."""
    first = j if s.norms[j] in {"-", "–"} else j - 1
    return (
        first + 3 < len(s)
        and first > 0
        and s.norms[first] in {"-", "–"}
        and s.norms[first + 1] in _LINKED
        and s.norms[first + 2] in {"-", "–"}
        and s.cased[first + 3][:1].isupper()
        and s.starts[first] == s.ends[first - 1]
        and s.starts[first + 3] == s.ends[first + 2]
    )


def _goes_on(s: Sentence, j: int) -> bool:
    """Whether a small word at `j` lies inside a name: `Ciudad de Mexico`, `Gulf of Aden`, `Guinea-Bissau`."""
    if j + 2 < len(s) and s.norms[j] in {"-", "–"} and s.norms[j + 1] in _EZAFE and _opens_name(s, j + 2):
        return s.starts[j] == s.ends[j - 1]
    if _is_linked(s, j):
        return True
    if s.words[j] in _AYN:
        return _opens_name(s, j)
    if _is_article(s, j) or (s.norms[j] in {"-", "–"} and _is_article(s, j - 1)):
        return True
    if s.norms[j] in _LINKED - _JOINERS - _EZAFE:
        return False
    if s.norms[j] in _EZAFE:
        return s.norms[j - 1] in {"-", "–", "wa"} or s.norms[j] == "wa"
    if j + 1 >= len(s) or not s.cased[j + 1][:1].isupper():
        return j + 2 < len(s) and s.norms[j + 1] in {"la", "los", "las", "the"} and s.cased[j + 2][:1].isupper()
    if s.norms[j] == "and":
        return s.norms[j - 1] in {"antigua", "trinidad", "bosnia", "jammu", "newfoundland", "tyne", "turks", "wallis"}
    if s.norms[j] in {"-", "–"}:
        return s.starts[j] == s.ends[j - 1]
    return s.norms[j] != "of" or s.norms[j - 1] in {
        "gulf", "bay", "strait", "republic", "cape", "isle", "horn", "sea", "democratic", "district", "university", "city", "isles",
        "straits", "ivory",
    }  # fmt: skip
