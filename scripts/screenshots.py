"""Pictures of every page of a store, light and dark, wide and phone: `python scripts/screenshots.py --db dateline.db`.

Needs Playwright and Chromium (Debian's, or one named in `CHROMIUM`). Each is a JPEG under `docs/screenshots`, to be looked at.
"""

import argparse
import os
import shutil
import socket
import sys
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from dateline.pages import build_app
from dateline.query import Readers, page_of_incidents
from dateline.review import add_person
from dateline.store import Filter, open_store

ROOT = Path(__file__).parent.parent
NAME, SECRET = "Reviewer", "only for pictures"
VIEWS = {
    "wide-light": ("light", 1280, 860),
    "wide-dark": ("dark", 1280, 860),
    "phone-light": ("light", 390, 844),
    "phone-dark": ("dark", 390, 844),
}


def main() -> int:
    """Take every picture of a copy of the store; exit status 1 where one could not be taken."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--db", type=Path, default=Path("dateline.db"))
    asked.add_argument("--into", type=Path, default=ROOT / "docs" / "screenshots")
    given = asked.parse_args()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None or not given.db.is_file():
        print("Needs Chromium, and a store: make demo", file=sys.stderr)
        return 1
    given.into.mkdir(parents=True, exist_ok=True)
    copy = given.into / "copy.db"
    shutil.copyfile(given.db, copy)
    try:
        return _take(copy, given.into, chromium)
    finally:
        for path in given.into.glob("copy.db*"):
            path.unlink()


def _take(db: Path, into: Path, chromium: str) -> int:
    pages = _pages(db)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = build_app(db, processes=ROOT / "examples" / "processes", is_warmed=True)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--enable-unsafe-swiftshader"]
        )
        for view, (scheme, width, height) in VIEWS.items():
            _view(browser, f"http://127.0.0.1:{port}", pages, into, view, scheme, width, height)
        browser.close()
    server.should_exit = True
    total = sum(p.stat().st_size for p in into.glob("*.jpg"))
    print(f"{len(list(into.glob('*.jpg')))} pictures, {total / 1e6:.1f} MB")
    return 0


def _pages(db: Path) -> dict[str, str]:
    """The pages to be seen, the records on them being those that have most to show."""
    store = open_store(db)
    if not list(store.database.rows("SELECT 1 FROM person WHERE name = ?", (NAME,))):
        add_person(store, NAME, SECRET, "coder", "2024-01-01")
    store.close()
    with Readers(db).reading() as reader:
        incident = page_of_incidents(reader, Filter(disputed=True), sort="reports", limit=1).rows
        incident = incident or page_of_incidents(reader, Filter(), sort="killed", limit=1).rows
        report = incident[0]["reports"][0]
        event = incident[0]["event_ids"][0]
        actor = reader.rows(
            "SELECT actor_id FROM event_actor WHERE actor_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
        )
    return {
        "overview": "/", "map": "/map", "incidents": "/incidents", "incident": f"/incidents/{incident[0]['id']}",
        "events": "/events", "event": f"/events/{event}", "reports": "/reports", "report": f"/reports/{report}",
        "actors": "/actors", "actor": f"/actors/{actor[0][0]}", "dyads": "/dyads", "processes": "/processes",
        "process": "/processes/united-states-taliban", "review": "/review", "paste": "/paste?sample=1", "codebook": "/codebook",
        "accuracy": "/accuracy", "about": "/about",
    }  # fmt: skip


def _view(
    browser: Browser, base: str, pages: dict[str, str], into: Path, view: str, scheme: str, width: int, height: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{base}/login")
    page.fill("input[name=name]", NAME)
    page.fill("input[name=password]", SECRET)
    page.click("main button[type=submit]")
    for name, path in pages.items():
        page.goto(base + path, wait_until="networkidle")
        if name == "paste":
            page.click("text=Code it")
            page.wait_for_selector(".record")
        if name == "map":
            page.wait_for_selector("#map[data-ready]", timeout=90_000)
        page.wait_for_timeout(400)
        page.screenshot(path=into / f"{name}-{view}.jpg", type="jpeg", quality=50)
    context.close()


if __name__ == "__main__":
    sys.exit(main())
