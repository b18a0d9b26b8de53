"""Sentences with some tokens hung elsewhere in the tree."""

from collections.abc import Sequence
from dataclasses import replace

from dateline.records import Sentence


def hung(s: Sentence, *moved: tuple[int, str, int]) -> Sentence:
    """The sentence with tokens hung elsewhere, each as `(token, dependency, head)`."""
    deps, heads = list(s.deps), list(s.heads)
    for token, dep, head in moved:
        deps[token], heads[token] = dep, head
    return replace(s, deps=tuple(deps), heads=tuple(heads), children=children_of(heads))


def sound(changed: Sentence, before: Sentence) -> Sentence:
    """The changed sentence, or the one before where the change would hang a word below itself, as in a parse wrong otherwise."""
    return changed if changed is before or is_tree(changed) else before


def is_tree(s: Sentence) -> bool:
    """Whether every token hangs, at whatever remove, on one that hangs on itself."""
    sound: set[int] = set()
    for token in range(len(s)):
        way: list[int] = []
        while token not in sound and s.heads[token] != token:
            way.append(token)
            token = s.heads[token]
            if len(way) > len(s):
                return False
        sound.update(way)
    return True


def retagged(s: Sentence, token: int, pos: str, tag: str, lemma: str) -> Sentence:
    """The sentence with another part of speech, tag and lemma of a token."""
    parts, tags, lemmas = list(s.pos), list(s.tags), list(s.lemmas)
    parts[token], tags[token], lemmas[token] = pos, tag, lemma
    return replace(s, pos=tuple(parts), tags=tuple(tags), lemmas=tuple(lemmas))


def children_of(heads: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """For each token those that hang on it, in text order."""
    children: list[list[int]] = [[] for _ in heads]
    for token, head in enumerate(heads):
        if head != token:
            children[head].append(token)
    return tuple(map(tuple, children))


__all__ = ["children_of", "hung", "is_tree", "retagged", "sound"]
