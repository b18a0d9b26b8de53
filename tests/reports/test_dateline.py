"""Datelines in the many forms that agencies give them; sentences and agencies of our own."""

import pytest

from dateline.reports import parse_dateline, report_from_text

KNOWN = {"kabul", "geneva", "san salvador", "bogota", "beirut", "moscow", "juba", "goma", "london", "mogadishu", "the hague",
         "washington", "nairobi", "colombo", "lima", "afghanistan", "netherlands", "democratic republic of congo", "kenya"}  # fmt: skip


def is_place(name):
    return name.lower() in KNOWN


@pytest.mark.parametrize(
    ("text", "agency", "place", "published"),
    [
        ("date 2011-03-04 AFP, JUBA\n\nRebels met envoys.", "AFP", "JUBA", "2011-03-04"),
        ("GOMA, Democratic Republic of Congo (AP) — Rebels left.", "AP", "GOMA", None),
        ("LIMA, 4 FEB 91 (EFE) -- [TEXT] REBELS LEFT.", "EFE", "LIMA", "1991-02-04"),
        ("Nairobi, 6 June 2009 (Xinhua) Rebels left.", "Xinhua", "Nairobi", "2009-06-06"),
        ("Nairobi, 6 June 2009 (Xinhua)\n\nRebels left.", "Xinhua", "Nairobi", "2009-06-06"),
        ("COLOMBO, Feb 3, 2002 (Reuters) - Rebels left.", "Reuters", "COLOMBO", "2002-02-03"),
        ("COLOMBO (Sample Press) Feb. 3, 2002 — Rebels left.", "Sample Press", "COLOMBO", "2002-02-03"),
        ("Sample Press, COLOMBO, 2002-02-03\n\nRebels left.", "Sample Press", "COLOMBO", "2002-02-03"),
        ("GOMA/NAIROBI, May 5, 2013 (Sample Wire) - Rebels left.", "Sample Wire", "GOMA", "2013-05-05"),
        ("MOSCOW, August 8, 2008. /TASS/. Rebels left.", "TASS", "MOSCOW", "2008-08-08"),
        ("(Reuters) - Rebels left.", "Reuters", None, None),
        ("LONDON: Rebels left.", None, "LONDON", None),
        ("By Jane Roe\n\nBEIRUT | AFP\n\nRebels left.", "AFP", "BEIRUT", None),
        ("Published: May 5, 2013\nBy Jane Roe\nBEIRUT (dpa) - Rebels left.", "dpa", "BEIRUT", "2013-05-05"),
        ("THE HAGUE, Netherlands (AP) — Rebels left.", "AP", "THE HAGUE", None),
        ("NEW ULM, Minn. (Sample Wire) - Rebels left.", "Sample Wire", "NEW ULM", None),
        ("WASHINGTON, Ga.- Rebels left.", None, "WASHINGTON", None),
        ("WASHINGTON, N.C. –\n\nRebels left.", None, "WASHINGTON", None),
        ("TOWN OF LIMA, N.Y. >> Rebels left.", None, "TOWN OF LIMA", None),
        ("May 5, 2013 10:44 PM\n\nBEIRUT (dpa) - Rebels left.", "dpa", "BEIRUT", "2013-05-05"),
    ],
)
def test_agency_place_and_day_are_read_and_cut_off(text, agency, place, published):
    line = parse_dateline(text, is_place)
    assert (line.agency, line.place, line.published) == (agency, place, published)
    assert text[line.end :].lower().startswith("rebels")


@pytest.mark.parametrize(
    "text",
    [
        "Rebels killed five people in Goma - police said.",
        "The rebels attacked Goma on Jan 5, 2012. They left.",
        "Kabul - the capital - was quiet on Monday.",
        "Washington said on Friday that the talks had failed.",
        "Police: Two men held after a raid in Goma.",
        "Geneva (Photo: Sample Agency) shows the hall of the talks.",
    ],
)
def test_a_sentence_is_no_dateline(text):
    assert parse_dateline(text, is_place).end == 0


@pytest.mark.parametrize(
    ("text", "admin1", "country"),
    [
        ("BEDFORD, N.H. (Sample Wire) — Two men were held on Monday.", "New Hampshire", "USA"),
        ("RICHMOND, Ind. — Two men were held on Monday.", "Indiana", "USA"),
        ("HYDERABAD, Pakistan — Two men were held on Monday.", "Sindh", "PAK"),
        ("XARATOWN, Minn. — Two men were held on Monday.", "Minnesota", "USA"),
        ("KANDAHAR PROVINCE, Afghanistan — Two men were held on Monday.", "Kandahār", "AFG"),
    ],
)
def test_a_datelines_place_lies_in_the_area_that_it_names(text, admin1, country, resources):
    place = report_from_text(text, gazetteer=resources.gazetteer).dateline_place
    assert (place.admin1, place.country) == (admin1, country)


def test_headline_above_the_dateline_becomes_the_title():
    line = parse_dateline("Rebels leave the capital\n\nJUBA, May 5, 2013 (Sample Wire) - Rebels left.", is_place)
    assert line.title == "Rebels leave the capital"


def test_a_day_without_its_year_takes_the_year_that_is_known():
    assert parse_dateline("JUBA, May 5 (AP) - Rebels left.", is_place).published is None
    assert parse_dateline("JUBA, May 5 (AP) - Rebels left.", is_place, 2013).published == "2013-05-05"


def test_a_year_told_above_the_dateline_counts():
    text = "Rebels leave\nPress Release 2013-05-S-01\nFor Immediate Release\n\nJUBA (May 5) - Rebels left."
    assert parse_dateline(text, is_place).published == "2013-05-05"
