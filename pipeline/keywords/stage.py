"""Stage `keywords`: the keyphrases of each article, with their places.

Row scope: the keywords of an article depend on its text alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import lists, numbers, strings
from pipeline.arrays.types import Float32, Int32
from pipeline.keywords.candidate_spans import runs
from pipeline.keywords.candidates import phrases
from pipeline.keywords.features import features
from pipeline.keywords.ranking import Overlap, best, score
from pipeline.keywords.surface_forms import Surface, surface
from pipeline.resources import resource
from pipeline.settings import setting
from pipeline.tables.keywords import KEYWORDS
from pipeline.text.tokens import tokenise
from pipeline.text.word_facts import lexis

PRESETS: dict[str, Overlap] = {"balanced": "inside", "phrases": "any", "tags": "none"}


@dataclass(frozen=True)
class KeywordsConfig:
    """How many keywords, of what style."""

    preset: str = setting(
        "balanced",
        "style: noun phrases without overlaps (phrases), single words (tags), or both",
        choices=tuple(PRESETS),
    )
    n_keywords: int = setting(15, "keywords kept", unit="keywords an article", low=1, high=100)
    max_words: int = setting(4, "longest keyword", unit="words", low=1, high=6)
    stop_words: list[str] = setting([], "further words that no keyword may hold, lower case")


def keywords(config: KeywordsConfig, *, texts: pa.Table) -> dict[str, pa.Table]:
    """Find the keywords of a part.

    Args:
        config: see there.
        texts: rows of table `texts`, sorted by article_id.

    Returns:
        `keywords`: up to `n_keywords` rows an article; none for one without a content word or in another language.
    """
    texts = texts.combine_chunks()
    tokens = tokenise(_read(texts))
    words = lexis(tokens.vocabulary, config.stop_words)
    found_runs = runs(tokens, words)
    found = phrases(tokens.doc, words.stem[tokens.word], found_runs, config.max_words)
    scores = score(features(tokens, words, found_runs, found), weights(config.preset), len(found.first))
    chosen = best(tokens, found, scores, config.n_keywords, PRESETS[config.preset])
    shown = surface(tokens, found, chosen)
    return {"keywords": _table(texts, tokens.doc[found.first[chosen]], scores[chosen], shown)}


@cache
def weights(preset: str) -> dict[str, float]:
    """Feature name → weight, of one preset."""
    head, *rows = (
        line.split("\t") for line in resource("en/keyword_weights.tsv").splitlines() if not line.startswith("#")
    )
    column = head.index(preset)
    return {row[0]: float(row[column]) for row in rows}


def _read(texts: pa.Table) -> pa.Array:
    """The texts; empty where the language is none that is read."""
    return pc.if_else(texts["is_read"].combine_chunks(), texts["text"].combine_chunks(), strings([""])[0])


def _table(texts: pa.Table, doc: Int32, scores: Float32, shown: Surface) -> pa.Table:
    """Rows of `keywords`, by article and rank."""
    first = np.flatnonzero(np.diff(doc, prepend=-1))
    rank = np.arange(len(doc)) - np.repeat(first, np.diff(first, append=len(doc))) + 1
    return KEYWORDS.build(
        article_id=texts["article_id"].take(numbers(doc)),
        rank=numbers(rank),
        keyword=strings(shown.keyword),
        score=numbers(scores),
        count=numbers(shown.count),
        starts=lists(shown.count, numbers(shown.starts.astype(np.int32))),
    )
