"""Topics beside their peers: agreement with editors' labels at the true number of topics, and CPU seconds.

    python benchmarks/topics.py [--data FOLDER] [--peer-python PYTHON] [--only NAME]

Reads `topics/*.parquet` (text, label) below the folder, by default the one in NIGHTDESK_EVAL_DATA; without it, texts of
invented words. Every run has a process of its own and one thread; imports are not counted. The peers are what
scikit-learn offers at a good setting (sublinear TF-IDF with 100 SVD dimensions and 10 starts of k-means, TF-IDF
with one start, NMF) and, where sentence_transformers and its model all-MiniLM-L6-v2 are at hand, MiniLM and k-means.
Ours counts terms, fits, and assigns every text as it is: what cleaning adds is not in these figures. NMI, ARI: 0..1.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from pipeline.arrays.types import Int64

sys.path.insert(0, str(Path(__file__).parent.parent))


Texts = list[str]
DATA = os.environ.get("NIGHTDESK_EVAL_DATA")
INVENTED = "invented"
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # spinning threads inflate CPU seconds
LINE = "{:18} {:22} {:>5} {:>5} {:>5} {:>5} {:>8}"


def labelled(name: str, data: str | None) -> tuple[Texts, list[str]]:
    """Texts and labels of a set."""
    if name == INVENTED:
        return invented()
    import pyarrow.dataset as ds

    table = ds.dataset(str(Path(str(data), "topics", f"{name}.parquet"))).to_table(columns=["text", "label"])
    return table["text"].to_pylist(), [str(label) for label in table["label"].to_pylist()]


def invented(n: int = 800, k: int = 6) -> tuple[Texts, list[str]]:
    """Texts of 40 invented words, a third of which belong to the text's topic."""
    random = np.random.default_rng(7)
    words = np.array(["".join(random.choice(list("aeioubdfgklmnprst"), 7)) for _ in range(3000)])
    topic = random.integers(0, k, n)
    drawn = np.where(random.random((n, 40)) < 1 / 3, topic[:, None] * 100 + random.integers(0, 100, (n, 40)), -1)
    drawn = np.where(drawn < 0, random.integers(0, len(words), (n, 40)), drawn)
    return [" ".join(words[row]) for row in drawn], [str(t) for t in topic]


def ours(texts: Texts, k: int) -> Int64:
    """The kernels of stage `topics`; texts come in an order that means nothing."""
    from scipy.sparse import csr_matrix

    from pipeline.arrays.arrow import strings
    from pipeline.resources import words
    from pipeline.topics.assign import assign
    from pipeline.topics.fit import fit
    from pipeline.topics.term_counts import count_terms

    order = np.random.default_rng(0).permutation(len(texts))
    found = count_terms(strings([texts[i] for i in order]), words("en/topic_stop.txt"))
    bounds = np.concatenate([[0], np.cumsum(found.lengths)])
    counts = csr_matrix((found.counts, found.ids, bounds), shape=(len(texts), len(found.vocabulary)))
    model = fit(counts[:20_000], k, 0)
    topic = np.full(len(texts), -1)
    if model is not None:
        topic[order] = assign(counts, model).topic
    return topic


def svd_k_means(texts: Texts, k: int) -> Int64:
    """Sublinear TF-IDF, 100 SVD dimensions, k-means with 10 starts: the honest peer."""
    from sklearn.cluster import KMeans
    from sklearn.decomposition import TruncatedSVD
    from sklearn.preprocessing import normalize

    weights = _tfidf(texts, sublinear=True)
    points = normalize(TruncatedSVD(min(100, weights.shape[1] - 1), random_state=0).fit_transform(weights))
    return np.asarray(KMeans(k, n_init=10, random_state=0).fit_predict(points), np.int64)


def k_means(texts: Texts, k: int) -> Int64:
    """TF-IDF and k-means as most tutorials have them."""
    from sklearn.cluster import KMeans

    return np.asarray(KMeans(k, n_init=1, random_state=0).fit_predict(_tfidf(texts, sublinear=False)), np.int64)


def nmf(texts: Texts, k: int) -> Int64:
    """Non-negative matrix factorisation of TF-IDF; a text goes to its heaviest component."""
    from sklearn.decomposition import NMF

    parts = NMF(k, init="nndsvd", random_state=0, max_iter=300).fit_transform(_tfidf(texts, sublinear=False))
    return np.asarray(parts.argmax(axis=1), np.int64)


def mini_lm(texts: Texts, k: int) -> Int64:
    """Embeddings of all-MiniLM-L6-v2 and k-means with 10 starts."""
    from sentence_transformers import SentenceTransformer
    from sklearn.cluster import KMeans

    model = SentenceTransformer("all-MiniLM-L6-v2", local_files_only=True)
    points = model.encode(texts, normalize_embeddings=True)
    return np.asarray(KMeans(k, n_init=10, random_state=0).fit_predict(points), np.int64)


def _tfidf(texts: Texts, *, sublinear: bool):  # type: ignore[no-untyped-def]  # noqa: ANN202 -- a peer's matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

    settings = {"stop_words": "english", "max_df": 0.5, "min_df": 3 if len(texts) > 1500 else 2}
    return TfidfVectorizer(sublinear_tf=sublinear, **settings).fit_transform(texts)


TOOLS: dict[str, Callable[[Texts, int], Int64]] = {
    "ours": ours,
    "TF-IDF+SVD+k-means": svd_k_means,
    "TF-IDF+k-means": k_means,
    "NMF": nmf,
    "MiniLM+k-means": mini_lm,
}


def agreement(gold: list[str], found: Int64) -> tuple[float, float]:
    """NMI (arithmetic mean) and ARI; a text without topic is a class of its own."""
    labels = np.unique(gold, return_inverse=True)[1]
    own = np.where(found >= 0, found, found.max(initial=0) + 1 + np.arange(len(found)))
    table = np.unique(np.stack([labels, np.unique(own, return_inverse=True)[1]]), axis=1, return_counts=True)
    (row, column), both = table
    n, rows, columns = both.sum(), np.bincount(row, both), np.bincount(column, both)
    shared = float((both / n * np.log(both * n / (rows[row] * columns[column]))).sum())
    spread = sum(-float((c / n * np.log(c / n)).sum()) for c in (rows, columns))
    pairs, first, second = (float((c * (c - 1.0)).sum()) / 2 for c in (both, rows, columns))
    chance = first * second / (n * (n - 1) / 2)
    return 2 * shared / max(spread, 1e-12), (pairs - chance) / max((first + second) / 2 - chance, 1e-12)


def run(tool: str, name: str, data: str | None) -> None:
    """One tool on one set, in this process; its figures as JSON."""
    texts, gold = labelled(name, data)
    if tool == "MiniLM+k-means" and importlib.util.find_spec("sentence_transformers") is None:
        print(json.dumps({"skipped": "sentence_transformers is not installed"}))
        return
    TOOLS[tool](invented(80, 2)[0], 2)  # imports
    start = time.process_time()
    found = TOOLS[tool](texts, len(set(gold)))
    cpu = time.process_time() - start
    nmi, ari = agreement(gold, found)
    k = len(set(found[found >= 0].tolist()))
    print(json.dumps({"nmi": nmi, "ari": ari, "k": k, "k_true": len(set(gold)), "cpu_s": cpu}))


def compare(data: str | None, peer_python: str, only: str) -> None:
    """All tools on all sets; prints one line each."""
    names = sorted(path.stem for path in Path(data, "topics").glob("*.parquet")) if data else [INVENTED]
    print(LINE.format("set", "tool", "NMI", "ARI", "k", "true", "CPU s"))
    for name in names:
        for tool in TOOLS if name.startswith(only) else ():
            python = sys.executable if tool == "ours" else peer_python
            call = [python, __file__, "--tool", tool, "--set", name, *(["--data", data] if data else [])]
            done = subprocess.run(call, check=False, capture_output=True, text=True, env={**os.environ, **ONE_THREAD})
            print(_line(name, tool, done), flush=True)


def _line(name: str, tool: str, done: subprocess.CompletedProcess[str]) -> str:
    if done.returncode:
        return f"{name:18} {tool:22} skipped: {done.stderr.strip().splitlines()[-1][:80]}"
    got = json.loads(done.stdout.splitlines()[-1])
    if "skipped" in got:
        return f"{name:18} {tool:22} skipped: {got['skipped']}"
    figures = (f"{got['nmi']:.3f}", f"{got['ari']:.3f}", got["k"], got["k_true"], f"{got['cpu_s']:.1f}")
    return LINE.format(name, tool, *figures)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=DATA, help="folder that holds topics/*.parquet")
    parser.add_argument("--peer-python", default=sys.executable)
    parser.add_argument("--only", default="", help="only sets whose names begin so")
    parser.add_argument("--tool", choices=list(TOOLS), help="run one tool here and print JSON")
    parser.add_argument("--set", default=INVENTED, help="with --tool: the set")
    given = parser.parse_args()
    if given.tool:
        run(given.tool, given.set, given.data)
    else:
        compare(given.data, given.peer_python, given.only)
