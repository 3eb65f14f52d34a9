"""Train the weights of `keywords` and write `pipeline/resources/en/keyword_weights.tsv`.

    NIGHTDESK_EVAL_DATA=DATA python benchmarks/train/keywords.py [--check]

DATA/keywords holds `duc2001_dev.parquet` and `kpcrowd_dev.parquet` (text, keyphrases). Logistic regression tells the
candidates that annotators chose from the others; each article weighs the same, and so do its chosen and a third of its
other candidates. The preset `phrases` learns from DUC, `tags` from KPCrowd, `balanced` from both. Of DUC each article
stands in three times: whole, and its first 1,500 and 700 characters at half weight, so that the weights hold for
short texts. `--check` writes nothing and prints five-fold F1@10 on articles that share no many-word key with those
learnt from.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from pipeline.arrays.arrow import strings
from pipeline.arrays.types import Bool, Float32, Int32, Int64
from pipeline.keywords.candidate_spans import runs
from pipeline.keywords.candidates import Phrases, phrases
from pipeline.keywords.features import features
from pipeline.keywords.ranking import best
from pipeline.keywords.stage import PRESETS
from pipeline.text.porter import stem
from pipeline.text.tokens import Tokens, tokenise
from pipeline.text.word_facts import bare, lexis

DATA = Path(os.environ.get("NIGHTDESK_EVAL_DATA", "."))
TARGET = Path(__file__).parents[2] / "pipeline" / "resources" / "en/keyword_weights.tsv"
SHORT = (700, 1500)  # characters
SHORT_WEIGHT = 0.5
OTHERS = 3.0  # weight of all candidates not chosen, as multiple of that of the chosen ones of an article
INVERSE_PENALTY = 0.05  # C of the regression, on standardised features
UNLEARNT = ("name", "acronym")  # annotators seldom choose persons and places; readers look for them
BY_HAND = {"balanced": {"words_1": 0.15, "name": 0.7, "acronym": 1.5}}  # added to what was learnt
FOLDS, CUT, MAX_WORDS = 5, 10, 4


def normal(phrase: str) -> str:
    """Porter stems of the words of a phrase, hyphens and slashes as spaces."""
    vocabulary, words = _words([phrase])
    return " ".join(stem(bare(vocabulary[w])) for w in words)


def _words(texts: list[str]) -> tuple[list[str], Int32]:
    tokens = tokenise(strings(texts))
    return tokens.vocabulary, tokens.word


@dataclass
class Examples:
    """The candidates of a set of articles.

    Attributes:
        tokens, phrases: what they were cut from.
        names: features.
        x: float32, shape (n_phrases, n_features).
        chosen: bool, shape (n_phrases,): annotators chose it.
        gold: keys of each article, as stems.
        keys: stems of each candidate.
        weight: of the set.
    """

    tokens: Tokens
    phrases: Phrases
    names: list[str]
    x: Float32
    chosen: Bool
    gold: list[set[str]]
    keys: list[str]
    weight: float = 1.0

    @property
    def doc(self) -> Int32:
        """Article of each candidate."""
        return self.tokens.doc[self.phrases.first]


def examples(texts: list[str], gold: list[set[str]], weight: float = 1.0) -> Examples:
    """Candidates of these texts, and which of them are keys."""
    tokens = tokenise(strings(texts))
    words = lexis(tokens.vocabulary)
    where = runs(tokens, words)
    found = phrases(tokens.doc, words.stem[tokens.word], where, MAX_WORDS)
    named = dict(features(tokens, words, where, found))
    stems = [stem(bare(w)) for w in tokens.vocabulary]
    keys = [" ".join(stems[w] for w in tokens.word[a : b + 1]) for a, b in zip(found.first, found.last, strict=True)]
    docs = tokens.doc[found.first].tolist()
    chosen = np.array([key in gold[doc] for key, doc in zip(keys, docs, strict=True)], bool)
    return Examples(tokens, found, list(named), np.stack(list(named.values()), axis=1), chosen, gold, keys, weight)


def read(name: str) -> tuple[list[str], list[set[str]]]:
    """Texts and keys of a set."""
    frame = pd.read_parquet(DATA / "keywords" / f"{name}.parquet")
    return list(frame["text"]), [{normal(k) for k in keys} - {""} for keys in frame["keyphrases"]]


def shortened(texts: list[str], gold: list[set[str]], size: int) -> Examples:
    """The same articles, cut off; only the keys that are still there."""
    cut = [text[:size].rsplit(" ", 1)[0] for text in texts]
    left = [{k for k in keys if f" {k} " in f" {normal(text)} "} for text, keys in zip(cut, gold, strict=True)]
    return examples(cut, left, SHORT_WEIGHT)


def fit(sets: list[Examples], learnt: list[Bool]) -> Float32:
    """Weights, one a feature, from the articles of each set that `learnt` marks."""
    rows, chosen, weights = [], [], []
    for one, mask in zip(sets, learnt, strict=True):
        use, doc = mask[one.doc], one.doc
        n = len(mask)
        yes, no = (np.bincount(doc[use & is_it], minlength=n).clip(1) for is_it in (one.chosen, ~one.chosen))
        each = np.where(one.chosen, 1 / yes[doc], OTHERS / no[doc])[use]
        rows.append(one.x[use])
        chosen.append(one.chosen[use])
        weights.append(one.weight * each / each.sum())
    x, weight = np.vstack(rows), np.concatenate(weights)
    scale = x.std(axis=0) + 1e-6
    learns = np.array([name not in UNLEARNT for name in sets[0].names])
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=500)
    model.fit((x - x.mean(axis=0)) / scale * learns, np.concatenate(chosen), sample_weight=weight / weight.mean())
    return np.asarray(model.coef_[0] / scale, np.float32)


def adjusted(weights: Float32, names: list[str], preset: str) -> Float32:
    """Learnt weights with what is set by hand."""
    by_hand = BY_HAND.get(preset, {})
    return weights + np.array([by_hand.get(name, 0) for name in names], np.float32)


def folds(gold: list[set[str]]) -> Int64:
    """Fold of each article; articles that share a key of several words share the fold."""
    leader = list(range(len(gold)))

    def root(i: int) -> int:
        while leader[i] != i:
            i = leader[i]
        return i

    seen: dict[str, int] = {}
    for i, keys in enumerate(gold):
        for key in sorted(k for k in keys if " " in k):
            leader[root(i)] = root(seen.setdefault(key, i))
    roots = [root(i) for i in range(len(gold))]
    number = {r: k for k, r in enumerate(dict.fromkeys(roots))}
    return np.array([number[r] % FOLDS for r in roots])


def f1(one: Examples, scores: Float32, preset: str, docs: Bool) -> float:
    """Macro F1 at 10 of these articles, percent."""
    picked = best(one.tokens, one.phrases, np.round(scores, 4), CUT, PRESETS[preset])
    top: list[set[str]] = [set() for _ in one.gold]
    for phrase in picked.tolist():
        top[one.doc[phrase]].add(one.keys[phrase])
    values = [
        200 * len(top[i] & keys) / (len(top[i]) + len(keys)) for i, keys in enumerate(one.gold) if keys and docs[i]
    ]
    return float(np.mean(values))


def cross_validated(sets: list[Examples], preset: str, shown: list[int]) -> list[float]:
    """F1 at 10 of some of the sets, each article scored by weights that were not learnt from it or its like."""
    fold = [folds(one.gold) if one.weight == 1 else folds(sets[0].gold) for one in sets]
    scores = [np.zeros(len(one.x), np.float32) for one in sets]
    for k in range(FOLDS):
        weights = adjusted(fit(sets, [f != k for f in fold]), sets[0].names, preset)
        for one, f, s in zip(sets, fold, scores, strict=True):
            mine = f[one.doc] == k
            s[mine] = one.x[mine] @ weights
    return [f1(sets[i], scores[i], preset, np.ones(len(sets[i].gold), bool)) for i in shown]


def main() -> None:
    """Train the three presets; write the table, or print how good they are."""
    duc_texts, duc_gold = read("duc2001_dev")
    duc = [examples(duc_texts, duc_gold), *(shortened(duc_texts, duc_gold, size) for size in SHORT)]
    crowd = [examples(*read("kpcrowd_dev"))]
    recipes = {"balanced": [duc[0], *crowd], "phrases": duc, "tags": crowd}
    if "--check" in sys.argv:
        for preset, sets in recipes.items():
            shown = [i for i, one in enumerate(sets) if one.weight == 1]
            print(preset, [round(v, 1) for v in cross_validated(sets, preset, shown)])
        return
    whole: Callable[[Examples], Bool] = lambda one: np.ones(len(one.gold), bool)  # noqa: E731 -- one use, one line
    names = duc[0].names
    weights = {p: adjusted(fit(sets, [whole(one) for one in sets]), names, p) for p, sets in recipes.items()}
    lines = ["\t".join(["feature", *recipes])]
    lines += ["\t".join([name, *(f"{w[i]:.4f}" for w in weights.values())]) for i, name in enumerate(names)]
    data = ("\n".join(lines) + "\n").encode()
    TARGET.write_bytes(data)
    print(f"sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    with threadpool_limits(1):  # the last digits depend on the number of threads
        main()
