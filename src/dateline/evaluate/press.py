"""Whole military press reports: date, province, how many killed and captured, of which group, whether from the air."""

import re
import unicodedata
from datetime import date
from typing import Any

from dateline.pipeline import code_report
from dateline.records import Casualty, CodedReport, Event
from dateline.reports import report_from_text
from dateline.resources import Resources

from .press_days import Series, day_of_release, series_of
from .suite import SuiteResult

_CAPTURED = frozenset({"captured", "arrested"})
_OURS = re.compile(
    r"\b(?:soldier|troop|police|officer|official|service ?(?:member|men|man)|guard|airm[ae]n|marine|coalition|contractor"
    r"|governor|judge|elder|commando|army|national security|isaf)",
    re.I,
)
_CIVILIAN = re.compile(r"\b(?:civilian|wom[ae]n|child|villager|resident|worker|local national|boy|girl|people)", re.I)
_GROUPS = {"haqqani": "haqqani", "taliban": "taliban", "hezb-e": "hig", "hezb-i": "hig", "hizb": "hig", "hig": "hig",
           "islamic movement of uzbekistan": "imu", "imu": "imu", "qaida": "aq", "qaeda": "aq", "criminal": "criminal"}  # fmt: skip
_THEIRS = re.compile(r"\b(?:insurgent|militant|taliban|haqqani|terrorist|rebel|enemy|fighter|qaida|qaeda)", re.I)
_VAGUE = (
    (r"a couple", 2),
    (r"numerous|many|a handful|handful", 4),
    (r"a large number", 5),
    (r"several|multiple|some|a few|a group|group of|a number of", 3),
)
_MORE_THAN = re.compile(r"\b(?:more than|over)\b")
_SPELLINGS = {"oruzgan": "uruzgan", "paktya": "paktia", "paktiya": "paktia", "kunarha": "kunar", "konar": "kunar", "zabol": "zabul",
              "herat": "hirat", "sarepul": "saripul", "sarepol": "saripul", "saripol": "saripul", "jowzjan": "jawzjan", "nimruz": "nimroz",
              "maidanwardak": "wardak", "vardak": "wardak", "helmond": "helmand", "kondoz": "kunduz", "qunduz": "kunduz",
              "parvan": "parwan",
              "lowgar": "logar", "ghowr": "ghor", "ghur": "ghor", "daykundi": "daikundi", "panjsher": "panjshir", "nuristan": "nurestan",
              "badghes": "badghis", "bamian": "bamyan", "laghman": "laghman"}  # fmt: skip


def gold_number(casualty: Casualty) -> int:
    """The coders' number for a figure: the least that is told, and their rule for vague words (README of the data)."""
    words = casualty.text.lower()
    for pattern, number in _VAGUE:
        if re.search(rf"\b(?:{pattern})\b", words) and not re.search(r"\d", words):
            return number
    least = casualty.low if casualty.bound == "range" or casualty.best is None else casualty.best
    if least is None or (casualty.bound == "unknown" and least <= 1):
        return 2
    return least + 1 if _MORE_THAN.search(words) else least


def province_key(name: str) -> str:
    """A province's name without accents, case and variant spelling."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"\b(?:province|wilayat|velayat|district)\b|[^a-z]", "", plain)
    return _SPELLINGS.get(plain, plain)


def predict(row: dict[str, Any], resources: Resources, series: Series | None = None) -> dict[str, Any]:
    """What the gold has: date, provinces, killed, captured, groups and airstrike of the operation that the report tells."""
    published = row.get("published") or day_of_release(row["text"], series or {})
    coded = code_report(
        report_from_text(row["text"], gazetteer=resources.gazetteer, default_published=published), resources
    )
    told = [e for e in coded.events if e.status in {"occurred", "ongoing"}]
    main = [e for e in told if not e.historical and e.event_type in {"ASSAULT", "COERCE"}] or told
    return {
        "id": row.get("id"),
        "start_date": _date(coded, main),
        "provinces": sorted(_provinces(coded, main)),
        "min_killed": _toll(main, frozenset({"killed"})),
        "min_captured": _toll(main, _CAPTURED),
        "target_groups": sorted(_groups(coded, main)),
        "airstrike": any(e.mode == "aerial" or "air" in (e.means or "").lower() for e in told),
    }


def _date(coded: CodedReport, main: list[Event]) -> str | None:
    """The day of the first deed with harm that has one, else of the first deed, else of the report."""
    harmful = [e for e in main if e.casualties] or main
    for events in (harmful, main):
        for e in events:
            if e.when is not None and e.when.from_ and e.when.to and _days(e.when.from_, e.when.to) <= 1:
                return e.when.from_
    return coded.report.published


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _provinces(coded: CodedReport, main: list[Event]) -> set[str]:
    """The province of the first deed with harm that has one, else of the first deed, else of anything told."""
    harmful = [e for e in main if e.casualties]
    for events in (harmful, main, coded.events):
        for e in events:
            if e.where and e.where.admin1:
                return {province_key(e.where.admin1)}
    return set()


def _toll(main: list[Event], harms: frozenset[str]) -> int:
    """The sum of the figures for the other side; each phrase counted once, subtotals and what is told again not at all."""
    seen: dict[tuple[int, int], int] = {}
    for e in main:
        for c in e.casualties if not _is_tally(e) else ():
            if c.harm in harms and not c.is_subtotal and not c.repeats and c.high != 0 and not _is_ours(c):
                seen[(c.start, c.end)] = gold_number(c)
    return sum(seen.values())


def _is_tally(e: Event) -> bool:
    """Whether an event sums up weeks (`30 leaders were captured this month`): the gold counts the operation's own figures."""
    return e.when is not None and bool(e.when.from_ and e.when.to) and _days(str(e.when.from_), str(e.when.to)) > 3


def _is_ours(c: Casualty) -> bool:
    """Whether the victims are of the releasing side, or civilians held for a while; a pronoun or name alone is the enemy's."""
    if _THEIRS.search(c.text):
        return False
    return bool(_OURS.search(c.text)) or (c.harm in _CAPTURED and bool(_CIVILIAN.search(c.text)))


def _groups(coded: CodedReport, main: list[Event]) -> set[str]:
    names = [a.name or a.text for e in main for a in (*e.target, *(c.victims for c in e.casualties if c.victims))]
    found = {code for n in names for key, code in _GROUPS.items() if key in n.lower()}
    if not found:
        words = coded.report.text.lower()
        found = {code for key, code in _GROUPS.items() if key in words}
        found = {"haqqani"} if "haqqani" in found else found
    return found


def evaluate(rows: list[dict[str, Any]], resources: Resources) -> SuiteResult:
    """The share of reports right in each field, and in date, province, killed and captured together."""
    series = series_of(row["text"] for row in rows)
    predictions = [predict(row, resources, series) for row in rows]
    rights: dict[str, list[bool]] = {}
    errors: list[dict[str, Any]] = []
    for row, got in zip(rows, predictions, strict=True):
        if "gold" not in row:
            continue
        right = _compare(row["gold"], got)
        for name, value in right.items():
            rights.setdefault(name, []).append(value)
        if row["gold"]["min_killed"]:
            rights.setdefault("killed_nonzero", []).append(right["killed"])
        if row["gold"]["min_captured"]:
            rights.setdefault("captured_nonzero", []).append(right["captured"])
        for name in ("date", "province", "killed", "captured", "group"):
            if not right[name]:
                gold, told = _field(row["gold"], name), _field(got, name)
                errors.append({"kind": _kind(name, gold, told), "text": row["text"], "gold": gold, "got": told})
    names = {"date": "date_accuracy", "province": "province_accuracy", "killed": "killed_accuracy",
             "killed_nonzero": "killed_accuracy_nonzero", "captured": "captured_accuracy",
             "captured_nonzero": "captured_accuracy_nonzero", "group": "group_accuracy", "airstrike": "airstrike_accuracy",
             "all": "all_right"}  # fmt: skip
    figures = {names[k]: sum(v) / len(v) for k, v in rights.items()}
    return SuiteResult({**figures, "rows": len(rows)}, errors, predictions)


def _compare(gold: dict[str, Any], got: dict[str, Any]) -> dict[str, bool]:
    right = {
        "date": date.fromisoformat(gold["start_date"]).isoformat() == got["start_date"],
        "province": {province_key(p) for p in gold["provinces"]} == set(got["provinces"]),
        "killed": gold["min_killed"] == got["min_killed"],
        "captured": gold["min_captured"] == got["min_captured"],
        "group": sorted(gold["target_groups"]) == got["target_groups"],
        "airstrike": bool(gold["airstrike"]) == got["airstrike"],
    }
    return {**right, "all": all(right[k] for k in ("date", "province", "killed", "captured"))}


def _kind(name: str, gold: Any, told: Any) -> str:
    """The field, and which way it is wrong."""
    if name in {"killed", "captured"}:
        way = "none told" if not told else "none in the gold" if not gold else "too many" if told > gold else "too few"
        return f"{name}: {way}"
    if name == "date":
        if not told:
            return "date: none told"
        apart = (date.fromisoformat(told) - date.fromisoformat(gold)).days
        return f"date: {'a day' if abs(apart) == 1 else 'more days'} {'late' if apart > 0 else 'early'}"
    return f"{name}: {'none told' if not told else 'another'}"


def _field(values: dict[str, Any], name: str) -> Any:
    keys = {
        "date": "start_date",
        "province": "provinces",
        "killed": "min_killed",
        "captured": "min_captured",
        "group": "target_groups",
    }
    return values[keys[name]]
