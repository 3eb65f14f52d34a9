"""Tables `sentences`, `sentiment` and `entity_sentiment`, and the interim table that the last is made from."""

import pyarrow as pa

from pipeline.tables.schema import article_id, column, table

_SHARE = {"low": 0, "high": 1, "nullable": True}
_SCORE = {"low": -1, "high": 1, "nullable": True}
LABELS = ("negative", "neutral", "positive")
MODELS = ("news", "vader")
WITH_OWN_WORDS = " with own words"
"""Ends the name of a model whose lexicon was extended by `sentiment.lexicon_extra`."""
_MODEL_NAMES = tuple(model + end for model in MODELS for end in ("", WITH_OWN_WORDS))

SENTENCES = table(
    "sentences",
    "a sentence",
    article_id(),
    column("sentence", pa.int32(), "number within the article, from 0", low=0),
    column("start", pa.int32(), "first character, offset into articles.text", low=0),
    column("end", pa.int32(), "one past the last character", low=1),
    column("is_quote", pa.bool_(), "whether it stands mostly inside quotation marks"),
    column("compound", pa.float32(), "score of the sentence, -1..1; null outside clean.languages", **_SCORE),
    column("positive", pa.float32(), "share of positive weight, 0..1; null as compound", **_SHARE),
    column("negative", pa.float32(), "share of negative weight, 0..1; null as compound", **_SHARE),
    column("neutral", pa.float32(), "share of neutral weight, 0..1; null as compound", **_SHARE),
    sort=("article_id", "sentence"),
)

SENTIMENT = table(
    "sentiment",
    "an article",
    article_id(),
    column(
        "compound",
        pa.float32(),
        "tone of its sentences, in model news with headline and names and for any length alike, -1..1; null likewise",
        **_SCORE,
    ),
    column("label", pa.string(), "negative, neutral or positive, by sentiment.neutral_band", choices=LABELS),
    column("positive", pa.float32(), "mean positive share of sentences, 0..1; null as compound", **_SHARE),
    column("negative", pa.float32(), "mean negative share of sentences, 0..1; null as compound", **_SHARE),
    column("neutral", pa.float32(), "mean neutral share of sentences, 0..1; null as compound", **_SHARE),
    column("title_compound", pa.float32(), "score of the title, -1..1; null without one", **_SCORE),
    column(
        "quotes_compound", pa.float32(), "mean over sentences mostly in quotation marks, -1..1; null without", **_SCORE
    ),
    column("reporter_compound", pa.float32(), "mean over the other sentences, -1..1; null without", **_SCORE),
    column("spread", pa.float32(), "standard deviation over sentences, 0..1; 0 for one sentence", **_SHARE),
    column("n_sentences", pa.int32(), "sentences of the article", low=0),
    column(
        "model", pa.string(), "what scored it: sentiment.model, with own words if any were given", choices=_MODEL_NAMES
    ),
)

MENTION_TONES = table(
    "mention_tones",
    "a mention of a name in a scored sentence",
    article_id(),
    column("start", pa.int32(), "first character of the mention, offset into articles.text", low=0),
    column("sentence", pa.int32(), "number of its sentence within the article, from 0", low=0),
    column("is_quote", pa.bool_(), "whether that sentence stands mostly inside quotation marks"),
    column("tone", pa.float64(), "tone of the sentence towards the name, -1..1", low=-1, high=1),
    sort=("article_id", "start"),
    interim=True,
)

ENTITY_SENTIMENT = table(
    "entity_sentiment",
    "a person, organisation or place in an article that has sentences naming it",
    article_id(),
    column("entity_id", pa.string(), "16 hex digits, as in entities"),
    column("compound", pa.float32(), "tone towards it over the sentences that name it, -1..1", low=-1, high=1),
    column("label", pa.string(), "negative, neutral or positive, by sentiment.neutral_band", choices=LABELS),
    column("n_sentences", pa.int32(), "sentences that name it", low=1),
    column("quotes_compound", pa.float32(), "mean over those mostly in quotation marks, -1..1; null without", **_SCORE),
    column("reporter_compound", pa.float32(), "mean over the others, -1..1; null without", **_SCORE),
    key=("article_id", "entity_id"),
)
