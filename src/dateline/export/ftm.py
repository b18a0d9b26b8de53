"""Happenings as FollowTheMoney entities, one JSON object a line: events, the persons and organisations of them, and the articles.

Only actors that the register knows are entities: `soldiers` of two reports are not one body. Their words stand in `namesMentioned`.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from .countries import country_of
from .fields import NO_TOLL, acting, days_of, label_of, name_of, publisher_of, publishers_of, toll_of
from .item import Item, Record
from .profile import Profile, Row
from .source import Source

_LANGUAGES = {"en": "eng"}
_HARMS = ("killed", "injured", "captured", "missing", "abducted", "released", "displaced", "arrested")


def ftm_rows(source: Source) -> Iterator[Row]:
    """The entities, each once: happening by happening its parties and itself, then the articles that tell of them."""
    seen: set[str] = set()
    articles: dict[str, None] = {}
    for item in source.happenings():
        for entity in (*(_party(a) for a in _known(item.event)), _event(item)):
            if entity["id"] not in seen:
                seen.add(entity["id"])
                yield entity
        articles.update(dict.fromkeys(r["id"] for r in item.tellers))
    yield from (_article(source.report(report_id)) for report_id in sorted(articles))


def _entity(key: str, schema: str, **told: Any) -> Row:
    """An entity with the properties that are told, each a list of texts."""
    properties = {name: _texts(value) for name, value in told.items()}
    return {"id": key, "schema": schema, "properties": {n: v for n, v in properties.items() if v}}


def _texts(value: Any) -> list[str]:
    values: Iterable[Any] = value if isinstance(value, list | tuple) else [value]
    return list(dict.fromkeys(text for v in values if v is not None and (text := " ".join(str(v).split()))))


def _actors(event: Record) -> list[Record]:
    return acting([*event["source"], *event["target"], *event["mediator"]])


def _known(event: Record) -> list[Record]:
    return [a for a in _actors(event) if a["actor_id"]]


def _party(actor: Record) -> Row:
    is_person = actor["actor_id"].startswith("person-")
    given = {"position": actor["role"]} if is_person else {}
    return _entity(
        f"actor-{actor['actor_id']}", "Person" if is_person else "Organization", name=name_of(actor),
        country=_code(actor["country"]), **given,
    )  # fmt: skip


def _code(iso3: str | None) -> str | None:
    """FollowTheMoney's country code: ISO 3166-1 alpha-2 in small letters."""
    country = country_of(iso3)
    return country.iso2.lower() if country and country.iso2 else None


def _event(item: Item) -> Row:
    event = item.event
    start, end = days_of(item)
    where = event["where"] or {}
    return _entity(
        f"event-{event['id']}", "Event", name=_name(item), summary=" ".join(item.sentence.split()), description=_figures(event),
        date=start if start == end else None, startDate=start if start != end else None, endDate=end if start != end else None,
        location=_place(where), country=_code(where.get("country")), involved=[f"actor-{a['actor_id']}" for a in _known(event)],
        namesMentioned=[label_of(a) for a in _actors(event) if not a["actor_id"]],
        keywords=[event["event_type"], event["mode"], *event["contexts"]], publisher=publishers_of(item), recordId=event["id"],
        proof=[f"article-{r['id']}" for r in item.tellers], modifiedAt=item.changed and item.changed[:10],
    )  # fmt: skip


def _name(item: Item) -> str:
    event = item.event
    parties = ", ".join(dict.fromkeys(label_of(a) for a in acting([*event["source"], *event["target"]])))
    place = (event["where"] or {}).get("name")
    return "; ".join(x for x in (event["event_type"].capitalize(), parties, place, days_of(item)[0]) if x)


def _figures(event: Record) -> list[str]:
    """`killed: 24 (24 to 30)` for each harm that is told of."""
    tolls = ((harm, toll_of(event, harm)) for harm in _HARMS)
    return [
        f"{harm}: {'unknown' if t.best is None else t.best} ({t.low} to {'open' if t.high is None else t.high})"
        for harm, t in tolls
        if t != NO_TOLL
    ]


def _place(where: Record) -> str | None:
    country = country_of(where.get("country"))
    parts = (where.get("name"), where.get("admin1"), country.name if country else None)
    return ", ".join(dict.fromkeys(p for p in parts if p)) or None


def _article(report: Record) -> Row:
    uri = str(report.get("source_uri") or "")
    published, retrieved = (str(report.get(n) or "")[:10] for n in ("published", "retrieved"))
    return _entity(
        f"article-{report['id']}", "Article", title=report.get("title") or report["text"].strip().split("\n")[0][:120],
        publisher=publisher_of(report), publishedAt=published, language=_LANGUAGES.get(report.get("language") or ""),
        sourceUrl=uri if uri.startswith(("http://", "https://")) else None, retrievedAt=retrieved,
    )  # fmt: skip


FTM = Profile("ftm", "Happenings as FollowTheMoney entities", ("jsonl",), ftm_rows)
