"""Writing CSV (RFC 4180), TSV, GDELT's zipped tables, JSON lines, GeoJSON and STIX bundles."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from .cells import cell, cells
from .columns import Column
from .profile import Profile, Row
from .source import Options
from .stix import bundle_id

_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


@contextmanager
def _opened(path: Path, member: str | None) -> Iterator[TextIO]:
    """The file to write to, or its only member where `member` names one (with a fixed day: the same rows, the same bytes)."""
    if member is None:
        with path.open("w", encoding="utf-8", newline="") as file:
            yield file
        return
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo(member, _ZIP_DAY)
        info.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(info, "w", force_zip64=True) as raw, io.TextIOWrapper(raw, "utf-8", newline="") as file:
            yield file


def write_table(path: Path, profile: Profile, columns: tuple[Column, ...], rows: Iterable[Row], options: Options,
                *, tabs: bool, member: str | None = None) -> int:  # fmt: skip
    """Write a CSV or tab-separated table; the number of rows. Line ends are CRLF in CSV (RFC 4180), LF with tabs."""
    names = [c.name for c in columns]
    count = 0
    with _opened(path, member) as file:
        if tabs:
            writer = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
        else:
            writer = csv.writer(file, lineterminator="\r\n")
        if profile.has_header:
            writer.writerow(names)
        if profile.name == "hxl":
            writer.writerow([c.tag for c in columns])
        for row in rows:
            writer.writerow(cells(row, names, one_line=profile.one_line, guard=options.guard_formulas, tabs=tabs))
            count += 1
    return count


def write_json_lines(path: Path, columns: tuple[Column, ...], rows: Iterable[Row]) -> int:
    """Write one JSON object a line, with every column where there are columns; the number of rows."""
    names = [c.name for c in columns]
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            record = {n: row.get(n) for n in names} if names else row
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            count += 1
    return count


def write_bundle(path: Path, rows: Iterable[Row]) -> int:
    """Write the objects as one STIX 2.1 bundle, whose id follows from theirs; the number of objects."""
    ids: list[str] = []
    with path.open("w", encoding="utf-8") as file:
        file.write('{"type": "bundle", "objects": [')
        for row in rows:
            file.write(("," if ids else "") + "\n" + json.dumps(row, ensure_ascii=False))
            ids.append(row["id"])
        file.write(f'\n], "id": "{bundle_id(ids)}"}}\n')
    return len(ids)


def write_geojson(path: Path, columns: tuple[Column, ...], rows: Iterable[Row]) -> int:
    """Write a GeoJSON FeatureCollection (RFC 7946): a point an event, longitude first; the number of features."""
    feature: Callable[[Row], dict[str, Any]] = lambda row: {  # noqa: E731
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
        "properties": {c.name: cell(row.get(c.name)) if c.type == "list" else row.get(c.name) for c in columns},
    }
    count = 0
    with path.open("w", encoding="utf-8") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for row in rows:
            file.write(("," if count else "") + "\n" + json.dumps(feature(row), ensure_ascii=False))
            count += 1
        file.write("\n]}\n")
    return count
