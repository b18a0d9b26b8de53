"""Police action told in a sentence (IndiaPoliceEvents), and how often it is seen where nothing is told."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.mentions import find_actors
from dateline.records import ActorRef, Event
from dateline.resources import Resources
from dateline.syntax import arguments, children_by

from .coding import code_row
from .kinds import masked
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
    ordered = [e for e in events if e.event_type in {"MOBILIZE", "RETREAT"} and _has_force((*e.source, *e.target))]
    kill = any(e.event_type == "ASSAULT" and _harm(e, "killed") for e in acted)
    arrest = any(e.event_type == "COERCE" and (e.mode == "arrest" or _harm(e, "arrested")) for e in acted + implied)
    force = kill or any(e.event_type == "ASSAULT" or (e.event_type == "COERCE" and e.mode == "restrict") for e in acted)
    failed = any(e.status == "negated" and e.event_type in {"COERCE", "ASSAULT", "AID", "COOPERATE"} for e in police)
    any_action = bool(acted or implied or ordered)
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


def _works(text: str, resources: Resources) -> bool:
    """Whether police work is told without its doer (`security was tightened`, `a flag march`)."""
    words = _work()
    for s in resources.parser.parse(text):
        for i in range(len(s)):
            lemma = s.lemmas[i].lower()
            if s.pos[i] == "NOUN":
                pair = f"{s.norms[i - 1]} {lemma}" if i else lemma
                if lemma in words["nouns"] or pair in words["compounds"]:
                    return True
            elif (patients := children_by(s, i, "nsubjpass")) and not children_by(s, i, "agent"):
                is_guard = lemma in words["security"] and any(s.lemmas[p] in words["guarded"] for p in patients)
                if is_guard or lemma in words["passives"]:
                    return True
    return False


@cache
def _work() -> dict[str, frozenset[str]]:
    table = tomllib.loads((files(__package__) / "police.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words.split() if isinstance(words, str) else words) for name, words in table.items()}


def _has_force(actors: tuple[ActorRef, ...]) -> bool:
    """Whether police or soldiers are among the actors: the corpus counts the army's work at keeping order, too."""
    return any({"COP", "MIL"} & set(a.sectors) for a in actors)


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
            got[4]
            or any(q.speaker and _has((q.speaker,)) for q in coded.quotes)
            or _acts(row["text"], resources)
            or _works(row["text"], resources)
        )
        predictions.append({"labels": got})
        if "labels" not in row:
            continue
        has_police = any("COP" in a.sectors for e in events for a in e.source)
        if not any(row["labels"]):
            quiet += 1
            alarms += has_police
        if got != row["labels"] or (has_police and not any(row["labels"])):
            errors += _errors(row, got, events, resources)
    figures: dict[str, Any] = {}
    if all("labels" in r for r in rows):
        for n, label in enumerate(LABELS):
            told = [p["labels"][n] for p in predictions]
            wanted = [r["labels"][n] for r in rows]
            hits = sum(a and b for a, b in zip(told, wanted, strict=True))
            figures[f"{label}_f1"] = f1(hits, sum(told), sum(wanted))
        figures["false_alarm_rate"] = alarms / quiet if quiet else 0.0
    return SuiteResult({**figures, "rows": len(rows)}, errors, predictions)


def _errors(
    row: dict[str, Any], got: list[int], events: tuple[Event, ...], resources: Resources
) -> list[dict[str, Any]]:
    """The mistakes in a sentence's labels, with what was made of the sentence."""
    why = _why(row["text"], events, resources)
    kinds = [
        f"{name} {'missed' if wanted else 'needless'}: {why}"
        for name, wanted, told in zip(LABELS, row["labels"], got, strict=True)
        if wanted != told
    ]
    if not any(row["labels"]) and any(_has(e.source) for e in events):
        kinds.append("false alarm")
    seen = {
        "text": row["text"],
        "gold": _names(row["labels"]),
        "got": _told(events),
        "shape": _shape(row["text"], events),
    }
    return [{"kind": kind, **seen} for kind in kinds]


def _why(text: str, events: tuple[Event, ...], resources: Resources) -> str:
    """What was made of a sentence, from police being found in it at all to the events that were coded."""
    if not any(
        "COP" in m.sectors for s in resources.parser.parse(text) for m in find_actors(s, resources.register, None)
    ):
        return "no police found in the sentence"
    if not events:
        return "police found, no event"
    police = [e for e in events if _has(e.source)]
    if not police:
        return "events of others" + (", police acted on" if any(_has(e.target) for e in events) else "")
    if all(e.status not in _TOLD for e in police):
        return f"police event {police[0].status}"
    return f"police event is {police[0].event_type}"


def _shape(text: str, events: tuple[Event, ...]) -> str:
    """The masked words around the first event's trigger, or around the first mention of police."""
    if events:
        return masked(text, events[0].evidence[0].start, events[0].evidence[0].end)
    at = max(text.lower().find("police"), 0)
    return masked(text, at, at + 6)


def _names(labels: list[int]) -> list[str]:
    return [name for name, on in zip(LABELS, labels, strict=True) if on]


def _told(events: tuple[Event, ...]) -> list[str]:
    return [
        f"{e.event_type}/{e.mode} {e.status} {[a.text for a in e.source]} -> {[a.text for a in e.target]}"
        for e in events
    ]
