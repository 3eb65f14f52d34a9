"""How good or bad the news is in which each word stands: the tone of the other words of its sentences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp

from pipeline.arrays.types import Float64
from pipeline.sentiment.news_model import Sums, squash
from pipeline.sentiment.news_words import NewsWords

if TYPE_CHECKING:
    from company import Company

HALF = 15.0  # square of the sum of tones that counts .71 of the most it can
SHRINK = 20  # sentences without tone that are added to those of each word
FREQUENT, SMALL = 20, 0.5  # sentences, and share of small first letters, from which a word has a context


def context_column(company: Company, batches: Iterable[Sums], words: NewsWords) -> Float64:
    """The mean tone of the company that each word keeps within its sentences, by lexicon and rules.

    Args:
        company: the words of a corpus.
        batches: sentences of news, by lexicon and rules.
        words: the words of the model.

    Returns:
        float64, shape (n_words, 1): above or below the average word, in standard deviations over frequent words; 0 for
        rare words and names.
    """
    total, count = np.zeros((2, len(words.tone)))
    for sums in batches:
        others, word = _others(sums, len(words.tone))
        total += np.bincount(word, others, len(total))
        count += np.bincount(word, minlength=len(count))
    row = np.array([words.row.get(word, 0) for word in company.words])
    apart = ((total - total.sum() / count.sum() * count) / (count + SHRINK))[row]
    is_told = (count[row] >= FREQUENT) & (company.small > SMALL) & (row > 0)
    return np.where(is_told, apart / apart[is_told].std(), 0.0)[:, None]


def _others(sums: Sums, n_rows: int) -> tuple[Float64, Float64]:
    """For each sentence and distinct word in it the tone of all other words, and the row of the word."""
    tokens = sums.tokens
    shape = (len(sums), n_rows)
    own = sp.csr_matrix((sums.composition.value, (tokens.homes, tokens.ids)), shape=shape)
    own.sum_duplicates()
    sentence = np.repeat(np.arange(shape[0]), np.diff(own.indptr))
    whole = np.bincount(sentence, own.data, shape[0])
    return squash(whole[sentence] - own.data, HALF), own.indices
