"""What lies beside an export: `datapackage.json` (Frictionless), `codebook.md`, `manifest.json` with hashes, `CITATION.cff`.

They describe every export of a folder: a further export into the same folder adds to them.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import UsageError

from .columns import Column
from .profile import Profile
from .registry import BESIDE, PROFILES, columns_written

MANIFEST, PACKAGE, CODEBOOK, CITATION = "manifest.json", "datapackage.json", "codebook.md", "CITATION.cff"
_MARK = "dateline export manifest, version 1"
_MEDIA = {
    "csv": "text/csv", "tsv": "text/tab-separated-values", "jsonl": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet", "geojson": "application/geo+json",
    "json": "application/stix+json;version=2.1", "duckdb": "application/vnd.duckdb.file",
    "gpkg": "application/geopackage+sqlite3", "sqlite": "application/vnd.sqlite3",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
_NESTED = {"plover": "PLOVER", "stix": "STIX 2.1", "ftm": "FollowTheMoney"}
_KEYS = {
    "events": "event_id",
    "claims": "claim_id",
    "reports": "doc_id",
    "incidents": "incident_id",
    "acled": "event_id_cnty",
    "ged": "id",
}


@dataclass(frozen=True, slots=True)
class Written:
    """One file that an export wrote."""

    path: Path
    profile: str
    format: str
    rows: int
    filters: dict[str, Any]


def describe(folder: Path, written: Iterable[Written], program: str) -> None:
    """Write the files that describe the folder anew, with `written` added. Raises UsageError where others' files stand there."""
    manifest = _manifest(folder)
    entries = {e["path"]: e for e in manifest.get("files", [])}
    for one in written:
        entries[one.path.name] = _entry(one)
    files = [entries[name] for name in sorted(entries) if (folder / name).is_file()]
    digest = hashlib.sha256("\n".join(f"{e['sha256']}  {e['path']}" for e in files).encode()).hexdigest()
    _save(
        folder / MANIFEST, {"manifest": _MARK, "program": program, "content_hash": f"sha256:{digest}", "files": files}
    )
    resources = [_resource(e) for e in files]
    _save(
        folder / PACKAGE, {"name": "dateline-export", "title": "Event data coded by Dateline", "resources": resources}
    )
    (folder / CODEBOOK).write_text(_codebook(files), encoding="utf-8")
    (folder / CITATION).write_text(_citation(program, digest), encoding="utf-8")


def check_folder(folder: Path) -> None:
    """Raises UsageError where the folder is missing or the files beside the export would replace another program's."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder. Make it, or name another with --out.")
    _manifest(folder)


def _manifest(folder: Path) -> dict[str, Any]:
    """Our manifest of the folder, empty where there is none yet."""
    others = [name for name in (MANIFEST, PACKAGE) if (folder / name).exists()]
    if not others:
        return {}
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = None
    if not isinstance(found, dict) or found.get("manifest") != _MARK:
        raise UsageError(
            f"{folder / others[0]}: of another program. Export into another folder, or move that file away."
        )
    return found


def _entry(written: Written) -> dict[str, Any]:
    with written.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    columns = columns_written(_profile(written.profile))
    return {
        "path": written.path.name,
        "profile": written.profile,
        "format": written.format,
        "rows": written.rows,
        "bytes": written.path.stat().st_size,
        "sha256": digest,
        "filters": written.filters,
        "always_empty": [c.name for c in columns if not c.is_filled],
    }


def _profile(name: str) -> Profile:
    beside = {p.name: p for p in BESIDE.values()}
    return PROFILES.get(name) or beside[name]


def _resource(entry: dict[str, Any]) -> dict[str, Any]:
    profile, form = _profile(entry["profile"]), entry["format"]
    made: dict[str, Any] = {
        "name": "".join(c if c.isalnum() else "-" for c in entry["path"].lower()).strip("-"),
        "path": entry["path"],
        "title": profile.title,
        "format": "csv" if form == "tsv" else form,
        "mediatype": _MEDIA[form],
        "bytes": entry["bytes"],
        "hash": f"sha256:{entry['sha256']}",
    }
    if form in {"csv", "tsv", "jsonl", "json"}:
        made["encoding"] = "utf-8"
    if form in {"csv", "tsv"}:
        made["dialect"] = _dialect(profile, form)
    if entry["path"].endswith(".zip"):
        made |= {"compression": "zip", "innerpath": entry["path"].removesuffix(".zip"), "scheme": "file"}
    if form in {"csv", "tsv", "jsonl", "parquet"} and columns_written(profile):
        made |= {"type": "table", "schema": _schema(profile, columns_written(profile), form)}
    return made


def _dialect(profile: Profile, form: str) -> dict[str, Any]:
    dialect: dict[str, Any] = {} if profile.has_header else {"header": False}
    if profile.name == "hxl":
        dialect["commentRows"] = [2]
    return dialect | ({"csv": {"delimiter": "\t"}} if form == "tsv" else {})


def _schema(profile: Profile, columns: tuple[Column, ...], form: str) -> dict[str, Any]:
    fields = [{"name": c.name, "type": _type(c, form), "description": c.meaning} for c in columns]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    return schema | ({"primaryKey": _KEYS[profile.name]} if profile.name in _KEYS else {})


def _type(column: Column, form: str) -> str:
    if column.type == "list":
        return "string" if form in {"csv", "tsv"} else "array"
    return column.type


def _codebook(files: list[dict[str, Any]]) -> str:
    """The codebook in Markdown: each profile's columns, with type and meaning."""
    parts = [
        "# Codebook\n\nWhat the columns of the files in this folder hold. Empty cells: not told, or not knowable.\n"
    ]
    for name in dict.fromkeys(e["profile"] for e in files):
        profile = _profile(name)
        paths = ", ".join(f"`{e['path']}`" for e in files if e["profile"] == name)
        parts.append(f"\n## {profile.title}\n\n{paths}\n")
        columns = columns_written(profile)
        if not columns:
            parts.append(f"\nNested records; field names as {_NESTED[name]} defines them.\n")
            continue
        parts.append("\n| column | type | meaning |\n|---|---|---|\n")
        parts += [f"| {c.name} | {c.type} | {_meaning(c)} |\n" for c in columns]
    return "".join(parts)


def _citation(program: str, digest: str) -> str:
    """How to cite the folder, in the Citation File Format 1.2: the content hash stands in for a version."""
    return (
        "cff-version: 1.2.0\n"
        'message: "If you use these data, cite the reports that they rest on, and this export by its content hash."\n'
        "type: dataset\n"
        'title: "Event data coded by Dateline"\n'
        f'version: "{digest[:16]}"\n'
        "authors:\n"
        '  - name: "Those who coded these reports"\n'
        "identifiers:\n"
        "  - type: other\n"
        f'    value: "sha256:{digest}"\n'
        '    description: "content hash of manifest.json: the hash of the hashes of all files"\n'
        "references:\n"
        "  - type: software\n"
        f'    title: "{program}"\n'
        "    authors:\n"
        '      - name: "Dateline contributors"\n'
    )


def _meaning(column: Column) -> str:
    told = column.meaning.replace("|", "\\|")
    return told if column.is_filled else f"{told}. Always empty: Dateline cannot know it"


def _save(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
