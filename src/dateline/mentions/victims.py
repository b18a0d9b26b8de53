"""Where a sentence names harm, and the heads of whom it was done to."""

from dateline.records import Sentence
from dateline.syntax import ancestors, arguments, children_by, conjuncts, first_conjunct, noun_phrase, obliques

from .harm_words import HarmLexicon, is_person
from .open_harm import open_harm_at
from .own_death import own_death_at, own_losses

_WITH = frozenset({"along", "together"})
_MAX_PHRASE = 14
_FATALLY = frozenset({"fatally", "mortally"})
_DEALT = frozenset("shoot stab wound injure hit strike beat burn hurt knife gun".split())


def harms_at(s: Sentence, i: int, lexicon: HarmLexicon) -> list[tuple[str, list[int]]]:
    """The harms that token `i` names, each with the heads of its victims; conjuncts and companions included."""
    found = _harms(s, i, lexicon) or own_death_at(s, i) or _telegraphic(s, i, lexicon)
    return [(harm, _joined(s, i, heads)) for harm, heads in found]


_COUNTS = frozenset({"another", "several", "dozens", "many", "others", "scores"})
_SHORT = {"shot": "injured", "stabbed": "injured", "hurt": "injured"}


def _telegraphic(s: Sentence, i: int, lexicon: HarmLexicon) -> list[tuple[str, list[int]]]:
    """Harm in the short form of headlines: a number, or a person, right before the word, and nothing that is acted on behind.

    Own examples: `1 dead, 4 injured in Kabul shooting`; `Four hurt in raid`; `Teenager dead after ambush`.
    """
    word = s.norms[i]
    harm = _SHORT.get(word) or lexicon.adjectives.get(word)
    before = i - 1
    while before > 0 and s.tags[before] == "RB" and s.norms[before].endswith("ly"):
        before -= 1
    is_followed = i + 1 < len(s) and s.pos[i + 1] in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"}
    if harm is None or before < 0 or is_followed or s.norms[i + 1 : i + 2] in {("at",), ("back",), ("into",)}:
        return []
    is_counted = s.tags[before] == "CD" or s.norms[before] in _COUNTS
    is_bare = word == "dead" and is_person(s, before, lexicon) and s.tags[before] != "PRP"
    return [(harm, [before])] if is_counted or is_bare else []


def _joined(s: Sentence, trigger: int, heads: list[int]) -> list[int]:
    """The heads with what is joined to them: `a captain and four recruits`, `a leader along with three guards`."""
    listed = [m for h in heads for m in (*conjuncts(s, h), *_listed_after(s, h))]
    found = list(dict.fromkeys(m for m in listed if m in heads or not _has_own_fate(s, trigger, m)))
    found = [m for m in found if not _is_same_person(s, m)]
    return [*found, *(c for c in _companions(s, trigger, found) if c not in found)]


def _listed_after(s: Sentence, head: int) -> list[int]:
    """The rest of a list that the parser took for an apposition: `a chief, a courier and four guards`.

    Behind a name an apposition describes it; only what is joined to it is somebody else.
    """
    found: list[int] = []
    for appos in children_by(s, head, "appos"):
        joined = conjuncts(s, appos)
        if len(joined) > 1 and any(s.deps[c] == "cc" for m in joined for c in s.children[m]):
            found += joined[1:] if s.pos[head] == "PROPN" and s.pos[appos] == "NOUN" else joined
    return found


_KIN = frozenset(
    "man woman boy girl child mother father son daughter wife husband brother sister baby civilian soldier policeman".split()
)


def _is_same_person(s: Sentence, noun: int) -> bool:
    """Whether a joined noun is a second description of the person before it: `a rebel commander and financier`."""
    first = s.heads[noun]
    if s.deps[noun] == "conj" and s.pos[noun] == "PROPN" and _is_name_of(s, noun):
        return True
    if s.deps[noun] != "conj" or {s.tags[noun], s.tags[first]} != {"NN"}:
        return False
    if any(s.deps[c] in {"det", "nummod", "poss"} for c in s.children[noun]) or len(conjuncts(s, first)) > 2:
        return False
    is_one = any(s.norms[d] in {"a", "an"} for d in children_by(s, first, "det"))
    return is_one and not {s.lemmas[noun].lower(), s.lemmas[first].lower()} & _KIN


def _is_name_of(s: Sentence, name: int) -> bool:
    """Whether a name is that of the person before the comma: `his aunt, 50-year-old Lena Ruiz, and a guard were hurt`."""
    lo = noun_phrase(s, name)[0]
    if lo < 2 or s.norms[lo - 1] not in {",", "—", "–", "--", "-"}:
        return False
    before = lo - 2
    is_one = s.tags[before] == "NN" and any(s.deps[c] in {"det", "poss"} for c in s.children[before])
    return is_one and s.deps[before] in {"conj", "nsubj", "nsubjpass", "dobj", "pobj"}


def _has_own_fate(s: Sentence, trigger: int, noun: int) -> bool:
    """Whether a joined noun carries a participle of its own: `with two gunmen killed and ten hostages freed`."""
    return s.deps[trigger] == "acl" and any(s.tags[c] == "VBN" and c != trigger for c in children_by(s, noun, "acl"))


def _companions(s: Sentence, trigger: int, victims: list[int]) -> list[int]:
    """Who shares the victims' fate by a comitative phrase: `along with six guards`, `together with an aide`."""
    found: list[int] = []
    for token in range(1, len(s)):
        is_comitative = s.norms[token] == "with" and s.norms[token - 1] in _WITH
        if not is_comitative and s.norms[token] != "alongside":
            continue
        above = next((a for a in ancestors(s, token) if s.norms[a] not in _WITH), token)
        if above == trigger or above in victims:
            found += [m for o in children_by(s, token, "pobj") for m in conjuncts(s, o)]
    return found if victims else []


def _harms(s: Sentence, i: int, lexicon: HarmLexicon) -> list[tuple[str, list[int]]]:
    lemma, pos = s.lemmas[i].lower(), s.pos[i]
    if pos == "VERB" and (phrase := _phrase_at(s, i, lexicon)):
        return [phrase]
    if pos == "VERB" and lemma in _DEALT and any(s.norms[c] in _FATALLY for c in children_by(s, i, "advmod")):
        return [("killed", list(arguments(s, i).patients))]
    if pos in {"VERB", "ADJ"} and lemma in lexicon.verbs and s.tags[i].startswith(("VB", "JJ")):
        return _of_verb(s, i, lemma, lexicon)
    if pos == "VERB" and lemma in {"slit", "cut"}:
        throats = [h for h in arguments(s, i).patients if s.lemmas[h] == "throat"]
        if throats:
            return [("killed", [o for t in throats for p, o in obliques(s, t) if p == "of"])]
    if pos == "VERB" and lemma in {"lose", "claim", "cost"} and (lives := _lives(s, i)):
        return [("killed", lives if lemma == "claim" else list(arguments(s, i).agents) if lemma == "lose" else lives)]
    if pos == "VERB" and lemma == "lose" and (fallen := own_losses(s, i, lexicon.lost)):
        return [("killed", fallen)]
    if pos == "VERB" and lemma in lexicon.subject_verbs:
        return [(lexicon.subject_verbs[lemma], list(arguments(s, i).agents))]
    if lemma in lexicon.adjectives and pos in {"ADJ", "NOUN", "VERB", "ADV"}:
        return [(lexicon.adjectives[lemma], v) for v in [_of_adjective(s, i)] if v]
    if lemma == "life" and not _is_taken(s, i):
        return []
    if pos == "NOUN" and lemma in lexicon.nouns and (told := _of_noun(s, i)) != [i]:
        return [(lexicon.nouns[lemma], told)]
    if found := open_harm_at(s, i, lexicon):
        return found
    return [(lexicon.nouns[lemma], [i])] if pos == "NOUN" and lemma in lexicon.nouns else []


def _of_verb(s: Sentence, i: int, lemma: str, lexicon: HarmLexicon) -> list[tuple[str, list[int]]]:
    victims = list(arguments(s, i).patients) or _misplaced(s, i)
    if s.deps[i] == "amod":
        victims = [s.heads[i]]
    if i + 1 < len(s) and s.norms[i + 1] == "between" and not any(is_person(s, v, lexicon) for v in victims):
        victims = children_by(s, i + 1, "pobj") or victims
    return [(lexicon.verbs[lemma], victims)] if victims else []


def _misplaced(s: Sentence, verb: int) -> list[int]:
    """The subject of a passive that the parser hung elsewhere: behind the auxiliary or, as an apposition, before it.

    Own examples: `Also killed were nine cadets`; `In a raid in Kivu, Congo, two poachers were killed`.
    """
    for aux in children_by(s, verb, "auxpass"):
        behind = children_by(s, aux, "attr") + children_by(s, verb, "attr")
        if aux > verb and behind:
            return behind
        if 0 < aux < verb and s.pos[aux - 1] in {"NOUN", "PROPN"} and s.deps[aux - 1] in {"appos", "conj"}:
            return [first_conjunct(s, aux - 1)]
    return []


def _phrase_at(s: Sentence, i: int, lexicon: HarmLexicon) -> tuple[str, list[int]] | None:
    """Harm that a verb names with the words after it: `took nine soldiers prisoner`, `were put to death`."""
    for words, harm in lexicon.phrases.get(s.lemmas[i].lower(), ()):
        for at in range(i + 1, min(i + _MAX_PHRASE, len(s) - len(words) + 1)):
            if s.norms[at : at + len(words)] != words or i not in {s.heads[at], s.heads[s.heads[at]]}:
                continue
            phrase = range(at, at + len(words))
            told = [p for p in arguments(s, i).patients if p not in phrase]
            told = told or _found(s, i)
            told = told or [c for t in phrase for c in s.children[t] if s.deps[c] in {"nsubj", "compound"} and c < t]
            if told:
                return harm, told
    return None


def _found(s: Sentence, verb: int) -> list[int]:
    """Who is found in a state that a participle tells: `two herders were found shot to death`."""
    above = s.heads[verb]
    is_state = s.tags[verb] == "VBN" and s.deps[verb] in {"oprd", "xcomp", "ccomp", "acl", "advcl", "conj"}
    return list(arguments(s, above).patients) if is_state and s.lemmas[above].lower() in {"find", "discover"} else []


def _lives(s: Sentence, verb: int) -> list[int]:
    """The lives that are lost, claimed or cost: `nine people lost their lives`, `the shelling claimed seven lives`."""
    return [h for h in arguments(s, verb).patients if s.lemmas[h] == "life"]


_TAKING = frozenset("lose claim cost take end loss".split())


def _is_taken(s: Sentence, life: int) -> bool:
    """Whether a life is told to be lost: `the raid took two lives`, `loss of life`, but `it touched many lives`."""
    above = [a for a in ancestors(s, life)[:3] if s.deps[a] != "prep"]
    below = children_by(s, life, "acl")
    return any(s.lemmas[t].lower() in _TAKING for t in (*above[:1], *below))


def _of_adjective(s: Sentence, i: int) -> list[int]:
    """`left twelve dead`, `five were dead`, `the dead`, `32 dead`."""
    if s.deps[i] == "amod":
        return [s.heads[i]]
    numbers = [c for c in s.children[i] if s.pos[c] in {"NUM"} and s.deps[c] in {"nummod", "nsubj", "det"}]
    if numbers:
        return [i]
    if s.deps[i] in {"acomp", "oprd", "ccomp", "xcomp", "attr"}:
        head = s.heads[i]
        subject = children_by(s, i, "nsubj") or (
            children_by(s, head, "dobj") or arguments(s, head).patients or arguments(s, head).agents
        )
        return list(subject)
    return []


def _of_noun(s: Sentence, i: int) -> list[int]:
    """`the killing of two monks`, `12 deaths`, `the death toll rose to 30`, `no casualties`."""
    of = [head for prep, head in obliques(s, i) if prep in {"of", "among"}]
    if of:
        return of
    verb = s.heads[i]
    if s.lemmas[i] == "toll" or s.norms[i] == "toll":
        to = (
            [head for prep, head in obliques(s, verb) if prep in {"to", "at"}] if s.pos[verb] in {"VERB", "AUX"} else []
        )
        to = to or children_by(s, verb, "attr", "dobj")
        return [t for t in to if s.pos[t] in {"NUM", "NOUN"}] or []
    return [i]
