"""Ceasefires with their breaches: what each side claims, what it answers, what others say; and spoilers of talks."""

from collections.abc import Iterable
from datetime import date

from .commitments import Book, Draft
from .moves import Move
from .passages import Record
from .state import Agreement, Ceasefire, Commitment, Proof, Round, Spoiler, Violation

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
    """The breaches told while the ceasefire was to hold, by who is said to have done them; those of a few days together."""
    first, last = draft.start or "", min(d for d in (ended, draft.end, "9999") if d)
    within = [m for m in moves if first <= m.day <= last]
    found = []
    for party in draft.who:
        groups: list[list[Move]] = []
        marks = [m for m in within if _is_breach_by(party, m, draft)]
        for mark in sorted(marks, key=lambda m: (m.day, m.kind, m.proof.event_id or "")):
            if groups and _apart(groups[-1][-1].day, mark.day) <= _SAME_BREACH_DAYS:
                groups[-1].append(mark)
            else:
                groups.append([mark])
        found += [_violation(party, g, draft, within) for g in groups]
    return tuple(sorted(found, key=lambda v: (v.day, v.by)))


def _is_breach_by(party: str, move: Move, draft: Draft) -> bool:
    """An attack of the party on the other side, or a charge that it broke the truce."""
    if move.kind == "accuse":
        return party in move.to_whom
    other = (set(draft.to_whom) | set(draft.who)) - {party}
    return move.kind == "attack" and party in move.who and bool(other & set(move.to_whom))


def _violation(party: str, group: list[Move], draft: Draft, moves: list[Move]) -> Violation:
    attacks = [m for m in group if m.kind == "attack"]
    claims = [m for m in group if m.kind == "accuse"]
    reports = {m.proof.report_id for m in group}
    answers = [m for m in moves if m.kind == "deny" and party in m.who and m.proof.report_id in reports]
    parties = set(draft.who) | set(draft.to_whom)
    apart = [m for m in attacks if not _speaks_for(m, parties)]
    claims += [m for m in attacks if m not in apart]
    return Violation(group[0].day, (party,), bool(attacks), _proofs(claims), _proofs(answers), _proofs(apart))


def _speaks_for(move: Move, parties: set[str]) -> bool:
    """Whether an account of an attack is only a party's: its speakers stand for one, as the sentence names them."""
    said = " ".join(move.proof.claimants).lower()
    told = {"army", "ministry", "government", "military", "president", "rebels", "defence", "forces"}
    return bool(said) and (any(p.lower() in said for p in parties) or any(word in said for word in told))


def spoilers_of(
    moves: Iterable[Move],
    rounds: Iterable[Round],
    agreements: Iterable[Agreement],
    incidents: Iterable[Record] | None = None,
) -> tuple[Spoiler, ...]:
    """Attacks by those who are no parties, or by a party on such people, within thirty days after talks or a signing.

    Each attack once: by incident where incidents are given, else by day and names.
    """
    opened = [r.first for r in rounds if r.state in {"held", "resumed"}] + [a.day for a in agreements]
    home = {event_id: i for i in incidents or () for event_id in i["event_ids"]}
    groups: dict[tuple[str, ...], list[Move]] = {}
    for move in moves:
        if move.kind == "attack" and any(0 <= _days(day, move.day) <= _TALKS_OPEN_DAYS for day in opened):
            incident = home.get(move.proof.event_id)
            key = (incident["id"],) if incident else (move.day, *_names(move.event["source"]))
            groups.setdefault(key, []).append(move)
    found = (_spoiler(g, home.get(g[0].proof.event_id)) for g in groups.values())
    return tuple(sorted((s for s in found if s), key=lambda s: (s.day, s.by)))


def _spoiler(group: list[Move], incident: Record | None) -> Spoiler | None:
    """The spoiler that an attack is; None where nobody is named, or where parties fight one another."""
    sources = list(incident["source"]) if incident else [a for m in group for a in m.event["source"]]
    by = _names([a for a in sources if a["actor_id"]] or sources)
    on = _names(a for m in group for a in m.event["target"] if a["actor_id"] or a["sectors"])
    of_parties = {n for m in group if m.who for n in _names(m.event["source"])}
    is_by_party = set(by) <= of_parties
    if not by or (is_by_party and (not on or any(m.to_whom for m in group))):
        return None
    told = [c["best"] for m in group for c in m.event["casualties"] if c["harm"] == "killed" and c["best"] is not None]
    toll = next((c["best"] for c in (incident or {}).get("casualties", ()) if c["harm"] == "killed"), None)
    killed = toll if toll is not None else max(told, default=None)
    day = ((incident or {}).get("when") or {}).get("from") or group[0].day
    return Spoiler(day[:10], by, on, killed, _proofs(group))


def _names(actors: Iterable[Record]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(a["name"] or a["text"]) for a in actors))


def _proofs(moves: list[Move]) -> tuple[Proof, ...]:
    return tuple({(m.proof.event_id, m.proof.text): m.proof for m in moves}.values())


def _days(first: str, second: str) -> int:
    return (date.fromisoformat(second) - date.fromisoformat(first)).days


def _apart(first: str, second: str) -> int:
    return abs(_days(first, second))
