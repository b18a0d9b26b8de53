"""An incident's figures from its claims, by a named rule with a version."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from statistics import median_low

from dateline.records import Claim, IncidentClaim, Toll

from .figures import Figure, Sources, figures_of, last_of_each

HARMS = ("killed", "injured", "captured", "missing", "abducted", "released", "displaced", "arrested")


@dataclass(frozen=True, slots=True)
class Rule:
    """The values of `reconcile.toml`; what each means stands there."""

    name: str
    version: str
    party_kinds: frozenset[str]
    current_days: int
    revised_upward: float
    denial: Mapping[str, frozenset[str]]

    @property
    def label(self) -> str:
        return f"{self.name} {self.version}"


@cache
def default_rule() -> Rule:
    """The rule that comes with Dateline."""
    return _rule(files(__package__).joinpath("data/reconcile.toml").read_text(encoding="utf-8"))


def load_rule(path: Path) -> Rule:
    """The rule of a user's own file in the form of ours."""
    return _rule(path.read_text(encoding="utf-8"))


def _rule(text: str) -> Rule:
    told = tomllib.loads(text)
    denial = {name: frozenset(words) for name, words in told.pop("denial").items()}
    return Rule(**{**told, "party_kinds": frozenset(told["party_kinds"])}, denial=denial)


def reconcile(harm: str, claims: Iterable[Claim], sources: Sources, rule: Rule) -> Toll | None:
    """The toll of one harm from the claims of one incident, None where none gives a credible figure."""
    figures = figures_of(harm, claims, sources, rule.party_kinds)
    credible = last_of_each(figures)
    if not credible:
        return None
    counted = _counted(credible, rule)
    best = median_low(f.value for f in counted)
    return Toll(
        harm=harm,
        low=min(best, *(f.low for f in credible)),
        best=best,
        high=max(best, *(f.high if f.high is not None else f.low for f in credible)),
        rule=rule.label,
        disputed=bool(contradicting(credible, rule)),
        claims=tuple(kept for f in figures for kept in _kept(f, credible, counted)),
    )


def _counted(credible: Sequence[Figure], rule: Rule) -> list[Figure]:
    """The latest figures of independent sources that are no party, else of all."""
    independent = [f for f in credible if not f.is_party] or list(credible)
    news = [f for f in independent if f.why == "news"] or independent
    last = max(f.day for f in news)
    return [f for f in news if _days_between(f.day, last) <= rule.current_days]


def _days_between(first: str, last: str) -> int:
    if first == last or not first or not last:
        return 0 if first == last else 10_000
    return (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days


def _kept(figure: Figure, credible: Sequence[Figure], counted: Sequence[Figure]) -> Iterator[IncidentClaim]:
    is_counted, why = figure in counted, figure.why
    if is_counted:
        why = "latest"
    elif why == "news":
        why = "party" if figure.is_party and figure in credible else "outdated"
    for claim in figure.claims:
        yield IncidentClaim(
            claim_id=claim.id,
            report_id=claim.report_id,
            claimant=claim.claimant,
            claimant_kind=claim.claimant_kind,
            low=claim.low,
            high=claim.high,
            said_on=claim.said_on,
            is_counted=is_counted,
            why=why,
        )


def contradicting(credible: Sequence[Figure], rule: Rule) -> list[tuple[Figure, Figure]]:
    """Pairs of last figures, a party's and another source's, that cannot both be right.

    Figures of one day contradict each other where their ranges do not meet. A later one may only revise an earlier one,
    unless it is a party's and lower, or higher by far.
    """
    return [
        (party, other)
        for party in credible
        for other in credible
        if party.is_party
        and party is not other
        and (not other.is_party or party.source < other.source)
        and _apart(party, other)
        and _is_no_revision(party, other, rule)
    ]


def _apart(a: Figure, b: Figure) -> bool:
    return (a.high is not None and a.high < b.low) or (b.high is not None and b.high < a.low)


def _is_no_revision(party: Figure, other: Figure, rule: Rule) -> bool:
    if party.day == other.day:
        return True
    if other.day > party.day:
        return party.value > other.value
    return party.value < other.value or party.value > rule.revised_upward * other.value
