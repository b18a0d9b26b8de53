"""One record for each event and relation, however often a sentence tells it."""

from collections.abc import Sequence

from dateline.records import Event, Relation


def distinct(events: Sequence[Event]) -> list[Event]:
    """Each event once: same sentence, type, mode, actors and status; the surer one is kept.

    Events without actors go, but for those that tell of harm (`the blast killed nine`).
    """
    kept: dict[tuple[object, ...], Event] = {}
    for event in events:
        if not event.source and not event.target and not event.mediator and not event.casualties:
            continue
        key = (
            event.sentence,
            event.event_type,
            event.mode,
            event.status,
            tuple(a.name for a in event.source),
            tuple(a.name for a in event.target),
            tuple((c.harm, c.start) for c in event.casualties) if not event.source and not event.target else (),
        )
        known = kept.get(key)
        if known is None or _worth(event) > _worth(known):
            kept[key] = event
    return sorted(kept.values(), key=lambda e: (e.sentence.start, e.evidence[0].start, e.event_type, e.id))


def _worth(event: Event) -> tuple[int, float]:
    return len(event.casualties) + (event.when is not None) + (event.where is not None), event.confidence


def distinct_relations(relations: Sequence[Relation | None]) -> list[Relation]:
    kept: dict[str, Relation] = {}
    for relation in relations:
        if relation is not None:
            kept.setdefault(relation.id, relation)
    return list(kept.values())
