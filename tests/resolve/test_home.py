"""Bodies and places without a country of their own take that of the report's setting."""

import pytest

from dateline.pipeline import code_report
from dateline.records import CodedReport, Report
from dateline.reports import report_from_text
from dateline.resources import Resources


def _coded(text: str, resources: Resources) -> CodedReport:
    return code_report(Report("r", None, text, "en", published="2021-05-04"), resources)


def _countries(coded: CodedReport) -> dict[str, str | None]:
    return {a.text: a.country for e in coded.events for a in (*e.source, *e.target)}


@pytest.mark.parametrize(
    ("text", "who", "country"),
    [
        ("The rebels attacked a police post near Kidal on Monday. The army sent troops to Gao.", "The rebels", "MLI"),
        ("The army shelled Bor in Jonglei. The rebels killed nine soldiers near Malakal.", "The rebels", "SSD"),
        ("Soldiers killed four protesters in Mandalay. The police arrested a monk in Yangon.", "Soldiers", "MMR"),
    ],
)
def test_bodies_told_without_a_country_have_that_of_the_setting(
    resources: Resources, text: str, who: str, country: str
) -> None:
    assert _countries(_coded(text, resources))[who] == country


def test_no_country_is_lent_where_a_report_names_two_alike(resources: Resources) -> None:
    found = _countries(_coded("Goma was calm. Soldiers attacked a convoy on Monday. Kigali was calm.", resources))
    assert found["Soldiers"] is None


def test_foreign_forces_are_not_at_home(resources: Resources) -> None:
    found = _countries(_coded("Foreign troops attacked a village near Gao. Foreign troops left Kidal.", resources))
    assert {country for who, country in found.items() if "roops" in who} <= {None}


def test_a_place_that_no_gazetteer_lists_lies_in_the_country_of_the_setting(resources: Resources) -> None:
    coded = _coded(
        "Rebels killed nine soldiers in the hamlet of Xarqundo. Markets were shut in Kidal and in Gao.", resources
    )
    where = next(e.where for e in coded.events if e.where is not None)
    assert (where.name, where.country) == ("Xarqundo", "MLI")
    assert where.precision in {"admin1", "country"}


def test_a_pronoun_has_the_country_of_its_body(resources: Resources) -> None:
    text = (
        "ADDIS ABABA (Sample Wire) - A drone killed nine people in Mekelle on Friday, medics said. The government denied that it "
        "struck civilians. It blamed rebels in Shire."
    )
    report = report_from_text(text, gazetteer=resources.gazetteer, published="2022-08-27")
    denied = next(e for e in code_report(report, resources).events if e.status == "negated")
    assert [(r.name, r.country) for r in denied.source] == [("The government", "ETH")]


def test_a_region_gives_way_to_the_town_that_is_told_after_it(resources: Resources) -> None:
    text = (
        "An airstrike on the capital of Ethiopia's Tigray region killed four people on Friday. The strike hit a school in Mekelle, "
        "medics said. Nine people were wounded."
    )
    report = report_from_text(text, gazetteer=resources.gazetteer, published="2022-08-27")
    hurt = code_report(report, resources).events[-1]
    assert hurt.where is not None and (hurt.where.text, hurt.where.admin1) == ("Mekelle", "Tigrai")


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Maoist rebels killed six policemen near Birgunj in Nepal. The army searched Kathmandu.",
         "Communist Party of Nepal (Maoist)", "NPL"),
        ("Maoist rebels killed six policemen in Chhattisgarh in India. The army searched Raipur.", "Naxalites", "IND"),
    ],
)  # fmt: skip
def test_a_name_borne_by_groups_of_several_countries_means_the_one_of_the_setting(
    resources: Resources, text: str, name: str, country: str
) -> None:
    report = report_from_text(text, gazetteer=resources.gazetteer, published="2005-05-04")
    (source,) = code_report(report, resources).events[0].source
    assert (source.name, source.country) == (name, country)


def test_an_office_told_with_a_name_and_no_country_is_of_the_setting(resources: Resources) -> None:
    text = (
        "Gunmen killed nine people in Burkina Faso. Opposition leader Zeph Dabiree criticized the army in Ouagadougou. "
        "Foreign diplomat Jan Bos criticized the army."
    )
    found = _countries(_coded(text, resources))
    assert found["Zeph Dabiree"] == "BFA"
    assert found.get("Jan Bos") is None


@pytest.mark.parametrize(
    ("text", "who", "country"),
    [
        ("Rebels killed nine people near Gao in Mali. In neighbouring Chad, the army killed two gunmen.", "the army", "TCD"),
        ("Soldiers killed a miner near Cusco in Peru. In Colombia, police arrested two rebels near Cali.", "police", "COL"),
    ],
)  # fmt: skip
def test_who_acts_behind_a_fronted_country_is_of_it(resources: Resources, text: str, who: str, country: str) -> None:
    assert _countries(_coded(text, resources))[who] == country


def test_a_fronted_country_holds_an_unlisted_place_and_is_no_target(resources: Resources) -> None:
    text = (
        "Gunmen killed 37 people in Burkina Faso. In Mali, the army said that rebels attacked its base at Xarqundo on Friday. "
        "In Chad, the government condemned the killings."
    )
    coded = _coded(text, resources)
    where = next(e.where for e in coded.events if e.where is not None and e.where.name == "Xarqundo")
    assert where.country == "MLI"
    condemned = next(e for e in coded.events if e.event_type == "ACCUSE")
    assert [r.country for r in condemned.source] == ["TCD"]
    assert all(r.text != "Chad" for r in condemned.target)
