"""Runs one target with atheris: python fuzz/fuzz_feed.py [CORPUS…] [-max_total_time=60] (options of libFuzzer)."""

import logging
import sys
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["dateline", "feedparser", "warcio", "email", "json", "csv"]):
    from seeds import GRAMMAR, SUFFIXES
    from targets import TARGETS

HANG = 2.0
"""Processor seconds for one input."""


_KINDS = 3
"""The first byte of an input says which of a target's kinds of files the rest is."""


def sow(name: str, corpus: Path) -> None:
    """Fill an empty folder with files of the target's kinds, whole and malformed: what is drawn at random gets past no magic number."""
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
    from malformed.files import FILES

    corpus.mkdir(parents=True, exist_ok=True)
    made = [m for m in FILES if m.name.endswith(SUFFIXES.get(name, ("\0",))) and not m.name.startswith("bomb")]
    for number, raw in enumerate(m.make() for m in made):
        for kind in range(_KINDS if len(raw) < 20_000 else 0):
            (corpus / f"sown-{number}-{kind}").write_bytes(bytes([kind]) + raw)


def run(name: str) -> None:
    """Fuzz the target until stopped; a crash or hang is written to a file by libFuzzer."""
    logging.disable(logging.CRITICAL)
    folders = [Path(a) for a in sys.argv[1:] if not a.startswith("-")]
    if folders and not (folders[0].is_dir() and any(folders[0].iterdir())):
        sow(name, folders[0])
    target, words = TARGETS[name], [w.encode() for w in GRAMMAR.get(name, ())]

    def one(raw: bytes) -> None:
        began = time.process_time()
        target(raw)
        took = time.process_time() - began
        if took > HANG and began > 20:
            raise RuntimeError(f"took {took:.1f} seconds")

    def mutate(raw: bytes, most: int, seed: int) -> bytes:
        if words and seed % 3:
            at = seed % (len(raw) + 1)
            return (raw[:at] + words[seed % len(words)] + raw[at:])[:most]
        return atheris.Mutate(raw, most)

    atheris.Setup(sys.argv, one, custom_mutator=mutate)
    atheris.Fuzz()
