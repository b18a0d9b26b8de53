"""Actors of a sentence: from the register's names, from role nouns and noun-phrase structure, and pronouns."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateline.records import ActorMention, Sentence
from dateline.register import Register
from dateline.syntax import OFFICES_GENERAL, ancestors, children_by, noun_phrase, obliques

from .actor_names import NameFinder
from .actor_words import (
    ANONYMOUS,
    BODY_HEADS,
    COLLECTIVES,
    CROWDS,
    FORMER,
    GENERALS,
    GROUP_KINDS,
    POSSESSIVES,
    PRONOUNS,
    SOURCE_KINDS,
    of_rebels,
)
from .quote_lexicon import cue_lexicon


def find_actors(s: Sentence, register: Register, on: date | None) -> list[ActorMention]:
    """The actor mentions of one sentence in text order; names written as names, nominals with their modifiers.

    A name that only modifies a thing or a deed (`US airstrikes`) is a mention of its own; one that modifies a role noun
    (`Afghan soldiers`) lends its country and becomes part of that mention.
    """
    names = NameFinder(s, register, on).find()
    used: set[int] = set()
    found: list[ActorMention] = []
    for i in range(len(s)):
        mention = _nominal(s, i, names, register, on)
        if mention is not None:
            found.append(mention)
            used.update(range(mention.lo, mention.hi))
    for name in names:
        if not any(name.lo <= t < name.hi for t in used) or name.is_person or not _inside(name, found):
            found.append(name)
    found = _titled(s, [_joined_member(s, m, found) for m in found])
    for i in range(len(s)):
        mention = _pronoun(s, i)
        if mention is not None:
            found.append(mention)
    return _ordered(found)


def _titled(s: Sentence, found: Sequence[ActorMention]) -> list[ActorMention]:
    """The mentions, where a role before a person's name is part of that name's mention (`his rival Omar Haidar`).

    The merged mention covers both for the arguments, but is written as the name; the text's role wins over the register's.
    """
    names = {m.lo: m for m in found if m.kind == "name" and m.is_person}
    merged: list[ActorMention] = []
    taken: set[int] = set()
    for m in found:
        name = names.get(m.hi)
        if (
            m.kind == "nominal"
            and m.is_person
            and not m.is_plural
            and name is not None
            and (s.heads[name.head] == m.head or _are_joined_alike(s, m.head, name.head))
        ):
            taken.add(name.lo)
            merged.append(replace(name, lo=m.lo, head=m.head, role=name.role or m.role))
        else:
            merged.append(m)
    return [m for m in merged if not (m.kind == "name" and m.lo in taken and names[m.lo] is m)]


def _are_joined_alike(s: Sentence, title: int, name: int) -> bool:
    """Whether the parser hung a name on a word before the title that stands next to it, as if they were two persons."""
    return s.deps[title] == "conj" and s.deps[name] in {"conj", "appos"} and s.heads[name] < title


def _inside(name: ActorMention, found: Sequence[ActorMention]) -> bool:
    return any(f.lo <= name.lo and name.hi <= f.hi for f in found)


_ADJECTIVES = frozenset({"national", "local", "native", "official", "individual", "moderate", "radical"})
"""Words for persons that before a noun only describe it: `the national museum`, `an official letter`."""


def _nominal(
    s: Sentence, i: int, names: Sequence[ActorMention], register: Register, on: date | None
) -> ActorMention | None:
    """The mention headed by a role noun (`the rebel group's spokesman`, `Afghan government`, `22 of the militants`)."""
    if s.pos[i] not in {"NOUN", "PROPN", "ADJ"} or any(n.lo <= i < n.hi for n in names):
        return None
    if s.norms[i] in CROWDS:
        return _crowd(s, i)
    if s.norms[i] in _ADJECTIVES and s.deps[i] in {"compound", "amod", "nmod"} and s.heads[i] > i:
        return None
    lemma = s.norms[i] if s.norms[i] in BODY_HEADS else s.lemmas[i]
    if s.tags[i] == "NNPS" and lemma.endswith("s"):
        lemma = lemma[:-1] if register.role_noun(lemma) is None else lemma
    role = register.role_noun(lemma) or register.role_noun(s.norms[i])
    if role is None or (s.deps[i] in {"compound", "amod", "nmod"} and _head_covers(s, i, names, register)):
        return None
    if s.pos[i] == "ADJ" and s.deps[i] not in {"nsubj", "dobj", "pobj", "nsubjpass"}:
        return None
    if lemma == "state" and s.pos[i] == "NOUN" and any(s.norms[c] == "of" for c in children_by(s, i, "prep")):
        return None  # `a state of siege`
    if _is_in_title(s, i, names) or (lemma == "force" and _is_mass(s, i)):
        return None
    if s.deps[i] in {"compound", "nmod"} and s.lemmas[s.heads[i]].lower() in _VESSELS and s.lemmas[i] in _RIDERS:
        return None
    if s.lemmas[i] == "gang" and s.deps[i] == "compound" and s.lemmas[s.heads[i]] in {"rape", "raping"}:
        return None  # a kind of deed, and no gang of anybody's
    lo, hi = noun_phrase(s, i)
    lo, hi = _after_joined(s, _with_sibling(s, i, lo, names), i, names), i + 1
    owner = _owner(s, i, lo, names)
    if lemma in COLLECTIVES and not _is_collective_actor(s, i, lo, register, has_owner=owner is not None):
        return None
    sectors, is_person = role
    if lemma == "general" and s.norms[max(i - 1, 0)] in {"-", *OFFICES_GENERAL}:
        sectors = _sectors_of_general(s, i, owner, register)
    is_force = bool({"REB", "UAF", "MIL"} & set(sectors))
    after = owner.hi if owner is not None and lo <= owner.lo and owner.hi <= i else lo
    modifier = _modifier_role(s, after, i, register) or (
        _modifier_role(s, lo, owner.lo, register) if owner and after > lo else ()
    )
    country = owner.country if owner else None
    if lemma == "group" and (
        kind := next((GROUP_KINDS[s.norms[t]] for t in range(lo, i) if s.norms[t] in GROUP_KINDS), None)
    ):
        sectors = (kind,)
    if not sectors:
        sectors = modifier or (owner.sectors if owner and owner.kind != "pronoun" else ())
    elif sectors in (("GOV",), ("COP",)) and is_person and lemma != "general":
        body = owner.sectors if owner is not None and owner.kind == "name" and not owner.is_person else ()
        sectors = modifier if modifier and modifier != ("GOV",) else body if body and "GOV" not in body else sectors
    elif sectors == ("MIL",) and modifier == ("COP",):
        sectors = modifier
    if (
        owner is not None
        and sectors
        and set(owner.sectors) & {"REB", "PRM", "MIL", "COP"}
        and (
            set(sectors) & {"REB", "UAF", "MIL", "CVL"}
            or lemma in {"dissident", "leadership", "command", "politburo", "council"}
        )
    ):
        sectors = tuple(x for x in owner.sectors if x in {"REB", "PRM", "MIL", "COP"})
    sectors = of_rebels(sectors, (s.norms[t] for t in range(lo, i)))
    if _is_against_state(s, lo, i) and set(sectors) <= {"MIL", "UAF", "GOV"}:
        sectors = ("REB",)
    if sectors == ("CVL",) and s.norms[i] in {"men", "man"} and any(s.norms[t] in _UNDER_ARMS for t in range(lo, i)):
        sectors = ("UAF",)
    if any(s.norms[t] in FORMER for t in range(lo, i)):
        sectors = ("ELI",) if set(sectors) & {"GOV", "LEG", "MIL"} else sectors
    is_plural = s.tags[i] in {"NNS", "NNPS"} or s.norms[i] in {"people", "police", "troops", "forces", "militia"}
    start, end = s.starts[lo], s.ends[hi - 1]
    is_government = (
        lemma in {"government", "administration", "regime", "authority", "authorities", "cabinet"} and owner is not None
    )
    name, actor_id = _surface(s, lo, hi), None
    if is_government and owner is not None and owner.country and (state := register.government(owner.country)):
        name, actor_id = state.name, state.id
    elif (
        (is_force or (lemma == "member" and is_plural) or lemma in _BODIES_OF)
        and owner is not None
        and {"REB", "PRM"} & set(owner.sectors)
        and owner.kind == "name"
    ):
        # the fighters of a group act as the group: `ELN rebels`, `an M23 gunman`, `members of the ELN`
        name, actor_id, sectors = owner.name or name, owner.actor_id, owner.sectors if lemma in _BODIES_OF else sectors
    return ActorMention(
        s.index, lo, hi, i, start, end, _surface(s, lo, hi), "nominal", name, actor_id, country, sectors,
        _role_text(s, lo, i, owner), owner.name if owner else None, is_person, is_plural,
        _is_anonymous(s, i, is_person), _gender(s.norms[i]), None,
    )  # fmt: skip


def _is_in_title(s: Sentence, i: int, names: Sequence[ActorMention]) -> bool:
    """Whether a noun only says of what somebody before his name is secretary or minister: `Secretary of State Ana Ruiz`."""
    office = s.heads[s.heads[i]]
    if (
        s.deps[i] != "pobj"
        or s.norms[s.heads[i]] not in {"of", "for"}
        or s.deps[office] not in {"compound", "nmod", "appos"}
    ):
        return False
    return any(n.is_person and n.lo == i + 1 for n in names)


def _is_mass(s: Sentence, i: int) -> bool:
    """Whether `force` is might or validity and no body: `came into force`, `restored by force`."""
    return s.tags[i] == "NN" and not s.children[i] and s.deps[i] in {"pobj", "dobj"}


def _sectors_of_general(s: Sentence, i: int, owner: ActorMention | None, register: Register) -> tuple[str, ...]:
    """The sectors of a `general` by the office before it: `attorney general` is no soldier, and a secretary's are the body's."""
    office = next((s.norms[t] for t in (i - 1, i - 2) if t >= 0 and s.norms[t] in OFFICES_GENERAL), None)
    if office is None:
        return ("MIL",)
    if office in GENERALS:
        return (GENERALS[office],)
    if owner is not None and owner.kind == "name":
        return owner.sectors
    bodies = (s.lemmas[h] for prep, h in obliques(s, i) if prep == "of")
    told = next((role[0] for b in bodies if (role := register.role_noun(b)) and role[0]), ())
    return told or ("IGO",)


_RIDERS = frozenset({"passenger", "commuter", "fighter", "tourist", "pilot"})
_VESSELS = frozenset("boat ship bus train plane jet aircraft ferry airliner helicopter liner flight coach van".split())
"""What a word for persons only names the kind of: `a passenger boat`, `fighter jets`."""
_UNDER_ARMS = frozenset({"armed", "masked", "gun-toting", "knife-wielding"})
_STATES = frozenset({"government", "junta", "regime", "state", "coup"})
_BODIES_OF = frozenset({"movement", "group", "militia", "faction", "organisation", "organization", "insurgency"})
"""Nouns that say what a named body is: `the Houthi movement` is the Houthis."""


def _crowd(s: Sentence, i: int) -> ActorMention | None:
    """A number that stands for people who act or are acted on (`thousands marched`, `hundreds were arrested`)."""
    if s.deps[i] not in {"nsubj", "nsubjpass"} or children_by(s, i, "prep") or s.pos[s.heads[i]] != "VERB":
        return None
    lo, _ = noun_phrase(s, i)
    text = _surface(s, lo, i + 1)
    return ActorMention(
        s.index, lo, i + 1, i, s.starts[lo], s.ends[i], text, "nominal", text, None, None, ("CVL",),
        None, None, True, True, False, None, None,
    )  # fmt: skip


def _head_covers(s: Sentence, i: int, names: Sequence[ActorMention], register: Register) -> bool:
    """A role noun that modifies a name (`President X`) or another role noun (`rebel leader`) is part of that mention."""
    head = s.heads[i]
    if any(n.lo <= head < n.hi for n in names):
        return True
    return register.role_noun(s.lemmas[head]) is not None


def _owner(s: Sentence, i: int, lo: int, names: Sequence[ActorMention]) -> ActorMention | None:
    """The named body or country that a nominal belongs to: inside its phrase, or in an *of*/*in*/*from* phrase."""
    inside = [n for n in names if lo <= n.lo and n.hi <= i + 1 and n.head != i and not _is_backer(s, n)]
    if inside:
        return inside[-1]
    if any(s.norms[c] == "whose" for c in children_by(s, i, "poss")):
        told = next((s.heads[a] for a in ancestors(s, i) if s.deps[a] == "relcl"), -1)
        return next((n for n in names if n.lo <= told < n.hi), None)
    for prep in children_by(s, i, "prep"):
        if s.norms[prep] in {"of", "from", "for", "in"}:
            for obj in children_by(s, prep, "pobj"):
                # the name may follow what it is: `members of another rebel group, the ELN`
                at = (obj, *children_by(s, obj, "appos"))
                owner = next((n for t in at for n in names if n.lo <= t < n.hi), None)
                if owner is not None and (s.norms[prep] in {"of", "from", "for"} or owner.actor_id):
                    return owner
    return None


def _is_against_state(s: Sentence, lo: int, i: int) -> bool:
    """Whether a noun is of those who fight the state by the word before it: `anti-government forces`, `anti-junta fighters`."""
    return any(
        s.norms[t] == "anti" and s.norms[t + 1] == "-" and s.norms[t + 2] in _STATES
        for t in range(lo, min(i, len(s) - 2))
    )


def _is_backer(s: Sentence, name: ActorMention) -> bool:
    """Whether a name is only whose hand is behind the noun: `the Saudi-backed government`, `a Kremlin-installed mayor`.

    Phenomenon: participle compounds. Who backs, arms or installs it is neither the noun's country nor its body;
    who leads or runs it is.
    """
    at = name.hi
    is_compound = at + 1 < len(s) and s.norms[at] == "-" and s.starts[at] == s.ends[at - 1]
    return is_compound and (s.norms[at + 1].endswith("ed") or s.norms[at + 1] in {"held", "built", "made"})


def _with_sibling(s: Sentence, i: int, lo: int, names: Sequence[ActorMention]) -> int:
    """The start of the phrase with the name before it, where both modify one noun (`Colombian army helicopters`)."""
    before = next((n for n in names if n.hi == lo and not n.is_person), None)
    if before is None or _is_backer(s, before) or s.deps[i] not in {"compound", "nmod", s.deps[before.head]}:
        return lo
    return before.lo if s.heads[before.head] in {s.heads[i], i} else lo


def _after_joined(s: Sentence, lo: int, i: int, names: Sequence[ActorMention]) -> int:
    """The start of the phrase behind what is only joined to it: `the Taliban and | Afghan leaders`, `the FARC, | Bogota's envoy`.

    Phenomenon: coordinated modifiers share one head, and are as many actors.
    """
    inside = [n for n in names if lo <= n.lo and n.hi <= i and not n.is_person]
    for name in reversed(inside):
        after = name.hi
        if after < i and s.norms[after] in {"and", "or", ","} and any(n.lo > after for n in names if n.hi <= i):
            return after + 1 + (after + 2 < i and s.norms[after] == "," and s.norms[after + 1] in {"and", "or"})
    return lo


def _joined_member(s: Sentence, name: ActorMention, found: Sequence[ActorMention]) -> ActorMention:
    """A name that shares the noun of the phrase after it acts as that noun says: `Chadian and Nigerian troops`."""
    if name.kind != "name" or name.is_person or name.hi >= len(s) or s.norms[name.hi] not in {"and", "or", ","}:
        return name
    for m in found:
        if m.kind == "nominal" and name.hi < m.lo <= name.hi + 2 and s.heads[name.head] == m.head:
            if not set(m.sectors) & {"MIL", "COP", "REB", "UAF"} or not (name.actor_id or "").startswith("government-"):
                return replace(name, head=m.head)
            return replace(name, head=m.head, actor_id=None, name=f"{name.text} {s.words[m.head]}", sectors=m.sectors)
    return name


def _is_collective_actor(s: Sentence, i: int, lo: int, register: Register, *, has_owner: bool) -> bool:
    """Whether a word for any collective or source stands for one actor here (`the group`, `each side`, `a military source`)."""
    words = set(s.norms[lo:i])
    if s.lemmas[i] == "side":
        return has_owner or s.tags[i] == "NNS" or bool(words & {"each", "either", "neither"})
    if s.lemmas[i] in {"country", "nation"}:
        return s.tags[i] == "NNS" and bool(words & {"two", "both"})
    if s.lemmas[i] == "source":
        is_quoted = s.deps[i] == "nsubj" and (s.tags[i] == "NNS" or bool(words & SOURCE_KINDS))
        return bool(_modifier_role(s, lo, i, register)) or is_quoted
    is_told_before = bool(words & {"the", "this", "that", "its", "their", "both", "these"})
    has_members = any(s.norms[p] == "of" for p in children_by(s, i, "prep"))
    return (
        has_owner
        or bool(words & GROUP_KINDS.keys())
        or bool(_modifier_role(s, lo, i, register))
        or (is_told_before and not has_members)
    )


def _modifier_role(s: Sentence, lo: int, i: int, register: Register) -> tuple[str, ...]:
    """The sectors of a role noun that modifies the head: `rebel leader`, `army spokesman`, `the rebel group's spokesman`."""
    for t in range(i - 1, lo - 1, -1):
        if s.norms[t] in _RANKS:
            continue
        role = register.role_noun(s.lemmas[t]) or register.role_noun(s.norms[t])
        if role and role[0]:
            return role[0]
        if s.norms[t] in {"militant", "rebel", "insurgent", "jihadist"}:
            return ("REB",)
        if s.norms[t] in {"military", "army", "naval"}:
            return ("MIL",)
        if s.norms[t] in {
            "peace",
            "foreign",
            "interior",
            "defence",
            "defense",
            "presidential",
            "government",
            "cabinet",
        }:
            return ("GOV",)
    return ()


_RANKS = frozenset({"deputy", "vice", "assistant", "acting"})
"""What only says how high an office is: a deputy mayor is no lawmaker."""


def _role_text(s: Sentence, lo: int, i: int, owner: ActorMention | None) -> str | None:
    first = owner.hi if owner is not None and lo <= owner.lo < i else lo
    while first < i and (s.pos[first] in {"DET", "NUM", "PUNCT", "PART", "PRON"} or s.norms[first] in POSSESSIVES):
        first += 1
    return " ".join(s.words[first : i + 1]) or None


def _is_anonymous(s: Sentence, i: int, is_person: bool) -> bool:
    if any(s.norms[c] in ANONYMOUS for c in s.children[i]):
        return True
    if not is_person:
        return False
    modifiers = children_by(s, i, "det", "nummod", "amod", "poss", "compound", "quantmod")
    if any(s.norms[c] in {"a", "an", "some", "one", "several", "two", "three"} for c in modifiers):
        return True
    is_bare = s.tags[i] == "NNS" and not any(s.deps[c] in {"det", "poss", "nummod"} for c in modifiers)
    return is_bare and s.deps[i] == "nsubj" and s.lemmas[s.heads[i]] in cue_lexicon().speech


def _gender(word: str) -> str | None:
    if word in {
        "woman",
        "girl",
        "mother",
        "wife",
        "queen",
        "spokeswoman",
        "chairwoman",
        "congresswoman",
        "nun",
        "actress",
    }:
        return "f"
    return (
        "m"
        if word in {"man", "boy", "father", "husband", "king", "spokesman", "chairman", "congressman", "priest"}
        else None
    )


def _pronoun(s: Sentence, i: int) -> ActorMention | None:
    known = PRONOUNS.get(s.norms[i])
    if known is None or s.pos[i] not in {"PRON", "DET", "NUM"}:
        return None
    is_plural, gender, is_person = known
    if s.norms[i] == "it" and (s.deps[i] == "expl" or s.lemmas[s.heads[i]] in {"be", "seem", "appear"}):
        return None
    if s.norms[i] in {"both", "two"} and s.deps[i] in {"det", "preconj", "nummod", "cc"}:
        return None
    return ActorMention(
        s.index, i, i + 1, i, s.starts[i], s.ends[i], s.words[i], "pronoun", None, None, None, (), None, None,
        is_person, is_plural, False, gender, None,
    )  # fmt: skip


def _surface(s: Sentence, lo: int, hi: int) -> str:
    return "".join(s.words[i] + (" " * (s.starts[i + 1] - s.ends[i]) if i + 1 < hi else "") for i in range(lo, hi))


def _ordered(found: Sequence[ActorMention]) -> list[ActorMention]:
    kept: dict[tuple[int, int], ActorMention] = {}
    for mention in found:
        kept.setdefault((mention.lo, mention.head), mention)
    return sorted(kept.values(), key=lambda m: (m.lo, m.hi))
