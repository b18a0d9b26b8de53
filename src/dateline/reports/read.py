"""Paths in, reports out: files by kind, folders in order, standard input; nothing given is passed over in silence."""

import gzip
import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from dateline.errors import InputError
from dateline.gazetteer import Gazetteer
from dateline.records import Report, Unreadable

from .build import report_from_text
from .decode import decode
from .html import looks_like_html, read_html
from .options import ReadOptions
from .table import read_csv, read_json, read_json_lines

_TEXT, _HTML = frozenset({".txt", ".text", ""}), frozenset({".html", ".htm", ".xhtml"})
_TABLES = {
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": read_json,
    ".csv": read_csv,
    ".tsv": read_csv,
}
_MAX_TABLE = 2_000_000_000
_MAX_UNPACKED = 2_000_000_000


def read_reports(
    paths: Sequence[str], options: ReadOptions, gazetteer: Gazetteer, stdin: BinaryIO | None = None
) -> Iterator[Report | Unreadable]:
    """The reports of files, folders (read in order of name) and `-` (standard input); what cannot be read, with its reason."""
    for path in paths:
        if path == "-":
            yield from _guarded(_read_stream(stdin or sys.stdin.buffer, options, gazetteer), "standard input")
            continue
        for found in _files(Path(path), is_given=True, seen=set()):
            if isinstance(found, Unreadable):
                yield found
            else:
                yield from _guarded(_read_file(found, options, gazetteer), str(found))


def _guarded(reports: Iterator[Report | Unreadable], where: str) -> Iterator[Report | Unreadable]:
    try:
        yield from reports
    except InputError as error:
        yield Unreadable(where, str(error))
    except OSError as error:
        yield Unreadable(where, f"{where}: cannot be read ({error.strerror or error}).")
    except (EOFError, zlib.error) as error:
        yield Unreadable(where, f"{where}: broken gzip file ({error}).")


def _files(path: Path, *, is_given: bool, seen: set[str]) -> Iterator[Path | Unreadable]:
    try:
        is_folder = path.is_dir()
        if not is_folder:
            if not path.exists():
                yield Unreadable(str(path), f"{path}: no such file or folder.")
            elif not is_given and _kind(path) not in {*_TEXT, *_HTML, *_TABLES}:
                yield Unreadable(str(path), f"{path}: not a kind of file that is read.", is_skipped=True)
            elif not path.is_file():
                yield Unreadable(str(path), f"{path}: neither a file nor a folder.")
            else:
                yield path
            return
        real = os.path.realpath(path)
        if real in seen:
            yield Unreadable(str(path), f"{path}: the folder links back to one that is being read.")
            return
        entries = sorted(path.iterdir(), key=lambda p: p.name)
    except OSError as error:
        yield Unreadable(str(path), f"{path}: cannot be read ({error.strerror or error}).")
        return
    for entry in entries:
        if not entry.name.startswith("."):
            yield from _files(entry, is_given=False, seen=seen | {real})


def _kind(path: Path) -> str:
    return Path(path.stem).suffix.lower() if path.suffix.lower() == ".gz" else path.suffix.lower()


def _read_file(path: Path, options: ReadOptions, gazetteer: Gazetteer) -> Iterator[Report | Unreadable]:
    kind = _kind(path)
    limit = _MAX_TABLE if kind in _TABLES else options.max_bytes
    size = path.stat().st_size
    if size > limit:
        raise InputError(str(path), f"the file has {size // 1_000_000} MB; at most {limit // 1_000_000} MB are read.")
    raw = path.read_bytes()
    if raw[:2] == b"\x1f\x8b":
        with gzip.open(path) as unpacked:
            raw = unpacked.read(min(limit, _MAX_UNPACKED) + 1)
        if len(raw) > limit:
            raise InputError(str(path), f"unpacks to more than {limit // 1_000_000} MB.")
    text = decode(raw, str(path))
    if kind in _TABLES:
        yield from _TABLES[kind](text, str(path), options, gazetteer)
    else:
        yield _read_text(text, raw, str(path), options, gazetteer, is_html=kind in _HTML)


def _read_stream(stream: BinaryIO, options: ReadOptions, gazetteer: Gazetteer) -> Iterator[Report | Unreadable]:
    raw = stream.read()
    text = decode(raw, "standard input")
    if text.lstrip().startswith("{") and '"' in text[:200]:
        yield from read_json_lines(text, "standard input", options, gazetteer)
    else:
        yield _read_text(text, raw, "standard input", options, gazetteer, is_html=False)


def _read_text(
    text: str, raw: bytes, where: str, options: ReadOptions, gazetteer: Gazetteer, *, is_html: bool
) -> Report:
    if len(raw) > options.max_bytes:
        raise InputError(
            where, f"has {len(raw) // 1_000_000} MB; at most {options.max_bytes // 1_000_000} MB are read."
        )
    if is_html or looks_like_html(text):
        return read_html(text, where, options, gazetteer, raw)
    if len(text) > options.max_chars:
        raise InputError(where, f"the text has {len(text):,} characters; a report may have {options.max_chars:,}.")
    return report_from_text(
        text,
        gazetteer=gazetteer,
        default_published=options.published,
        source_uri=where,
        publisher=options.publisher,
        languages=options.languages,
        identity=raw,
    )
