"""A browser over the demo store: Debian's Chromium driven by Playwright, cut off from every host but this machine's own."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette

from dateline.engine import tell_incidents
from dateline.pages import Coder, build_app
from dateline.pipeline import code_report
from dateline.records import Report
from dateline.reports import ReadOptions, read_reports
from dateline.resources import Resources
from dateline.review import add_person
from dateline.store import open_store

ROOT = Path(__file__).parent.parent.parent
SECRET = "correct horse battery"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
IS_CI = os.environ.get("CI") not in {None, "", "0"}
IS_ASKED = IS_CI or os.environ.get("BROWSER") not in {None, "", "0"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here is slow: run by `make browser` and in CI, which must have a browser; else skipped with the reason."""
    here = Path(__file__).parent
    reason = "a browser test: run it with `make browser`, or BROWSER=1"
    if IS_ASKED and CHROMIUM is None:
        reason = "no Chromium: apt-get install chromium, or name one in CHROMIUM"
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.slow)
            if not IS_ASKED or (CHROMIUM is None and not IS_CI):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory, resources: Resources) -> Path:
    """The sample reports coded, their incidents told, and an account for a reviewer."""
    path = tmp_path_factory.mktemp("browser") / "demo.db"
    store = open_store(path)
    for report in read_reports([str(ROOT / "examples" / "reports")], ReadOptions(), resources.gazetteer):
        if isinstance(report, Report):
            store.add(code_report(report, resources))
    tell_incidents(store, "2024-01-01")
    add_person(store, "Ana", SECRET, "admin", "2024-01-01")
    store.close()
    return path


class Served:
    """An application on a free port of this machine."""

    def __init__(self, app: Starlette) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=self.port, log_level="error"))
        self.thread = threading.Thread(target=self.server.run, daemon=True)

    def __enter__(self) -> str:
        self.thread.start()
        deadline = time.monotonic() + 20
        while not self.server.started and time.monotonic() < deadline:
            time.sleep(0.02)
        return f"http://127.0.0.1:{self.port}"

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = True
        self.thread.join(timeout=20)


@pytest.fixture(scope="session")
def site(demo_store: Path, resources: Resources) -> Iterator[str]:
    app = build_app(demo_store, coder=Coder(lambda: resources), processes=ROOT / "examples" / "processes")
    with Served(app) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator["object"]:
    """Chromium; no host name resolves in it but the loopback address."""
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "CI must have Chromium: .ci/run installs it"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--use-angle=swiftshader",
                "--enable-unsafe-swiftshader", "--use-gl=angle",
            ],
        )  # fmt: skip
        yield started
        started.close()


class Tab:
    """A page that notes what went wrong in it: errors told to the console, requests to other hosts, scripts refused."""

    def __init__(self, page: "object", site: str) -> None:
        self.page, self.site = page, site
        self.problems: list[str] = []
        page.on(
            "console",
            lambda m: (
                self.problems.append(m.text) if m.type in {"error", "warning"} and not _is_of_driver(m.text) else None
            ),
        )
        page.on("pageerror", lambda e: self.problems.append(str(e)))
        page.on(
            "request",
            lambda r: None if r.url.startswith((site, "data:", "blob:")) else self.problems.append(f"asked {r.url}"),
        )
        page.on("dialog", lambda d: (self.problems.append(f"dialog {d.message}"), d.dismiss()))

    def open(self, path: str) -> "object":
        answer = self.page.goto(self.site + path, wait_until="load")
        assert answer is not None and answer.status == 200, (path, answer and answer.status)
        return self.page


def _is_of_driver(text: str) -> bool:
    """What software rendering says of itself."""
    return "GPU stall" in text or "WebGL" in text or "GL Driver Message" in text


@pytest.fixture
def tab(browser: "object", site: str) -> Iterator[Tab]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    opened = Tab(context.new_page(), site)
    opened.page.set_default_timeout(30_000)
    yield opened
    context.close()
    assert opened.problems == []


def log_in(tab: Tab, name: str = "Ana") -> None:
    page = tab.open("/login")
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", SECRET)
    page.click("main button[type=submit]")
    page.wait_for_selector(f"text={name}")
