"""One-to-one assignment: as many pairs as can be, and of those the cheapest."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

_LARGEST = 400
"""Members of the smaller side of a group up to which it is solved exactly; in a larger one the cheapest pairs are taken first."""

Pair = tuple[int, int]


def assign(costs: Mapping[Pair, float]) -> list[Pair]:
    """The pairs (ours, theirs) chosen of those that may be, sorted.

    Pairs that share no member are settled apart, each group by the Hungarian method (Kuhn 1955; Munkres 1957).
    """
    chosen: list[Pair] = []
    for group in _groups(costs):
        ours, theirs = sorted({o for o, _ in group}), sorted({t for _, t in group})
        if min(len(ours), len(theirs)) > _LARGEST:
            chosen += _cheapest_first(group, costs)
        else:
            chosen += _exactly(group, ours, theirs, costs)
    return sorted(chosen)


def _groups(costs: Mapping[Pair, float]) -> list[list[Pair]]:
    """The pairs in groups that share no member, in order of their first."""
    by_ours, by_theirs = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    for o, t in sorted(costs):
        by_ours[o].append(t)
        by_theirs[t].append(o)
    seen: set[int] = set()
    groups = []
    for start in sorted(by_ours):
        if start in seen:
            continue
        waiting, group, met = [start], list[Pair](), set[int]()
        seen.add(start)
        while waiting:
            o = waiting.pop()
            for t in by_ours[o]:
                group.append((o, t))
                if t not in met:
                    met.add(t)
                    fresh = [other for other in by_theirs[t] if other not in seen]
                    seen.update(fresh)
                    waiting += fresh
        groups.append(sorted(group))
    return groups


def _cheapest_first(group: list[Pair], costs: Mapping[Pair, float]) -> list[Pair]:
    chosen, ours, theirs = list[Pair](), set[int](), set[int]()
    for o, t in sorted(group, key=lambda p: (costs[p], p)):
        if o not in ours and t not in theirs:
            chosen.append((o, t))
            ours.add(o)
            theirs.add(t)
    return chosen


def _exactly(group: list[Pair], ours: list[int], theirs: list[int], costs: Mapping[Pair, float]) -> list[Pair]:
    if len(group) == 1:
        return group
    none = (max(costs[p] for p in group) + 1) * (min(len(ours), len(theirs)) + 1)
    matrix = np.full((len(ours), len(theirs)), none)
    rows, columns = {o: n for n, o in enumerate(ours)}, {t: n for n, t in enumerate(theirs)}
    for o, t in group:
        matrix[rows[o], columns[t]] = costs[o, t]
    is_turned = len(ours) > len(theirs)
    found = _hungarian(matrix.T if is_turned else matrix)
    pairs = [(ours[c], theirs[r]) if is_turned else (ours[r], theirs[c]) for r, c in enumerate(found)]
    return [p for p in pairs if p in costs]


def _hungarian(cost: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> list[int]:
    """The column of each row at the least sum; there are at least as many columns as rows. Shortest augmenting paths with potentials."""
    rows, columns = cost.shape
    row_potential, column_potential = np.zeros(rows + 1), np.zeros(columns + 1)
    row_of = np.zeros(columns + 1, dtype=int)
    for row in range(1, rows + 1):
        row_of[0] = row
        column = 0
        least, way = np.full(columns + 1, np.inf), np.zeros(columns + 1, dtype=int)
        used = np.zeros(columns + 1, dtype=bool)
        while row_of[column]:
            used[column] = True
            current = row_of[column]
            reduced = cost[current - 1] - row_potential[current] - column_potential[1:]
            better = ~used[1:] & (reduced < least[1:])
            least[1:][better] = reduced[better]
            way[1:][better] = column
            following = int(np.argmin(np.where(used[1:], np.inf, least[1:]))) + 1
            delta = least[following]
            row_potential[row_of[used]] += delta
            column_potential[used] -= delta
            least[~used] -= delta
            column = following
        while column:
            row_of[column] = row_of[way[column]]
            column = int(way[column])
    found = [0] * rows
    for column in range(1, columns + 1):
        if row_of[column]:
            found[row_of[column] - 1] = column - 1
    return found
