"""Tellings of different reports joined into happenings, one by one or all at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.records import Decision

from .candidates import Index, Pair
from .clusters import cluster
from .options import MatchOptions, default_options
from .scoring import MatchScore, likelihood, score
from .tellings import Telling

_EXPLAINED = 40  # tellings of a group up to which every pair is explained
_KEPT = 2_000_000  # scores of pairs that are no link are kept up to here, some 300 MB


@dataclass(frozen=True, slots=True)
class Link:
    """Two tellings that were scored, and why they do or do not tell of one happening."""

    first: Telling
    second: Telling
    score: MatchScore


class Matcher:
    """Holds tellings and joins them. The groups depend on what was added, not on its order or in how many batches.

    Scores are kept from one call to the next: adding a report scores its own pairs only.
    """

    def __init__(self, options: MatchOptions | None = None, decisions: Iterable[Decision] = ()) -> None:
        self._options = options or default_options()
        self._decisions = tuple(decisions)
        self._index = Index(self._options)
        self._tellings: dict[str, Telling] = {}
        self._likelihoods: dict[Pair, float] = {}
        self.pairs_scored = 0

    def add(self, tellings: Iterable[Telling]) -> None:
        """Take in tellings; those held already change nothing."""
        for telling in tellings:
            self._tellings.setdefault(telling.id, telling)
            self._index.add(telling)

    def groups(self) -> list[tuple[Telling, ...]]:
        """The tellings of each happening, in order of their ids."""
        links = {p: s for p in self._index.pairs() if (s := self._likelihood(*p)) >= self._options.threshold}
        found = cluster(
            self._tellings,
            links,
            self._likelihood,
            cohesion=self._options.cohesion,
            sample=self._options.sample,
            joined=self._decided("join"),
            parted=self._decided("part"),
        )
        return [tuple(self._tellings[i] for i in group) for group in found]

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
        if found >= self._options.threshold or len(self._likelihoods) < _KEPT:
            self._likelihoods[pair] = found
        return found

    def _decided(self, kind: str) -> list[Pair]:
        held = {e.id: t.id for t in self._tellings.values() for e in t.events}
        held |= {t.report_id: t.id for t in self._tellings.values() if not t.events}
        pairs = [(held.get(d.first_event), held.get(d.second_event)) for d in self._decisions if d.kind == kind]
        return sorted((min(a, b), max(a, b)) for a, b in pairs if a and b and a != b)
