"""Pages to look things up in: the codebook, the accuracy card, and what this is."""

import platform
import sqlite3
from importlib.resources import files
from pathlib import Path

from markdown_it import MarkdownIt
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from dateline.codebook import load_codebook
from dateline.query import outcomes_of
from dateline.store import SCHEMA_VERSION

from .site import render, site_of
from .vendored import vendored_parts


def codebook_page(request: Request) -> Response:
    """Event types, modes, sectors, contexts and the words for codes, each with its meaning."""
    return render(request, "codebook.html", book=load_codebook())


def accuracy_page(request: Request) -> Response:
    """The accuracy card, where this installation has one."""
    card = accuracy_card()
    return render(request, "accuracy.html", card=None if card is None else Markup(_markdown().render(card)))


def accuracy_card() -> str | None:
    """The card without its pictures and raw counts: packaged, or of the source tree that runs here; None where there is none."""
    package = Path(str(files("dateline")))
    for path in (package / "pages" / "accuracy.md", package.parent.parent / "docs" / "accuracy.md"):
        if path.is_file():
            lines = path.read_text(encoding="utf-8").splitlines()
            return "\n".join(line for line in lines if not line.startswith(("![", "| counts ")))
    return None


def _markdown() -> MarkdownIt:
    """A reader of our own Markdown files; markup in them is escaped."""
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def about_page(request: Request) -> Response:
    """What runs here, on which store, made of which parts."""
    site = site_of(request)
    with site.readers.reading() as reader:
        outcomes = outcomes_of(reader)
        coders = [row[0] for row in reader.rows("SELECT DISTINCT coder_version FROM report ORDER BY 1 LIMIT 20")]
    return render(
        request,
        "about.html",
        outcomes=outcomes,
        coders=coders,
        db=site.db.name,
        schema=SCHEMA_VERSION,
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        parts=vendored_parts(),
    )
