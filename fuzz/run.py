"""Runs one target with atheris: python fuzz/fuzz_feed.py [CORPUS…] [-max_total_time=60] (options of libFuzzer)."""

import logging
import sys
import time

import atheris

with atheris.instrument_imports(include=["dateline", "feedparser", "warcio", "email", "json", "csv"]):
    from seeds import GRAMMAR
    from targets import TARGETS

HANG = 2.0
"""Processor seconds for one input."""


def run(name: str) -> None:
    """Fuzz the target until stopped; a crash or hang is written to a file by libFuzzer."""
    logging.disable(logging.CRITICAL)
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
