"""Ceasefires with their breaches: what each side claims, what it answers, what others say; and spoilers of talks."""

from collections.abc import Iterable
from datetime import date

from .commitments import Book, Draft
from .moves import Move
from .state import Ceasefire, Commitment, Proof, Round, Spoiler, Violation

_SAME_BREACH_DAYS = 3
_TALKS_OPEN_DAYS = 30


def ceasefires_of(book: Book, commitments: tuple[Commitment, ...], moves: list[Move]) -> tuple[Ceasefire, ...]:
    """The ceasefires that were agreed or declared, each with its breaches."""
    made = []
    for draft, commitment in zip(book.drafts, commitments, strict=True):
        if draft.topic == "ceasefire" and any(s.state in {"agreed", "in_force"} for s in draft.steps):
            last = next((s.day for s in reversed(draft.steps) if s.state == "lapsed"), None)
            made.append(
                Ceasefire(
                    commitment.id, draft.who, len(draft.who) == 1, draft.start, last or draft.end, draft.text, commitment.state,
                    _violations(draft, last, moves),
                )
            )  # fmt: skip
    return tuple(made)


def _violations(draft: Draft, ended: str | None, moves: list[Move]) -> tuple[Violation, ...]:
    """The breaches told while the ceasefire was to hold, attacks and claims of the same few days together."""
    first, last = draft.start or "", min(d for d in (ended, draft.end, "9999") if d)
    within = [m for m in moves if first <= m.day <= last]
    marks = [m for m in within if _is_breach(m, draft)]
    groups: list[list[Move]] = []
    for mark in sorted(marks, key=lambda m: (m.day, m.kind, m.proof.event_id)):
        if groups and _apart(groups[-1][-1].day, mark.day) <= _SAME_BREACH_DAYS:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return tuple(_violation(g, draft, within) for g in groups)


def _is_breach(move: Move, draft: Draft) -> bool:
    if move.kind == "accuse":
        return True
    bound, other = set(draft.who), set(draft.to_whom) | set(draft.who)
    return move.kind == "attack" and bool(bound & set(move.who)) and bool((other - set(move.who)) & set(move.to_whom))


def _violation(group: list[Move], draft: Draft, moves: list[Move]) -> Violation:
    attacks = [m for m in group if m.kind == "attack"]
    claims = [m for m in group if m.kind == "accuse"]
    by = tuple(dict.fromkeys(n for m in attacks for n in m.who)) or tuple(
        dict.fromkeys(n for m in claims for n in m.to_whom if n in draft.who)
    )
    first, reports = group[0].day, {m.proof.report_id for m in group}
    answers = [m for m in moves if m.kind == "deny" and m.proof.report_id in reports]
    parties = set(draft.who) | set(draft.to_whom)
    apart = [m for m in attacks if not _speaks_for(m, parties)]
    return Violation(first, by, bool(attacks), _proofs(claims), _proofs(answers), _proofs(apart))


def _speaks_for(move: Move, parties: set[str]) -> bool:
    """Whether an account of an attack is only a party's: its speakers stand for one, as the sentence names them."""
    said = " ".join(move.proof.claimants).lower()
    told = {"army", "ministry", "government", "military", "president", "rebels", "defence", "forces"}
    return bool(said) and (any(p.lower() in said for p in parties) or any(word in said for word in told))


def spoilers_of(moves: Iterable[Move], rounds: Iterable[Round]) -> tuple[Spoiler, ...]:
    """Attacks by or on those who are no parties, within thirty days after talks that were held or resumed."""
    held = [r for r in rounds if r.state in {"held", "resumed"}]
    found = []
    for move in moves:
        if move.kind != "attack" or (move.who and move.to_whom):
            continue
        names = [a["name"] or a["text"] for a in move.event["source"]]
        if move.who or not names:
            continue
        if any(0 <= _days(r.first, move.day) <= _TALKS_OPEN_DAYS for r in held):
            on = tuple(move.to_whom or (a["name"] or a["text"] for a in move.event["target"]))
            killed = [c["best"] for c in move.event["casualties"] if c["harm"] == "killed" and c["best"] is not None]
            found.append(Spoiler(move.day, tuple(names), on, sum(killed) if killed else None, (move.proof,)))
    return tuple(found)


def _proofs(moves: list[Move]) -> tuple[Proof, ...]:
    return tuple({m.proof.event_id: m.proof for m in moves}.values())


def _days(first: str, second: str) -> int:
    return (date.fromisoformat(second) - date.fromisoformat(first)).days


def _apart(first: str, second: str) -> int:
    return abs(_days(first, second))
