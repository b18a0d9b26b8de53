"""A small store made by hand: reports of three conflicts, and one whose every text field is hostile."""

from dateline.engine import tell_incidents
from dateline.records import (
    ActorRef,
    Attribution,
    Casualty,
    Claim,
    CodedReport,
    Event,
    Evidence,
    Place,
    Quote,
    Relation,
    Report,
    SentenceSpan,
    Unreadable,
    When,
    Where,
)
from dateline.store import Place as StorePlace
from dateline.store import open_store

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% debug %}",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<!--<script>--><iframe srcdoc='<script>alert(1)</script>'>",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
)
VERSION = "dateline test"


SHELLING = "i-665e994827f6b031"
"""The incident of the shelling."""


def ref(text: str, whole: str, actor_id: str | None = None, country: str | None = None, *sectors: str) -> ActorRef:
    """A reference to an actor whose words stand in the text."""
    start = whole.index(text)
    return ActorRef(text, start, start + len(text), actor_id, text, country, tuple(sectors), None)


def event(
    number: int, report_id: str, text: str, trigger: str, event_type: str, quad: int, sources: list[ActorRef],
    targets: list[ActorRef], day: str | None = None, where: Where | None = None, killed: int | None = None,
    status: str = "occurred", attribution: tuple[Attribution, ...] = (), mode: str | None = None,
) -> Event:  # fmt: skip
    """An event of one sentence, with evidence for what it holds."""
    at = text.index(trigger)
    evidence = [Evidence("trigger", trigger, at, at + len(trigger))]
    evidence += [Evidence("source", a.text, a.start, a.end) for a in sources]
    evidence += [Evidence("target", a.text, a.start, a.end) for a in targets]
    casualties = ()
    if killed is not None:
        casualties = (
            Casualty("killed", killed, killed, killed + 2, "range", None, None, False, trigger, at, at + len(trigger)),
        )
    return Event(
        f"{number:016x}", report_id, event_type, mode, ("diplomatic",), "190", quad, -9.0, tuple(sources), tuple(targets), (),
        status, False, When(day, None, None, day, day, "day") if day else None, where, casualties, None, attribution,
        tuple(evidence), SentenceSpan(0, len(text)), 0.8, "made by hand", VERSION,
    )  # fmt: skip


def _report(number: int, text: str, published: str, title: str | None = None, **more: object) -> Report:
    place = Place("Goma", "COD", None, -1.67, 29.22, 216281, "place")
    return Report(
        f"r-{number:016x}", title, text, "en", "Sample Wire", place, None, published, f"https://news.example/{number}", None,
        None, f"hash{number}", **more,
    )  # fmt: skip


def make_store(path: StorePlace) -> StorePlace:
    """The store at `path`, filled."""
    store = open_store(path)
    for coded in (_shelling(), _talks(), _nothing(), *(hostile_report(n, p) for n, p in enumerate(PAYLOADS))):
        store.add(coded, "2022-11-01")
    store.add_unread(Unreadable("reports/broken.html", "reports/broken.html: no article text found."))
    tell_incidents(store, "2022-11-01")
    store.close()
    return path


def _shelling() -> CodedReport:
    text = "M23 rebels shelled Rutshuru on Tuesday, killing four civilians, the army said."
    report = _report(1, text, "2022-10-26", "Shells fall on Rutshuru")
    rebels, army = ref("M23 rebels", text, "m23-cod", "COD", "REB"), ref("the army", text, None, "COD", "MIL")
    civilians = ref("four civilians", text, None, "COD", "CVL")
    said = Attribution(army, "say", "said", text.index("said"), text.index("said") + 4, False)
    town = Where("Rutshuru", 19, 27, "Rutshuru", "COD", "North Kivu", -1.19, 29.45, 204953, "place")
    province = Where("Rutshuru", 19, 27, "North Kivu", "COD", "North Kivu", -0.8, 29.05, 206938, "admin1")
    events = (
        event(
            1,
            report.id,
            text,
            "shelled",
            "ASSAULT",
            4,
            [rebels],
            [civilians],
            "2022-10-25",
            town,
            4,
            attribution=(said,),
            mode="heavy-weapons",
        ),
        event(
            2, report.id, text, "killing", "ASSAULT", 4, [rebels], [civilians], "2022-10-25", province, status="negated"
        ),
    )
    quotes = (Quote("q1", report.id, army, "say", text[:30], 0, 30, False, None, VERSION),)
    relation = Relation(
        "l1",
        report.id,
        "leads",
        army,
        rebels,
        None,
        (Evidence("relation", "the army", army.start, army.end),),
        None,
        None,
        VERSION,
    )
    claim = Claim(
        "c1", report.id, events[0].id, None, "killed", "four", 4, 4, "exact", "persons", None, army, "party", "2022-10-26",
        "four", text.index("four"), text.index("four") + 4, None, VERSION,
    )  # fmt: skip
    return CodedReport(report, events, quotes, (relation,), "coded", None, VERSION, (claim,))


def _talks() -> CodedReport:
    text = "Sri Lanka and the Tamil Tigers met in Norway on 31 October 2002."
    report = _report(2, text, "2002-11-01")
    sides = [ref("Sri Lanka", text, "state-lka", "LKA", "GOV"), ref("the Tamil Tigers", text, "ltte-lka", "LKA", "REB")]
    country = Where("Norway", 38, 44, "Norway", "NOR", None, 62.0, 10.0, 3144096, "country")
    met = event(3, report.id, text, "met", "CONSULT", 1, sides, [], "2002-10-31", country)
    planned = event(4, report.id, text, "met", "AGREE", 1, sides[:1], sides[1:], None, None, status="future")
    return CodedReport(report, (met, planned), (), (), "coded", None, VERSION)


def _nothing() -> CodedReport:
    report = _report(3, "The weather in Bogota was fine.", "2016-01-01", duplicate_of=None)
    return CodedReport(report, (), (), (), "no_event", "no sentence passed the relevance gate", VERSION)


def hostile_report(number: int, payload: str) -> CodedReport:
    """A report whose every text field is the payload."""
    text = f"{payload} attacked {payload} near Mosul."
    place = Place(payload, payload, payload, 36.3, 43.1, 1, "place")
    report = Report(
        f"r-bad{number:013x}",
        payload,
        text,
        "en",
        payload,
        place,
        payload,
        "2017-01-01",
        payload,
        payload,
        None,
        f"bad{number}",
    )
    source = ActorRef(payload, 0, len(payload), None, payload, payload, (payload,), payload)
    other = ActorRef(payload, 0, len(payload), payload, payload + "2", payload, (payload,), payload)
    where = Where(payload, 0, len(payload), payload, "IRQ", payload, 36.3, 43.1, 1, "place")
    said = Attribution(source, payload, payload, 0, len(payload), False)
    made = event(
        100 + number,
        report.id,
        text,
        "attacked",
        "ASSAULT",
        4,
        [source],
        [other],
        "2017-01-01",
        where,
        1,
        attribution=(said,),
        mode=payload,
    )
    quote = Quote(f"q{number}", report.id, source, payload, payload, 0, len(payload), True, payload, VERSION)
    relation = Relation(
        f"l{number}",
        report.id,
        payload,
        source,
        other,
        payload,
        (Evidence("relation", payload, 0, len(payload)),),
        None,
        None,
        VERSION,
    )
    claim = Claim(
        f"c{number}", report.id, made.id, None, payload, payload, None, None, payload, payload, payload, source, payload,
        payload, payload, 0, len(payload), None, VERSION,
    )  # fmt: skip
    return CodedReport(report, (made,), (quote,), (relation,), "coded", payload, VERSION, (claim,))
