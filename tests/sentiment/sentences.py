"""Helpers: sentences as the model `news` reads them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.arrays.arrow import strings
from pipeline.sentiment.composition import Composition, compose
from pipeline.sentiment.news_model import news
from pipeline.sentiment.news_tokens import NewsTokens, news_tokens
from pipeline.sentiment.news_words import NewsWords, news_words, rows
from pipeline.text.characters import characters
from pipeline.text.passages import Passages


def passages(texts: Sequence[str]) -> Passages:
    """Each text as one passage."""
    batch = characters(strings(list(texts)))
    return Passages(batch, batch.bounds[:-1], batch.bounds[1:])


def bare_words() -> NewsWords:
    """The words of the model without what was learned."""
    return rows({})


def composed(*texts: str) -> tuple[NewsTokens, Composition]:
    """The tokens of sentences and what the rules make of them."""
    words = bare_words()
    tokens = news_tokens(passages(texts), words)
    return tokens, compose(tokens, words)


def values(text: str) -> dict[str, float]:
    """Word (in small letters) -> tone in context, words without any left out."""
    tokens, made = composed(text)
    pairs = ((tokens.text(n).lower(), round(float(v), 3)) for n, v in enumerate(made.value.tolist()))
    return {word: value for word, value in pairs if value}


def tone(text: str) -> float:
    """The sum of the tones of a sentence in context."""
    return sum(values(text).values())


def compound(text: str) -> float:
    """The score of one sentence."""
    return float(news(passages([text]), news_words()).compound[0])
