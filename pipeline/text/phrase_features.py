"""What speaks for a phrase: some twenty numbers, each asked of the article alone."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from pipeline.text.lexis import ADJECTIVE, ADVERB, GERUND, NOUN, VERB, Lexis
from pipeline.text.phrases import Phrases
from pipeline.text.runs import Runs
from pipeline.text.tokens import Tokens

Floats = npt.NDArray[np.float32]


def features(tokens: Tokens, lexis: Lexis, runs: Runs, phrases: Phrases) -> Iterator[tuple[str, Floats]]:
    """Name and values, float32 of shape (G,), of one feature after the other; see docs/decisions/004-keywords.md."""
    size = phrases.size.astype(np.float32)
    first, last = phrases.first, phrases.first + phrases.size - 1
    word = tokens.word
    count, capitals = _word_counts(tokens, lexis, runs)
    place = np.log1p(
        (first - np.searchsorted(tokens.doc, np.arange(tokens.n_docs))[tokens.doc[first]]).astype(np.float32)
    )
    log_count = np.log(np.maximum(count, 1)).astype(np.float32)
    pos = lexis.pos
    mean = _Means(phrases, last)
    word_tf = mean.of(log_count)
    nominal = (pos[NOUN] + pos[ADJECTIVE])[word]
    yield "log_tf", np.log(phrases.tf.astype(np.float32))
    yield "word_tf", word_tf
    yield "word_tf_of_many", word_tf * (size > 1)
    yield "place", place
    yield "place_squared", place * place / 10
    yield "delimited", phrases.n_delimited.astype(np.float32) / phrases.tf.astype(np.float32)
    yield "last_noun", pos[NOUN][word[last]]
    yield "last_verb", pos[VERB][word[last]]
    yield "first_verb", pos[VERB][word[first]]
    yield "first_adverb", pos[ADVERB][word[first]]
    yield "first_gerund", pos[GERUND][word[first]]
    yield "least_nominal", mean.least(nominal)
    yield "nouns", mean.of(pos[NOUN][word])
    yield "capitals", mean.of(capitals)
    yield "digits", mean.of(lexis.has_digit[word].astype(np.float32))
    yield "letters", mean.of(lexis.n_chars[word].astype(np.float32)) * size / 10
    for n in (1, 2, 3, 4):
        yield f"words_{n}", (size == n).astype(np.float32)


def _word_counts(tokens: Tokens, lexis: Lexis, runs: Runs) -> tuple[Floats, Floats]:
    """How often the stem of each token stands in its document, and the share of inner ones with a capital.

    Returns:
        float32, shape (n,), twice; zeros at tokens that are no content.
    """
    at = np.flatnonzero(runs.is_content)
    key = tokens.doc[at].astype(np.int64) << 32 | lexis.stem[tokens.word[at]]
    order = np.argsort(key, kind="stable")
    ranked = key[order]
    bounds = np.flatnonzero(np.append(True, ranked[1:] != ranked[:-1])) if len(at) else at
    count = np.diff(bounds, append=len(at))
    inner = runs.is_inner[at]
    capital = inner & np.array([f[0].isupper() for f in tokens.forms], bool)[tokens.form[at]]
    share = (np.add.reduceat(capital[order], bounds, dtype=np.int64) + 0.5) / (
        np.add.reduceat(inner[order], bounds, dtype=np.int64) + 1
    )
    counts, shares = np.zeros(len(tokens.word), np.float32), np.zeros(len(tokens.word), np.float32)
    counts[at[order]] = np.repeat(count, count)
    shares[at[order]] = np.repeat(share, count)
    return counts, shares


class _Means:
    """Mean and minimum of token values over the words of each phrase."""

    def __init__(self, phrases: Phrases, last: npt.NDArray[np.int64]) -> None:
        self._places = [np.minimum(phrases.first + k, last) for k in range(int(phrases.size.max(initial=1)))]
        self._size = phrases.size

    def of(self, values: Floats) -> Floats:
        """Mean over the words."""
        total = values[self._places[0]].copy()
        for k, place in enumerate(self._places[1:], 1):
            total += values[place] * (self._size > k)
        return (total / self._size).astype(np.float32)

    def least(self, values: Floats) -> Floats:
        """Smallest over the words."""
        low = values[self._places[0]]
        for place in self._places[1:]:
            low = np.minimum(low, values[place])
        return low
