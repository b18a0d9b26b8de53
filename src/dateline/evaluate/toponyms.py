"""Place names found and put at the right coordinates: recognition F1, distance to the gold coordinates."""

import math
from collections.abc import Sequence
from statistics import median
from typing import Any

from dateline.mentions import find_mentions
from dateline.records import Mentions, Place, PlaceMention, Report, ReportMentions, Sentence
from dateline.resolve import resolve_places
from dateline.resources import Resources

from .kinds import masked
from .metrics import f1
from .suite import SuiteResult

NEAR_KM = 161.0
"""A hundred miles: the customary bound of the field (Leidner 2007)."""

Toponyms = list[dict[str, Any]]


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance between two points in km."""
    a, b = math.radians(lat), math.radians(other_lat)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(h, 1.0)))


def predict(row: dict[str, Any], resources: Resources) -> dict[str, Any]:
    """The toponyms of a text with their coordinates, and where the gold spans would be put, if the row has them."""
    sentences = resources.parser.parse(row["text"])
    mentions = find_mentions(
        sentences, text=row["text"], published=None, register=resources.register, gazetteer=resources.gazetteer
    )
    predicted = {"id": row.get("id"), "toponyms": _resolved(row, sentences, mentions, resources)}
    if "toponyms" in row:
        told = ReportMentions(tuple(Mentions(places=tuple(_gold_mentions(s, mentions, row))) for s in sentences))
        predicted["gold_spans"] = _resolved(row, sentences, told, resources)
    return predicted


def _mention_of(s: Sentence, lo: int, hi: int) -> PlaceMention:
    text = "".join(s.words[i] + (" " * (s.starts[i + 1] - s.ends[i]) if i + 1 < hi else "") for i in range(lo, hi))
    return PlaceMention(s.index, lo, hi, hi - 1, s.starts[lo], s.ends[hi - 1], text, None, True)


def _gold_mentions(s: Sentence, mentions: ReportMentions, row: dict[str, Any]) -> list[PlaceMention]:
    """The gold spans of a sentence as mentions; ours where we found the very same tokens."""
    ours = {(p.lo, p.hi): p for p in mentions.sentences[s.index].places if not p.is_doubtful}
    found: list[PlaceMention] = []
    for gold in sorted(row["toponyms"], key=lambda t: int(t["start"])):
        tokens = [i for i in range(len(s)) if s.starts[i] < gold["end"] and s.ends[i] > gold["start"]]
        if tokens:
            lo, hi = tokens[0], tokens[-1] + 1
            found.append(ours.get((lo, hi)) or _mention_of(s, lo, hi))
    return found


def _resolved(
    row: dict[str, Any], sentences: Sequence[Sentence], mentions: ReportMentions, resources: Resources
) -> Toponyms:
    report = Report(str(row.get("id")), row.get("title"), row["text"], "en")
    places = resolve_places(report, sentences, mentions, resources.gazetteer)
    return [
        _entry(m, places.get((index, i)) or _country_told(m, resources))
        for index, found in enumerate(mentions.sentences)
        for i, m in enumerate(found.places)
        if not m.is_doubtful
    ]


def _country_told(mention: PlaceMention, resources: Resources) -> Place | None:
    """The country of a demonym."""
    code = resources.register.demonym(mention.text)
    country = resources.gazetteer.country_of_code(code) if code else None
    if country is None:
        return None
    return Place(country.name, code, None, country.lat, country.lon, country.geonames_id, "country")


def _entry(mention: PlaceMention, place: Place | None) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "geonames_id": place.geonames_id if place else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
    }


def evaluate(rows: list[dict[str, Any]], resources: Resources) -> SuiteResult:
    """Recognition (overlapping and exact spans) over all gold toponyms; distances over those with coordinates."""
    predictions = [predict(r, resources) for r in rows]
    return score(rows, predictions)


def score(rows: list[dict[str, Any]], predictions: list[dict[str, Any]]) -> SuiteResult:
    """The figures of predictions made earlier; rows without gold are passed over."""
    hits = exact = predicted = wanted = 0
    distances: list[float] = []
    on_gold: list[float] = []
    errors: list[dict[str, Any]] = []
    for row, got in zip(rows, predictions, strict=True):
        if "toponyms" not in row:
            continue
        pairs, missed, extra = _match(row["toponyms"], got["toponyms"])
        hits += len(pairs)
        exact += sum((g["start"], g["end"]) == (p["start"], p["end"]) for g, p in pairs)
        predicted += len(got["toponyms"])
        wanted += len(row["toponyms"])
        errors += [_error("missed", row, g, g["text"], None) for g in missed]
        errors += [_error("spurious", row, p, None, p["text"]) for p in extra]
        distances += [_distance(g, p) for g, p in pairs if g.get("lat") is not None]
        told, unplaced, _ = _match(row["toponyms"], got["gold_spans"])
        on_gold += [_distance(g, p) for g, p in told if g.get("lat") is not None]
        on_gold += [math.inf for g in unplaced if g.get("lat") is not None]
        errors += [_far(row, g, p) for g, p in told if g.get("lat") is not None and _distance(g, p) > NEAR_KM]
    figures: dict[str, Any] = {
        "recognition_f1": round(f1(hits, predicted, wanted), 4),
        "recognition_exact_f1": round(f1(exact, predicted, wanted), 4),
        "within_161_km": _share_near(distances),
        "median_km": _median(distances),
        "gold_span_within_161_km": _share_near(on_gold),
        "gold_span_median_km": _median(on_gold),
        "precision": round(hits / predicted, 4) if predicted else 0.0,
        "recall": round(hits / wanted, 4) if wanted else 0.0,
        "toponyms": wanted,
        "rows": len(rows),
    }
    return SuiteResult(figures, errors, [{k: p[k] for k in ("id", "toponyms")} for p in predictions])


def _match(gold: Toponyms, got: Toponyms) -> tuple[list[tuple[dict[str, Any], dict[str, Any]]], Toponyms, Toponyms]:
    """Pairs of overlapping spans one to one (the same span first), the gold ones left and the predicted ones left."""
    free = list(got)
    pairs: list[tuple[dict[str, Any], dict[str, Any]]] = []
    left = sorted(gold, key=lambda t: int(t["start"]))
    for is_exact in (True, False):
        rest: Toponyms = []
        for g in left:
            hit = next((p for p in free if _meets(g, p, is_exact)), None)
            if hit is None:
                rest.append(g)
            else:
                free.remove(hit)
                pairs.append((g, hit))
        left = rest
    return sorted(pairs, key=lambda pair: int(pair[0]["start"])), left, free


def _meets(gold: dict[str, Any], got: dict[str, Any], is_exact: bool) -> bool:
    if is_exact:
        return bool(gold["start"] == got["start"] and gold["end"] == got["end"])
    return bool(gold["start"] < got["end"] and got["start"] < gold["end"])


def _distance(gold: dict[str, Any], got: dict[str, Any]) -> float:
    """The distance in km, infinite where we gave no coordinates."""
    if got["lat"] is None or got["lon"] is None:
        return math.inf
    return kilometres(gold["lat"], gold["lon"], got["lat"], got["lon"])


def _share_near(distances: Sequence[float]) -> float:
    return round(sum(d <= NEAR_KM for d in distances) / len(distances), 4) if distances else 0.0


def _median(distances: Sequence[float]) -> float | None:
    value = median(distances) if distances else math.inf
    return None if math.isinf(value) else round(value, 1)


def _error(kind: str, row: dict[str, Any], span: dict[str, Any], gold: str | None, got: str | None) -> dict[str, Any]:
    context = row["text"][max(0, span["start"] - 60) : span["end"] + 40].replace("\n", " ")
    shape = masked(row["text"], span["start"], span["end"])
    return {"kind": kind, "text": f"{row.get('id')}: {context}", "gold": gold, "got": got, "shape": shape}


def _far(row: dict[str, Any], gold: dict[str, Any], got: dict[str, Any]) -> dict[str, Any]:
    km = _distance(gold, got)
    told = "nowhere" if math.isinf(km) else f"{got['country']} {got['admin1']} ({got['lat']:.2f}, {got['lon']:.2f})"
    way = "nowhere" if math.isinf(km) else "within 1000 km" if km <= 1000 else "further"
    return _error(
        f"far: {way}", row, gold, f"{gold['text']} ({gold['lat']:.2f}, {gold['lon']:.2f})", f"{told}, {km:.0f} km"
    )
