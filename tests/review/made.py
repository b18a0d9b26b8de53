"""A coded report of our own, as an older and as a newer coder have it."""

from dataclasses import replace

from dateline.records import (
    ActorRef,
    Casualty,
    CodedReport,
    Event,
    Evidence,
    Report,
    SentenceSpan,
    When,
    Where,
)

TEXT = (
    "Karen fighters ambushed an army convoy near Hpa-An on Sunday, killing at least six soldiers, villagers said. "
    "The junta said it would hold talks with the group in Naypyidaw next week."
)


def ref(words: str, name: str | None = None, actor_id: str | None = None, *codes: str) -> ActorRef:
    start = TEXT.index(words)
    country, *sectors = codes or (None,)
    return ActorRef(words, start, start + len(words), actor_id, name or words, country, tuple(sectors), None)


def _event(
    event_id: str, trigger: str, event_type: str, quad: int, confidence: float, version: str, **more: object
) -> Event:
    at = TEXT.index(trigger)
    evidence = (Evidence("trigger", trigger, at, at + len(trigger)),)
    blank: dict[str, object] = {
        "mode": None, "contexts": (), "cameo": "190", "intensity": -9.0, "source": (), "target": (), "mediator": (),
        "status": "occurred", "historical": False, "when": None, "where": None, "casualties": (), "means": None,
        "attribution": (),
    }  # fmt: skip
    cut = TEXT.index("The junta")
    sentence = SentenceSpan(0, cut - 1) if at < cut else SentenceSpan(cut, len(TEXT))
    return Event(
        id=event_id, report_id="r-hpaan", event_type=event_type, quad_class=quad, evidence=evidence, sentence=sentence,
        confidence=confidence, reason="made by hand", coder_version=version, **{**blank, **more},  # type: ignore[arg-type]
    )  # fmt: skip


def coded_report(version: str = "coder 1") -> CodedReport:
    """The report with an ambush (sure) and talks (less sure)."""
    at = TEXT.index("at least six soldiers")
    six = Casualty("killed", 6, 6, None, "at_least", None, None, False, "at least six soldiers", at, at + 21)
    day = TEXT.index("Sunday")
    ambush = _event(
        "e-ambush", "ambushed", "ASSAULT", 4, 0.9, version, source=(ref("Karen fighters", None, None, "MMR", "REB"),),
        target=(ref("an army convoy", None, None, "MMR", "MIL"),), casualties=(six,),
        when=When("Sunday", day, day + 6, "2023-03-05", "2023-03-05", "day"),
        where=Where("Hpa-An", 44, 50, "Hpa-An", "MMR", "Kayin", 16.89, 97.63, None, "place"),
    )  # fmt: skip
    talks = _event(
        "e-talks",
        "hold talks",
        "CONSULT",
        1,
        0.4,
        version,
        source=(ref("The junta", None, None, "MMR", "GOV"),),
        status="future",
    )
    report = Report(id="r-hpaan", title="Ambush near Hpa-An", text=TEXT, language="en", published="2023-03-06")
    return CodedReport(report, (ambush, talks), (), (), "coded", None, version, ())


def coded_anew() -> CodedReport:
    """The same report by a newer coder: the ambush under another id and type, the talks no longer found."""
    older = coded_report("coder 2")
    ambush = replace(older.events[0], id="e-other", event_type="COERCE", source=())
    return replace(older, events=(ambush,))
