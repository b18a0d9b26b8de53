"""An event that the coder missed, as a person adds it: every value quotes the report, as those of the coder do."""

import hashlib
from collections.abc import Mapping
from typing import Any

from dateline.claims import claims_of
from dateline.codebook import load_codebook
from dateline.errors import UsageError
from dateline.records import Event, Report, from_plain, to_plain
from dateline.text import split_sentences

from .fields import FIELDS, changes_of
from .lines import refs_of_lines
from .words import span_of_words

Record = dict[str, Any]

ADDED_FIELDS = ("trigger", "trigger_start", *FIELDS, "speaker", "cue")
"""The names of the form's fields: the words of the deed and where they start, those of any event, who says so in which words."""

ADDED_BY = "added by a person"
"""The reason that stands in the record, where the coder's events name a rule."""


def added_record(given: Mapping[str, str], report: Record) -> Record:
    """The event that a form tells, with the claims of harm that follow from it under `claims`.

    The same words and type in the same report give the same id. Raises UsageError for words that the report lacks and for values
    that cannot be.
    """
    text = report["text"]
    start, end = _trigger(given, text)
    known = {t.name for t in load_codebook().types}
    if given.get("event_type") not in known:
        raise UsageError("event_type: choose what kind of event it is.")
    book = load_codebook()
    event_type = book.type(given["event_type"])
    key = "\x1f".join((report["id"], str(start), str(end), event_type.name, ADDED_BY))
    first, last = next((s[:2] for s in split_sentences(text) if s[0] <= start < s[1]), (start, end))
    bare: Record = {
        "kind": "event", "id": hashlib.sha256(key.encode()).hexdigest()[:16], "report_id": report["id"],
        "event_type": event_type.name, "mode": None, "contexts": [], "cameo": book.cameo(event_type.name, None),
        "quad_class": event_type.quad_class, "intensity": book.score(event_type.name, None), "source": [], "target": [],
        "mediator": [], "status": "occurred", "historical": False, "when": None, "where": None, "casualties": [], "means": None,
        "attribution": [], "evidence": [{"field": "trigger", "text": text[start:end], "start": start, "end": end}],
        "sentence": {"start": first, "end": last}, "confidence": 1.0, "reason": ADDED_BY, "coder_version": ADDED_BY, "doubt": None,
    }  # fmt: skip
    record = {**bare, **changes_of({n: given[n] for n in FIELDS if n in given}, bare, text)}
    record |= _attribution(given, text, start, record)
    return {**record, "claims": claims_after(record, report)}


def claims_after(record: Record, report: Record) -> list[Record]:
    """The claims that follow from an event that a person added, for the incident that it belongs to."""
    plain = {name: value for name, value in record.items() if name not in {"claims", "review"}}
    return [to_plain(claim) for claim in claims_of(from_plain(Report, report), [from_plain(Event, plain)])]


def _trigger(given: Mapping[str, str], text: str) -> tuple[int, int]:
    """Where the words of the deed stand: where they were chosen, else where they stand first."""
    words, at = given.get("trigger", "").strip(), given.get("trigger_start", "")
    if not words:
        raise UsageError("trigger: choose the words that tell what happened.")
    return span_of_words(words, text, int(at) if at.isdecimal() and len(at) < 9 else 0, "trigger")


def _attribution(given: Mapping[str, str], text: str, near: int, record: Record) -> Record:
    """Who says so, and the evidence for it; nothing where the report says it in its own voice."""
    line, cue = given.get("speaker", "").strip(), given.get("cue", "").strip()
    if not line and not cue:
        return {}
    if not cue:
        raise UsageError("cue: quote the words that say that somebody says so (said, according to).")
    speaker = refs_of_lines("speaker", line, [], text, near)[0] if line else None
    start, end = span_of_words(cue, text, speaker["end"] if speaker else near, "cue")
    told = {"speaker": speaker, "verb": cue, "text": cue, "start": start, "end": end, "direct": False}
    said = {"field": "attribution", "text": cue, "start": start, "end": end}
    return {"attribution": [told], "evidence": [*record["evidence"], said]}
