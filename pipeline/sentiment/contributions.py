"""Why a sentence has its score: the words that made it and what each contributed; the sum is the score.

For `vader` the compound is a sum of valences times a common factor, so every word has its share; for `news` see
`news_contributions`.
"""

from __future__ import annotations

import numpy as np

from pipeline.arrays.arrow import strings
from pipeline.sentiment.contribution_rules import cues
from pipeline.sentiment.news_contributions import news_reasons
from pipeline.sentiment.news_model import weighed as news_weighed
from pipeline.sentiment.news_words import news_words
from pipeline.sentiment.reasons import Reason, named
from pipeline.sentiment.vader import ALPHA, Sums, weighed
from pipeline.sentiment.vader_tokens import vader_tokens
from pipeline.sentiment.vader_words import VaderWords, vader_words
from pipeline.text.characters import characters
from pipeline.text.passages import Passages

EMPHASIS = "! and ?"
_NOTHING = 1e-12


def reasons(text: str, model: str, extra: tuple[tuple[str, float], ...] = ()) -> list[Reason]:
    """What made the score of a sentence.

    Args:
        text: one sentence or headline.
        model: news or vader.
        extra: (word, valence) pairs of a user's own lexicon.

    Returns:
        Reasons in the order of the sentence, those without a place last; their contributions sum to the compound that
        the model gives the sentence.
    """
    letters = characters(strings([text]))
    passage = Passages(letters, letters.bounds[:-1], letters.bounds[1:])
    if model == "vader":
        words = vader_words(extra)
        return _of_vader(weighed(vader_tokens(passage, words), words), words)
    known = news_words(extra)
    return news_reasons(news_weighed(passage, known), known)


def _of_vader(found: Sums, words: VaderWords) -> list[Reason]:
    """Each word with its valence, and apart from it what the rules made of it."""
    factor = float(1 / np.sqrt(found.total[0] ** 2 + ALPHA))
    listed = []
    given = words.valence[found.tokens.ids[found.hits.places]] * factor
    for hit, place in enumerate(found.hits.places.tolist()):
        listed.append(_placed(found, place, float(given[hit])))
        listed += _ruled(found, words, hit, float(found.value[hit] * factor - given[hit]))
    return listed + named(EMPHASIS, float(found.total[0] - found.value.sum()) * factor)


def _ruled(found: Sums, words: VaderWords, hit: int, change: float) -> list[Reason]:
    """What the rules made of a hit, if anything."""
    if abs(change) < _NOTHING:
        return []
    word = _placed(found, int(found.hits.places[hit]), change)
    return [word._replace(word=f"{cues(found, words, hit)} \u2192 {word.word}")]


def _placed(found: Sums, token: int, contribution: float) -> Reason:
    """A reason that stands in the sentence."""
    start, end = int(found.tokens.tokens.starts[token]), int(found.tokens.tokens.ends[token])
    return Reason(found.tokens.text(token), contribution, start, end)
