"""How surely a report holds someone to have done it: told as fact, suspected, claimed by themselves, or denied."""

from collections.abc import Iterable

from dateline.records import Sentence
from dateline.syntax import ancestors, arguments, first_conjunct

SUSPECTED = frozenset("alleged suspected presumed supposed apparent possible reputed".split())
_SUSPECTING = frozenset("suspect blame accuse attribute presume allege believe".split())
_RESPONSIBILITY = frozenset("responsibility credit authorship".split())
_CLAIMING = frozenset("claim assume take accept admit".split())


def certainty_of(mentions: Iterable[tuple[Sentence, int]]) -> str:
    """`claimed` where one mention claims responsibility, else `denied`, else `suspected`, else `told`.

    Own examples: `The Red Dawn claimed responsibility`, `the army denied the killing`, `alleged members of the Red Dawn`.
    """
    found = {_of_mention(s, head) for s, head in mentions}
    return next((c for c in ("claimed", "denied", "suspected") if c in found), "told")


def _of_mention(s: Sentence, head: int) -> str:
    if any(s.norms[c] in SUSPECTED for c in s.children[head] if c < head):
        return "suspected"
    first = first_conjunct(s, head)
    for verb in (a for a in ancestors(s, first) if s.pos[a] == "VERB"):
        lemma, told = s.lemmas[verb].lower(), arguments(s, verb)
        is_agent = first in told.agents or head in told.agents
        if lemma in _CLAIMING and is_agent and any(s.lemmas[p].lower() in _RESPONSIBILITY for p in told.patients):
            return "claimed"
        if lemma == "deny" and is_agent:
            return "denied"
        if lemma in _SUSPECTING and not is_agent:
            return "suspected"
    return "told"


__all__ = ["SUSPECTED", "certainty_of"]
