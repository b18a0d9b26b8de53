"""A small wire service on loopback: a feed whose entries and pages a test sets."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from html import escape
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from dateline.fetch import Fetcher, FetchOptions
from dateline.resources import Resources
from dateline.settings import Watch
from dateline.store import Store, open_store
from dateline.watch import Ledger, Watcher
from served import Served, answer

STORIES = (
    "Rebels shelled the town of Sake on Sunday, killing two soldiers, the army of the Congo said in a statement.",
    "Gunmen kidnapped nine farmers near the town of Mubi on Monday, the police in the state of Adamawa said.",
    "The government of Colombia and the rebels signed a ceasefire in Havana on Tuesday, the two sides said.",
    "Protesters marched through the streets of Khartoum on Friday to demand that the generals resign.",
    "A suicide bomber killed eleven people at a market in the city of Kunduz on Thursday, a doctor said.",
    "Soldiers arrested the leader of the opposition in the capital of Chad on Wednesday, his party said.",
)


def page_of(number: int) -> str:
    return (
        f"<html><body><article><p>{STORIES[number]}</p><p>Nobody else was hurt, they said.</p></article></body></html>"
    )


def entry(port: int, number: int, text: str = "In brief.", *, title: str | None = None) -> str:
    return (
        f"<item><guid>g{number}</guid><title>{escape(title or f'Story {number}')}</title>"
        f"<link>http://127.0.0.1:{port}/p/{number}</link><pubDate>Mon, 06 May 2013 08:00:00 GMT</pubDate>"
        f"<description>{escape(text)}</description></item>"
    )


def feed_of(*entries: str) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{"".join(entries)}</channel></rss>'


def publish(served: Served, numbers: Sequence[int], **given: Any) -> None:
    """The feed holds these stories now, and their pages are there."""
    body = feed_of(*(entry(served.port, n, **given) for n in numbers))
    served.routes["/feed"] = answer(body, media="application/rss+xml")
    for number in numbers:
        served.routes.setdefault(f"/p/{number}", answer(page_of(number)))


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@contextmanager
def watching(
    folder: Path, resources: Resources, served: Served | None, clock: Clock, **given: Any
) -> Iterator[tuple[Watcher, Store, Ledger]]:
    """A watcher of `/feed` of a server (or of what `given` names) into a store in `folder`."""
    port = served.port if served else 1
    sources = given or {"feeds": {"wire": {"address": f"http://127.0.0.1:{port}/feed"}}}
    options = FetchOptions(
        networks=(ip_network("127.0.0.1/32"),), ports=(port,), delay=0.0, honour_robots=False, seconds=5.0
    )
    watch = Watch.model_validate({"every": "10m", **sources})
    with closing(open_store(folder / "dateline.db")) as store, closing(Ledger(folder / "dateline.db.watch")) as ledger:
        fetcher = Fetcher(options, now=clock)
        yield Watcher(watch, store, ledger, fetcher, resources, joining=(None, None), now=clock), store, ledger


def work_off(watcher: Watcher) -> None:
    """Steps until there is nothing to do for now."""
    for _ in range(200):
        if watcher.step() > 0:
            return
    raise AssertionError("still at work after 200 steps")


def addresses(store: Store) -> list[str]:
    """The paths of the addresses of all reports of the store, sorted."""
    return sorted(str(r["source_uri"]).rpartition(":")[2].partition("/")[2] for r in store.reports(all_revisions=True))
