"""Walking the dependency tree of one sentence: subtrees, phrases, paths."""

from dateline.records import Sentence

_NP_CUT = frozenset({"relcl", "acl", "appos", "advcl", "parataxis", "cc", "conj", "punct", "dep", "ccomp", "preconj"})
_NP_MODIFIERS = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "case", "npadvmod", "advmod", "neg"}
)


def subtree(s: Sentence, i: int) -> list[int]:
    """All tokens below and at `i`, sorted."""
    found, stack = [], [i]
    while stack:
        token = stack.pop()
        found.append(token)
        stack.extend(s.children[token])
    return sorted(found)


def span_of(s: Sentence, i: int) -> tuple[int, int]:
    """The token range `(lo, hi)` that the whole subtree of `i` covers."""
    tokens = subtree(s, i)
    return tokens[0], tokens[-1] + 1


def noun_phrase(s: Sentence, i: int, *, keep_of: bool = False) -> tuple[int, int]:
    """The noun phrase headed by `i`, without relative clauses, appositions, conjuncts or trailing PPs.

    With `keep_of`, a PP with *of* stays (`the head of the army`). Always contiguous: tokens left of the head that
    modify it, and the *of*-phrase right of it.
    """
    lo = i
    stack = [c for c in s.children[i] if s.deps[c] in _NP_MODIFIERS and c < i and s.tags[c] != "WRB"]
    while stack:
        token = stack.pop()
        lo = min(lo, token)
        stack.extend(
            c for c in s.children[token] if s.deps[c] not in _NP_CUT - {"cc", "conj", "punct"} and s.tags[c] != "WRB"
        )
    hi = i + 1
    for c in s.children[i]:
        if c <= i:
            continue
        if (s.deps[c] in {"nummod", "case"} and c == hi) or (s.deps[c] in {"compound", "flat"} and c == hi):
            hi = c + 1
        elif keep_of and s.deps[c] == "prep" and s.norms[c] == "of" and c == hi:
            for obj in children_by(s, c, "pobj"):
                hi = max(hi, noun_phrase(s, obj, keep_of=True)[1])
    return lo, hi


def children_by(s: Sentence, i: int, *deps: str) -> list[int]:
    """The children of `i` whose relation to it is one of `deps`, in text order."""
    return [c for c in s.children[i] if s.deps[c] in deps]


def conjuncts(s: Sentence, i: int) -> list[int]:
    """`i` and all that is joined to it by conjunction below it, in text order.

    What is joined to the name behind a title is joined to the title (`envoy Ana Ruiz and minister Jan Bos` met).
    """
    found = [i]
    for token in found:
        named = [a for a in s.children[token] if s.deps[a] == "appos" and _follows(s, token, a)]
        found.extend(c for t in (token, *named) for c in s.children[t] if s.deps[c] == "conj" and c not in found)
    return sorted(found)


def _follows(s: Sentence, title: int, name: int) -> bool:
    """Whether only parts of a name stand between a title and its head."""
    return title < name and all(s.pos[t] in {"PROPN", "NOUN", "ADJ", "X"} for t in range(title + 1, name))


def first_conjunct(s: Sentence, i: int) -> int:
    """The first member of the conjunction that `i` belongs to, or `i` itself."""
    while s.deps[i] == "conj" and s.heads[i] != i:
        i = s.heads[i]
    return i


def ancestors(s: Sentence, i: int) -> list[int]:
    """The heads above `i`, nearest first, the root last."""
    found: list[int] = []
    while s.heads[i] != i:
        i = s.heads[i]
        found.append(i)
    return found


def governing_verb(s: Sentence, i: int) -> int | None:
    """The nearest verb or auxiliary above `i`, or None."""
    return next((a for a in ancestors(s, i) if s.pos[a] in {"VERB", "AUX"}), None)


def path(s: Sentence, i: int, j: int) -> list[int]:
    """The tokens on the way from `i` to `j` through the tree, both ends included; empty where they do not connect."""
    up_i, up_j = [i, *ancestors(s, i)], [j, *ancestors(s, j)]
    shared = set(up_j)
    top = next((a for a in up_i if a in shared), None)
    if top is None:
        return []
    left, right = up_i[: up_i.index(top) + 1], up_j[: up_j.index(top)]
    return left + right[::-1]


def is_below(s: Sentence, i: int, top: int) -> bool:
    """Whether `i` stands in the subtree of `top` (or is it)."""
    return i == top or top in ancestors(s, i)


def text_of(s: Sentence, lo: int, hi: int) -> str:
    """The words of a token range with single spaces between; use `char_span` for the report's own characters."""
    return " ".join(s.words[lo:hi])


def char_span(s: Sentence, lo: int, hi: int) -> tuple[int, int]:
    """The report offsets `(start, end)` of a token range."""
    return s.starts[lo], s.ends[hi - 1]


def sentence_text(s: Sentence, report_text: str) -> str:
    """The sentence as it stands in the report."""
    return report_text[s.start : s.end]
