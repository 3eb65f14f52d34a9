"""The range of every number that a table promises: its least and greatest value are in it, the next ones are not."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from pipeline.tables import TABLES

BOUNDS = [
    ("deliveries", "n_records", 0, None),
    ("deliveries", "n_articles", 0, None),
    ("deliveries", "n_repeated", 0, None),
    ("deliveries", "n_updated", 0, None),
    ("deliveries", "n_rejected", 0, None),
    ("deliveries", "n_faulty", 0, None),
    ("deliveries", "n_copies", 0, None),
    ("articles", "record", 1, None),
    ("articles", "language_score", 0, 1),
    ("articles", "n_chars_raw", 1, None),
    ("articles", "n_chars", 1, None),
    ("articles", "n_words", 0, None),
    ("articles", "n_sentences", 0, None),
    ("articles", "similarity", 0, 1),
    ("superseded", "record", 0, None),
    ("removed", "start", 0, None),
    ("removed", "end", 1, None),
    ("flagged", "start", 0, None),
    ("flagged", "end", 1, None),
    ("flagged", "probability", 0, 1),
    ("rejected", "record", 0, None),
    ("rejected", "n_unread", 1, None),
    ("sentences", "sentence", 0, None),
    ("sentences", "start", 0, None),
    ("sentences", "end", 1, None),
    ("sentences", "compound", -1, 1),
    ("sentences", "positive", 0, 1),
    ("sentences", "negative", 0, 1),
    ("sentences", "neutral", 0, 1),
    ("sentiment", "compound", -1, 1),
    ("sentiment", "positive", 0, 1),
    ("sentiment", "negative", 0, 1),
    ("sentiment", "neutral", 0, 1),
    ("sentiment", "title_compound", -1, 1),
    ("sentiment", "quotes_compound", -1, 1),
    ("sentiment", "reporter_compound", -1, 1),
    ("sentiment", "spread", 0, 1),
    ("sentiment", "n_sentences", 0, None),
    ("quotes", "start", 0, None),
    ("quotes", "end", 1, None),
    ("quotes", "sentence", 0, None),
    ("quotes", "compound", -1, 1),
    ("entities", "count", 1, None),
    ("entities", "first", 0, None),
    ("entities", "salience", 0, 1),
    ("names", "n_articles", 1, None),
    ("entity_sentiment", "compound", -1, 1),
    ("entity_sentiment", "n_sentences", 1, None),
    ("entity_sentiment", "quotes_compound", -1, 1),
    ("entity_sentiment", "reporter_compound", -1, 1),
    ("keywords", "rank", 1, None),
    ("keywords", "count", 1, None),
    ("topics", "topic_id", 0, None),
    ("topics", "n_articles", 0, None),
    ("topics", "coherence", -1, 1),
    ("article_topics", "topic_id", -1, None),
    ("article_topics", "strength", 0, 1),
    ("article_topics", "second_topic_id", -1, None),
    ("article_topics", "second_strength", 0, 1),
    ("stories", "n_articles", 1, None),
    ("stories", "n_sources", 0, None),
    ("stories", "topic_id", -1, None),
    ("stories", "compound_mean", -1, 1),
    ("trends", "topic_id", -1, None),
    ("trends", "n_articles", 1, None),
    ("trends", "share", 0, 1),
    ("trends", "compound_mean", -1, 1),
    ("trends", "burst", 0, 10),
    ("keyword_trends", "n_articles", 1, None),
    ("keyword_trends", "share", 0, 1),
    ("keyword_trends", "burst", 0, 10),
    ("topic_events", "topic_id", 0, None),
    ("topic_events", "overlap", 0, 1),
    ("inventory", "size", 0, None),
    ("records", "record", 0, None),
    ("records", "n_unread", 1, None),
    ("versions", "record", 0, None),
    ("line_counts", "n_letters", 2, 300),
    ("line_counts", "factor", 1, 3),
    ("repeats", "n_articles", 0, None),
    ("repeats", "n_anywhere", 0, None),
    ("texts", "record", 1, None),
    ("texts", "language_score", 0, 1),
    ("texts", "n_chars_raw", 1, None),
    ("texts", "n_chars", 1, None),
    ("texts", "n_words", 0, None),
    ("texts", "n_sentences", 0, None),
    ("outcomes", "n_records", 0, None),
    ("outcomes", "n_articles", 0, None),
    ("outcomes", "n_repeated", 0, None),
    ("outcomes", "n_updated", 0, None),
    ("outcomes", "n_rejected", 0, None),
    ("outcomes", "n_faulty", 0, None),
    ("shingles", "n_shingles", 0, None),
    ("near_duplicates", "similarity", 0, 1),
    ("mentions", "length", 0, None),
    ("quotations", "start", 0, None),
    ("quotations", "end", 1, None),
    ("quotations", "sentence", 0, None),
    ("mention_tones", "start", 0, None),
    ("mention_tones", "sentence", 0, None),
    ("mention_tones", "tone", -1, 1),
    ("vocabulary", "df", 1, None),
    ("event_terms", "n_names", 0, None),
    ("accepted_topics", "topic_id", 0, None),
    ("accepted_topics", "coherence", -1, 1),
    ("accepted_topics", "n_articles", 0, None),
    ("accepted_topics", "n_texts", 0, None),
    ("accepted_facts", "format", 3, 3),
    ("accepted_facts", "n_topics", 1, None),
    ("accepted_facts", "n_terms", 1, None),
    ("accepted_facts", "n_articles", 0, None),
    ("accepted_facts", "n_texts", 0, None),
    ("accepted_facts", "n_chosen", 0, None),
    ("accepted_facts", "asked", 0, None),
    ("accepted_facts", "free_id", 0, None),
    ("accepted_facts", "weak", 0, 1),
    ("accepted_facts", "solid", 0, 1),
    ("accepted_facts", "closeness", -1, 1),
    ("topic_state", "drift", 0, 1),
]


def column_of(table: str, name: str, *values: float) -> pa.ChunkedArray:
    """These values as a column of the table's own type."""
    return pa.chunked_array([pa.array(values, TABLES[table].schema.field(name).type)])


def fault_of(table: str, name: str, *values: float) -> str:
    """What the table's check says of these values in the column."""
    (column,) = (column for column in TABLES[table].columns if column.name == name)
    return column.fault(column_of(table, name, *values))


def beyond(table: str, name: str, value: float, towards: float) -> float:
    """The next value that the column's type can hold on the way."""
    kind = TABLES[table].schema.field(name).type
    if pa.types.is_integer(kind):
        return value + np.sign(towards)
    return float(np.nextafter(kind.to_pandas_dtype()(value), kind.to_pandas_dtype()(towards)))


@pytest.mark.parametrize(("table", "name", "low", "high"), BOUNDS)
def test_the_bounds_themselves_are_lawful(table: str, name: str, low: float, high: float | None) -> None:
    """Least and greatest value, both."""
    assert fault_of(table, name, low, low if high is None else high) == ""


@pytest.mark.parametrize(("table", "name", "low", "high"), BOUNDS)
def test_the_next_value_below_is_a_fault(table: str, name: str, low: float, high: float | None) -> None:
    """The message counts the values and names the range; a lawful value beside it is not counted."""
    top = "inf" if high is None else f"{high}"
    assert fault_of(table, name, low, beyond(table, name, low, -1e9)) == f"1 values outside {low} to {top}"


@pytest.mark.parametrize(("table", "name", "low", "high"), [row for row in BOUNDS if row[3] is not None])
def test_the_next_value_above_is_a_fault(table: str, name: str, low: float, high: float) -> None:
    """For those that have a greatest value; counts and distances have none."""
    over = beyond(table, name, high, 1e9)
    assert fault_of(table, name, over, low, over) == f"2 values outside {low} to {high}"


@pytest.mark.parametrize(
    ("accepted", "model"), [("accepted_topics", "model_topics"), ("accepted_facts", "model_facts")]
)
def test_a_new_model_keeps_the_ranges_of_the_accepted_one(accepted: str, model: str) -> None:
    """Column by column: the one becomes the other."""
    assert TABLES[accepted].columns == TABLES[model].columns
