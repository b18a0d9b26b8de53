"""The health page: on loopback, for a person, a monitor and Prometheus."""

import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from dateline.errors import StoreError
from dateline.watch import Health, Ledger, Work, pages_of_health

NOW = 1_700_000_000.0
HOSTILE = '<script>alert(1)</script>"\n# HELP x'


@pytest.fixture
def work() -> Work:
    work = Work(alive=monotonic())
    work.reports.update(coded=3, failed=1)
    work.pages["fetched"] += 4
    work.looks["feeds.wire", "done"] += 2
    return work


@pytest.fixture
def health(tmp_path: Path, work: Work) -> Iterator[Health]:
    ledger = Ledger(tmp_path / "x.watch")
    ledger.register([("feeds.wire", "feed", f"http://wire.example/{HOSTILE}", 600.0)], NOW)
    ledger.failed(ledger.sources()[0], f"answers 500 {HOSTILE}", NOW, NOW + 60)
    yield Health(tmp_path / "x.watch", work, lambda: NOW + 100)
    ledger.close()


def ask(port: int, path: str, host: str | None = None) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", path, headers={"Host": host} if host else {})
    response = connection.getresponse()
    found = response.status, dict(response.getheaders()), response.read().decode()
    connection.close()
    return found


def test_health_is_told_to_a_monitor(health: Health) -> None:
    with pages_of_health(health, 0) as port:
        status, _, body = ask(port, "/health")
    state = json.loads(body)
    assert (status, state["status"], state["failing"]) == (200, "failing", ["feeds.wire"])
    assert state["reports"] == {"coded": 3, "failed": 1} and state["sources"][0]["overdue_s"] == 40


def test_a_watcher_without_a_sign_of_life_is_stuck(health: Health, work: Work) -> None:
    work.alive = monotonic() - 3_600
    with pages_of_health(health, 0) as port:
        assert ask(port, "/health")[0] == 503


def test_metrics_are_read_by_prometheus(health: Health) -> None:
    from prometheus_client.parser import text_string_to_metric_families

    with pages_of_health(health, 0) as port:
        _, headers, body = ask(port, "/metrics")
    assert headers["Content-Type"].startswith("text/plain; version=0.0.4")
    samples = {
        (s.name, tuple(s.labels.values())): s.value for f in text_string_to_metric_families(body) for s in f.samples
    }
    assert samples["dateline_watch_reports_total", ("coded",)] == 3
    assert samples["dateline_watch_looks_total", ("done", "feeds.wire")] == 2
    assert samples["dateline_watch_failures", ("feeds.wire",)] == 1
    assert samples["dateline_watch_overdue_seconds", ("feeds.wire",)] == 40
    assert ("process_resident_memory_bytes", ()) in samples


def test_the_page_escapes_what_comes_from_outside_and_runs_nothing(health: Health) -> None:
    with pages_of_health(health, 0) as port:
        status, headers, body = ask(port, "/")
    assert status == 200 and "<script>" not in body and "&lt;script&gt;" in body
    assert "default-src 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:80", "192.168.0.1:80"])
def test_another_host_name_is_refused(health: Health, host: str) -> None:
    with pages_of_health(health, 0) as port:
        assert ask(port, "/health", host)[0] == 403


def test_other_paths_are_not_there_and_a_taken_port_is_told(health: Health) -> None:
    with pages_of_health(health, 0) as port:
        assert ask(port, "/etc/passwd")[0] == 404
        with pytest.raises(StoreError, match="port in"), pages_of_health(health, port):
            pass
