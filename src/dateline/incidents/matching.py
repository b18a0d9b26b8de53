"""Tellings of different reports joined into happenings, one by one or all at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dateline.records import Decision

from .candidates import Index, Pair
from .clusters import cluster
from .options import MatchOptions, default_options
from .regroup import decided
from .scoring import MatchScore, likelihood, score
from .tellings import Telling

_EXPLAINED = 40  # tellings of a group up to which every pair is explained
_KEPT = 200_000  # scores of pairs that are no link are kept up to here, some 30 MB


@dataclass(frozen=True, slots=True)
class Link:
    """Two tellings that were scored, and why they do or do not tell of one happening."""

    first: Telling
    second: Telling
    score: MatchScore


class Matcher:
    """Holds tellings and joins them. The groups depend on what was added, not on its order or in how many batches.

    Scores are kept from one call to the next: adding a report scores its own pairs only. Of a telling only what it is
    compared by is held, not its events.
    """

    def __init__(self, options: MatchOptions | None = None, decisions: Iterable[Decision] = ()) -> None:
        self._options = options or default_options()
        self._decisions = tuple(decisions)
        self._decided_on = frozenset(e for d in self._decisions for e in (d.first_event, d.second_event))
        self._index = Index(self._options)
        self._tellings: dict[str, Telling] = {}
        self._telling_of: dict[str, str] = {}
        self._likelihoods: dict[Pair, float] = {}
        self._kept = 0
        self.pairs_scored = 0

    def add(self, tellings: Iterable[Telling]) -> None:
        """Take in tellings; those held already change nothing."""
        for telling in tellings:
            if telling.id in self._tellings:
                continue
            self._index.add(telling)
            for event_id in [e.id for e in telling.events] or [telling.report_id]:
                if event_id in self._decided_on:
                    self._telling_of[event_id] = telling.id
            self._tellings[telling.id] = replace(telling, events=())

    def groups(self) -> list[tuple[str, ...]]:
        """The ids of the tellings of each happening, in order of ids."""
        links = {p: s for p in self._index.pairs() if (s := self._likelihood(*p)) >= self._options.threshold}
        return cluster(
            self._tellings,
            links,
            self._likelihood,
            cohesion=self._options.cohesion,
            sample=self._options.sample,
            joined=decided(self._decisions, self._telling_of, "join"),
            parted=decided(self._decisions, self._telling_of, "part"),
        )

    def explain(self, group: Sequence[Telling]) -> list[Link]:
        """The scores of the pairs of a group, the likeliest first, with their parts.

        All pairs of up to 40 tellings; of a larger group each with the first eight, so that a long story stays readable.
        """
        ordered = sorted(group, key=lambda t: t.id)
        firsts = ordered if len(ordered) <= _EXPLAINED else ordered[: self._options.sample]
        links = [
            Link(a, b, score(a, b, self._options))
            for i, a in enumerate(firsts)
            for b in ordered[i + 1 :]
            if a.report_id != b.report_id
        ]
        return sorted(links, key=lambda k: (-k.score.likelihood, k.first.id, k.second.id))

    def _likelihood(self, first: str, second: str) -> float:
        pair = (first, second) if first < second else (second, first)
        known = self._likelihoods.get(pair)
        if known is not None:
            return known
        self.pairs_scored += 1
        found = likelihood(self._tellings[pair[0]], self._tellings[pair[1]], self._options)
        if found >= self._options.threshold:
            self._likelihoods[pair] = found
        elif self._kept < _KEPT:
            self._likelihoods[pair] = found
            self._kept += 1
        return found
