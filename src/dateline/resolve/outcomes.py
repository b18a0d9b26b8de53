"""What became of those who were hit: who of them died, who lives, and which tolls are of one person.

Phenomenon: a blow tells no outcome. Own example: `Snipers shot five marchers in Aleppo. Two of the marchers died.` Five were
hit, of whom two died and three were hurt. `A third marcher is expected to recover`: he is none of the dead.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from dateline.records import Casualty

from .counted import BACK, MORE_PERSONS, PART_OF_KNOWN, REFLEXIVE, Key, Toll, apart

_SEX_OF = {
    word: sex
    for sex, words in {
        "m": "he him himself man boy male father son husband brother uncle nephew grandfather grandson boyfriend gunman gentleman",
        "f": "she her herself woman girl female mother daughter wife sister aunt niece grandmother granddaughter girlfriend lady",
    }.items()
    for word in words.split()
}
_AGE = re.compile(r"\b(\d{1,3})[ -](?:year|month)s?[ -]old\b|^(\d{1,3})$")
_AGE_BEHIND = re.compile(r"^,? ?\(?(\d{1,3})[,)]")
_WORD = re.compile(r"[a-z]+")
_EMPTY = frozenset("a an the his her their its s of year old month and".split())
_PRONOUNS = frozenset("he she him her they them who himself herself themselves self".split())
_LIVES = re.compile(
    r"\b(?:expected to (?:survive|live|recover|be (?:ok|okay|fine|all right|released)|make)"
    r"|(?:will|should|is going to|are going to|would) (?:survive|recover|live|be (?:ok|okay|fine))"
    r"|survived(?! by)|recovering|non-? ?life-? ?threatening|not (?:\w+ ){0,3}life[- ]threatening"
    r"|(?:stable|good|fair|satisfactory) (?:but \w+ )?condition|conditions? (?:\w+ ){0,3}stabili[sz]ed|treated and released"
    r"|minor (?:injuries|injury|wounds?)|released from (?:the|a) hospital)",
    re.I,
)
_DIES = re.compile(r"\b(?:died|dies|dead|succumbed|killed)\b", re.I)
_TAKES_UP = re.compile(
    r"[\s\"“”'’]*(he|she|they|both|all|the (?:two|three|four|five|six|victims?|man|woman|boy|girl))\b", re.I
)
_SENTENCE_END = re.compile(r"[.!?][\"”’')]*\s|\n")


def died_among(tolls: Sequence[Toll], text: str) -> Mapping[Key, int]:
    """How many of those told hurt are among the dead, by the figure's span.

    Of those told wounded in so many words, only who is taken up again died; who is told to live did not.
    """
    found: dict[Key, int] = {}
    left = {t.key: t.number or 0 for t in tolls if t.harm == "killed"}
    hurt = [t for t in tolls if t.harm == "injured" and t.number]
    for toll in sorted(hurt, key=lambda t: not t.is_hit):
        for dead in (d for d in tolls if d.harm == "killed" and left[d.key]):
            if dead.key[:2] == toll.key[:2]:  # `two of the wounded died`
                found[toll.key] = toll.number or 0
                break
            if not _may_be_among(dead, toll, text):
                continue
            is_told_after = bool(BACK.match(dead.text)) and dead.key > toll.key
            living = 0 if is_told_after and toll.number == 1 else toll.living
            number = max(0, min(left[dead.key], (toll.number or 0) - found.get(toll.key, 0) - living))
            found[toll.key] = found.get(toll.key, 0) + number
            left[dead.key] -= number
    return found | dict(_died_again(hurt, tolls, found))


def _died_again(hurt: Sequence[Toll], tolls: Sequence[Toll], found: Mapping[Key, int]) -> Iterable[tuple[Key, int]]:
    """How many died of those whom a figure of all who were hit tells again: `one died and four were hurt … five were shot`."""
    dead = sum(t.number or 0 for t in tolls if t.harm == "killed")
    for toll in hurt:
        number = toll.number or 0
        lived = number - found.get(toll.key, 0)
        for again in (t for t in toll.again if t.is_hit):
            more = min(dead, (again.number or 0) - lived)
            if (again.number or 0) >= number and more > 0:
                yield again.key, more


def _may_be_among(dead: Toll, hurt: Toll, text: str) -> bool:
    if apart(dead.event, hurt.event) or (dead.kind and hurt.kind and dead.kind != hurt.kind):
        return False
    if bool(REFLEXIVE.search(dead.text)) != bool(REFLEXIVE.search(hurt.text)):
        return is_self(hurt, dead, text) if REFLEXIVE.search(hurt.text) else is_self(dead, hurt, text)
    if _are_others(dead, hurt, text) or MORE_PERSONS.search(hurt.text) or MORE_PERSONS.search(dead.text):
        return False
    is_same_sentence = _in_one_sentence(dead.key, hurt.key, text)
    if is_same_sentence and hurt.text.lower() in _PRONOUNS and dead.number == hurt.number and dead.key < hurt.key:
        return True  # `A nurse died after she was shot`
    is_back = bool(BACK.match(dead.text) or PART_OF_KNOWN.match(dead.text))
    if not hurt.is_hit:
        return is_back and dead.key > hurt.key
    return not is_same_sentence or dead.key > hurt.key


def _in_one_sentence(a: Key, b: Key, text: str) -> bool:
    between = text[min(a[1], b[1]) : max(a[0], b[0])]
    return not re.search(r"[.!?]\s", between) and len(between) < 250


def is_self(own: Toll, other: Toll, text: str) -> bool:
    """Whether the doer of what a reflexive tells (`shot himself`) is the one person of another toll.

    Own examples: `A recruit died after shooting himself` tells of one; `He killed a guard and shot himself` of two.
    """
    if other.number != 1 or own.number != 1 or _sexes(own, other):
        return False
    trigger = own.event.evidence[0].start
    doers = _words(f"{a.text} {a.name or ''}" for a in own.event.source) - _PRONOUNS
    themselves = _words([other.text])
    others_doers = (
        _words(a.text for a in other.event.source) - themselves if other.event.id != own.event.id else frozenset()
    )
    if others_doers:
        return bool(doers & themselves) and not doers & others_doers
    if doers & themselves:
        return True
    is_same_sentence = _in_one_sentence(own.key, other.key, text)
    if is_same_sentence:
        is_before = other.key[0] < trigger
        return is_before and (not doers or other.text.lower() in _PRONOUNS)
    return (own.is_hit and other.is_hit) or (bool(BACK.match(other.text)) and other.key > own.key)


def _are_others(a: Toll, b: Toll, text: str) -> bool:
    """Whether two tolls are of different persons by sex, age or name, of one person each the last two."""
    if _sexes(a, b):
        return True
    if a.number != 1 or b.number != 1:
        return False
    ages = _age(a, text), _age(b, text)
    if None not in ages and ages[0] != ages[1]:
        return True
    names = _name(a), _name(b)
    return bool(names[0] and names[1]) and not names[0] & names[1]


def _sexes(a: Toll, b: Toll) -> bool:
    return len({_SEX_OF.get(a.noun), _SEX_OF.get(b.noun)} - {None}) > 1


def _age(toll: Toll, text: str) -> str | None:
    inside = _AGE.search(toll.text) or _AGE_BEHIND.match(text[toll.key[1] : toll.key[1] + 8])
    return next((g for g in inside.groups() if g), None) if inside else None


def _name(toll: Toll) -> frozenset[str]:
    """The words of a victim's name where the phrase ends in one, none of copy in capitals or of one word that is a noun."""
    words = re.findall(r"[\w'’-]+", re.sub(r"['’]s$", "", toll.text))
    if not words or toll.text.isupper() or not words[-1][:1].isupper() or toll.noun in _SEX_OF or toll.kind:
        return frozenset()
    return frozenset(w for w in words if w[0].isupper()) if len(words) > 1 or toll.key[0] > 0 else frozenset()


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(w for t in texts for w in _WORD.findall(t.lower())) - _EMPTY


def living_of(casualties: Sequence[Casualty], text: str) -> frozenset[Key]:
    """The figures of those who are told to live, in the rest of their clause or by a sentence that takes them up.

    Own examples: `Two were taken to hospital in stable condition`; `A clerk was shot in the leg. He is expected to recover.`
    """
    told = sorted(casualties, key=lambda c: (c.start, c.end))
    found: set[Key] = set()
    for n, casualty in enumerate(told):
        if casualty.harm != "injured":
            continue
        after = next((c.start for c in told[n + 1 :] if c.start >= casualty.end), len(text))
        end = _SENTENCE_END.search(text, casualty.end)
        stop = end.start() if end else len(text)
        rest = text[casualty.end : min(stop, after)]
        if _lives(rest):
            found.add((casualty.start, casualty.end, casualty.harm))
        elif end is not None and after > stop and not _DIES.search(rest):
            follows = _SENTENCE_END.search(text, end.end())
            sentence = text[end.end() : follows.start() if follows else len(text)]
            if _TAKES_UP.match(sentence) and after >= end.end() + len(sentence) and _lives(sentence):
                found.add((casualty.start, casualty.end, casualty.harm))
    return frozenset(found)


def _lives(words: str) -> bool:
    return bool(_LIVES.search(words)) and not _DIES.search(words)


__all__ = ["died_among", "is_self", "living_of"]
