"""The fields of an event that a reviewer may correct: as text in a form, and from that text as the record has them.

Every new value that stands for words of the report quotes them; what cannot be found there letter by letter is refused.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dateline.codebook import load_codebook
from dateline.errors import UsageError

from .lines import casualties_of, lines_of_casualties, lines_of_refs, refs_of_lines
from .words import span_of_words

Record = dict[str, Any]

STATUSES = ("occurred", "ongoing", "future", "sought", "hypothetical", "negated")
DATE_PRECISIONS = ("day", "week", "month", "year", "range", "none")
PLACE_PRECISIONS = ("point", "place", "admin1", "country", "none")
SIDES = ("source", "target", "mediator")
FIELDS = (
    "event_type", "mode", "status", "historical", *SIDES, "when_words", "when_from", "when_to", "when_precision",
    "where_words", "where_name", "where_admin1", "where_country", "where_precision", "where_lat", "where_lon", "casualties",
    "means",
)  # fmt: skip
"""The names of the form's fields."""


def written(record: Record) -> dict[str, str]:
    """The fields of an event as the form shows them."""
    when, where = record["when"] or {}, record["where"] or {}
    return {
        "event_type": record["event_type"],
        "mode": record["mode"] or "",
        "status": record["status"],
        "historical": "1" if record["historical"] else "",
        **{side: lines_of_refs(record[side]) for side in SIDES},
        "when_words": when.get("text") or "",
        **{f"when_{name}": when.get(name) or "" for name in ("from", "to", "precision")},
        "where_words": where.get("text") or "",
        **{f"where_{name}": where.get(name) or "" for name in ("name", "admin1", "country", "precision")},
        **{f"where_{name}": "" if where.get(name) is None else f"{where[name]:g}" for name in ("lat", "lon")},
        "casualties": lines_of_casualties(record["casualties"]),
        "means": record["means"] or "",
    }


def changes_of(given: Mapping[str, str], record: Record, text: str) -> Record:
    """The record's fields that the form changes, with their new values; `evidence` among them where words changed.

    Fields that are not given stay as they are. Raises UsageError for a value that cannot be, or words that the report lacks.
    """
    shown = written(record)
    told = {name: _clean(given[name]) for name in FIELDS if name in given}
    changed = {name for name, value in told.items() if value != shown[name]}
    if not changed:
        return {}
    whole = {**shown, **told}
    near = int(record["sentence"]["start"])
    changes: Record = {}
    if changed & {"event_type", "mode"}:
        changes.update(_type(whole, "mode" in changed))
    if "status" in changed:
        changes["status"] = _one_of("status", whole["status"], STATUSES)
    if "historical" in changed:
        changes["historical"] = whole["historical"] == "1"
    for side in SIDES:
        if side in changed:
            changes[side] = refs_of_lines(side, whole[side], record[side], text, near)
    if any(name.startswith("when_") for name in changed):
        changes["when"] = _when(whole, record["when"], text, near)
    if any(name.startswith("where_") for name in changed):
        changes["where"] = _where(whole, record["where"], text, near)
    if "casualties" in changed:
        changes["casualties"] = casualties_of(whole["casualties"], record["casualties"], text, near)
    if "means" in changed:
        if whole["means"]:
            span_of_words(whole["means"], text, near, "means")
        changes["means"] = whole["means"] or None
    return {**changes, **_evidence(changes, record)}


def _clean(value: str) -> str:
    lines = ("".join(c for c in line if c.isprintable()).strip() for line in value.replace("\r", "").split("\n"))
    return "\n".join(line for line in lines if line)


def _one_of(name: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise UsageError(f"{name}={value[:40]}: not one of {', '.join(known)}.")
    return value


def _type(whole: Mapping[str, str], is_mode_given: bool) -> Record:
    """The type and mode with what the codebook derives from them; a mode that the new type lacks falls away."""
    book = load_codebook()
    event_type = book.type(whole["event_type"])
    modes = [m.name for m in event_type.modes]
    mode = whole["mode"] or None
    if mode is not None and mode not in modes:
        if is_mode_given:
            raise UsageError(
                f"mode={mode[:40]}: {event_type.name} has no such mode. Modes: {', '.join(modes) or 'none'}."
            )
        mode = None
    return {
        "event_type": event_type.name,
        "mode": mode,
        "cameo": book.cameo(event_type.name, mode),
        "quad_class": event_type.quad_class,
        "intensity": book.score(event_type.name, mode),
    }


def _words(name: str, whole: Mapping[str, str], held: Record | None, text: str, near: int) -> Record:
    """`text`, `start` and `end` of the words of a field; those held already keep their place."""
    words = whole[f"{name}_words"]
    if held and words == (held["text"] or ""):
        return {key: held[key] for key in ("text", "start", "end")}
    if not words:
        return {"text": None, "start": None, "end": None}
    start, end = span_of_words(words, text, near, name)
    return {"text": words, "start": start, "end": end}


def _when(whole: Mapping[str, str], held: Record | None, text: str, near: int) -> Record | None:
    first, last = whole["when_from"] or None, whole["when_to"] or whole["when_from"] or None
    words = _words("when", whole, held, text, near)
    if first is None and words["text"] is None:
        return None
    for day in (first, last):
        _check(day, "when", _iso_day, "no day. Write it as 2019-12-09")
    if first and last and last < first:
        raise UsageError(f"when: {last} is before {first}.")
    precision = _one_of(
        "when_precision", whole["when_precision"] or ("day" if first == last else "range"), DATE_PRECISIONS
    )
    return {**words, "from": first, "to": last, "precision": precision}


def _where(whole: Mapping[str, str], held: Record | None, text: str, near: int) -> Record | None:
    words = _words("where", whole, held, text, near)
    name = whole["where_name"] or words["text"]
    if name is None:
        return None
    lat = _check(whole["where_lat"], "where_lat", lambda v: _degrees(v, 90), "no latitude")
    lon = _check(whole["where_lon"], "where_lon", lambda v: _degrees(v, 180), "no longitude")
    country = whole["where_country"].upper() or None
    if country and not (len(country) == 3 and country.isascii() and country.isalpha()):
        raise UsageError(f"where_country={country[:10]}: give the three-letter code, such as AFG.")
    is_same = bool(held) and (name, country) == ((held or {})["name"], (held or {})["country"])
    precision = _one_of("where_precision", whole["where_precision"] or "none", PLACE_PRECISIONS)
    return {
        **words, "name": name, "country": country, "admin1": whole["where_admin1"] or None, "lat": lat, "lon": lon,
        "geonames_id": held["geonames_id"] if held and is_same else None, "precision": precision,
        "admin2": held.get("admin2") if held and is_same else None,
    }  # fmt: skip


def _check(value: str | None, name: str, read: Callable[[str], Any], told: str) -> Any:
    if not value:
        return None
    try:
        return read(value)
    except ValueError:
        raise UsageError(f"{name}={value[:40]}: {told}.") from None


def _iso_day(value: str) -> str:
    return date.fromisoformat(value).isoformat()


def _degrees(value: str, most: float) -> float:
    found = float(value)
    if not -most <= found <= most:
        raise ValueError(value)
    return found


def _evidence(changes: Record, record: Record) -> Record:
    """The evidence with that of the changed fields put anew."""
    moved = [name for name in (*SIDES, "when", "where") if name in changes]
    if not moved:
        return {}
    kept = [e for e in record["evidence"] if e["field"] not in moved]
    for name in moved:
        held = changes[name] if name in SIDES else [changes[name]] if changes[name] else []
        kept += [
            {"field": name, "text": part["text"], "start": part["start"], "end": part["end"]}
            for part in held
            if part["start"] is not None
        ]
    return {"evidence": kept}
