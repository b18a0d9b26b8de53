"""The watcher, step by step, against a small wire service on loopback; time is a number that the test moves."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import StoreError
from dateline.records import Report, Unreadable
from dateline.resources import Resources
from dateline.watch import Ledger, gap_rows, status_rows
from served import Served, answer, serving

from .made import STORIES, Clock, addresses, feed_of, page_of, publish, watching, work_off


@pytest.fixture
def wire() -> Iterator[Served]:
    with serving({}) as served:
        publish(served, [0, 1])
        yield served


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_what_a_feed_names_is_fetched_coded_and_kept(
    tmp_path: Path, resources: Resources, wire: Served, clock: Clock
) -> None:
    with watching(tmp_path, resources, wire, clock) as (watcher, store, ledger):
        work_off(watcher)
        assert addresses(store) == ["p/0", "p/1"]
        first = next(r for r in store.reports() if r["source_uri"].endswith("/p/0"))
        assert (first["title"], first["published"], first["retrieved"]) == ("Story 0", "2013-05-06", "2023-11-14")
        assert STORIES[0] in first["text"] and first["events"] > 0
        assert store.incidents.is_up_to_date()
        (row,) = status_rows(ledger, clock())
        assert (row["waiting"], row["done"], row["failures"]) == (0, 2, 0)


def test_an_entry_is_fetched_once_and_again_only_when_it_changes(
    tmp_path: Path, resources: Resources, wire: Served, clock: Clock
) -> None:
    with watching(tmp_path, resources, wire, clock) as (watcher, store, _):
        work_off(watcher)
        clock.now += 600
        publish(wire, [0, 1, 2])
        work_off(watcher)
        assert wire.paths.count("/feed") == 2 and wire.paths.count("/p/0") == 1 and wire.paths.count("/p/2") == 1
        clock.now += 600
        publish(wire, [0, 1, 2], title="Toll rises")
        wire.routes["/p/0"] = answer(page_of(0).replace("two soldiers", "five soldiers"))
        work_off(watcher)
        assert wire.paths.count("/p/0") == 2
        revisions = [r["revision"] for r in store.reports(all_revisions=True) if r["source_uri"].endswith("/p/0")]
        assert sorted(revisions) == [1, 2] and addresses(store).count("p/1") == 1


def test_a_source_is_looked_at_when_it_is_due_and_not_before(
    tmp_path: Path, resources: Resources, wire: Served, clock: Clock
) -> None:
    with watching(tmp_path, resources, wire, clock) as (watcher, _, _):
        work_off(watcher)
        clock.now += 590
        assert watcher.step() == pytest.approx(10, abs=1)
        assert wire.paths.count("/feed") == 1


def test_an_unchanged_feed_costs_one_conditional_request(
    tmp_path: Path, resources: Resources, wire: Served, clock: Clock
) -> None:
    body = feed_of()

    def conditional(handler: Any) -> None:
        is_same = handler.headers.get("If-None-Match") == '"v1"'
        answer("" if is_same else body, status=304 if is_same else 200, media="text/xml", ETag='"v1"')(handler)

    wire.routes["/feed"] = conditional
    with watching(tmp_path, resources, wire, clock) as (watcher, _, ledger):
        work_off(watcher)
        for _ in range(2):
            clock.now += 600
            work_off(watcher)
        assert [p["outcome"] for p in reversed(ledger.polls(9))] == ["done", "same", "same"]
        assert [h.get("If-None-Match") for _, h in wire.asked] == [None, '"v1"', '"v1"']


def test_the_feeds_own_words_are_coded_where_they_are_whole(
    tmp_path: Path, resources: Resources, wire: Served, clock: Clock
) -> None:
    publish(wire, [3], text=f"{STORIES[3]} {'They sang and waved flags until the evening. ' * 40}")
    with watching(tmp_path, resources, wire, clock) as (watcher, store, _):
        work_off(watcher)
        (report,) = store.reports()
        assert report["text"].startswith(STORIES[3]) and report["source_uri"].endswith("/p/3")
        assert "/p/3" not in wire.paths


def test_the_feeds_own_words_stand_in_for_a_page_that_cannot_be_had(
    tmp_path: Path, resources: Resources, wire: Served, clock: Clock
) -> None:
    publish(wire, [0, 1, 2], text=STORIES[4])
    wire.routes["/p/0"] = answer(status=403)
    wire.routes["/p/1"] = answer("<html><body><nav>Please subscribe</nav></body></html>")
    wire.routes["/p/2"] = answer(b"\x89PNG", media="image/png")
    with watching(tmp_path, resources, wire, clock) as (watcher, store, _):
        work_off(watcher)
        assert addresses(store) == ["p/0", "p/1", "p/2"] and {r["text"] for r in store.reports()} == {STORIES[4]}


def test_a_page_that_cannot_be_had_for_now_is_tried_again_and_given_up_in_the_end(
    tmp_path: Path, resources: Resources, wire: Served, clock: Clock
) -> None:
    wire.routes["/p/0"] = wire.routes["/p/1"] = answer(status=503)
    given = {"feeds": {"wire": {"address": f"http://127.0.0.1:{wire.port}/feed", "text": "page"}}, "give_up": "1h"}
    with watching(tmp_path, resources, wire, clock, **given) as (watcher, store, _):
        work_off(watcher)
        assert wire.paths.count("/p/0") == 1
        clock.now += 61
        wire.routes["/p/1"] = answer(page_of(1))
        work_off(watcher)
        assert wire.paths.count("/p/0") == 2 and addresses(store) == ["p/1"]
        for _ in range(20):
            clock.now += 300
            work_off(watcher)
        assert wire.paths.count("/p/0") <= 5
        (left,) = store.not_coded()
        assert left["source_uri"].endswith("/p/0") and "503" in left["reason"]


def test_a_feed_that_fails_is_tried_again_and_the_gap_is_told(
    tmp_path: Path, resources: Resources, wire: Served, clock: Clock
) -> None:
    with watching(tmp_path, resources, wire, clock) as (watcher, _, ledger):
        work_off(watcher)
        wire.routes["/feed"] = answer(status=500)
        for _ in range(30):
            clock.now += 60
            work_off(watcher)
        (gap,) = gap_rows(ledger, clock())
        assert gap["until"] is None and "500" in gap["why"] and gap["minutes"] == 30
        (row,) = status_rows(ledger, clock())
        assert row["failures"] >= 3 and "500" in row["fault"]
        publish(wire, [1, 2])
        clock.now += 1_200
        work_off(watcher)
        (gap,) = gap_rows(ledger, clock())
        assert gap["until"] is not None and not gap["may_lack"]
        assert status_rows(ledger, clock())[0]["failures"] == 0


def test_a_feed_that_shows_nothing_of_what_was_known_may_lack_something(
    tmp_path: Path, resources: Resources, wire: Served, clock: Clock
) -> None:
    with watching(tmp_path, resources, wire, clock) as (watcher, _, ledger):
        work_off(watcher)
        clock.now += 600
        publish(wire, [3, 4])
        work_off(watcher)
        (gap,) = gap_rows(ledger, clock())
        assert gap["may_lack"] and gap["why"] == "everything in the feed is new"


def test_looks_that_nobody_took_are_in_the_ledger(
    tmp_path: Path, resources: Resources, wire: Served, clock: Clock
) -> None:
    with watching(tmp_path, resources, wire, clock) as (watcher, _, _):
        work_off(watcher)
    clock.now += 7_300
    with watching(tmp_path, resources, wire, clock) as (watcher, _, ledger):
        work_off(watcher)
        polls = [(p["outcome"], p["times"]) for p in reversed(ledger.polls(9))]
        assert polls == [("done", 1), ("missed", 11), ("done", 1)]
        (gap,) = gap_rows(ledger, clock())
        assert gap["why"] == "nobody was watching" and not gap["may_lack"]


def test_what_waits_when_the_watcher_ends_is_done_by_the_next(
    tmp_path: Path, resources: Resources, wire: Served, clock: Clock
) -> None:
    publish(wire, range(6))
    with watching(tmp_path, resources, wire, clock) as (watcher, store, _):
        watcher.step()
        begun = len(addresses(store))
        assert begun < 6
    with watching(tmp_path, resources, wire, clock) as (watcher, store, _):
        work_off(watcher)
        assert addresses(store) == [f"p/{n}" for n in range(6)]
        assert wire.paths.count("/feed") == 1 and all(wire.paths.count(f"/p/{n}") == 1 for n in range(6))


def test_a_clock_that_is_moved_back_stops_nothing(
    tmp_path: Path, resources: Resources, wire: Served, clock: Clock
) -> None:
    with watching(tmp_path, resources, wire, clock) as (watcher, _, ledger):
        work_off(watcher)
        clock.now -= 10 * 86_400
        assert 0 < watcher.step() <= 600
        clock.now += 601
        publish(wire, [0, 1, 2])
        work_off(watcher)
        assert wire.paths.count("/feed") == 2 and "/p/2" in wire.paths
        assert all(g["minutes"] >= 0 for g in gap_rows(ledger, clock()))


def test_a_clock_moved_back_while_nobody_watched_stops_nothing(
    tmp_path: Path, resources: Resources, wire: Served, clock: Clock
) -> None:
    with watching(tmp_path, resources, wire, clock) as (watcher, _, _):
        work_off(watcher)
    clock.now -= 10 * 86_400
    with watching(tmp_path, resources, wire, clock) as (watcher, _, _):
        watcher.step()
        clock.now += 601
        work_off(watcher)
        assert wire.paths.count("/feed") == 2


def test_files_put_into_a_folder_are_coded_once(tmp_path: Path, resources: Resources, clock: Clock) -> None:
    inbox = tmp_path / "inbox"
    (inbox / "deeper").mkdir(parents=True)
    (inbox / "a.txt").write_text(STORIES[0])
    (inbox / "deeper" / "b.txt").write_text(STORIES[1])
    (inbox / "c.exe").write_bytes(b"MZ")
    (inbox / ".hidden.txt").write_text(STORIES[2])
    clock.now = (inbox / "a.txt").stat().st_mtime + 60
    with watching(tmp_path, resources, None, clock, folders={"inbox": {"path": str(inbox)}}) as (
        watcher,
        store,
        ledger,
    ):
        work_off(watcher)
        assert [r["source_uri"].rpartition("/")[2] for r in store.reports()] != []
        assert len(list(store.reports())) == 2
        assert [n["outcome"] for n in store.not_coded() if n["source_uri"].endswith("c.exe")] == ["skipped"]
        clock.now += 600
        work_off(watcher)
        assert watcher.work.reports["coded"] == 2
        (inbox / "a.txt").write_text(STORIES[0].replace("two soldiers", "nine soldiers"))
        clock.now = (inbox / "a.txt").stat().st_mtime + 2_000
        work_off(watcher)
        assert sorted(r["revision"] for r in store.reports(all_revisions=True)) == [1, 1, 2]
        assert status_rows(ledger, clock())[0]["waiting"] == 0


def test_a_file_that_is_being_written_is_left_for_the_next_look(
    tmp_path: Path, resources: Resources, clock: Clock
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text(STORIES[0])
    clock.now = (inbox / "a.txt").stat().st_mtime + 0.5
    with watching(tmp_path, resources, None, clock, folders={"inbox": {"path": str(inbox)}}) as (watcher, store, _):
        work_off(watcher)
        assert list(store.reports()) == []
        clock.now += 3
        work_off(watcher)
        assert len(list(store.reports())) == 1


def test_a_folder_that_is_gone_is_told(tmp_path: Path, resources: Resources, clock: Clock) -> None:
    with watching(tmp_path, resources, None, clock, folders={"inbox": {"path": str(tmp_path / "no")}}) as (
        watcher,
        _,
        ledger,
    ):
        work_off(watcher)
        assert "cannot be read" in status_rows(ledger, clock())[0]["fault"]


def test_a_list_names_files_and_the_files_name_pages(
    tmp_path: Path, resources: Resources, wire: Served, clock: Clock
) -> None:
    at = f"http://127.0.0.1:{wire.port}"
    rows = [["1-1", "20130506081500", "1", "wire", f"{at}/p/{n}", *[""] * 22] for n in (0, 1)]
    wire.routes["/1.gkg.csv"] = answer("\n".join("\t".join(r) for r in rows), media="text/csv")
    digest = "0123456789abcdef0123456789abcdef"
    pointer = f"99 {digest} {at}/1.export.CSV\n98 {digest} {at}/1.gkg.csv\n"
    wire.routes["/last.txt"] = answer(pointer, media="text/plain")
    with watching(tmp_path, resources, wire, clock, lists={"gdelt": {"address": f"{at}/last.txt"}}) as (
        watcher,
        store,
        ledger,
    ):
        work_off(watcher)
        assert addresses(store) == ["p/0", "p/1"] and "/1.export.CSV" not in wire.paths
        clock.now += 600
        work_off(watcher)
        assert wire.paths.count("/1.gkg.csv") == 1 and wire.paths.count("/p/0") == 1
        clock.now += 3_000
        work_off(watcher)
        assert [g["may_lack"] for g in gap_rows(ledger, clock())] == [True]


def test_files_of_a_list_that_came_and_went_unseen_are_fetched_within_bounds(
    tmp_path: Path, resources: Resources, wire: Served, clock: Clock
) -> None:
    at = f"http://127.0.0.1:{wire.port}"

    def name(minute: str, page: int) -> None:
        row = ["1-1", "20130506081500", "1", "wire", f"{at}/p/{page}", *[""] * 22]
        wire.routes[f"/201305060{minute}00.gkg.csv"] = answer("\t".join(row), media="text/csv")
        pointer = f"98 0123456789abcdef0123456789abcdef {at}/201305060{minute}00.gkg.csv\n"
        wire.routes["/last.txt"] = answer(pointer, media="text/plain")

    publish(wire, [0, 1, 2, 3])
    given = {"gdelt": {"address": f"{at}/last.txt", "missed": 3, "every": "15m"}}
    with watching(tmp_path, resources, wire, clock, lists=given) as (watcher, store, ledger):
        name("800", 0)
        work_off(watcher)
        name("815", 1)  # seen by nobody
        name("830", 2)
        clock.now += 1_800
        work_off(watcher)
        assert addresses(store) == ["p/0", "p/1", "p/2"]
        assert [g["may_lack"] for g in gap_rows(ledger, clock())] == [False]
        name("945", 3)  # 08:45, 09:00, 09:15 and 09:30 went by: one more than is wanted, and none is there any more
        clock.now += 4_500
        work_off(watcher)
        assert [g["may_lack"] for g in gap_rows(ledger, clock())] == [True, False]
        gone = [p for p in wire.paths if p.endswith("00.gkg.csv") and p not in wire.routes]
        assert gone == [f"/201305060{m}00.gkg.csv" for m in ("900", "915", "930")]
        assert addresses(store) == ["p/0", "p/1", "p/2", "p/3"]
        assert len(list(store.not_coded())) == 3


def test_a_table_of_texts_is_coded_and_its_addresses_fetched(
    tmp_path: Path, resources: Resources, wire: Served, clock: Clock
) -> None:
    at = f"http://127.0.0.1:{wire.port}"
    wire.routes["/rows.csv"] = answer(f"url,text\n{at}/x,{STORIES[2]!r}\n{at}/p/1,\n", media="text/csv")
    with watching(tmp_path, resources, wire, clock, lists={"rows": {"address": f"{at}/rows.csv"}}) as (
        watcher,
        store,
        _,
    ):
        work_off(watcher)
        assert addresses(store) == ["p/1", "x"]


@pytest.mark.parametrize("body", ["no feed", "", '<!DOCTYPE x [<!ENTITY a "b">]><rss version="2.0"/>', "/etc/passwd"])
def test_what_is_no_feed_is_told_and_nothing_else_stops(
    tmp_path: Path, resources: Resources, wire: Served, clock: Clock, body: str
) -> None:
    wire.routes["/bad"] = answer(body, media="text/xml")
    at = f"http://127.0.0.1:{wire.port}"
    feeds = {"bad": {"address": f"{at}/bad"}, "good": {"address": f"{at}/feed"}}
    with watching(tmp_path, resources, wire, clock, feeds=feeds) as (watcher, store, ledger):
        work_off(watcher)
        assert addresses(store) == ["p/0", "p/1"]
        assert [bool(r["fault"]) for r in status_rows(ledger, clock())] == [True, False]


def test_a_feed_does_not_lead_into_this_machine(
    tmp_path: Path, resources: Resources, wire: Served, clock: Clock
) -> None:
    links = [
        "http://127.0.0.2:1/x",
        "http://169.254.169.254/latest",
        "file:///etc/passwd",
        "http://[::1]/",
        "http://localhost/",
    ]
    items = "".join(f"<item><guid>{n}</guid><title>t</title><link>{link}</link></item>" for n, link in enumerate(links))
    wire.routes["/feed"] = answer(feed_of(items), media="text/xml")
    with watching(tmp_path, resources, wire, clock) as (watcher, store, ledger):
        work_off(watcher)
        assert list(store.reports()) == [] and status_rows(ledger, clock())[0]["waiting"] == 0
        assert len(list(store.not_coded())) == len(links)


def test_a_reader_that_fails_on_a_page_fails_on_that_page_alone(
    tmp_path: Path, resources: Resources, wire: Served, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dateline.watch import watcher as module

    sound = module.read_page

    def fragile(found: Any, page: Any, *rest: Any) -> Iterator[Report | Unreadable]:
        if found.key == "g0":
            raise ZeroDivisionError("by accident")
        return sound(found, page, *rest)

    monkeypatch.setattr(module, "read_page", fragile)
    with watching(tmp_path, resources, wire, clock) as (watcher, store, _):
        work_off(watcher)
        assert addresses(store) == ["p/1"]
        assert "ZeroDivisionError" in next(store.not_coded())["reason"]


def test_an_item_that_ends_the_process_again_and_again_is_worked_on_alone_and_then_left(
    tmp_path: Path, resources: Resources, wire: Served, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dateline.watch import watcher as module

    sound, seen = module.read_page, []

    class Killed(BaseException):
        """Stands in for the end of the process."""

    def deadly(found: Any, page: Any, *rest: Any) -> Iterator[Report | Unreadable]:
        seen.append(found.key)
        if found.key == "g0":
            raise Killed
        return sound(found, page, *rest)

    monkeypatch.setattr(module, "read_page", deadly)
    given = {"feeds": {"wire": {"address": f"http://127.0.0.1:{wire.port}/feed"}}, "give_up": "1h"}
    for _ in range(60):
        with watching(tmp_path, resources, wire, clock, **given) as (watcher, store, _):
            try:
                work_off(watcher)
            except Killed:
                continue
            assert addresses(store) == ["p/1"]
            left = [n["source_uri"].rpartition("/")[2] for n in store.not_coded()]
            if left:
                break
            clock.now += 300
    assert left == ["0"] and 6 <= seen.count("g0") <= 30


def test_watching_once_works_through_everything_and_says_whether_all_was_seen(
    tmp_path: Path, resources: Resources, wire: Served, clock: Clock
) -> None:
    def never(seconds: float) -> None:
        raise AssertionError("waited")

    with watching(tmp_path, resources, wire, clock) as (watcher, store, _):
        assert watcher.run_once(never) is True
        assert addresses(store) == ["p/0", "p/1"]
        wire.routes["/feed"] = answer(status=404)
        assert watcher.run_once(never) is False
        assert wire.paths.count("/feed") == 2
        watcher.run_once(never)
        assert wire.paths.count("/feed") == 2


def test_a_source_that_is_left_out_of_the_settings_is_left_alone(
    tmp_path: Path, resources: Resources, wire: Served, clock: Clock
) -> None:
    publish(wire, range(6))
    at = f"http://127.0.0.1:{wire.port}"
    with watching(tmp_path, resources, wire, clock) as (watcher, _, _):
        watcher.step()
    asked = len(wire.asked)
    with watching(tmp_path, resources, wire, clock, feeds={"other": {"address": f"{at}/other"}}) as (
        watcher,
        _,
        ledger,
    ):
        work_off(watcher)
        assert [s.name for s in ledger.sources()] == ["feeds.other"]
        assert [p for p in wire.paths[asked:] if p.startswith("/p/")] == []


def test_another_file_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "x.watch").write_bytes(b"something else" * 100)
    with pytest.raises(StoreError, match="ledger"):
        Ledger(tmp_path / "x.watch")
