"""A parsed sentence, kept as columns: a token is an index into them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """One parsed sentence of a report.

    All tuples have one entry a token. `starts`/`ends` are report offsets; `words` are the report's own
    characters (`report.text[starts[i]:ends[i]] == words[i]`), while `norms` are lower-case and
    `cased` the true-cased form the parser saw. `heads[i]` is the index of the head (the root points to itself).
    `entities` are `(first token, one past last token, OntoNotes label)`: a weak vote only.
    `deps` are ClearNLP labels as spaCy's English models give them; `pos` is UPOS, `tags` is Penn Treebank.
    """

    index: int
    paragraph: int
    start: int
    end: int
    words: tuple[str, ...]
    norms: tuple[str, ...]
    cased: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lemmas: tuple[str, ...]
    pos: tuple[str, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    entities: tuple[tuple[int, int, str], ...] = ()

    def __len__(self) -> int:
        return len(self.words)
