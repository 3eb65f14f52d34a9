"""Train the tagger of names and write `pipeline/resources/en/name_weights.json.gz`.

    NIGHTDESK_EVAL_DATA=DATA python -m benchmarks.train.name_tagger [--check]

DATA/names holds `worldwide_dev` and `hand_dev` (persons, organisations and places) and `places_dev` (places only);
beginnings of 1,680 news texts were read for the purpose, see `read_names`; DATA/sentiment holds `newsmtsc_train`, see
`name_sentences`: what a capital letter says in short texts is fitted last. A linear-chain conditional random field over
the runs of candidates, fitted by L-BFGS with a Gaussian prior. Where a set does not say what a word is (a person in
`places_dev`, a name that a reader was unsure of), all labels that remain are allowed, and their total probability is
what is made large. `--check` writes nothing and prints mention-level F1 for five folds, each of papers that the others
do not hold, of the three sets and of what was read.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from pathlib import Path

import numpy as np
from scipy import sparse

from benchmarks.train.name_articles import KINDS, READ, Articles, places, read
from benchmarks.train.name_chain import PRIOR, Fitted, fit
from benchmarks.train.name_keys import matrix
from benchmarks.train.name_sentences import sentences_of_articles, sentences_with_targets
from pipeline.names.features import TABLES
from pipeline.names.known_spellings import END, spellings_of
from pipeline.names.tagger import best_labels, context_sums, own_sums, scores
from pipeline.names.tagger_weights import LABELS, N_LABELS, Weights, weights_from

TARGET = Path(__file__).parents[2] / "pipeline" / "resources" / "en/name_weights.json.gz"
FOLDS = 5
SHORT_PRIOR = 0.3
N_FOLDS = int(os.environ.get("N_FOLDS", "5"))  # folds that are tried; the first of them for a quick look


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


def scores_of(articles: Articles, model: Weights) -> np.ndarray:
    """The score of each label of each candidate by any weights."""
    tokens = articles.batch.tokens
    spelt = spellings_of(tokens, np.arange(len(tokens.forms)))
    context = np.concatenate([context_sums(one, model.context) for one in (spelt, END)])
    return scores(articles.features, own_sums(spelt, model.own), context, model)[:, :N_LABELS]


def with_short_texts(data: dict[str, object], sentences: list[Articles]) -> list[int]:
    """The table `start`, its second half, of short texts, fitted on sentences beside all other weights."""
    half = TABLES["start"] // 2
    long = np.array(data["start"]).reshape(2, half, -1)[0]
    model = weights_from(data | {"start": np.tile(long, (2, 1)).ravel().tolist()})
    codes = np.concatenate([one.features.codes["start"] % half for one in sentences])
    x = sparse.csr_matrix((np.ones(len(codes)), codes, np.arange(len(codes) + 1)), (len(codes), half))
    score = np.concatenate([scores_of(one, model) for one in sentences]) / 100
    allowed, first = (np.concatenate(c) for c in zip(*((s.allowed, s.found.first) for s in sentences), strict=True))
    more, _, _ = fit(x, allowed, first, SHORT_PRIOR, Fitted(score, model.start / 100, model.step / 100))
    return np.concatenate([long, long + np.rint(100 * more).astype(int)]).ravel().tolist()


def mentions(articles: Articles, labels: np.ndarray, rows: np.ndarray) -> set[tuple[int, int, int, str]]:
    """Mentions as labels give them."""
    doc, first, end = places(articles)
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
            form = articles.batch.tokens.forms[articles.batch.tokens.form[articles.found.token[n]]]
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
    doc = places(articles)[0]
    fold_of = np.array([fold[g] for g in articles.groups])[doc]
    given: set = set()
    for k in range(N_FOLDS):
        rows = np.flatnonzero(fold_of != k)
        w, start, step = fit(x[rows], articles.allowed[rows], articles.found.first[rows], prior)
        test = np.flatnonzero(fold_of == k)
        model = weights_from(plain(names, w, start, step))
        score = np.rint(x[test] @ w * 100).astype(np.int32)
        labels = np.zeros(len(doc), np.int64)
        labels[test] = best_labels(score, articles.found.first[test], model)
        given |= mentions(articles, labels, test)
    judged = {n for n, group in enumerate(articles.groups) if 0 <= fold[group] < N_FOLDS}
    was_read = {n for n in judged if articles.groups[n].startswith(READ)}
    for what, some in (("three sets", judged - was_read), ("read", was_read)):
        f = figures(articles, given, some)
        print(f"prior {prior}, {what}: " + "  ".join(f"{k} {v:.3f}" for k, v in f.items()), flush=True)


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
    data["start"] = with_short_texts(data, [sentences_of_articles(), sentences_with_targets()])
    TARGET.write_bytes(gzip.compress(json.dumps(data, separators=(",", ":")).encode(), 9, mtime=0))
    model = weights_from(data)
    labels = best_labels(scores_of(articles, model), articles.found.first, model)
    given = mentions(articles, labels, np.arange(len(labels)))
    print("on what it was trained on:", figures(articles, given, set(range(len(articles.groups)))))
    print(len(data["keys"]), "keys", TARGET.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
