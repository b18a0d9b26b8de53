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
    return _with_speaker(s)


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
