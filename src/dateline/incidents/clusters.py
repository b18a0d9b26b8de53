"""Groups of tellings from the likelihoods of their pairs: the same groups whatever the order of what comes in."""

from collections.abc import Callable, Iterable, Mapping

from .candidates import Pair

Likelihood = Callable[[str, str], float]


def cluster(
    members: Iterable[str],
    links: Mapping[Pair, float],
    likelihood: Likelihood,
    *,
    cohesion: float,
    sample: int,
    joined: Iterable[Pair] = (),
    parted: Iterable[Pair] = (),
) -> list[tuple[str, ...]]:
    """The groups, each sorted, in order of their first member.

    Links are taken from the likeliest down (ties by ids); two groups become one where the likelihood of their pairs is
    at least `cohesion` on average, over the first `sample` members of each. `joined` and `parted` are pairs that a person
    put together or took apart: they hold whatever the scores say.
    """
    held = set(members)
    pairs = sorted((a, b) for a, b in joined if a in held and b in held)
    group_of = {m: m for pair in (*pairs, *links) for m in pair}
    groups: dict[str, list[str]] = {m: [m] for m in group_of}
    apart = {frozenset(p) for p in parted if held.issuperset(p)}

    def merge(a: str, b: str) -> None:
        kept, gone = sorted((group_of[a], group_of[b]))
        groups[kept] = sorted(groups[kept] + groups.pop(gone))
        for member in groups[kept]:
            group_of[member] = kept

    def may_merge(a: list[str], b: list[str]) -> bool:
        return not apart or not any(frozenset((x, y)) in apart for x in a for y in b)

    def hold_together(a: list[str], b: list[str]) -> bool:
        tried = [(x, y) for x in a[:sample] for y in b[:sample]]
        return sum(likelihood(x, y) for x, y in tried) >= cohesion * len(tried)

    for a, b in pairs:
        if group_of[a] != group_of[b]:
            merge(a, b)
    for (a, b), _ in sorted(links.items(), key=lambda item: (-item[1], item[0])):
        first, second = groups[group_of[a]], groups[group_of[b]]
        if first is not second and may_merge(first, second) and hold_together(first, second):
            merge(a, b)
    return sorted([*(tuple(g) for g in groups.values()), *((m,) for m in held - group_of.keys())])
