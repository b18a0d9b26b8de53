"""Names, abbreviations and candidates of the gazetteer."""

from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.gazetteer import Gazetteer, open_gazetteer, state_of


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("US", "USA"),
        ("U.S.", "USA"),
        ("UK", "GBR"),
        ("UAE", "ARE"),
        ("DRC", "COD"),
        ("Ivory Coast", "CIV"),
        ("Burma", "MMR"),
    ],
)
def test_abbreviation_and_press_name_of_a_country_mean_the_country(gazetteer: Gazetteer, name: str, iso3: str) -> None:
    country = gazetteer.country(name)
    assert country is not None
    assert country.country == iso3
    assert gazetteer.candidates(name)[0] == country


def test_country_name_is_never_matched_fuzzily(gazetteer: Gazetteer) -> None:
    assert gazetteer.country("Nigera") is None


def test_country_is_no_point(gazetteer: Gazetteer) -> None:
    chad = gazetteer.country("Chad")
    assert chad is not None
    assert chad.precision == "country"


def test_states_are_known_by_their_press_and_postal_abbreviations() -> None:
    assert state_of("Tenn.") == ("USA", "Tennessee")
    assert state_of("W. Va.") == ("USA", "West Virginia")
    assert state_of("OR") is None
    assert state_of("OR", is_after_comma=True) == ("USA", "Oregon")
    assert state_of("NSW") == ("AUS", "New South Wales")


def test_county_lies_where_its_towns_lie(gazetteer: Gazetteer) -> None:
    counties = gazetteer.candidates("Travis County")
    assert [c.admin1 for c in counties] == ["Texas"]
    assert counties[0].lat == pytest.approx(30.3, abs=0.5)
    assert counties[0].lon == pytest.approx(-97.8, abs=0.5)


def test_place_knows_the_areas_around_it(gazetteer: Gazetteer) -> None:
    goma = gazetteer.candidates("Goma")[0]
    assert (goma.country, goma.kind) == ("COD", "place")
    assert goma.admin1 is not None


def test_capital_is_marked(gazetteer: Gazetteer) -> None:
    assert any(c.is_capital and c.country == "YEM" for c in gazetteer.candidates("Sanaa"))


def test_own_places_come_first(tmp_path: Path) -> None:
    own = tmp_path / "camps.csv"
    own.write_text("name,lat,lon,country,admin1\nPost Seven,12.5,24.5,SDN,Darfur\n", encoding="utf-8")
    place = open_gazetteer(extra=own).candidates("Post Seven")[0]
    assert (place.lat, place.lon, place.country) == (12.5, 24.5, "SDN")


def test_broken_own_file_is_told_with_its_line(tmp_path: Path) -> None:
    own = tmp_path / "camps.csv"
    own.write_text("name,lat,lon,country,admin1\nPost Seven,north,24.5,SDN,Darfur\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"camps\.csv:2"):
        open_gazetteer(extra=own)


def test_a_place_spelt_like_the_name_comes_before_one_that_bore_it_once(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Sloviansk")[0].name == "Slovyansk"
