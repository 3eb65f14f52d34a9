"""Sort words into classes by their neighbours in news, for the stage `names`.

    NIGHTDESK_EVAL_DATA=DATA python benchmarks/train/word_classes.py

Words that stand in the same company (`Merkel` and `Macron`, `Ohio` and `Kansas`) get the same class: positive pointwise
mutual information with the words before and behind, 60 dimensions of it (truncated SVD), k-means. Reads all articles of
the development data, labelled or not, as plain text; writes numbers only, `resources/en/word_classes.tsv.gz`: word,
class, and how often in tenths it has a capital letter where no sentence starts.
"""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from samples import news_without_labels
from scipy import sparse
from sklearn.cluster import MiniBatchKMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.preprocessing import normalize
from threadpoolctl import threadpool_limits

from pipeline.arrays.arrow import strings
from pipeline.text.tokens import tokenise

DATA = Path(os.environ.get("NIGHTDESK_EVAL_DATA", "."))
TARGET = Path(__file__).parents[2] / "pipeline" / "resources" / "en/word_classes.tsv.gz"
SETS = (
    "names/worldwide_dev",
    "names/places_dev",
    "quotes/polnear_dev",
    "keywords/duc2001_dev",
    "sentiment/persent_doc_dev",
)
AT_ONCE = 2_000  # articles
N_CONTEXTS, DIMENSIONS, N_CLASSES = 3_000, 60, 160
LEAST = 8  # occurrences of a word with a capital letter; of one without, four times as many


def texts() -> list[str]:
    """All articles."""
    more = [text for name in SETS for text in pq.read_table(DATA / f"{name}.parquet")["text"].to_pylist()]
    return news_without_labels(DATA) + more


def bare(form: str) -> str:
    """A spelling without its possessive."""
    form = form.replace("\u2019", "'")
    return form[:-2] if form[-2:] in ("'s", "'S") else form


def counted(articles: list[str]) -> tuple[dict[str, int], list[tuple[np.ndarray, np.ndarray]]]:
    """Spellings with their numbers; of each round, the numbers of the tokens and whether a sentence starts there."""
    known: dict[str, int] = {}
    rounds = []
    for first in range(0, len(articles), AT_ONCE):
        tokens = tokenise(strings(articles[first : first + AT_ONCE]))
        number = np.array([known.setdefault(bare(form), len(known)) for form in tokens.forms], np.int32)[tokens.form]
        raw, before = tokens.raw, np.maximum(tokens.start - 2, 0)
        opens = ~((raw[tokens.start - 1] == 32) & ((raw[before] >= 97) & (raw[before] <= 122) | (raw[before] == 44)))
        rounds.append((number, opens))
    return known, rounds


def main() -> None:
    """Count, reduce, cluster, write."""
    known, rounds = counted(texts())
    names = list(known)
    size = len(names)
    total = sum(np.bincount(n, minlength=size) for n, _ in rounds)
    inside = sum(np.bincount(n[~o], minlength=size) for n, o in rounds)
    capital = np.array([n[:1].isupper() for n in names])
    kept = np.flatnonzero(np.where(capital, inside >= LEAST, inside >= 4 * LEAST))
    row = np.full(size, -1)
    row[kept] = np.arange(len(kept))
    contexts = np.argsort(-total, kind="stable")[:N_CONTEXTS]
    column = np.full(size, N_CONTEXTS)
    column[contexts] = np.arange(N_CONTEXTS)
    width = N_CONTEXTS + 1
    counts = sparse.csr_matrix((len(kept), 2 * width))
    for number, opens in rounds:
        middle = (row[number[1:-1]] >= 0) & ~opens[1:-1]
        at = row[number[1:-1][middle]]
        for side, neighbour in ((0, number[:-2][middle]), (width, number[2:][middle])):
            new = sparse.coo_matrix((np.ones(len(at)), (at, column[neighbour] + side)), counts.shape)
            counts = counts + new.tocsr()
    classes = clusters(counts)
    share = [capital_share(names[k], inside, known) for k in kept]
    lines = sorted(f"{names[k]}\t{c}\t{round(9 * s)}" for k, c, s in zip(kept, classes.tolist(), share, strict=True))
    TARGET.write_bytes(gzip.compress("".join(f"{x}\n" for x in lines).encode(), 9, mtime=0))
    print(len(lines), "words", TARGET.stat().st_size, "bytes")
    for c in range(0, N_CLASSES, 8):
        print(c, [names[k] for k, d in zip(kept, classes, strict=True) if d == c][:12])


def capital_share(name: str, inside: np.ndarray, known: dict[str, int]) -> float:
    """How often a word with a capital letter has it, 0..1, within sentences; 1 for one without."""
    small = known.get(name.lower())
    if small is None or name == name.lower():
        return 1.0
    return inside[known[name]] / max(1, inside[known[name]] + inside[small])


def clusters(counts: sparse.csr_matrix) -> np.ndarray:
    """The class of each row."""
    whole = counts.sum()
    rows, columns = np.asarray(counts.sum(1)).ravel(), np.asarray(counts.sum(0)).ravel()
    entries = counts.tocoo()
    information = np.log(entries.data * whole / (rows[entries.row] * columns[entries.col] ** 0.75 * whole**0.25))
    positive = sparse.csr_matrix((np.maximum(information, 0), (entries.row, entries.col)), counts.shape)
    with threadpool_limits(1):
        reduced = normalize(TruncatedSVD(DIMENSIONS, random_state=0).fit_transform(positive))
        return MiniBatchKMeans(N_CLASSES, random_state=0, batch_size=4096, n_init=3).fit_predict(reduced)


if __name__ == "__main__":
    main()
