"""The words of harm, and which nouns are persons; from `harm.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.records import Sentence

_PRONOUNS = frozenset(
    "himself herself themselves him her them others other he she they another who whom everyone everybody nobody none "
    "anyone anybody someone somebody me us".split()
)
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME", "MONEY", "LAW", "LANGUAGE", "WORK_OF_ART", "QUANTITY"})


@dataclass(frozen=True, slots=True)
class HarmLexicon:
    """Which lemmas name which harm, and which nouns are persons.

    `phrases` maps a verb's lemma to the words that stand after it and the harm that they name together
    (`taken into custody`). `open_harm` has the classes of that section of the file; `states` are words that tell the dead by no
    deed, `natural` what people die of without one, `lost` the men and kin who are dead when they are told to be lost.
    `suffixes` form nouns of persons (`kidnapper`), `exceptions` end so and are none (`helicopter`). `bodies` are collectives
    that have the number of their members (`a total of 50 people`).
    """

    verbs: dict[str, str]
    subject_verbs: dict[str, str]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    nouns: dict[str, str]
    adjectives: dict[str, str]
    persons: frozenset[str]
    suffixes: tuple[str, ...]
    exceptions: frozenset[str]
    things: frozenset[str]
    subgroups: dict[str, str]
    collectives: frozenset[str]
    bodies: frozenset[str]
    done_to_persons: frozenset[str]
    abstract: tuple[str, ...]
    hitting: frozenset[str]
    open_harm: dict[str, frozenset[str]]
    states: frozenset[str]
    natural: dict[str, frozenset[str]]
    lost: frozenset[str]


@cache
def harm_lexicon() -> HarmLexicon:
    """The lexicon of harm, read once."""
    data = tomllib.loads((files(__package__) / "harm.toml").read_text(encoding="utf-8"))

    def table(name: str) -> dict[str, str]:
        return {lemma: harm for harm, lemmas in data[name].items() for lemma in lemmas.split()}

    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for harm, told in data["phrases"].items():
        for verb, *rest in (phrase.split() for phrase in told):
            phrases.setdefault(verb, []).append((tuple(rest), harm))
    victims = data["victims"]
    return HarmLexicon(
        verbs=table("verbs"),
        subject_verbs=table("subject_verbs"),
        phrases={verb: tuple(found) for verb, found in phrases.items()},
        nouns=table("nouns"),
        adjectives=table("adjectives"),
        persons=frozenset(victims["persons"].split()),
        suffixes=tuple(victims["suffixes"].split()),
        exceptions=frozenset(victims["exceptions"].split()),
        things=frozenset(victims["things"].split()),
        subgroups=table("subgroups"),
        collectives=frozenset(victims["collectives"].split()),
        bodies=frozenset(victims["bodies"].split()),
        done_to_persons=frozenset(victims["done_to_persons"].split()),
        abstract=tuple(victims["abstract"].split()),
        hitting=frozenset(data["hitting"]["verbs"].split()),
        states=frozenset(table("states")),
        lost=frozenset(data["lost"]["men"].split()),
        natural={name: frozenset(words.split()) for name, words in data["natural"].items()},
        open_harm={name: frozenset(words.split()) for name, words in data["open_harm"].items()},
    )


def is_person(s: Sentence, head: int, lexicon: HarmLexicon, harm: str = "") -> bool:
    """Whether the noun at `head` is of persons; what is arrested or abducted is one unless it is known as a thing."""
    word, lemma = s.norms[head], s.lemmas[head].lower()
    if lemma in lexicon.persons or word in lexicon.persons or word in _PRONOUNS or s.pos[head] == "NUM":
        return True
    if word == "old" and head >= 2 and {"year", "month"} & set(s.norms[head - 2 : head]):
        return True  # `a 12-year-old`, `a 12-year old`
    if is_one_more(s, head):
        return True
    if lemma in lexicon.things:
        return False
    if s.pos[head] == "PROPN":
        label = next((e for lo, hi, e in s.entities if lo <= head < hi), "")
        return label not in _PLACE_LABELS
    if s.pos[head] != "NOUN":
        return False
    if lemma in lexicon.exceptions:
        return False
    return lemma.endswith(lexicon.suffixes) or (
        harm in lexicon.done_to_persons and not lemma.endswith(lexicon.abstract)
    )


_ORDINALS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())
_ONE_MORE = frozenset({"another", "more"})


def is_one_more(s: Sentence, head: int) -> bool:
    """Whether a word stands for one more of those told before: `shot two guards and wounded a third`, `hurt one more`.

    A third of something is a share of it.
    """
    if any(s.norms[p] == "of" for p in s.children[head]) or (head + 1 < len(s) and s.norms[head + 1] == "of"):
        return False
    if s.norms[head] in _ORDINALS:
        return any(s.norms[c] in {"a", "the"} for c in s.children[head] if c < head)
    return s.norms[head] in _ONE_MORE and s.deps[head] in {"dobj", "nsubj", "nsubjpass", "conj"}
