"""A reader's and a reviewer's way through the demo store, with the network cut off."""

import json
import urllib.request
from pathlib import Path

import pytest

from dateline.resources import Resources

from .conftest import Tab, log_in

PAGES = (
    "/", "/map", "/incidents", "/events", "/reports", "/actors", "/dyads", "/processes", "/paste", "/codebook", "/accuracy", "/about",
)  # fmt: skip


def _api(tab: Tab, path: str) -> dict:
    with urllib.request.urlopen(f"{tab.site}/api/v1{path}") as answer:
        return json.load(answer)


def test_every_page_opens_without_an_error_in_light_and_dark(tab: Tab) -> None:
    for scheme in ("light", "dark"):
        tab.page.emulate_media(color_scheme=scheme)
        for path in PAGES:
            page = tab.open(path)
            assert page.locator("h1").count() == 1, path
            if path in {"/", "/actors"}:
                page.wait_for_load_state("networkidle")
    assert tab.problems == []


def test_pages_fit_a_phone(tab: Tab) -> None:
    tab.page.set_viewport_size({"width": 390, "height": 844})
    for path in PAGES:
        page = tab.open(path)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{path} is {wide} pixels too wide"


def test_a_figure_is_followed_from_the_overview_to_the_highlighted_words(tab: Tab) -> None:
    page = tab.open("/")
    page.wait_for_selector(".uplot canvas")
    page.click("text=The figures as a table")
    figure = page.locator(".figures td a").filter(has_text="7").first
    figure.click()
    page.wait_for_url("**/incidents?*")
    page.locator("table.events td.when a").first.click()
    page.wait_for_url("**/incidents/i-*")
    words = page.locator(".claims .words a").first
    quoted = words.inner_text().strip("“”")
    words.click()
    page.wait_for_url("**/reports/**")
    target = page.evaluate("document.querySelector('.story :target')?.textContent")
    assert target and (target in quoted or quoted.startswith(target))
    light = page.evaluate("getComputedStyle(document.querySelector('.story :target')).backgroundColor")
    assert light != "rgba(0, 0, 0, 0)"


def test_a_field_lights_up_its_words_and_the_words_their_field(tab: Tab) -> None:
    report = _api(tab, "/reports?limit=50")["reports"][0]["id"]
    page = tab.open(f"/reports/{report}")
    field = page.locator(".records .lights").first
    field.hover()
    assert page.locator(".story .lit").count() >= 1
    page.locator(".story .m").first.hover()
    assert page.locator(".records .lights.lit").count() >= 1


_DRAWN = """(source) => window.datelineMap.getSource(source).serialize().data.features.map(
    (f) => ({ ...f.properties, shape: f.geometry.type }))"""


def test_the_map_shows_imprecise_places_as_areas_and_never_as_a_pin(tab: Tab) -> None:
    page = tab.open("/map")
    page.wait_for_selector("#map[data-ready]", timeout=90_000)
    drawn = {source: page.evaluate(_DRAWN, source) for source in ("places", "areas", "land")}
    assert drawn["places"] and all(
        f["precision"] in {"point", "place"} and f["shape"] == "Point" for f in drawn["places"]
    )
    assert drawn["areas"] and all(f["precision"] == "admin1" and f["shape"] == "Polygon" for f in drawn["areas"])
    shaded = [f["name"] for f in drawn["land"] if f["number"]]
    assert "Colombia" in shaded


def test_a_country_is_chosen_on_a_page_and_stays_on_the_next(tab: Tab) -> None:
    page = tab.open("/events")
    page.fill("input[name=country]", "COL")
    page.keyboard.press("Enter")
    page.wait_for_url("**country=COL**")
    page.click("nav[aria-label=Pages] >> text=Incidents")
    page.wait_for_url("**/incidents?country=COL")
    assert page.locator(".chip").inner_text().startswith("country: COL")


def test_newcomer_codes_the_sample_with_one_click(tab: Tab) -> None:
    page = tab.open("/paste")
    page.click("text=Try our sample")
    page.wait_for_selector(".record")
    told = page.locator(".count").inner_text()
    seconds = float(told.split(" in ")[1].split(" s")[0])
    assert seconds < 2, told


def test_an_event_is_corrected_by_keyboard_undone_and_the_correction_survives_recoding(
    tab: Tab, demo_store: Path, resources: Resources
) -> None:
    from dataclasses import replace

    from dateline.pipeline import code_report
    from dateline.records import Report, from_plain
    from dateline.store import open_store

    log_in(tab)
    page = tab.open("/review?type=ASSAULT")
    page.keyboard.press("n")
    page.wait_for_url("**skip=**")
    event = page.locator("form.review-form").get_attribute("action").split("/")[2]
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "event_type"
    page.select_option("select[name=event_type]", "COERCE")
    page.fill("input[name=mode]", "")
    page.fill("input[name=note]", "a siege, not an attack")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.wait_for_selector(".done >> text=Corrected")
    page.wait_for_load_state("load")
    assert _api(tab, f"/events/{event}")["event_type"] == "COERCE"
    page.keyboard.press("z")
    page.wait_for_selector(".done >> text=Open again")
    assert _api(tab, f"/events/{event}")["event_type"] == "ASSAULT"

    page = tab.open(f"/events/{event}/review")
    page.select_option("select[name=event_type]", "THREATEN")
    page.fill("input[name=mode]", "")
    page.click("text=Save changes")
    page.wait_for_selector("text=Corrected by Ana")
    record = _api(tab, f"/events/{event}")
    store = open_store(demo_store)
    report = from_plain(Report, store.report(record["report_id"]))
    anew = replace(code_report(report, resources), coder_version="a newer coder")
    assert store.add(anew) == "recoded"
    store.close()
    page = tab.open(f"/events/{event}")
    assert "Corrected by Ana" in page.content() and _api(tab, f"/events/{event}")["event_type"] == "THREATEN"


def test_an_event_that_was_missed_is_added_from_words_chosen_in_the_text(tab: Tab) -> None:
    log_in(tab)
    report = next(r for r in _api(tab, "/reports?limit=50")["reports"] if "Gunmen attacked a ceremony" in r["text"])
    page = tab.open(f"/reports/{report['id']}")
    page.click("text=Add an event that was missed")
    page.wait_for_selector("[data-picks]:not([hidden])")
    text = report["text"]
    for field, words in (("trigger", "gun battle"), ("source", "Security forces"), ("target", "two gunmen")):
        at = text.index(words)
        page.evaluate(_CHOOSE, [at, at + len(words)])
        page.click(f"[data-pick={field}]")
        assert page.input_value(f"form.review-form [name={field}]") == words
    assert page.input_value("[name=trigger_start]") == str(text.index("gun battle"))
    page.select_option("select[name=event_type]", "ASSAULT")
    page.click("text=Add the event")
    page.wait_for_selector("text=Added by Ana")
    event = _api(tab, f"/events/{page.url.rpartition('/')[2]}")
    assert [a["text"] for a in event["source"] + event["target"]] == ["Security forces", "two gunmen"]
    assert event["evidence"][0]["start"] == text.index("gun battle")


_CHOOSE = """([from, to]) => {
    const pieces = [...document.querySelectorAll("[data-story] [data-a]")];
    const spot = (at, isEnd) => {
        const piece = pieces.find((p) => at >= +p.dataset.a && (isEnd ? at <= +p.dataset.b : at < +p.dataset.b));
        return [piece.firstChild, at - piece.dataset.a];
    };
    getSelection().setBaseAndExtent(...spot(from, false), ...spot(to, true));
    document.dispatchEvent(new Event("selectionchange"));
}"""


def test_overview_shows_where_on_a_map(tab: Tab) -> None:
    page = tab.open("/")
    page.wait_for_selector("#map[data-ready]", timeout=90_000)
    assert page.evaluate(_DRAWN, "places")


def test_a_large_store_tells_cells_and_counts_what_it_left_out(tab: Tab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.query.grid.MOST_SINGLE", 3)
    monkeypatch.setattr("dateline.pages.memory._LARGE", 0)
    page = tab.open("/map?min_confidence=0.02")  # asked otherwise than before: what is kept is not given
    page.wait_for_selector("#map[data-ready]", timeout=90_000)
    page.wait_for_selector("#as-table table")
    cells = [f for f in page.evaluate(_DRAWN, "places") if f["name"] is None]
    assert cells and all(f["shape"] == "Point" and f["number"] > 1 for f in cells)
    with page.expect_response(lambda r: "box=" in r.url):
        page.evaluate("void window.datelineMap.jumpTo({center: [69, 34.5], zoom: 6})")
    page = tab.open("/?country=COL")
    page.wait_for_selector("#dyads table")


def test_slider_shows_an_incident_as_known_on_an_earlier_day(tab: Tab) -> None:
    found = _api(tab, "/incidents?type=ASSAULT&limit=500")["incidents"]
    many = next(i for i in found if len(i["reports"]) > 1 and i["first_reported"] != i["last_updated"])
    page = tab.open(f"/incidents/{many['id']}")
    page.focus("#known")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**as_of=**")
    assert "As known on" in page.locator(".notice").first.inner_text()


def test_process_is_drawn_and_saved_as_pictures(tab: Tab) -> None:
    page = tab.open("/processes")
    page.locator("main table a").first.click()
    page.wait_for_selector("svg.timeline")
    assert page.locator("svg.timeline a").count() > 3
    for click, start in (("[data-svg]", b"<svg"), ("[data-png]", b"\x89PNG")):
        with page.expect_download() as saved:
            page.click(click)
        assert Path(saved.value.path()).read_bytes().lstrip().startswith(start)


def test_pages_hold_without_javascript(browser: "object", site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in PAGES:
        page.goto(site + path)
        assert page.locator("h1").is_visible(), path
    page.goto(f"{site}/events")
    page.fill("input[name=country]", "ETH")
    page.click("form[data-filters] button[type=submit]")
    assert "country=ETH" in page.url and page.locator("table.events tbody tr").count() > 0
    context.close()


MORE = (
    "/login", "/review", "/events/{event}", "/incidents/{incident}", "/reports/{report}", "/actors/taliban-afg",
    "/processes/united-states-taliban", "/people", "/account", "/reports/{report}/add", "/events/{event}/review",
)  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(tab: Tab, scheme: str) -> None:
    axe = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    tab.page.emulate_media(color_scheme=scheme)
    event = _api(tab, "/events?limit=1&type=ASSAULT")["events"][0]
    incident = _api(tab, "/incidents?limit=1&sort=reports")["incidents"][0]["id"]
    serious = []
    for path in (*PAGES, *MORE):
        if path == "/review":
            log_in(tab)
        page = tab.open(path.format(event=event["id"], report=event["report_id"], incident=incident))
        page.evaluate(axe)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        serious += [
            (path, v["id"], [n["html"][:160] for n in v["nodes"][:3]])
            for v in found["violations"]
            if v["impact"] in {"serious", "critical"}
        ]
    assert serious == []
