"""Stage `sentiment`: the tone of each sentence, quotation and article; quoted voices apart from the reporter's.

Row scope: the scores of an article depend on its text and title alone.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import flat, is_valid, numbers, offsets, strings, to_numpy, values
from pipeline.arrays.types import Bool, Float64, Int64
from pipeline.sentiment import entity_tone
from pipeline.sentiment.aggregate import Scores, Voices, mean_by_sentence, voices
from pipeline.sentiment.bands import LEAN, NEUTRAL_BANDS, edges
from pipeline.sentiment.config import SentimentConfig
from pipeline.sentiment.entity_tone import EntityTones, articles_of, places, summed_up
from pipeline.sentiment.news_words import news_words
from pipeline.sentiment.score_articles import (
    Model,
    Named,
    Quoted,
    Tones,
    joined_tones,
    names_of,
    news_tones,
    quotations_of,
    tones,
    vader_tones,
)
from pipeline.sentiment.target_weights import target_table
from pipeline.sentiment.vader_words import vader_words
from pipeline.tables.quotes import QUOTES
from pipeline.tables.sentiment import (
    ENTITY_SENTIMENT,
    LABELS,
    MENTION_TONES,
    SENTENCES,
    SENTIMENT,
    WITH_OWN_WORDS,
)

_AT_ONCE = 4_000_000  # bytes of text, a part as a rule: what other steps read too


def sentiment(
    config: SentimentConfig, *, texts: pa.Table, quotations: pa.Table, mentions: pa.Table
) -> dict[str, pa.Table]:
    """Score the sentences, quotations, names and articles of a part.

    Args:
        config: see there.
        texts: rows of table `texts`, sorted by article_id.
        quotations: rows of table `quotations` of the same articles.
        mentions: rows of table `mentions` of the same articles.

    Returns:
        `sentences`: every sentence of every article; scores null for articles in another language.
        `sentiment`: every article; scores null likewise, label neutral.
        `quotes`: `quotations` with their scores, null likewise.
        `mention_tones`: every mention in a scored sentence.
    """
    texts = texts.combine_chunks()
    quoted, named, model = quotations_of(texts, quotations), names_of(texts, mentions), _model(config)
    found = joined_tones(
        [_score(texts.slice(a, b - a), quoted.between(a, b), named.between(a, b), model) for a, b in _rounds(texts)]
    )
    counts, known = np.diff(_offsets(texts, "sentence_starts")), _scored(config, texts)
    share, names = 0.0, None
    if config.model == "news":
        share, names = config.title_share, mean_by_sentence(found.towards, found.sentence, counts)
    summary = voices(found.sentences, counts, found.in_quotes, found.titles, share, names)
    return {
        "sentences": _sentence_rows(texts, counts, found, np.repeat(known, counts)),
        "sentiment": _article_rows(config, texts, summary, found.titles.compound, known),
        "quotes": _quote_rows(quotations, found, known[quoted.home]),
        "mention_tones": _mention_rows(texts, counts, named, found, known),
    }


def entity_sentiment(
    config: SentimentConfig, *, sentiment: pa.Table, entities: pa.Table, mention_tones: pa.Table
) -> dict[str, pa.Table]:
    """Score what each article says of each name in it.

    Args:
        config: see there.
        sentiment: table `sentiment` of some articles.
        entities: table `entities` of the same articles.
        mention_tones: table `mention_tones` of the same articles.

    Returns:
        `entity_sentiment`: a row for each entity that a scored sentence names.
    """
    where = places(entities, mention_tones, sentiment["article_id"])
    found = summed_up(where, articles_of(entities, sentiment), adds_up=config.model == "news")
    return {"entity_sentiment": _entity_rows(config, entities, found)}


def _entity_rows(config: SentimentConfig, entities: pa.Table, found: EntityTones) -> pa.Table:
    """Table `entity_sentiment`: the entities that have a sentence."""
    rows = np.flatnonzero(found.n_sentences > 0)
    compound, quotes, reporter = (column[rows] for column in (found.compound, found.quotes, found.reporter))
    count = found.n_sentences[rows]
    everyone = np.ones(len(rows), bool)
    return ENTITY_SENTIMENT.build(
        article_id=entities["article_id"].take(numbers(rows)),
        entity_id=entities["entity_id"].take(numbers(rows)),
        compound=_fixed(compound, everyone),
        label=_labels(compound, *edges(config, count, entity_tone.BAND, entity_tone.LEAN)),
        n_sentences=numbers(count, pa.int32()),
        quotes_compound=_fixed(quotes, ~np.isnan(quotes)),
        reporter_compound=_fixed(reporter, ~np.isnan(reporter)),
    )


def _extra(config: SentimentConfig) -> tuple[tuple[str, float], ...]:
    """The user's own words, in order."""
    return tuple(sorted(config.lexicon_extra.items()))


def _rounds(texts: pa.Table) -> list[tuple[int, int]]:
    """First and end row of rounds of some text each; one round at least."""
    before = _offsets(texts, "text")[:-1]
    return list(pairwise([0, *(np.flatnonzero(np.diff(before // _AT_ONCE)) + 1).tolist(), texts.num_rows]))


def _score(texts: pa.Table, quoted: Quoted, named: Named, model: Model) -> Tones:
    """Score the sentences, titles, quotations and names of some articles."""
    spans = _flat(texts, "sentence_starts"), _flat(texts, "sentence_ends")
    counts = np.diff(_offsets(texts, "sentence_starts"))
    return tones((_column(texts, "text"), _column(texts, "title")), counts, spans, (quoted, named), model)


def _model(config: SentimentConfig) -> Model:
    """What scores passages."""
    extra = _extra(config)
    if config.model == "vader":
        return partial(vader_tones, words=vader_words(extra))
    return partial(news_tones, words=news_words(extra), table=target_table(extra))


def _sentence_rows(texts: pa.Table, counts: Int64, found: Tones, known: Bool) -> pa.Table:
    """Table `sentences`."""
    homes = np.repeat(np.arange(len(counts)), counts)
    number = np.arange(len(homes)) - np.repeat(np.cumsum(counts) - counts, counts)
    return SENTENCES.build(
        article_id=texts["article_id"].take(numbers(homes)),
        sentence=numbers(number, pa.int32()),
        start=values(_column(texts, "sentence_starts")),
        end=values(_column(texts, "sentence_ends")),
        is_quote=numbers(found.in_quotes),
        **_shares(found.sentences, known),
    )


def _quote_rows(quotations: pa.Table, found: Tones, known: Bool) -> pa.Table:
    """Table `quotes`."""
    compound = _fixed(found.quoted, known & ~np.isnan(found.quoted))
    return QUOTES.build(**{name: flat(quotations[name]) for name in quotations.schema.names}, compound=compound)


def _mention_rows(texts: pa.Table, counts: Int64, named: Named, found: Tones, known: Bool) -> pa.Table:
    """Table `mention_tones`."""
    kept = np.flatnonzero((found.sentence >= 0) & known[named.home])
    home, sentence = named.home[kept], found.sentence[kept]
    return MENTION_TONES.build(
        article_id=texts["article_id"].take(numbers(home)),
        start=numbers(named.start[kept].astype(np.int32)),
        sentence=numbers((sentence - (np.cumsum(counts) - counts)[home]).astype(np.int32)),
        is_quote=numbers(found.in_quotes[sentence]),
        tone=numbers(found.towards[kept]),
    )


def _article_rows(config: SentimentConfig, texts: pa.Table, found: Voices, titles: Float64, known: Bool) -> pa.Table:
    """Table `sentiment`."""
    titled = known & is_valid(texts["title"])
    counts = np.diff(_offsets(texts, "sentence_starts"))
    low, high = edges(config, counts, NEUTRAL_BANDS["news"], LEAN)
    return SENTIMENT.build(
        article_id=texts["article_id"],
        label=_labels(np.where(known, found.scores.compound, 0.0), low, high),
        title_compound=_fixed(titles, titled),
        quotes_compound=_fixed(found.quotes, known & ~np.isnan(found.quotes)),
        reporter_compound=_fixed(found.reporter, known & ~np.isnan(found.reporter)),
        spread=_fixed(found.spread, known),
        n_sentences=numbers(counts, pa.int32()),
        model=strings([config.model + (WITH_OWN_WORDS if config.lexicon_extra else "")] * texts.num_rows),
        **_shares(found.scores, known),
    )


def _labels(compound: Float64, low: Float64, high: Float64) -> pa.Array:
    """The label of each compound; what lies between `low` and `high`, both included, is neutral."""
    rank = 1 + (np.round(compound, 4) > high).astype(int) - (np.round(compound, 4) < low)
    return strings(LABELS).take(numbers(rank))


def _shares(scores: Scores, known: Bool) -> dict[str, pa.Array]:
    """The four columns that both tables have."""
    return {
        "compound": _fixed(scores.compound, known),
        "positive": _fixed(scores.positive, known),
        "negative": _fixed(scores.negative, known),
        "neutral": _fixed(scores.neutral, known),
    }


def _fixed(figures: Float64, known: Bool) -> pa.Array:
    """Four decimals, null where not known."""
    return numbers((np.round(np.where(known, figures, 0.0), 4) + 0.0).astype(np.float32), valid=known)


def _scored(config: SentimentConfig, texts: pa.Table) -> Bool:
    """Whether each article is scored: by language, where the model is made for one; nltk's VADER asks for none."""
    return np.ones(texts.num_rows, bool) if config.model == "vader" else to_numpy(texts["is_read"])


def _column(texts: pa.Table, name: str) -> pa.Array:
    """A column as one array."""
    column = texts[name]
    return column.chunk(0) if column.num_chunks else pa.nulls(0, column.type)


def _offsets(texts: pa.Table, name: str) -> Int64:
    """Bounds of the rows of a list or string column."""
    column = _column(texts, name)
    return offsets(column) if len(column) else np.zeros(1, np.int64)


def _flat(texts: pa.Table, name: str) -> Int64:
    """The values of a list column, row after row."""
    column = _column(texts, name)
    return np.asarray(to_numpy(values(column)), np.int64) if len(column) else np.zeros(0, np.int64)
