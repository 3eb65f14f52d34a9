"""Train the tagger of names and write `pipeline/resources/en/name_weights.json.gz`.

    NIGHTDESK_EVAL_DATA=DATA python benchmarks/train/name_tagger.py [--check]

DATA/names holds `worldwide_dev` and `hand_dev` (persons, organisations and places) and `places_dev` (places only). A
linear-chain conditional random field over the runs of candidates, fitted by L-BFGS with a Gaussian prior. Where a set
does not say what a word is (a person in `places_dev`, a name that the reader of `hand_dev` was unsure of), all labels
that remain are allowed, and their total probability is what is made large. `--check` writes nothing and prints
mention-level F1 for five folds, each of papers that the others do not hold.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from scipy import sparse
from scipy.optimize import minimize
from scipy.special import logsumexp

from pipeline.arrays.arrow import strings
from pipeline.names.candidates import Candidates, candidates
from pipeline.names.features import POSITIONS, TABLES, Features, context_keys, features, own_keys
from pipeline.names.tagger import LABELS, N_LABELS, allowed_steps, best_labels, scores, weights_from
from pipeline.text.tokens import Tokens, tokenise

DATA = Path(os.environ.get("NIGHTDESK_EVAL_DATA", ".")) / "names"
TARGET = Path(__file__).parents[2] / "pipeline" / "resources" / "en/name_weights.json.gz"
PRIOR = 0.15  # strength of the Gaussian prior, per weight
LEAST = 2  # candidates that a key must occur at
ROUNDS = 120
FOLDS = 5
N_FOLDS = int(os.environ.get("N_FOLDS", "5"))  # folds that are tried; the first of them for a quick look
KINDS = ("person", "organisation", "place")
NEVER = -1e4


@dataclass
class Articles:
    """Articles with what is known of their labels.

    Attributes:
        tokens: of all articles.
        found: their candidates.
        features: of the candidates.
        allowed: bool, shape (n, 7): labels that the gold allows at each candidate.
        groups: the paper of each article.
        gold: (article, first character, end, kind) of the mentions that count.
        free: (article, first character, end) of stretches that count neither way.
        kinds: per article, the kinds that its set marks.
    """

    tokens: Tokens
    found: Candidates
    features: Features
    allowed: np.ndarray
    groups: list[str]
    gold: set[tuple[int, int, int, str]]
    free: list[tuple[int, int, int]]
    kinds: list[tuple[str, ...]]


def read() -> Articles:
    """The three sets."""
    texts, groups, kinds = [], [], []
    gold: set[tuple[int, int, int, str]] = set()
    free: list[tuple[int, int, int]] = []
    sets = {name: DATA / f"{name}_dev.parquet" for name in ("worldwide", "places", "hand")}
    for name, path in sets.items():
        for row in pq.read_table(path).to_pylist() if path.exists() else []:
            article = len(texts)
            texts.append(row["text"])
            groups.append(row["source"])
            kinds.append(("place",) if name == "places" else KINDS)
            mentions = by_hand(row) if name == "hand" else row["mentions"]
            for m in mentions:
                if m["counts"]:
                    gold.add((article, m["start"], m["end"], m["kind"]))
                else:
                    free.append((article, m["start"], m["end"]))
    tokens = tokenise(strings(texts))
    found = candidates(tokens)
    articles = Articles(tokens, found, features(tokens, found), np.zeros(0), groups, gold, free, kinds)
    articles.allowed = _allowed(articles)
    return articles


def by_hand(row: dict) -> list[dict]:
    """Mentions of the names of a hand-read article, longer names first."""
    kind = {n: e["kind"] for e in row["entities"] for n in [e["name"], *e["forms"]]}
    taken = bytearray(len(row["text"]))
    found = []
    for name in sorted(kind, key=len, reverse=True):
        for m in re.finditer(r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + r"(?!\w)", row["text"]):
            if not any(taken[m.start() : m.end()]):
                taken[m.start() : m.end()] = b"\1" * (m.end() - m.start())
                found.append({"start": m.start(), "end": m.end(), "kind": kind[name], "counts": kind[name] in KINDS})
    return found


def _places(articles: Articles) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Document, first character and end of each candidate."""
    at = articles.found.token
    doc = articles.tokens.doc[at]
    return (
        doc,
        articles.tokens.char_offset(articles.tokens.start[at], doc),
        articles.tokens.char_offset(articles.tokens.end[at], doc),
    )


def _allowed(articles: Articles) -> np.ndarray:
    """Labels that the gold allows."""
    doc, first, _ = _places(articles)
    allowed = np.zeros((len(doc), N_LABELS), bool)
    only_places = np.array([k == ("place",) for k in articles.kinds])[doc]
    allowed[:, 0] = True
    allowed[only_places] = [label[2:] != "place" for label in LABELS]
    bounds = np.searchsorted(doc, np.arange(len(articles.groups) + 1))

    def inside(article: int, start: int, end: int) -> np.ndarray:
        rows = slice(bounds[article], bounds[article + 1])
        return bounds[article] + np.flatnonzero((first[rows] >= start) & (first[rows] < end))

    for article, start, end in articles.free:
        allowed[inside(article, start, end)] = True
    for article, start, end, kind in sorted(articles.gold):
        at = inside(article, start, end)
        allowed[at] = False
        allowed[at[:1], LABELS.index(f"B-{kind}")] = True
        allowed[at[1:], LABELS.index(f"I-{kind}")] = True
    return allowed


# ---- the model ----


def matrix(articles: Articles) -> tuple[sparse.csr_matrix, list[str]]:
    """Candidates by features: keys of the five positions, then the tables."""
    forms = articles.tokens.forms
    rows, names = [], []
    counts: Counter[str] = Counter()
    for position, numbers in zip(POSITIONS, articles.features.forms, strict=True):
        make = own_keys if position == 0 else context_keys
        keys = {n: [f"{position}{k}" for k in make(forms[n] if n >= 0 else "")] for n in np.unique(numbers).tolist()}
        rows.append([keys[n] for n in numbers.tolist()])
        for row in rows[-1]:
            counts.update(row)
    names = sorted(key for key, n in counts.items() if n >= LEAST)
    number = {key: n for n, key in enumerate(names)}
    at = [[number[k] for part in parts for k in part if k in number] for parts in zip(*rows, strict=True)]
    offset = len(names)
    table_columns = []
    for name, size in TABLES.items():
        table_columns.append(articles.features.codes[name] + offset)
        offset += size
    columns = [np.concatenate([keys, extra]) for keys, extra in zip(at, np.stack(table_columns, 1), strict=True)]
    indptr = np.concatenate([[0], np.cumsum([len(c) for c in columns])])
    data = np.ones(indptr[-1], np.float64)
    return sparse.csr_matrix((data, np.concatenate(columns), indptr), (len(columns), offset)), names


def steps(first: np.ndarray) -> list[np.ndarray]:
    """The candidates at step 0, 1, 2 ... of their runs, in the same order of runs."""
    starts = np.flatnonzero(first)
    length = np.diff(np.append(starts, len(first)))
    order = np.argsort(-length, kind="stable")
    starts, length = starts[order], length[order]
    return [starts[length > step] + step for step in range(int(length.max()))]


def chain(
    score: np.ndarray, start: np.ndarray, step: np.ndarray, at: list[np.ndarray]
) -> tuple[float, np.ndarray, np.ndarray, np.ndarray]:
    """Log partition, marginals of labels, expected starts and expected steps."""
    ahead = score.copy()
    ahead[at[0]] += start
    for k in range(1, len(at)):
        ahead[at[k]] += logsumexp(ahead[at[k] - 1][:, :, None] + step, axis=1)
    back = np.zeros_like(score)
    for k in range(len(at) - 1, 0, -1):
        back[at[k] - 1] = logsumexp(step[None] + (score[at[k]] + back[at[k]])[:, None, :], axis=2)
    last = np.ones(len(score), bool)
    for k in range(1, len(at)):
        last[at[k] - 1] = False
    total = np.zeros(len(score))
    total[last] = logsumexp(ahead[last], axis=1)
    for k in range(len(at) - 1, 0, -1):
        total[at[k] - 1] = total[at[k]]
    marginals = np.exp(ahead + back - total[:, None])
    expected = np.zeros_like(step)
    for k in range(1, len(at)):
        joint = (
            ahead[at[k] - 1][:, :, None] + step + (score[at[k]] + back[at[k]])[:, None, :] - total[at[k]][:, None, None]
        )
        expected += np.exp(joint).sum(0)
    first = marginals[at[0]].sum(0)
    return float(total[last].sum()), marginals, first, expected


def fit(
    x: sparse.csr_matrix, allowed: np.ndarray, first: np.ndarray, prior: float = PRIOR
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Weights of features, of first labels and of steps."""
    n_features = x.shape[1]
    at = steps(first)
    legal = allowed_steps()
    never = np.where(legal, 0.0, NEVER)
    mask = np.where(allowed, 0.0, NEVER)
    transposed = x.T.tocsr()

    def unpack(v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        n = n_features * N_LABELS
        return v[:n].reshape(-1, N_LABELS), v[n : n + N_LABELS], v[n + N_LABELS :].reshape(N_LABELS, N_LABELS)

    def loss(v: np.ndarray) -> tuple[float, np.ndarray]:
        w, start, step = unpack(v)
        score = x @ w
        all_z, p, p_first, p_step = chain(score, start + never[-1], step + never[:-1], at)
        gold_z, q, q_first, q_step = chain(score + mask, start + never[-1], step + never[:-1], at)
        gap = p - q
        gradient = np.concatenate([(transposed @ gap).ravel(), p_first - q_first, (p_step - q_step).ravel()])
        return all_z - gold_z + prior / 2 * float(v @ v), gradient + prior * v

    begin = np.zeros(n_features * N_LABELS + N_LABELS + N_LABELS**2)
    done = minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS, "maxcor": 8})
    return unpack(done.x)


def plain(names: list[str], w: np.ndarray, start: np.ndarray, step: np.ndarray) -> dict[str, object]:
    """What the resource holds: whole hundredths; keys whose weights all round to nothing are left out."""
    rounded = np.rint(w * 100).astype(int)
    kept = [n for n in range(len(names)) if np.abs(rounded[n]).max() >= 5]
    out: dict[str, object] = {"keys": [names[n] for n in kept], "rows": rounded[kept].ravel().tolist()}
    offset = len(names)
    for name, size in TABLES.items():
        out[name] = rounded[offset : offset + size].ravel().tolist()
        offset += size
    return out | {
        "first": np.rint(start * 100).astype(int).tolist(),
        "step": np.rint(step * 100).astype(int).ravel().tolist(),
    }


# ---- judging ----


def mentions(articles: Articles, labels: np.ndarray, rows: np.ndarray) -> set[tuple[int, int, int, str]]:
    """Mentions as labels give them."""
    doc, first, end = _places(articles)
    out, open_at = set(), None
    previous = None
    for n in rows.tolist():
        label = LABELS[labels[n]]
        if label[0] == "I" and open_at and previous == n - 1:
            open_at[2] = int(end[n])
        else:
            if open_at:
                out.add(tuple(open_at))
            open_at = [int(doc[n]), int(first[n]), int(end[n]), label[2:]] if label != "O" else None
        if open_at:
            form = articles.tokens.forms[articles.tokens.form[articles.found.token[n]]]
            if form[-2:] in ("'s", "\u2019s"):
                open_at[2] = int(end[n]) - 2
        previous = n
    if open_at:
        out.add(tuple(open_at))
    return out


def figures(articles: Articles, given: set, docs: set[int]) -> dict[str, float]:
    """F1 over the articles, by kind and of all; places of `places_dev` apart."""
    free: dict[int, list[tuple[int, int]]] = {}
    for a, s, e in articles.free:
        free.setdefault(a, []).append((s, e))
    out = {}
    for name, of, kinds in (
        ("all", KINDS, KINDS),
        *((k, (k,), KINDS) for k in KINDS),
        ("places", ("place",), ("place",)),
    ):
        gold = {g for g in articles.gold if g[0] in docs and articles.kinds[g[0]] == kinds and g[3] in of}
        mine = {g for g in given if g[0] in docs and articles.kinds[g[0]] == kinds and g[3] in of}
        mine = {g for g in mine if g in gold or not any(s < g[2] and g[1] < e for s, e in free.get(g[0], []))}
        out[name] = 2 * len(gold & mine) / max(1, len(gold) + len(mine))
        if name in ("all", "places"):
            out[name + " p"] = len(gold & mine) / max(1, len(mine))
    return out


def check(articles: Articles, prior: float) -> None:
    """Five folds of papers."""
    x, names = matrix(articles)
    papers = sorted(set(articles.groups))
    fold = {p: n % FOLDS for n, p in enumerate(papers)}
    doc = _places(articles)[0]
    fold_of = np.array([fold[g] for g in articles.groups])[doc]
    given: set = set()
    for k in range(N_FOLDS):
        rows = np.flatnonzero(fold_of != k)
        w, start, step = fit(x[rows], articles.allowed[rows], articles.found.first[rows], prior)
        test = np.flatnonzero(fold_of == k)
        legal = allowed_steps()
        model = weights_from(plain(names, w, start, step))
        score = (x[test] @ w).astype(np.float32)
        labels = np.zeros(len(doc), np.int64)
        labels[test] = best_labels(score, articles.found.first[test], model)
        given |= mentions(articles, labels, test)
        del legal
    judged = {n for n, group in enumerate(articles.groups) if 0 <= fold[group] < N_FOLDS}
    f = figures(articles, given, judged)
    print(f"prior {prior}: " + "  ".join(f"{k} {v:.3f}" for k, v in f.items()), flush=True)


def main() -> None:
    """Train and write, or check."""
    articles = read()
    print(len(articles.groups), "articles", len(articles.allowed), "candidates", articles.found.first.sum(), "runs")
    if "--check" in sys.argv:
        for prior in [float(a) for a in sys.argv[2:]] or [PRIOR]:
            check(articles, prior)
        return
    x, names = matrix(articles)
    data = plain(names, *fit(x, articles.allowed, articles.found.first))
    TARGET.write_bytes(gzip.compress(json.dumps(data, separators=(",", ":")).encode(), 9, mtime=0))
    model = weights_from(data)
    labels = best_labels(scores(articles.features, articles.tokens.forms, model), articles.found.first, model)
    given = mentions(articles, labels, np.arange(len(labels)))
    print("on what it was trained on:", figures(articles, given, set(range(len(articles.groups)))))
    print(len(data["keys"]), "keys", TARGET.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
