"""Whether the frame of a lexicon entry holds at a token: objects, prepositions, complements, predicates."""

from dateline.records import Sentence
from dateline.syntax import Arguments, children_by, conjuncts, obliques, subtree

from .lexicon import Entry, Lexicon

_LEMMAS = {"raped": "rape", "raping": "rape", "overran": "overrun", "overrunning": "overrun"}
"""Forms that the lemmatizer takes for those of another verb (`raped` for *rap*)."""


def lemma(s: Sentence, i: int) -> str:
    """The lemma in lower case; the singular of a plural that the parser took for a name."""
    word = _LEMMAS.get(s.norms[i]) or s.lemmas[i].lower()
    return word[:-1] if s.tags[i] == "NNPS" and word.endswith("s") else word


def verb_key(s: Sentence, verb: int, lexicon: Lexicon) -> str:
    """The lexicon key of a verb, with its particle where the lexicon knows the two together."""
    base = lemma(s, verb)
    for c in s.children[verb]:
        if s.deps[c] == "prt" or (s.deps[c] in {"advmod", "prep"} and c == verb + 1):
            joined = f"{base}_{s.norms[c]}"
            if joined in lexicon.verbs:
                return joined
    return base


def is_manner(s: Sentence, i: int) -> bool:
    """Whether a noun only tells why something else is done: `walked out in protest at the raids` is no rally."""
    is_bare = (
        s.lemmas[i] == "protest" and s.tags[i] == "NN" and not children_by(s, i, "det", "amod", "poss", "compound")
    )
    return is_bare and s.deps[i] == "pobj" and s.norms[s.heads[i]] == "in"


def in_class(s: Sentence, i: int, name: str, lexicon: Lexicon) -> bool:
    """Whether the noun, a noun compounded with it or one in its of-phrase belongs to the class."""
    if lexicon.has(name, lemma(s, i)) or lexicon.has(name, s.norms[i]):
        return True
    near = children_by(s, i, "compound", "amod")
    near += [o for p in children_by(s, i, "prep") if s.norms[p] in {"of", "in"} for o in children_by(s, p, "pobj")]
    return any(lexicon.has(name, lemma(s, n)) and not is_manner(s, n) for n in near)


def complements(s: Sentence, verb: int) -> list[int]:
    """Heads of the infinitive, participle or that-clauses that complete a verb."""
    found = children_by(s, verb, "xcomp", "ccomp")
    for prep in children_by(s, verb, "prep", "agent"):
        found += children_by(s, prep, "pcomp") if s.norms[prep] not in {"without", "after", "before", "despite"} else []
    return found


def _predicates(s: Sentence, verb: int) -> list[int]:
    found = children_by(s, verb, "oprd", "acomp", "attr")
    found += [m for noun in found for m in children_by(s, noun, "amod", "compound")]
    told = children_by(s, verb, "ccomp", "xcomp", "dobj", "dative", "oprd")
    for c in children_by(s, verb, "ccomp", "xcomp", "dobj"):
        if len(told) == 1 and not children_by(s, c, "nsubj"):
            # its only object, of which nothing is said but by the word right behind the verb: `set free four nuns`
            found += [m for m in children_by(s, c, "amod") if m == verb + 1]
            continue
        found += [c, *children_by(s, c, "acomp", "oprd", "amod", "attr")] if s.pos[c] != "VERB" else []
    for noun in children_by(s, verb, "dobj"):
        found += [t for t in subtree(s, noun) if s.pos[t] == "ADJ" and s.deps[t] == "amod" and t > s.heads[t] > verb]
    return found


def frame_holds(s: Sentence, verb: int, entry: Entry, args: Arguments, lexicon: Lexicon) -> bool:
    """Whether every test of the entry's frame holds at this verb."""
    return all(_test_holds(s, verb, test, args, lexicon) for test in entry.frame)


def _test_holds(s: Sentence, verb: int, test: str, args: Arguments, lexicon: Lexicon) -> bool:
    name, *values = test.split("=")
    objects = list(args.patients)
    if name == "obj":
        return any(in_class(s, o, values[0], lexicon) for o in objects) if values else bool(objects)
    if name == "noobj":
        return not objects
    if name == "actor":
        return any(s.pos[o] in {"PROPN", "PRON"} or s.tags[o] in {"NN", "NNS", "CD"} for o in objects)
    if name == "name":
        return any(s.pos[o] == "PROPN" for o in objects)
    if name == "p":
        near = list(args.obliques)
        if values[0] in {"to", "into"}:
            near += [pair for o in objects for pair in obliques(s, o)]
        heads = [
            h for p, h in near if p == values[0] and not lexicon.has("temporal", lemma(s, h)) and s.tags[h] != "CD"
        ]
        if len(values) == 1:
            return bool(heads) or any(
                s.norms[c] == values[0] and children_by(s, c, "pcomp") for c in children_by(s, verb, "prep")
            )
        return any(in_class(s, h, values[1], lexicon) for h in heads)
    if name == "finite":
        return s.tags[verb] in {"VBD", "VBZ", "VBP", "VBN"}
    if name == "inf":
        return any(s.norms[a] == "to" for c in complements(s, verb) for a in children_by(s, c, "aux"))
    if name == "xcomp":
        return bool(complements(s, verb))
    if name == "pred":
        found = _predicates(s, verb)
        return (
            bool(found)
            if values[0] == "*"
            else any(s.norms[p] == values[0] or lexicon.has(values[0], s.norms[p]) for p in found)
        )
    if name == "subj":
        return any(in_class(s, a, values[0], lexicon) for a in args.agents)
    raise ValueError(f"{test}: no such frame test (verbs.csv, {entry_name(s, verb)})")


def entry_name(s: Sentence, verb: int) -> str:
    """The lemma at a token, for messages."""
    return s.lemmas[verb]


def noun_arguments(s: Sentence, noun: int) -> Arguments:
    """The arguments of a noun of action read as a verb: by and possessor act, `of` is acted on."""
    pps = [
        (s.norms[p], m)
        for p in children_by(s, noun, "prep", "agent")
        for o in children_by(s, p, "pobj")
        for m in conjuncts(s, o)
    ]
    agents = [h for p, h in pps if p == "by"] + children_by(s, noun, "poss")
    patients = [h for p, h in pps if p == "of"]
    return Arguments(tuple(agents), tuple(patients), (), tuple((p, h) for p, h in pps if p not in {"by", "of"}))
