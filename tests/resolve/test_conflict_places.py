"""Places that reports of conflicts name, resolved alone, in a sentence, and beside what tells which of several is meant."""

import csv
from pathlib import Path

import pytest

from dateline.evaluate.toponyms import kilometres
from dateline.mentions import find_mentions
from dateline.records import Place, Report
from dateline.resolve import choose, resolve_places
from dateline.resources import Resources

TABLE = Path(__file__).with_name("conflict_places.csv")
_KINDS = {"region": {"admin1"}, "country": {"country"}, "any": {"place", "admin1", "country"}}
_SENTENCES = (
    "Two soldiers were killed in {} on Monday, officials said.",
    "Fighters attacked a convoy near {}, and the army sent troops.",
    "Shelling in {} wounded nine people.",
)
_WITH_ARTICLE = (
    "region Strip Bank Heights Sea Strait Islands Mountains Peninsula Tracts Valley Gorge crossing camp dam Dam plant Bridge Line "
    "River Delta corridor Zone Gap Forest state base Donbas Donbass Sahel Maghreb Euphrates Tigris Dnieper Donets"
).split()


def _rows() -> list[dict[str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def _wrong(row: dict[str, str], place: Place | None) -> str | None:
    """What is wrong with a place, None where nothing is."""
    if place is None or place.lat is None or place.lon is None:
        return f"{row['name']}: nowhere"
    off = kilometres(place.lat, place.lon, float(row["lat"]), float(row["lon"]))
    is_right = off <= float(row["km"]) and place.precision in _KINDS[row["kind"]]
    is_right = is_right and row["country"] in {"", place.country}
    return None if is_right else f"{row['name']}: {place.name}, {place.country}, {place.precision}, {off:.0f} km off"


def _places_of(text: str, resources: Resources) -> list[tuple[str, Place | None]]:
    """The places mentioned in a text, doubtful ones included, and what each means."""
    sentences = resources.parser.parse(text)
    mentions = find_mentions(
        sentences, text=text, published=None, register=resources.register, gazetteer=resources.gazetteer
    )
    keys = [(s.index, i) for s, m in zip(sentences, mentions.sentences, strict=True) for i in range(len(m.places))]
    known = resolve_places(Report("x", None, text, "en"), sentences, mentions, resources.gazetteer, frozenset(keys))
    return [(mentions.sentences[s].places[i].text, known.get((s, i))) for s, i in keys]


def _of(name: str, found: list[tuple[str, Place | None]]) -> Place | None:
    """The one place whose words lie in the name or hold it; None where none does or where the name is cut in two."""
    told = [place for text, place in found if text in name or name in text]
    return told[0] if len(told) == 1 else None


def test_table_has_many_places_of_many_countries() -> None:
    rows = _rows()
    assert len(rows) > 500
    assert len({r["country"] for r in rows}) > 50


def test_places_of_conflicts_are_known_by_name_alone(resources: Resources) -> None:
    wrong: list[str] = []
    for row in _rows():
        chosen = choose([((0, 0), row["name"], None)], {}, resources.gazetteer).get((0, 0))
        place = chosen and Place(
            chosen.name, chosen.country, chosen.admin1, chosen.lat, chosen.lon, None, chosen.precision
        )
        wrong += [told] if (told := _wrong(row, place)) else []
    assert wrong == []


def test_places_of_conflicts_are_known_in_a_sentence(resources: Resources) -> None:
    wrong: list[str] = []
    for n, row in enumerate(_rows()):
        name = row["name"]
        the = "the " if name.split()[-1] in _WITH_ARTICLE else ""
        found = _places_of(_SENTENCES[n % 3].format(the + name), resources)
        wrong += [told] if (told := _wrong(row, _of(name, found))) else []
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Mozambican troops took back the town of Palma from insurgents.", "Palma", "MOZ"),
        ("Argentine police fired on marchers in Santa Rosa. Two Argentine soldiers were hurt.", "Santa Rosa", "ARG"),
        ("The Taliban shelled Bagram. Afghan officials said that two guards were killed.", "Bagram", "AFG"),
        ("South Sudan's army said that rebels had attacked Bor. Juba sent troops.", "Bor", "SSD"),
    ],
)  # fmt: skip
def test_countries_of_actors_tell_which_place_is_meant(
    resources: Resources, text: str, name: str, country: str
) -> None:
    place = _of(name, _places_of(text, resources))
    assert place is not None
    assert place.country == country


def test_members_of_a_list_of_states_are_states(resources: Resources) -> None:
    found = _places_of("Units were sent from Oregon, Virginia, Washington, West Virginia and Georgia.", resources)
    assert [(p.admin1, p.precision) for _, p in found if p] == [
        (name, "admin1") for name in ("Oregon", "Virginia", "Washington", "West Virginia", "Georgia")
    ]


def test_members_of_a_list_of_countries_are_countries(resources: Resources) -> None:
    found = _places_of("Envoys of Benin, Ghana, Niger, Nigeria and Togo met.", resources)
    assert [p.country for _, p in found if p] == ["BEN", "GHA", "NER", "NGA", "TGO"]
    assert {p.precision for _, p in found if p} == {"country"}


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("Jihadists ambushed a patrol in northern Mali.", "northern Mali", "admin1"),
        ("Mortars fell in north-eastern Nigeria overnight.", "north-eastern Nigeria", "admin1"),
        ("A convoy was hit in western Bolivia.", "Bolivia", "country"),
    ],
)
def test_part_of_a_country_is_told_where_it_is_known(
    resources: Resources, text: str, name: str, precision: str
) -> None:
    (_, place), *_ = _places_of(text, resources)
    assert place is not None
    assert (place.precision, place.admin1) == (precision, None)
    assert place.name.replace("north-eastern", "northeastern") == name.replace("north-eastern", "northeastern")
