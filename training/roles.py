"""Train the model of roles that `dateline.incidents` loads: `python training/roles.py --data DIR` (DIR/incidents/dev.jsonl.gz).

Prints the cross-validated figures, then writes src/dateline/incidents/data/roles.npz from all reports. Needs scikit-learn and scipy.
Deterministic: folds go by a hash of the report's id, every fit is convex and starts from the same point.
"""

import argparse
import gzip
import json
import pickle
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

import dateline.pipeline as pipeline
import dateline.resources
from dateline.classifier import Classifier
from dateline.incidents import RoleModel, find_roles
from dateline.incidents.extents import extents_of
from dateline.incidents.phrases import phrases_of
from dateline.incidents.role_features import phrase_features, report_features, sentence_features, view_of
from dateline.incidents.role_model import BITS, ROLES, buckets_of, extent_features, relevance_step
from dateline.incidents.role_reading import Read, RoleReading, phrase_view, relevance_odds
from dateline.incidents.roles import is_searched
from dateline.records import CodedReport, ReportMentions, Sentence
from dateline.register import Register, load_register
from dateline.reports import report_from_text
from dateline.resources import load_resources

OUT = Path(__file__).parent.parent / "src" / "dateline" / "incidents" / "data" / "roles.npz"
GOLD = {"perpetrator": "PerpInd", "organisation": "PerpOrg", "target": "Target", "victim": "Victim", "weapon": "Weapon"}
FOLDS = 5
LAMBDA = 10.0
LAMBDA_READING = 40.0
C_RELEVANCE = 10.0
LEAST_GAIN = 0.01
"""Of F1: a role that gains less from what is read is told by its features alone."""
_ROUNDS, _ROUNDS_READING = 60, 50


@dataclass(frozen=True)
class Example:
    """One report, coded, with the fillers that its key names: for each role a list of sets of wordings."""

    sentences: Sequence[Sentence]
    mentions: ReportMentions
    coded: CodedReport
    gold: dict[str, list[set[str]]]
    fold: int


def read_examples(path: Path) -> list[Example]:
    """The reports of a file, coded as the pipeline codes them."""
    dateline.resources._roles = lambda _: None  # type: ignore[assignment,return-value]  # the one that is to be made
    resources, seen = load_resources(), dict[str, Any]()
    find = pipeline.find_mentions

    def remembered(sentences: Sequence[Sentence], **told: Any) -> ReportMentions:
        seen["sentences"], seen["mentions"] = sentences, find(sentences, **told)
        return seen["mentions"]  # type: ignore[no-any-return]

    pipeline.find_mentions = remembered  # type: ignore[assignment]
    raw = path.read_bytes()
    found = []
    for row in map(json.loads, (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode().splitlines()):
        coded = pipeline.code_report(report_from_text(row["text"], gazetteer=resources.gazetteer), resources)
        gold = {role: [{str(m[0]) for m in e} for e in row["entities"][name]] for role, name in GOLD.items()}
        fold = zlib.crc32(row["id"].encode()) % FOLDS
        found.append(Example(seen["sentences"], seen["mentions"], replace(coded, roles=()), gold, fold))
    pipeline.find_mentions = find
    return found


@dataclass
class Table:
    """The phrases of all examples as hashed rows, their labels, and the extents of those that fill a role."""

    reports: list[list[int]]
    rows: list[list[list[str]]]
    labels: list[list[list[bool]]]
    extents: dict[str, list[tuple[int, list[str], bool]]]


def table_of(examples: Sequence[Example], register: Register) -> Table:
    """Features and labels; the step of relevance is left open (`?`) and filled in by `matrix_of`."""
    table = Table([], [], [], {role: [] for role in ROLES})
    for n, e in enumerate(examples):
        view = view_of(e.sentences, e.mentions, e.coded)
        table.reports.append(buckets_of(report_features(view)))
        rows, labels = [], []
        for at, s in enumerate(e.sentences):
            words = sentence_features(view, at)
            for phrase in phrases_of(s, e.mentions.sentences[at], register):
                among = extents_of(s, phrase)
                texts = [
                    " ".join(e.coded.report.text[s.starts[x.lo] : s.ends[x.hi - 1]].lower().split()) for x in among
                ]
                label = [any(t in g for t in texts for g in e.gold[role]) for role in ROLES]
                rows.append(phrase_features(view, at, phrase, words, -1))
                labels.append(label)
                for role in (r for r, is_filler in zip(ROLES, label, strict=True) if is_filler):
                    for features, t in zip(extent_features(phrase, among, texts), texts, strict=True):
                        is_quoted = any(t in g for g in e.gold[role])
                        table.extents[role].append((n, features, is_quoted))
        table.rows.append(rows)
        table.labels.append(labels)
    return table


def sparse(rows: Iterable[Sequence[int]]) -> Any:
    """A 0/1 matrix of hashed rows."""
    kept = list(rows)
    ends = np.cumsum([0] + [len(r) for r in kept])
    columns = np.fromiter((x for r in kept for x in r), dtype=np.int32, count=int(ends[-1]))
    return sp.csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(kept), 1 << BITS))


def matrix_of(table: Table, at: Sequence[int], relevance: Sequence[float]) -> tuple[Any, Any]:
    """Rows and labels of the reports at these places, with the step of each report's relevance filled in."""
    rows, labels = [], []
    for n in at:
        step = f" {relevance_step(relevance[n])}"
        for features, label in zip(table.rows[n], table.labels[n], strict=True):
            rows.append(buckets_of(f[:-3] + step if f.endswith(" -1") else f for f in features))
            labels.append(label)
    return sparse(rows), np.array(labels, np.float32)


def fit_roles(x: Any, y: Any, penalty: float = LAMBDA, rounds: int = _ROUNDS) -> tuple[Any, Any]:
    """Weights and bias of five logistic regressions with a common L2 penalty, by L-BFGS."""
    width, turned = x.shape[1], x.T.tocsr() if sp.issparse(x) else x.T

    def loss(flat: Any) -> tuple[float, Any]:
        w = flat.reshape(width + 1, len(ROLES)).astype(np.float32)
        z = x @ w[:width] + w[width]
        error = (1 / (1 + np.exp(-z)) - y).astype(np.float32)
        slope = np.empty_like(w)
        slope[:width], slope[width] = turned @ error + penalty * w[:width], error.sum(0)
        total = (np.logaddexp(0, z) - y * z).sum() + penalty / 2 * (w[:width] ** 2).sum()
        return float(total), slope.astype(np.float64).ravel()

    start = np.zeros((width + 1, len(ROLES)))
    start[width] = -4
    w = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxcor": 6}).x
    w = w.reshape(width + 1, len(ROLES)).astype(np.float32)
    return w[:width], w[width]


def views_of(examples: Sequence[Example], register: Register, classifier: Classifier) -> Any:
    """What the encoder makes of each phrase, a row each, in the order of a `Table`'s rows."""
    found = []
    for e in examples:
        for at, s in enumerate(e.sentences):
            phrases = phrases_of(s, e.mentions.sentences[at], register)
            if phrases:
                states = classifier.word_states(s)
                found += [phrase_view(s, p, states).astype(np.float16) for p in phrases]
    return np.array(found)


def fit_reading(views: Any, y: Any) -> tuple[Any, Any]:
    """Weights and bias over what the encoder makes of phrases; it learns on scaled columns, the scale is then folded in."""
    x = views.astype(np.float32)
    mean, spread = x.mean(0), x.std(0) + 1e-3
    weights, bias = fit_roles((x - mean) / spread, y, LAMBDA_READING, _ROUNDS_READING)
    weights = weights / spread[:, None]
    return weights, bias - mean @ weights


def fit_mix(plain: Any, read: Any, relevance: Any, y: Any) -> Any:
    """For each role the shares of the log-odds of features, of reading and of relevance, and a constant; from folds held out."""
    found = []
    for n in range(len(ROLES)):
        fitted = LogisticRegression(C=10).fit(np.stack([plain[:, n], read[:, n], relevance], 1), y[:, n])
        found.append([*fitted.coef_[0], fitted.intercept_[0]])
    return np.array(found, np.float32)


def fit_relevance(table: Table, examples: Sequence[Example], at: Sequence[int]) -> tuple[Any, float]:
    """Weights and bias of a report's relevance: whether its key fills any role."""
    x = sparse(table.reports[n] for n in at)
    sizes = np.sqrt(np.maximum(np.asarray(x.sum(1)).ravel(), 1))
    y = [any(examples[n].gold.values()) for n in at]
    fitted = LogisticRegression(C=C_RELEVANCE, solver="liblinear").fit(sp.diags(1 / sizes) @ x, y)
    return fitted.coef_[0].astype(np.float32), float(fitted.intercept_[0])


def fit_extents(table: Table, at: Sequence[int]) -> dict[str, dict[str, float]]:
    """For each role the weights of the features of extents."""
    found, inside = {}, set(at)
    for role in ROLES:
        told = [(f, y) for n, f, y in table.extents[role] if n in inside]
        vectors = DictVectorizer()
        x = vectors.fit_transform([dict.fromkeys(f, 1) for f, _ in told])
        fitted = LogisticRegression(C=1, max_iter=500).fit(x, [y for _, y in told])
        weights = {k: round(float(w), 2) for k, w in zip(vectors.feature_names_, fitted.coef_[0], strict=True)}
        found[role] = {
            "bias": round(float(fitted.intercept_[0]), 3),
            **{k: w for k, w in weights.items() if abs(w) >= 0.1},
        }
    return found


def fit(examples: Sequence[Example], table: Table, at: Sequence[int]) -> RoleModel:
    """A model from the reports at these places; relevance as a feature comes from folds within them."""
    folds = sorted({examples[n].fold for n in at})
    relevance = [0.0] * len(examples)
    blank = RoleModel(None, 0.0, None, None, None, {}, {})
    for fold in folds:
        w, bias = fit_relevance(table, examples, [n for n in at if examples[n].fold != fold])
        for n in (n for n in at if examples[n].fold == fold):
            hashed = table.reports[n]
            relevance[n] = float(1 / (1 + np.exp(-(w[hashed].sum() / max(len(hashed), 1) ** 0.5 + bias))))
    weights, bias = fit_roles(*matrix_of(table, at, relevance))
    scale = np.maximum(np.abs(weights).max(0), 1e-6) / 127
    w, relevance_bias = fit_relevance(table, examples, at)
    return replace(
        blank,
        relevance=w,
        relevance_bias=relevance_bias,
        weights=np.round(weights / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=bias.astype(np.float32),
        extents=fit_extents(table, at),
        thresholds=dict.fromkeys(ROLES, 0.02),
    )


class Held:
    """A model and its reading from the reports `at`, and what they say of the phrases of the reports `aside`."""

    def __init__(
        self, examples: Sequence[Example], table: Table, views: Any, at: Sequence[int], aside: Sequence[int]
    ) -> None:
        self._table, self._views, self._aside = table, views, aside
        self._ends = np.cumsum([0] + [len(rows) for rows in table.rows])
        self._model = fit(examples, table, at)
        self._relevance = [self._model.relevance_of_buckets(r) for r in table.reports]
        searched = [n for n in at if self._is_searched(examples[n], n)]
        self._aside = [n for n in aside if self._is_searched(examples[n], n)]
        labels = np.array([label for n in searched for label in table.labels[n]], np.float32)
        self._weights, self._bias = fit_reading(self._views_of(searched), labels)

    def _is_searched(self, e: Example, n: int) -> bool:
        return is_searched(e.coded, self._relevance[n])

    def _views_of(self, at: Sequence[int]) -> Any:
        return np.concatenate([self._views[self._ends[n] : self._ends[n + 1]] for n in at])

    def told(self) -> tuple[Any, Any, Any, Any]:
        """The log-odds by the features, by the reading and of relevance, and the labels, of the phrases held aside."""
        x, y = matrix_of(self._table, self._aside, self._relevance)
        plain = x @ (self._model.weights * self._model.scale) + self._model.bias
        read = self._views_of(self._aside).astype(np.float32) @ self._weights + self._bias
        relevance = [relevance_odds(self._relevance[n]) for n in self._aside for _ in self._table.rows[n]]
        return plain, read, np.array(relevance), y

    def model_with(self, mix: Any, encoder: int) -> RoleModel:
        """The model with its reading, mixed so; all fillers but the least likely are told."""
        low = dict.fromkeys(ROLES, 0.02)
        return replace(self._model, reading=RoleReading(self._weights, self._bias, mix, low, encoder))


def predictions(
    examples: Sequence[Example], at: Sequence[int], model: RoleModel, register: Register, read: Read | None = None
) -> list[Any]:
    """For each report its number, and for each role the wordings with their scores, the surest first."""
    found = []
    for n in at:
        e = examples[n]
        fillers = find_roles(e.sentences, e.mentions, e.coded, register, model, read)
        by_role = {r: [(f.score, " ".join(f.text.lower().split())) for f in fillers if f.role == r] for r in ROLES}
        found.append((n, by_role))
    return found


def counts(examples: Sequence[Example], found: Sequence[Any], role: str, threshold: float) -> tuple[int, int, int]:
    """Hits, predicted and gold fillers of one role at a threshold."""
    hits = told = wanted = 0
    for n, by_role in found:
        gold, taken = examples[n].gold[role], set[int]()
        for score, text in by_role[role]:
            if score > threshold:
                told += 1
                match = next((i for i, g in enumerate(gold) if i not in taken and text in g), None)
                if match is not None:
                    hits += 1
                    taken.add(match)
        wanted += len(gold)
    return hits, told, wanted


def f1(hits: int, told: int, wanted: int) -> float:
    return 2 * hits / max(told + wanted, 1)


def tuned(examples: Sequence[Example], found: Sequence[Any]) -> dict[str, float]:
    """For each role the threshold that serves the F1 over all roles best, one role at a time, three rounds."""
    thresholds = dict.fromkeys(ROLES, 0.25)
    grid = [round(0.06 + 0.02 * i, 2) for i in range(25)]
    table = {(r, t): counts(examples, found, r, t) for r in ROLES for t in grid}
    thresholds = dict.fromkeys(ROLES, 0.24)
    for _ in range(3):
        for role in ROLES:
            others = [table[r, thresholds[r]] for r in ROLES if r != role]
            score: Callable[[float], float] = lambda t, o=others, r=role: f1(  # type: ignore[misc]  # noqa: E731
                *(sum(x[i] for x in (*o, table[r, t])) for i in range(3))
            )
            thresholds[role] = max(grid, key=score)
    return thresholds


def report(examples: Sequence[Example], found: Sequence[Any], thresholds: dict[str, float], name: str) -> None:
    """Print the figures."""
    each = {r: counts(examples, found, r, thresholds[r]) for r in ROLES}
    total = f1(*(sum(c[i] for c in each.values()) for i in range(3)))
    print(name, round(total, 4), {r: round(f1(*c), 3) for r, c in each.items()}, thresholds, flush=True)


def write(model: RoleModel) -> None:
    """The model as one compressed file."""
    told: dict[str, Any] = {
        "relevance_bias": model.relevance_bias, "extents": model.extents, "thresholds": model.thresholds,
    }  # fmt: skip
    arrays = {"relevance": model.relevance.astype(np.float16), "weights": model.weights, "scale": model.scale}
    arrays["bias"] = model.bias
    if model.reading is not None:
        told["reading"] = {"thresholds": model.reading.thresholds, "encoder": model.reading.encoder}
        arrays["read_weights"] = model.reading.weights.astype(np.float16)
        arrays |= {"read_bias": model.reading.bias, "mix": model.reading.mix}
    text = np.frombuffer(json.dumps(told, sort_keys=True).encode(), np.uint8)
    np.savez_compressed(OUT, tables=text, **arrays)


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--data", type=Path, required=True)
    told.add_argument("--coded", type=Path, help="keep the coded reports here, and read them from here")
    options = told.parse_args()
    if options.coded and options.coded.exists():
        examples = pickle.loads(options.coded.read_bytes())
    else:
        examples = read_examples(options.data / "incidents" / "dev.jsonl.gz")
        if options.coded:
            options.coded.write_bytes(pickle.dumps(examples))
    register = load_register()
    table, classifier = table_of(examples, register), Classifier.load()
    views = views_of(examples, register, classifier)
    everything = range(len(examples))
    folds = [[n for n in everything if examples[n].fold == f] for f in range(FOLDS)]
    held = [
        Held(examples, table, views, [n for n in everything if examples[n].fold != f], folds[f]) for f in range(FOLDS)
    ]
    mix = fit_mix(*(np.concatenate(told) for told in zip(*(h.told() for h in held), strict=True)))

    def measured(name: str, read: Read | None) -> tuple[dict[str, float], dict[str, float]]:
        models = [h.model_with(mix, classifier.encoder) for h in held]
        found = [p for m, at in zip(models, folds, strict=True) for p in predictions(examples, at, m, register, read)]
        thresholds = tuned(examples, found)
        report(examples, found, thresholds, f"cross-validated, {name}")
        return thresholds, {r: f1(*counts(examples, found, r, thresholds[r])) for r in ROLES}

    alone, alone_f1 = measured("features alone", None)
    _, read_f1 = measured("with what is read", classifier.word_states)
    for n in (n for n, r in enumerate(ROLES) if read_f1[r] - alone_f1[r] < LEAST_GAIN):
        mix[n] = [1, 0, 0, 0]
    thresholds, _ = measured("with what is read where it gains", classifier.word_states)
    whole = Held(examples, table, views, list(everything), []).model_with(mix, classifier.encoder)
    assert whole.reading is not None
    write(replace(whole, thresholds=alone, reading=replace(whole.reading, thresholds=thresholds)))


if __name__ == "__main__":
    main()
