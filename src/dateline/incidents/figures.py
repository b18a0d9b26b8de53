"""The figures that sources give of one harm: their claims, put together by speaker and report."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dateline.records import Casualty, Claim, Event

NOT_FACT = frozenset({"negated", "hypothetical", "future", "sought"})
CREDIBLE = frozenset({"news", "background"})


@dataclass(frozen=True, slots=True)
class Figure:
    """What one source says in one report of one harm: its claims together, within what one sentence tells.

    `why` is news, background (told as past history), part, reprint or not_told_as_fact; `high` is None where open.
    """

    claims: tuple[Claim, ...]
    source: str
    day: str
    low: int
    high: int | None
    is_party: bool
    why: str

    @property
    def value(self) -> int:
        """The figure itself: the middle of its range, its lower end where it is open upwards."""
        return self.low if self.high is None else (self.low + self.high) // 2


@dataclass(frozen=True, slots=True)
class Sources:
    """What tells independent sources apart: `canonical` gives the report that one repeats, `agencies` whose it is."""

    events: Mapping[str, Event]
    canonical: Mapping[str, str]
    agencies: Mapping[str, str | None]


def figures_of(harm: str, claims: Iterable[Claim], sources: Sources, party_kinds: frozenset[str]) -> list[Figure]:
    """The figures of one harm in order of saying; every claim of the harm with a number stands in one of them."""
    told = [c for c in claims if c.field == harm and (c.low is not None or c.high is not None)]
    told.sort(key=lambda c: (c.said_on or "", c.report_id, c.start, c.id))
    present = {c.report_id for c in told}
    spoken: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in told:
        spoken[claim.report_id, _source(claim, sources)].append(claim)
    doers = _doers(sources)
    figures: list[Figure] = []
    for (report_id, source), own in spoken.items():
        original = sources.canonical.get(report_id, report_id)
        is_reprint = original != report_id and original in present
        figures += _of_source(own, source, sources, party_kinds, is_reprint=is_reprint, is_doer=source in doers)
    return sorted(figures, key=lambda f: (f.day, f.claims[0].report_id, f.claims[0].start, f.claims[0].id))


def _doers(sources: Sources) -> frozenset[str]:
    """The known actors that any report tells to have done it: parties, whatever their own words leave out."""
    told = [e for e in sources.events.values() if e.event_type in {"ASSAULT", "COERCE"} and e.status not in NOT_FACT]
    return frozenset(a.actor_id for e in told for a in e.source if a.actor_id)


def _of_source(
    claims: list[Claim], source: str, sources: Sources, party_kinds: frozenset[str], *, is_reprint: bool, is_doer: bool
) -> Iterable[Figure]:
    """The figures of one speaker in one report: the whole toll, then what stays out of it."""
    by_role: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_role[_role(claim, sources.events[claim.event_id])].append(claim)
    whole = "news" if "news" in by_role else "background"
    for role, own in by_role.items():
        is_party = is_doer or any(c.claimant_kind in party_kinds for c in own)
        why = "part" if role == "background" and whole == "news" else role
        why = "reprint" if is_reprint and why in CREDIBLE else why
        again = [c for c in by_role.get("part", ()) if _is_repeat(c, sources)] if role in CREDIBLE else []
        low, high = _toll([*own, *again], sources) if role in CREDIBLE else _sum(own, sources)
        yield Figure(
            claims=tuple(own),
            source=source,
            day=own[0].said_on or "",
            low=low,
            high=high,
            is_party=is_party,
            why=why,
        )


def _toll(claims: Iterable[Claim], sources: Sources) -> tuple[int, int | None]:
    """The toll of one speaker in one report, its low and high: what its claims add up to, within what it says at once.

    News tells its toll in the headline and the first sentences, and comes back to the same persons one by one. New claims
    are added up, but to no more than the fullest of the first three sentences tells, and others of another kind.
    """
    told = sorted(claims, key=lambda c: (c.start, c.id))
    new = [c for c in told if not _is_repeat(c, sources)]
    fullest = max(_statements(told, sources)[:_LEADING], key=lambda statement: _sum(statement, sources)[0])
    others = [c for c in new if c not in fullest and _is_of_another_kind(c, fullest)]
    return min(_sum(new, sources), _sum([*fullest, *others], sources), key=lambda figure: figure[0])


def _is_of_another_kind(claim: Claim, told: Iterable[Claim]) -> bool:
    """Whether a claim is of another kind of persons than all that are told: soldiers beside policemen."""
    kinds = {c.subgroup for c in told}
    return claim.subgroup is not None and None not in kinds and claim.subgroup not in kinds


_LEADING = 3
_NEAR = 80
"""Characters within which two figures that other sentences tell of a deed are taken to be of one sentence."""


def _statements(told: Iterable[Claim], sources: Sources) -> list[list[Claim]]:
    """The claims, in text order, by the sentence that tells them."""
    found: list[tuple[int | None, list[Claim]]] = []
    for claim in told:
        sentence = sources.events[claim.event_id].sentence
        at = sentence.start if sentence.start <= claim.start < sentence.end else None
        is_same = bool(found) and found[-1][0] == at and (at is not None or claim.start - found[-1][1][-1].end < _NEAR)
        if is_same:
            found[-1][1].append(claim)
        else:
            found.append((at, [claim]))
    return [claims for _, claims in found]


def _sum(claims: Iterable[Claim], sources: Sources) -> tuple[int, int | None]:
    """The low and high of several claims together, less those told hurt who are told dead."""
    told = list({(c.start, c.end, c.text): c for c in claims}.values())
    died = sum(_died(c, sources.events[c.event_id]) for c in told)
    highs = [c.high for c in told]
    low = max(sum(c.low or 0 for c in told) - died, 0)
    return low, None if None in highs else max(sum(h or 0 for h in highs) - died, 0)


def _is_repeat(claim: Claim, sources: Sources) -> bool:
    """Whether a claim tells a whole toll again, one that is no part of another."""
    casualty = _casualty(claim, sources.events[claim.event_id])
    return casualty is not None and casualty.repeats and not casualty.is_subtotal


def _role(claim: Claim, event: Event) -> str:
    if event.status in NOT_FACT:
        return "not_told_as_fact"
    casualty = _casualty(claim, event)
    if casualty is not None and (casualty.is_subtotal or casualty.repeats):
        return "part"
    return "background" if event.historical else "news"


def _died(claim: Claim, event: Event) -> int:
    """How many of a claim's persons the report counts among the dead."""
    casualty = _casualty(claim, event)
    return casualty.died if casualty is not None else 0


def _casualty(claim: Claim, event: Event) -> Casualty | None:
    return next((c for c in event.casualties if c.start == claim.start and c.harm == claim.field), None)


def _source(claim: Claim, sources: Sources) -> str:
    """Whose figure it is: the speaker's, else that of the report's agency, else the report's."""
    if claim.claimant is not None and not claim.claimant.anonymous:
        return claim.claimant.actor_id or (claim.claimant.name or claim.claimant.text).lower()
    return f"agency {sources.agencies.get(claim.report_id) or claim.report_id}"


def last_of_each(figures: Iterable[Figure]) -> list[Figure]:
    """The last credible figure of each source; one told as background gives way to one told as news."""
    last: dict[str, Figure] = {}
    for figure in (f for f in figures if f.why in CREDIBLE):
        held = last.get(figure.source)
        if held is None or (figure.why == "news", figure.day) >= (held.why == "news", held.day):
            last[figure.source] = figure
    return list(last.values())
