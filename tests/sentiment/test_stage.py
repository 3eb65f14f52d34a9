"""Laws of the stage `sentiment`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import lists, numbers, strings
from pipeline.engine.code_hash import closure
from pipeline.names.stage import NamesConfig, mentions
from pipeline.sentiment.aggregate import surer
from pipeline.sentiment.stage import SentimentConfig, sentiment
from pipeline.tables.names import MENTIONS
from pipeline.tables.quotes import QUOTATIONS, QUOTES
from pipeline.tables.sentiment import SENTENCES, SENTIMENT
from pipeline.text.sentences import split_sentences
from tests.quotes.articles import quotation_rows

PIECES = st.sampled_from(
    ["The council praised the pier. ", "\u201cWe hate it,\u201d he said. ", "Profits fell!\n", "\u2014 ", "It is so. "]
)
TEXTS = st.lists(st.lists(PIECES, max_size=6).map("".join), max_size=5)
MODELS = ("news", "vader")


def table(texts: list[str], titles: list[str | None] | None = None, is_read: list[bool] | None = None) -> pa.Table:
    """Rows of `texts`, as cleaning leaves them."""
    column = strings(texts)
    counts, starts, ends = split_sentences(column)
    columns = {
        "article_id": strings([f"{n:016x}" for n in range(len(texts))]),
        "title": strings(titles or [None] * len(texts)),
        "is_read": numbers(np.array(is_read or [True] * len(texts), bool)),
        "text": column,
        "sentence_starts": lists(counts, numbers(starts, pa.int32())),
        "sentence_ends": lists(counts, numbers(ends, pa.int32())),
    }
    return pa.Table.from_arrays(list(columns.values()), names=list(columns))


def scored(texts: pa.Table, **config: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Sentences and articles, checked against their contracts."""
    found = sentiment(
        SentimentConfig(**config), texts=texts, quotations=quotation_rows(texts), mentions=MENTIONS.empty()
    )
    SENTENCES.check(found["sentences"])
    SENTIMENT.check(found["sentiment"])
    QUOTES.check(found["quotes"])
    return found["sentences"].to_pylist(), found["sentiment"].to_pylist()


def weight(sentence: dict[str, Any]) -> float:
    """What a sentence counts in the score of its article."""
    return (1.0 if sentence["sentence"] else 1.5) * (0.5 if sentence["is_quote"] else 1.0)


@pytest.mark.parametrize("model", MODELS)
@given(texts=TEXTS)
def test_every_article_and_sentence_has_its_row(model: str, texts: list[str]) -> None:
    """Rows are complete, numbered from 0, and shares sum to 1."""
    sentences, articles = scored(table(texts), model=model)
    assert [row["article_id"] for row in articles] == [f"{n:016x}" for n in range(len(texts))]
    for article in articles:
        own = [row for row in sentences if row["article_id"] == article["article_id"]]
        assert [row["sentence"] for row in own] == list(range(article["n_sentences"]))
        assert article["positive"] + article["negative"] + article["neutral"] == pytest.approx(1, abs=0.002)
        weights = [weight(row) if model == "news" else 1.0 for row in own]
        total = sum(row["compound"] * part for row, part in zip(own, weights, strict=True))
        mean = np.array([total / (sum(weights) or 1.0)])
        told = surer(mean, np.array([len(own)])) if model == "news" else mean
        assert article["compound"] == pytest.approx(told[0], abs=4e-4)


@pytest.mark.parametrize("model", MODELS)
@given(texts=TEXTS)
def test_rows_do_not_depend_on_the_batch(model: str, texts: list[str]) -> None:
    """An article has the same rows alone as among others."""
    whole = table(texts)
    together = scored(whole, model=model)
    alone = [scored(whole.slice(n, 1), model=model) for n in range(len(texts))]
    assert together[0] == [row for part in alone for row in part[0]]
    assert together[1] == [row for part in alone for row in part[1]]


def test_more_articles_than_are_scored_at_once() -> None:
    """Parts larger than one round are scored row by row as small ones."""
    sentences, articles = scored(table(["The brave council. It failed. " * 400] * 60))
    assert len(articles) == 60
    assert len(sentences) == 48_000
    assert len({row["compound"] for row in articles}) == 1


def test_other_languages_have_no_scores() -> None:
    """Articles that are not read keep their rows, without scores, labelled neutral; model vader reads all."""
    texts = table(["Gut. Schlecht.", "Good."], ["Titel", "Good"], [False, True])
    sentences, articles = scored(texts)
    assert [row["compound"] is None for row in sentences] == [True, True, False]
    assert (articles[0]["compound"], articles[0]["title_compound"], articles[0]["label"]) == (None, None, "neutral")
    assert articles[0]["n_sentences"] == 2
    assert articles[1]["compound"] is not None
    assert scored(texts, model="vader")[1][0]["compound"] is not None


def test_voices_are_kept_apart() -> None:
    """Quoted sentences, the reporter's and the headline have scores of their own; null where there are none."""
    text = (
        "\u201cThis is a horrible disgrace and a brutal crime,\u201d she said. The council praised the brave rescuers."
    )
    _, articles = scored(table([text, "Plain."], ["A brave success", None]))
    assert articles[0]["quotes_compound"] < 0 < articles[0]["reporter_compound"]
    assert articles[0]["title_compound"] > 0
    assert (articles[1]["title_compound"], articles[1]["quotes_compound"]) == (None, None)


def test_the_headline_counts_by_its_weight() -> None:
    """With the model news a glad headline lifts its article; a weight of 0 leaves it out, and vader never counts it."""
    texts = table(["The council meets on Tuesday."], ["A wonderful success"])
    plain = scored(texts, title_share=0.0)[1][0]["compound"]
    assert scored(texts)[1][0]["compound"] > plain
    assert scored(texts, model="vader")[1][0]["compound"] == 0.0


def test_names_count_in_the_article_of_model_news() -> None:
    """What is said of a name counts once more where there are several sentences; model vader leaves names out."""
    text = "Ann Smith was praised for a brave and wise rescue. The corrupt council failed again."
    texts, known = table([text]), mentions(NamesConfig(), texts=table([text]))["mentions"]
    for model in MODELS:
        config = SentimentConfig(model=model)
        tables = [
            sentiment(config, texts=texts, quotations=QUOTATIONS.empty(), mentions=rows)["sentiment"]
            for rows in (MENTIONS.empty(), known)
        ]
        plain, named = (rows["compound"][0].as_py() for rows in tables)
        assert (named > plain + 0.05) == (model == "news")
        assert (named == plain) == (model == "vader")


def test_labels_follow_the_neutral_band() -> None:
    """A wide band makes all neutral, a narrow one none."""
    texts = table(["The council praised the pier.", "The corrupt council failed."])
    assert [row["label"] for row in scored(texts)[1]] == ["positive", "negative"]
    assert {row["label"] for row in scored(texts, neutral_band=1.0)[1]} == {"neutral"}


def test_own_words_change_scores() -> None:
    """A word of the user's lexicon is scored in either model."""
    texts = table(["A pierish plan."])
    for model in MODELS:
        before, after = (scored(texts, model=model, lexicon_extra=extra)[1][0] for extra in ({}, {"pierish": 3.5}))
        assert after["compound"] > before["compound"] + 0.2


def test_the_stage_starts_lightly() -> None:
    """Scoring imports neither pandas nor nltk nor scikit-learn nor scipy."""
    program = (
        "import sys; from pipeline.sentiment.stage import *; from pipeline.sentiment.vader_words import vader_words;"
        "from pipeline.sentiment.news_words import news_words; vader_words(); news_words();"
        "print([m for m in ('pandas', 'nltk', 'sklearn', 'scipy', 'vaderSentiment') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def quoted(texts: pa.Table, **config: Any) -> list[dict[str, Any]]:
    """Rows of `quotes`."""
    found = sentiment(
        SentimentConfig(**config), texts=texts, quotations=quotation_rows(texts), mentions=MENTIONS.empty()
    )
    rows: list[dict[str, Any]] = found["quotes"].to_pylist()
    return rows


@pytest.mark.parametrize("model", MODELS)
def test_quotations_have_place_speaker_and_tone(model: str) -> None:
    """A quotation stands where it says, has its speaker, and the tone of its own words only."""
    text = "A terrible, horrible night. “We love this great pier,” said Ann Smith. “1914.”"
    first, second = quoted(table(["Nothing.", text]), model=model)
    assert text[first["start"] : first["end"]] == "“We love this great pier,”"
    assert (first["sentence"], first["speaker"]) == (1, "Ann Smith")
    alone = scored(table(["“We love this great pier,”"]), model=model)[0][0]
    assert first["compound"] == pytest.approx(alone["compound"], abs=1e-4)
    assert second["speaker"] == "Ann Smith"


def test_quotations_of_other_languages_have_neither_tone_nor_speaker() -> None:
    """Outside the configured languages a quotation is found, and nothing is said about it."""
    (row,) = quoted(table(["„Das ist gut“, sagte Anna. Anna said that it is good."], is_read=[False]))
    assert (row["start"], row["end"], row["speaker"], row["compound"]) == (0, 13, None, None)


def test_quotations_without_words_have_no_tone() -> None:
    """Where nothing is said there is no score."""
    assert [row["compound"] for row in quoted(table(["He wrote “…” on it."]))] == [None]


@given(texts=TEXTS)
def test_quotations_do_not_depend_on_the_batch(texts: list[str]) -> None:
    """An article has the same quotations alone as among others."""
    whole = table(texts)
    alone = [row for n in range(len(texts)) for row in quoted(whole.slice(n, 1))]
    assert quoted(whole) == alone


def test_the_key_follows_lexicon_model_and_packages() -> None:
    """What the scores are made from is what the reuse key of the stage is made from."""
    found = closure("pipeline.sentiment.stage")
    names = (
        "en/news_lexicon.tsv",
        "en/news_rules.toml",
        "en/news_things.toml",
        "en/news_tone.toml",
        "en/irregular_verbs.tsv",
        "en/news_model.tsv",
        "en/news_weights.tsv.gz",
        "en/vader_rules.tsv",
    )
    assert {f"pipeline/resources/{name}" for name in names} <= set(found.files)
    assert {"vadersentiment", "numpy", "pyarrow"} <= set(found.libraries)


def test_an_own_lexicon_recomputes(tmp_path: Path, run: Callable[..., int], lines: Callable[..., Path]) -> None:
    """`lexicon_extra` names a file: an edited line changes scores and is computed anew, the same content is reused."""
    raw, out, words = tmp_path / "raw", tmp_path / "out", tmp_path / "words.csv"
    lines(raw / "a.jsonl", [{"id": "1", "text": "The council met in the hall. A pierish evening it was, all said."}])
    chosen = (f"sentiment.lexicon_extra={words}", "sentiment.model=vader")
    found = []
    for valence in (3, -3, -3):
        words.write_text(f"word,valence\npierish,{valence}\n")
        assert run(raw, out, *chosen) == 0
        manifest = (out / ".state/manifests/sentences.json").read_text()
        found.append((pq.read_table(out / "sentences")["compound"].to_pylist()[-1], manifest))
    assert [score > 0 for score, _ in found] == [True, False, False]
    assert found[0][1] != found[1][1] == found[2][1]
