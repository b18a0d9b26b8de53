"""STIX bundles and FollowTheMoney entities: golden files, and the rules that their specifications set."""

import json
import re
from pathlib import Path

import duckdb
import pytest

from dateline.export import export

GOLDEN = Path(__file__).parent / "golden"
STIX_ID = re.compile(r"^[a-z][a-z-]+--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
MOMENT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
# STIX 2.1 (OASIS, 2021), parts 3, 4 and 5: what each object must have beside the common properties, and what it may have
REQUIRED = {
    "identity": {"name"}, "location": set(), "incident": {"name"}, "report": {"name", "published", "object_refs"},
    "relationship": {"relationship_type", "source_ref", "target_ref"},
    "extension-definition": {"created_by_ref", "name", "schema", "version", "extension_types"},
}  # fmt: skip
ALLOWED = {
    "identity": {"identity_class", "sectors", "roles", "description", "contact_information"},
    "location": {"name", "description", "latitude", "longitude", "precision", "region", "country", "administrative_area", "city"},
    "incident": {"description"}, "report": {"description", "report_types"}, "relationship": {"description", "start_time"},
    "extension-definition": {"description"},
}  # fmt: skip
COMMON = {"type", "spec_version", "id", "created", "modified"}
OPTIONAL = {"created_by_ref", "labels", "confidence", "lang", "external_references", "extensions"}
CLASSES = {"individual", "group", "system", "organization", "class", "unspecified"}
# FollowTheMoney 4: the properties of the schemata that we write, inherited ones too
FTM = {
    "Person": {"name", "country", "position"},
    "Organization": {"name", "country"},
    "Event": {
        "name", "summary", "description", "date", "startDate", "endDate", "location", "country", "involved", "namesMentioned", "keywords",
        "publisher", "recordId", "proof", "modifiedAt",
    },
    "Article": {"title", "publisher", "publishedAt", "language", "sourceUrl", "retrievedAt"},
}  # fmt: skip


@pytest.fixture
def bundle(store, folder):
    (written,) = export(store, "stix", folder)
    found = json.loads(written.path.read_text(encoding="utf-8"))
    assert written.rows == len(found["objects"]) and written.path.name == "stix.json"
    return found


@pytest.fixture
def entities(store, folder):
    export(store, "ftm", folder)
    return [json.loads(line) for line in (folder / "ftm.jsonl").read_text(encoding="utf-8").splitlines()]


def objects(bundle, kind):
    return [o for o in bundle["objects"] if o["type"] == kind]


@pytest.mark.parametrize(("name", "file"), [("stix", "stix.json"), ("ftm", "ftm.jsonl")])
def test_the_export_is_the_golden_one(store, folder, name, file):
    export(store, name, folder)
    assert (folder / file).read_text(encoding="utf-8") == (GOLDEN / file).read_text(encoding="utf-8")


def test_every_object_keeps_to_the_specification(bundle):
    assert bundle["type"] == "bundle" and STIX_ID.match(bundle["id"]) and set(bundle) == {"type", "id", "objects"}
    ids = [o["id"] for o in bundle["objects"]]
    assert len(set(ids)) == len(ids)
    for made in bundle["objects"]:
        kind = made["type"]
        assert STIX_ID.match(made["id"]) and made["id"].startswith(f"{kind}--") and made["spec_version"] == "2.1"
        assert MOMENT.match(made["created"]) and MOMENT.match(made["modified"]) and made["created"] <= made["modified"]
        assert COMMON | REQUIRED[kind] <= set(made) <= COMMON | OPTIONAL | REQUIRED[kind] | ALLOWED[kind]
        assert all(value not in (None, "", [], {}) for value in made.values())
        assert 0 <= made.get("confidence", 0) <= 100
        assert all(set(r) >= {"source_name"} and len(r) > 1 for r in made.get("external_references", ()))


def test_places_have_a_country_or_a_point(bundle):
    for place in objects(bundle, "location"):
        assert "country" in place or "latitude" in place
        assert ("latitude" in place) == ("longitude" in place) and ("precision" not in place or "latitude" in place)
        assert re.fullmatch("[A-Z]{2}", place.get("country", "XX"))


def test_all_that_is_named_is_in_the_bundle(bundle):
    ids = {o["id"] for o in bundle["objects"]}
    links = objects(bundle, "relationship")
    assert {link["source_ref"] for link in links} | {link["target_ref"] for link in links} <= ids
    assert {link["relationship_type"] for link in links} >= {"attributed-to", "targets", "located-at"}
    assert all(set(r["object_refs"]) <= ids for r in objects(bundle, "report"))
    assert all(
        set(i["extensions"]) == {objects(bundle, "extension-definition")[0]["id"]} for i in objects(bundle, "incident")
    )
    assert {i["identity_class"] for i in objects(bundle, "identity")} <= CLASSES


def test_an_incident_tells_its_figures_in_the_extension(bundle):
    attack = next(i for i in objects(bundle, "incident") if "assault" in i["labels"])
    (told,) = attack["extensions"].values()
    assert told["extension_type"] == "property-extension" and told["figures"]["killed"] == {"low": 30, "best": 30}


def test_duckdb_reads_the_objects(bundle, folder):
    sql = f"SELECT o.type, count(*) FROM (SELECT unnest(objects) AS o FROM read_json('{folder}/stix.json')) GROUP BY 1"
    assert dict(duckdb.sql(sql).fetchall())["incident"] == 2


def test_every_entity_has_a_schema_and_its_properties_as_lists_of_texts(entities):
    assert len({e["id"] for e in entities}) == len(entities)
    for entity in entities:
        assert set(entity) == {"id", "schema", "properties"}
        assert set(entity["properties"]) <= FTM[entity["schema"]]
        assert all(v and all(isinstance(x, str) and x for x in v) for v in entity["properties"].values())
        assert entity["schema"] == "Article" or entity["properties"]["name"]


def test_entities_name_entities_of_the_file(entities):
    schemata = {e["id"]: e["schema"] for e in entities}
    for event in (e["properties"] for e in entities if e["schema"] == "Event"):
        assert {schemata[i] for i in event["proof"]} == {"Article"}
        assert {schemata[i] for i in event["involved"]} <= {"Person", "Organization"}
    assert {"Event", "Organization", "Article"} == set(schemata.values())


def test_who_is_not_known_by_name_is_mentioned_and_no_entity(entities):
    attack = next(e for e in entities if e["schema"] == "Event" and "ASSAULT" in e["properties"]["keywords"])
    assert attack["properties"]["namesMentioned"] == ['=HYPERLINK("x") villagers']
    assert attack["properties"]["description"] == ["killed: 30 (30 to open)", "injured: unknown (1 to open)"]


@pytest.mark.parametrize("name", ["events", "claims", "incidents", "reports", "sources", "revisions", "links"])
def test_a_duckdb_file_holds_the_table_with_typed_columns(store, folder, name):
    (written,) = export(store, name, folder / f"{name}.duckdb")
    with duckdb.connect(str(written.path), read_only=True) as connection:
        (count,) = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()
        columns = [row[0] for row in connection.execute(f'DESCRIBE "{name}"').fetchall()]
    assert count == written.rows
    assert columns == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def test_a_duckdb_file_keeps_days_numbers_and_lists(store, folder):
    export(store, "events", folder / "events.duckdb")
    with duckdb.connect(str(folder / "events.duckdb"), read_only=True) as connection:
        sql = (
            "SELECT date_start - DATE '2004-02-20', killed_best, killed_high, len(recipients) FROM events "
            "WHERE event_type = 'ASSAULT' AND modality = 'occurred'"
        )
        assert connection.execute(sql).fetchall() == [(1, 30, None, 1)]
