"""MUC-3/4: whole reports to incidents. CEAF-REE over five roles (Du et al. 2021), detection, and matched slots."""

import re
from calendar import monthrange
from collections import Counter
from datetime import date
from typing import Any

from dateline.incidents import Happening, country_of, join_happenings
from dateline.pipeline import code_report
from dateline.records import CodedReport
from dateline.reports import report_from_text
from dateline.resources import Resources

from .kinds import masked
from .metrics import f1
from .suite import SuiteResult

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
_MONTHS = {m: i for i, m in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), 1)}
_STAGES = {"occurred": "ACCOMPLISHED", "ongoing": "ACCOMPLISHED", "future": "THREATENED", "sought": "ATTEMPTED"}
_NOT_TOLD = frozenset({"negated", "hypothetical", "sought"})
_KEYS = {
    "perpetrator": "PerpInd",
    "organisation": "PerpOrg",
    "target": "Target",
    "victim": "Victim",
    "weapon": "Weapon",
}


def predict(row: dict[str, Any], resources: Resources) -> dict[str, Any]:
    """The roles and incidents coded from one report."""
    coded = code_report(report_from_text(row["text"], gazetteer=resources.gazetteer), resources)
    happenings = [h for h in join_happenings(coded.events) if coded.roles and _is_attack(h)]
    return {"roles": _roles(coded), "incidents": [_incident(h, coded) for h in happenings]}


def _is_attack(happening: Happening) -> bool:
    """Whether the key's coders would open a template: violence in fact, attempted or threatened, with someone or something hit."""
    first = happening.events[0]
    if first.status in _NOT_TOLD or not (first.event_type == "ASSAULT" or first.mode == "abduct"):
        return False
    return bool(happening.target or happening.count("killed") or any(e.means for e in happening.events))


def muc_type(happening: Happening) -> str:
    """The MUC incident type of a happening."""
    modes = {e.mode for e in happening.events}
    words = " ".join(f"{e.means or ''} {e.evidence[0].text}" for e in happening.events).lower()
    if "abduct" in modes:
        return "KIDNAPPING"
    if modes & {"explosives", "suicide-attack"} or re.search(r"bomb|dynamit|explo", words):
        return "BOMBING"
    if re.search(r"arson|burn|set fire|torch", words):
        return "ARSON"
    return "ATTACK"


def _incident(happening: Happening, coded: CodedReport) -> dict[str, Any]:
    """The slots of one incident. The key's coders date what a report leaves undated by the report's own day."""
    when, where, published = happening.when, happening.where, coded.report.published
    return {
        "type": muc_type(happening),
        "from": when.from_ if when else published,
        "to": when.to if when else published,
        "country": country_of(happening, coded),
        "place": where.name if where else None,
        "stage": _STAGES.get(happening.events[0].status, "ACCOMPLISHED"),
        "killed": happening.count("killed"),
        "injured": happening.count("injured"),
    }


def _roles(coded: CodedReport) -> dict[str, list[str]]:
    roles: dict[str, dict[str, None]] = {r: {} for r in ROLES}
    for filler in coded.roles:
        roles[_KEYS[filler.role]][_plain(filler.text)] = None
    return {r: list(found) for r, found in roles.items()}


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _ceaf(gold: list[list[list[Any]]], got: list[str]) -> tuple[int, int, int]:
    """Hits, predicted and gold entities of one role: a prediction is right when it is one of an entity's mentions."""
    taken: set[int] = set()
    for mention in got:
        for index, entity in enumerate(gold):
            if index not in taken and any(mention == _plain(str(m[0])) for m in entity):
                taken.add(index)
                break
    return len(taken), len(got), len(gold)


def _role_errors(row: dict[str, Any], role: str, roles: dict[str, list[str]]) -> list[dict[str, Any]]:
    """The strings told for nothing and the gold entities missed in one role of a report."""
    gold, told = row["entities"][role], roles[role]
    names = [[_plain(str(m[0])) for m in entity] for entity in gold]
    found: list[tuple[str, str]] = []
    for text in told:
        if not any(text in entity for entity in names):
            found.append((f"spurious {role}: {_near(text, names)}", text))
    for entity in names:
        if not set(entity) & set(told):
            others = [t for r in ROLES if r != role for t in roles[r]]
            why = "told in another role" if set(entity) & set(others) else _missed(entity, told, roles)
            found.append((f"missed {role}: {why}", entity[0]))
    return [
        {"kind": kind, "text": row["id"], "gold": gold, "got": told, "shape": _shape(row["text"], text)}
        for kind, text in found
    ]


def _near(text: str, names: list[list[str]]) -> str:
    words = set(text.split())
    if any(words & set(name.split()) - _SMALL for entity in names for name in entity):
        return "other words for a gold one"
    return "the gold has none" if not names else "nobody of the gold"


def _missed(entity: list[str], told: list[str], roles: dict[str, list[str]]) -> str:
    words = {w for name in entity for w in name.split()} - _SMALL
    if any(words & set(t.split()) for t in told):
        return "told in other words"
    if not any(roles.values()):
        return "nothing told of the report"
    return "nobody told" if not told else "others told"


_SMALL = frozenset(
    "the a an of in and to for his her its their two three four five six seven eight several some".split()
)


def _shape(text: str, words: str) -> str:
    at = _plain(text).find(words)
    plain = " ".join(text.split())
    span = (plain.lower(), at, at + len(words)) if at >= 0 else (words, 0, len(words))
    return masked(*span, 2, shows_inside=False)


def muc_date(text: str) -> tuple[date, date] | None:
    """First and last day of a MUC date slot (`30 DEC 89`, `- 09 JAN 90`, `28 DEC 89 - 05 JAN 90`); a leading dash is open."""
    days = [
        date(1900 + int(y), _MONTHS[m], min(int(d), monthrange(1900 + int(y), _MONTHS[m])[1]))
        for d, m, y in re.findall(r"(\d{1,2}) ([A-Z]{3}) (\d{2})\b", text)
        if m in _MONTHS and 0 < int(d) < 32
    ]
    return (days[0], days[-1]) if days else None


def _slot_effects(template: dict[str, Any], effects: tuple[str, ...]) -> int | None:
    """The number of persons with an effect (`DEATH`), None where the key gives no number."""
    hit = {str(m).upper() for alts in template["human_effect"] if alts[0] in effects for m in alts[-1]}
    if not hit:
        return 0
    total = 0
    for filler in template["human_number"]:
        value, who = str(filler[0]), filler[-1] if isinstance(filler[-1], list) else []
        if hit & {str(w).upper() for w in who}:
            digits = re.search(r"\d+", value)
            if digits is None:
                return None
            total += int(digits[0])
    return total


def _same_date(template: dict[str, Any], incident: dict[str, Any]) -> bool | None:
    gold = muc_date(str(template["date"][0][0])) if template["date"] else None
    if gold is None:
        return None
    if not incident["from"]:
        return False
    low, high = date.fromisoformat(incident["from"]), date.fromisoformat(incident["to"])
    return (low - gold[1]).days <= 1 and (gold[0] - high).days <= 1


def _country_of(template: dict[str, Any], resources: Resources) -> str | None:
    if not template["location"]:
        return None
    name = str(template["location"][0][0]).strip("( ").split(":")[0].split(" - ")[0].strip().title()
    return resources.register.country(name)


def evaluate(rows: list[dict[str, Any]], resources: Resources) -> SuiteResult:
    """CEAF-REE, detection and matched-slot accuracy over the reports."""
    predictions = [predict(r, resources) for r in rows]
    roles: dict[str, list[int]] = {r: [0, 0, 0] for r in ROLES}
    detection, slots = [0, 0, 0], Counter[str]()
    errors: list[dict[str, Any]] = []
    for row, got in zip(rows, predictions, strict=True):
        if "entities" not in row:
            continue
        for role in ROLES:
            for i, n in enumerate(_ceaf(row["entities"][role], got["roles"][role])):
                roles[role][i] += n
            errors += _role_errors(row, role, got["roles"])
        errors += _match(row["templates"], got["incidents"], detection, slots, resources)
    by_role = {r: round(f1(*n), 4) for r, n in roles.items()}
    figures: dict[str, Any] = {
        "ceaf_ree_f1": round(f1(*(sum(n[i] for n in roles.values()) for i in range(3))), 4),
        "ceaf_ree_by_role": by_role,
        "detection_f1": round(f1(*detection), 4),
    }
    for name in ("date", "country", "stage", "killed", "injured"):
        figures[f"{name}_accuracy"] = round(slots[f"{name} right"] / max(slots[name], 1), 4)
    figures["reports"] = len(rows)
    return SuiteResult(figures, errors, predictions)


def _match(
    templates: list[dict[str, Any]],
    incidents: list[dict[str, Any]],
    detection: list[int],
    slots: Counter[str],
    resources: Resources,
) -> list[dict[str, Any]]:
    """Greedy best one-to-one match by type, then date and country; optional templates neither help nor hurt. The mistakes."""
    free, matched = list(range(len(templates))), 0
    optional_hits = 0
    errors: list[dict[str, Any]] = []
    for incident in incidents:
        ranked = sorted(
            (-2 * (str(t["type"][0][0]) == incident["type"]) - bool(_same_date(t, incident)), i)
            for i in free
            for t in [templates[i]]
        )
        if not ranked or ranked[0][0] > -2:
            why = "the key has none" if not templates else "another type" if ranked else "one more than the key"
            errors.append({"kind": f"needless {incident['type']}: {why}", "text": "", "gold": [], "got": incident})
            continue
        index = ranked[0][1]
        free.remove(index)
        template = templates[index]
        if template["optional"]:
            optional_hits += 1
            continue
        matched += 1
        errors += _count_slots(template, incident, slots, resources)
    left = [templates[i] for i in free if not templates[i]["optional"]]
    errors += [{"kind": f"missed {t['type'][0][0]}", "text": "", "gold": t["type"], "got": None} for t in left]
    detection[0] += matched
    detection[1] += len(incidents) - optional_hits
    detection[2] += sum(not t["optional"] for t in templates)
    return errors


def _count_slots(
    template: dict[str, Any], incident: dict[str, Any], slots: Counter[str], resources: Resources
) -> list[dict[str, Any]]:
    """Counts the slots of a matched pair that are right; the wrong ones come back."""
    checks: dict[str, bool | None] = {"date": _same_date(template, incident)}
    country = _country_of(template, resources)
    checks["country"] = None if country is None else incident["country"] == country
    stages = template["stage"][0] if template["stage"] else []
    checks["stage"] = incident["stage"] in stages if stages else None
    for name, effects in (("killed", ("DEATH",)), ("injured", ("INJURY",))):
        wanted = _slot_effects(template, effects)
        checks[name] = None if wanted is None else (incident[name] or 0) == wanted
    for name, is_right in checks.items():
        if is_right is not None:
            slots[name] += 1
            slots[f"{name} right"] += is_right
    wrong = [name for name, is_right in checks.items() if is_right is False]
    return [{"kind": f"matched, wrong {name}", "text": "", "gold": name, "got": incident.get(name)} for name in wrong]
