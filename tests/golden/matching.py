"""Whether a fact that a reader notes in a report is met by the records that were coded from it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dateline.records import CodedReport
from dateline.records.jsonform import to_plain

Record = Mapping[str, Any]


def records_of(coded: CodedReport) -> dict[str, list[Record]]:
    """The records of a report by kind; casualties and actor references are kinds of their own."""
    found: dict[str, list[Record]] = {
        "report": [to_plain(coded.report)],
        "event": [to_plain(e) for e in coded.events],
        "quote": [to_plain(q) for q in coded.quotes],
        "relation": [to_plain(r) for r in coded.relations],
        "claim": [to_plain(c) for c in coded.claims],
    }
    told = [*found["event"], *found["quote"], *found["relation"]]
    found["casualty"] = [c for e in found["event"] for c in e["casualties"]]
    found["actor"] = [node for record in told for node in _nodes(record) if "sectors" in node]
    return found


def is_met(fact: Mapping[str, Any], records: Mapping[str, Sequence[Record]]) -> bool:
    """Whether one record of the fact's kind fulfils all its conditions; for a fact that must not be, whether none does."""
    text = records["report"][0]["text"]
    met = any(_fulfils(record, fact, text) for record in records[fact["kind"]])
    return met != (fact.get("must") == "not")


def misquoted(records: Mapping[str, Sequence[Record]]) -> list[Record]:
    """The spans that do not quote the report's text."""
    text = records["report"][0]["text"]
    nodes = [node for kind in ("event", "quote", "relation", "claim") for r in records[kind] for node in _nodes(r)]
    spans = [n for n in nodes if isinstance(n.get("start"), int) and isinstance(n.get("text"), str)]
    return [n for n in spans if text[n["start"] : n["end"]] != n["text"]]


def _fulfils(record: Record, fact: Mapping[str, Any], text: str) -> bool:
    sides = {
        "source": record.get("source"),
        "target": record.get("target"),
        "mediator": record.get("mediator"),
        "participants": [*(record.get("source") or ()), *(record.get("target") or ())],
    }
    if not all(_holds(record, path, wanted, text) for path, wanted in fact["match"].items()):
        return False
    if not all(_named(pattern, sides[side] or ()) for side in sides for pattern in fact.get(side, ())):
        return False
    return "attribution" not in fact or bool(re.search(fact["attribution"], _said_by(record), re.IGNORECASE))


def _holds(record: Record, path: str, wanted: Any, text: str) -> bool:
    """One condition: a path ending in `~` asks for a pattern, in `^` for a beginning; a list for any of its values."""
    if path == "sentence~":
        return re.search(wanted, text[record["sentence"]["start"] : record["sentence"]["end"]]) is not None
    if path == "evidence~":
        return any(re.search(wanted, e["text"], re.IGNORECASE) for e in record["evidence"])
    values = list(_at(record, path.rstrip("~^").split(".")))
    if path.endswith("~"):
        return any(re.search(wanted, str(v), re.IGNORECASE) for v in values if v)
    if path.endswith("^"):
        return any(str(v).startswith(wanted) for v in values)
    return any(v in wanted if isinstance(wanted, list) else v == wanted for v in values)


def _at(value: Any, path: Sequence[str]) -> Iterator[Any]:
    """The values at a path, lists opened on the way."""
    if isinstance(value, list):
        for item in value:
            yield from _at(item, path)
    elif not path:
        yield value
    elif isinstance(value, dict) and path[0] in value:
        yield from _at(value[path[0]], path[1:])


def _named(pattern: str, actors: Sequence[Record]) -> bool:
    return any(re.search(pattern, f"{a['name']} | {a['text']}") for a in actors)


def _said_by(record: Record) -> str:
    said: list[str] = []
    for a in record.get("attribution") or ():
        speaker = a["speaker"] or {}
        said += [str(a["text"]), a["verb"], str(speaker.get("name")), str(speaker.get("text"))]
    return " ".join(said)


def _nodes(value: Any) -> Iterator[Record]:
    """A record's parts that are records themselves, itself first."""
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from _nodes(part)
    elif isinstance(value, list):
        for part in value:
            yield from _nodes(part)
