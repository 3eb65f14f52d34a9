"""Which columns may be null, which words they may hold, and what a row of each table is named by."""

from __future__ import annotations

import pyarrow as pa
import pytest

from pipeline.tables import INTERIM, PUBLIC, TABLES

NULLABLE: dict[str, tuple[str, str]] = {
    "deliveries": (
        "delivery_day source",
        "source_file n_records n_articles n_repeated n_updated n_rejected n_faulty n_copies",
    ),
    "articles": (
        (
            "external_id url title source published_at published_at_raw day section language language_score "
            "duplicate_of similarity relation other_article_id"
        ),
        "article_id source_file record authors is_read text n_chars_raw n_chars n_words n_sentences content_sha256",
    ),
    "superseded": ("", "article_id source_file record relation"),
    "removed": ("", "article_id start end text rule"),
    "flagged": ("", "article_id start end text rule probability"),
    "rejected": ("", "source_file record reason detail n_unread"),
    "sentences": ("compound positive negative neutral", "article_id sentence start end is_quote"),
    "sentiment": (
        "compound positive negative neutral title_compound quotes_compound reporter_compound spread",
        "article_id label n_sentences model",
    ),
    "quotes": ("sentence speaker speaker_id speaker_kind compound", "article_id start end kind text"),
    "entities": ("", "article_id entity_id name kind count first starts forms in_title salience"),
    "names": ("first_day last_day", "entity_id name kind forms n_articles"),
    "entity_sentiment": ("quotes_compound reporter_compound", "article_id entity_id compound label n_sentences"),
    "keywords": ("", "article_id rank keyword keyword_key score count starts"),
    "topics": ("parent_id since", "topic_id label n_articles coherence representative_ids terms"),
    "article_topics": ("second_topic_id second_strength", "article_id topic_id strength x y"),
    "stories": (
        "first_day last_day first_source compound_mean",
        "story_id headline n_articles n_sources first_article_id topic_id keywords entity_ids",
    ),
    "article_stories": ("", "article_id story_id"),
    "trends": ("compound_mean", "topic_id day n_articles share burst is_burst"),
    "keyword_trends": ("", "keyword_key keyword day n_articles share burst is_burst"),
    "topic_events": ("other_id overlap", "topic_id label event"),
    "inventory": ("sha256 fault", "path size"),
    "records": (
        (
            "external_id url title source published_at published_at_raw day modified_at delivery_day section "
            "language text text_sha256 reason detail"
        ),
        "article_id key url_key title_key source_file record authors n_unread",
    ),
    "versions": ("relation", "article_id source_file record final_article_id"),
    "line_counts": ("", "article_id source_key line_key version_key n_letters factor"),
    "repeats": ("", "article_id line_key n_articles n_anywhere"),
    "texts": (
        "external_id url title source published_at published_at_raw day section language language_score",
        (
            "article_id source_file record authors is_read text n_chars_raw n_chars n_words n_sentences "
            "content_sha256 sentence_starts sentence_ends"
        ),
    ),
    "outcomes": ("delivery_day source", "source_file n_records n_articles n_repeated n_updated n_rejected n_faulty"),
    "shingles": ("", "article_id hashes n_shingles"),
    "near_duplicates": ("duplicate_of", "article_id similarity relation other_article_id"),
    "mentions": ("", "article_id key name kind starts forms short_keys in_title is_short length"),
    "name_links": ("", "article_id key full_key full_name"),
    "quotations": ("sentence speaker speaker_id speaker_kind", "article_id start end kind text"),
    "mention_tones": ("", "article_id start sentence is_quote tone"),
    "vocabulary": ("", "term df"),
    "terms": ("", "article_id ids counts"),
    "event_terms": ("", "article_id keys weights n_names"),
    "accepted_topics": (
        "parent_id since log_share floor x y clarity radius",
        "topic_id label terms coherence representative_ids n_articles n_texts centre",
    ),
    "accepted_terms": ("", "term idf axes lift"),
    "accepted_facts": (
        "newest_day",
        (
            "format n_topics n_terms n_articles n_texts n_chosen asked tried free_id weak mean_length step turn_x "
            "turn_y weights base solid ceiling familiar spread closeness"
        ),
    ),
    "topic_state": ("drift accepted_day", "made reason tried"),
}
WORDS: list[tuple[str, str, tuple[str, ...]]] = [
    ("articles", "relation", ("exact", "near", "part")),
    ("superseded", "relation", ("repeated", "updated")),
    ("sentiment", "label", ("negative", "neutral", "positive")),
    ("sentiment", "model", ("news", "news with own words", "vader", "vader with own words")),
    ("quotes", "kind", ("direct", "mixed", "indirect")),
    ("quotes", "speaker_kind", ("named", "pronoun", "nominal")),
    ("entities", "kind", ("person", "organisation", "place", "other")),
    ("names", "kind", ("person", "organisation", "place", "other")),
    ("entity_sentiment", "label", ("negative", "neutral", "positive")),
    ("topic_events", "event", ("born", "continued", "merged", "split", "died")),
    ("versions", "relation", ("repeated", "updated")),
    ("near_duplicates", "relation", ("exact", "near", "part")),
    ("mentions", "kind", ("person", "organisation", "place", "other")),
    ("quotations", "kind", ("direct", "mixed", "indirect")),
    ("quotations", "speaker_kind", ("named", "pronoun", "nominal")),
    ("topic_state", "made", ("fitted", "assigned", "refitted")),
    ("topic_state", "reason", ("none", "first", "asked", "number", "days", "drift")),
]
ORDER: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [
    ("deliveries", ("source_file", "source"), ("source_file", "source")),
    ("articles", ("article_id",), ("article_id",)),
    ("superseded", ("article_id", "source_file", "record"), ("article_id", "source_file", "record")),
    ("removed", ("article_id", "start"), ("article_id", "start")),
    ("flagged", ("article_id", "start"), ("article_id", "start")),
    ("rejected", ("source_file", "record"), ("source_file", "record")),
    ("sentences", ("article_id", "sentence"), ("article_id", "sentence")),
    ("sentiment", ("article_id",), ("article_id",)),
    ("quotes", ("article_id", "start"), ("article_id", "start")),
    ("entities", ("article_id", "first"), ("article_id", "first")),
    ("names", ("entity_id",), ("entity_id",)),
    ("entity_sentiment", ("article_id",), ("article_id", "entity_id")),
    ("keywords", ("article_id", "rank"), ("article_id", "rank")),
    ("topics", ("topic_id",), ("topic_id",)),
    ("article_topics", ("article_id",), ("article_id",)),
    ("stories", ("story_id",), ("story_id",)),
    ("article_stories", ("article_id",), ("article_id",)),
    ("trends", ("topic_id", "day"), ("topic_id", "day")),
    ("keyword_trends", ("keyword_key", "day"), ("keyword_key", "day")),
    ("topic_events", ("topic_id", "event"), ("topic_id", "event")),
    ("inventory", ("path",), ("path",)),
    ("records", ("article_id", "source_file", "record"), ("article_id", "source_file", "record")),
    ("versions", ("article_id", "source_file", "record"), ("article_id", "source_file", "record")),
    (
        "line_counts",
        ("article_id", "line_key", "source_key", "version_key"),
        ("article_id", "line_key", "source_key", "version_key"),
    ),
    ("repeats", ("article_id", "line_key"), ("article_id", "line_key")),
    ("texts", ("article_id",), ("article_id",)),
    ("outcomes", ("source_file", "source"), ("source_file", "source")),
    ("shingles", ("article_id",), ("article_id",)),
    ("near_duplicates", ("article_id",), ("article_id",)),
    ("mentions", ("article_id",), ("article_id",)),
    ("name_links", ("article_id",), ("article_id",)),
    ("quotations", ("article_id", "start"), ("article_id", "start")),
    ("mention_tones", ("article_id", "start"), ("article_id", "start")),
    ("vocabulary", ("term",), ("term",)),
    ("terms", ("article_id",), ("article_id",)),
    ("event_terms", ("article_id",), ("article_id",)),
    ("accepted_topics", ("topic_id",), ("topic_id",)),
    ("accepted_terms", ("term",), ("term",)),
    ("accepted_facts", (), ()),
    ("topic_state", (), ()),
]


@pytest.mark.parametrize(("table", "names"), NULLABLE.items())
def test_the_first_of_these_columns_may_be_null_and_the_others_not(table: str, names: tuple[str, str]) -> None:
    """A null in one of the others is a fault, counted."""
    columns = {column.name: column for column in TABLES[table].columns}
    for expected, some in zip(("", "2 nulls"), names, strict=True):
        nulls = {name: pa.chunked_array([pa.nulls(2, columns[name].kind)]) for name in some.split()}
        assert {name: columns[name].fault(nulls[name]) for name in nulls} == dict.fromkeys(nulls, expected)


@pytest.mark.parametrize(("table", "name", "words"), WORDS)
def test_a_column_of_words_holds_these_and_no_others(table: str, name: str, words: tuple[str, ...]) -> None:
    """Each word is lawful; another, or the same in capitals, is named with those that are."""
    (column,) = (column for column in TABLES[table].columns if column.name == name)
    assert column.fault(pa.chunked_array([list(words)])) == ""
    odd = words[0].upper()
    expected = f"values outside {', '.join(words)}: [{odd!r}]"
    assert column.fault(pa.chunked_array([[*words, odd]])) == expected


@pytest.mark.parametrize(("table", "sort", "key"), ORDER)
def test_rows_are_sorted_and_named_by_these_columns(table: str, sort: tuple[str, ...], key: tuple[str, ...]) -> None:
    """The key is the order of the rows, where nothing else is said; all of them are columns of the table."""
    assert (TABLES[table].sort, TABLES[table].key) == (sort, key)
    assert {*sort, *key} <= set(TABLES[table].schema.names)


def test_the_public_tables_are_these() -> None:
    """What a user may read; none of them is interim, and all others are."""
    assert {table.name for table in PUBLIC} >= {
        "deliveries",
        "articles",
        "superseded",
        "removed",
        "flagged",
        "rejected",
        "sentences",
        "sentiment",
        "quotes",
        "entities",
        "names",
        "entity_sentiment",
        "keywords",
        "topics",
        "article_topics",
        "stories",
        "article_stories",
        "trends",
        "keyword_trends",
        "topic_events",
    }
    assert not any(table.interim for table in PUBLIC)
    assert all(table.interim for table in INTERIM)
    assert len(TABLES) == len(PUBLIC) + len(INTERIM)
