"""nltk's own VADER, which scores of the model `vader` are checked against; importing nltk is paid for here alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from pipeline.sentiment.vader_words import lexicon_path

TOLERANCE = 1.01e-4
"""Largest difference of two compounds that count as the same: both are rounded to four decimals, ours to float32."""


def nltk_vader() -> Any:
    """The analyser of nltk over the lexicon file of the package vaderSentiment.

    It is built without `__init__`, which reads its lexicon from a folder of downloads only.
    """
    from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

    analyser = object.__new__(SentimentIntensityAnalyzer)
    analyser.lexicon_file = lexicon_path().read_text("utf-8")
    analyser.lexicon = analyser.make_lex_dict()
    analyser.constants = VaderConstants()
    return analyser


def differences(articles: pa.Table, sentences: pa.Table) -> Iterator[str]:
    """Compare stored scores with nltk's.

    Args:
        articles: `article_id`, `text`.
        sentences: `article_id`, `sentence`, `start`, `end`, `compound` of these articles.

    Yields:
        In words, each sentence whose compound is not nltk's within `TOLERANCE`.
    """
    texts = dict(zip(articles["article_id"].to_pylist(), articles["text"].to_pylist(), strict=True))
    analyser = nltk_vader()
    for row in sentences.to_pylist():
        expected = analyser.polarity_scores(texts[row["article_id"]][row["start"] : row["end"]])["compound"]
        if not abs(expected - row["compound"]) <= TOLERANCE:
            yield f"{row['article_id']} sentence {row['sentence']}: {row['compound']:.4f}, nltk {expected:.4f}"
