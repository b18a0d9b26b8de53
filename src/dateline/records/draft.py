"""An event as the event stage finds it, before actors, places and dates are resolved over the report."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EventDraft:
    """One event in one sentence. Actors, dates, places and casualties are indexes into that sentence's `Mentions`.

    `trigger` is the token that names the event, `trigger_lo`/`trigger_hi` the trigger phrase.
    `object_lo`/`object_hi` are the words acted on where they name no actor (`a bus`, `the resolution`).
    `score` is the rule's strength in 0..1 and `reason` says, for
    `dateline explain`, which lexicon entry and which path gave the code. `doubt` says what another coder makes of it.
    """

    sentence: int
    trigger: int
    trigger_lo: int
    trigger_hi: int
    event_type: str
    mode: str | None
    source: tuple[int, ...]
    target: tuple[int, ...]
    mediator: tuple[int, ...]
    status: str
    historical: bool
    when: int | None
    where: int | None
    casualties: tuple[int, ...]
    means_lo: int = -1
    means_hi: int = -1
    contexts: tuple[str, ...] = ()
    evidence: tuple[tuple[str, int, int], ...] = ()
    score: float = 0.5
    reason: str = ""
    object_lo: int = -1
    object_hi: int = -1
    doubt: str | None = None
