"""What is fuzzed: one function a target, bytes in, nothing out; an error that is none of ours is a defect.

The same functions are run for a few hundred inputs each by the tests (hypothesis) and for as long as wanted by the scripts here (atheris).
"""

import contextlib
import io
import re
import tempfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from pydantic_settings import SettingsConfigDict

from dateline.calendars import parse_absolute_date
from dateline.errors import DatelineError
from dateline.gazetteer import Gazetteer, open_gazetteer
from dateline.mentions.dates import find_dates, find_document_dates
from dateline.mentions.quantities import find_quantities
from dateline.mentions.quote_marks import find_quotations
from dateline.query import Readers, fields_of, grouped, key_of_cursor
from dateline.records import Report, Sentence, Unreadable
from dateline.reference import BadRow, Happening, open_reference
from dateline.reports import ReadOptions, parse_dateline, readers, report_from_text
from dateline.settings import Settings, View, load_settings, view_of
from dateline.store import open_store
from dateline.text import split_sentences, truecase

Target = Callable[[bytes], None]
_OPTIONS = ReadOptions(max_chars=20_000, languages=("en",))
_TOKEN = re.compile(r"\w+|[^\w\s]")


@cache
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def _reading(*suffixes: str) -> Target:
    """A target that reads the bytes as a file of one of these kinds; every item is a report or is told with its reason."""

    def target(raw: bytes) -> None:
        suffix = suffixes[raw[0] % len(suffixes)] if raw else suffixes[0]
        try:
            for found in readers()[suffix].read(io.BytesIO(raw[1:]), f"fuzz{suffix}", _OPTIONS, gazetteer()):
                if isinstance(found, Report):
                    assert found.text.strip() and found.id.startswith("r-")
                    found.text.encode("utf-8")
                else:
                    assert isinstance(found, Unreadable) and found.reason
        except (DatelineError, EOFError, OSError):
            return

    return target


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape").encode("utf-8", "replace").decode("utf-8", "replace")


def dateline(raw: bytes) -> None:
    """The dateline parser and the report made of it."""
    text = _text(raw)
    line = parse_dateline(text, lambda name: name[:1] in "KGB", 2019)
    assert 0 <= line.end <= len(text)
    try:
        report_from_text(text, gazetteer=gazetteer(), default_published="2019-12-09")
    except DatelineError:
        return


def sentence_of(text: str) -> Sentence:
    """A sentence as a parser might give it: numbers and nouns under the first word."""
    found = list(_TOKEN.finditer(text))[:120]
    words = tuple(m[0] for m in found)
    pos = tuple("NUM" if w[:1].isdigit() else "PUNCT" if not w[:1].isalnum() else "NOUN" for w in words)
    return Sentence(
        0, 0, 0, len(text), words, tuple(w.lower() for w in words), words, tuple(m.start() for m in found), tuple(m.end() for m in found),
        tuple(w.lower() for w in words), pos, tuple("CD" if p == "NUM" else "NNS" for p in pos), tuple("dep" for _ in words),
        tuple(0 for _ in words), tuple(tuple(range(1, len(words))) if n == 0 else () for n in range(len(words))),
    )  # fmt: skip


def quotes(stretch: str, told: str) -> bool:
    """Whether a mention's words are those of the text, whatever stands between them."""
    return "".join(stretch.split()) == "".join(told.split())


def dates(raw: bytes) -> None:
    """The grammar of dates: days in order, spans that quote."""
    text = _text(raw)
    parse_absolute_date(text)
    s = sentence_of(text)
    for published in (date(2019, 12, 9), date(1, 1, 1), date(9999, 12, 31), None):
        for found in (*find_dates(s, published), *find_document_dates([s, s], published)[1]):
            assert quotes(text[found.start : found.end], found.text)
            assert found.first is None or found.last is None or found.first <= found.last


def quantities(raw: bytes) -> None:
    """The grammar of numbers: low, best and high in order, spans that quote."""
    text = _text(raw)
    for found in find_quantities(sentence_of(text)):
        assert quotes(text[found.start : found.end], found.text)
        told = [n for n in (found.low, found.best, found.high) if n is not None]
        assert told == sorted(told) and all(0 <= n <= 10**15 for n in told)


def splitting(raw: bytes) -> None:
    """Sentences, quotation marks and true case: offsets within the text, lengths unchanged."""
    text = _text(raw)
    assert all(0 <= a < b <= len(text) for a, b, _ in split_sentences(text))
    assert len(truecase(text)) == len(text)
    last = 0
    for q in find_quotations(text):
        assert last <= q.start <= q.inner_start <= q.inner_end <= q.end <= len(text)
        last = q.start


@cache
def _store() -> Path:
    path = Path(tempfile.mkdtemp(prefix="fuzz-")) / "empty.db"
    open_store(path).close()
    return path


def query(raw: bytes) -> None:
    """Filters from any words, asked of a store; groupings and cursors."""
    names = list(View.model_fields)
    parts = _text(raw).split("\x00" if b"\0" in raw else "\n")
    given = {names[ord(p[0]) % len(names)]: p[1:] for p in parts if p}
    with Readers(_store()).reading() as reader:
        try:
            asked = view_of(given).filter()
            list(reader.store.events(asked, 3))
            list(reader.store.incidents.listed(asked, 3))
            list(reader.store.claims(asked))
            list(reader.store.reports(asked))
            kind = ("events", "incidents", "claims")[len(raw) % 3]
            grouped(reader, kind, asked, [fields_of(kind)[len(raw) % len(fields_of(kind))]])
        except DatelineError:
            pass
        with contextlib.suppress(DatelineError):
            grouped(reader, "events", view_of({}).filter(), parts[0].split(","))
    try:
        key_of_cursor(parts[0], (str, str))
    except DatelineError:
        return


def settings(raw: bytes) -> None:
    """The settings file and options."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dateline.toml"
        path.write_bytes(raw)

        class Here(Settings):
            model_config = SettingsConfigDict(**{**Settings.model_config, "toml_file": str(path)})

        with contextlib.suppress(ValueError):
            Here()
    names = [n for n in Settings.model_fields if n != "views"]
    try:
        load_settings(**{names[len(raw) % len(names)]: _text(raw)})
    except DatelineError:
        return


def reference(raw: bytes) -> None:
    """Files of other data sets."""
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        file.write(raw)
        file.flush()
        try:
            for row in open_reference(Path(file.name), gazetteer()).rows:
                assert (isinstance(row, Happening) and row.first <= row.last) or (
                    isinstance(row, BadRow) and row.reason
                )
        except DatelineError:
            return


TARGETS: dict[str, Target] = {
    "text": _reading(".txt", ""),
    "html": _reading(".html"),
    "feed": _reading(".rss"),
    "mail": _reading(".eml", ".mbox"),
    "table": _reading(".jsonl", ".json", ".csv"),
    "listed": _reading(".gkg.csv", ".mentions.csv", ".export.csv"),
    "warc": _reading(".warc", ".warc.gz"),
    "packed": _reading(".zip", ".tar", ".tar.gz"),
    "pdf": _reading(".pdf"),
    "dateline": dateline,
    "dates": dates,
    "quantities": quantities,
    "splitting": splitting,
    "query": query,
    "settings": settings,
    "reference": reference,
}
"""The targets by name. That of PDF starts a process for each input, so it is slow."""
