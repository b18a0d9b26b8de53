"""Who says it: the speaker of a cue, by the parse and, where the parse fails, by what stands beside the cue."""

from collections.abc import Collection, Sequence

from dateline.records import Mentions, Sentence
from dateline.syntax import ancestors, children_by, is_passive, subjects

from .quote_lexicon import cue_lexicon

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_BREAKS = frozenset({",", ";", ":", "—", "–", "--", "-", "(", ")", '"', "“", "”"})


_DASHES = frozenset({"—", "–", "--", "-"})


def speaker_of(s: Sentence, cue: int, content: Collection[int]) -> int | None:
    """The head of the noun phrase that says, or None; never a token of the content."""
    inside = set(content)
    if s.norms[cue] == "according":
        named = [o for p in s.children[cue] for o in children_by(s, p, "pobj")]
        return _last_of_name(s, named[0], len(s)) if named else None
    if s.norms[cue] == ":":
        return cue - 1
    if s.pos[cue] == "NOUN":
        return _owner(s, cue, inside)
    if s.pos[cue] == "ADJ":
        held = subjects(s, s.heads[cue]) if s.pos[s.heads[cue]] in {"VERB", "AUX"} else []
        return next((t for t in held if t not in inside), None)
    return _of_verb(s, cue, inside)


def _owner(s: Sentence, noun: int, inside: Collection[int]) -> int | None:
    owners = children_by(s, noun, "poss")
    by = [o for p in children_by(s, noun, "prep") if s.norms[p] in {"by", "from"} for o in children_by(s, p, "pobj")]
    lent = _lender(s, noun)
    if owners and s.pos[owners[0]] == "PRON":
        owners = [*lent, *owners]
    return next((t for t in [*owners, *by, *lent] if t not in inside), None)


def _lender(s: Sentence, noun: int) -> list[int]:
    """Whose word it is by the verb that governs the noun: `the ministry issued a statement`."""
    if s.deps[noun] == "dobj" and s.lemmas[s.heads[noun]] in cue_lexicon().light_verbs:
        return subjects(s, s.heads[noun])
    return []


def _quoted_as_saying(s: Sentence, cue: int) -> int | None:
    """Who is quoted: `the paper quoted Ruiz as saying`, `Ruiz was quoted by the paper as saying`."""
    above = s.heads[cue]
    verb = s.heads[above]
    if s.deps[cue] != "pcomp" or s.norms[above] != "as" or s.lemmas[verb] not in {"quote", "cite"}:
        return None
    named = children_by(s, verb, "nsubjpass") if is_passive(s, verb) else children_by(s, verb, "dobj")
    return _last_of_name(s, named[0], above) if named else None


def _of_verb(s: Sentence, cue: int, inside: Collection[int]) -> int | None:
    quoted = _quoted_as_saying(s, cue)
    if quoted is not None and quoted not in inside:
        return quoted
    by = [o for p in children_by(s, cue, "agent") for o in children_by(s, p, "pobj")]
    if is_passive(s, cue):
        return by[0] if by else None
    own = [c for c in children_by(s, cue, "nsubj") if c not in inside and s.pos[c] in _NOMINAL | {"NUM", "DET", "ADJ"}]
    beside = _beside(s, cue, inside, own[0] if own else None)
    if beside is not None:
        return beside
    if own and s.norms[own[0]] not in {"who", "which", "that"}:
        return _last_of_name(s, own[0], cue if own[0] < cue else len(s))
    shared = [t for t in subjects(s, cue) if t not in inside]
    if shared:
        document = s.lemmas[shared[0]] in cue_lexicon().channel_nouns and s.pos[shared[0]] == "NOUN"
        lent = _lender(s, shared[0]) if document else []
        return (lent or shared)[0]
    for guess in (_before_relative, _across_apposition, _after):
        found = guess(s, cue, inside)
        if found is not None:
            return found
    return None


def _before_relative(s: Sentence, cue: int, inside: Collection[int]) -> int | None:
    """The noun before `who`, where the relative clause was not seen as one (`the envoy, who has long argued that`)."""
    for t in range(cue - 1, max(cue - 6, 0), -1):
        if s.norms[t] == "who":
            before = t - 2 if s.norms[t - 1] == "," else t - 1
            return before if before >= 0 and s.pos[before] in _NOMINAL and before not in inside else None
    return None


def _across_apposition(s: Sentence, cue: int, inside: Collection[int]) -> int | None:
    """The name that opens the clause, where an apposition closed by a comma cuts it off (`Ana Ruiz, an aide, said`)."""
    near = cue - 1
    while near > 0 and s.pos[near] in {"AUX", "ADV", "PART"}:
        near -= 1
    if near < 2 or s.norms[near] not in {",", "—", "–"} or s.tags[cue] not in {"VBD", "VBZ", "VBP"}:
        return None
    lo = near - 1
    while lo > 0 and lo - 1 not in inside and s.norms[lo - 1] not in {'"', "”", "''", ";", "—", "–", "»"}:
        lo -= 1
    while lo < near and (s.norms[lo] in _BREAKS or s.pos[lo] in {"CCONJ", "ADV", "SCONJ"}):
        lo += 1
    stop = next((t for t in range(lo, near) if s.norms[t] == ","), near)
    named = [t for t in range(lo, stop) if s.pos[t] in _NOMINAL and s.deps[t] not in {"compound", "poss", "pobj"}]
    return _last_of_name(s, named[0], stop) if named else None


def _beside(s: Sentence, cue: int, inside: Collection[int], subject: int | None) -> int | None:
    """The noun phrase right before the cue, where the parse takes another one for the subject or none at all.

    `Two men were freed — an army captain and a monk — the group's press officer Aung Myint wrote`: the speaker is
    who stands next to the verb. A phrase that hangs on the subject or on the cue itself does not count.
    """
    near = cue - 1
    while near >= 0 and (s.pos[near] in {"AUX", "ADV", "PART"} or s.deps[near] in {"aux", "neg", "advmod"}):
        near -= 1
    if near < 0 or s.pos[near] not in _NOMINAL or near in inside or s.deps[near] == "npadvmod":
        return None
    if s.norms[near] in {"who", "which", "that"}:
        return None
    if subject is not None and not _after_dash(s, near, inside) and {subject, cue} & {near, *ancestors(s, near)}:
        return None
    if _is_time(s, near):
        return None
    lo = phrase_start(s, near, inside)
    if subject is None and s.deps[cue] not in {"ROOT", "parataxis", "ccomp", "conj", "advcl"}:
        return None
    if subject is not None and not any(s.norms[t] in _BREAKS for t in range(min(subject, near), near)):
        return None
    top = near
    for a in ancestors(s, near):
        if not lo <= a < cue:
            break
        if s.pos[a] in _NOMINAL:
            top = a
    return _last_of_name(s, top, cue)


def phrase_start(s: Sentence, near: int, inside: Collection[int] = ()) -> int:
    """The first token of the stretch before `near` that no comma, dash, verb or content breaks."""
    lo = near
    while lo > 0 and s.norms[lo - 1] not in _BREAKS and lo - 1 not in inside and s.pos[lo - 1] != "VERB":
        lo -= 1
    return lo


def _after_dash(s: Sentence, near: int, inside: Collection[int]) -> bool:
    """Whether the stretch before the cue is cut off by a dash: it cannot be joined to what stands before the dash."""
    lo = phrase_start(s, near, inside)
    return lo > 0 and s.norms[lo - 1] in _DASHES and any(s.norms[t] in _DASHES for t in range(lo - 1))


def _after(s: Sentence, cue: int, inside: Collection[int]) -> int | None:
    """The noun phrase right after the cue (`…, said the mayor`), where the parse gives no subject."""
    objects = [c for c in children_by(s, cue, "dobj", "attr", "oprd") if c not in inside]
    before = s.norms[cue - 1] if cue > 0 else ","
    if objects and objects[0] > cue and before in {",", '"', "”", "''"}:
        return _last_of_name(s, objects[0], len(s))
    return None


def _last_of_name(s: Sentence, head: int, stop: int) -> int:
    """The last token of a title-and-name run (`police chief Maria Ressa` → `Ressa`), where the parse stops early."""
    at = head
    while at + 1 < stop and s.pos[at + 1] == "PROPN" and s.pos[at] in _NOMINAL:
        is_argument = s.deps[at + 1] in {"pobj", "nsubj", "dobj"} and s.heads[at] != at + 1
        if is_argument and s.heads[at + 1] not in {at, s.heads[at]}:
            break
        if s.deps[at + 1] == "npadvmod" or _is_time(s, at + 1):
            break
        at += 1
    return at


def _is_time(s: Sentence, token: int) -> bool:
    return any(lo <= token < hi and label in {"DATE", "TIME"} for lo, hi, label in s.entities)


def head_of_mention(mentions: Mentions, token: int) -> int:
    """The head of the smallest actor mention over `token`, so that the speaker can be looked up; else `token`."""
    if any(a.head == token for a in mentions.actors):
        return token
    covering = sorted((a.hi - a.lo, a.head) for a in mentions.actors if a.lo <= token < a.hi)
    return covering[0][1] if covering else token


def channel_of(s: Sentence, cue: int, speaker: int | None) -> str | None:
    """The medium: from the verb (`tweeted`), a phrase (`in a statement`, `on television`) or the speaking document."""
    lexicon = cue_lexicon()
    of_verb = [
        lexicon.channel_verbs[s.lemmas[v]] for v in (cue, *_participles(s, cue)) if s.lemmas[v] in lexicon.channel_verbs
    ]
    if of_verb and of_verb[0] != "letter":
        return of_verb[0]
    if speaker is not None and s.pos[speaker] == "NOUN" and s.lemmas[speaker] in lexicon.channel_nouns:
        return _noun_text(s, speaker)
    if s.pos[cue] == "NOUN" and s.lemmas[cue] in lexicon.channel_nouns:
        return _noun_text(s, cue)
    holders = [cue] if speaker is None else [cue, speaker]
    told = next((found for holder in holders if (found := _phrase_channel(s, holder)) is not None), None)
    return told or next(iter(of_verb), None)


def _participles(s: Sentence, cue: int) -> Sequence[int]:
    """Channel verbs joined to the cue (`Tweeting that S, X also said`)."""
    verbs = cue_lexicon().channel_verbs
    return [
        t
        for t in range(len(s))
        if s.pos[t] == "VERB"
        and s.lemmas[t] in verbs
        and (s.heads[t] == cue or s.heads[cue] == t or (t == 0 and s.tags[t] == "VBG" and s.heads[cue] == cue))
    ]


def _phrase_channel(s: Sentence, holder: int) -> str | None:
    for prep in children_by(s, holder, "prep"):
        if s.norms[prep] not in {"in", "on", "at", "by", "via", "through", "during", "over", "to"}:
            continue
        for obj in children_by(s, prep, "pobj"):
            if s.lemmas[obj] in cue_lexicon().channel_nouns:
                return _noun_text(s, obj)
    return None


def _noun_text(s: Sentence, noun: int) -> str:
    words = [s.norms[c] for c in children_by(s, noun, "amod", "compound") if s.pos[c] != "PROPN"]
    return " ".join([*words, s.lemmas[noun]])
