"""The happenings among tellings that something touched: whole networks of links are grouped again, all others are left alone."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from dateline.records import Decision

from .candidates import Pair
from .clusters import cluster
from .options import MatchOptions
from .scoring import likelihood
from .tellings import Telling
from .touched import Proposals

Link = tuple[str, str, float]  # a telling, one that it proposes, and how likely the two are one happening
LinksOf = Callable[[Collection[str]], Iterable[Link]]
TellingOf = Callable[[str], Telling]


def scored(changes: Iterable[Proposals], telling_of: TellingOf, options: MatchOptions) -> list[Link]:
    """The links among the pairs that are proposed now and were not before."""
    known: dict[Pair, float] = {}
    found: list[Link] = []
    for change in changes:
        for other in change.gained:
            pair = (change.telling, other) if change.telling < other else (other, change.telling)
            if pair not in known:
                known[pair] = likelihood(telling_of(pair[0]), telling_of(pair[1]), options)
            if known[pair] >= options.threshold:
                found.append((change.telling, other, known[pair]))
    return found


class Network:
    """The links as they are now: those kept, less those that were lost or are of tellings that are gone, and those gained."""

    def __init__(self, kept: LinksOf, gone: Collection[str], lost: Iterable[Pair], gained: Iterable[Link]) -> None:
        self._kept, self._gone, self._lost = kept, frozenset(gone), frozenset(lost)
        self._gained: dict[str, list[Link]] = defaultdict(list)
        for link in gained:
            for end in link[:2]:
                self._gained[end].append(link)

    def links_of(self, tellings: Collection[str]) -> dict[Pair, float]:
        """The links with an end among the tellings, ids ascending in each pair."""
        kept = (k for k in self._kept(tellings) if (k[0], k[1]) not in self._lost and not self._gone & {k[0], k[1]})
        gained = (k for t in tellings for k in self._gained.get(t, ()))
        return {(min(a, b), max(a, b)): score for a, b, score in (*kept, *gained)}

    def around(self, seeds: Iterable[str], joined: Iterable[Pair]) -> tuple[list[str], dict[Pair, float]]:
        """All tellings that links or people's decisions tie to the seeds, over any number of steps, and the links of them."""
        tied: dict[str, set[str]] = defaultdict(set)
        for a, b in joined:
            tied[a].add(b)
            tied[b].add(a)
        found, links = set(seeds), dict[Pair, float]()
        front = sorted(found)
        while front:
            links |= (own := self.links_of(front))
            reached = {end for pair in own for end in pair} | {t for member in front for t in tied.get(member, ())}
            front = sorted(reached - found)
            found.update(front)
        return sorted(found), links


def decided(decisions: Sequence[Decision], telling_of_event: Mapping[str, str], kind: str) -> list[Pair]:
    """The pairs of tellings that a person joined or parted (`kind`)."""
    held = telling_of_event
    pairs = [(held.get(d.first_event), held.get(d.second_event)) for d in decisions if d.kind == kind]
    return sorted((min(a, b), max(a, b)) for a, b in pairs if a and b and a != b)


def regrouped(
    members: Sequence[str],
    links: Mapping[Pair, float],
    telling_of: TellingOf,
    options: MatchOptions,
    joined: Iterable[Pair],
    parted: Iterable[Pair],
) -> list[tuple[str, ...]]:
    """The ids of the tellings of each happening among members of whole networks, as `Matcher` groups them."""
    known = dict(links)

    def likely(first: str, second: str) -> float:
        pair = (first, second) if first < second else (second, first)
        if pair not in known:
            known[pair] = likelihood(telling_of(pair[0]), telling_of(pair[1]), options)
        return known[pair]

    return cluster(
        members, links, likely, cohesion=options.cohesion, sample=options.sample, joined=joined, parted=parted
    )  # fmt: skip
