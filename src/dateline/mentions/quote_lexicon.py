"""The words that introduce statements, read from `cues.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.records import Sentence


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """Cue words by the shape in which the content stands beside them; see the comments of `cues.toml`."""

    speech: frozenset[str]
    thought: frozenset[str]
    quote_only: frozenset[str]
    infinitive: frozenset[str]
    address: frozenset[str]
    object: frozenset[str]
    naming: frozenset[str]
    impersonal: frozenset[str]
    prepositions: dict[str, frozenset[str]]
    noun_clause: frozenset[str]
    noun_infinitive: frozenset[str]
    noun_about: dict[str, frozenset[str]]
    light_verbs: frozenset[str]
    figure_verbs: frozenset[str]
    figures: frozenset[str]
    adjectives: frozenset[str]
    view_nouns: frozenset[str]
    dummies: frozenset[str]
    headline_sources: frozenset[str]
    headline_labels: frozenset[str]
    repairs: dict[str, str]
    channel_verbs: dict[str, str]
    channel_nouns: frozenset[str]

    @property
    def clause(self) -> frozenset[str]:
        """Verbs whose content is a clause."""
        return self.speech | self.thought

    @property
    def quoting(self) -> frozenset[str]:
        """Verbs that may stand beside a direct quote."""
        return self.speech | self.quote_only


@cache
def cue_lexicon() -> CueLexicon:
    """The cue lexicon, read once."""
    data = tomllib.loads((files(__package__) / "cues.toml").read_text(encoding="utf-8"))
    verbs, nouns = data["verbs"], data["nouns"]

    def words(line: str) -> frozenset[str]:
        return frozenset(line.split())

    return CueLexicon(
        speech=words(verbs["speech"]),
        thought=words(verbs["thought"]),
        quote_only=words(verbs["quote_only"]),
        infinitive=words(verbs["infinitive"]),
        address=words(verbs["address"]),
        object=words(verbs["object"]),
        naming=words(verbs["naming"]),
        impersonal=words(verbs["impersonal"]),
        prepositions={verb: words(line) for verb, line in verbs["prepositions"].items()},
        noun_clause=words(nouns["clause"]),
        noun_infinitive=words(nouns["infinitive"]),
        noun_about={noun: words(line) for noun, line in nouns["about"].items()},
        light_verbs=words(nouns["light_verbs"]),
        figure_verbs=words(verbs["figure"]),
        figures=words(nouns["figures"]),
        adjectives=words(data["adjectives"]["clause"]),
        view_nouns=words(data["words"]["view_nouns"]),
        dummies=words(data["words"]["dummies"]),
        headline_sources=words(data["words"]["headline_sources"]),
        headline_labels=words(data["words"]["headline_labels"]),
        repairs=dict(pair.split(":") for pair in data["words"]["repairs"].split()),
        channel_verbs={v: k for k, verbs_of in data["channels"]["verbs"].items() for v in verbs_of.split()},
        channel_nouns=words(data["channels"]["nouns"]),
    )


def cue_lemma(s: Sentence, i: int) -> str:
    """The lemma of a token, mended where the lemmatizer is known to be wrong (`hoping` → `hope`, not `hop`)."""
    lemma = s.lemmas[i]
    return cue_lexicon().repairs.get(lemma, lemma) if s.pos[i] == "VERB" else lemma
