"""Commitments and their states, folded from the moves in order of time."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

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
_EXTENDED_DAYS = 7
"""Days after the end of a truce's time within which a word that it goes on extends it."""


@dataclass(slots=True)
class Draft:
    """A commitment while it is being read. `days_after` counts from an agreement that is still to be signed."""

    topic: str
    who: tuple[str, ...]
    to_whom: tuple[str, ...]
    text: str
    state: str
    report_id: str
    start: str | None = None
    end: str | None = None
    due: str | None = None
    days_after: int | None = None
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

    @property
    def condition_is_open(self) -> bool:
        """Whether a ceasefire was only promised `if` something happens first; `only if` and `unless` tell how it would end."""
        return self.condition is not None and self.condition.lower().startswith(("if ", "provided", "on condition"))

    def has_just_run_out(self, day: str) -> bool:
        """Whether a truce ran its time in the last few days."""
        if self.topic != "ceasefire" or self.state != "met" or self.end is None:
            return False
        return day <= (date.fromisoformat(self.end) + timedelta(days=_EXTENDED_DAYS)).isoformat()


class Book:
    """The commitments of a process, in the order in which they were first told."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self._signers: dict[str, set[str]] = {}

    def take(self, move: Move) -> None:
        """Let one move change what stands."""
        for draft in self.drafts:
            _age(draft, move.day)
        if move.kind in _STATE:
            self._promise(move)
        elif move.kind == "sign":
            self._sign(move)
        elif move.kind == "begin":
            self._begin(move)
        elif move.kind == "deliver":
            self._deliver(move)
        elif move.kind == "attack":
            self._attack(move)
        elif move.kind == "refuse":
            self._refuse(move)
        elif move.kind in {"held", "resumed"}:
            self._meet(move)
        elif move.kind in {"end", "hold"}:
            self._end_or_hold(move)

    def _promise(self, move: Move) -> None:
        is_of_parties = move.topic != "talks" or (bool(move.to_whom) and move.kind != "agree")
        if not move.who or not is_of_parties:
            return
        state = self._state_of(move)
        why = "told in an agreement of others" if state != _STATE[move.kind] else _why(move)
        draft = self._like(move, state)
        if draft is None:
            if state == "agreed":
                self._replace(move)
            draft = Draft(move.topic, move.who, move.to_whom, move.passage.text, state, move.proof.report_id)
            self.drafts.append(draft)
        elif state == "agreed" and draft.state in {"sought", "offered"}:
            self._replace(move)
            draft.text, draft.report_id = move.passage.text, move.proof.report_id
            if len(move.who) > len(draft.who):
                draft.who, draft.to_whom = move.who, move.to_whom
        if draft.turn(state, Step(move.day, state, move.who, why, move.proof)):
            draft.start, draft.end = move.start or draft.start, move.end or draft.end
            draft.due, draft.condition = move.due or draft.due, move.condition or draft.condition
            draft.promised = move.number if move.number is not None else draft.promised
            draft.days_after = move.days_after or draft.days_after

    def _state_of(self, move: Move) -> str:
        """The state that a promise begins in; what an agreement says that others are to do is only sought from them."""
        signers = self._signers.get(move.proof.report_id, set())
        is_told_by_others = move.event["status"] in {"future", "hypothetical"} and not move.event["attribution"]
        if move.kind == "agree" and signers and is_told_by_others and not signers & set(move.who):
            return "sought"
        return _STATE[move.kind]

    def _like(self, move: Move, state: str) -> Draft | None:
        """The open commitment that a move is about: the same promisers, or one that was only wanted from some of them."""
        same = [d for d in self.drafts if d.topic == move.topic and d.state in _OPEN and _same_number(d, move)]
        exact = [d for d in same if set(d.who) == set(move.who) and not (d.state == "violated" and state == "agreed")]
        if state == "sought":
            return next((d for d in reversed(exact) if d.state in {"sought", *_BINDING}), None)
        wanted = [d for d in same if d.state in {"sought", "offered"} and set(d.who) & set(move.who)]
        if move.topic == "ceasefire" and move.end is not None:
            # A truce of a few days is not the lasting one that was asked for.
            exact, wanted = ([d for d in found if d.state != "sought"] for found in (exact, wanted))
        sides = set(move.who) | set(move.to_whom)
        wanted.sort(key=lambda d: (len(sides & (set(d.who) | set(d.to_whom))), d.state == "offered"))
        return next(iter([*reversed(exact), *reversed(wanted)]), None)

    def _replace(self, move: Move) -> None:
        """A joint ceasefire takes the place of one that a side kept alone."""
        for draft in self.drafts:
            if draft.topic == move.topic == "ceasefire" and draft.state in _BINDING and set(draft.who) < set(move.who):
                draft.turn("lapsed", Step(move.day, "lapsed", move.who, "replaced by a joint one", move.proof))

    def _sign(self, move: Move) -> None:
        """An agreement signed: what was promised to be signed is met, and what counts from it gets its day."""
        self._signers.setdefault(move.proof.report_id, set()).update(move.who)
        for draft in self.drafts:
            if draft.topic == "signing" and draft.state in _OPEN and set(draft.who) <= set(move.who):
                draft.turn("met", Step(move.day, "met", move.who, "signed", move.proof))
            if draft.days_after and draft.due is None and draft.report_id != move.proof.report_id:
                is_signed = set(draft.who) & set(move.who) and move.topic != "ceasefire"
                if is_signed:
                    draft.due = (date.fromisoformat(move.day) + timedelta(days=draft.days_after)).isoformat()

    def _begin(self, move: Move) -> None:
        """The day from which, and up to which, the ceasefire of the same report is to hold."""
        for draft in reversed(self.drafts):
            if draft.topic == "ceasefire" and draft.report_id == move.proof.report_id and draft.state in _OPEN:
                if draft.start and move.start and draft.end and not move.end:
                    length = date.fromisoformat(draft.end) - date.fromisoformat(draft.start)
                    draft.end = (date.fromisoformat(move.start) + length).isoformat()
                draft.start, draft.end = move.start or draft.start, move.end or draft.end
                return

    def _deliver(self, move: Move) -> None:
        open_ones = [d for d in self.drafts if d.topic == move.topic and d.can_be_done and set(d.who) & set(move.who)]
        open_ones.sort(key=lambda d: d.promised is not None and d.promised == move.number)
        for draft in open_ones[-1:]:
            counted = {s.proof.event_id for s in draft.steps if s.proof}
            if move.proof.event_id not in counted and not _is_repeat(draft, move) and move.number is not None:
                draft.delivered = (draft.delivered or 0) + move.number
            is_whole = draft.promised is None or (draft.delivered is not None and draft.delivered >= draft.promised)
            state = "met" if is_whole and not move.is_partial else "in_force"
            draft.turn(state, Step(move.day, state, move.who, _why(move), move.proof))

    def _attack(self, move: Move) -> None:
        for draft in self.drafts:
            is_breach = set(draft.who) & set(move.who) and set(draft.to_whom or draft.who) & set(move.to_whom)
            if draft.topic == "ceasefire" and is_breach and draft.is_active(move.day):
                draft.turn("violated", Step(move.day, "violated", move.who, _why(move), move.proof))

    def _refuse(self, move: Move) -> None:
        """A refusal changes nothing that is promised; it stands in the history of what was asked for."""
        for draft in self.drafts:
            is_wanted = draft.topic == move.topic and draft.state in {"sought", "offered"}
            if is_wanted and set(draft.who if draft.state == "sought" else draft.to_whom) & set(move.who):
                draft.turn(draft.state, Step(move.day, draft.state, move.who, "refused", move.proof))

    def _meet(self, move: Move) -> None:
        """Talks that were asked for or offered are met when they are held."""
        for draft in self.drafts:
            if draft.topic == "talks" and draft.state in _OPEN and {*draft.who, *draft.to_whom} <= set(move.who):
                draft.turn("met", Step(move.day, "met", move.who, "held", move.proof))

    def _end_or_hold(self, move: Move) -> None:
        for draft in self.drafts:
            if draft.topic != "ceasefire" or not set(draft.who) & set(move.who or draft.who):
                continue
            if move.kind == "hold" and draft.has_just_run_out(move.day):
                draft.state, draft.end = "in_force", None
                draft.steps.append(Step(move.day, "in_force", move.who, "told to go on", move.proof))
            elif move.kind == "hold" and draft.state in {"agreed", "in_force"}:
                draft.turn("in_force", Step(move.day, "in_force", move.who, "told to hold", move.proof))
            elif move.kind == "end" and draft.state in _BINDING:
                draft.turn("lapsed", Step(move.day, "lapsed", move.who, "ended", move.proof))

    def close(self, definition: Definition, as_of: str | None, last: str | None = None) -> tuple[Commitment, ...]:
        """The commitments as they stand on the day; None: on the last day that anything is told of."""
        days = [s.day for d in self.drafts for s in d.steps]
        for draft in self.drafts:
            _age(draft, as_of or max([*days, last or ""], default=""), is_over=True)
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


def _age(draft: Draft, day: str, *, is_over: bool = False) -> None:
    """What the calendar alone brings before a day: a ceasefire begins, runs out, or a day by which something was due goes by.

    `is_over` takes in the day itself: nothing more is told of it.
    """
    if draft.topic == "ceasefire":
        has_begun = draft.start is not None and (draft.start < day or (is_over and draft.start == day))
        if draft.state == "agreed" and draft.start and has_begun and not draft.condition_is_open:
            draft.turn("in_force", Step(draft.start, "in_force", draft.who, "its first day came", None))
        if draft.end and draft.end < day:
            if draft.state == "in_force":
                draft.turn("met", Step(draft.end, "met", draft.who, "ran its time, no breach on record", None))
            elif draft.state in {"offered", "violated"}:
                draft.turn("lapsed", Step(draft.end, "lapsed", draft.who, "its time ran out", None))
    elif draft.due and draft.due < day and draft.state in {"agreed", "sought"}:
        draft.turn("lapsed", Step(draft.due, "lapsed", draft.who, "not told to be done by the day due", None))


def _same_number(draft: Draft, move: Move) -> bool:
    """Whether a move speaks of what a commitment does: another number of prisoners is another promise."""
    return draft.topic != "release" or None in {draft.promised, move.number} or draft.promised == move.number


def _is_repeat(draft: Draft, move: Move) -> bool:
    """Whether a delivery tells one again that was counted: the same day and number from another report."""
    return any(s.day == move.day and s.state in {"in_force", "met"} and s.proof for s in draft.steps)


def _why(move: Move) -> str:
    told = {
        "seek": "asked for",
        "offer": "offered",
        "agree": "promised",
        "sign": "signed",
        "deliver": "done in part" if move.is_partial else "done",
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
