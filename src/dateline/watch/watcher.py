"""The watcher: looks at what is due, fetches and codes what waits, keeps it in the store; one step at a time."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import monotonic, time

from dateline.coders import Coder, built_in
from dateline.engine import code_many, tell_incidents
from dateline.errors import InputError
from dateline.fetch import FEEDS, LISTS, PAGES, Fetched, Fetcher, FetchError, Known, Stopped
from dateline.incidents import MatchOptions, Rule
from dateline.records import Report, Unreadable
from dateline.reports import ReadOptions
from dateline.resources import Resources
from dateline.settings import Watch, seconds_of
from dateline.store import Store

from .kept import FETCHED, Found, Item, Source
from .ledger import Ledger
from .looks import SETTLED, entries_of_feed, files_of_folder, files_of_list
from .missed import Missed, missed_files
from .reading import Readings, read_file, read_own_words, read_page, read_path
from .schedule import pause_of_page, pause_of_source

_AT_ONCE = 4
"""Hosts that are asked at the same time."""
_OWN_AT_ONCE = 16
_LISTS = frozenset({"file", "path"})
"""Kinds of items that may name pages, which are fetched in their turn."""
_HELD = 60.0
"""Seconds up to which a host's turn is waited for; a page of one that wants to be left alone for longer is put off."""
_SUSPECT, _PUT_OFF = 2, 6
"""How often an item is begun and not ended until it is worked on alone, and until it is put off like a page that cannot be had."""
_CHOSEN_FROM = 400
_MOVED_BACK = 5.0
_LEAST_PAUSE = 0.2
_JOIN_PAUSE, _JOIN_SHARE, _JOIN_WHILE_BUSY = 60.0, 10.0, 600.0
"""Incidents are joined at most once a minute, never for more than a tenth of the time, and while work waits ten minutes later."""

Tell = Callable[[str], None]


@dataclass(slots=True)
class Work:
    """What was done since the start: looks, pages and reports by what became of them; and the moment of the last sign of life."""

    looks: Counter[tuple[str, str]] = field(default_factory=Counter)
    pages: Counter[str] = field(default_factory=Counter)
    reports: Counter[str] = field(default_factory=Counter)
    alive: float = 0.0


class Watcher:
    """Watches what the settings name. For one thread; the fetcher's `stopping` ends a step early, and nothing is lost by that."""

    def __init__(
        self,
        watch: Watch,
        store: Store,
        ledger: Ledger,
        fetcher: Fetcher,
        resources: Resources,
        *,
        options: ReadOptions | None = None,
        coder: Coder | None = None,
        joining: tuple[MatchOptions | None, Rule | None] | None = None,
        now: Callable[[], float] = time,
        tell: Tell = lambda line: None,
        work: Work | None = None,
    ) -> None:
        self._watch, self._store, self._ledger, self._fetcher = watch, store, ledger, fetcher
        self._resources, self._options, self._joining = resources, options or ReadOptions(), joining
        self._coder = coder or built_in()
        self._now, self._tell = now, tell
        self.work = work or Work()
        self._give_up = seconds_of(watch.give_up)
        self._latest = ledger.latest()
        self._join_at = monotonic()
        self._sources: Mapping[str, tuple[str, str]] = dict(sources_of(watch))
        every = {name: _every_of(watch, name) for name in self._sources}
        ledger.register([(n, kind, at, every[n]) for n, (kind, at) in self._sources.items()], self._time())

    def _time(self) -> float:
        """Now. Where the clock was moved back, what was planned is moved back with it."""
        now = self._now()
        if now < self._latest - _MOVED_BACK:
            self._tell(f"the clock was moved back by {self._latest - now:.0f} s; the schedule moves with it.")
            self._ledger.move_back(self._latest - now, now)
            self._latest = now
        self._latest = max(self._latest, now)
        self.work.alive = monotonic()
        return now

    def step(self) -> float:
        """Do what is due now; how many seconds there is nothing to do afterwards (0: more is waiting). Raises StoreError."""
        now = self._time()
        due = self._ledger.due(now)
        self._look(due)
        items = [] if self._fetcher.stopping.is_set() else self._chosen(now)
        if items:
            self._handle(items)
        is_idle = not due and not items
        if monotonic() >= self._join_at + (0 if is_idle else _JOIN_WHILE_BUSY) and not self._fetcher.stopping.is_set():
            self._join()
        if not is_idle:
            return 0.0
        following = self._ledger.next_time()
        return max(following - self._time(), _LEAST_PAUSE) if following is not None else _JOIN_PAUSE

    def run_once(self, pause: Callable[[float], object]) -> bool:
        """Look at everything once, and work through what waits now; whether all sources could be seen.

        A source that failed of late is looked at only when it is due.
        """
        now = self._time()
        self._look([s for s in self._ledger.sources() if not s.failures or s.next_due <= now])
        while not self._fetcher.stopping.is_set():
            now = self._time()
            items = self._chosen(now)
            if items:
                self._handle(items)
            elif self._ledger.waiting(now, 1):
                pause(0.1)
            else:
                self._join()
                break
        return not any(s.failures for s in self._ledger.sources())

    def _look(self, due: Sequence[Source]) -> None:
        folders = [s for s in due if s.kind == "folder"]
        for source in folders:
            if not self._fetcher.stopping.is_set():
                self._look_at_folder(source)
        fetched = [s for s in due if s.kind != "folder"]
        answers = self._fetch([(s.address, s.kind, Known(s.etag, s.last_modified)) for s in fetched])
        for source, answer in zip(fetched, answers, strict=True):
            self._take(source, answer)

    def _look_at_folder(self, source: Source) -> None:
        now = self._time()
        try:
            found, is_unsettled = files_of_folder(Path(source.address), now)
        except OSError as error:
            self._fail(source, f"{source.address}: cannot be read ({error.strerror or error}).", None)
            return
        self._saw(source, found, (None, None), soon=is_unsettled)

    def _take(self, source: Source, answer: Fetched | FetchError | None) -> None:
        """Keep what a feed or list answered."""
        if answer is None:
            return
        if isinstance(answer, FetchError):
            self._fail(source, str(answer), answer.retry_after)
            return
        validators = (answer.etag, answer.last_modified)
        missed = None
        if answer.is_same:
            self._saw(source, [], validators, is_same=True)
            return
        try:
            if source.kind == "feed":
                found = entries_of_feed(answer, self._watch.feeds[_own_name(source.name)].text)
            else:
                named = self._watch.lists[_own_name(source.name)]
                found = files_of_list(answer, named.files)
                newest = partial(self._ledger.newest_file, source.name)
                missed = missed_files(found, newest, seconds_of(named.step), named.missed)
        except InputError as error:
            self._fail(source, str(error), None)
        except Exception as error:
            self._fail(
                source, f"{source.address}: the reader failed ({type(error).__name__}). Please report this.", None
            )
        else:
            self._saw(source, found, validators, missed=missed)

    def _saw(
        self,
        source: Source,
        found: list[Found],
        validators: tuple[str | None, str | None],
        *,
        is_same: bool = False,
        soon: bool = False,
        missed: Missed | None = None,
    ) -> None:
        now = self._time()
        next_due = now + (SETTLED if soon else pause_of_source(source.every, 0))
        seen = self._ledger.saw(source, found, now, next_due, validators=validators, is_same=is_same, missed=missed)
        self.work.looks[source.name, "same" if is_same else "done"] += 1
        if seen.fresh:
            self._tell(f"{source.name}: {seen.entries} entries, {seen.fresh} new.")
        if missed is not None and missed.files:
            self._tell(f"{source.name}: {len(missed.files)} files that came and went unseen are fetched, too.")

    def _fail(self, source: Source, fault: str, retry_after: float | None) -> None:
        now = self._time()
        pause = pause_of_source(source.every, source.failures + 1, retry_after)
        self._ledger.failed(source, fault, now, now + pause)
        self.work.looks[source.name, "failed"] += 1
        self._tell(f"{source.name}: {fault} Tried again in {pause:.0f} s.")

    def _chosen(self, now: float) -> list[Item]:
        """Items to work on next: what needs no fetching, and pages of a few hosts that may be asked now.

        One that was begun before and never came to an end is worked on alone: it may be what ended the process.
        """
        waiting = self._ledger.waiting(now, _CHOSEN_FROM)
        own = [i for i in waiting if i.found.kind not in FETCHED]
        pages = [i for i in waiting if i.found.kind in FETCHED and not 0 < self._fetcher.turns.wait(i.host) <= _HELD]
        chosen = own[:_OWN_AT_ONCE] + pages[:_AT_ONCE]
        suspect = next((i for i in chosen if i.begun >= _SUSPECT), None)
        return [suspect] if suspect else chosen

    def _handle(self, items: Sequence[Item]) -> None:
        """Fetch what must be fetched, code all, keep it, and only then strike the items off."""
        self._ledger.begin(items)
        if items[0].begun >= _PUT_OFF:
            fault = f"{items[0].found.address}: the process ended again and again while it was worked on."
            if not self._put_off(items[0], fault):
                self._leave(items[0], fault)
            return
        pages = [i for i in items if i.found.kind in FETCHED]
        answers = self._fetch([(i.found.address, i.found.kind, Known()) for i in pages])
        readings: list[tuple[Item, Readings, str | None]]
        readings = [(i, self._own(i.found), None) for i in items if i.found.kind not in FETCHED]
        for item, answer in zip(pages, answers, strict=True):
            readings += self._fetched(item, answer)
        for item, note in self._code(readings):
            self._ledger.finish(item, "done", note)
        if self._fetcher.stopping.is_set():
            self._ledger.stop(items)

    def _own(self, found: Found) -> Readings:
        read = read_path if found.kind == "path" else read_own_words
        return read(found, self._options, self._resources.gazetteer)

    def _read(self, found: Found, answer: Fetched) -> Readings:
        """What a fetched page or file holds; of a page that holds less than the feed itself carried, the feed's own words."""
        if found.kind == "file":
            yield from read_file(found, answer, self._options, self._resources.gazetteer)
            return
        for reading in read_page(found, answer, self._options, self._resources.gazetteer):
            if found.body and (isinstance(reading, Unreadable) or len(reading.text) < len(found.body)):
                yield from self._own(found)
            else:
                yield reading

    def _fetched(self, item: Item, answer: Fetched | FetchError | None) -> Iterator[tuple[Item, Readings, str | None]]:
        """What is read of an item that was fetched; nothing where it waits for another try, or is given up."""
        if answer is None:
            return
        if isinstance(answer, Fetched):
            self.work.pages["fetched"] += 1
            yield item, self._read(item.found, answer), None
            return
        fault = str(answer)
        if not answer.is_final and self._put_off(item, fault, answer.retry_after):
            return
        self.work.pages["not to be had"] += 1
        if item.found.body:
            yield item, self._own(item.found), f"the feed's own words: {fault}"
        else:
            self._leave(item, fault)

    def _put_off(self, item: Item, fault: str, retry_after: float | None = None) -> bool:
        """Try an item again later; false where it was tried for long enough."""
        now = self._time()
        at = now + pause_of_page(item.tries + 1, retry_after)
        if at - item.first_seen >= self._give_up:
            return False
        self.work.pages["put off"] += 1
        self._ledger.retry(item, fault, at)
        return True

    def _leave(self, item: Item, fault: str) -> None:
        self._store.add_unread(Unreadable(item.found.address, fault))
        self._ledger.finish(item, "left", fault)

    def _code(self, readings: Iterable[tuple[Item, Readings, str | None]]) -> list[tuple[Item, str | None]]:
        """Code all that is read and keep it; the items that were read to their end. What the store has already is passed over."""
        finished: list[tuple[Item, str | None]] = []

        def inputs() -> Iterator[Report | Unreadable]:
            for item, reading, note in readings:
                for found in _safely(reading, item.found.address):
                    if self._fetcher.stopping.is_set():
                        return
                    self._time()
                    if isinstance(found, Unreadable) and found.address is not None and item.found.kind in _LISTS:
                        self._ledger.add(item.source, [_page_of(found)], self._now())
                    elif isinstance(found, Report) and self._store.coder_version(found.id) == self._coder.version:
                        self.work.reports["same"] += 1
                    else:
                        yield found
                finished.append((item, note))

        for outcome in code_many(inputs(), self._resources, coder=self._coder):
            if isinstance(outcome, Unreadable):
                self._store.add_unread(outcome)
                self.work.reports["skipped" if outcome.is_skipped else "failed"] += 1
            else:
                self._store.add(outcome, self._day())
                self.work.reports[outcome.outcome] += 1
        return finished

    def _join(self) -> None:
        """Join the events of all reports into incidents, where reports came in; the longer that takes, the more seldom."""
        if self._joining is not None and not self._store.incidents.is_up_to_date():
            options, rule = self._joining
            start = monotonic()
            tell_incidents(self._store, self._day(), options=options, rule=rule)
            self._join_at = monotonic() + max(_JOIN_PAUSE, _JOIN_SHARE * (monotonic() - start))

    def _day(self) -> str:
        return datetime.fromtimestamp(self._now(), UTC).date().isoformat()

    def _fetch(self, asked: Sequence[tuple[str, str, Known]]) -> list[Fetched | FetchError | None]:
        """What each address gave, in order; None where the fetch was broken off by a stop."""
        types = {"feed": FEEDS, "list": LISTS, "file": LISTS, "page": PAGES}

        def one(given: tuple[str, str, Known]) -> Fetched | FetchError | None:
            address, kind, known = given
            try:
                return self._fetcher.fetch(address, types[kind], known)
            except FetchError as error:
                return error
            except Stopped:
                return None

        if len(asked) <= 1:
            return [one(a) for a in asked]
        with ThreadPoolExecutor(min(_AT_ONCE, len(asked))) as pool:
            return list(pool.map(one, asked))


def _safely(reading: Readings, where: str) -> Readings:
    """What is read; where the reader itself fails, one line that says so, so that one bad page does not end the watch."""
    try:
        yield from reading
    except Exception as error:
        yield Unreadable(
            where, f"{where}: the reader failed ({type(error).__name__}: {str(error)[:200]}). Please report this."
        )


def _page_of(listed: Unreadable) -> Found:
    address = listed.address or ""
    return Found(address, "1", "page", address, listed.title, listed.published)


def _own_name(name: str) -> str:
    """The name in the settings of a source that the ledger calls `feeds.NAME`."""
    return name.partition(".")[2]


def sources_of(watch: Watch) -> list[tuple[str, tuple[str, str]]]:
    """What the settings name: `feeds.NAME`, its kind and its address."""
    return [
        *((f"feeds.{n}", ("feed", s.address)) for n, s in sorted(watch.feeds.items())),
        *((f"folders.{n}", ("folder", str(s.path))) for n, s in sorted(watch.folders.items())),
        *((f"lists.{n}", ("list", s.address)) for n, s in sorted(watch.lists.items())),
    ]


def _every_of(watch: Watch, name: str) -> float:
    kind, _, own = name.partition(".")
    source = {"feeds": watch.feeds, "folders": watch.folders, "lists": watch.lists}[kind][own]  # type: ignore[index]
    return seconds_of(source.every or watch.every)
