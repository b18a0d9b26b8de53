"""What a cue introduces, as the parse tells it: clauses, infinitives, objects and the clause that a cue interrupts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dateline.records import Sentence
from dateline.syntax import ancestors, children_by, is_below, is_passive, subtree

from .quote_lexicon import CueLexicon, cue_lemma, cue_lexicon

_LONGEST_SPEAKER = 5
"""Tokens before the colon of a headline that may name its speaker."""
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


@dataclass(frozen=True, slots=True)
class Reported:
    """A cue with the tokens of its content. `is_impersonal`: nobody is named who says so.

    `goes_on_from` is the cue whose speaker a trailing participle shares (`X said S, adding that T`), else -1.
    """

    cue: int
    content: tuple[int, ...]
    shape: str
    is_impersonal: bool = False
    goes_on_from: int = -1


def find_reported(s: Sentence) -> list[Reported]:
    """Everything that the parse of a sentence shows as said, thought or wanted, in the order of the cues."""
    lexicon = cue_lexicon()
    found: list[Reported] = []
    for cue in range(len(s)):
        reported = _reported(s, cue, lexicon)
        if reported is not None and reported.content:
            found.append(reported)
    return _untangled(s, found, lexicon)


def _untangled(s: Sentence, found: Sequence[Reported], lexicon: CueLexicon) -> list[Reported]:
    """The statements with `, adding that T` taken out of what it was parsed into, and given the speaker before it."""
    found, added = _with_opening(s, [_of_its_half(s, r, found) for r in found], lexicon)
    for r in found:
        if s.tags[r.cue] == "VBG" and s.norms[r.cue - 1] in {",", "—", "–"} and s.lemmas[r.cue] in lexicon.speech:
            outer = [o.cue for o in found if o.cue < r.cue and r.cue in o.content and s.lemmas[o.cue] in lexicon.speech]
            if outer:
                added[r.cue] = outer[0]
    taken = {t: cue for cue in added for t in subtree(s, cue)}
    return [
        replace(
            r,
            content=tuple(t for t in r.content if t not in taken or taken[t] == r.cue or r.cue in taken),
            goes_on_from=added.get(r.cue, -1),
        )
        for r in found
    ]


def _of_its_half(s: Sentence, told: Reported, others: Sequence[Reported]) -> Reported:
    """The statement without what stands behind the semicolon after its cue, where it is told before the cue or another speaks there.

    Own example: in `nine died, according to the clinic; the army put the toll at six` the clinic gives no toll of six.
    """
    end = next((t for t in range(told.cue, len(s)) if s.norms[t] == ";"), None)
    if end is None or told.content[-1] < end:
        return told
    is_told_before = told.content[0] < told.cue
    is_answered = any(o.cue > end and children_by(s, o.cue, "nsubj") for o in others)
    if not is_told_before and not is_answered:
        return told
    return replace(told, content=tuple(t for t in told.content if t < end))


def _with_opening(s: Sentence, found: Sequence[Reported], lexicon: CueLexicon) -> tuple[list[Reported], dict[int, int]]:
    """The statements with that of a participle which opens the sentence (`Warning that S, X said …`), its speaker's verb.

    Parsers take `that` for a determiner here and tie the clause to the main verb, so words and commas decide.
    """
    others = list(found)
    if len(s) < 6 or s.norms[0][-3:] != "ing" or s.norms[1] != "that" or s.lemmas[0] not in lexicon.clause:
        return others, {}
    main = next((c for c in range(len(s)) if s.heads[c] == c), 0)
    subject = next((c for c in children_by(s, main, "nsubj") if c > 2 and s.norms[c - 1] != "that"), 0)
    comma = next((c for c in range(subject, 2, -1) if s.norms[c] == ","), 0)
    if not comma or main < subject:
        return others, {}
    taken = range(comma + 1)
    others = [replace(o, content=tuple(t for t in o.content if t not in taken)) for o in others if o.cue > comma]
    return [Reported(0, tuple(range(2, comma)), "clause"), *(o for o in others if o.content)], {0: main}


def _reported(s: Sentence, cue: int, lexicon: CueLexicon) -> Reported | None:
    if s.norms[cue] == "according":
        return _of_adjunct(s, cue, cue)
    if s.norms[cue] == ":":
        return _of_headline(s, cue, lexicon)
    if s.pos[cue] in {"VERB", "AUX"}:
        return next((r for shape in _VERB_SHAPES if (r := shape(s, cue, lexicon)) is not None), None)
    if s.pos[cue] == "NOUN":
        return _of_noun(s, cue, lexicon)
    if s.pos[cue] == "ADJ" and cue_lemma(s, cue) in lexicon.adjectives and s.deps[cue] in {"acomp", "ROOT", "conj"}:
        clauses = [c for c in children_by(s, cue, "ccomp") if _is_finite(s, c)]
        return Reported(cue, _tokens(s, clauses), "clause") if clauses else None
    return None


def _of_headline(s: Sentence, colon: int, lexicon: CueLexicon) -> Reported | None:
    """`Police: Six held in Lashio raid`: the first sentence of a report, its speaker alone before a colon."""
    if s.index > 0 or not 0 < colon <= _LONGEST_SPEAKER or len(s) - colon < 4:
        return None
    if any(s.pos[t] not in {"PROPN", "NOUN", "ADJ", "DET", "PART"} for t in range(colon)):
        return None
    words = {s.norms[t] for t in range(colon)} | {s.lemmas[t].lower() for t in range(colon)}
    is_speaker = s.pos[colon - 1] == "PROPN" or s.lemmas[colon - 1].lower() in lexicon.headline_sources
    if not is_speaker or words & lexicon.headline_labels:
        return None
    return Reported(colon, tuple(range(colon + 1, len(s))), "clause")


def _of_adjunct(s: Sentence, cue: int, top: int) -> Reported | None:
    """`S, according to X`, `in X's view, S`: the clause that the phrase headed by `top` hangs on, without the phrase."""
    governor = next((a for a in ancestors(s, top) if s.pos[a] in {"VERB", "AUX"}), None)
    if governor is None:
        governor = ancestors(s, top)[-1] if s.heads[top] != top else None
    if governor is None:
        return None
    outer = governor
    while s.deps[outer] in {"ccomp", "conj", "advcl", "relcl", "xcomp", "acl"} and _is_edge(s, top):
        outer = s.heads[outer]
    return Reported(cue, tuple(t for t in subtree(s, outer) if not is_below(s, t, top)), "clause")


def _is_edge(s: Sentence, top: int) -> bool:
    """Whether a phrase stands at the edge of its sentence, set off by a comma: then it is about all of it."""
    tokens = subtree(s, top)
    last = len(s) - 1
    while last > 0 and s.pos[last] == "PUNCT":
        last -= 1
    return tokens[0] <= 1 or (tokens[-1] >= last and s.norms[tokens[0] - 1] == ",")


def _of_clause(s: Sentence, cue: int, lexicon: CueLexicon) -> Reported | None:
    if cue_lemma(s, cue) not in lexicon.clause:
        return None
    clauses = [c for c in children_by(s, cue, "ccomp") if not _interrupts(s, c)]
    clauses = [c for c in clauses if _is_clause(s, c) or c < cue or cue_lemma(s, cue) in lexicon.speech]
    if clauses and clauses[-1] < cue and cue_lemma(s, cue) not in lexicon.address and children_by(s, cue, "dobj"):
        clauses = []
    if clauses and not (_is_infinitive(s, clauses[0]) and cue_lemma(s, cue) in lexicon.address):
        return Reported(cue, _tokens(s, clauses), "clause")
    if cue_lemma(s, cue) in lexicon.speech and _interrupts(s, cue):
        head = s.heads[cue]
        return Reported(cue, tuple(t for t in subtree(s, head) if not is_below(s, t, cue)), "clause")
    loose = [
        c
        for c in children_by(s, cue, "xcomp", "advcl", "parataxis")
        if children_by(s, c, "nsubj", "nsubjpass") and _is_finite(s, c) and cue_lemma(s, cue) in lexicon.speech
        and not children_by(s, c, "mark", "advmod")
    ]  # fmt: skip
    gerunds = [c for c in children_by(s, cue, "xcomp") if s.tags[c] == "VBG" and cue_lemma(s, cue) in lexicon.speech]
    chosen = loose or gerunds
    return Reported(cue, _tokens(s, chosen), "clause") if chosen else None


def _interrupts(s: Sentence, cue: int) -> bool:
    """`The bridge, he said, was mined`: the cue hangs on the clause that it interrupts or follows."""
    if cue + 1 < len(s) and s.pos[cue + 1] in {"NOUN", "ADJ"} and s.heads[cue + 1] != cue:
        return False
    if s.deps[cue] == "parataxis":
        return True
    if s.deps[cue] == "ccomp" and cue < s.heads[cue] and not children_by(s, cue, "ccomp", "dobj"):
        lo, hi = min(subtree(s, cue)), max(subtree(s, cue)) + 1
        return lo > 0 and s.norms[lo - 1] == "," and hi < len(s) and s.norms[hi] == ","
    return s.deps[cue] in {"advcl", "ccomp", "conj", "dep"} and cue > s.heads[cue] and _follows_comma(s, cue)


def _follows_comma(s: Sentence, cue: int) -> bool:
    lo = min(subtree(s, cue))
    return lo > 0 and s.norms[lo - 1] == "," and not children_by(s, cue, "mark", "cc", "ccomp", "dobj")


def _of_infinitive(s: Sentence, cue: int, lexicon: CueLexicon) -> Reported | None:
    verb = cue_lemma(s, cue)
    infinitives = [c for c in children_by(s, cue, "xcomp", "ccomp") if _is_infinitive(s, c)]
    if verb in lexicon.address:
        addressed = _of_address(s, cue, infinitives)
        if addressed is not None:
            return addressed
    if not infinitives:
        return None
    if is_passive(s, cue):
        patients = children_by(s, cue, "nsubjpass")
        content = _tokens(s, [*patients, *infinitives])
        return Reported(cue, content, "infinitive", True) if verb in lexicon.impersonal else None
    return Reported(cue, _tokens(s, infinitives), "infinitive") if verb in lexicon.infinitive else None


def _of_address(s: Sentence, cue: int, infinitives: Sequence[int]) -> Reported | None:
    """`X urged Y to withdraw`, `X called on Y to withdraw`, and the passive: Y with the infinitive."""
    objects = children_by(s, cue, "dobj", "nsubjpass")
    preps = [p for p in children_by(s, cue, "prep") if s.norms[p] in {"on", "upon", "to", "with"}]
    called = [o for p in preps for o in children_by(s, p, "pobj")] if not objects else []
    found = list(infinitives)
    if not found:
        held = [
            *children_by(s, cue, "advcl"),
            *(c for o in [*objects, *called] for c in children_by(s, o, "acl", "relcl")),
        ]
        found = [c for c in held if _is_infinitive(s, c) and called]
    own = [c for c in found if children_by(s, c, "nsubj")]
    if is_passive(s, cue) and cue_lemma(s, cue) in cue_lexicon().impersonal:
        return None
    return (
        Reported(cue, _tokens(s, [*objects, *called, *found]), "infinitive")
        if found and (objects or called or own)
        else None
    )


def _of_naming(s: Sentence, cue: int, lexicon: CueLexicon) -> Reported | None:
    if cue_lemma(s, cue) not in lexicon.naming:
        return None
    complements = children_by(s, cue, "oprd") or [c for c in children_by(s, cue, "ccomp") if not _is_finite(s, c)]
    objects = children_by(s, cue, "dobj", "nsubjpass")
    return Reported(cue, _tokens(s, [*objects, *complements]), "object") if complements else None


def _of_preposition(s: Sentence, cue: int, lexicon: CueLexicon) -> Reported | None:
    wanted = lexicon.prepositions.get(cue_lemma(s, cue))
    if cue_lemma(s, cue) in lexicon.figure_verbs:
        told = [o for o in children_by(s, cue, "dobj") if s.lemmas[o] in lexicon.figures]
        return Reported(cue, tuple(t for t in subtree(s, cue) if t > cue), "object") if told else None
    if wanted is None:
        return None
    objects = children_by(s, cue, "dobj") + (children_by(s, cue, "nsubjpass") if is_passive(s, cue) else [])
    preps = [p for p in children_by(s, cue, "prep") if s.norms[p] in wanted and p > cue]
    inner = [o for p in preps[:1] for o in children_by(s, p, "pobj", "pcomp")]
    if not inner and "for" in wanted:
        inner = [
            c
            for c in children_by(s, cue, "ccomp", "advcl", "xcomp")
            if any(s.norms[m] == "for" for m in children_by(s, c, "mark"))
        ]
    if not inner:
        return None
    inner += [o for p in children_by(s, cue, "prep") if s.norms[p] == "as" and p > inner[-1] for o in s.children[p]]
    if objects and cue_lemma(s, cue) in {"talk", "speak", "call", "ask", "look"}:
        objects = []
    return Reported(cue, _tokens(s, [*objects, *inner]), "object")


def _of_object(s: Sentence, cue: int, lexicon: CueLexicon) -> Reported | None:
    if cue_lemma(s, cue) not in lexicon.object:
        return None
    objects = children_by(s, cue, "nsubjpass") if is_passive(s, cue) else children_by(s, cue, "dobj")
    if cue_lemma(s, cue) in {"say", "tell", "write"} and not is_passive(s, cue):
        objects = [o for o in objects if cue_lemma(s, cue) == "say"]
    objects = [o for o in objects if s.pos[o] in {"NOUN", "PROPN", "PRON", "NUM"} and s.norms[o] not in _WH]
    if not objects:
        return None
    clauses = [c for o in objects if s.lemmas[o] in lexicon.noun_clause for c in children_by(s, o, "acl", "ccomp")]
    if clauses and not children_by(s, objects[0], "poss") and _is_finite(s, clauses[0]):
        return Reported(cue, _tokens(s, clauses), "clause")
    reasons = [p for p in children_by(s, cue, "prep") if s.norms[p] in _REASONS and p > objects[0]]
    return Reported(cue, _tokens(s, [*objects, *reasons]), "object")


_REASONS = frozenset({"as", "for", "over", "of", "to", "from", "into", "with"})
_WH = frozenset({"who", "which", "that", "what", "whom", "himself", "herself", "themselves", "itself"})
_RELAYING = frozenset({"quote", "cite"})


def _of_relay(s: Sentence, cue: int, lexicon: CueLexicon) -> Reported | None:
    """`The paper quoted Ruiz as saying that S`: who quotes passes on what another says, whose own cue is `saying`."""
    if s.lemmas[cue] not in _RELAYING:
        return None
    said = [c for p in children_by(s, cue, "prep", "mark") if s.norms[p] == "as" for c in children_by(s, p, "pcomp")]
    said = [c for c in said if cue_lemma(s, c) in lexicon.speech]
    return Reported(cue, _tokens(s, said), "clause") if said else None


_VERB_SHAPES: tuple[Callable[[Sentence, int, CueLexicon], Reported | None], ...] = (
    _of_relay, _of_clause, _of_infinitive, _of_naming, _of_preposition, _of_object,
)  # fmt: skip


def _of_noun(s: Sentence, cue: int, lexicon: CueLexicon) -> Reported | None:
    lemma = cue_lemma(s, cue)
    clauses = children_by(s, cue, "acl", "ccomp")
    if lemma in lexicon.noun_clause:
        finite = [c for c in clauses if _is_finite(s, c) and c > cue]
        if finite and not _is_judged(s, cue, lexicon):
            return Reported(cue, _tokens(s, finite), "clause")
    if lemma in lexicon.view_nouns and _heads_view(s, cue):
        return _of_adjunct(s, cue, s.heads[cue])
    if not _is_owned(s, cue, lexicon):
        return None
    if lemma in lexicon.noun_infinitive:
        infinitives = [c for c in clauses if _is_infinitive(s, c)]
        if infinitives:
            return Reported(cue, _tokens(s, infinitives), "infinitive")
    if lemma in lexicon.noun_about:
        preps = [p for p in children_by(s, cue, "prep") if s.norms[p] in lexicon.noun_about[lemma]]
        inner = [o for p in preps[:1] for o in children_by(s, p, "pobj", "pcomp")]
        if inner:
            return Reported(cue, _tokens(s, inner), "object")
    return None


def _is_judged(s: Sentence, noun: int, lexicon: CueLexicon) -> bool:
    """`X rejected the idea that S`: the statement is the verb's, and nobody is told whose idea it is."""
    verb = s.heads[noun]
    return s.deps[noun] == "dobj" and s.lemmas[verb] in lexicon.object and not children_by(s, noun, "poss")


def _heads_view(s: Sentence, cue: int) -> bool:
    return s.deps[cue] == "pobj" and s.norms[s.heads[cue]] == "in" and bool(children_by(s, cue, "poss"))


def _is_owned(s: Sentence, cue: int, lexicon: CueLexicon) -> bool:
    """`the group's threat`, `issued a threat`: somebody is told whose it is."""
    if children_by(s, cue, "poss"):
        return True
    return s.deps[cue] == "dobj" and s.lemmas[s.heads[cue]] in lexicon.light_verbs


def _is_finite(s: Sentence, verb: int) -> bool:
    if s.tags[verb] in _FINITE:
        return True
    return any(s.tags[c] in _FINITE for c in children_by(s, verb, "aux", "auxpass", "cop"))


def _is_clause(s: Sentence, verb: int) -> bool:
    """Finite, opened by *that*, or a small clause with a subject of its own (`the poll shows them leading`)."""
    if any(s.norms[m] == "that" for m in children_by(s, verb, "mark")):
        return True
    return _is_finite(s, verb) or (bool(children_by(s, verb, "nsubj")) and not _is_infinitive(s, verb))


def _is_infinitive(s: Sentence, verb: int) -> bool:
    return any(s.norms[c] == "to" and s.deps[c] == "aux" for c in s.children[verb])


def _tokens(s: Sentence, tops: Sequence[int]) -> tuple[int, ...]:
    return tuple(sorted({t for top in tops for t in subtree(s, top)}))
