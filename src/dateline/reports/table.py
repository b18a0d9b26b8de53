"""Reports in rows: JSONL, JSON and CSV, with a map from report fields to the file's own names."""

import csv
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, BinaryIO

from dateline.errors import InputError
from dateline.gazetteer import Gazetteer
from dateline.records import Report, Unreadable

from .bounds import text_lines
from .build import report_from_text
from .decode import decode
from .listed import page_listed
from .options import FIELDS, ReadOptions
from .readers import Read, Reader, read_bounded

_MAX_TABLE = 20_000_000_000
_MAX_ROW, _MAX_JSON = 8_000_000, 12_000_000
"""A table is read a line at a time; a JSON document whole, and what it holds may take twenty times its size."""


def read_json_lines(
    lines: Iterable[str], where: str, options: ReadOptions, gazetteer: Gazetteer, first: int = 1
) -> Iterator[Report | Unreadable]:
    """One report a line of JSON; a broken line is told by its number, counted from `first`, and the rest goes on."""
    for number, line in enumerate(lines, first):
        if not line.strip():
            continue
        at = f"{where}:{number}"
        try:
            if len(line) > _MAX_ROW:
                raise InputError(at, f"the row is longer than {_MAX_ROW // 1_000_000} MB.")
            try:
                row = json.loads(line.rstrip("\n"))
            except (ValueError, RecursionError) as error:
                raise InputError(at, f"no JSON ({error}).") from None
            yield _read_row(row, at, options, gazetteer)
        except InputError as error:
            yield Unreadable(at, str(error))


def read_json(text: str, where: str, options: ReadOptions, gazetteer: Gazetteer) -> Iterator[Report | Unreadable]:
    """The reports of one JSON document: a list of objects, or one object. JSON lines under this name are read too."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        yield from read_json_lines(text.split("\n"), where, options, gazetteer)
        return
    if isinstance(value, list) and value and not any(isinstance(row, dict) for row in value):
        raise InputError(where, "a list without any object with named fields.")
    for number, row in enumerate(value if isinstance(value, list) else [value], 1):
        at = f"{where}:{number}" if isinstance(value, list) else where
        try:
            yield _read_row(row, at, options, gazetteer)
        except InputError as error:
            yield Unreadable(at, str(error))


def read_csv(
    lines: Iterable[str], where: str, options: ReadOptions, gazetteer: Gazetteer, first: int = 2
) -> Iterator[Report | Unreadable]:
    """One report a row; the header names the fields. Comma, semicolon and tab are told apart by the header.

    `first` is the number of the row that follows the header in `lines`.
    """
    rest, delimiter = opened_table(lines, where, options)
    reader = csv.DictReader(rest, delimiter=delimiter)
    number = first - 1
    while True:
        number += 1
        at = f"{where}:{number}"
        try:
            row = next(reader, None)
            if row is None or (options.last is not None and number > options.last):
                return
            if options.asks_for(number):
                yield _read_row(row, at, options, gazetteer)
        except csv.Error as error:
            if options.asks_for(number):
                yield Unreadable(at, f"{at}: broken row ({error}).")
        except InputError as error:
            yield Unreadable(at, str(error))


def opened_table(lines: Iterable[str], where: str, options: ReadOptions) -> tuple[Iterator[str], str]:
    """A table's lines, the header among them, and what parts its fields. Raises InputError where no column could hold a report."""
    rest = iter(lines)
    first = next(rest, "")
    head = first.rstrip("\n")
    delimiter = max(",;\t", key=head.count)
    csv.field_size_limit(options.max_bytes)
    _check_columns(head.rstrip("\r").split(delimiter), where, options)
    return chain([first], rest), delimiter


def _check_columns(columns: list[str], where: str, options: ReadOptions) -> None:
    """Raises InputError where a table has no column that could hold a text or an address."""
    present = [c.strip(' "') for c in columns]
    known = {_plain_name(c) for c in present} | set(present)
    wanted = {n for f in ("text", "source_uri") for n in (options.fields.get(f, ""), *FIELDS[f])}
    if not known & wanted:
        is_polecat = {"event_id", "event_mode", "quad_code"} <= known
        todo = "A POLECAT file holds events: dateline compare." if is_polecat else "Name it: --field text=COLUMN."
        raise InputError(where, f"no text: no column of texts or of addresses ({', '.join(present[:12])}).", todo)


def _read_row(row: Any, at: str, options: ReadOptions, gazetteer: Gazetteer) -> Report | Unreadable:
    """The report of a row; or, of one without text that names a page, that page."""
    if not isinstance(row, dict):
        raise InputError(at, "the row is no object with named fields.")
    values = {field: _value(row, field, options) for field in FIELDS}
    text, address = values["text"], (values["source_uri"] or "").strip()
    if text and text.strip():
        return _report(text, values, at, options, gazetteer)
    if re.match(r"https?://\S+$", address, re.I):
        return page_listed(address, at, values["title"], values["published"])
    names = options.fields.get("text") or ", ".join(FIELDS["text"])
    present = ", ".join(str(k) for k in list(row)[:12])
    raise InputError(at, f"no text (looked for: {names}; the row has: {present}).", "Name it: --field text=COLUMN.")


def _report(text: str, values: dict[str, str | None], at: str, options: ReadOptions, gazetteer: Gazetteer) -> Report:
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


def _plain_name(name: object) -> str:
    """A column's name as it is looked for: `Publication Date` is `publication_date`."""
    return str(name).strip().lower().replace(" ", "_")


def _value(row: dict[str, Any], field: str, options: ReadOptions) -> str | None:
    names = (options.fields[field],) if field in options.fields else FIELDS[field]
    plain = {_plain_name(k): v for k, v in row.items()}
    for name in names:
        value = row.get(name, plain.get(name))
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return str(value)
    return None


def _by_line(read: Callable[[Iterable[str], str, ReadOptions, Gazetteer], Iterator[Report | Unreadable]]) -> Read:
    def from_stream(
        stream: BinaryIO, where: str, options: ReadOptions, gazetteer: Gazetteer
    ) -> Iterator[Report | Unreadable]:
        yield from read(text_lines(stream, where, options.max_bytes), where, options, gazetteer)

    return from_stream


def _whole(stream: BinaryIO, where: str, options: ReadOptions, gazetteer: Gazetteer) -> Iterator[Report | Unreadable]:
    yield from read_json(decode(read_bounded(stream, where, _MAX_JSON), where), where, options, gazetteer)


READERS = (
    Reader("JSON lines", (".jsonl", ".ndjson"), _by_line(read_json_lines), _MAX_TABLE),
    Reader("JSON", (".json",), _whole, _MAX_JSON),
    Reader("CSV", (".csv", ".tsv"), _by_line(read_csv), _MAX_TABLE),
)
