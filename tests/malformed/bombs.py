"""Inputs that are well formed enough to be read, and made to cost much: each stays within its bound of time and memory."""

from collections.abc import Callable, Iterator
from pathlib import Path

from .files import STORY, Malformed, feed, page

FAILED = frozenset({"failed"})
ANY = frozenset({"coded", "no_event", "failed"})
_MB = 1_000_000
_CHARS = 290_000


def text(unit: str) -> Callable[[], bytes]:
    """English enough to be read, then a unit over and over up to the longest report."""
    return lambda: (
        f"{STORY} He said that it was the work of the rebels, who have denied it. " * 20 + unit * (_CHARS // len(unit))
    ).encode()[:_CHARS]


BOMBS: tuple[Malformed, ...] = (
    # What the parser and the rules see: units that repeat up to the longest report
    *(
        Malformed(f"{name}.txt", text(unit), ANY)
        for name, unit in (
            ("story", STORY + " "),
            ("one-word", "a"),
            ("quotes", "“x” said "),
            ("initials", "Mr. A "),
            ("of-the", "leader of the "),
            ("and-names", "John Smith and "),
            ("dots", "a. "),
            ("lines", "a\n"),
            ("money", "$1 "),
            ("hyphens", "two-"),
        )
    ),
    # Markup
    Malformed("paragraphs.html", lambda: page(f"<p>{STORY}</p>" * 21_000), ANY),
    Malformed("links.html", lambda: page("<a href='x'>Rebels shelled Sake</a>" * 80_000), ANY),
    Malformed("table.html", lambda: page("<table>" + "<tr><td>Rebels</td><td>Sake</td></tr>" * 75_000), ANY),
    Malformed("nested.html", lambda: page("<div>" * 550_000), ANY),
    Malformed("spans.html", lambda: page("<span>x" * 400_000), ANY),
    Malformed("large.html", lambda: page(f"<p>{STORY}</p>" * 140_000), FAILED),
    Malformed("script.html", lambda: page("<script>" + "x=1;" * 4_500_000 + "</script>"), ANY),
    Malformed("attributes.html", lambda: page("<p " + " ".join(f"a{n}=1" for n in range(1_500_000)) + ">x</p>"), ANY),
    Malformed("less-than.html", lambda: page("<" * 2_500_000), ANY),
    # Feeds, mail, tables
    Malformed("entries.rss", lambda: feed("<item><title>x</title></item>" * 500_000), ANY),
    Malformed("nested.rss", lambda: feed("<a>" * 4_000_000), ANY),
    Malformed("markup.rss", lambda: feed(f"<item><description>{'&lt;' * 3_000_000}</description></item>"), ANY),
    Malformed("attributes.rss", lambda: feed("<a " + " ".join(f"a{n}='1'" for n in range(1_300_000)) + "/>"), ANY),
    Malformed("headers.eml", lambda: b"X: y\n" * 3_900_000 + b"\n" + STORY.encode(), ANY),
    Malformed("parts.eml", lambda: b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 2_000_000, ANY),
    Malformed("subject.eml", lambda: b"Subject: " + b"=?utf-8?q?x?= " * 1_300_000 + b"\n\n" + STORY.encode(), ANY),
    Malformed("lists.jsonl", lambda: b"[" + b"[]," * 2_600_000 + b"[]]\n", FAILED),
    Malformed("lists.json", lambda: b"[" + b"[]," * 3_900_000 + b"[]]", FAILED),
    Malformed("long-row.jsonl", lambda: b'{"text": "' + b"x" * 15 * _MB + b'"}\n', FAILED),
    Malformed("commas.csv", lambda: b"text,date\n" + b"," * 19 * _MB + b"\n", FAILED),
    Malformed("rows.csv", lambda: b"text,date\n" + b",\n" * 30_000, FAILED),
)


def long_line(path: Path) -> None:
    """A hundred million letters without an end of line."""
    with path.open("wb") as file:
        for _ in range(100):
            file.write(b"x" * _MB)


def all_files(folder: Path) -> Iterator[str]:
    """The names of the bombs, written into a folder."""
    for bomb in BOMBS:
        (folder / bomb.name).write_bytes(bomb.make())
        yield bomb.name
    for name in ("hundred-million.txt", "hundred-million.jsonl", "hundred-million.csv"):
        long_line(folder / name)
        yield name
