"""What lies beside an export."""

import hashlib
import json

import pytest

from dateline.errors import UsageError
from dateline.export import PROFILES, columns_written, export


def test_frictionless_finds_every_table_valid(store, folder):
    frictionless = pytest.importorskip("frictionless")
    for name in ("events", "claims", "reports", "acled", "ged", "gdelt", "polecat", "hxl"):
        export(store, name, folder)
    package = frictionless.Package(str(folder / "datapackage.json"))
    assert len(package.resources) == 9
    for resource in package.resources:
        report = resource.validate()
        assert report.valid, (resource.path, report.flatten(["type", "message"]))


def test_manifest_holds_the_hash_of_each_file_and_of_all(store, folder):
    export(store, "events", folder)
    first = json.loads((folder / "manifest.json").read_text())
    export(store, "events", folder)
    assert json.loads((folder / "manifest.json").read_text()) == first
    entry = first["files"][0]
    assert entry["sha256"] == hashlib.sha256((folder / "events.csv").read_bytes()).hexdigest()
    assert entry["rows"] == 3 and first["content_hash"].startswith("sha256:")


def test_codebook_names_every_column(store, folder):
    for name in PROFILES:
        export(store, name, folder)
    told = (folder / "codebook.md").read_text()
    for profile in PROFILES.values():
        for column in columns_written(profile):
            assert f"| {column.name} |" in told


def test_manifest_lists_the_columns_that_stay_empty(store, folder):
    export(store, "ged", folder)
    entry = json.loads((folder / "manifest.json").read_text())["files"][0]
    assert "conflict_new_id" in entry["always_empty"] and "best" not in entry["always_empty"]


def test_files_of_another_program_are_not_replaced(store, folder):
    (folder / "datapackage.json").write_text('{"name": "mine"}')
    with pytest.raises(UsageError, match="of another program"):
        export(store, "events", folder)
    assert (folder / "datapackage.json").read_text() == '{"name": "mine"}'


def test_a_missing_folder_is_told(store, folder):
    with pytest.raises(UsageError, match="no such folder"):
        export(store, "events", folder / "none" / "events.csv")
