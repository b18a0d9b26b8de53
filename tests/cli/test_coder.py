"""`code --coder` as a user meets it: the tally, the store, the key that is never shown, and what is refused before anything is sent."""

import json
import os
import subprocess
import sys

import pytest

from coders.server import says, serving, status

TEXT = "GOMA, May 5, 2013 (Sample Wire) - Rebels killed two soldiers near Goma on Sunday."
KEY = "sk-never-shown-3141"
TOLD = {"sentence": 1, "trigger": "killed", "event_type": "COERCE", "source": ["Rebels"], "target": ["Zorgonia"]}


def dateline(*args, cwd, **environment):
    command = [sys.executable, "-m", "dateline", *map(str, args)]
    env = {**os.environ, "DATELINE_LLM_KEY": KEY, "COLUMNS": "300", **environment}
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, env=env)


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    return tmp_path


def test_the_tally_tells_requests_tokens_seconds_cost_refusals_and_doubts(desk):
    with serving(says({"events": [TOLD, {**TOLD, "trigger": "bombed"}]})) as server:
        done = dateline("code", "a.txt", "--coder", f"llm:m@{server.url}", cwd=desk, DATELINE_LLM_PRICES="[1000, 2000]")
        assert [a.headers["Authorization"] for a in server.asked] == [f"Bearer {KEY}"]
    told = done.stderr
    assert done.returncode == 0, told
    assert "Model: 1 requests (0 tried again), 100 tokens in, 20 out, 0." in told and "s a request)" in told
    assert "Cost at the prices set: 0.1400." in told
    assert "2 proposed, 1 refused (its trigger does not stand in the sentence 1)." in told
    assert "1 left out (target: words that the sentence does not hold 1)." in told
    assert "the built-in coder differ: 1." in told
    (event,) = map(json.loads, dateline("events", "--format", "jsonl", cwd=desk).stdout.splitlines())
    assert event["doubt"] == "the built-in coder says ASSAULT"
    assert event["coder_version"].endswith("with llm:m (prompt 1)") and event["event_type"] == "COERCE"


def test_the_key_is_nowhere_in_what_is_printed_or_kept(desk):
    with serving(status(401), says({"events": [TOLD]})) as server:
        for _ in range(2):
            done = dateline("code", "a.txt", "--coder", f"llm:m@{server.url}", cwd=desk)
            assert KEY not in done.stdout + done.stderr
        assert {a.headers["Authorization"] for a in server.asked} == {f"Bearer {KEY}"}
        assert not any(KEY in json.dumps(a.sent) for a in server.asked)
    assert "1 coded" in done.stderr
    assert not any(KEY.encode() in path.read_bytes() for path in desk.iterdir())


def test_a_key_that_cannot_be_sent_is_refused_without_being_shown(desk):
    done = dateline(
        "code", "a.txt", "--coder", "llm:m@http://127.0.0.1:1/v1", cwd=desk, DATELINE_LLM_KEY=f"{KEY}\r\nX: y"
    )
    assert done.returncode == 2 and "DATELINE_LLM_KEY: holds characters" in done.stderr and KEY not in done.stderr


def test_nothing_is_asked_unless_a_model_is_named(desk):
    with serving(says({"events": []})) as server:
        done = dateline("code", "a.txt", cwd=desk)
        assert server.asked == [] and "Model:" not in done.stderr


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("llm:m", "no address"),
        ("llm:m@ftp://localhost/v1", "no address"),
        ("llm:@http://localhost/v1", "no model's name"),
        ("llm:a b@http://localhost/v1", "no model's name"),
        ("llm:m@http://user:word@localhost/v1", "DATELINE_LLM_KEY only"),
        ("llm:m@http://localhost/v1?key=sk-1", "DATELINE_LLM_KEY only"),
        ("llm:m@http://localhost:99999/v1", "cannot be read"),
        ("llm:m@http://localhost/v1\r\nX: y", "cannot be read"),
        ("llm:m@http://example.org/v1", "llm_plain_http = true"),
        ("llm:m@http://10.0.0.7:8000/v1", "llm_plain_http = true"),
    ],
)
def test_an_address_that_cannot_be_is_refused_in_one_line_before_anything_is_read(name, told):
    from dateline.coders import coder_of
    from dateline.errors import UsageError

    with pytest.raises(UsageError) as refused:
        coder_of(name)
    assert told in str(refused.value) and "\n" not in str(refused.value)
    assert "sk-1" not in str(refused.value) and "word@" not in str(refused.value)


@pytest.mark.parametrize(
    "name",
    [
        "llm:m@http://localhost:8000/v1",
        "llm:m@http://127.8.0.1/v1/",
        "llm:m@http://[::1]:8000/v1",
        "llm:m@https://example.org",
        "llm:@org/name:tag@https://example.org/v1",
    ],
)
def test_loopback_and_encrypted_addresses_are_taken(name):
    from dateline.coders import coder_of

    assert "example" not in coder_of(name).version and "localhost" not in coder_of(name).version


def test_another_machine_is_asked_unencrypted_only_where_that_is_set():
    from dateline.coders import coder_of

    assert coder_of("llm:m@http://10.0.0.7:8000/v1", allow_plain_http=True).version.count("llm:m") == 1
