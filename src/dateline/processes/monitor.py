"""The monitor: from events and reports to the state of a process as known on a day."""

from collections.abc import Iterable, Mapping
from typing import Any

from .ceasefires import ceasefires_of, spoilers_of
from .commitments import fold
from .compare import Comparison, compare
from .definition import Definition
from .moves import Move, moves_of
from .passages import Record, passages_of
from .sides import Sides
from .state import Commitment, ProcessState, Round
from .talks import agreements_of, breakdowns_of, releases_of, rounds_of
from .violence import attacks_of, observed_weeks, weeks_of


def monitor(
    definition: Definition,
    events: Iterable[Record],
    reports: Mapping[str, Record],
    as_of: str | None = None,
    incidents: Iterable[Record] | None = None,
) -> ProcessState:
    """The state of the process. `reports` are by id; `incidents`, where given, make the violence series in place of events.

    `as_of` is an ISO day: nothing published after it is used. Without it the last report is the present.
    """
    coded = list(events)
    sides = Sides(definition)
    moves = [m for p in passages_of(coded, reports, definition, as_of) for m in moves_of(p, sides)]
    moves.sort(key=lambda m: (m.day, m.proof.published or "", m.proof.report_id, m.event["sentence"]["start"]))
    book = fold(moves)
    commitments = book.close(definition, as_of, max((m.day for m in moves), default=None))
    rounds = rounds_of(moves)
    agreements = agreements_of(moves)
    told = None if incidents is None else list(incidents)
    attacks = attacks_of(coded, reports, definition, as_of, told)
    return ProcessState(
        definition.id, definition.name, sides.parties, sides.mediator_names, definition.countries, as_of,
        _stands(rounds, commitments, moves), rounds, commitments, ceasefires_of(book, commitments, moves), releases_of(moves),
        agreements, breakdowns_of(moves), spoilers_of(moves, rounds, agreements, told), weeks_of(attacks),
    )  # fmt: skip


def _stands(rounds: tuple[Round, ...], commitments: tuple[Commitment, ...], moves: list[Move]) -> str:
    """One line on how the process stands: the last word on talks, and what is in force or broken."""
    if not moves:
        return "nothing told of it yet"
    last = max(rounds, key=lambda r: (r.last, r.first), default=None)
    talks = f"talks {last.state.replace('_', ' ')} {last.last}" if last else "no talks told"
    parts = [talks]
    for state in ("in_force", "violated", "agreed"):
        names = [c.what.replace("_", " ") for c in commitments if c.state == state]
        if names:
            parts.append(f"{state.replace('_', ' ')}: {', '.join(dict.fromkeys(names))}")
    return "; ".join(parts)


def find_commitment(state: ProcessState, words: str) -> Commitment | None:
    """The first commitment that took hold and whose subject or sentence holds the words; None where there is none."""
    wanted = words.casefold().strip()
    held = [c for c in state.commitments if day_taken(c)]
    named = [c for c in held if wanted in c.text.casefold() or wanted.replace(" ", "_") == c.what or wanted == c.id]
    return named[0] if named else None


def day_taken(commitment: Commitment) -> str | None:
    """The day on which a commitment took hold: in force, else agreed."""
    for state in ("in_force", "agreed", "met"):
        for step in commitment.history:
            if step.state == state:
                return step.day
    return None


def compare_around(
    definition: Definition,
    events: Iterable[Record],
    reports: Mapping[str, Record],
    day: str,
    as_of: str | None = None,
    weeks: int = 8,
    incidents: Iterable[Record] | None = None,
) -> tuple[Comparison, Comparison]:
    """Attacks and killed a week before and after a day, from incidents where they are given."""
    attacks = attacks_of(events, reports, definition, as_of, incidents)
    about: list[Mapping[str, Any]] = [r for r in reports.values() if _is_about(r, definition)]
    observed = observed_weeks(about, as_of)
    return compare(attacks, observed, day, weeks), compare(attacks, observed, day, weeks, "killed")


def _is_about(report: Mapping[str, Any], definition: Definition) -> bool:
    """Whether a report is evidence that the process's countries were watched: it names a party, or is dated from there."""
    place = report.get("dateline_place") or {}
    text = f"{report.get('title') or ''} {report.get('text') or ''}"
    return place.get("country") in definition.countries or bool(Sides(definition).named_in(text))
