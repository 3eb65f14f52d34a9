"""Train the tone towards a name and write its tables.

    NIGHTDESK_EVAL_DATA=... PYTHONPATH=. python benchmarks/train/targets.py pipeline/resources

Labels come from NewsMTSC (train part): the tone of a sentence towards a name in it. Judged on its development part,
and, through a run of the pipeline, on PerSenT. `sentiment.py` is to be run first: words are those of the model `news`.
"""

from __future__ import annotations

import gzip
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import scipy.sparse as sp
import softmax
from company import Company, company
from context import context_column
from directed import directed_columns
from samples import LABELS, batches, news_without_labels, read_texts
from scipy.stats import pearsonr
from sentiment import NAME, RARE, VALENCE_SCALE
from sklearn.metrics import f1_score
from softmax import Rows
from valences import valence_columns

from pipeline.arrays.arrow import strings
from pipeline.arrays.types import Float32, Float64, Int64
from pipeline.sentiment import targets
from pipeline.sentiment.news_model import Sums, weighed
from pipeline.sentiment.news_words import NewsWords, given_valences, named_things, news_words
from pipeline.sentiment.target_weights import REGIONS
from pipeline.sentiment.targets import STRENGTHS, TONES, Mentions, region, region_scale, target_features
from pipeline.text.characters import characters
from pipeline.text.passages import Passages

TRAINED_ON, JUDGED_ON = "newsmtsc_train", "newsmtsc_devtest_mt"
SEEN = 5  # occurrences in sentences of the training set from which a word has a weight of its own
VECTOR_SCALE, WORD_SCALE, LOOSENESS = 0.7, 0.25, 0.3
NEUTRAL = 0.05  # weights are brought nearer to 0 by this
LEAN = 0.02  # evidence moved from positive to negative: the average name of news is spoken of as before


@dataclass(frozen=True)
class Sample:
    """Sentences with a name each, and the tone towards it: score -1..1, label -1, 0, 1."""

    sums: Sums
    mentions: Mentions
    score: Float64
    label: Int64
    text: list[str]


def read(data: Path, name: str, words: NewsWords) -> Sample:
    """A labelled set; the name is taken where it stands first."""
    rows = pq.read_table(data / "sentiment" / f"{name}.parquet").to_pylist()
    texts = [row["text"] for row in rows]
    batch = characters(strings(texts))
    sums = weighed(Passages(batch, batch.bounds[:-1], batch.bounds[1:]), words)
    tokens = sums.tokens.tokens
    start = batch.bounds[:-1] + np.array([max(row["text"].find(row["mention"]), 0) for row in rows])
    end = start + np.array([len(row["mention"]) for row in rows])
    first = np.clip(np.searchsorted(tokens.starts, start), tokens.bounds[:-1], tokens.bounds[1:] - 1)
    last = np.clip(np.searchsorted(tokens.starts, end) - 1, first, tokens.bounds[1:] - 1)
    label = np.array([LABELS[row["label"]] for row in rows])
    score = np.array([row["score"] for row in rows], float)
    return Sample(sums, Mentions(np.arange(len(rows)), first, last), score, label, texts)


def vectors(words: NewsWords, known: Company, hints: Float64) -> Float32:
    """The vector of each row of the word table; names have none."""
    place = {word: n for n, word in enumerate(known.words)}
    row = np.array([-1, *(place.get(name, -1) for name in words.row)])
    share = known.counts / known.counts.sum()
    vector = known.vectors * (RARE / (RARE + share))[:, None] * VECTOR_SCALE
    dense = np.hstack([vector, hints, directed_columns(known)])
    dense[known.small < NAME] = 0.0
    return np.vstack([dense, np.zeros(dense.shape[1])])[row].astype(np.float32)


def matrix(sample: Sample, dense: Float32, own: Int64) -> Rows:
    """Features of lexicon and rules, then for each region mean vector and words."""
    tables = target_features(sample.sums, sample.mentions)
    parts = [[np.array([table[n] for n in names]).T] for table, names in zip(tables, (TONES, STRENGTHS), strict=True)]
    for name in REGIONS:
        near = region(sample.sums, sample.mentions, name)
        scale = sp.diags(region_scale(sample.sums, sample.mentions, name))
        factor, ids = sample.sums.composition.factor[near.token], sample.sums.tokens.ids[near.token]
        for part, weight in zip(parts, (factor, np.abs(factor)), strict=True):
            bag = sp.csr_matrix((weight, (near.home, ids)), shape=(len(sample.label), len(dense)))
            part += [scale @ (bag @ dense), scale @ bag[:, own] * WORD_SCALE]
    tone, strength = (sp.hstack([sp.csr_matrix(p) for p in part]).tocsr() for part in parts)
    share = np.array([np.mean(sample.label == side) for side in (-1, 0, 1)])
    return Rows(tone, strength, np.zeros(len(sample.label)), sample.label, 1 / 3 / share[sample.label + 1])


def folded(weights: Float64, n_features: int, dense: Float32, own: Int64) -> Float64:
    """The weight of each row of the word table in each region, shape (5, n_rows); small ones are 0."""
    found = []
    for part in np.split(weights[n_features:], len(REGIONS)):
        total = dense @ part[: dense.shape[1]]
        total[own] += part[dense.shape[1] :] * WORD_SCALE
        found.append(np.sign(total) * np.maximum(np.abs(total) - NEUTRAL, 0.0))
    return np.array(found)


def main() -> None:
    """Learn, judge, write."""
    data, out = Path(os.environ["NIGHTDESK_EVAL_DATA"]), Path(sys.argv[1])
    texts = news_without_labels(data)
    known = company(texts + list(dict.fromkeys(read_texts(data, TRAINED_ON))))
    valences, _ = valence_columns(known, given_valences(), named_things())
    words = news_words()
    hints = np.hstack([valences * VALENCE_SCALE, context_column(known, batches(texts, words), words)])
    dense, train = vectors(words, known, hints), read(data, TRAINED_ON, words)
    seen = np.bincount(train.sums.tokens.ids, minlength=len(dense))
    place = {word: n for n, word in enumerate(known.words)}
    small = np.append(known.small, 0.0)[[place.get(word, -1) for word in words.row]]
    own = np.flatnonzero((seen >= SEEN) & np.append(False, small >= NAME))
    tone, strength, constants = softmax.fit(matrix(train, dense, own), LOOSENESS)
    model = {f"tone {name}": value for name, value in zip(TONES, tone.tolist(), strict=False)}
    model |= {f"strength {name}": value for name, value in zip(STRENGTHS, strength.tolist(), strict=False)}
    model |= {"negative": float(constants[0]) + LEAN, "positive": float(constants[1]) - LEAN}
    tables = folded(tone, len(TONES), dense, own), folded(strength, len(STRENGTHS), dense, own)
    table = np.array([row for pair in zip(*tables, strict=True) for row in pair]).round(2)
    targets.coefficients = lambda: model
    for name in (TRAINED_ON, JUDGED_ON):
        show(name, read(data, name, words), table)
    write(out, model, dict(zip(words.row, table.T[1:].tolist(), strict=True)))


def show(name: str, sample: Sample, table: Float64) -> None:
    """Print the figures of a set."""
    found = targets.target_compounds(sample.sums, sample.mentions, table)
    marks = []
    for band in (0.15, 0.2, 0.25, 0.3):
        label = (found > band).astype(int) - (found < -band)
        marks.append(f"{f1_score(sample.label, label, average='macro'):.3f}")
    print(
        f"{name:22} pearson {pearsonr(found, sample.score).statistic:.3f}  macro-F1 at .15 .2 .25 .3: {' '.join(marks)}"
    )


def write(out: Path, model: dict[str, float], table: dict[str, list[float]]) -> None:
    """Write the tables of weights and of coefficients."""
    where = "in the sentence, the clause behind the name and before it, right behind it, right before it"
    lines = [f"# word\ttone and strength: {where}; see SOURCES.d/sentiment.md"]
    rows = ((word, [round(1000 * figure) for figure in figures]) for word, figures in sorted(table.items()))
    lines += ["\t".join([word, *map(str, figures)]) for word, figures in rows if any(figures)]
    (out / "en/news_targets.tsv.gz").write_bytes(gzip.compress("\n".join([*lines, ""]).encode(), 9, mtime=0))
    head = "# feature\tcoefficient; see SOURCES.d/sentiment.md"
    rows_ = [f"{name}\t{value:.4f}" for name, value in sorted(model.items())]
    (out / "en/news_target_model.tsv").write_text("\n".join([head, *rows_, ""]), "utf-8")


if __name__ == "__main__":
    main()
