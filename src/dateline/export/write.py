"""Exporting: a profile's rows into a file of the asked form, and what describes them beside it."""

import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from dateline.errors import UsageError
from dateline.store import Filter, Store

from .gpkg import write_gpkg
from .package import Written, check_folder, describe
from .parquet import write_duckdb, write_geoparquet, write_parquet
from .profile import Profile, Row
from .registry import BESIDE, columns_written, profile_of
from .source import Options, Source
from .sqlite import write_sqlite
from .textfiles import write_bundle, write_geojson, write_json_lines, write_table
from .xlsx import write_xlsx

FORMATS = ("csv", "tsv", "jsonl", "parquet", "xlsx", "sqlite", "duckdb", "geojson", "gpkg", "json")
_BY_SUFFIX = {
    ".csv": "csv", ".tsv": "tsv", ".txt": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet", ".xlsx": "xlsx",
    ".sqlite": "sqlite", ".db": "sqlite", ".duckdb": "duckdb", ".geojson": "geojson", ".json": "json", ".gpkg": "gpkg",
}  # fmt: skip
_FOLDER_NAMES = {"gdelt": "gdelt.export.CSV.zip"}


def export(
    store: Store,
    profile_name: str,
    out: Path,
    *,
    asked: Filter | None = None,
    options: Options | None = None,
    format: str | None = None,
    program: str = "dateline",
) -> list[Written]:
    """What was written: the profile's file at `out` (or in it, where it is a folder), and any second table beside it.

    `datapackage.json`, `codebook.md` and `manifest.json` of that folder are written anew. Raises UsageError for an unknown
    profile or form, or a folder that cannot take them.
    """
    profile = profile_of(profile_name)
    source = Source(store, asked, options)
    form = _form(profile, out, format)
    path = _file(profile, out, form)
    check_folder(path.parent)
    written = [_write(path, profile, form, source)]
    if profile.name in BESIDE:
        written.append(_write(_beside(path), BESIDE[profile.name], form, source))
    describe(path.parent, written, program)
    return written


def _form(profile: Profile, out: Path, asked: str | None) -> str:
    """The form asked for, else the one that the file's name tells, else the profile's usual one."""
    suffix = Path(out.name.lower().removesuffix(".zip")).suffix
    told = asked or (None if out.is_dir() else _BY_SUFFIX.get(suffix))
    if told == "csv" and not asked and "csv" not in profile.formats:
        told = profile.formats[0]
    if told == "json" and not asked and "geojson" in profile.formats:
        told = "geojson"
    form = told or profile.formats[0]
    if form not in profile.formats:
        raise UsageError(f"{profile.name} cannot be written as {form}. Forms: {', '.join(profile.formats)}.")
    return form


def _file(profile: Profile, out: Path, form: str) -> Path:
    if not out.is_dir():
        return out
    usual = form == profile.formats[0]
    return out / (_FOLDER_NAMES[profile.name] if usual and profile.name in _FOLDER_NAMES else f"{profile.name}.{form}")


def _beside(path: Path) -> Path:
    """`gdelt.export.CSV` -> `gdelt.mentions.CSV`; `events.tsv` -> `events.mentions.tsv`."""
    if "export" in path.name:
        return path.with_name(path.name.replace("export", "mentions"))
    stem, dot, rest = path.name.partition(".")
    return path.with_name(f"{stem}.mentions{dot}{rest}")


def _write(path: Path, profile: Profile, form: str, source: Source) -> Written:
    """Write to a file beside, then put it in its place: a reader never sees half a file."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        rows = _dispatch(part, path.name, profile, form, source)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    return Written(path, profile.name, form, rows, _filters(source.asked))


def _dispatch(part: Path, name: str, profile: Profile, form: str, source: Source) -> int:
    columns = columns_written(profile)
    rows: Iterator[Row] = profile.rows(source)
    if form in {"csv", "tsv"}:
        member = name[: -len(".zip")] if name.lower().endswith(".zip") else None
        return write_table(part, profile, columns, rows, source.options, tabs=form == "tsv", member=member)
    if form == "jsonl":
        return write_json_lines(part, columns, rows)
    if profile.name == "geoparquet":
        return write_geoparquet(part, columns, rows)
    if form == "parquet":
        return write_parquet(part, columns, rows)
    if form == "xlsx":
        return write_xlsx(part, profile, columns, rows)
    if form == "sqlite":
        return write_sqlite(part, profile, columns, rows)
    if form == "duckdb":
        return write_duckdb(part, profile, columns, rows)
    if form == "json":
        return write_bundle(part, rows)
    return write_geojson(part, columns, rows) if form == "geojson" else write_gpkg(part, columns, rows)


def _filters(asked: Filter) -> dict[str, object]:
    return {name: value for name, value in asdict(asked).items() if value not in (None, False)}
