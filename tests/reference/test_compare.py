"""Matching one to one: tolerance, precision of both sides, misses, deaths; our own export matches its store wholly."""

import itertools
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from dateline.engine import tell_incidents
from dateline.export import Source, export
from dateline.gazetteer import Gazetteer
from dateline.pipeline import code_report
from dateline.records import Report
from dateline.reference import (
    DATA_SETS,
    BadRow,
    Comparison,
    Happening,
    Spot,
    Tolerance,
    compare,
    figures_of,
    happenings_of_store,
    in_scope,
    open_reference,
    rows_of,
    widened,
)
from dateline.reference.assign import _hungarian, assign
from dateline.reports import ReadOptions, read_reports
from dateline.resources import Resources
from dateline.store import Filter, Near, Store, open_store

DAY = date(2023, 6, 1)
GOMA = Spot("place", "COD", "North Kivu", None, "Goma", -1.679, 29.222)


def happening(
    name: str, *, days: int = 0, long: int = 0, spot: Spot = GOMA, kind: str = "Battles", best: int = 3, **given: object
) -> Happening:
    first = DAY + timedelta(days=days)
    values: dict[str, object] = {"low": best, "best": best, "high": best, **given}
    return Happening(name, first, first + timedelta(days=long), spot, kind, **values)  # type: ignore[arg-type]


def moved(km_north: float, **given: object) -> Spot:
    values: dict[str, object] = {
        "level": "place",
        "country": "COD",
        "province": "North Kivu",
        "lat": -1.679 + km_north / 111.2,
        "lon": 29.222,
    }
    return Spot(**{**values, **given})  # type: ignore[arg-type]


def matched(
    ours: list[Happening],
    theirs: list[Happening],
    gazetteer: Gazetteer,
    tolerance: Tolerance | None = None,
    asked: Filter | None = None,
) -> Comparison:
    return compare(ours, theirs, DATA_SETS["acled"], gazetteer, tolerance or Tolerance(), asked)


def pairs(found: Comparison) -> list[tuple[str, str]]:
    return [(m.ours.id, m.theirs.id) for m in found.matches]


@pytest.mark.parametrize(
    ("theirs", "is_match"),
    [
        (happening("t"), True),
        (happening("t", days=1), True),
        (happening("t", days=2), False),
        (happening("t", days=-5, long=4), True),
        (happening("t", days=-20, long=40), True),
        (happening("t", spot=moved(24)), True),
        (happening("t", spot=moved(26)), False),
        (happening("t", spot=moved(45, reach_km=25.0)), True),
        (happening("t", spot=Spot("province", "COD", "Nord-Kivu")), True),
        (happening("t", spot=Spot("province", "COD", "South Kivu")), False),
        (happening("t", spot=Spot("province", "COD", "Nord-Kivu"), kind="Riots"), True),
        (happening("t", spot=Spot("country", "COD")), True),
        (happening("t", spot=Spot("country", "COD"), kind="Riots"), False),
        (happening("t", spot=Spot("country", "UGA")), False),
        (happening("t", spot=Spot("none")), False),
        (happening("t", spot=Spot("place", "COD", place="Goma")), True),
        (happening("t", spot=Spot("place", "COD", place="Bukavu")), False),
    ],
)  # fmt: skip
def test_two_match_within_days_and_kilometres_at_the_precision_of_the_coarser(
    gazetteer: Gazetteer, theirs: Happening, is_match: bool
) -> None:
    assert bool(pairs(matched([happening("o")], [theirs], gazetteer))) is is_match


def test_district_and_province_match_by_distance_where_names_do_not_tell(gazetteer: Gazetteer) -> None:
    near, far = moved(60, level="district", province=None), moved(90, level="district", province=None)
    assert pairs(matched([happening("o")], [happening("t", spot=near)], gazetteer)) == [("o", "t")]
    assert pairs(matched([happening("o")], [happening("t", spot=far)], gazetteer)) == []


def test_tolerance_is_an_option(gazetteer: Gazetteer) -> None:
    theirs = [happening("t", days=3, spot=moved(40), kind="Riots")]
    assert pairs(matched([happening("o")], theirs, gazetteer, Tolerance(3, 50))) == [("o", "t")]
    assert pairs(matched([happening("o")], theirs, gazetteer, Tolerance(3, 50, same_kind=True))) == []


def test_matching_is_one_to_one_and_takes_the_nearer(gazetteer: Gazetteer) -> None:
    ours = [happening("o1"), happening("o2", spot=moved(10))]
    theirs = [happening("t1", spot=moved(9)), happening("t2", spot=moved(1)), happening("t3", spot=moved(20))]
    found = matched(ours, theirs, gazetteer)
    assert pairs(found) == [("o1", "t2"), ("o2", "t1")]
    assert [(h.id, h.id in found.contested) for h in found.only_theirs] == [("t3", True)]


def test_as_many_match_as_can_even_where_the_nearest_pair_must_part(gazetteer: Gazetteer) -> None:
    ours = [happening("o1"), happening("o2", spot=moved(20))]
    theirs = [happening("t1", spot=moved(2)), happening("t2", spot=moved(-20))]
    assert pairs(matched(ours, theirs, gazetteer)) == [("o1", "t2"), ("o2", "t1")]


def test_the_number_of_dead_decides_between_equals(gazetteer: Gazetteer) -> None:
    ours = [happening("o1", best=3), happening("o2", best=40)]
    theirs = [happening("t1", best=41), happening("t2", best=3)]
    assert pairs(matched(ours, theirs, gazetteer)) == [("o1", "t2"), ("o2", "t1")]


def test_deaths_are_equal_within_or_differ(gazetteer: Gazetteer) -> None:
    ours = [happening("o1", best=3), happening("o2", days=10, best=5, low=4, high=8), happening("o3", days=20, best=2)]
    theirs = [
        happening("t1", best=3),
        happening("t2", days=10, best=7),
        happening("t3", days=20, best=9),
        happening("t4", days=30, best=6),
    ]
    found = matched(ours, theirs, gazetteer)
    figures = figures_of(found)
    assert [r["deaths_agree"] for r in rows_of(found)] == ["equal", "within", "differ", None]
    assert [r["deaths_difference"] for r in rows_of(found)] == [0, -2, -7, None]
    assert (figures["deaths_equal"], figures["deaths_within"], figures["deaths_differ"]) == (1, 1, 1)
    assert (figures["deaths_ours_matched"], figures["deaths_theirs_matched"], figures["deaths_only_theirs"]) == (
        10,
        19,
        6,
    )
    assert figures["deaths_mean_difference"] == 3.0
    assert (figures["share_of_theirs_matched"], figures["share_of_ours_matched"]) == (0.75, 1.0)


def test_what_lies_outside_the_days_asked_is_matched_but_no_miss(gazetteer: Gazetteer) -> None:
    asked = Filter(since=DAY.isoformat(), until=DAY.isoformat())
    ours = [happening("o", days=-1), happening("lone", days=-1, spot=moved(500))]
    found = matched(ours, [happening("t")], gazetteer, asked=asked)
    assert pairs(found) == [("o", "t")] and found.only_ours == ()
    assert widened(asked, 1) == Filter(since="2023-05-31", until="2023-06-02")
    assert widened(Filter(since="0001-01-01"), 1).since == "0001-01-01"


def test_the_order_of_the_rows_changes_nothing(gazetteer: Gazetteer) -> None:
    shuffled = random.Random(7)
    ours = [happening(f"o{n}", days=n % 3, spot=moved(n % 5 * 7), best=n) for n in range(12)]
    theirs = [happening(f"t{n}", days=n % 4, spot=moved(n % 6 * 6), best=n + 1) for n in range(14)]
    first = list(rows_of(matched(ours, theirs, gazetteer)))
    for _ in range(5):
        shuffled.shuffle(ours)
        shuffled.shuffle(theirs)
        assert list(rows_of(matched(ours, theirs, gazetteer))) == first


def test_assignment_is_the_best_of_all(gazetteer: Gazetteer) -> None:
    drawn = random.Random(3)
    for _ in range(60):
        rows, columns = drawn.randint(1, 4), drawn.randint(1, 4)
        costs = {(o, t): drawn.random() for o in range(rows) for t in range(columns) if drawn.random() < 0.6}
        best = (0, 0.0)
        for size in range(min(rows, columns), 0, -1):
            sums = [
                sum(costs[p] for p in zip(some, order, strict=True))
                for some in itertools.combinations(range(rows), size)
                for order in itertools.permutations(range(columns), size)
                if all(p in costs for p in zip(some, order, strict=True))
            ]
            if sums:
                best = (size, min(sums))
                break
        found = assign(costs)
        assert (len(found), pytest.approx(sum(costs[p] for p in found))) == best


def test_rows_that_tell_the_same_are_one_where_a_data_set_counts_reports(gazetteer: Gazetteer) -> None:
    theirs = [happening(f"t{n}", best=None) for n in range(3)]  # type: ignore[arg-type]
    found = compare([happening("o")], theirs, DATA_SETS["polecat"], gazetteer, Tolerance())
    assert (len(found.matches), found.only_theirs, found.matches[0].theirs.repeats) == (1, (), 2)
    assert "deaths_equal" not in figures_of(found)


@pytest.mark.parametrize(
    ("asked", "is_in"),
    [
        (Filter(country="cod"), True), (Filter(country="UGA"), False), (Filter(admin="north"), True), (Filter(place="gom"), True),
        (Filter(place="Beni"), False), (Filter(near=Near(-1.7, 29.2, 10)), True), (Filter(near=Near(0, 29, 10)), False),
        (Filter(actor="m23"), True), (Filter(dyad=("M23", "army")), True), (Filter(dyad=("M23", "police")), False),
        (Filter(text="shelled town"), True), (Filter(since="2023-06-02"), False), (Filter(until="2023-06-01"), True),
        (Filter(event_type="ASSAULT"), True), (Filter(min_confidence=0.9), True),
    ],
)  # fmt: skip
def test_filters_ask_of_the_reference_what_it_has_columns_for(asked: Filter, is_in: bool) -> None:
    told = happening("t", actors=("M23", "Congo army"), text="The town was shelled")
    assert in_scope(told, asked, DATA_SETS["acled"]) is is_in


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, resources: Resources) -> Iterator[Store]:
    samples = Path(__file__).parent.parent.parent / "examples" / "reports" / "afghanistan"
    names = ("2019-09-17-parwan-rally", "2019-09-18-parwan-toll", "2019-12-11-bagram-attack", "2020-02-29-doha-agreement",
             "2020-03-04-us-airstrike-helmand", "2020-03-06-kabul-ceremony-attack", "2020-03-07-kabul-toll")  # fmt: skip
    made = open_store(tmp_path_factory.mktemp("compared") / "made.db")
    paths = [str(samples / f"{name}.txt") for name in names]
    for report in read_reports(paths, ReadOptions(), resources.gazetteer):
        assert isinstance(report, Report)
        made.add(code_report(report, resources), "2020-05-01")
    tell_incidents(made, "2020-05-01")
    yield made
    made.close()


@pytest.mark.parametrize("profile", ["acled", "ged"])
def test_our_own_export_agrees_wholly_with_its_store(
    store: Store, profile: str, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    export(store, profile, tmp_path / f"{profile}.csv")
    reference = open_reference(tmp_path / f"{profile}.csv", gazetteer)
    assert reference.data_set.name == profile
    theirs = [row for row in reference.rows if not isinstance(row, BadRow)]
    ours = list(happenings_of_store(Source(store), profile))
    found = compare(ours, theirs, reference.data_set, gazetteer, Tolerance())
    figures = figures_of(found)
    assert len(found.matches) == len(theirs) == len(ours) > 1
    assert (figures["only_ours"], figures["only_theirs"], figures["same_day"], figures["same_type"]) == (0, 0, 1.0, 1.0)
    assert (
        figures["deaths_equal"] == len(ours) and figures["deaths_ours_matched"] == figures["deaths_theirs_matched"] > 20
    )


@pytest.mark.parametrize("profile", ["gdelt", "polecat"])
def test_our_exports_of_events_are_read_as_reference_too(
    store: Store, profile: str, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    written = export(store, profile, tmp_path)
    reference = open_reference(written[0].path, gazetteer)
    assert reference.data_set.name == profile
    theirs = [row for row in reference.rows if not isinstance(row, BadRow)]
    found = compare(happenings_of_store(Source(store), profile), theirs, reference.data_set, gazetteer, Tolerance())
    assert len(found.matches) > 2 and len(found.matches) > len(found.only_ours)


def test_hungarian_solves_a_square_of_known_answer() -> None:
    import numpy as np

    assert _hungarian(np.array([[4.0, 1, 3], [2, 0, 5], [3, 2, 2]])) == [1, 0, 2]
