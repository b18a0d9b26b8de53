"""What a coder that asks a model used and what became of the answers. Counted beside the records, never part of them."""

from collections.abc import Iterable
from dataclasses import dataclass

Counts = tuple[tuple[str, int], ...]
"""How often for each reason, sorted by reason."""


@dataclass(frozen=True, slots=True)
class CoderUsage:
    """Requests, tokens and seconds of one report or of many (they add up), and what was refused, each with its reason.

    `refused` counts events, `dropped` single values of events that were kept, `unread` answers that could not be read,
    `unasked` sentences left to the built-in coder. `doubts` are the events on which coders differ.
    """

    requests: int = 0
    retries: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    proposed: int = 0
    refused: Counts = ()
    dropped: Counts = ()
    unread: Counts = ()
    unasked: int = 0
    doubts: int = 0

    def __add__(self, other: "CoderUsage") -> "CoderUsage":
        return CoderUsage(
            self.requests + other.requests,
            self.retries + other.retries,
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            self.seconds + other.seconds,
            self.proposed + other.proposed,
            counted((*self.refused, *other.refused)),
            counted((*self.dropped, *other.dropped)),
            counted((*self.unread, *other.unread)),
            self.unasked + other.unasked,
            self.doubts + other.doubts,
        )


def counted(reasons: Iterable[tuple[str, int]]) -> Counts:
    """The counts of equal reasons added up, sorted by reason."""
    found: dict[str, int] = {}
    for reason, count in reasons:
        found[reason] = found.get(reason, 0) + count
    return tuple(sorted(found.items()))
