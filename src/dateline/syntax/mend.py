"""Parses that cannot be right, put right before anything is read from them."""

from dataclasses import replace

from dateline.records import Sentence

from .complements import with_complements
from .gapped import with_gapped
from .hang import children_of, hung, sound
from .supposed import with_supposed

_VERBLESS = frozenset({"dep", "ROOT", "ccomp", "npadvmod"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def mended(s: Sentence) -> Sentence:
    """The sentence with past tenses that were parsed as participles made verbs of their clause again.

    Phenomenon: a reduced relative in the past participle is passive, and so has no object of its own. `A gunman on a
    motorcycle shot two guards, police said` does not speak of a motorcycle that was shot: the gunman, left without a verb, shot.
    """
    for verb in range(len(s)):
        is_cut_off = s.tags[verb] == "VBD" and _ends_apposition(s, verb)
        if s.deps[verb] == "acl" and s.tags[verb] in {"VBN", "VBD"} and (_has_object(s, verb) or is_cut_off):
            subject = _subject(s, verb)
            if subject is not None:
                return mended(_as_clause(s, verb, subject))
    for mend in (
        _with_charge, _with_days, _with_offices, with_supposed, with_gapped, _with_passives, _with_speaker, _with_saying,
        _with_object, _with_gerund, with_complements, _with_halves,
    ):  # fmt: skip
        s = sound(mend(s), s)
    return s


CHARGES = frozenset("accusation allegation claim charge suggestion rumour rumor insinuation assertion".split())
"""What is said against somebody, as a noun."""
REJECTING = frozenset("reject dismiss deny refute dispute rebut contest repudiate".split())
"""What is done to it by whom it is said of."""


def _with_charge(s: Sentence) -> Sentence:
    """The sentence with a denial put below the charge that it is of: `Ghana accused Togo of arming them, a charge Lomé denies`.

    Phenomenon: a relative clause without its pronoun, whose noun the parser took for a part of the name behind it.
    """
    for verb in range(4, len(s)):
        if s.deps[verb] != "ROOT" or s.lemmas[verb] not in REJECTING:
            continue
        told = next((c for c in s.children[verb] if s.deps[c] == "ccomp" and c < verb), None)
        charge = next((t for t in range(2, verb) if s.lemmas[t] in CHARGES and s.deps[t] == "compound"), None)
        if told is None or charge is None or s.deps[s.heads[charge]] != "nsubj" or s.heads[s.heads[charge]] != verb:
            continue
        if s.norms[charge - 1] in {"a", "an"} and s.norms[charge - 2] == "," and told < charge:
            moved = (
                (told, "ROOT", told),
                (charge, "npadvmod", told),
                (charge - 1, "det", charge),
                (verb, "relcl", charge),
            )
            return hung(s, *moved)
    return s


_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan jan. feb feb. mar mar. apr apr. jun jun. jul jul. aug aug. sep sep. sept sept. oct oct. nov nov. dec dec.".split()
)


def _with_days(s: Sentence) -> Sentence:
    """The sentence with the day of a month as the month's own: `On Nov. 16 gunmen attacked` counts no gunmen.

    What stands `on` a month needs a day; `In May 40 rebels surrendered` counts rebels.
    """
    for day in range(2, len(s) - 1):
        is_day = s.tags[day] == "CD" and s.norms[day].isdecimal() and 1 <= int(s.norms[day]) <= 31
        if is_day and s.norms[day - 1] in _MONTHS and s.norms[day - 2] == "on" and s.heads[day] > day:
            s = hung(s, (day, "nummod", day - 1))
    return s


OFFICES_GENERAL = frozenset(
    "secretary secretaries attorney attorneys director directors governor inspector consul solicitor procurator prosecutor".split()
)
"""Offices of which `general` is a part, and no soldier."""


def _with_offices(s: Sentence) -> Sentence:
    """The sentence with `secretary-general` and its like as one noun, whose last word is its head and a noun too.

    Phenomenon: the tagger takes `general` behind a hyphen for an adjective, and the parser for a second object.
    """
    for last in range(2, len(s)):
        first = last - 2
        if s.norms[last] != "general" or s.norms[last - 1] != "-" or s.norms[first] not in OFFICES_GENERAL:
            continue
        heads, deps, tags, pos = list(s.heads), list(s.deps), list(s.tags), list(s.pos)
        if heads[last] == first or not _is_under(s, first, last):
            is_root = heads[first] == first
            heads[last], deps[last] = last if is_root else heads[first], deps[first]
        for child in s.children[first]:
            if child != last:
                heads[child] = last
        heads[first], deps[first], heads[last - 1] = last, "compound", last
        tags[last], pos[last] = ("NNP", "PROPN") if s.cased[last][:1].isupper() else ("NN", "NOUN")
        s = replace(
            s, heads=tuple(heads), deps=tuple(deps), tags=tuple(tags), pos=tuple(pos), children=children_of(heads)
        )
    return s


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
            return replace(s, deps=tuple(deps), heads=tuple(heads), children=children_of(heads))
    return s


def _with_saying(s: Sentence) -> Sentence:
    """The sentence with a saying that was only joined to what is said put above it.

    Phenomenon: `three guards were hurt by a mine near Lashio, a local official told the radio` joins nothing: there is no
    `and`, and who tells stands before the telling. Nor does `a pact, Ana Ruiz, who led the talks, told reporters` speak of a pact
    that is Ana Ruiz.
    """
    for verb in range(3, len(s)):
        said = s.heads[verb]
        if s.lemmas[verb] not in _SAYING or s.deps[verb] != "conj" or s.tags[verb] != "VBD" or said > verb:
            continue
        others = [c for c in s.children[said] if s.deps[c] == "conj" and c < verb]
        joined = [c for c in s.children[said] if s.deps[c] == "cc" and c < verb]
        if s.deps[said] != "ROOT" or (joined and not (others and joined[-1] < others[-1])):
            continue
        own = next((c for c in s.children[verb] if s.deps[c] == "nsubj" and c < verb), None)
        if own is not None and own > said and s.norms[min(_below(s, own)) - 1] == ",":
            return hung(s, (verb, "ROOT", verb), (said, "ccomp", verb))
        before = [t for t in range(said, verb) if s.deps[t] == "appos" and s.pos[t] in _NOUNS]
        if own is None and before and s.norms[verb - 1] == ",":
            speaker = before[-1]
            tail = s.norms[speaker + 1] == "," and all(
                t == speaker + 1 or s.deps[t] == "punct" or _is_under(s, t, speaker) for t in range(speaker + 1, verb)
            )
            if tail and s.norms[min(_below(s, speaker)) - 1] == ",":
                return hung(s, (verb, "ROOT", verb), (said, "ccomp", verb), (speaker, "nsubj", verb))
    return s


def _is_under(s: Sentence, token: int, top: int) -> bool:
    """Whether a token is another one or stands below it."""
    while token != top and s.heads[token] != token:
        token = s.heads[token]
    return token == top


def _with_object(s: Sentence) -> Sentence:
    """The sentence with whom a participle acts on as its object, and the last noun before the saying as the speaker.

    Phenomenon: `raided a camp, killing up to ten men, who slept there, a priest and a nurse said`: ten men say nothing, who
    stand right behind the participle.
    """
    for verb in range(3, len(s)):
        if s.lemmas[verb] not in _SAYING or s.deps[verb] != "ROOT" or s.tags[verb] not in {"VBD", "VBZ"}:
            continue
        for subject in (c for c in s.children[verb] if s.deps[c] == "nsubj" and c < verb - 2):
            lo = min(_below(s, subject))
            participle, speaker = lo - 1, verb - 1
            is_bare = participle > 0 and s.tags[participle] == "VBG" and s.deps[participle] in {"advcl", "acl"}
            if not is_bare or any(s.deps[c] == "dobj" for c in s.children[participle]):
                continue
            if s.pos[speaker] not in _NOUNS or "," not in s.norms[subject:speaker]:
                continue
            first = speaker
            while s.deps[first] == "conj" and s.heads[first] < first and "," not in s.norms[s.heads[first] : first]:
                first = s.heads[first]
            return hung(s, (subject, "dobj", participle), (first, "nsubj", verb))
    return s


def _below(s: Sentence, top: int) -> set[int]:
    """The tokens of the phrase before a noun, itself included."""
    found, todo = {top}, [top]
    while todo:
        for child in s.children[todo.pop()]:
            if child < top and s.deps[child] != "punct":
                found.add(child)
                todo.append(child)
    return found


_WITH_GERUND = frozenset({"deny", "admit", "acknowledge", "avoid", "resume", "stop", "regret"})


def _with_gerund(s: Sentence) -> Sentence:
    """The sentence with `denied beating protesters` read as a denial of a beating, not of protesters who beat."""
    for noun in range(2, len(s)):
        gerund, verb = noun - 1, noun - 2
        if (
            s.tags[gerund] == "VBG"
            and s.deps[gerund] == "amod"
            and s.heads[gerund] == noun
            and s.deps[noun] == "dobj"
            and s.heads[noun] == verb
            and s.lemmas[verb] in _WITH_GERUND
        ):
            return hung(s, (gerund, "xcomp", verb), (noun, "dobj", gerund))
    return s


def _with_halves(s: Sentence) -> Sentence:
    """The sentence with what stands before a semicolon as a sentence of its own, no content of the verb behind it.

    What was hung over the semicolon on the verb behind it is the first half's: `three died, according to the clinic; the army
    gave no figure`.
    """
    for semicolon in (t for t in range(len(s)) if s.norms[t] == ";"):
        verb = s.heads[semicolon]
        if s.deps[verb] == "conj" and s.heads[verb] < semicolon < verb:
            over = [
                c for c in s.children[verb] if c < semicolon and s.deps[c] in {"prep", "advmod", "npadvmod", "punct"}
            ]
            s = hung(s, *((c, s.deps[c], s.heads[verb]) for c in over)) if over else s
        first = next((c for c in s.children[verb] if s.deps[c] == "ccomp" and c < semicolon < verb), None)
        own = any(s.deps[c] in {"nsubj", "nsubjpass"} and c > semicolon for c in s.children[verb])
        if first is not None and own and s.lemmas[verb] not in _SAYING:
            s = hung(s, (first, "dep", verb))
    return s


def _has_object(s: Sentence, verb: int) -> bool:
    kinds = {s.deps[c] for c in s.children[verb]}
    return "dobj" in kinds and not kinds & {"nsubj", "nsubjpass", "agent", "dative", "auxpass"}


def _ends_apposition(s: Sentence, verb: int) -> bool:
    """Whether a past tense stands behind the comma that closes an apposition: `The envoy, Ana Ruiz, called on both sides to talk`."""
    noun = s.heads[verb]
    is_apposed = any(s.deps[c] == "appos" and noun < c < verb for c in s.children[noun])
    passive = {s.deps[c] for c in s.children[verb]} & {"nsubj", "nsubjpass", "agent", "auxpass"}
    return is_apposed and s.norms[verb - 1] == "," and s.deps[noun] in {"ROOT", "dep", "ccomp"} and not passive


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
    return replace(s, deps=tuple(deps), heads=tuple(heads), tags=tuple(tags), children=children_of(heads))
