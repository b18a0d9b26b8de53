"""Which of a sentence's time expressions an event happened at."""

from collections.abc import Sequence

from dateline.records import DateMention, Sentence
from dateline.syntax import (
    ancestors,
    children_by,
    counted_by,
    dates_main_clause,
    is_below,
    is_step_of_justice,
    starts_another,
)

_CLAUSE_HEADS = frozenset({"VERB", "AUX"})
_CLAUSE_DEPS = frozenset({"ccomp", "advcl", "relcl", "acl", "parataxis", "conj", "ROOT", "csubj", "pcomp", "xcomp"})


def _clause(s: Sentence, token: int) -> int:
    """The head of the smallest clause that `token` stands in."""
    while s.heads[token] != token and not (s.pos[token] in _CLAUSE_HEADS and s.deps[token] in _CLAUSE_DEPS):
        token = s.heads[token]
    return token


def _head_of(s: Sentence, mention: DateMention) -> int:
    """The token of the mention whose head lies outside it."""
    for i in range(mention.lo, mention.hi):
        if not mention.lo <= s.heads[i] < mention.hi or s.heads[i] == i:
            return i
    return mention.hi - 1


def clause_of_date(s: Sentence, mention: DateMention) -> int:
    """The verb of the smallest clause that a date stands in, or the clause's head where it has none."""
    return _clause(s, _head_of(s, mention))


def _is_simultaneous(s: Sentence, verb: int) -> bool:
    """Whether a clause tells what went on at the same time, so that its day is the main clause's too.

    Own example: `Rangers killed two poachers while searching the park on Monday.`
    """
    return (
        s.deps[verb] == "advcl"
        and s.tags[verb] == "VBG"
        and any(s.norms[m] == "while" for m in children_by(s, verb, "mark"))
    )


def time_of_event(s: Sentence, trigger: int, dates: Sequence[DateMention]) -> int | None:
    """The index of the date that tells when the event of `trigger` happened, or None.

    A date below the trigger wins; then one in the trigger's own clause; then, for a clause without a date, one of the
    clause above it (`said on Monday that troops had shelled` is the saying's date and is not taken). Ties go to the nearest.
    """
    best: tuple[int, int, int] | None = None
    clause, above = _clause(s, trigger), ancestors(s, trigger)
    for index, mention in enumerate(dates):
        if mention.timex_type in {"DURATION", "SET"} and mention.first is None:
            continue
        head = _head_of(s, mention)
        if starts_another(s, mention.lo, trigger) or dates_main_clause(s, mention.lo, trigger):
            continue
        if is_step_of_justice(s, _clause(s, head), trigger):
            continue
        if counted_by(s, _clause(s, head)) is not None and _clause(s, head) != clause:
            continue  # the day on which a toll rose
        if is_below(s, head, trigger):
            between = [a for a in ancestors(s, head) if a != trigger and is_below(s, a, trigger)]
            crossed = [a for a in between if s.deps[a] in {"relcl", "advcl", "ccomp"} and not _is_simultaneous(s, a)]
            rank = 3 if crossed else 0
        elif _clause(s, head) == clause:
            rank = 1
        elif _clause(s, head) in above and s.deps[clause] in {"xcomp", "relcl", "acl", "pcomp", "conj", "advcl"}:
            rank = 2
        else:
            continue
        key = (rank, abs(mention.lo - trigger), index)
        if rank < 3 and (best is None or key < best):
            best = key
    return best[2] if best else None


def dates_of_deeds(s: Sentence, dates: Sequence[DateMention]) -> list[DateMention]:
    """The dates of a sentence but for those on which a count moved: `the toll rose to 30 on Friday` tells no deed's day."""
    return [d for d in dates if counted_by(s, _clause(s, _head_of(s, d))) is None]


_SPEECH = frozenset(
    "say tell announce report state confirm add note declare acknowledge claim write tweet disclose".split()
)


def is_day_of_saying(s: Sentence, trigger: int, mention: DateMention) -> bool:
    """Whether a date tells when a deed was spoken of, not when it was done (`killed ten men, the army said on Friday`)."""
    verb = clause_of_date(s, mention)
    return verb != trigger and s.lemmas[verb].lower() in _SPEECH and _clause(s, trigger) != verb
