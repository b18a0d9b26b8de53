"""The incidents of a store told from all its reports, and kept. The only place that loops over the store for them."""

from collections.abc import Sequence

from dateline.incidents import Accounts, MatchOptions, Rule, account, default_options, default_rule
from dateline.records import Claim, Event, Report, from_plain
from dateline.store import Fault, Filter, Store, Told


def tell_incidents(
    store: Store, day: str | None, *, options: MatchOptions | None = None, rule: Rule | None = None
) -> dict[str, int]:
    """Join the events of all reports into incidents and keep what changed; how many are `new`, `changed`, `same`, `gone`.

    The result depends on the reports, the settings and what people decided, not on the order or batches in which reports came
    in. `day` (ISO) is the one on which the store learns what is new. Raises StoreError.
    """
    options, rule = options or default_options(), rule or default_rule()
    found = read_accounts(store, options=options, rule=rule)
    told = Told(
        versions=found.versions,
        members={i: _members(found, i) for i in found.versions},
        claims=found.claims,
        duplicates=found.duplicates,
        links=found.links,
        settings=(options.version, rule.label),
    )
    return store.incidents.put(told, day)


def read_accounts(
    store: Store, as_of: str | None = None, *, options: MatchOptions | None = None, rule: Rule | None = None
) -> Accounts:
    """The incidents as the reports of a store tell them, without keeping anything."""
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
        return [Fault("incidents", "were not told since reports came in or somebody decided: dateline rejoin")]
    found = read_accounts(store, options=options or default_options(), rule=rule or default_rule())
    told = {i: {report for report, _ in _members(found, i)} for i in found.versions}
    kept = {
        str(i["id"]): set(store.incidents.members(str(i["id"])))
        for i in store.incidents.listed(Filter(all_revisions=True))
    }
    differing = sorted(i for i in told.keys() | kept.keys() if told.get(i) != kept.get(i))
    return [Fault(f"incident {i}", "is not what the reports tell: dateline rejoin") for i in differing]


def _members(found: Accounts, incident_id: str) -> Sequence[tuple[str, str | None]]:
    """The reports and events of an incident, sorted; a report without an event of it stands with None."""
    members: set[tuple[str, str | None]] = set()
    for telling in found.tellings[incident_id]:
        members.update((telling.report_id, e.id) for e in telling.events)
        if not telling.events:
            members.add((telling.report_id, None))
    return sorted(members, key=lambda m: (m[0], m[1] or ""))
