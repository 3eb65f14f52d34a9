"""Near-duplicates beside their peers: strings in, clusters out; pairwise precision, recall, F1 and CPU seconds.

    python benchmarks/duplicates.py [--peer-python PYTHON] [--rounds 3]

Reads `cleaning/neardup_dev.parquet` below the folder in NIGHTDESK_EVAL_DATA; without it, articles of invented words and
generated copies. Every run has a process of its own, the tools take turns, figures are medians. The peers
(datasketch 2.0.0, rensa 0.5.0) run in `--peer-python`, an interpreter that has them and numpy, pyarrow; each with its
best of five settings on the development set.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from statistics import median

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

Texts = list[str]
WORD = re.compile(r"\w+")
THRESHOLD, PERMUTATIONS = 0.4, 128  # best of five for both peers


def corpus() -> tuple[Texts, list[int]]:
    """Texts and the cluster of each."""
    folder = os.environ.get("NIGHTDESK_EVAL_DATA")
    if not folder:
        return invented(n=1500)
    import pyarrow.parquet as pq

    table = pq.read_table(Path(folder) / "cleaning" / "neardup_dev.parquet", columns=["text", "cluster"])
    return table["text"].to_pylist(), table["cluster"].to_pylist()


def invented(n: int) -> tuple[Texts, list[int]]:
    """Articles of invented words, every other one with a copy: edited, cut short or put into another order."""
    random = np.random.default_rng(7)
    words = np.array(["".join(random.choice(list("aeioubdfgklmnprst"), 6)) for _ in range(20_000)])
    share = 1 / np.arange(1, len(words) + 1)
    texts, clusters = [], []
    for cluster in range(n):
        article = random.choice(words, int(random.integers(200, 1200)), p=share / share.sum())
        texts.append(" ".join(article))
        clusters.append(cluster)
        if cluster % 2:
            keep = random.random(len(article)) > random.choice([0.0, 0.05, 0.15])
            cut = int(len(article) * random.choice([0.6, 0.8, 1.0]))
            texts.append(" ".join(np.roll(article[keep][:cut], int(random.choice([0, 100])))))
            clusters.append(cluster)
    return texts, clusters


def ours(texts: Texts) -> list[int]:
    """The kernels of this product, exact comparison included."""
    from pipeline.arrays.arrow import numbers, strings, text_bytes
    from pipeline.duplicates.find import MISSING, RELATIONS, ArticleSamples, Thresholds, find_near_duplicates
    from pipeline.duplicates.shingles import running_shingles, sampled_shingles
    from pipeline.tables.parts import MemoryParts

    column, n = strings(texts), len(texts)
    raw, bounds = text_bytes(column)
    content = [hashlib.sha256(raw[a:b]).hexdigest() for a, b in pairwise(bounds.tolist())]
    counts, hashes, n_shingles = sampled_shingles(column, 3, 16)
    found = find_near_duplicates(
        ArticleSamples(
            article_id=np.array([f"{i:016x}" for i in range(n)], "S16"),
            content_sha256=np.array(content, "S64"),
            published_at=np.full(n, MISSING),
            n_chars=np.fromiter(map(len, texts), np.int64, n),
            n_shingles=n_shingles.astype(np.int64),
            samples=[(counts, hashes)],
        ),
        Thresholds(),
        lambda index: running_shingles(column.take(numbers(index)), 3),
        MemoryParts({}),
    )
    copies = found.relation != RELATIONS.index("part")
    owner = np.arange(n)
    owner[found.index[copies]] = found.other[copies]
    return owner.tolist()


def bigrams(text: str) -> set[str]:
    """Two words in a row, case folded."""
    return {f"{a} {b}" for a, b in pairwise(WORD.findall(text.lower()))}


def datasketch(texts: Texts) -> list[int]:
    """MinHash LSH."""
    from datasketch import MinHash, MinHashLSH

    sketches = MinHash.bulk([[b.encode() for b in bigrams(t)] for t in texts], num_perm=PERMUTATIONS)
    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    for i, sketch in enumerate(sketches):
        index.insert(i, sketch)
    alike = ((i, j) for i, s in enumerate(sketches) for j in index.query(s) if j < i and s.jaccard(sketches[j]) >= 0.4)
    return joined(len(texts), alike)


def rensa(texts: Texts) -> list[int]:
    """R-MinHash LSH."""
    from rensa import RMinHash, RMinHashLSH

    index, sketches = RMinHashLSH(THRESHOLD, PERMUTATIONS, 32), []
    for i, text in enumerate(texts):
        sketch = RMinHash(PERMUTATIONS, 42)
        sketch.update(list(bigrams(text)))
        index.insert(i, sketch)
        sketches.append(sketch)
    alike = ((i, j) for i, s in enumerate(sketches) for j in index.query(s) if j < i and s.jaccard(sketches[j]) >= 0.4)
    return joined(len(texts), alike)


def joined(n: int, alike: Iterable[tuple[int, int]]) -> list[int]:
    """Clusters of texts that pairs connect."""
    root = list(range(n))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = i = root[root[i]]
        return i

    for i, j in alike:
        root[find(i)] = find(j)
    return [find(i) for i in range(n)]


def scores(truth: list[int], found: list[int]) -> dict[str, float]:
    """Precision, recall and F1 over the pairs of texts that share a cluster."""

    def pairs(keys: Iterable[object]) -> int:
        return sum(n * (n - 1) // 2 for n in Counter(keys).values())

    both, made, true = pairs(zip(truth, found, strict=True)), pairs(found), pairs(truth)
    return {"P": both / max(made, 1), "R": both / max(true, 1), "F1": 2 * both / max(made + true, 1)}


TOOLS: dict[str, Callable[[Texts], list[int]]] = {"ours": ours, "datasketch": datasketch, "rensa": rensa}


def run(tool: str) -> None:
    """One tool, once, in this process; its figures as JSON."""
    texts, truth = corpus()
    TOOLS[tool](texts[:50])  # imports and tables
    start = time.process_time()
    found = TOOLS[tool](texts)
    print(json.dumps({"cpu_s": time.process_time() - start, **scores(truth, found)}))


def compare(peer_python: str, rounds: int) -> None:
    """All tools in turn; prints one line each."""
    runs: dict[str, list[dict[str, float]]] = {tool: [] for tool in TOOLS}
    for _ in range(rounds):
        for tool, done in runs.items():
            python = sys.executable if tool == "ours" else peer_python
            call = [python, __file__, "--tool", tool]
            done.append(json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout))
    print(f"{'tool':12} {'P':>6} {'R':>6} {'F1':>6} {'CPU s':>7} {'times ours':>10}")
    base = median(r["cpu_s"] for r in runs["ours"])
    for tool, done in runs.items():
        middle = {key: median(r[key] for r in done) for key in done[0]}
        line = " ".join(f"{middle[k]:6.4f}" for k in ("P", "R", "F1"))
        print(f"{tool:12} {line} {middle['cpu_s']:7.2f} {middle['cpu_s'] / base:10.1f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer-python", default=sys.executable)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--tool", choices=list(TOOLS), help="run one tool here and print JSON")
    given = parser.parse_args()
    if given.tool:
        run(given.tool)
    else:
        compare(given.peer_python, given.rounds)
