"""Parses that cannot be right, put right before anything is read from them."""

from dataclasses import replace

from dateline.records import Sentence

_VERBLESS = frozenset({"dep", "ROOT", "ccomp", "npadvmod"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def mended(s: Sentence) -> Sentence:
    """The sentence with past tenses that were parsed as participles made verbs of their clause again.

    Phenomenon: a reduced relative in the past participle is passive, and so has no object of its own. `A gunman on a
    motorcycle shot two guards, police said` does not speak of a motorcycle that was shot: the gunman, left without a verb, shot.
    """
    for verb in range(len(s)):
        if s.deps[verb] == "acl" and s.tags[verb] in {"VBN", "VBD"} and _has_object(s, verb):
            subject = _subject(s, verb)
            if subject is not None:
                return mended(_as_clause(s, verb, subject))
    return _with_speaker(_with_passives(s))


_TAKES_OBJECT = frozenset(
    "shoot wound injure hurt kill stab murder slay arrest detain abduct kidnap behead execute".split()
)
_NO_OBJECT_BUT = frozenset("at back into toward towards through down up out off from".split())
_BARE = frozenset({"NN", "NNS", "NNP", "NNPS", "CD"})


def _with_passives(s: Sentence) -> Sentence:
    """The sentence with the passives of headlines made so: a past tense of harm that lacks an object has it before it.

    Phenomenon: headlines leave out articles and auxiliaries. Own examples: `Three teens shot in Karachi`, `Nurse fatally
    stabbed, another wounded in Jos`. A subject with an article does the deed: `The guards shot at the van`.
    """
    deps, tags = list(s.deps), list(s.tags)
    for verb in range(1, len(s)):
        if s.tags[verb] not in {"VBD", "VBN"} or s.lemmas[verb].lower() not in _TAKES_OBJECT or s.deps[verb] == "acl":
            continue
        below = s.children[verb]
        subject = next((c for c in below if s.deps[c] == "nsubj" and c < verb), None)
        if subject is None or not _is_bare(s, subject) or any(s.norms[c] in _NO_OBJECT_BUT for c in below if c > verb):
            continue
        if {s.deps[c] for c in below} & {"aux", "auxpass", "ccomp", "prt", "dative"}:
            continue
        objects = [c for c in below if s.deps[c] == "dobj"]
        is_listed = s.norms[verb + 1 : verb + 2] == (",",)
        if any(c == verb + 1 or not is_listed for c in objects) or _joined_acts(s, verb):
            continue
        deps[subject], tags[verb] = "nsubjpass", "VBN"
        for c in objects:
            deps[c] = "dep"
    return s if tuple(deps) == s.deps else replace(s, deps=tuple(deps), tags=tuple(tags))


def _is_bare(s: Sentence, subject: int) -> bool:
    """Whether a noun phrase stands without an article or owner, or is `another`."""
    if s.norms[subject] == "another":
        return True
    return s.tags[subject] in _BARE and not any(s.deps[c] in {"det", "poss", "relcl"} for c in s.children[subject])


def _joined_acts(s: Sentence, verb: int) -> bool:
    """Whether what is joined to a verb has an object, so that its subject acts: `Gunmen shot, killed a clerk`."""
    return any(s.deps[c] == "conj" and any(s.deps[d] == "dobj" for d in s.children[c]) for c in s.children[verb])


_SAYING = frozenset("say tell add report announce confirm state write claim note".split())


def _with_speaker(s: Sentence) -> Sentence:
    """The sentence with the speaker of its last words made the subject of the saying.

    Phenomenon: `shot two guards, a local leader told the radio` does not call the guards a leader: a saying after what is
    said has its speaker before it, and the parser left it without a subject.
    """
    for verb in range(2, len(s)):
        is_bare = s.deps[verb] == "ROOT" and s.tags[verb] == "VBD" and s.lemmas[verb] in _SAYING
        if not is_bare or {s.deps[c] for c in s.children[verb]} & {"nsubj", "nsubjpass", "expl"}:
            continue
        speaker = verb - 1
        is_apposed = s.deps[speaker] == "appos" and s.pos[speaker] in _NOUNS and s.heads[speaker] < speaker
        lo = min([speaker, *s.children[speaker]])
        if (
            is_apposed
            and lo
            and s.norms[lo - 1] == ","
            and any(s.deps[c] == "ccomp" and c < lo for c in s.children[verb])
        ):
            deps, heads = list(s.deps), list(s.heads)
            deps[speaker], heads[speaker] = "nsubj", verb
            heads[lo - 1] = verb
            return replace(s, deps=tuple(deps), heads=tuple(heads), children=_children(heads))
    return s


def _children(heads: list[int]) -> tuple[tuple[int, ...], ...]:
    children: list[list[int]] = [[] for _ in heads]
    for token, head in enumerate(heads):
        if head != token:
            children[head].append(token)
    return tuple(map(tuple, children))


def _has_object(s: Sentence, verb: int) -> bool:
    kinds = {s.deps[c] for c in s.children[verb]}
    return "dobj" in kinds and not kinds & {"nsubj", "nsubjpass", "agent", "dative", "auxpass"}


def _subject(s: Sentence, verb: int) -> int | None:
    """The noun that the verb belongs to: the one whose phrase holds it, where that noun has no verb of its own."""
    noun = s.heads[verb]
    while s.deps[noun] in {"pobj", "prep"} and s.heads[noun] != noun:
        noun = s.heads[noun]
    return noun if noun < verb and s.pos[noun] in _NOUNS and s.deps[noun] in _VERBLESS else None


def _as_clause(s: Sentence, verb: int, subject: int) -> Sentence:
    """The verb in the place of its subject, the subject below it."""
    deps, heads, tags = list(s.deps), list(s.heads), list(s.tags)
    is_root = heads[subject] == subject
    deps[verb] = "ROOT" if is_root else "ccomp" if deps[subject] in {"dep", "ccomp"} else deps[subject]
    heads[verb] = verb if is_root else heads[subject]
    deps[subject], heads[subject], tags[verb] = "nsubj", verb, "VBD"
    for child in s.children[subject]:
        # what stood below a noun taken for the root is below the verb, less the noun's own phrase
        if is_root and s.deps[child] in {"punct", "advcl", "parataxis", "ccomp"}:
            heads[child] = verb
    return replace(s, deps=tuple(deps), heads=tuple(heads), tags=tuple(tags), children=_children(heads))
