"""Sixty hostile texts as title, body, actor, source and link: none runs in a browser."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest

from dateline.engine import tell_incidents
from dateline.pages import build_app
from dateline.store import open_store
from pages.made import hostile_report

from .conftest import Served, Tab
from .payloads import PAYLOADS

_BLOCK = 12


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    store = open_store(path)
    for number, payload in enumerate(PAYLOADS):
        store.add(hostile_report(number, payload))
    tell_incidents(store, "2024-01-01")
    store.close()
    with Served(build_app(path)) as address:
        yield address


def test_there_are_sixty_different_ones() -> None:
    assert len(set(PAYLOADS)) >= 60


@pytest.mark.parametrize("block", range(0, 60, _BLOCK))
def test_none_runs(browser: "object", hostile: str, block: int) -> None:
    context = browser.new_context()
    tab = Tab(context.new_page(), hostile)
    tab.page.add_init_script(
        "window.ran = []; for (const name of ['alert', 'confirm', 'prompt']) window[name] = (x) => ran.push(x);"
    )
    for number, payload in list(enumerate(PAYLOADS))[block : block + _BLOCK]:
        key = quote("~" + "".join(c.lower() if c.isascii() else c for c in payload), safe="")
        for path in (f"/events/{100 + number:016x}", f"/reports/r-bad{number:013x}", f"/actors/{key}"):
            page = tab.open(path)
            assert page.evaluate("ran") == [], (payload, path)
        for link in page.locator("main a[href]").evaluate_all("links => links.map((a) => a.protocol)"):
            assert link in {"http:", "https:"}, payload
    context.close()
    assert tab.problems == []


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/events?limit=500&col=report&col=speaker&col=source&col=sentence&col=where",
        "/reports?limit=500",
        "/actors?limit=500",
        "/incidents?limit=500",
        "/dyads",
        "/map",
    ],
)
def test_none_runs_in_lists_charts_network_and_map(browser: "object", hostile: str, path: str) -> None:
    context = browser.new_context()
    tab = Tab(context.new_page(), hostile)
    tab.page.add_init_script(
        "window.ran = []; for (const name of ['alert', 'confirm', 'prompt']) window[name] = (x) => ran.push(x);"
    )
    page = tab.open(path)
    page.wait_for_load_state("networkidle")
    for element in page.locator(".term").all()[:20]:
        if element.is_visible():
            element.hover()
    assert page.evaluate("ran") == []
    context.close()
    assert tab.problems == []
