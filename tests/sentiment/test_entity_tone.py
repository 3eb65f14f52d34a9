"""Laws of the table `entity_sentiment`."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from pipeline.arrays.arrow import lists, numbers, string_lists, strings
from pipeline.sentiment.entity_tone import HEADLINE, WHOLE, Articles, Places, articles_of, places, summed_up
from pipeline.sentiment.stage import SentimentConfig, entity_sentiment, sentiment
from pipeline.tables.names import ENTITIES
from pipeline.tables.quotes import QUOTATIONS
from pipeline.tables.sentiment import ENTITY_SENTIMENT, MENTION_TONES
from pipeline.text.sentences import split_sentences
from tests.quotes.articles import quotation_rows

TEXTS = [
    "Ann Smith was praised for her brave rescue. The fraud was hateful. Bob Jones was jailed for brutal fraud.",
    "\u201cBob Jones is a horrible liar and a disgrace,\u201d she said. Bob Jones won the award for bravery.",
]
IDS = {"Ann Smith": "0" * 16, "Bob Jones": "1" * 16}


def read(texts: list[str]) -> pa.Table:
    """Rows of `texts`, as cleaning leaves them."""
    column = strings(texts)
    counts, starts, ends = split_sentences(column)
    columns = {
        "article_id": strings([f"{n:016x}" for n in range(len(texts))]),
        "title": strings([None] * len(texts)),
        "is_read": numbers(np.ones(len(texts), bool)),
        "text": column,
        "sentence_starts": lists(counts, numbers(starts, pa.int32())),
        "sentence_ends": lists(counts, numbers(ends, pa.int32())),
    }
    return pa.Table.from_arrays(list(columns.values()), names=list(columns))


def named(texts: list[str]) -> pa.Table:
    """Rows of `entities`: each name wherever a text has it."""
    found = [
        (n, name, [k for k in range(len(text)) if text.startswith(name, k)])
        for n, text in enumerate(texts)
        for name in IDS
    ]
    rows = sorted((row for row in found if row[2]), key=lambda row: (row[0], row[2][0]))
    counts = np.array([len(starts) for *_, starts in rows], np.int64)
    return ENTITIES.build(
        article_id=strings([f"{n:016x}" for n, *_ in rows]),
        entity_id=strings([IDS[name] for _, name, _ in rows]),
        name=strings([name for _, name, _ in rows]),
        kind=strings(["person"] * len(rows)),
        count=numbers(counts.astype(np.int32)),
        first=numbers(np.array([starts[0] for *_, starts in rows], np.int32)),
        starts=lists(counts, numbers(np.array([k for *_, starts in rows for k in starts], np.int32))),
        forms=string_lists([[name] * len(starts) for _, name, starts in rows]),
        in_title=numbers(np.zeros(len(rows), bool)),
        salience=numbers(np.zeros(len(rows), np.float32)),
    )


def scored(texts: list[str], **config: Any) -> dict[tuple[int, str], dict[str, Any]]:
    """(article, name) -> row of `entity_sentiment`."""
    table, chosen = read(texts), SentimentConfig(**config)
    made = sentiment(chosen, texts=table, quotations=quotation_rows(table), mentions=named(texts))
    MENTION_TONES.check(made["mention_tones"])
    tables = {name: made[name] for name in ("mention_tones", "sentiment")}
    found = entity_sentiment(chosen, entities=named(texts), **tables)["entity_sentiment"]
    ENTITY_SENTIMENT.check(found)
    names = {key: name for name, key in IDS.items()}
    return {(int(row["article_id"], 16), names[row["entity_id"]]): row for row in found.to_pylist()}


@pytest.mark.parametrize("model", ["news", "vader"])
def test_names_are_judged_by_their_own_sentences(model: str) -> None:
    """In one article the praised and the jailed differ, with their labels and numbers of sentences."""
    rows = scored(TEXTS, model=model)
    assert set(rows) == {(0, "Ann Smith"), (0, "Bob Jones"), (1, "Bob Jones")}
    assert (rows[0, "Ann Smith"]["label"], rows[0, "Bob Jones"]["label"]) == ("positive", "negative")
    assert rows[0, "Ann Smith"]["n_sentences"] == 1


@pytest.mark.parametrize("model", ["news", "vader"])
def test_reporter_and_quotations_stand_apart(model: str) -> None:
    """What is said of a name in quotation marks, and what the reporter says."""
    rows = scored(TEXTS, model=model)
    row = rows[1, "Bob Jones"]
    assert row["n_sentences"] == 2
    assert row["quotes_compound"] < 0 < row["reporter_compound"]
    assert rows[0, "Ann Smith"]["quotes_compound"] is None


def test_rows_do_not_depend_on_the_batch() -> None:
    """An article has the same rows alone as among others."""
    assert scored(TEXTS)[0, "Ann Smith"] == scored(TEXTS[:1])[0, "Ann Smith"]


def test_many_articles_are_scored_in_rounds() -> None:
    """Parts larger than one round give each article the rows that it has alone."""
    texts = [text + " It rained." * 2000 for text in TEXTS * 30]
    rows = scored(texts)
    first = rows[0, "Ann Smith"]["compound"]
    assert {row["compound"] for (_, name), row in rows.items() if name == "Ann Smith"} == {first}


def test_a_mention_is_of_the_sentence_that_it_begins_in() -> None:
    """Articles and sentences are found by the offsets; what stands in no sentence is left out."""
    table = read(TEXTS)
    made = sentiment(SentimentConfig(), texts=table, quotations=quotation_rows(table), mentions=named(TEXTS))
    rows = made["mention_tones"].to_pylist()
    assert [(row["article_id"][-1], row["start"], row["sentence"], row["is_quote"]) for row in rows] == [
        ("0", 0, 0, False),
        ("0", 67, 2, False),
        ("1", 1, 0, True),
        ("1", 57, 1, False),
    ]
    assert rows[0]["tone"] > 0 > rows[1]["tone"]


def test_mentions_outside_scored_sentences_have_no_tone() -> None:
    """Neither has a name between sentences, nor one of an article in another language."""
    texts = ["Ann Smith   Bob Jones."]
    table, names = read(texts), named(texts)
    late = table.set_column(4, "sentence_starts", lists(np.array([1]), numbers(np.array([12], np.int32))))
    found = sentiment(SentimentConfig(), texts=late, quotations=QUOTATIONS.empty(), mentions=names)
    assert found["mention_tones"]["start"].to_pylist() == [12]
    unread = table.set_column(2, "is_read", numbers(np.zeros(1, bool)))
    found = sentiment(SentimentConfig(), texts=unread, quotations=QUOTATIONS.empty(), mentions=names)
    assert found["mention_tones"].num_rows == 0


def test_places_of_entities_are_looked_up() -> None:
    """An entity that several rows of mentions make up has all their places; others are left out."""
    tones = MENTION_TONES.build(
        article_id=strings(["a", "a", "b"]),
        start=numbers(np.array([3, 9, 3], np.int32)),
        sentence=numbers(np.array([0, 2, 1], np.int32)),
        is_quote=numbers(np.array([False, True, False])),
        tone=numbers(np.array([0.1, 0.2, 0.3])),
    )
    rows = pa.table(
        {
            "article_id": strings(["a", "b"]),
            "starts": lists(np.array([3, 2]), numbers(np.array([3, 5, 9, 2, 3], np.int32))),
        }
    )
    found = places(rows, tones, pa.chunked_array([strings(["a", "b"])]))
    assert (found.entity.tolist(), found.sentence.tolist()) == ([0, 0, 1], [0, 2, 1])
    assert (found.is_quote.tolist(), found.tone.tolist()) == ([False, True, False], [0.1, 0.2, 0.3])


def test_a_sentence_counts_once_and_the_article_has_its_share() -> None:
    """Two mentions in one sentence are one; the article counts by salience, and as far as its sentences name others."""
    quoted = np.array([False, False, True, True])
    where = Places(np.array([0, 0, 0, 1]), np.array([0, 0, 1, 1]), quoted, np.array([0.2, 0.4, -0.6, 0.5]))
    articles = Articles(
        np.array([0.1, 0.1, 0.9]), np.zeros(3), np.array([4, 1, 1]), np.zeros(3, bool), np.array([0.5, 1.0, 1.0])
    )
    found = summed_up(where, articles, adds_up=False)
    share = (WHOLE / 2 + 1 / 4) / 2
    assert found.n_sentences.tolist() == [2, 1, 0]
    assert found.compound[0] == pytest.approx((0.3 - 0.6) / 2 * (1 - share) + share * 0.1)
    assert found.compound[1] == pytest.approx(0.5)
    assert (found.reporter[0], found.quotes[0]) == (pytest.approx(0.3), pytest.approx(-0.6))
    assert np.isnan(found.reporter[1])


def test_a_headline_that_names_it_counts_as_sentences() -> None:
    """As `HEADLINE` of them, in model news and in vader; of a headline that does not, nothing counts."""
    where = Places(np.array([0, 1]), np.array([0, 0]), np.zeros(2, bool), np.array([0.2, 0.2]))
    articles = Articles(np.zeros(2), np.full(2, -0.6), np.array([1, 1]), np.array([True, False]), np.ones(2))
    expected = [(0.2 - 0.6 * HEADLINE) / (1 + HEADLINE), 0.2]
    assert summed_up(where, articles, adds_up=True).compound.tolist() == pytest.approx(expected)
    assert summed_up(where, articles, adds_up=False).compound.tolist() == pytest.approx(expected)


def test_the_article_of_each_entity() -> None:
    """Its score, headline and sentences, nulls as 0; and whether the headline names the entity."""
    ids = pa.chunked_array([strings(["a", "b"])])
    known = pa.table(
        {
            "article_id": ids,
            "compound": numbers(np.array([0.5, 0.0], np.float32), valid=np.array([True, False])),
            "title_compound": numbers(np.array([0.0, 0.25], np.float32), valid=np.array([False, True])),
            "n_sentences": numbers(np.array([7, 3], np.int32)),
        }
    )
    rows = pa.table({"article_id": strings(["b", "a", "b"]), "in_title": numbers(np.array([True, False, False]))})
    rows = rows.append_column("salience", numbers(np.array([0.25, 1.0, 0.5], np.float32)))
    found = articles_of(rows, known)
    assert [column.tolist() for column in found] == [
        [0.0, 0.5, 0.0],
        [0.25, 0.0, 0.25],
        [3, 7, 3],
        [True, False, False],
        [0.25, 1.0, 0.5],
    ]


def test_no_names_give_no_rows() -> None:
    """An article without a name has no row."""
    assert scored(["It rained."]) == {}
    assert scored([]) == {}
