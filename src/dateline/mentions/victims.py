"""Where a sentence names harm, and the heads of whom it was done to."""

from dateline.records import Sentence
from dateline.syntax import ancestors, arguments, children_by, conjuncts, is_below, obliques

from .harm_words import HarmLexicon, is_person

_WITH = frozenset({"along", "together"})
_MAX_PHRASE = 14
_FATALLY = frozenset({"fatally", "mortally"})
_DEALT = frozenset("shoot stab wound injure hit strike beat burn hurt knife gun".split())


def harms_at(s: Sentence, i: int, lexicon: HarmLexicon) -> list[tuple[str, list[int]]]:
    """The harms that token `i` names, each with the heads of its victims; conjuncts and companions included."""
    return [(harm, _joined(s, i, heads)) for harm, heads in _harms(s, i, lexicon)]


def _joined(s: Sentence, trigger: int, heads: list[int]) -> list[int]:
    """The heads with what is joined to them: `a captain and four recruits`, `a leader along with three guards`."""
    found = list(dict.fromkeys(m for h in heads for m in conjuncts(s, h)))
    return [*found, *(c for c in _companions(s, trigger, found) if c not in found)]


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
    if pos == "VERB" and lemma in {"lose", "claim", "cost"} and (lives := _lives(s, i)):
        return [("killed", lives if lemma == "claim" else list(arguments(s, i).agents) if lemma == "lose" else lives)]
    if pos == "VERB" and lemma in lexicon.subject_verbs:
        return [(lexicon.subject_verbs[lemma], list(arguments(s, i).agents))]
    if lemma in lexicon.adjectives and pos in {"ADJ", "NOUN", "VERB", "ADV"}:
        return [(lexicon.adjectives[lemma], v) for v in [_of_adjective(s, i)] if v]
    if pos == "NOUN" and lemma in lexicon.nouns:
        return [(lexicon.nouns[lemma], _of_noun(s, i))]
    return []


def _of_verb(s: Sentence, i: int, lemma: str, lexicon: HarmLexicon) -> list[tuple[str, list[int]]]:
    victims = list(arguments(s, i).patients)
    if s.deps[i] == "amod":
        victims = [s.heads[i]]
    if i + 1 < len(s) and s.norms[i + 1] == "between" and not any(is_person(s, v, lexicon) for v in victims):
        victims = children_by(s, i + 1, "pobj") or victims
    return [(lexicon.verbs[lemma], victims)] if victims else []


def _phrase_at(s: Sentence, i: int, lexicon: HarmLexicon) -> tuple[str, list[int]] | None:
    """Harm that a verb names with the words after it: `took nine soldiers prisoner`, `were put to death`."""
    for words, harm in lexicon.phrases.get(s.lemmas[i].lower(), ()):
        for at in range(i + 1, min(i + _MAX_PHRASE, len(s) - len(words) + 1)):
            if s.norms[at : at + len(words)] != words or not is_below(s, at, i):
                continue
            phrase = range(at, at + len(words))
            told = [p for p in arguments(s, i).patients if p not in phrase]
            told = told or [c for t in phrase for c in s.children[t] if s.deps[c] in {"nsubj", "compound"} and c < t]
            if told:
                return harm, told
    return None


def _lives(s: Sentence, verb: int) -> list[int]:
    """The lives that are lost, claimed or cost: `nine people lost their lives`, `the shelling claimed seven lives`."""
    return [h for h in arguments(s, verb).patients if s.lemmas[h] == "life"]


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
