"""Which place a name means: containment, company, and one sense a report."""

import pytest

from dateline.gazetteer import Gazetteer, Toponym
from dateline.resolve import choose

Named = list[tuple[tuple[int, int], str, str | None]]


def _chosen(gazetteer: Gazetteer, *names: str, inside: dict[int, int] | None = None) -> list[Toponym | None]:
    """What the names of one report mean, in order; `inside` is index to index of the place that it is told to lie in."""
    keyed: Named = [((0, i), name, None) for i, name in enumerate(names)]
    containers = {(0, i): (0, j) for i, j in (inside or {}).items()}
    chosen = choose(keyed, containers, gazetteer, None)
    return [chosen.get((0, i)) for i in range(len(names))]


@pytest.mark.parametrize(
    ("names", "country", "admin1"),
    [
        (("Tripoli", "Lebanon"), "LBN", None),
        (("Valencia", "Venezuela"), "VEN", None),
        (("Alexandria", "La."), "USA", "Louisiana"),
        (("Hyderabad", "Pakistan"), "PAK", None),
    ],
)
def test_container_told_wins_over_population(
    gazetteer: Gazetteer, names: tuple[str, str], country: str, admin1: str | None
) -> None:
    place = _chosen(gazetteer, *names, inside={0: 1})[0]
    assert place is not None
    assert place.country == country
    assert admin1 is None or place.admin1 == admin1


def test_name_means_one_place_throughout_a_report(gazetteer: Gazetteer) -> None:
    places = _chosen(gazetteer, "Tripoli", "Lebanon", "Tripoli", inside={0: 1})
    assert places[0] is not None
    assert places[2] == places[0]


def test_company_decides_between_country_and_state(gazetteer: Gazetteer) -> None:
    caucasus = _chosen(gazetteer, "Georgia", "Tbilisi", "Gori", "Russia")[0]
    south = _chosen(gazetteer, "Georgia", "Atlanta", "Savannah", "Alabama")[0]
    assert caucasus is not None and south is not None
    assert (caucasus.country, south.country) == ("GEO", "USA")


def test_best_known_place_is_taken_without_context(gazetteer: Gazetteer) -> None:
    place = _chosen(gazetteer, "London")[0]
    assert place is not None
    assert place.country == "GBR"


def test_country_abbreviation_is_the_country(gazetteer: Gazetteer) -> None:
    place = _chosen(gazetteer, "US")[0]
    assert place is not None
    assert (place.country, place.precision) == ("USA", "country")


def test_list_of_cities_is_not_read_as_containment(gazetteer: Gazetteer) -> None:
    places = _chosen(gazetteer, "Paris", "London", "Rome", inside={0: 1, 1: 2})
    assert [p.country for p in places if p] == ["FRA", "GBR", "ITA"]


@pytest.mark.parametrize(
    ("names", "precision", "area"),
    [
        (("China", "Japan", "Kenya"), "country", "CHN"),
        (("Iraq", "Iran", "Syria"), "country", "IRQ"),
        (("Oklahoma", "Pennsylvania", "Ohio"), "admin1", "Oklahoma"),
    ],
)
def test_list_of_countries_or_states_is_not_read_as_containment(
    gazetteer: Gazetteer, names: tuple[str, ...], precision: str, area: str
) -> None:
    place = _chosen(gazetteer, *names, inside={0: 1, 1: 2})[0]
    assert place is not None
    assert (place.precision, place.country if precision == "country" else place.admin1) == (precision, area)


def test_state_with_the_name_of_another_country_may_lie_in_a_country(gazetteer: Gazetteer) -> None:
    place = _chosen(gazetteer, "Georgia", "US", inside={0: 1})[0]
    assert place is not None
    assert (place.country, place.precision) == ("USA", "admin1")


def test_bare_name_of_a_country_is_the_country_and_not_its_capital_or_province(gazetteer: Gazetteer) -> None:
    places = _chosen(gazetteer, "Mexico", "Mexico City", "Oaxaca", inside={1: 0})
    assert places[0] is not None
    assert places[0].precision == "country"


def test_unknown_hamlet_gets_the_area_told_at_its_precision(gazetteer: Gazetteer) -> None:
    place = _chosen(gazetteer, "Xarqund Qaleh", "Kandahar", inside={0: 1})[0]
    assert place is None or place.precision != "place"


def test_unknown_name_is_left_out(gazetteer: Gazetteer) -> None:
    assert _chosen(gazetteer, "Xarqund Qaleh") == [None]


def test_bare_name_is_the_city_and_a_described_one_the_province(gazetteer: Gazetteer) -> None:
    keyed: Named = [((0, 0), "Kandahar", None), ((0, 1), "Kandahar", "admin1")]
    chosen = choose(keyed, {}, gazetteer, None)
    assert [chosen[key].precision for key, _, _ in keyed] == ["place", "admin1"]


def test_bare_washington_is_the_capital(gazetteer: Gazetteer) -> None:
    place = _chosen(gazetteer, "Washington", "US", "Kabul")[0]
    assert place is not None
    assert place.is_capital
