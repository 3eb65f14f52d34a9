"""Train the weights of `keywords` and write `pipeline/resources/en/keyword_weights.tsv`.

    NIGHTDESK_EVAL_DATA=DATA python -m benchmarks.train.keywords [--check] [PRESET...]

DATA/keywords holds `duc2001_dev.parquet` and `kpcrowd_dev.parquet` (text, keyphrases), DATA/reader `labelled.parquet`
(text, title, source, must, fine: what a reader of the article wants to see, or would let pass); 319 more articles were
read for the purpose, see `read_keywords`. Logistic regression tells the candidates that people chose from the others;
each article weighs the same, and so do its chosen and a third of its other candidates.

- `phrases` learns from DUC: each article three times, whole, and its first 1,500 and 700 characters at half weight, so
  that the weights hold for short texts.
- `tags` learns from KPCrowd.
- `balanced` learns from the labelled articles at twice, and from those read at four times the weight of DUC.

Presets that are not named keep their weights; without one, all are learnt. `--check` writes nothing and prints
five-fold figures on articles that share no many-word key with those learnt from: F1@10, and for the articles of readers
the share of the ten that are wanted and of the subjects that must be there.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from benchmarks.train.keyword_examples import MUST, Examples, Gold, annotated, examples, labelled, read, shortened
from pipeline.arrays.types import Bool, Float32, Int64
from pipeline.keywords.ranking import best
from pipeline.keywords.stage import PRESETS
from pipeline.keywords.stage import weights as shipped_weights

TARGET = Path(__file__).parents[2] / "pipeline" / "resources" / "en/keyword_weights.tsv"
SHORT = (700, 1500)  # characters
LABELLED_WEIGHT, READ_WEIGHT = 2.0, 4.0  # of the sets of readers, beside DUC as 1
OTHERS = 3.0  # weight of all candidates not chosen, as multiple of that of the chosen ones of an article
INVERSE_PENALTY = 0.05  # C of the regression, on standardised features
NAME_FEATURES = (
    *("name", "acronym", "is_person", "single_person", "is_organisation", "organisation_tf", "is_place", "place_tf"),
    *("is_other", "behind_capital", "common", "single_common", "headline", "headline_whole"),
    *("delimited_tf", "long_verbal", "inner_plural"),
)
"""Not learnt for `phrases` and `tags`: their sets choose few names and have no headlines, or it did not help."""
BY_HAND = {"balanced": {"behind_capital": -1.5}}
"""An article is seldom about a name that stands a few times, in full behind a capital alone: Fed Chair Ana Diaz."""
FOLDS, CUT = 5, 10


def fit(sets: list[Examples], learnt: list[Bool], frozen: tuple[str, ...]) -> Float32:
    """Weights, one a feature, from the articles of each set that `learnt` marks; 0 for frozen features."""
    rows, chosen, weights = [], [], []
    for one, mask in zip(sets, learnt, strict=True):
        use, doc, worth = mask[one.doc] & ~one.is_out, one.doc, one.chosen
        is_chosen = worth > 0
        yes = np.bincount(doc[use], worth[use], len(mask))
        no = np.bincount(doc[use & ~is_chosen], minlength=len(mask))
        each = np.where(is_chosen[use], worth[use] / yes[doc[use]].clip(1e-9), OTHERS / no[doc[use]].clip(1))
        rows.append(one.x[use])
        chosen.append(is_chosen[use])
        weights.append(one.weight * each / each.sum())
    learns = np.array([name not in frozen for name in sets[0].names])
    x, weight = np.vstack(rows)[:, learns], np.concatenate(weights)
    scale, found = x.std(axis=0) + 1e-6, np.zeros(len(learns), np.float32)
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=500)
    model.fit((x - x.mean(axis=0)) / scale, np.concatenate(chosen), sample_weight=weight / weight.mean())
    found[learns] = model.coef_[0] / scale
    return found


def adjusted(weights: Float32, names: list[str], preset: str) -> Float32:
    """Learnt weights with those set by hand."""
    by_hand = BY_HAND.get(preset, {})
    return weights + np.array([by_hand.get(name, 0) for name in names], np.float32)


def folds(gold: list[Gold]) -> Int64:
    """Fold of each article; articles of keyphrases that share a key of several words share the fold."""
    leader = list(range(len(gold)))

    def root(i: int) -> int:
        while leader[i] != i:
            i = leader[i]
        return i

    seen: dict[str, int] = {}
    for i, one in enumerate(gold):
        for key in sorted(k for k in one.keys if " " in k) if one.is_exact else ():
            leader[root(i)] = root(seen.setdefault(key, i))
    roots = [root(i) for i in range(len(gold))]
    number = {r: k for k, r in enumerate(dict.fromkeys(roots))}
    return np.array([number[r] % FOLDS for r in roots])


def figures(one: Examples, scores: Float32) -> list[float]:
    """Macro F1 at 10, percent; of a reader's set: wanted among the ten, and subjects that must be there, 0..1."""
    found = one.found
    picked = best(found.tokens, found.phrases, np.round(scores, 4), one.is_out.__getitem__, CUT, PRESETS[one.preset])
    top = [picked[one.doc[picked] == i] for i in range(len(one.gold))]
    if all(gold.is_exact for gold in one.gold):
        pairs = [({one.keys[p] for p in ten}, set(gold.keys)) for ten, gold in zip(top, one.gold, strict=True)]
        return [float(np.mean([200 * len(t & keys) / (len(t) + len(keys)) for t, keys in pairs if keys]))]
    must = [{w.subject for w in gold.keys.values() if w.worth == MUST} for gold in one.gold]
    named = [
        len(subjects & {*one.subject[ten].tolist()}) / len(subjects) for ten, subjects in zip(top, must, strict=True)
    ]
    return [float(np.mean([np.mean(one.worth[ten] > 0) for ten in top if len(ten)])), float(np.mean(named))]


def cross_validated(sets: list[Examples], frozen: tuple[str, ...]) -> list[list[float]]:
    """Figures of the whole sets, each article scored by weights that were not learnt from it or its like."""
    fold = [folds(one.gold if len(one.gold) != len(sets[0].gold) else sets[0].gold) for one in sets]
    scores = [np.zeros(len(one.x), np.float32) for one in sets]
    for k in range(FOLDS):
        weights = fit(sets, [f != k for f in fold], frozen)
        for one, f, s in zip(sets, fold, scores, strict=True):
            mine = f[one.doc] == k
            s[mine] = one.x[mine] @ weights
    return [figures(one, s) for one, s in zip(sets, scores, strict=True)]


def recipe(preset: str) -> tuple[list[Examples], tuple[str, ...]]:
    """The sets that a preset learns from, and the features that it does not learn."""
    if preset == "tags":
        return [examples(*annotated("kpcrowd_dev"), preset)], NAME_FEATURES
    duc = annotated("duc2001_dev")
    if preset == "phrases":
        return [examples(*duc, preset), *(shortened(*duc, size) for size in SHORT)], NAME_FEATURES
    readers = ((labelled(), LABELLED_WEIGHT), (read(), READ_WEIGHT))
    return [examples(*duc, preset), *(examples(*one, preset, weight) for one, weight in readers)], ("behind_capital",)


def learnt(preset: str) -> dict[str, float]:
    """Feature → weight, from all articles of a preset."""
    sets, frozen = recipe(preset)
    names = sets[0].names
    weights = adjusted(fit(sets, [np.ones(len(one.gold), bool) for one in sets], frozen), names, preset)
    return dict(zip(names, weights.tolist(), strict=True))


def main() -> None:
    """Train presets and write the table, or print how good they are."""
    presets = [name for name in PRESETS if name in sys.argv] or list(PRESETS)
    if "--check" in sys.argv:
        for preset in presets:
            print(preset, [[round(v, 3) for v in values] for values in cross_validated(*recipe(preset))])
        return
    table = {preset: learnt(preset) if preset in presets else shipped_weights(preset) for preset in PRESETS}
    lines = ["\t".join(["feature", *table])]
    lines += ["\t".join([name, *(f"{w.get(name, 0):.4f}" for w in table.values())]) for name in table[presets[0]]]
    data = ("\n".join(lines) + "\n").encode()
    TARGET.write_bytes(data)
    print(f"sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    with threadpool_limits(1):  # the last digits depend on the number of threads
        main()
