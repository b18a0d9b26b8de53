"""What a model took and what became of its answers, in lines for a person."""

from collections.abc import Iterator

from dateline.records import CoderUsage, Counts


def told_usage(usage: CoderUsage, prices: tuple[float, float] | None = None) -> list[str]:
    """The lines for a tally. `prices` are those of a million tokens in and out, in any currency."""
    return list(_lines(usage, prices))


def _lines(usage: CoderUsage, prices: tuple[float, float] | None) -> Iterator[str]:
    mean = usage.seconds / usage.requests if usage.requests else 0.0
    cost = ""
    if prices is not None:
        cost = f" Cost at the prices set: {(usage.tokens_in * prices[0] + usage.tokens_out * prices[1]) / 1e6:,.4f}."
    yield (
        f"Model: {usage.requests:,} requests ({usage.retries:,} tried again), {usage.tokens_in:,} tokens in, "
        f"{usage.tokens_out:,} out, {usage.seconds:,.1f} s ({mean:.2f} s a request).{cost}"
    )
    refused = _sum(usage.refused)
    yield f"Its events: {usage.proposed:,} proposed, {refused:,} refused{_reasons(usage.refused)}."
    if usage.dropped:
        yield f"Its values: {_sum(usage.dropped):,} left out{_reasons(usage.dropped)}."
    if usage.unread:
        yield f"Its answers: {_sum(usage.unread):,} could not be read{_reasons(usage.unread)}."
    if usage.unasked:
        yield f"Sentences beyond the limit of requests a report, left to the built-in coder: {usage.unasked:,}."
    if usage.doubts:
        yield f"Events on which it and the built-in coder differ: {usage.doubts:,}. Review them: dateline serve, Review, in order of doubt."


def _sum(counts: Counts) -> int:
    return sum(count for _, count in counts)


def _reasons(counts: Counts) -> str:
    told = "; ".join(f"{reason} {count:,}" for reason, count in sorted(counts, key=lambda c: (-c[1], c[0])))
    return f" ({told})" if told else ""
