"""VADER scores of passages, nltk's to the fourth decimal."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.arrays.types import Float64, Int64
from pipeline.sentiment.aggregate import Scores
from pipeline.sentiment.rule_tokens import RuleTokens
from pipeline.sentiment.vader_tokens import vader_tokens
from pipeline.sentiment.vader_words import VaderWords
from pipeline.sentiment.valence import Hits, find_hits, valences, weigh_but
from pipeline.text.passages import Passages

ALPHA = 15.0
"""Square of the sum of valences that gives a compound of .71."""
_LOUDEST, _EXCLAMATION, _QUESTION, _QUESTIONS = 4, 0.292, 0.18, 0.96


@dataclass(frozen=True)
class Sums:
    """What the scores are made from.

    Attributes:
        tokens: the tokens of the batch.
        hits: the sentiment words.
        value: float64, shape (n_hits,): the valence of each after all rules.
        total: float64, shape (n_passages,): sum of valences, with the emphasis of ! and ?.
        emphasis: float64, shape (n_passages,): what ! and ? add, 0 or more.
    """

    tokens: RuleTokens
    hits: Hits
    value: Float64
    total: Float64
    emphasis: Float64


def vader(passages: Passages, words: VaderWords) -> Scores:
    """Score passages.

    Args:
        passages: sentences or headlines.
        words: the lexicon with the rules' words.
    """
    return _scores(weighed(vader_tokens(passages, words), words))


def weighed(tokens: RuleTokens, words: VaderWords) -> Sums:
    """Find and weigh the sentiment words of passages."""
    passages = tokens.passages
    hits = find_hits(words, tokens)
    value = weigh_but(words, tokens, hits, valences(words, tokens, hits))
    total = np.bincount(hits.homes, weights=value, minlength=len(passages))
    emphasis = _emphasis(passages, tokens.marks)
    return Sums(tokens, hits, value, total + np.sign(total) * emphasis, emphasis)


def squash(total: Float64) -> Float64:
    """The compound of a sum of valences, -1..1."""
    return total / np.sqrt(total * total + ALPHA)


def _emphasis(passages: Passages, marks: Int64) -> Float64:
    """What exclamation and question marks add to the strength of a passage."""
    codes = passages.batch.codes[marks]
    exclaimed = np.minimum(passages.count(marks[codes == ord("!")]), _LOUDEST) * _EXCLAMATION
    asked = passages.count(marks[codes == ord("?")])
    return exclaimed + np.where(asked > 1, np.where(asked <= 3, asked * _QUESTION, _QUESTIONS), 0.0)


def _scores(found: Sums) -> Scores:
    """Compound and shares; every token without sentiment weighs 1, every other 1 and its valence."""
    n, value, homes = len(found.total), found.value, found.hits.homes
    positive = np.bincount(homes, weights=np.where(value > 0, value + 1, 0.0), minlength=n)
    negative = np.bincount(homes, weights=np.where(value < 0, 1 - value, 0.0), minlength=n)
    neutral = np.diff(found.tokens.tokens.bounds) - np.bincount(homes, weights=value != 0, minlength=n)
    louder = positive - negative
    positive = positive + np.where(louder > 0, found.emphasis, 0.0)
    negative = negative + np.where(louder < 0, found.emphasis, 0.0)
    whole = positive + negative + neutral
    whole = np.where(whole > 0, whole, 1.0)
    return Scores(squash(found.total), positive / whole, negative / whole, neutral / whole)
