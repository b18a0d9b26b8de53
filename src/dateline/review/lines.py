"""Actors and harm as lines of text that a person can write: `the insurgents = Taliban [AFG REB]`, `killed 4-6 = four to six`."""

import re
from typing import Any

from dateline.codebook import load_codebook
from dateline.errors import UsageError

from .words import span_of_words

Record = dict[str, Any]

HARMS = ("killed", "injured", "captured", "missing", "abducted", "released", "displaced", "arrested")
_REF = re.compile(
    r"(?P<words>[^=\[\]#]+?)(?:\s*=\s*(?P<name>[^\[\]#=]+?))?(?:\s*\[(?P<codes>[A-Z ]*)\])?(?:\s*#(?P<id>[\w.-]+))?"
)
_HARM = re.compile(
    r"(?P<harm>[a-z]+)\s+(?P<low>\d+|\?)(?:-(?P<high>\d+|\?))?(?:\s+best\s+(?P<best>\d+))?\s*=\s*(?P<words>.+)"
)
_MOST_LINES = 40


def lines_of_refs(refs: list[Record]) -> str:
    """One line for each reference: the words, the name where it is another, the codes, the register's id."""
    return "\n".join(_line_of_ref(ref) for ref in refs)


def _line_of_ref(ref: Record) -> str:
    words = " ".join(re.sub(r"[=\[\]#]", " ", ref["text"]).split())
    name = f" = {ref['name']}" if ref["name"] and ref["name"] != ref["text"] else ""
    codes = " ".join([ref["country"] or "", *ref["sectors"]]).strip()
    return f"{words}{name}" + (f" [{codes}]" if codes else "") + (f" #{ref['actor_id']}" if ref["actor_id"] else "")


def refs_of_lines(side: str, lines: str, held: list[Record], text: str, near: int) -> list[Record]:
    """The references that lines name; a line that stood there already keeps its reference. Raises UsageError."""
    known = {_line_of_ref(ref): ref for ref in held}
    return [known.get(line) or _ref(side, line, text, near) for line in _split(side, lines)]


def _split(field: str, lines: str) -> list[str]:
    found = [line for line in lines.split("\n") if line]
    if len(found) > _MOST_LINES:
        raise UsageError(f"{field}: {len(found)} lines; at most {_MOST_LINES}.")
    return found


def _ref(side: str, line: str, text: str, near: int) -> Record:
    told = _REF.fullmatch(line)
    if told is None:
        raise UsageError(f"{side}: “{line[:60]}” cannot be read. Write: words of the report = Name [AFG REB]")
    codes = (told["codes"] or "").split()
    sectors = load_codebook().sectors
    country = codes[0] if codes and codes[0] not in sectors else None
    rest = codes[1:] if country else codes
    unknown = [code for code in rest if code not in sectors]
    if unknown or (country and len(country) != 3):
        raise UsageError(
            f"{side}: {(unknown or codes)[0]}: no such code. Write the country first, then PLOVER sectors."
        )
    start, end = span_of_words(told["words"], text, near, side)
    return {
        "text": told["words"], "start": start, "end": end, "actor_id": told["id"], "name": told["name"] or told["words"],
        "country": country, "sectors": rest, "role": None, "anonymous": False,
    }  # fmt: skip


def lines_of_casualties(casualties: list[Record]) -> str:
    """One line for each figure: the harm, low and high (`?` where open), best where it is another, the words."""
    return "\n".join(_line_of_harm(c) for c in casualties)


def _line_of_harm(c: Record) -> str:
    low, high = ("?" if c[end] is None else str(c[end]) for end in ("low", "high"))
    best = f" best {c['best']}" if c["best"] is not None and c["best"] != c["low"] else ""
    return f"{c['harm']} {low}" + (f"-{high}" if high != low else "") + f"{best} = {' '.join(c['text'].split())}"


def casualties_of(lines: str, held: list[Record], text: str, near: int) -> list[Record]:
    """The figures that lines name; a line that stood there already keeps its figure. Raises UsageError."""
    known = {_line_of_harm(c): c for c in held}
    return [known.get(line) or _casualty(line, held, text, near) for line in _split("casualties", lines)]


def _casualty(line: str, held: list[Record], text: str, near: int) -> Record:
    told = _HARM.fullmatch(line)
    if told is None:
        raise UsageError(f"casualties: “{line[:60]}” cannot be read. Write: killed 4-6 = words of the report")
    if told["harm"] not in HARMS:
        raise UsageError(f"casualties: {told['harm']}: no such harm. Harms: {', '.join(HARMS)}.")
    low = None if told["low"] == "?" else int(told["low"])
    high = low if told["high"] is None else None if told["high"] == "?" else int(told["high"])
    best = int(told["best"]) if told["best"] else low if low is not None else high
    if (low is not None and high is not None and high < low) or (best is not None and not _within(best, low, high)):
        raise UsageError(f"casualties: “{line[:60]}”: low, best and high must rise.")
    start, end = span_of_words(told["words"], text, near, "casualties")
    before = next((c for c in held if c["start"] == start and c["harm"] == told["harm"]), None)
    bound = "exact" if low == high else "at_least" if high is None else "at_most" if low is None else "range"
    return {
        "harm": told["harm"], "low": low, "best": best, "high": high, "bound": bound,
        "victims": before["victims"] if before else None, "subgroup": before["subgroup"] if before else None,
        "is_subtotal": bool(before and before["is_subtotal"]), "text": told["words"], "start": start, "end": end,
        "repeats": bool(before and before.get("repeats")), "died": before.get("died", 0) if before else 0,
        "attribution": before.get("attribution") if before else None,
    }  # fmt: skip


def _within(best: int, low: int | None, high: int | None) -> bool:
    return (low is None or low <= best) and (high is None or best <= high)
