"""Walk the pages of a running `dateline serve` by their links, and say what is wrong: an answer that is no page, a file of another host.

    python scripts/walk_pages.py http://127.0.0.1:8000/ [MOST]

Exit status 1 where something is wrong. The pages are asked for one after the other, nearest first, at most MOST (default 200).
"""

import sys
from collections import deque
from html.parser import HTMLParser
from http.client import HTTPConnection
from urllib.parse import urljoin, urlsplit

_LOADED = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "link": "href",
    "source": "src",
    "object": "data",
    "embed": "src",
}


class _Links(HTMLParser):
    """The pages that a page leads to, and the files that it loads by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[str] = []
        self.files: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.pages.append(str(given["href"]))
        elif tag in _LOADED and given.get(_LOADED[tag]):
            self.files.append(str(given[_LOADED[tag]]))


_EXPORTS = 10
"""Of the files to be exported so many are asked for: a server makes only so many a minute for one address."""


def _is_one_too_many(address: str, seen: set[str]) -> bool:
    return "/export/" in address and sum("/export/" in a for a in seen) >= _EXPORTS


def walk(start: str, most: int) -> tuple[int, list[str]]:
    """How many pages and files were asked for, and one line for each that is wrong."""
    host = urlsplit(start).netloc
    waiting, seen, wrong = deque([start]), {start}, list[str]()
    asked = 0
    while waiting and asked < most:
        address = waiting.popleft()
        asked += 1
        parts = urlsplit(address)
        connection = HTTPConnection(host, timeout=60)
        connection.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""))
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        if answer.status not in {200, 302, 303, 307}:
            wrong.append(f"{address}: answers {answer.status}")
        links = _Links()
        if (answer.getheader("Content-Type") or "").startswith("text/html"):
            links.feed(body.decode("utf-8"))
        for link, is_loaded in [*((x, True) for x in links.files), *((x, False) for x in links.pages)]:
            found = urljoin(address, link).partition("#")[0]
            if urlsplit(found).scheme not in {"http", "https"}:
                continue
            if urlsplit(found).netloc != host:
                if is_loaded:
                    wrong.append(f"{address}: loads {found} from another host")
            elif found not in seen and not _is_one_too_many(found, seen):
                seen.add(found)
                (waiting.appendleft if is_loaded else waiting.append)(found)
    return asked, wrong


if __name__ == "__main__":
    count, faults = walk(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200)
    print("\n".join(faults) or f"{count} pages and files, all well.")
    sys.exit(1 if faults else 0)
