"""Reports in rows: JSONL, JSON and CSV, with a map from report fields to the file's own names."""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from dateline.errors import InputError
from dateline.gazetteer import Gazetteer
from dateline.records import Report, Unreadable

from .build import report_from_text
from .decode import decode
from .options import FIELDS, ReadOptions
from .readers import Read, Reader, read_bounded

_MAX_TABLE = 2_000_000_000


def read_json_lines(text: str, where: str, options: ReadOptions, gazetteer: Gazetteer) -> Iterator[Report | Unreadable]:
    """One report a line of JSON; a broken line is told by its number and the rest goes on."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        at = f"{where}:{number}"
        try:
            if len(line) > options.max_bytes:
                raise InputError(at, f"the row is longer than {options.max_bytes // 1_000_000} MB.")
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise InputError(at, f"no JSON ({error}).") from None
            yield _report(row, at, options, gazetteer)
        except InputError as error:
            yield Unreadable(at, str(error))


def read_json(text: str, where: str, options: ReadOptions, gazetteer: Gazetteer) -> Iterator[Report | Unreadable]:
    """The reports of one JSON document: a list of objects, or one object. JSON lines under this name are read too."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        yield from read_json_lines(text, where, options, gazetteer)
        return
    for number, row in enumerate(value if isinstance(value, list) else [value], 1):
        at = f"{where}:{number}" if isinstance(value, list) else where
        try:
            yield _report(row, at, options, gazetteer)
        except InputError as error:
            yield Unreadable(at, str(error))


def read_csv(text: str, where: str, options: ReadOptions, gazetteer: Gazetteer) -> Iterator[Report | Unreadable]:
    """One report a row; the header names the fields. Comma, semicolon and tab are told apart by the header."""
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    csv.field_size_limit(options.max_bytes)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = 1
    while True:
        number += 1
        at = f"{where}:{number}"
        try:
            row = next(reader, None)
            if row is None:
                return
            yield _report(row, at, options, gazetteer)
        except csv.Error as error:
            yield Unreadable(at, f"{at}: broken row ({error}).")
        except InputError as error:
            yield Unreadable(at, str(error))


def _report(row: Any, at: str, options: ReadOptions, gazetteer: Gazetteer) -> Report:
    if not isinstance(row, dict):
        raise InputError(at, "the row is no object with named fields.")
    values = {field: _value(row, field, options) for field in FIELDS}
    text = values["text"]
    if not text or not text.strip():
        names = options.fields.get("text") or ", ".join(FIELDS["text"])
        present = ", ".join(str(k) for k in list(row)[:12])
        raise InputError(at, f"no text (looked for: {names}; the row has: {present}).", "Name it: --field text=COLUMN.")
    if len(text) > options.max_chars:
        raise InputError(at, f"the text has {len(text):,} characters; a report may have {options.max_chars:,}.")
    identity = json.dumps(values, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return report_from_text(
        text.replace("\r\n", "\n").replace("\r", "\n"),
        gazetteer=gazetteer,
        title=values["title"],
        published=values["published"],
        default_published=options.published,
        source_uri=values["source_uri"] or at,
        publisher=values["publisher"] or options.publisher,
        agency=values["agency"],
        retrieved=values["retrieved"],
        languages=options.languages,
        identity=hashlib.sha256(identity).digest(),
    )


def _value(row: dict[str, Any], field: str, options: ReadOptions) -> str | None:
    names = (options.fields[field],) if field in options.fields else FIELDS[field]
    for name in names:
        value = row.get(name)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return str(value)
    return None


def _decoded(read: Callable[[str, str, ReadOptions, Gazetteer], Iterator[Report | Unreadable]]) -> Read:
    def from_stream(
        stream: BinaryIO, where: str, options: ReadOptions, gazetteer: Gazetteer
    ) -> Iterator[Report | Unreadable]:
        yield from read(decode(read_bounded(stream, where, _MAX_TABLE), where), where, options, gazetteer)

    return from_stream


READERS = (
    Reader("JSON lines", (".jsonl", ".ndjson"), _decoded(read_json_lines), _MAX_TABLE),
    Reader("JSON", (".json",), _decoded(read_json), _MAX_TABLE),
    Reader("CSV", (".csv", ".tsv"), _decoded(read_csv), _MAX_TABLE),
)
