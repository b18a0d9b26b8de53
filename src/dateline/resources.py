"""Everything that coding needs and that is loaded once: parser, register, gazetteer, lexicon, codebook."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.classifier import Classifier
from dateline.codebook import Codebook, load_codebook
from dateline.events import Lexicon, load_lexicon
from dateline.gazetteer import Gazetteer, open_gazetteer
from dateline.incidents import RoleModel, load_role_model
from dateline.register import Register, load_register
from dateline.text import Gate, Parser, forms_of, load_parser


@dataclass(frozen=True, slots=True)
class Resources:
    """The loaded models and tables; made once a process and handed on."""

    parser: Parser
    register: Register
    gazetteer: Gazetteer
    lexicon: Lexicon
    codebook: Codebook
    gate: Gate | None = None
    classifier: Classifier | None = None
    roles: RoleModel | None = None


def load_resources(
    *,
    parser: str = "spacy",
    register: Path | None = None,
    gazetteer: Path | None = None,
    use_gate: bool = False,
    use_classifier: bool = True,
) -> Resources:
    """Load all resources; `register` and `gazetteer` are the user's own files, read on top of ours.

    Without the classifier, event types come from the rules alone and confidence is the rule's strength.
    """
    lexicon, actors = load_lexicon(), load_register(register)
    classifier = Classifier.load() if use_classifier else None
    return Resources(
        parser=load_parser(parser, actors.written_names()),
        register=actors,
        gazetteer=open_gazetteer(extra=gazetteer),
        lexicon=lexicon,
        codebook=load_codebook(),
        gate=_gate(lexicon, actors) if use_gate else None,
        classifier=classifier,
        roles=_roles(classifier),
    )


def _roles(classifier: Classifier | None) -> RoleModel:
    """The model of roles; what it learnt from an encoder holds for that one only, and is left out beside another or none."""
    model = load_role_model()
    is_its_own = classifier is not None and model.reading is not None and classifier.encoder == model.reading.encoder
    return model if is_its_own else replace(model, reading=None)


_SHORTEST = 4
_OF_VICTIMS = ("die", "dying", "dead", "death", "wound", "injure", "casualty")
_DONE = ("died", "shot", "slain", "slew", "struck")
_NAMES_TOO = ("march", "lynch")
"""Words of events that are names, or a month, where they have a capital inside a sentence."""


def _gate(lexicon: Lexicon, register: Register) -> Gate:
    """Words of events beside public actors, words of violence beside anybody."""
    names = [n for n in register.written_names() if len(n) >= _SHORTEST]
    public = [*names, *register.role_words(public_only=True)]
    violence = [*lexicon.gate_terms({"ASSAULT"}), *_OF_VICTIMS]
    return Gate(
        [
            ([*_inflected(lexicon.gate_terms()), *lexicon.irregular], _inflected(public)),
            ([*_inflected(violence), *_DONE], _inflected(register.role_words(public_only=False))),
        ],
        _NAMES_TOO,
    )


def _inflected(words: Iterable[str]) -> list[str]:
    return [form for word in words for form in forms_of(word)]
