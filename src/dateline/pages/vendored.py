"""The front-end parts that ship with the pages, as `scripts/vendor_frontend.py` wrote them down."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Part:
    """A vendored package: `files` are those beside the manifest, `licence_file` the text of its licence."""

    name: str
    version: str
    licence: str
    licence_file: str
    files: tuple[str, ...]


@cache
def vendored_parts() -> tuple[Part, ...]:
    """The vendored parts, by name."""
    manifest = files(__package__) / "static" / "vendor" / "manifest.json"
    rows = json.loads(manifest.read_text(encoding="utf-8"))
    return tuple(Part(r["name"], r["version"], r["licence"], r["licence_file"], tuple(r["files"])) for r in rows)
