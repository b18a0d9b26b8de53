"""The fetcher against servers that misbehave; all on loopback, which these tests allow by a setting."""

import gzip
import socket
import time
import zlib
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_network
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from dateline.fetch import FEEDS, Fetcher, FetchError, FetchOptions, Known, Stopped, Turns
from served import Served, answer, serving

LOOPBACK = (ip_network("127.0.0.1/32"),)
PEM = Path(__file__).parent / "wire.example.pem"
PAGE = "<html><body><p>Shells fell on the market.</p></body></html>"


def options(served: Served, **given: Any) -> FetchOptions:
    known: dict[str, Any] = {
        "networks": LOOPBACK,
        "ports": (served.port,),
        "delay": 0.0,
        "honour_robots": False,
        "seconds": 5.0,
    }
    return FetchOptions(**{**known, **given})


def fetcher(served: Served, **given: Any) -> Fetcher:
    return Fetcher(options(served, **given), resolve=lambda host, port: ["127.0.0.1"])


def refused(served: Served, path: str, **given: Any) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetcher(served, **given).fetch(f"http://wire.example:{served.port}{path}")
    return caught.value


def test_a_page_is_fetched_with_what_is_known_of_it() -> None:
    route = answer(
        PAGE, media="text/html; charset=windows-1252", ETag='"v1"', Last_Modified="Mon, 06 May 2013 08:00:00 GMT"
    )
    with serving({"/a?x=1": route}) as served:
        found = fetcher(served).fetch(f"http://wire.example:{served.port}/a?x=1#part")
    assert (found.body.decode(), found.media_type, found.charset) == (PAGE, "text/html", "windows-1252")
    assert (found.etag, found.last_modified) == ('"v1"', "Mon, 06 May 2013 08:00:00 GMT")
    path, headers = served.asked[0]
    assert path == "/a?x=1" and headers["Host"] == f"wire.example:{served.port}"
    assert headers["User-Agent"].startswith("Dateline/") and "Cookie" not in headers and "Referer" not in headers


def test_what_did_not_change_is_told_by_the_server() -> None:
    with serving({"/feed": answer(status=304, media=None)}) as served:
        found = fetcher(served).fetch(f"http://wire.example:{served.port}/feed", FEEDS, Known('"v1"', "yesterday"))
    assert found.is_same and found.etag == '"v1"' and found.body == b""
    sent = served.asked[0][1]
    assert (sent["If-None-Match"], sent["If-Modified-Since"]) == ('"v1"', "yesterday")


def test_loopback_is_refused_where_it_is_not_allowed() -> None:
    with serving({"/": answer(PAGE)}) as served:
        error = refused(served, "/", networks=())
        assert "loopback" in str(error) and error.is_final and served.asked == []


@pytest.mark.parametrize("host", ["127.0.0.2", "169.254.169.254", "[::1]", "[64:ff9b::7f00:1]", "10.0.0.7"])
def test_a_redirect_to_a_private_address_is_refused(host: str) -> None:
    with serving({}) as served:
        served.routes["/"] = answer(status=302, Location=f"http://{host}:{served.port}/secret")
        own = Fetcher(
            options(served), resolve=lambda name, port: [name if name[0].isdigit() or ":" in name else "127.0.0.1"]
        )
        with pytest.raises(FetchError, match="Not fetched"):
            own.fetch(f"http://wire.example:{served.port}/")
        assert served.paths == ["/"]


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://wire.example/", "http://a@wire.example/", "http://wire.example:22/"]
)
def test_a_redirect_to_another_kind_of_address_is_refused(location: str) -> None:
    with serving({"/": answer(status=301, Location=location)}) as served:
        assert refused(served, "/").is_final


def test_five_redirects_are_followed_and_no_more() -> None:
    routes = {f"/{n}": answer(status=302, Location=f"/{n + 1}") for n in range(6)}
    with serving({**routes, "/6": answer(PAGE)}) as served:
        assert fetcher(served).fetch(f"http://wire.example:{served.port}/1").address.endswith("/6")
        assert "more than 5 redirects" in str(refused(served, "/0"))


def test_a_name_is_resolved_once_and_the_number_pinned() -> None:
    answers = iter([["127.0.0.1"], ["169.254.169.254"]])
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    with serving({"/": answer(PAGE)}) as served:
        own = Fetcher(options(served), resolve=rebinding)
        assert own.fetch(f"http://wire.example:{served.port}/").body
        with pytest.raises(FetchError, match="link-local"):
            own.fetch(f"http://wire.example:{served.port}/")
    assert asked == ["wire.example", "wire.example"]


def test_of_several_numbers_only_those_that_may_be_are_connected_to() -> None:
    with serving({"/": answer(PAGE)}) as served:
        own = Fetcher(options(served), resolve=lambda host, port: ["10.0.0.1", "64:ff9b::7f00:1", "127.0.0.1"])
        assert own.fetch(f"http://wire.example:{served.port}/").body


def test_the_environment_names_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    with serving({"/": answer(PAGE)}) as served:
        assert fetcher(served).fetch(f"http://wire.example:{served.port}/").body


def test_a_certificate_must_be_that_of_the_host_though_the_number_is_pinned() -> None:
    with serving({"/": answer(PAGE)}, certificate=PEM) as served:
        own = fetcher(served, authorities=PEM)
        assert own.fetch(f"https://wire.example:{served.port}/").body
        with pytest.raises(FetchError, match="certificate") as caught:
            own.fetch(f"https://another.example:{served.port}/")
        assert not caught.value.is_final
        with pytest.raises(FetchError, match="certificate"):
            fetcher(served).fetch(f"https://wire.example:{served.port}/")


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(600):
        handler.wfile.write(b"a")
        handler.wfile.flush()
        time.sleep(0.05)


def drip_head(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for n in range(600):
        handler.wfile.write(f"X-{n}: a\r\n".encode())
        handler.wfile.flush()
        time.sleep(0.05)


def hang(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(30)


@pytest.mark.parametrize("route", [drip, drip_head, hang])
def test_a_server_that_drips_is_left_when_time_is_up(route: Any) -> None:
    with serving({"/": route}) as served:
        start = time.monotonic()
        error = refused(served, "/", seconds=0.6)
        assert time.monotonic() - start < 3
    assert not error.is_final and ("longer than" in str(error) or "properly" in str(error))


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while True:
        handler.wfile.write(b"a" * 65_536)


def test_an_endless_body_is_cut_at_the_limit() -> None:
    with serving({"/": endless, "/told": answer(b"x", Content_Length="999999999")}) as served:
        assert "more than 1 MB" in str(refused(served, "/", max_bytes=1_000_000))
        assert "more than 20 MB" in str(refused(served, "/told"))


def test_a_packed_body_is_unpacked_and_a_bomb_is_not() -> None:
    bomb = gzip.compress(b"\0" * 30_000_000)
    raw = zlib.compressobj(wbits=-15)
    routes = {
        "/gzip": answer(gzip.compress(PAGE.encode()), Content_Encoding="gzip"),
        "/deflate": answer(zlib.compress(PAGE.encode()), Content_Encoding="deflate"),
        "/raw": answer(raw.compress(PAGE.encode()) + raw.flush(), Content_Encoding="deflate"),
        "/bomb": answer(bomb, Content_Encoding="gzip"),
        "/cut": answer(gzip.compress(PAGE.encode())[:-12], Content_Encoding="gzip"),
        "/broken": answer(b"no gzip at all", Content_Encoding="gzip"),
        "/other": answer(b"x", Content_Encoding="br"),
    }
    with serving(routes) as served:
        for path in ("/gzip", "/deflate", "/raw"):
            assert fetcher(served).fetch(f"http://wire.example:{served.port}{path}").body.decode() == PAGE
        assert "200 times its size" in str(refused(served, "/bomb"))
        assert "more than 2 MB" in str(refused(served, "/bomb", max_unpacked=2_000_000, max_ratio=100_000))
        assert not refused(served, "/cut").is_final
        assert "broken" in str(refused(served, "/broken"))
        assert "packed in a way" in str(refused(served, "/other"))


def test_a_body_that_is_cut_short_is_no_page() -> None:
    with serving({"/": answer(b"<p>half", Content_Length="5000")}) as served:
        error = refused(served, "/")
        assert not error.is_final and ("cut short" in str(error) or "broken" in str(error))


@pytest.mark.parametrize("media", ["image/png", "application/octet-stream", "video/mp4", None])
def test_other_media_types_are_refused(media: str | None) -> None:
    with serving({"/": answer(b"x", media=media)}) as served:
        assert "media type" in str(refused(served, "/"))


def test_what_is_no_http_is_told_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def speak() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")

        Thread(target=speak, daemon=True).start()
        error = refused(Served(listening.getsockname()[1], {}), "/")
    assert "properly" in str(error) and not error.is_final and "\n" not in str(error)


def test_nobody_there_is_told_and_may_be_tried_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert "cannot be reached" in str(error := refused(Served(port, {}), "/")) and not error.is_final


def test_a_name_that_is_not_found_is_told_and_may_be_tried_again() -> None:
    def nowhere(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(FetchError, match="not found") as caught:
        Fetcher(FetchOptions(honour_robots=False), resolve=nowhere).fetch("http://nowhere.example/")
    assert not caught.value.is_final


def test_a_resolver_that_hangs_is_left_when_time_is_up() -> None:
    def slow(host: str, port: int) -> list[str]:
        time.sleep(20)
        return []

    with pytest.raises(FetchError, match="longer than"):
        Fetcher(FetchOptions(honour_robots=False, seconds=0.3), resolve=slow).fetch("http://slow.example/")


@pytest.mark.parametrize(
    ("status", "is_final"), [(404, True), (403, True), (410, True), (429, False), (500, False), (503, False)]
)
def test_an_answer_tells_whether_asking_again_may_help(status: int, is_final: bool) -> None:
    with serving({"/": answer(status=status)}) as served:
        error = refused(served, "/")
        assert (error.status, error.is_final) == (status, is_final)


def test_a_host_that_asks_to_be_left_alone_is_left_alone() -> None:
    later = time.time() + 400
    stamp = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(later))
    with serving({"/": answer(status=429, Retry_After="120"), "/at": answer(status=503, Retry_After=stamp)}) as served:
        own = fetcher(served)
        with pytest.raises(FetchError) as caught:
            own.fetch(f"http://wire.example:{served.port}/")
        assert caught.value.retry_after == 120
        with pytest.raises(FetchError, match="left alone"):
            own.fetch(f"http://wire.example:{served.port}/again")
        assert served.paths == ["/"]
        assert 300 < (refused(served, "/at").retry_after or 0) <= 400


def test_robots_are_asked_once_and_honoured() -> None:
    routes = {"/robots.txt": answer("User-agent: *\nDisallow: /private", media="text/plain"), "/a": answer(PAGE)}
    with serving({**routes, "/private/b": answer(PAGE)}) as served:
        own = fetcher(served, honour_robots=True)
        assert own.fetch(f"http://wire.example:{served.port}/a").body
        with pytest.raises(FetchError, match=r"robots\.txt asks not") as caught:
            own.fetch(f"http://wire.example:{served.port}/private/b")
        assert caught.value.is_final and served.paths == ["/robots.txt", "/a"]
        assert fetcher(served).fetch(f"http://wire.example:{served.port}/private/b").body


def test_a_redirect_into_what_robots_forbid_is_refused() -> None:
    routes = {
        "/robots.txt": answer("User-agent: *\nDisallow: /private", media="text/plain"),
        "/a": answer(status=302, Location="/private/b"),
        "/private/b": answer(PAGE),
    }
    with serving(routes) as served:
        assert "robots.txt asks not" in str(refused(served, "/a", honour_robots=True))
        assert "/private/b" not in served.paths


def test_no_robots_allow_all_and_a_server_at_fault_allows_nothing_for_now() -> None:
    with serving({"/a": answer(PAGE)}) as served:
        assert fetcher(served, honour_robots=True).fetch(f"http://wire.example:{served.port}/a").body
    with serving({"/a": answer(PAGE), "/robots.txt": answer(status=503)}) as served:
        error = refused(served, "/a", honour_robots=True)
        assert not error.is_final and "/a" not in served.paths


def test_a_host_is_asked_one_request_at_a_time_with_a_pause() -> None:
    now, slept = [100.0], []

    def pause(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    turns = Turns(lambda: now[0], pause)
    for host in ("a.example", "b.example", "a.example"):
        with turns.of(host, 1.0, lambda: None):
            pass
    assert sum(slept) == pytest.approx(1.0)
    assert turns.wait("a.example") == pytest.approx(1.0) and turns.wait("c.example") == 0


def test_two_threads_never_ask_one_host_at_once() -> None:
    running, most = [0], [0]

    def slow(handler: BaseHTTPRequestHandler) -> None:
        running[0] += 1
        most[0] = max(most[0], running[0])
        time.sleep(0.05)
        running[0] -= 1
        answer(PAGE)(handler)

    with serving({"/": slow}) as served:
        own = fetcher(served)
        threads = [Thread(target=own.fetch, args=(f"http://wire.example:{served.port}/",)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert most == [1] and len(served.asked) == 6


def test_a_fetch_ends_at_once_when_told_to_stop() -> None:
    with serving({"/": hang}) as served:
        own = fetcher(served, seconds=25)
        Thread(target=lambda: (time.sleep(0.3), own.stopping.set()), daemon=True).start()
        start = time.monotonic()
        with pytest.raises(Stopped):
            own.fetch(f"http://wire.example:{served.port}/")
        assert time.monotonic() - start < 3
