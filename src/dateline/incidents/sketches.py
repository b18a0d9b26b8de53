"""What is kept of a report between two tellings: what its tellings are found by, and what it is compared by with reprints.

From sketches alone it follows which tellings a new report touches; only the reports of those are read again.
"""

import json
from binascii import a2b_base64, b2a_base64
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from dateline.records import Report

from .candidates import Entries, entries_of
from .duplicates import Print, print_of
from .notices import notice_kind
from .options import MatchOptions
from .reconcile import Rule
from .scoring import Sides
from .tellings import Telling
from .terms import Marks

_FORM = 1  # raise it where the form of a sketch, or how tellings are made, compared or grouped in code, changes


@dataclass(frozen=True, slots=True, eq=False)
class TellingSketch:
    """What a telling is found by; `events` are the ids of its events, none of a bare one."""

    id: str
    sides: Sides
    events: tuple[str, ...]
    entries: Entries


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """The sketch of one report; `notice` is the kind of notice that it is."""

    report_id: str
    notice: str | None
    story: Print
    tellings: tuple[TellingSketch, ...]


def sketch_of(report: Report, tellings: Sequence[Telling]) -> Sketch:
    """The sketch of a report with its tellings, its furniture not yet looked for."""
    own = tuple(
        TellingSketch(t.id, Sides(t.report_id, t.family, t.sides), tuple(e.id for e in t.events), entries_of(t))
        for t in tellings
    )
    return Sketch(report.id, notice_kind(report), print_of(report), own)


def settings_mark(options: MatchOptions, rule: Rule) -> str:
    """A hash of all settings that incidents follow from: sketches made by others are made anew."""
    told = [
        _FORM,
        *(_plain(getattr(options, n)) for n in options.__slots__),
        *(_plain(getattr(rule, n)) for n in rule.__slots__),
    ]
    return blake2b(repr(told).encode(), digest_size=8).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, dict):
        return sorted((str(k), _plain(v)) for k, v in value.items())
    return repr(value)


def write_sketch(sketch: Sketch) -> str:
    """A sketch as text: JSON, its arrays in base64."""
    story = sketch.story
    cut, bands = story.cut, story.bands
    return json.dumps(
        {
            "notice": sketch.notice,
            "lines": _packed(story.lines.astype("<u8").tobytes()),
            "cut": None if cut is None else _packed(cut.astype("u1").tobytes()),
            "bands": None if bands is None else _packed(bands.astype("<u8").tobytes()),
            "tellings": [
                {
                    "id": t.id, "family": t.sides.family, "sides": sorted(t.sides.sides), "events": t.events,
                    "keys": _packed(t.entries.keys.astype("<u8").tobytes()), "days": _packed(t.entries.days.astype("<i4").tobytes()),
                }
                for t in sketch.tellings
            ],
        },
        separators=(",", ":"),
    )  # fmt: skip


def read_sketch(report_id: str, published: str | None, text: str) -> Sketch:
    """The sketch that `write_sketch` wrote."""
    told = json.loads(text)
    cut, bands = told["cut"], told["bands"]
    story = Print(
        report_id,
        published,
        _marks(told["lines"]),
        None if cut is None else np.frombuffer(a2b_base64(cut), "u1").astype(bool),
        None if bands is None else _marks(bands),
    )
    tellings = tuple(
        TellingSketch(
            t["id"], Sides(report_id, t["family"], frozenset(t["sides"])), tuple(t["events"]),
            Entries(_marks(t["keys"]), np.frombuffer(a2b_base64(t["days"]), "<i4")),
        )
        for t in told["tellings"]
    )  # fmt: skip
    return Sketch(report_id, told["notice"], story, tellings)


def _packed(content: bytes) -> str:
    return b2a_base64(content, newline=False).decode("ascii")


def _marks(text: str) -> Marks:
    return np.frombuffer(a2b_base64(text), "<u8")
