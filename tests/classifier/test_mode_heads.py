"""The heads that tell modes."""

from pathlib import Path

import numpy as np
import pytest

from dateline.classifier import Classifier
from dateline.classifier.model import _WEIGHTS
from dateline.classifier.modes import ModeHead, read_mode_heads
from dateline.codebook import load_codebook
from dateline.text import Parser


def test_shares_are_one_in_all_and_follow_the_weights() -> None:
    head = ModeHead(("arrest", "none"), np.array([[2.0], [0.0]], np.float32), np.zeros(2, np.float32), 4.0)
    shares = head.shares(np.array([1.0], np.float32))
    assert sum(shares.values()) == pytest.approx(1.0) and shares["arrest"] > 0.99


def test_a_folder_without_heads_tells_no_modes(tmp_path: Path) -> None:
    assert read_mode_heads(tmp_path / "modes.npz") == {}


def test_the_shipped_heads_tell_the_modes_of_the_codebook() -> None:
    heads = read_mode_heads(_WEIGHTS / "modes.npz")
    known = {t.name: {m.name for m in t.modes} | {"none"} for t in load_codebook().types if t.modes}
    assert set(heads) == set(known)
    assert all(set(head.modes) <= known[t] for t, head in heads.items())


HEADLINES = [
    ("Two nurses released by rebels in northern Mali", "RETREAT", "release"),
    ("Teachers in Zambia go on strike over pay", "PROTEST", "strike"),
    ("Nepal orders curfew in the capital after clashes", "COERCE", "curfew"),
]


@pytest.mark.parametrize(("text", "event_type", "mode"), HEADLINES)
def test_a_plain_headline_gets_its_mode(text: str, event_type: str, mode: str, parser: Parser) -> None:
    s = parser.parse(text)[0]
    told, share = Classifier.load().mode(s, event_type, (0, len(s)))
    assert told == mode and share > 0.4
    assert Classifier.load().mode(s, "AID", (0, len(s))) == (None, 0.0)
