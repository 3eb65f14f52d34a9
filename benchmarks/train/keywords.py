"""Train the weights of `keywords` and write `pipeline/resources/en/keyword_weights.tsv`.

    NIGHTDESK_EVAL_DATA=DATA python benchmarks/train/keywords.py [--check]

DATA/keywords holds `duc2001_dev.parquet` and `kpcrowd_dev.parquet` (text, keyphrases), DATA/reader `labelled.parquet`
(text, title, source, must, fine: what a reader of the article wants to see, or would let pass). Logistic regression
tells the candidates that people chose from the others; each article weighs the same, and so do its chosen and a third
of its other candidates.

- `phrases` learns from DUC: each article three times, whole, and its first 1,500 and 700 characters at half weight, so
  that the weights hold for short texts.
- `tags` learns from KPCrowd.
- `balanced` learns from the reader's articles and, at half their weight, from DUC.

`--check` writes nothing and prints five-fold figures on articles that share no many-word key with those learnt from:
F1@10, and for the reader's articles the share of the ten that are wanted and the share of what must be there.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from pipeline.arrays.arrow import lists, numbers, strings
from pipeline.arrays.types import Bool, Float32, Float64, Int64
from pipeline.keywords.ranking import best
from pipeline.keywords.stage import PRESETS, Found, KeywordsConfig, find_phrases
from pipeline.names.article_rows import mention_rows
from pipeline.text.porter import stem
from pipeline.text.sentences import split_sentences
from pipeline.text.tokens import tokenise
from pipeline.text.word_facts import bare

DATA = Path(os.environ.get("NIGHTDESK_EVAL_DATA", "."))
TARGET = Path(__file__).parents[2] / "pipeline" / "resources" / "en/keyword_weights.tsv"
SHORT = (700, 1500)  # characters
SHORT_WEIGHT = 0.5
READER_WEIGHT = 2.0  # of the reader's set, beside DUC as 1
MUST, FINE = 3.0, 0.7  # weight of a subject that must be there, and of one that a reader lets pass
OTHERS = 3.0  # weight of all candidates not chosen, as multiple of that of the chosen ones of an article
INVERSE_PENALTY = 0.05  # C of the regression, on standardised features
NAME_FEATURES = (
    *("name", "acronym", "is_person", "person_tf", "is_organisation", "organisation_tf", "is_place", "place_tf"),
    *("behind_capital", "after_name", "common", "single_common", "headline", "headline_name", "headline_single"),
    *("titled", "headline_titled"),
)
"""Not learnt for `phrases` and `tags`: their sets choose few names and have no headlines."""
BY_HAND = {"balanced": {"behind_capital": -0.9}}
"""An article is seldom about a name that stands once or twice, in full behind a capital alone: Fed Chair Ana Diaz."""
FOLDS, CUT = 5, 10


def normal(phrase: str) -> str:
    """Porter stems of the words of a phrase, hyphens and slashes as spaces."""
    tokens = tokenise(strings([phrase]))
    return " ".join(stem(bare(tokens.vocabulary[w])) for w in tokens.word)


def articles(frame: pd.DataFrame) -> pa.Table:
    """Rows of table `texts`, as far as keywords and names read them."""
    texts = strings(list(frame["text"]))
    counts, starts, _ = split_sentences(texts)
    about = {c: list(frame[c]) if c in frame else [None] * len(frame) for c in ("title", "source")}
    return pa.table(
        {
            "article_id": strings([f"{i:016x}" for i in range(len(frame))]),
            "text": texts,
            **{c: strings([v if isinstance(v, str) else None for v in column]) for c, column in about.items()},
            "is_read": numbers(np.ones(len(frame), bool)),
            "sentence_starts": lists(counts, numbers(starts.astype(np.int32))),
        }
    )


@dataclass
class Examples:
    """The candidates of a set of articles.

    Attributes:
        found: the candidates, with what they were cut from.
        preset: the preset that they were found for.
        is_out: bool, shape (n_phrases,): ruled out whatever the score.
        names: features.
        x: float32, shape (n_phrases, n_features).
        chosen: float64, shape (n_phrases,): weight of a candidate that people chose; 0 for the others.
        gold: keys of each article, as stems.
        keys: stems of each candidate.
        weight: of the set.
    """

    found: Found
    preset: str
    is_out: Bool
    names: list[str]
    x: Float32
    chosen: Float64
    gold: list[dict[str, float]]
    keys: list[str]
    weight: float = 1.0

    @property
    def doc(self) -> Int64:
        """Article of each candidate."""
        return self.found.tokens.doc[self.found.phrases.first].astype(np.int64)


def examples(frame: pd.DataFrame, gold: list[dict[str, float]], preset: str, weight: float = 1.0) -> Examples:
    """Candidates of these articles, and which of them are keys."""
    texts = articles(frame)
    found = find_phrases(KeywordsConfig(preset=preset), texts, mention_rows(texts))
    named = dict(found.features())
    tokens, phrases = found.tokens, found.phrases
    stems = [stem(bare(w)) for w in tokens.vocabulary]
    spans = zip(phrases.first.tolist(), phrases.last.tolist(), strict=True)
    keys = [" ".join(stems[w] for w in tokens.word[a : b + 1]) for a, b in spans]
    rows = np.arange(len(keys))
    is_out = found.is_out(texts["source"], rows) if preset == "balanced" else np.zeros(len(keys), bool)
    docs = tokens.doc[phrases.first].tolist()
    chosen = np.array([worth(key, gold[doc]) for key, doc in zip(keys, docs, strict=True)], np.float64)
    x = np.stack(list(named.values()), axis=1)
    return Examples(found, preset, is_out, list(named), x, chosen, gold, keys, weight)


def worth(key: str, gold: dict[str, float]) -> float:
    """Weight of a candidate: that of the key that it is, or holds with one word more, if that has several words."""
    if key in gold or "=" in gold:
        return gold.get(key, 0.0)
    words = key.split()
    return max((gold.get(" ".join(part), 0.0) for part in (words[1:], words[:-1]) if len(part) > 1), default=0.0)


EXACT = {"=": 0.0}  # marks keys that a candidate has to be equal to


def annotated(name: str) -> tuple[pd.DataFrame, list[dict[str, float]]]:
    """Texts and keys of a set; only the very keys count."""
    frame = pd.read_parquet(DATA / "keywords" / f"{name}.parquet")
    return frame, [{n: 1.0 for k in keys if (n := normal(k))} | EXACT for keys in frame["keyphrases"]]


def reader() -> tuple[pd.DataFrame, list[dict[str, float]]]:
    """The reader's articles, and every form of their subjects."""
    frame = pd.read_parquet(DATA / "reader" / "labelled.parquet")
    frame = frame[[isinstance(must, Iterable) and len(must) > 0 for must in frame["must"]]]
    gold = []
    for must, fine in zip(frame["must"], frame["fine"], strict=True):
        wanted = {n: FINE for subject in fine for n in forms(subject)}
        gold.append(wanted | {n: MUST for subject in must for n in forms(subject)})
    return frame, gold


def forms(subject: str) -> list[str]:
    """`Chris Christie|~Christie` → the stems of both."""
    return [n for form in subject.split("|") if (n := normal(form.strip().removeprefix("~")))]


def shortened(frame: pd.DataFrame, gold: list[dict[str, float]], size: int) -> Examples:
    """The same articles, cut off; only the keys that are still there."""
    cut = frame.assign(text=[text[:size].rsplit(" ", 1)[0] for text in frame["text"]])
    left = [
        {k: v for k, v in keys.items() if k == "=" or f" {k} " in f" {normal(text)} "}
        for text, keys in zip(cut["text"], gold, strict=True)
    ]
    return examples(cut, left, "phrases", SHORT_WEIGHT)


def fit(sets: list[Examples], learnt: list[Bool], frozen: tuple[str, ...]) -> Float32:
    """Weights, one a feature, from the articles of each set that `learnt` marks; 0 for frozen features."""
    rows, chosen, weights = [], [], []
    for one, mask in zip(sets, learnt, strict=True):
        use, doc, is_chosen = mask[one.doc] & ~one.is_out, one.doc, one.chosen > 0
        yes, no = (np.bincount(doc[use & is_it], minlength=len(mask)).clip(1) for is_it in (is_chosen, ~is_chosen))
        each = np.where(is_chosen, one.chosen / yes[doc], OTHERS / no[doc])[use]
        rows.append(one.x[use])
        chosen.append(is_chosen[use])
        weights.append(one.weight * each / each.sum())
    x, weight = np.vstack(rows), np.concatenate(weights)
    scale = x.std(axis=0) + 1e-6
    learns = np.array([name not in frozen for name in sets[0].names])
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=500)
    model.fit((x - x.mean(axis=0)) / scale * learns, np.concatenate(chosen), sample_weight=weight / weight.mean())
    return np.asarray(model.coef_[0] / scale * learns, np.float32)


def adjusted(weights: Float32, names: list[str], preset: str) -> Float32:
    """Learnt weights with those set by hand."""
    by_hand = BY_HAND.get(preset, {})
    return weights + np.array([by_hand.get(name, 0) for name in names], np.float32)


def folds(gold: list[dict[str, float]]) -> Int64:
    """Fold of each article; articles that share a key of several words share the fold."""
    leader = list(range(len(gold)))

    def root(i: int) -> int:
        while leader[i] != i:
            i = leader[i]
        return i

    seen: dict[str, int] = {}
    for i, keys in enumerate(gold):
        for key in sorted(k for k in keys if " " in k) if "=" in keys else ():
            leader[root(i)] = root(seen.setdefault(key, i))
    roots = [root(i) for i in range(len(gold))]
    number = {r: k for k, r in enumerate(dict.fromkeys(roots))}
    return np.array([number[r] % FOLDS for r in roots])


def figures(one: Examples, scores: Float32) -> list[float]:
    """Macro F1 at 10, percent; of the reader's set: wanted among the ten, what must be there among them, 0..1."""
    found = one.found
    picked = best(found.tokens, found.phrases, np.round(scores, 4), one.is_out.__getitem__, CUT, PRESETS[one.preset])
    top: list[dict[str, float]] = [{} for _ in one.gold]
    for phrase in picked.tolist():
        top[one.doc[phrase]][one.keys[phrase]] = float(one.chosen[phrase])
    if all("=" in keys for keys in one.gold):
        pairs = [(set(t), set(keys) - {"="}) for t, keys in zip(top, one.gold, strict=True)]
        return [float(np.mean([200 * len(t & keys) / (len(t) + len(keys)) for t, keys in pairs if keys]))]
    wanted = [np.mean([value > 0 for value in t.values()]) for t in top if t]
    return [float(np.mean(wanted)), float(np.mean([sum(v == MUST for v in t.values()) for t in top]))]


def cross_validated(sets: list[Examples], frozen: tuple[str, ...]) -> list[list[float]]:
    """Figures of the whole sets, each article scored by weights that were not learnt from it or its like."""
    fold = [folds(one.gold) if len(one.gold) != len(sets[0].gold) else folds(sets[0].gold) for one in sets]
    scores = [np.zeros(len(one.x), np.float32) for one in sets]
    for k in range(FOLDS):
        weights = fit(sets, [f != k for f in fold], frozen)
        for one, f, s in zip(sets, fold, scores, strict=True):
            mine = f[one.doc] == k
            s[mine] = one.x[mine] @ weights
    return [figures(one, s) for one, s in zip(sets, scores, strict=True)]


def recipes() -> dict[str, tuple[list[Examples], tuple[str, ...]]]:
    """Preset → the sets that it learns from, and the features that it does not learn."""
    duc, crowd, read = annotated("duc2001_dev"), annotated("kpcrowd_dev"), reader()
    cut = [shortened(*duc, size) for size in SHORT]
    return {
        "balanced": ([examples(*duc, "balanced"), examples(*read, "balanced", READER_WEIGHT)], ("behind_capital",)),
        "phrases": ([examples(*duc, "phrases"), *cut], NAME_FEATURES),
        "tags": ([examples(*crowd, "tags")], NAME_FEATURES),
    }


def main() -> None:
    """Train the three presets; write the table, or print how good they are."""
    if "--check" in sys.argv:
        for preset, (sets, frozen) in recipes().items():
            print(preset, [[round(v, 3) for v in values] for values in cross_validated(sets, frozen)])
        return
    learnt = recipes()
    names = learnt["balanced"][0][0].names
    everything = {preset: [np.ones(len(one.gold), bool) for one in sets] for preset, (sets, _) in learnt.items()}
    weights = {
        preset: adjusted(fit(sets, everything[preset], frozen), names, preset)
        for preset, (sets, frozen) in learnt.items()
    }
    lines = ["\t".join(["feature", *learnt])]
    lines += ["\t".join([name, *(f"{w[i]:.4f}" for w in weights.values())]) for i, name in enumerate(names)]
    data = ("\n".join(lines) + "\n").encode()
    TARGET.write_bytes(data)
    print(f"sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    with threadpool_limits(1):  # the last digits depend on the number of threads
        main()
