"""Reference files: which data set they are, what their precision codes mean, and what is wrong with a row."""

import csv
import gzip
import zipfile
from pathlib import Path

import pytest

from dateline.errors import InputError, UsageError
from dateline.gazetteer import Gazetteer
from dateline.reference import BadRow, Happening, open_reference

ACLED = {
    "event_id_cnty": "MLI1", "event_date": "2022-03-27", "time_precision": "1", "event_type": "Battles", "sub_event_type": "Armed clash",
    "actor1": "Military Forces of Mali", "assoc_actor_1": "", "actor2": "JNIM", "assoc_actor_2": "", "iso": "466", "country": "Mali",
    "admin1": "Mopti", "admin2": "", "location": "Sample village", "latitude": "14.5", "longitude": "-4.2", "geo_precision": "1",
    "fatalities": "7", "notes": "Soldiers fought militants.",
}  # fmt: skip
GED = {
    "id": "11", "type_of_violence": "3", "side_a": "M23", "side_b": "Civilians", "where_prec": "1", "where_coordinates": "Kishishe village",
    "adm_1": "Nord Kivu", "adm_2": "Rutshuru", "latitude": "-0.9", "longitude": "29.2", "country": "DR Congo (Zaire)", "country_id": "490",
    "date_start": "2022-11-29 00:00:00.000", "date_end": "2022-11-30 00:00:00.000", "best": "20", "high": "131", "low": "8",
    "source_headline": "A headline\nover two lines, with \"quotes\"",
}  # fmt: skip


def written(path: Path, rows: list[dict[str, str]], delimiter: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def read(path: Path, gazetteer: Gazetteer, data_set: str | None = None) -> list[Happening | BadRow]:
    return list(open_reference(path, gazetteer, data_set).rows)


def one(path: Path, gazetteer: Gazetteer) -> Happening:
    (found,) = read(path, gazetteer)
    assert isinstance(found, Happening), found
    return found


def test_an_acled_row_is_read(tmp_path: Path, gazetteer: Gazetteer) -> None:
    found = one(written(tmp_path / "a.csv", [ACLED]), gazetteer)
    assert (found.id, found.row, found.kind, found.detail) == ("MLI1", 2, "Battles", "Armed clash")
    assert (found.spot.level, found.spot.country, found.spot.province) == ("place", "MLI", "Mopti")
    assert (found.low, found.best, found.high) == (7, 7, 7)
    assert found.actors == ("Military Forces of Mali", "JNIM")


@pytest.mark.parametrize(
    ("precision", "first", "last"),
    [("1", "2022-03-27", "2022-03-27"), ("2", "2022-03-21", "2022-04-02"), ("3", "2022-03-01", "2022-03-31")],
)
def test_acled_days_are_as_wide_as_their_precision(
    tmp_path: Path, gazetteer: Gazetteer, precision: str, first: str, last: str
) -> None:
    found = one(written(tmp_path / "a.csv", [{**ACLED, "time_precision": precision}]), gazetteer)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("told", "day"), [("27 March 2022", "2022-03-27"), ("27-March-2022", "2022-03-27"), ("2022/03/27", "2022-03-27")]
)
def test_acled_days_come_in_several_forms(tmp_path: Path, gazetteer: Gazetteer, told: str, day: str) -> None:
    assert one(written(tmp_path / "a.csv", [{**ACLED, "event_date": told}]), gazetteer).first.isoformat() == day


@pytest.mark.parametrize(
    ("precision", "level", "reach"),
    [
        ("1", "place", 0),
        ("2", "place", 25),
        ("3", "district", 0),
        ("4", "province", 0),
        ("5", "place", 75),
        ("6", "country", 0),
        ("7", "place", 75),
    ],
)
def test_ged_places_are_as_exact_as_their_precision(
    tmp_path: Path, gazetteer: Gazetteer, precision: str, level: str, reach: float
) -> None:
    spot = one(written(tmp_path / "g.csv", [{**GED, "where_prec": precision}]), gazetteer).spot
    assert (spot.level, spot.reach_km, spot.country) == (level, reach, "COD")


def test_line_breaks_in_quotes_are_part_of_a_ged_row(tmp_path: Path, gazetteer: Gazetteer) -> None:
    found = read(written(tmp_path / "g.csv", [GED, {**GED, "id": "12"}]), gazetteer)
    assert [(h.id, h.row) for h in found if isinstance(h, Happening)] == [("11", 2), ("12", 3)]
    assert isinstance(found[0], Happening)
    assert (found[0].low, found[0].best, found[0].high) == (8, 20, 131)


def test_polecat_tells_the_finest_area_that_it_knows(tmp_path: Path, gazetteer: Gazetteer) -> None:
    row = {
        "Event ID": "e1", "Event Date": "2022-05-02", "Event Type": "ASSAULT", "Event Mode": "aerial", "Actor Name": "Army; Police",
        "Recipient Name": "", "City": "", "District": "", "Province": "Odesa Oblast", "Country": "UKR",
        "Latitude": "46.5", "Longitude": "30.7",
    }  # fmt: skip
    found = one(written(tmp_path / "p.tsv", [row], "\t"), gazetteer)
    assert (found.spot.level, found.spot.country, found.actors, found.best) == (
        "province",
        "UKR",
        ("Army", "Police"),
        None,
    )


@pytest.mark.parametrize("packed", ["gz", "zip"])
def test_packed_files_are_read(tmp_path: Path, gazetteer: Gazetteer, packed: str) -> None:
    plain = written(tmp_path / "a.csv", [ACLED])
    path = tmp_path / f"a.csv.{packed}"
    if packed == "gz":
        path.write_bytes(gzip.compress(plain.read_bytes()))
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(plain, "a.csv")
    assert one(path, gazetteer).id == "MLI1"


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"event_date": "0000-00-00"}, "event_date '0000-00-00' is no day"),
        ({"event_date": "31 February 2022"}, "is no day"),
        ({"latitude": "91"}, "latitude 91.0 is beyond 90 degrees"),
        ({"longitude": "-180.5"}, "beyond 180"),
        ({"fatalities": "1e309"}, "is no number"),
        ({"fatalities": "1e15"}, "no whole number"),
        ({"fatalities": "-3"}, "below zero"),
        ({"fatalities": "many"}, "'many' is no number"),
        ({"event_id_cnty": ""}, "event_id_cnty is empty"),
    ],
)
def test_a_bad_row_is_told_by_its_number_and_the_rest_is_read(
    tmp_path: Path, gazetteer: Gazetteer, cells: dict[str, str], words: str
) -> None:
    path = written(tmp_path / "a.csv", [ACLED, {**ACLED, **cells}, {**ACLED, "event_id_cnty": "MLI3"}])
    first, bad, last = read(path, gazetteer)
    assert isinstance(first, Happening) and isinstance(last, Happening) and last.row == 4
    assert isinstance(bad, BadRow) and bad.reason.startswith(f"{path}: row 3: ") and words in bad.reason
    assert "\n" not in bad.reason


@pytest.mark.parametrize(
    ("cells", "words"), [({"low": "30"}, "not in that order"), ({"date_end": "2022-11-01"}, "before date_start")]
)
def test_a_ged_row_that_contradicts_itself_is_told(
    tmp_path: Path, gazetteer: Gazetteer, cells: dict[str, str], words: str
) -> None:
    (bad,) = read(written(tmp_path / "g.csv", [{**GED, **cells}]), gazetteer)
    assert isinstance(bad, BadRow) and words in bad.reason


def test_a_row_with_stray_tabs_is_told(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = written(tmp_path / "a.tsv", [ACLED, ACLED], "\t")
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines[:2], lines[2] + "\tstray"]), encoding="utf-8")
    good, bad = read(path, gazetteer)
    assert isinstance(good, Happening) and isinstance(bad, BadRow) and "20 cells where the header has 19" in bad.reason


def test_a_table_that_lacks_columns_says_which(tmp_path: Path, gazetteer: Gazetteer) -> None:
    row = {k: v for k, v in ACLED.items() if k not in {"latitude", "fatalities"}}
    with pytest.raises(InputError, match="as ACLED it lacks the columns latitude, fatalities"):
        read(written(tmp_path / "a.csv", [row]), gazetteer)


@pytest.mark.parametrize("text", ["", "name,age\nx,1\n", "no table at all"])
def test_what_is_no_reference_is_refused(tmp_path: Path, gazetteer: Gazetteer, text: str) -> None:
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"empty|no data set"):
        read(tmp_path / "x.csv", gazetteer)


def test_an_unknown_data_set_and_a_missing_file_are_told(tmp_path: Path, gazetteer: Gazetteer) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "none.csv", gazetteer)
    with pytest.raises(UsageError, match="no such data set"):
        read(tmp_path / "none.csv", gazetteer, "icews")


def test_a_line_without_end_is_no_table(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = written(tmp_path / "a.csv", [ACLED])
    with path.open("a", encoding="utf-8") as file:
        file.write("x" * 5_000_000)
    with pytest.raises(InputError, match="more than 4 MB"):
        read(path, gazetteer)


def test_a_quote_that_is_never_closed_costs_rows_and_is_told(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = written(tmp_path / "a.csv", [ACLED, ACLED])
    with path.open("a", encoding="utf-8") as file:
        file.write('MLI9,"never closed\n')
    found = read(path, gazetteer)
    assert sum(isinstance(h, Happening) for h in found) == 2 and isinstance(found[-1], BadRow)
