"""The event type between two marked actors: the trigger that best links them."""

from collections import deque
from collections.abc import Sequence

from dateline.records import Sentence
from dateline.syntax import subtree

from .compose import composed_type
from .lexicon import Lexicon
from .triggers import Hit, find_hits

Spans = Sequence[tuple[int, int]]


def classify_pair(
    s: Sentence, source: Spans, target: Spans, lexicon: Lexicon, hits: Sequence[Hit] | None = None
) -> tuple[str | None, float]:
    """The event type that links the actors in the token ranges, with a score in 0..1; None where no trigger is found.

    `hits` are the sentence's triggers, where they are known already.
    """
    found = best_hit(s, source, target, find_hits(s, lexicon) if hits is None else hits)
    if found is None:
        return None, 0.0
    hit, score = found
    return composed_type(s, hit, lexicon), as_strength(score)


def best_hit(s: Sentence, source: Spans, target: Spans, hits: Sequence[Hit]) -> tuple[Hit, float] | None:
    """The trigger that best links the actors in the token ranges, and how well; None where there is no trigger."""
    sources = {i for lo, hi in source for i in range(lo, hi)}
    targets = {i for lo, hi in target for i in range(lo, hi)}
    inner = {t for hit in hits for t in hit.inner if t != hit.token}
    scored = [(link_score(s, h, sources, targets) - (1.5 if h.token in inner else 0.0), -h.token, h) for h in hits]
    if not scored:
        return None
    score, _, hit = max(scored, key=lambda item: item[:2])
    return hit, score


def as_strength(score: float) -> float:
    """A link score as a number in 0..1."""
    return max(0.05, min(1.0, score / 8))


def link_score(s: Sentence, hit: Hit, sources: set[int], targets: set[int]) -> float:
    """How well a trigger's arguments cover the two actors; nearness in the tree where they do not."""
    source_reach = _reach(s, hit.sources, sources)
    first = hit.targets[:1]
    target_reach = max((_reach(s, slot, targets) - 0.1 * rank for rank, slot in enumerate(hit.targets)), default=0.0)
    if hit.both:
        target_reach = max(target_reach, _reach(s, hit.sources, targets))
    distance = _distance(s, hit.top, sources) + 0.5 * _distance(s, hit.top, targets)
    inside = hit.token in sources or hit.token in targets
    score = 3.0 * source_reach + 2.0 * target_reach + (0.3 if first and target_reach == 1 else 0.0)
    return score + 0.4 * hit.entry.strength - 0.25 * distance - (2.0 if inside else 0.0)


def _reach(s: Sentence, heads: Sequence[int], wanted: set[int]) -> float:
    """1 where an argument head lies in the actor's words, 0.7 where the actor lies inside the argument's phrase."""
    if any(h in wanted for h in heads):
        return 1.0
    return 0.7 if any(wanted & set(subtree(s, h)) for h in heads) else 0.0


def _distance(s: Sentence, start: int, goal: set[int]) -> int:
    """Edges between a token and the nearest of some others in the tree; 12 at most."""
    seen, queue = {start}, deque([(start, 0)])
    while queue:
        token, steps = queue.popleft()
        if token in goal:
            return steps
        for other in (*s.children[token], s.heads[token]):
            if other not in seen and steps < 12:
                seen.add(other)
                queue.append((other, steps + 1))
    return 12
