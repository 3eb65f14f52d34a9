"""Train the line model (it flags; in mode `full` it removes) on labelled lines; its worth by folds over publishers.

    NIGHTDESK_EVAL_DATA=FOLDER python benchmarks/train/line_model.py [--write]

FOLDER/cleaning holds `handlabel_lines_120.parquet` (external_id, source, title, pos, line, label: 1 noise, 0 content,
-1 unsure) and `handlabel_lines_120_context.parquet` (source, text), the publishers' other articles. Writes
pipeline/resources/line_model.tsv.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from pipeline.arrays.arrow import strings
from pipeline.cleaning import line_model, thresholds
from pipeline.cleaning.classify import noise_lines
from pipeline.cleaning.repair import repair
from pipeline.cleaning.repeated_lines import (
    Repeats,
    combine_keys,
    count_versions,
    lookup,
    publisher_keys,
    short_lines,
)
from pipeline.cleaning.rules import NONE
from pipeline.cleaning.structure import ArticleMetadata, is_closed, is_prose, zones
from pipeline.text.lines import Lines, split_lines

DATA = Path(os.environ["NIGHTDESK_EVAL_DATA"]) / "cleaning"
TARGET = Path(__file__).resolve().parents[2] / "pipeline/resources/line_model.tsv"
FOLDS = 10
PRECISION = 0.95  # of rules and model together, by folds: sets the threshold


def articles() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Labelled lines in order, and the articles that they make."""
    lines = pd.read_parquet(DATA / "handlabel_lines_120.parquet")
    lines = lines.sort_values(["external_id", "pos"], kind="stable").reset_index(drop=True)
    first = {"text": ("line", "\n".join), "title": ("title", "first"), "source": ("source", "first")}
    return lines, lines.groupby("external_id", sort=False).agg(**first).reset_index()


def repeats_of(lines: Lines, own: list[str], context: pd.DataFrame) -> Repeats:
    """How often the lines repeat in the labelled articles and in the context together."""
    other = split_lines(repair(strings(context["text"].tolist())))
    keys, others = (publisher_keys(names, [None] * len(names)) for names in (own, context["source"].tolist()))
    mine, theirs = short_lines(lines), short_lines(other)
    source = np.concatenate([keys[mine.row], others[theirs.row]])
    line, version = (np.concatenate(pair) for pair in ((mine.keys, theirs.keys), (mine.versions, theirs.versions)))
    known, first = np.unique(combine_keys(source, line), return_index=True)
    wanted = combine_keys(keys[lines.row], lines.keys)
    counts = count_versions(combine_keys(source, line), version)[first]
    anywhere = count_versions(line, version)[first]
    return Repeats(lookup(wanted, known, counts), lookup(wanted, known, anywhere), 3, 5)


def setting_of(lines: Lines, found: np.ndarray, repeats: Repeats) -> line_model.LineContext:
    """What the model is told."""
    closed = is_closed(lines)
    prose = is_prose(lines, closed)
    where = zones(lines, prose & (found == NONE), np.ones(len(lines.bounds) - 1, bool))
    return line_model.LineContext(closed, prose, found != NONE, where, repeats)


def report(name: str, gone: np.ndarray, table: pd.DataFrame) -> float:
    """Print precision, recall, F1 and the share of content words lost; give the precision."""
    noise, content = table["label"] == 1, table["label"] == 0
    hit, false = int((gone & noise).sum()), int((gone & content).sum())
    words = table["line"].str.split().str.len()
    precision, recall = hit / max(1, hit + false), hit / noise.sum()
    f1, lost = 2 * hit / (hit + false + noise.sum()), 100 * words[gone & content].sum() / words[content].sum()
    print(f"{name:28} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  content words lost {lost:.3f} %")
    return precision


def main() -> None:
    """Fit by folds, choose the threshold, fit on everything, print, and write if asked."""
    table, docs = articles()
    lines = split_lines(repair(strings(docs["text"].tolist())))
    repeats = repeats_of(lines, docs["source"].tolist(), pd.read_parquet(DATA / "handlabel_lines_120_context.parquet"))
    about = ArticleMetadata(docs["title"].tolist(), docs["source"].tolist(), [[]] * len(docs))
    found = noise_lines(lines, about, repeats, "standard").taken
    none = replace(repeats, own=repeats.own * 0, anywhere=repeats.anywhere * 0)
    alone = noise_lines(lines, about, none, "standard").taken
    report("rules", alone != NONE, table)
    report("rules and repetition", found != NONE, table)
    values = line_model.features(lines, setting_of(lines, found, repeats), np.arange(len(lines)))
    x, y = np.stack(list(values.values()), axis=1), table["label"].to_numpy()
    used = (y >= 0) & (lines.ends - lines.starts <= thresholds.MODEL_BYTES)
    used &= found == NONE  # trained on what the rules take as well, it calls four subheads in five noise
    scores = np.full(len(y), -np.inf)
    for train, test in GroupKFold(FOLDS).split(x, groups=table["source"]):
        model = LogisticRegression(C=1.0, max_iter=1000).fit(x[train][used[train]], y[train][used[train]])
        scores[test] = np.where(used[test], model.decision_function(x[test]), -np.inf)
    for threshold in (-1.5, -1.0, -0.5, 0.0, 1.0):
        if report(f"with the model above {threshold}", (found != NONE) | (scores > threshold), table) >= PRECISION:
            break
    model = LogisticRegression(C=1.0, max_iter=1000).fit(x[used], y[used])
    rows = [("bias", model.intercept_[0]), ("threshold", threshold), *zip(values, model.coef_[0], strict=True)]
    text = "# feature\tweight; written by benchmarks/train/line_model.py\n"
    text += "".join(f"{name}\t{weight:.4f}\n" for name, weight in rows)
    print(text)
    if "--write" in sys.argv:
        TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
