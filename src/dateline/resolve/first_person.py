"""Who speaks of himself: the first person of a direct quote is whoever is quoted."""

from collections.abc import Sequence
from dataclasses import replace

from dateline.records import ActorRef, QuoteMention

_SPEAKING = frozenset({"i", "me", "we", "us", "myself", "ourselves"})


def spoken(
    refs: Sequence[ActorRef], quotes: Sequence[QuoteMention], speakers: Sequence[ActorRef | None]
) -> tuple[ActorRef, ...]:
    """The references, the first person of a direct quote being its speaker: `"We freed them," Ruiz said`.

    `speakers` are those of `quotes`, in their order; the words of a reference stay as the text has them.
    """
    return tuple(_speaker_of(r, quotes, speakers) if r.text.lower() in _SPEAKING else r for r in refs)


def _speaker_of(ref: ActorRef, quotes: Sequence[QuoteMention], speakers: Sequence[ActorRef | None]) -> ActorRef:
    around = [
        (q.end - q.start, speaker)
        for q, speaker in zip(quotes, speakers, strict=True)
        if q.is_direct and q.start <= ref.start and ref.end <= q.end and speaker is not None
    ]
    if not around:
        return ref
    speaker = min(around, key=lambda pair: pair[0])[1]
    return replace(speaker, text=ref.text, start=ref.start, end=ref.end)
