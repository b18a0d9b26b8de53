"""Rounds of talks, agreements, releases and breakdowns: moves of one kind told of one happening, put together."""

from collections.abc import Callable, Iterable
from datetime import date

from .cues import load_cues, stage_of
from .moves import Move
from .state import Agreement, Breakdown, Proof, Release, Round

_TALKS = ("announced", "held", "resumed", "called_off")
_SAME_ROUND_DAYS = 4
_SAME_HAPPENING_DAYS = 1


def _grouped(moves: Iterable[Move], days: int, is_same: Callable[[Move, Move], bool]) -> list[list[Move]]:
    """Moves in order of time, in groups in which each is at most so many days after one that is the same."""
    groups: list[list[Move]] = []
    for move in sorted(moves, key=lambda m: (m.day, m.proof.published or "", m.proof.report_id)):
        home = next((g for g in reversed(groups) if _apart(g[-1].day, move.day) <= days and is_same(g[0], move)), None)
        if home is None:
            groups.append([move])
        else:
            home.append(move)
    return groups


def _apart(first: str, second: str) -> int:
    return abs((date.fromisoformat(second) - date.fromisoformat(first)).days)


def _proofs(group: list[Move]) -> tuple[Proof, ...]:
    return tuple({(m.proof.event_id, m.proof.text): m.proof for m in group}.values())


def _union(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in lists for name in names))


def rounds_of(moves: Iterable[Move]) -> tuple[Round, ...]:
    """The talks by day. Talks between two parties, or of a party with a mediator; others are no part of the process."""
    moves = list(moves)
    talks = [m for m in moves if m.kind in _TALKS and (m.topic == "talks" or m.kind != "announced")]
    talks = [m for m in talks if len(_both(m)) > 1 or (m.who and m.mediators)]
    groups = _grouped(talks, _SAME_ROUND_DAYS, _is_same_round)
    return tuple(
        Round(
            g[0].kind, g[0].day, g[-1].day, _union(_both(m) for m in g),
            _union(m.mediators for m in (*g, *_brokers(g, moves))), _union(m.hosts for m in (*g, *_brokers(g, moves))),
            next((p for m in g if (p := _place(m))), None), _level(g), _proofs(g),
        )
        for g in groups
    )  # fmt: skip


def _is_same_round(first: Move, second: Move) -> bool:
    """The same step of talks of the same parties, or of some of them."""
    one, other = set(_both(first)), set(_both(second))
    return first.kind == second.kind and (one <= other or other <= one)


def _brokers(group: list[Move], moves: list[Move]) -> list[Move]:
    """What the same reports tell of who brokered or hosted it."""
    reports = {m.proof.report_id for m in group}
    return [m for m in moves if m.kind == "brokered" and m.proof.report_id in reports]


def _both(move: Move) -> tuple[str, ...]:
    """Everyone who talks; those named only as met do where talks are called off."""
    return move.who + move.to_whom if move.kind == "called_off" else move.who


def _place(move: Move) -> str | None:
    where = move.event["where"]
    return str(where["name"]) if where and where["name"] else None


def _level(group: list[Move]) -> str | None:
    """The highest level at which a side is told to have talked."""
    actors = [a for m in group for a in (*m.event["source"], *m.event["target"])]
    told = " ".join(f"{a['role'] or ''} {a['text']}" for a in actors)
    return next((level for level, words in load_cues().levels.items() if words.search(told)), None)


def agreements_of(moves: Iterable[Move]) -> tuple[Agreement, ...]:
    """The agreements that two parties signed or reached; others' agreements stay out."""
    moves = list(moves)
    signed = [m for m in moves if m.kind == "sign" and len(m.who) > 1]
    groups = _grouped(signed, _SAME_HAPPENING_DAYS, lambda a, b: bool(set(a.who) & set(b.who)))
    return tuple(
        Agreement(
            g[0].day, _union(m.who for m in g), _union(m.mediators for m in (*g, *_brokers(g, moves))),
            next((p for m in g if (p := _place(m))), None),
            stage_of(g[0].passage.text), _proofs(g),
        )
        for g in groups
    )  # fmt: skip


def releases_of(moves: Iterable[Move]) -> tuple[Release, ...]:
    """The prisoners and hostages freed by a party, each release once; the number is the largest told."""
    freed = [m for m in moves if m.kind == "deliver" and m.topic == "release" and m.who]
    groups = _grouped(freed, _SAME_HAPPENING_DAYS, lambda a, b: a.who == b.who)
    return tuple(
        Release(g[0].day, g[0].who, max((m.number for m in g if m.number is not None), default=None), _proofs(g))
        for g in groups
    )


def breakdowns_of(moves: Iterable[Move]) -> tuple[Breakdown, ...]:
    """Refusals, talks called off and ceasefires ended."""
    kinds = {"refuse": "refused", "called_off": "called_off", "end": "ended"}
    told = [m for m in moves if m.kind in kinds and _refusers(m)]
    groups = _grouped(
        told, _SAME_HAPPENING_DAYS, lambda a, b: (a.kind, a.topic, _refusers(a)) == (b.kind, b.topic, _refusers(b))
    )
    return tuple(Breakdown(g[0].day, kinds[g[0].kind], _refusers(g[0]), g[0].topic, _proofs(g)) for g in groups)


def _refusers(move: Move) -> tuple[str, ...]:
    """The parties that refused; others by name where what they refused is between parties (voters, a parliament)."""
    if move.who or move.kind != "refuse" or move.topic != "agreement" or len(move.to_whom) < 2:
        return move.who
    return tuple(str(a["name"] or a["text"]) for a in move.event["source"])
