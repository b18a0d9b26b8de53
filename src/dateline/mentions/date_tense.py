"""Which way the clause of a date points: past, future or present."""

from dateline.records import Sentence
from dateline.syntax import auxiliaries

from .date_rules import Grammar

_PAST_AUXILIARIES = frozenset({"had", "has", "have", "was", "were", "did", "been"})


def tense_at(s: Sentence, token: int, grammar: Grammar) -> str:
    """past, future, present, or "" where no verb governs the token. `is due to meet on Friday` points ahead.

    What a past day owns lies behind (`Friday's ruling will hurt`), unless it may be announced (`Sunday's election`).
    """
    if (s.deps[token] == "poss" and s.lemmas[s.heads[token]] not in grammar.occasions) or _is_since(s, token):
        return "past"
    found = _clause_tense(s, token, grammar)
    if found == "past" and token > 0 and s.norms[token - 1] in {"through", "until"}:
        return "present"
    return found


def _clause_tense(s: Sentence, token: int, grammar: Grammar) -> str:
    for node in _upward(s, token):
        if s.lemmas[node] in grammar.planning and s.tags[node] not in {"VBD", "VBG"}:
            words = {s.norms[a] for verb in (node, s.heads[node]) for a in auxiliaries(s, verb)}
            return "past" if "had" in words else "future"
        if s.pos[node] in {"VERB", "AUX"}:
            found = _verb_tense(s, node, grammar)
            if found:
                return found
    return ""


_SPEECH = frozenset(
    "say tell announce report state tweet write add note declare confirm quote predict promise warn".split()
)


def is_reported_at(s: Sentence, token: int) -> bool:
    """Whether the token stands in what somebody is said to have said."""
    return any(
        s.deps[node] in {"ccomp", "xcomp"} and s.lemmas[s.heads[node]].lower() in _SPEECH for node in _upward(s, token)
    )


def _is_since(s: Sentence, token: int) -> bool:
    return token > 0 and s.norms[token - 1] == "since"


def _upward(s: Sentence, token: int) -> list[int]:
    path = [token]
    while s.heads[path[-1]] != path[-1] and len(path) < 12:
        path.append(s.heads[path[-1]])
    return path


_UNDERTAKINGS = frozenset("operation mission raid sweep offensive search attack drive patrol".split())


def _is_aim(s: Sentence, verb: int) -> bool:
    """Whether an infinitive tells what an undertaking was for: its day is the undertaking's.

    Own example: `Troops launched an operation to arrest the smuggler on Monday.`
    """
    head = s.heads[verb]
    is_apart = s.deps[verb] in {"xcomp", "advcl"} and any(
        s.lemmas[c] in _UNDERTAKINGS for c in s.children[head] if c < verb
    )
    return (s.deps[verb] in {"acl", "relcl"} and s.lemmas[head] in _UNDERTAKINGS) or is_apart


def _verb_tense(s: Sentence, verb: int, grammar: Grammar) -> str:
    """The tense that a verb and its auxiliaries tell; "" where its matrix verb decides."""
    words = {s.norms[a] for a in auxiliaries(s, verb)}
    head = s.heads[verb]
    if words & grammar.future:
        return "future"
    if "to" in words and _is_aim(s, verb):
        return ""
    if "to" in words and head != verb:
        is_going = s.lemmas[head] == "go" and s.tags[head] == "VBG"
        return "" if s.lemmas[head] in grammar.implicative and not is_going else "future"
    if s.tags[verb] == "VBD" or words & _PAST_AUXILIARIES:
        return "past"
    if s.tags[verb] == "VBN":
        return "past" if s.deps[verb] in {"acl", "relcl", "amod"} or not words else "present"
    return "present" if s.tags[verb] in {"VBZ", "VBP"} or words else ""
