"""Who says that an event happened: the quotes that a token stands in, outermost first."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from dateline.records import QuoteMention, Sentence


def attribution_chains(
    sentences: Sequence[Sentence], quotes: Sequence[QuoteMention]
) -> dict[tuple[int, int], tuple[int, ...]]:
    """For each `(sentence, token)` inside quoted or reported content, the indexes of its quotes, outermost first.

    A quote encloses another where its content is larger. The cue itself is outside its own content. Quotes whose
    speaker does not vouch for the content (`condemned the raid`, `wants to shell the port`) are left out.
    """
    holding: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for index, quote in enumerate(quotes):
        if not is_vouched(quote):
            continue
        size = sum(hi - lo for _, lo, hi in quote.content_tokens)
        for sentence, lo, hi in quote.content_tokens:
            for token in range(lo, hi):
                if (sentence, token) != (quote.sentence, quote.cue):
                    holding.setdefault((sentence, token), []).append((-size, index))
    return {key: tuple(index for _, index in sorted(found)) for key, found in holding.items()}


def is_vouched(quote: QuoteMention) -> bool:
    """Whether the speaker puts the content forward as so: said directly, or with a verb of statement or belief."""
    unvouched, double_negatives = _words()
    negated, verb = quote.verb.startswith("not "), quote.verb.removeprefix("not ")
    if quote.is_direct:
        return True
    return verb in double_negatives if negated else verb not in unvouched


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    data = tomllib.loads((files(__package__) / "attribution.toml").read_text(encoding="utf-8"))
    return frozenset(data["unvouched"].split()), frozenset(data["double_negatives"].split())
