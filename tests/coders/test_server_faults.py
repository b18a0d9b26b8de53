"""A server that misbehaves: each fault ends in a failed report with its reason or in refused values."""

import json
import pickle
import socket
import threading
import time
from contextlib import suppress
from dataclasses import replace

import pytest

from coders.server import (
    breaks_off,
    drips,
    drips_its_head,
    endless,
    envelope,
    hangs,
    no_http,
    resets,
    says,
    sends,
    serving,
    status,
)
from dateline.coders import coder_of
from dateline.coders.llm import Limits
from dateline.engine import code_many
from dateline.pipeline import code_report
from dateline.reports import report_from_text

TEXT = "Rebels killed two soldiers near Goma on Monday."
RAID = {
    "sentence": 1, "trigger": "killed", "event_type": "ASSAULT", "mode": None, "status": "occurred", "source": ["Rebels"],
    "target": ["two soldiers"], "mediator": [], "when": "on Monday", "where": "Goma", "means": None,
    "casualties": [{"harm": "killed", "words": "two soldiers"}],
}  # fmt: skip
GOOD = says({"events": [RAID]})
NEVER = "Zorgon"
"""A word that no text here holds."""


@pytest.fixture(scope="module")
def report(gazetteer):
    return report_from_text(TEXT, gazetteer=gazetteer, published="2024-02-06")


@pytest.fixture(scope="module")
def alone(report, resources):
    """What the built-in coder makes of the report."""
    return code_report(report, resources).events


def code(server, report, resources, **limits):
    """The coded report, the waits that the coder asked for, and the usage."""
    coder = coder_of(f"llm:m@{server.url}", Limits(**{"timeout": 5.0, "tries": 3, **limits}))
    waits = []
    coded = replace(coder, pause=waits.append).code(report, resources)
    assert coded.coder_version == coder.version
    assert NEVER not in repr(replace(coded, usage=None))
    return coded, waits, coded.usage


def test_a_good_answer_agrees_and_raises_no_doubt(report, resources, alone):
    with serving(GOOD) as server:
        coded, _, usage = code(server, report, resources)
    (event,) = coded.events
    assert event.doubt is None and event.confidence == alone[0].confidence
    assert replace(event, coder_version="", reason="") == replace(alone[0], coder_version="", reason="")
    assert event.coder_version.endswith("with llm:m (prompt 1)")
    assert (usage.requests, usage.tokens_in, usage.tokens_out, usage.proposed, usage.doubts) == (1, 100, 20, 1, 0)


TRANSPORT = {
    "500": (status(500), 3, "500 Internal Server Error, tried 3 times"),
    "503": (status(503), 3, "503 Service Unavailable"),
    "429 for an hour": (status(429, Retry_After="3600"), 1, "asks to wait 3,600 s"),
    "401": (status(401), 1, "401 Unauthorized"),
    "404": (status(404), 1, "404 Not Found"),
    "a status of its own": (status(799), 1, "answers 799"),
    "no content": (status(204), 1, "204 No Content"),
    "redirect": (status(302, Location="http://169.254.169.254/latest"), 1, "redirect, which is not followed"),
    "reset": (resets, 3, "connection broke"),
    "broken off": (breaks_off, 3, "connection broke (IncompleteRead)"),
    "no HTTP": (no_http, 3, "connection broke"),
    "endless": (endless, 1, "longer than 4,000,000 bytes"),
    "huge": (sends(b" " * 4_000_001), 1, "longer than 4,000,000 bytes"),
    "packed": (sends(b"x", Content_Encoding="gzip"), 1, "an encoding that was not asked for"),
    "another model": (says({"events": [RAID]}, model="other"), 1, "another model answered than m"),
    "a model that is no name": (says({"events": [RAID]}, model=["m"]), 1, "another model answered than m"),
}


@pytest.mark.parametrize("name", TRANSPORT)
def test_a_server_that_gives_no_answer_fails_the_report_with_its_reason(name, report, resources):
    step, tries, told = TRANSPORT[name]
    with serving(step) as server:
        coded, waits, usage = code(server, report, resources)
        assert len(server.asked) == tries == usage.requests
    assert (coded.outcome, coded.events) == ("failed", ())
    assert told in coded.reason and "127.0.0.1" in coded.reason
    assert "sk-secret" not in coded.reason and "<b>" not in coded.reason
    assert waits == [0.5, 1.0][: tries - 1]


@pytest.mark.parametrize("step", [hangs, drips, drips_its_head], ids=lambda s: s.__name__)
def test_a_server_that_hangs_or_drips_is_cut_off_in_time(step, report, resources):
    with serving(step) as server:
        started = time.monotonic()
        coded, _, usage = code(server, report, resources, timeout=0.3, tries=2)
        assert time.monotonic() - started < 10
    assert coded.outcome == "failed" and "no whole answer within 0.3 s, tried 2 times" in coded.reason
    assert (usage.requests, usage.retries) == (2, 1)


@pytest.mark.parametrize(
    ("step", "wait"),
    [(status(500), 0.5), (status(429, Retry_After="7"), 7.0), (status(503, Retry_After="soon"), 0.5), (resets, 0.5)],
)
def test_a_passing_fault_is_tried_again_after_as_long_as_the_server_asks(step, wait, report, resources):
    with serving(step, GOOD) as server:
        coded, waits, usage = code(server, report, resources)
    assert [e.doubt for e in coded.events] == [None]
    assert waits == [wait]
    assert (usage.requests, usage.retries) == (2, 1)


def test_nobody_at_the_address_is_told(report, resources):
    with serving(GOOD) as server:
        pass
    coded, _, _ = code(server, report, resources)
    assert coded.outcome == "failed" and "no connection (ConnectionRefusedError), tried 3 times" in coded.reason


@pytest.mark.parametrize("answer", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"", None], ids=["plain", "closed", "hangs"])
def test_a_server_that_speaks_no_tls_is_told(answer, report, resources):
    with socket.create_server(("127.0.0.1", 0)) as server:
        over = threading.Event()

        def speak():
            for _ in range(3):
                with suppress(OSError):
                    connection, _ = server.accept()
                    with connection:
                        over.wait(5) if answer is None else connection.sendall(answer)

        threading.Thread(target=speak, daemon=True).start()
        coder = coder_of(f"llm:m@https://127.0.0.1:{server.getsockname()[1]}/v1", Limits(timeout=0.5, tries=2))
        coded = replace(coder, pause=lambda _: None).code(report, resources)
        over.set()
    assert coded.outcome == "failed"
    assert "no encrypted connection" in coded.reason or "no whole answer" in coded.reason


NESTED = "[" * 100_000
UNREADABLE = {
    "truncated JSON": (says('{"events": [{"sentence": 1, "trig'), "not JSON, or cut off"),
    "no JSON": (says("I would rather not."), "no JSON in it"),
    "wrong form": (says({"records": [RAID]}), "not of the form asked for"),
    "events that are no list": (says({"events": {"0": RAID}}), "not of the form asked for"),
    "a list as envelope": (sends(b"[]"), "not of the form asked for"),
    "HTML": (sends(b"<html>", kind="text/html"), "not sent as application/json"),
    "wrong content type": (sends(json.dumps(envelope('{"events": []}')).encode(), kind="text/plain"), "application/json"),
    "no choices": (sends(json.dumps({"model": "m", "choices": []}).encode()), "no choice in it"),
    "no message": (sends(json.dumps({"model": "m", "choices": [{}]}).encode()), "no message in it"),
    "no text": (says({"events": []}, choices=[{"message": {"content": 7}}]), "no text in it"),
    "tool calls": (
        says("", choices=[{"message": {"content": "", "tool_calls": [{"function": {"name": "delete"}}]}}]),
        "a call of a tool, and there are none",
    ),
    "not UTF-8": (sends(b'{"model": "m\xff\xfe"}'), "not UTF-8"),
    "NaN in the envelope": (sends(b'{"model": "m", "x": NaN}'), "a number that is none"),
    "NaN in the answer": (says('{"events": [{"sentence": NaN}]}'), "a number that is none"),
    "nested deep": (says('{"events": ' + NESTED), "nested too deep"),
    "nested deep envelope": (sends(b'{"choices": ' + NESTED.encode()), "nested too deep"),
    "a key twice": (says('{"events": [], "events": [{"trigger": "killed"}]}'), "a key given twice"),
    "a key of the envelope twice": (sends(b'{"model": "m", "model": "m"}'), "a key given twice"),
    "two answers": (sends(json.dumps(envelope("{}")).encode() * 2), "more than one JSON value"),
    "an endless number": (says('{"events": [' + "9" * 10_000 + "]}"), "not JSON, or cut off"),
    "empty": (sends(b""), "not JSON, or cut off"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_answer_that_cannot_be_read_leaves_the_built_in_events_with_a_doubt(name, report, resources, alone):
    step, told = UNREADABLE[name]
    with serving(step) as server:
        coded, _, usage = code(server, report, resources)
        assert len(server.asked) == 2  # asked for once more, no further
    assert [(r, n) for r, n in usage.unread if told in r], usage.unread
    (event,) = coded.events
    assert event.doubt == "the model's answer on this sentence could not be read"
    assert replace(event, coder_version="", doubt=None, confidence=0) == replace(
        alone[0], coder_version="", confidence=0
    )
    assert event.confidence < alone[0].confidence


def lie(**over):
    return {**RAID, **over}


REFUSED = {
    "an invented trigger": (lie(trigger=f"{NEVER} bombed"), "its trigger does not stand in the sentence"),
    "a part of a word": (lie(trigger="kill"), "its trigger does not stand in the sentence"),
    "words of another document": (lie(trigger="signed a ceasefire"), "its trigger does not stand in the sentence"),
    "another spelling": (lie(trigger="KILLED"), "its trigger does not stand in the sentence"),
    "an empty trigger": (lie(trigger=""), "its trigger does not stand in the sentence"),
    "a trigger that is a list": (lie(trigger=["killed"]), "its trigger does not stand in the sentence"),
    "a whole sentence": (lie(trigger=TEXT), "a trigger of more than 6 words"),
    "an invented type": (lie(event_type=NEVER), "no event type of the codebook"),
    "a script as type": (lie(event_type="<script>alert(1)</script>"), "no event type of the codebook"),
    "no sides at all": (lie(source=[NEVER], target=[], casualties=[]), "no side and no harm that stands in the sentence"),
    "no object": (f"{NEVER} attacked", "not of the form asked for"),
    "a list": ([RAID], "not of the form asked for"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_an_event_without_ground_is_refused_and_counted(name, report, resources, alone):
    told, reason = REFUSED[name]
    with serving(says({"events": [told]})) as server:
        coded, _, usage = code(server, report, resources)
    assert usage.refused == ((reason, 1),)
    assert [e.id for e in coded.events] == [e.id for e in alone]
    assert coded.events[0].doubt == "the model finds no such event"


DROPPED = {
    "an invented source": ({"source": [NEVER]}, "source: words that the sentence does not hold"),
    "a source that is no actor": ({"source": ["near"]}, "source: nothing that Dateline reads as such"),
    "a script as source": ({"source": ["<script>"]}, "source: words that the sentence does not hold"),
    "an invented place": ({"where": NEVER}, "where: words that the sentence does not hold"),
    "a place that is none": ({"where": "soldiers"}, "where: nothing that Dateline reads as such"),
    "an invented day": ({"when": "on 11 September"}, "when: words that the sentence does not hold"),
    "a day that is none": ({"when": "near Goma"}, "when: nothing that Dateline reads as such"),
    "an invented figure": (
        {"casualties": [{"harm": "killed", "words": "200 soldiers"}]},
        "casualties: words that the sentence does not hold",
    ),
    "another harm": (
        {"casualties": [{"harm": "released", "words": "two soldiers"}]},
        "casualties: nothing that Dateline reads as such",
    ),
    "an invented harm": (
        {"casualties": [{"harm": NEVER, "words": "two soldiers"}]},
        "casualties: not of the form asked for",
    ),
    "a bare figure": ({"casualties": [200]}, "casualties: not of the form asked for"),
    "an invented mode": ({"mode": NEVER}, "mode: none of its type"),
    "an invented status": ({"status": "confirmed"}, "status: no such status"),
    "invented means": ({"means": "nerve gas"}, "means: words that the sentence does not hold"),
    "words instead of a list": ({"target": "two soldiers"}, "target: not of the form asked for"),
    "a flood of values": ({"source": ["Rebels"] * 500}, "source: more than 8"),
}


@pytest.mark.parametrize("name", DROPPED)
def test_a_value_without_ground_is_dropped_and_the_event_kept(name, report, resources, alone):
    told, reason = DROPPED[name]
    with serving(says({"events": [lie(**told)]})) as server:
        coded, _, usage = code(server, report, resources)
    assert [r for r, _ in usage.dropped] == [reason]
    (event,) = coded.events
    assert replace(event, coder_version="", reason="") == replace(alone[0], coder_version="", reason="")


def test_offsets_and_further_keys_of_a_model_are_passed_over(report, resources, alone):
    told = lie(start=-5, end=10**9, killed=900, text=NEVER, confidence=1.0, sentence=99, actor_id="q1")
    with serving(says({"events": [told], "note": NEVER})) as server:
        coded, _, _ = code(server, report, resources)
    assert replace(coded.events[0], coder_version="", reason="") == replace(alone[0], coder_version="", reason="")


def test_a_flood_of_events_is_cut(report, resources):
    with serving(says({"events": [RAID] * 10_000})) as server:
        coded, _, usage = code(server, report, resources)
    assert len(coded.events) == 1
    assert dict(usage.refused) == {"more than 60 in one answer": 9_940, "the same event twice": 59}


def test_a_server_that_takes_no_schema_is_asked_in_plainer_forms(report, resources):
    with serving(status(400), status(422), status(400), GOOD) as server:
        coded, _, usage = code(server, report, resources)
        forms = [(a.sent.get("response_format") or {}).get("type") for a in server.asked]
        assert "temperature" in server.asked[2].sent and "temperature" not in server.asked[3].sent
    assert forms == ["json_schema", "json_object", None, None]
    assert coded.events[0].doubt is None and usage.retries == 0


def test_a_server_that_refuses_every_form_is_given_up(report, resources):
    with serving(status(400)) as server:
        coded, _, _ = code(server, report, resources)
        assert len(server.asked) == 4
    assert coded.outcome == "failed" and "400 Bad Request" in coded.reason


def test_words_and_fences_around_the_answer_are_passed_over(report, resources):
    with serving(says(f"Sure!\n```json\n{json.dumps({'events': [RAID]})}\n```\nI also shelled {NEVER}.")) as server:
        coded, _, _ = code(server, report, resources)
    assert coded.events[0].doubt is None


def test_a_dead_server_is_not_asked_for_every_report_of_a_batch(report, resources):
    with serving(status(401)) as server:
        coder = coder_of(f"llm:m@{server.url}")
        outcomes = [coder.code(report, resources) for _ in range(6)]
        assert len(server.asked) == 3
    assert [o.outcome for o in outcomes] == ["failed"] * 6
    assert "failed 3 reports in a row" in outcomes[-1].reason


@pytest.mark.slow
def test_workers_ask_and_count_as_one_process_does(report, resources, gazetteer):
    given = [report, report_from_text(f"{TEXT} The army said so.", gazetteer=gazetteer, published="2024-02-06")]
    with serving(GOOD) as server:
        coder = coder_of(f"llm:m@{server.url}")
        alone = list(code_many(given, resources, coder=coder))
        spread = list(code_many(given, workers=2, coder=pickle.loads(pickle.dumps(coder))))
        assert len(server.asked) == 4
    assert [replace(o, usage=None) for o in spread] == [replace(o, usage=None) for o in alone]
    assert [o.usage.tokens_in for o in spread] == [100, 100]
