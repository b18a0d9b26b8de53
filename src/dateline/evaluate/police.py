"""Police action told in a sentence (IndiaPoliceEvents), and how often it is seen where nothing is told."""

from typing import Any

from dateline.mentions import find_actors
from dateline.records import ActorRef, Event
from dateline.resources import Resources
from dateline.syntax import arguments

from .coding import code_row
from .metrics import f1
from .suite import SuiteResult

LABELS = ("kill", "arrest", "fail_to_act", "force", "any_action")
_OFFICIAL = frozenset({"arrest", "curfew", "martial-law"})
"""What only the authorities can do, and a passive leaves unsaid (`forty were arrested`)."""
_TOLD = frozenset({"occurred", "ongoing"})


def labels_of(events: tuple[Event, ...]) -> list[int]:
    """The five labels that events with a police source give."""
    police = [e for e in events if _has(e.source)]
    acted = [e for e in police if e.status in _TOLD]
    implied = [
        e
        for e in events
        if e.status in _TOLD
        and not e.source
        and (e.mode in _OFFICIAL or (_has(e.target) and e.event_type == "MOBILIZE"))
    ]
    kill = any(e.event_type == "ASSAULT" and _harm(e, "killed") for e in acted)
    arrest = any(e.event_type == "COERCE" and (e.mode == "arrest" or _harm(e, "arrested")) for e in acted + implied)
    force = kill or any(e.event_type == "ASSAULT" or (e.event_type == "COERCE" and e.mode == "restrict") for e in acted)
    failed = any(e.status == "negated" and e.event_type in {"COERCE", "ASSAULT", "AID", "COOPERATE"} for e in police)
    any_action = bool(acted or implied)
    return [int(x) for x in (kill, arrest, failed, force, any_action)]


def _acts(text: str, resources: Resources) -> bool:
    """Whether police are told of as more than the ones acted on: the corpus's `any action` is wider than any ontology of events."""
    for s in resources.parser.parse(text):
        heads = {m.head for m in find_actors(s, resources.register, None) if "COP" in m.sectors}
        verbs = [i for i in range(len(s)) if s.pos[i] in {"VERB", "AUX"}] if heads else []
        told = [arguments(s, v) for v in verbs]
        if any(heads & set(t.agents) for t in told) or heads - {i for t in told for i in t.patients}:
            return True
    return False


def _has(actors: tuple[ActorRef, ...]) -> bool:
    return any("COP" in a.sectors for a in actors)


def _harm(event: Event, harm: str) -> bool:
    return any(c.harm == harm and c.high != 0 for c in event.casualties) or (harm == "killed" and event.mode == "kill")


def evaluate(rows: list[dict[str, Any]], resources: Resources) -> SuiteResult:
    """F1 of each label, and the share of unlabelled sentences that give any event with a police source."""
    predictions: list[dict[str, Any]] = []
    errors: list[dict[str, Any]] = []
    alarms = quiet = 0
    for row in rows:
        coded = code_row(row["text"], resources, row.get("published"))
        events = coded.events
        got = labels_of(events)
        got[4] = int(
            got[4] or any(q.speaker and _has((q.speaker,)) for q in coded.quotes) or _acts(row["text"], resources)
        )
        predictions.append({"labels": got})
        if "labels" not in row:
            continue
        has_police = any("COP" in a.sectors for e in events for a in e.source)
        if not any(row["labels"]):
            quiet += 1
            alarms += has_police
            if has_police:
                errors.append({"kind": "false alarm", "text": row["text"], "gold": [], "got": _told(events)})
        elif got != row["labels"]:
            errors.append(
                {"kind": "wrong labels", "text": row["text"], "gold": _names(row["labels"]), "got": _told(events)}
            )
    figures: dict[str, Any] = {}
    if all("labels" in r for r in rows):
        for n, label in enumerate(LABELS):
            told = [p["labels"][n] for p in predictions]
            wanted = [r["labels"][n] for r in rows]
            hits = sum(a and b for a, b in zip(told, wanted, strict=True))
            figures[f"{label}_f1"] = f1(hits, sum(told), sum(wanted))
        figures["false_alarm_rate"] = alarms / quiet if quiet else 0.0
    return SuiteResult({**figures, "rows": len(rows)}, errors, predictions)


def _names(labels: list[int]) -> list[str]:
    return [name for name, on in zip(LABELS, labels, strict=True) if on]


def _told(events: tuple[Event, ...]) -> list[str]:
    return [
        f"{e.event_type}/{e.mode} {e.status} {[a.text for a in e.source]} -> {[a.text for a in e.target]}"
        for e in events
    ]
