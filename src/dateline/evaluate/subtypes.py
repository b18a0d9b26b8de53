"""ACLED's sub-event type of a passage (CASE 2021, task 2), by the `acled` profile's own mapping."""

import re
import tomllib
from importlib.resources import files
from typing import Any

from dateline.export import acled_sub_event
from dateline.records import Event, to_plain
from dateline.resources import Resources

from .coding import code_row
from .metrics import class_f1, macro_f1
from .suite import SuiteResult

_MATERIAL = frozenset({2, 4})
_TOLD = frozenset({"occurred", "ongoing"})


class Labels:
    """The data set's labels: the names of ACLED's types, and what it has beside them."""

    def __init__(self) -> None:
        table = tomllib.loads((files(__package__) / "subtypes.toml").read_text(encoding="utf-8"))
        self._names: dict[str, str] = {sub: label for label, sub in table["labels"].items()}
        self._outside: list[tuple[str, re.Pattern[str], re.Pattern[str]]] = [
            (r["label"], _pattern(r["words"]), _pattern(r["unless"])) for r in table["outside"]
        ]
        self._verbal: dict[str, Any] = table["verbal"]

    def label(self, event: Event | None, text: str) -> str | None:
        """The label of a passage with its main event, None where neither words nor event give one."""
        for label, words, unless in self._outside:
            if words.search(text) and not unless.search(text):
                return label
        if event is None:
            return None
        found = acled_sub_event(to_plain(event), text)
        if found:
            return self._names[found[1]]
        return str(self._verbal["label"]) if event.event_type in self._verbal["types"] else None


def main_event(events: tuple[Event, ...]) -> Event | None:
    """The passage's main event: the first material one that it tells as its news, else the first of any kind."""
    news = [e for e in events if not e.historical]
    material = [e for e in news if e.quad_class in _MATERIAL and e.status in _TOLD]
    return next(iter([*material, *news, *events]), None)


def evaluate(rows: list[dict[str, Any]], resources: Resources) -> SuiteResult:
    """Macro-F1 over the gold labels; a passage without an event or a label counts against recall."""
    labels = Labels()
    predictions: list[dict[str, Any]] = []
    errors: list[dict[str, Any]] = []
    for row in rows:
        event = main_event(code_row(row["text"], resources, row.get("published")).events)
        got = labels.label(event, row["text"])
        predictions.append({"id": row.get("id"), "sub_event_type": got, "event_type": event and event.event_type})
        wanted = row.get("sub_event_type")
        if wanted and got != wanted:
            shown = f"{got} ({event.event_type} {event.mode} {event.status})" if event else f"{got} (no event)"
            errors.append({"kind": f"{wanted} as {got}", "text": row["text"], "gold": wanted, "got": shown})
    figures: dict[str, Any] = {"rows": len(rows)}
    if rows and all("sub_event_type" in r for r in rows):
        gold = [r["sub_event_type"] for r in rows]
        told = [p["sub_event_type"] for p in predictions]
        hits = sum(g == t for g, t in zip(gold, told, strict=True))
        coded = sum(p["event_type"] is not None for p in predictions) / len(rows)
        figures = {"macro_f1": macro_f1(gold, told), "accuracy": hits / len(rows), "share_with_event": coded,
                   "per_class": class_f1(gold, told), **figures}  # fmt: skip
    return SuiteResult(figures, errors, predictions)


def _pattern(words: list[str]) -> re.Pattern[str]:
    if not words:
        return re.compile(r"(?!)")
    return re.compile("|".join(w if w.startswith("^") else rf"\b(?:{w})\b" for w in words), re.IGNORECASE)
