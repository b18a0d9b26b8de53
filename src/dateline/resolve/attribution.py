"""Who says that an event happened: the quotes that a token stands in, outermost first."""

from collections.abc import Sequence

from dateline.records import QuoteMention, Sentence


def attribution_chains(
    sentences: Sequence[Sentence], quotes: Sequence[QuoteMention]
) -> dict[tuple[int, int], tuple[int, ...]]:
    """For each `(sentence, token)` inside quoted or reported content, the indexes of its quotes, outermost first.

    A quote encloses another where its content is larger. The cue itself is outside its own content.
    """
    holding: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for index, quote in enumerate(quotes):
        size = sum(hi - lo for _, lo, hi in quote.content_tokens)
        for sentence, lo, hi in quote.content_tokens:
            for token in range(lo, hi):
                if (sentence, token) != (quote.sentence, quote.cue):
                    holding.setdefault((sentence, token), []).append((-size, index))
    return {key: tuple(index for _, index in sorted(found)) for key, found in holding.items()}
