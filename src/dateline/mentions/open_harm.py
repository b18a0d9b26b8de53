"""Harm told by a blow or by what came of it, its outcome open: who was shot or hit, brought to hospital, or has wounds.

Phenomenon: news tells the hurt without a verb of wounding. Own examples: `Five villagers were rushed to a clinic in Beni`;
`a nurse was hit by shrapnel`; `two of the boys are in critical condition`. Whoever is told so is hurt, unless the words
around say that it was deadly; some may be told dead later.
"""

from dateline.records import Sentence
from dateline.syntax import arguments, children_by, conjuncts, obliques

from .harm_words import HarmLexicon, is_person

_DEADLY = frozenset({"fatally", "dead", "mortally"})
_DEATHS = frozenset({"kill", "die", "murder", "slay"})
_BODIES = frozenset({"body", "bodies", "remains", "corpse", "corpses", "aid", "supplies"})
_TO = frozenset({"to", "into", "in", "at"})


def open_harm_at(s: Sentence, i: int, lexicon: HarmLexicon) -> list[tuple[str, list[int]]]:
    """The open harms that token `i` names, each with the heads of whom it was done to."""
    lemma, pos, words = s.lemmas[i].lower(), s.pos[i], lexicon.open_harm
    if pos == "VERB" and lemma in lexicon.hitting:
        return _of_hitting(s, i)
    if pos == "VERB" and lemma in words["struck"]:
        return _persons(s, _struck(s, i, lexicon), lexicon)
    if pos == "VERB" and lemma in words["carried"]:
        return _persons(s, _carried(s, i, lemma, lexicon), lexicon)
    if (
        pos == "VERB"
        and lemma in words["struggling"]
        and any(s.norms[h] in {"life", "lives"} for _, h in obliques(s, i))
    ):
        return _persons(s, list(arguments(s, i).agents), lexicon)
    if pos == "VERB" and lemma in words["suffered"] and _has_wound(s, i, lexicon):
        return _persons(s, list(arguments(s, i).agents), lexicon)
    if s.norms[i] in words["wounds"] and s.deps[i] == "pobj" and s.norms[s.heads[i]] == "with":
        return _persons(s, _bearers(s, s.heads[i]), lexicon)
    if s.norms[i] == "condition" and s.deps[i] == "pobj" and s.norms[s.heads[i]] == "in":
        is_grave = any(s.norms[c] in words["grave"] for a in children_by(s, i, "amod") for c in conjuncts(s, a))
        return _persons(s, _bearers(s, s.heads[i]), lexicon) if is_grave else []
    return []


def _persons(s: Sentence, heads: list[int], lexicon: HarmLexicon) -> list[tuple[str, list[int]]]:
    told = [h for h in heads if s.norms[h] not in _BODIES and is_person(s, h, lexicon)]
    return [("injured", told)] if told else []


def _of_hitting(s: Sentence, i: int) -> list[tuple[str, list[int]]]:
    """Who was shot or stabbed: hurt, unless it is said to be deadly (`fatally shot`, `shot dead`, `shot and killed`).

    `shot down` is of aircraft.
    """
    below = [*s.children[i], *(c for v in children_by(s, i, "dobj") for c in s.children[v])]
    deaths = [m for m in conjuncts(s, i) if s.lemmas[m].lower() in _DEATHS]
    if any(s.deps[c] == "prt" for c in s.children[i]) or any(
        not _has_object(s, d) or not _has_object(s, i) for d in deaths
    ):
        return []
    if s.deps[i] == "conj" and s.lemmas[s.heads[i]].lower() in _DEATHS and not _has_object(s, i):
        return []
    if any(s.norms[c] == "dead" for c in below):
        return []
    victims = list(arguments(s, i).patients)
    harm = "killed" if any(s.norms[c] in _DEADLY for c in below) else "injured"
    return [(harm, victims)] if victims else []


def _has_object(s: Sentence, verb: int) -> bool:
    return bool(children_by(s, verb, "dobj"))


def _struck(s: Sentence, verb: int, lexicon: HarmLexicon) -> list[int]:
    """Who is hit by a missile, or in a part of the body."""
    found, words = arguments(s, verb), lexicon.open_harm
    is_missile = any(s.lemmas[a].lower() in words["missiles"] for a in found.agents)
    is_missile = is_missile or any(
        p in {"by", "with"} and s.lemmas[h].lower() in words["missiles"] for p, h in found.obliques
    )
    is_body = any(p in {"in", "on"} and s.lemmas[h].lower() in words["body"] for p, h in found.obliques)
    return [p for p in found.patients if not _may_be_a_town(s, p)] if is_missile or is_body else []


def _may_be_a_town(s: Sentence, name: int) -> bool:
    """Whether a name was not found to be a person's: shells hit towns as well (`rockets hit Kherson`)."""
    return s.pos[name] == "PROPN" and not any(lo <= name < hi and label == "PERSON" for lo, hi, label in s.entities)


def _carried(s: Sentence, verb: int, lemma: str, lexicon: HarmLexicon) -> list[int]:
    """Who is brought to a hospital, or treated for wounds."""
    found, words = arguments(s, verb), lexicon.open_harm
    is_hospital = lemma.startswith("hospitali") or any(
        prep in _TO and (s.norms[head] in words["hospitals"] or _is_medical_center(s, head))
        for prep, head in found.obliques
    )
    is_wound = lemma == "treat" and any(p in {"for"} and s.norms[h] in words["wounds"] for p, h in found.obliques)
    is_healed = lemma != "treat" or is_wound or is_hospital
    return list(found.patients) if (is_hospital or is_wound) and is_healed else []


def _is_medical_center(s: Sentence, head: int) -> bool:
    return s.norms[head] in {"center", "centre"} and any(
        s.norms[c] in {"medical", "trauma", "health"} for c in children_by(s, head, "compound", "amod")
    )


def _has_wound(s: Sentence, verb: int, lexicon: HarmLexicon) -> bool:
    heads = [*arguments(s, verb).patients, *(h for p, h in obliques(s, verb) if p in {"from", "with"})]
    return any(s.norms[m] in lexicon.open_harm["wounds"] for h in heads for m in conjuncts(s, h))


def _bearers(s: Sentence, prep: int) -> list[int]:
    """Of whom `with wounds`, `in critical condition` is said: the noun that it modifies, or its verb's patient or subject."""
    above = s.heads[prep]
    if s.pos[above] in {"NOUN", "PROPN", "NUM", "PRON"}:
        return [above]
    if s.pos[above] not in {"VERB", "AUX"}:
        return []
    if s.tags[above] == "VBG" and s.lemmas[s.heads[above]].lower() in _FINDING:
        above = s.heads[above]
    found = arguments(s, above)
    if s.lemmas[above].lower() in _FINDING:
        told = [n for c in children_by(s, above, "ccomp", "xcomp") for n in children_by(s, c, "nsubj", "nsubjpass")]
        return list(found.patients) or told
    return list(found.patients or found.agents)


_FINDING = frozenset({"find", "discover", "locate", "encounter", "see"})
"""Who finds the hurt is none of them: `Medics found a driver lying in the road with a gunshot wound`."""


def is_open_harm(s: Sentence, trigger: int, lexicon: HarmLexicon) -> bool:
    """Whether the trigger tells a blow or what came of it, so that the dead may be among those counted."""
    lemma, words = s.lemmas[trigger].lower(), lexicon.open_harm
    named = lexicon.hitting.union(*(words[name] for name in ("struck", "carried", "suffered", "struggling")))
    word = s.norms[trigger]
    return lemma in named or word in words["wounds"] or word in {"condition", "shot", "stabbed"}


__all__ = ["is_open_harm", "open_harm_at"]
