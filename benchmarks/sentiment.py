"""Sentiment beside nltk's VADER: the same sentences, CPU seconds, and how many scores differ.

    python benchmarks/sentiment.py [--sentences 40000] [--rounds 5]

Sentences come from the articles below the folder in NIGHTDESK_EVAL_DATA (`news/*.jsonl.gz`); without it, from the
sample corpus of this repository, repeated. Each round times nltk and both models in turn, in one process; ratios are
medians. nltk uses the lexicon file of the package vaderSentiment, as ours does.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from scraped import scraped

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.arrays.arrow import strings  # noqa: E402 -- the checkout comes first
from pipeline.sentiment.aggregate import Scores, joined  # noqa: E402
from pipeline.sentiment.news_model import news  # noqa: E402
from pipeline.sentiment.news_words import news_words  # noqa: E402
from pipeline.sentiment.reference import nltk_vader  # noqa: E402
from pipeline.sentiment.vader import vader  # noqa: E402
from pipeline.sentiment.vader_words import vader_words  # noqa: E402
from pipeline.text.characters import characters  # noqa: E402
from pipeline.text.passages import Passages  # noqa: E402
from pipeline.text.sentences import split_sentences  # noqa: E402

AT_ONCE = 5000  # sentences; about a hundred articles, as in the stage


def articles() -> Iterator[str]:
    """Texts of articles, without end."""
    folder = os.environ.get("NIGHTDESK_EVAL_DATA")
    while True:
        if folder:
            yield from (record["text"] for record in scraped(folder))
        else:
            yield from (path.read_text("utf-8", "replace") for path in sorted(ROOT.glob("data/raw/*/*.txt")))


def sentences(wanted: int) -> list[str]:
    """The first sentences of the articles."""
    found: list[str] = []
    texts = articles()
    while len(found) < wanted:
        batch = list(islice(texts, 200))
        counts, starts, ends = split_sentences(strings(batch))
        homes = np.repeat(np.arange(len(batch)), counts)
        found += [batch[n][a:b] for n, a, b in zip(homes.tolist(), starts.tolist(), ends.tolist(), strict=True)]
    return found[:wanted]


def ours(texts: list[str], model: Callable[[Passages], Scores]) -> Scores:
    """Scores of sentences, from strings on."""
    parts = []
    for at in range(0, len(texts), AT_ONCE):
        batch = characters(strings(texts[at : at + AT_ONCE]))
        parts.append(model(Passages(batch, batch.bounds[:-1], batch.bounds[1:])))
    return joined(parts)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds and the result."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def main() -> None:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", type=int, default=40_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    texts, analyser = sentences(options.sentences), nltk_vader()
    words, known = vader_words(), news_words()
    runs: dict[str, list[float]] = {"nltk": [], "vader": [], "news": []}
    for _ in range(options.rounds):
        spent, wanted = timed(lambda: [analyser.polarity_scores(text)["compound"] for text in texts])
        runs["nltk"].append(spent)
        spent, found = timed(lambda: ours(texts, lambda passages: vader(passages, words)))
        runs["vader"].append(spent)
        runs["news"].append(timed(lambda: ours(texts, lambda passages: news(passages, known)))[0])
    differing = int((np.abs(np.array(wanted) - np.round(found.compound, 4)) > 1.01e-4).sum())
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(f"{len(texts)} sentences, {size:.1f} MB; {differing} compounds differ from nltk's by more than 1e-4")
    for name, spent in runs.items():
        ratio = median(a / b for a, b in zip(runs["nltk"], spent, strict=True))
        print(f"{name:6} {median(spent):7.3f} CPU s  {size / median(spent):7.1f} MB/s  {ratio:5.1f} x nltk")


if __name__ == "__main__":
    main()
