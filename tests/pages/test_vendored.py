"""What is vendored is there, with its licence, and no part names another host that a page would ask."""

from importlib.resources import files

from starlette.testclient import TestClient

from dateline.pages.vendored import vendored_parts

VENDOR = files("dateline.pages") / "static" / "vendor"


def test_every_part_has_its_files_and_its_licence(client: TestClient) -> None:
    parts = vendored_parts()
    assert {"htmx.org", "maplibre-gl", "uplot", "sigma", "graphology", "world-atlas", "topojson-client"} == {
        p.name for p in parts
    }
    for part in parts:
        assert len((VENDOR / part.licence_file).read_text(encoding="utf-8")) > 200, part.name
        for path in part.files:
            assert client.get(f"/static/vendor/{path}").status_code == 200


def test_scripts_are_sent_as_scripts(client: TestClient) -> None:
    for path in ("app.js", "map.js", "vendor/maplibre-gl/maplibre-gl.mjs", "vendor/maplibre-gl/maplibre-gl-worker.mjs"):
        assert client.get(f"/static/{path}").headers["content-type"].startswith("text/javascript")


def test_our_own_scripts_and_styles_ask_no_other_host() -> None:
    for name in ("app.js", "charts.js", "map.js", "network.js", "theme.js", "base.css", "parts.css"):
        text = (files("dateline.pages") / "static" / name).read_text(encoding="utf-8")
        assert "http://" not in text and "https://" not in text, name
