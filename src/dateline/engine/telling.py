"""The incidents of a store told from its reports, and kept. Only what new reports touch is told again; the rest stays as it is."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.incidents import (
    Accounts,
    Evidence,
    MatchOptions,
    Network,
    Rule,
    Telling,
    account,
    changed_proposals,
    claims_with_incidents,
    decided,
    default_options,
    default_rule,
    evidence_of,
    find_duplicates,
    history_of,
    incident_id_of,
    links_between,
    regrouped,
    scored,
    write_sketch,
)
from dateline.records import Claim, Event, Report, ReportLife, from_plain
from dateline.store import Fault, Filter, Kept, Store, Told

from .ending import endings_of, lives_of
from .known import Known, canonical_changed, read_known
from .shelf import Shelf

_AT_ONCE = 500  # incidents that are told and kept together

Group = tuple[Telling, ...]


def tell_incidents(
    store: Store,
    day: str | None,
    *,
    options: MatchOptions | None = None,
    rule: Rule | None = None,
    anew: bool = False,
) -> dict[str, int]:
    """Join the events of all reports into incidents and keep what changed; how many are `new`, `changed`, `same`, `gone`.

    The result depends on the reports, the settings and what people decided, not on the order or batches in which reports came
    in: what nothing touched since is as it would be told again. `anew` tells it again all the same. `day` (ISO) is the one on
    which the store learns what is new. Raises StoreError.
    """
    if anew:
        store.matching.forget()
    options, rule = options or default_options(), rule or default_rule()
    shelf = Shelf(store, options)
    known = read_known(store, shelf, options, rule)
    endings = endings_of(known.reports, known.sketches, known.moved(), shelf)
    lives = lives_of(known.reports, endings)
    standing = [s.story for i, s in known.sketches.items() if lives[i].known_until is None and i not in endings]
    duplicates = find_duplicates(standing, shelf.text, store.matching.compared())
    ended = [i for i in known.reports if known.seen[i].ended != known.seen_now(i, lives[i]).ended]
    touched = {*ended, *canonical_changed(known.reports, duplicates.canonical)}
    changed = _regroup(store, known, shelf, touched, options)
    counts = _keep(store, changed, _Basis(shelf, duplicates.canonical, lives, options, rule), day)
    store.matching.end(
        (i, lives[i].known_until, lives[i].replaced_by, lives[i].ended_as)
        for i, r in known.reports.items()
        if (r.ended_by, r.ended_as) != endings.get(i, (None, None))
    )
    printed = {p.id: p for p in duplicates.prints}
    sketches = {i: replace(s, story=printed.get(i, s.story)) for i, s in known.sketches.items()}
    told = {*known.stale, *known.moved(), *ended, *printed}
    store.matching.put(
        Kept(
            [(i, known.seen_now(i, lives[i]).text(), write_sketch(sketches[i])) for i in sorted(told)],
            [t.id for t in known.gone()],
            changed.lost,
            changed.gained,
            duplicates.compared,
        )
    )
    number = store.incidents.finish(duplicates.canonical, (options.version, rule.label), day)
    return {**counts, "same": number - counts["new"] - counts["changed"]}


@dataclass(frozen=True, slots=True)
class _Changed:
    """The happenings that may be others than before, the incidents of old that they were, and how links changed."""

    groups: list[tuple[str, ...]]
    report_of: Mapping[str, str]
    before: set[str]
    lost: list[tuple[str, str]]
    gained: list[tuple[str, str, float]]


def _regroup(store: Store, known: Known, shelf: Shelf, touched: Collection[str], options: MatchOptions) -> _Changed:
    """Group again whatever a new telling, a link, a person's decision or a report that stands otherwise may change."""
    sketched = {t.id: t for s in known.sketches.values() for t in s.tellings}
    report_of = {i: t.sides.report_id for i, t in sketched.items()}

    def telling_of(telling: str) -> Telling:
        return shelf.tellings(report_of[telling])[telling]

    gone, come = known.gone(), known.come()
    changes = changed_proposals(known.kept(), gone, come, options)
    gone_ids = {t.id for t in gone}
    lost = [(c.telling, other) for c in changes for other in c.lost]
    gained = scored(changes, telling_of, options)
    cut = list(store.matching.links_of(sorted(gone_ids)))
    on = {e for d in store.incidents.decided() for e in (d["first_event"], d["second_event"])}
    held = {e: t.id for t in sketched.values() for e in (t.events or (t.sides.report_id,)) if e in on}
    ends = {end for pair in lost for end in pair} | {end for a, b, _ in (*gained, *cut) for end in (a, b)}
    seeds = {t.id for t in come} | ends | set(held.values())
    seeds |= {t.id for i in touched for t in known.sketches[i].tellings}
    joined, parted = (decided(store.incidents.decisions(), held, kind) for kind in ("join", "part"))
    network = Network(store.matching.links_of, gone_ids, lost, gained)
    members, links = network.around(seeds & sketched.keys(), joined)
    groups = regrouped(members, links, telling_of, options, joined, parted)
    events = {e for t in (*gone, *(sketched[m] for m in members)) for e in t.events}
    before = store.matching.incidents_of(events) if known.before else store.incidents.ids()
    return _Changed(groups, report_of, before, lost, gained)


@dataclass(frozen=True, slots=True)
class _Basis:
    """What incidents are told from."""

    shelf: Shelf
    canonical: Mapping[str, str]
    lives: Mapping[str, ReportLife]
    options: MatchOptions
    rule: Rule

    def evidence(self, reports: Iterable[str]) -> Evidence:
        """The evidence of some reports."""
        ids = sorted(set(reports))
        return evidence_of(
            {i: self.shelf.report(i) for i in ids},
            {i: self.shelf.events(i) for i in ids},
            (c for i in ids for c in self.shelf.claims(i)),
            self.canonical,
            self.lives,
        )


def _keep(store: Store, changed: _Changed, basis: _Basis, day: str | None) -> dict[str, int]:
    """Tell the happenings as incidents and keep them, some hundreds at a time; what became of them."""
    empty = Evidence({}, {}, {}, basis.canonical, basis.lives)
    ids: dict[str, tuple[str, ...]] = {}
    for group in changed.groups:
        told = _tellings(group, changed, basis.shelf)
        if any(t.events for t in told):
            ids[incident_id_of(told, empty)] = group
    counts = {"new": 0, "changed": 0, "gone": 0}
    gone = sorted(changed.before - ids.keys())
    for some in _parts(sorted(ids)):
        groups = {i: _tellings(ids[i], changed, basis.shelf) for i in some}
        told_now = store.incidents.replace(_told(groups, basis), gone, day)
        counts = {name: number + told_now[name] for name, number in counts.items()}
        gone = []
    return counts


def _tellings(group: Iterable[str], changed: _Changed, shelf: Shelf) -> Group:
    return tuple(shelf.tellings(changed.report_of[t])[t] for t in group)


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The ids, so many at a time; one part without any where there are none."""
    return (ids[at : at + _AT_ONCE] for at in range(0, max(len(ids), 1), _AT_ONCE))


def _told(groups: Mapping[str, Group], basis: _Basis) -> Told:
    """The accounts of some incidents, to be kept."""
    evidence = basis.evidence(t.report_id for g in groups.values() for t in g)
    versions = {i: history_of(i, g, evidence, basis.rule) for i, g in groups.items()}
    return Told(
        versions=versions,
        members={i: _members(g) for i, g in groups.items()},
        claims=list(claims_with_incidents((v[-1].incident for v in versions.values()), evidence)),
        links=lambda i: links_between(groups[i], basis.options),
        settings=(basis.options.version, basis.rule.label),
    )


def read_accounts(
    store: Store, as_of: str | None = None, *, options: MatchOptions | None = None, rule: Rule | None = None
) -> Accounts:
    """The incidents as the reports of a store tell them, all of them told from scratch, without keeping anything."""
    everything = Filter(all_revisions=True)
    return account(
        (from_plain(Event, e) for e in store.events(everything)),
        (from_plain(Claim, c) for c in store.statements("claim")),
        [from_plain(Report, r) for r in store.reports(everything)],
        as_of,
        options=options,
        rule=rule,
        decisions=store.incidents.decisions(),
        lives=store.incidents.lives(),
    )


def incident_faults(store: Store, *, options: MatchOptions | None = None, rule: Rule | None = None) -> list[Fault]:
    """Where the incidents that a store keeps are not those that its reports tell: each kept one that differs, or is missing."""
    if not store.incidents.is_up_to_date():
        if not store.counts()["report"]:
            return []
        return [Fault("incidents", "were not told since reports came in or somebody decided: dateline rejoin")]
    found = read_accounts(store, options=options or default_options(), rule=rule or default_rule())
    told = {i: {report for report, _ in _members(g)} for i, g in found.tellings.items()}
    kept = {i: set(store.incidents.members(i)) for i in sorted(store.incidents.ids())}
    differing = sorted(i for i in told.keys() | kept.keys() if told.get(i) != kept.get(i))
    return [Fault(f"incident {i}", "is not what the reports tell: dateline rejoin") for i in differing]


def _members(tellings: Iterable[Telling]) -> Sequence[tuple[str, str | None]]:
    """The reports and events of an incident, sorted; a report without an event of it stands with None."""
    members: set[tuple[str, str | None]] = set()
    for telling in tellings:
        members.update((telling.report_id, e.id) for e in telling.events)
        if not telling.events:
            members.add((telling.report_id, None))
    return sorted(members, key=lambda m: (m[0], m[1] or ""))
