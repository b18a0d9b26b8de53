"""Commitments and their states, folded from the moves in order of time."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .definition import Definition
from .moves import Move
from .state import Commitment, Step

_OPEN = frozenset({"sought", "offered", "agreed", "in_force", "violated"})
_BINDING = frozenset({"agreed", "in_force", "violated"})
_NEXT = {
    "sought": {"offered", "agreed", "in_force", "met", "lapsed"},
    "offered": {"agreed", "in_force", "met", "lapsed"},
    "agreed": {"in_force", "violated", "met", "lapsed"},
    "in_force": {"violated", "met", "lapsed"},
    "violated": {"in_force", "lapsed", "met"},
    "lapsed": set(),
    "met": set(),
}
"""The states that may follow each state; a promise that lapsed or was met does not come back: a new one is made."""

_STATE = {"seek": "sought", "offer": "offered", "agree": "agreed"}
_PROMISED = frozenset(_STATE)


@dataclass(slots=True)
class Draft:
    """A commitment while it is being read."""

    topic: str
    who: tuple[str, ...]
    to_whom: tuple[str, ...]
    text: str
    state: str
    start: str | None = None
    end: str | None = None
    due: str | None = None
    condition: str | None = None
    promised: int | None = None
    delivered: int | None = None
    steps: list[Step] = field(default_factory=list)

    def turn(self, state: str, step: Step) -> bool:
        """Whether the state may follow; if so it does. The same state again is evidence, not a change."""
        is_late = self.can_be_done and state in {"met", "in_force"}
        if state == self.state or state in _NEXT[self.state] or is_late:
            self.state = state
            self.steps.append(step)
            return True
        return False

    @property
    def can_be_done(self) -> bool:
        """Whether it can still be done: while it is open, and late where only the calendar let it lapse."""
        is_overdue = self.state == "lapsed" and self.topic != "ceasefire" and self.steps[-1].proof is None
        return self.state in _OPEN or is_overdue

    def is_active(self, day: str) -> bool:
        """Whether a ceasefire binds on that day."""
        return self.state in _BINDING and (self.start or "") <= day and (self.end is None or day <= self.end)


class Book:
    """The commitments of a process, in the order in which they were first told."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []

    def take(self, move: Move) -> None:
        """Let one move change what stands."""
        self._pass_time(move.day)
        if move.kind in _PROMISED:
            self._promise(move)
        elif move.kind == "deliver":
            self._deliver(move)
        elif move.kind == "attack":
            self._attack(move)
        elif move.kind in {"end", "hold"}:
            self._end_or_hold(move)

    def _promise(self, move: Move) -> None:
        if not move.who:
            return
        draft = self._like(move)
        state = _STATE[move.kind]
        if draft is None:
            if state == "agreed":
                self._replace(move)
            draft = Draft(move.topic, move.who, move.to_whom, move.passage.text, state)
            self.drafts.append(draft)
        elif state == "agreed" and draft.state in {"sought", "offered"}:
            draft.text = move.passage.text
            if len(move.who) > len(draft.who):
                draft.who, draft.to_whom = move.who, move.to_whom
        if draft.turn(state, Step(move.day, state, move.who, _why(move), move.proof)):
            draft.start, draft.end = move.start or draft.start, move.end or draft.end
            draft.due, draft.condition = move.due or draft.due, move.condition or draft.condition
            draft.promised = move.number if move.number is not None else draft.promised

    def _like(self, move: Move) -> Draft | None:
        """The open commitment that a move is about: the same promisers, or one that was only wanted from some of them."""
        same = [d for d in self.drafts if d.topic == move.topic and d.state in _OPEN]
        exact = [
            d for d in same if set(d.who) == set(move.who) and not (d.state == "violated" and move.kind == "agree")
        ]
        if move.kind == "seek":
            return next((d for d in reversed(exact) if d.state in {"sought", *_BINDING}), None)
        wanted = [d for d in same if d.state in {"sought", "offered"} and set(d.who) & set(move.who)]
        sides = set(move.who) | set(move.to_whom)
        wanted.sort(key=lambda d: (len(sides & (set(d.who) | set(d.to_whom))), d.state == "offered"))
        return next(iter([*reversed(exact), *reversed(wanted)]), None)

    def _replace(self, move: Move) -> None:
        """A joint ceasefire takes the place of one that a side kept alone."""
        for draft in self.drafts:
            if draft.topic == move.topic == "ceasefire" and draft.state in _OPEN and set(draft.who) < set(move.who):
                draft.turn("lapsed", Step(move.day, "lapsed", move.who, "replaced by a joint one", move.proof))

    def _deliver(self, move: Move) -> None:
        for draft in reversed(self.drafts):
            if draft.topic == move.topic and draft.can_be_done and set(draft.who) & set(move.who):
                counted = {s.proof.event_id for s in draft.steps if s.proof}
                if move.proof.event_id not in counted and not _is_repeat(draft, move):
                    draft.delivered = (
                        (draft.delivered or 0) + move.number if move.number is not None else draft.delivered
                    )
                is_whole = draft.promised is None or (draft.delivered is not None and draft.delivered >= draft.promised)
                state = "met" if is_whole else "in_force"
                draft.turn(state, Step(move.day, state, move.who, _why(move), move.proof))
                return

    def _attack(self, move: Move) -> None:
        for draft in self.drafts:
            is_breach = set(draft.who) & set(move.who) and set(draft.to_whom or draft.who) & set(move.to_whom)
            if draft.topic == "ceasefire" and is_breach and draft.is_active(move.day):
                draft.turn("violated", Step(move.day, "violated", move.who, _why(move), move.proof))

    def _end_or_hold(self, move: Move) -> None:
        state, why = ("lapsed", "ended") if move.kind == "end" else ("in_force", "told to hold")
        for draft in reversed(self.drafts):
            if draft.topic == "ceasefire" and draft.state in _BINDING and set(draft.who) & set(move.who or draft.who):
                if move.kind == "end" or draft.state != "violated":
                    draft.turn(state, Step(move.day, state, move.who, why, move.proof))
                return

    def _pass_time(self, day: str) -> None:
        for draft in self.drafts:
            _age(draft, day)

    def close(self, definition: Definition, as_of: str | None) -> tuple[Commitment, ...]:
        """The commitments as they stand on the day; None: on the last day that anything is told of."""
        days = [s.day for d in self.drafts for s in d.steps]
        self._pass_time(as_of or max(days, default=""))
        made = []
        for number, d in enumerate(self.drafts, 1):
            steps = tuple(sorted(d.steps, key=lambda s: s.day))
            made.append(
                Commitment(
                    f"{definition.id}-{number}", d.who, d.to_whom, d.topic, d.text, d.condition, d.due or d.end, d.promised,
                    d.delivered, d.state, steps,
                )
            )  # fmt: skip
        return tuple(made)


def _age(draft: Draft, day: str) -> None:
    """What the calendar alone brings: a ceasefire begins, runs out, or a day by which something was due goes by."""
    if draft.topic == "ceasefire":
        if draft.state == "agreed" and draft.start and draft.start <= day:
            draft.turn("in_force", Step(draft.start, "in_force", draft.who, "its first day came", None))
        if draft.end and draft.end < day:
            if draft.state == "in_force":
                draft.turn("met", Step(draft.end, "met", draft.who, "ran its time, no breach on record", None))
            elif draft.state in {"offered", "violated"}:
                draft.turn("lapsed", Step(draft.end, "lapsed", draft.who, "its time ran out", None))
    elif draft.due and draft.due < day and draft.state == "agreed":
        draft.turn("lapsed", Step(draft.due, "lapsed", draft.who, "not told to be done by the day due", None))


def _is_repeat(draft: Draft, move: Move) -> bool:
    """Whether a delivery tells one again that was counted: the same day and number from another report."""
    return any(s.day == move.day and s.state in {"in_force", "met"} and s.proof for s in draft.steps)


def _why(move: Move) -> str:
    told = {
        "seek": "asked for",
        "offer": "offered",
        "agree": "promised",
        "sign": "signed",
        "deliver": "done",
        "attack": "attack",
    }
    number = f" ({move.number})" if move.number is not None else ""
    return told[move.kind] + number


def fold(moves: Iterable[Move]) -> Book:
    """The book after all moves, by day of the event, then of publication."""
    book = Book()
    for move in sorted(
        moves, key=lambda m: (m.day, m.proof.published or "", m.proof.report_id, m.event["sentence"]["start"])
    ):
        book.take(move)
    return book
