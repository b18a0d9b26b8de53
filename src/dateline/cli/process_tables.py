"""The tables of `process`: what was promised, how truces were kept, the timeline, the violence beside it."""

from collections.abc import Iterable

from dateline.processes import ProcessState, Proof

from .screen import out, safe, table

_Row = tuple[object, ...]


def print_state(state: ProcessState) -> None:
    """Print how the process stands, then its tables; those with nothing in them are left out."""
    known = f" as known on {state.as_of}" if state.as_of else ""
    out.print(safe(f"{state.name}{known}: {state.stands}."))
    weeks = [(w.week, w.perpetrator, w.events, w.killed_low, w.killed_best, w.killed_high) for w in state.violence]
    tables: tuple[tuple[str, tuple[str, ...], list[_Row]], ...] = (
        (
            "Commitments",
            ("id", "what", "who", "to whom", "state", "since", "due", "done", "if"),
            _promises(state),
        ),
        ("Ceasefires", ("of", "parties", "from", "to", "state", "as told"), _ceasefires(state)),
        ("Breaches", ("day", "by", "claimed by", "answered", "told by others"), _breaches(state)),
        ("Timeline", ("day", "what", "who", "event", "told as"), _timeline(state)),
        ("Violence by week", ("week of", "by", "attacks", "killed low", "best", "high"), list(weeks)),
    )
    for title, columns, rows in tables:
        if rows:
            out.print(table(title, columns, rows))


def words(name: str) -> str:
    """A name of ours in plain words."""
    return name.replace("_", " ")


def joined(names: Iterable[str]) -> str:
    """Names with commas."""
    return ", ".join(names)


def _promises(state: ProcessState) -> list[_Row]:
    rows: list[_Row] = []
    for c in state.commitments:
        number = "" if c.promised is None else f"{c.delivered or 0} of {c.promised}"
        since = c.history[-1].day if c.history else None
        rows.append(
            (c.id, words(c.what), joined(c.who), joined(c.to_whom), words(c.state), since, c.due, number, c.condition)
        )
    return rows


def _ceasefires(state: ProcessState) -> list[_Row]:
    return [(c.commitment_id, joined(c.parties), c.start, c.end, words(c.state), c.extent) for c in state.ceasefires]


def _breaches(state: ProcessState) -> list[_Row]:
    """Each breach once, with who claims it, what the accused answers and what is told by others."""
    rows = []
    for ceasefire in state.ceasefires:
        for v in ceasefire.violations:
            by = joined(v.by) + ("" if v.is_observed else " (claimed only)")
            rows.append((v.day, by, _said(v.claims), _said(v.responses), _said(v.independent)))
    return list(dict.fromkeys(rows))


def _said(proofs: Iterable[Proof]) -> str:
    return " / ".join(dict.fromkeys(f"{joined(p.claimants) or 'report'}: {p.text}" for p in proofs))


def _timeline(state: ProcessState) -> list[_Row]:
    """Every entry of the process by day, with the event and the sentence that tell it first."""
    rows: list[tuple[str, str, tuple[str, ...], Proof | None, str]] = []
    for r in state.rounds:
        at = f" at {r.place}" if r.place else ""
        told = f"talks {words(r.state)}{at}" + (f", hosted by {joined(r.hosts)}" if r.hosts else "")
        rows.append((r.first, told, tuple(dict.fromkeys((*r.parties, *r.mediators))), r.evidence[0], ""))
    for a in state.agreements:
        rows.append((a.day, f"agreement ({a.stage})", a.parties, a.evidence[0], ""))
    for f in state.releases:
        rows.append((f.day, f"released {f.number or 'some'}", f.by, f.evidence[0], ""))
    for b in state.breakdowns:
        if b.kind != "called_off":
            rows.append((b.day, f"{words(b.what)} {b.kind}", b.who, b.evidence[0], ""))
    for s in state.spoilers:
        rows.append((s.day, "attack by or on others during talks", s.by, s.evidence[0], ""))
    for c in state.commitments:
        for step in c.history:
            rows.append((step.day, f"{words(c.what)}: {words(step.state)}", step.who, step.proof, step.why))
    for ceasefire in state.ceasefires:
        for v in ceasefire.violations:
            kind = "breach of ceasefire" if v.is_observed else "breach of ceasefire, claimed"
            proofs = (*v.claims, *v.independent, *v.responses)
            rows.append((v.day, kind, v.by, proofs[0] if proofs else None, ""))
    rows = list(dict.fromkeys(rows))
    return [
        (day, what, joined(who), (proof.event_id or "")[:8] if proof else "", proof.text if proof else why)
        for day, what, who, proof, why in sorted(rows, key=lambda r: (r[0], r[1], r[2], r[3].text if r[3] else r[4]))
    ]
