"""Every target of `fuzz/` on the same few hundred inputs each time: bytes, pieces of its grammar, well-formed files cut and mixed."""

from functools import cache
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from seeds import GRAMMAR, SUFFIXES
from targets import TARGETS

from malformed.files import FILES, STORY

ROOT = Path(__file__).parent.parent.parent
_HANG = 2.0
_EXAMPLES = {"pdf": 5, "html": 80, "settings": 60, "query": 120}


@cache
def _files(name: str) -> tuple[bytes, ...]:
    kinds = SUFFIXES.get(name, ())
    made = (
        (
            m.make()
            for m in FILES
            if m.name.endswith(kinds) and not m.name.startswith(("bomb", "header.tar", "nested", "one-long"))
        )
        if kinds
        else ()
    )
    return tuple(raw for raw in made if 0 < len(raw) < 6_000)


def _inputs(name: str) -> st.SearchStrategy[bytes]:
    """Bytes; words of the target's grammar in any order; files of its kind with a piece cut out or put in."""
    ways = [st.binary(max_size=300)]
    words = [w.encode() for w in GRAMMAR.get(name, ())]
    if words:
        ways.append(
            st.lists(
                st.sampled_from(words) | st.text(max_size=6).map(lambda t: t.encode("utf-8", "replace")), max_size=14
            ).map(b"".join)
        )
    if _files(name):
        ways.append(
            st.builds(
                lambda raw, at, cut, put: b"\0" + raw[: at % len(raw)] + put + raw[at % len(raw) + cut :],
                st.sampled_from(_files(name)), st.integers(0, 6_000), st.integers(0, 60), st.binary(max_size=12),
            )
        )  # fmt: skip
    return st.one_of(ways)


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_a_target_neither_breaks_nor_hangs(name: str) -> None:
    for warm in (
        b"",
        b"\0" + STORY.encode(),
        ("El ej\u00e9rcito dijo que los rebeldes mataron a dos soldados. " * 3).encode(),
    ):
        TARGETS[name](warm)  # what is loaded on first use counts for no input

    @settings(
        derandomize=True,
        max_examples=_EXAMPLES.get(name, 200),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(_inputs(name))
    def holds(raw: bytes) -> None:
        began = process_time()
        TARGETS[name](raw)
        assert process_time() - began < _HANG

    holds()


def test_every_target_has_its_script_and_every_script_its_target() -> None:
    scripts = {p.stem.removeprefix("fuzz_") for p in (ROOT / "fuzz").glob("fuzz_*.py")}
    assert scripts == set(TARGETS)
    for name in TARGETS:
        assert f'run("{name}")' in (ROOT / "fuzz" / f"fuzz_{name}.py").read_text(encoding="utf-8")
