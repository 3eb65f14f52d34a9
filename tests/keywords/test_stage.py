"""Laws of the stage `keywords`."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.keywords.stage import PRESETS, KeywordsConfig, keywords, weights
from pipeline.names.article_rows import mention_rows
from pipeline.tables.keywords import KEYWORDS
from tests.keywords.batches import articles, entities_of

ARTICLE = """Harbour fees rise as ferry operators warn the council

The harbour board raised harbour fees on Tuesday, and ferry operators warned that island services may end. "We cannot
pay twice," said Ada Moss of Moss Ferries, the largest of the ferry operators. The council's transport committee will
meet Ada Moss on Friday. See https://news.example.com/harbour-fees?id=3 or write to desk@example.org.
NATO ships use the harbour, too; the NATO base pays no harbour fee."""
WORDS = st.sampled_from(ARTICLE.split())
TEXTS = st.lists(st.lists(WORDS, max_size=40).map(" ".join), min_size=1, max_size=4)


def found(config: KeywordsConfig, texts: list[str], is_read: list[bool] | None = None) -> list[dict[str, Any]]:
    """Rows of the table, checked against its contract."""
    given = articles(texts, is_read=is_read)
    names = mention_rows(given)
    table = keywords(config, texts=given, mentions=names, entities=entities_of(names))["keywords"]
    KEYWORDS.check(table)
    return table.to_pylist()


def named(rows: list[dict[str, Any]]) -> list[str]:
    """The keywords, best first."""
    return [row["keyword"] for row in rows]


def flat(text: str) -> str:
    """Lower case, straight apostrophes, single spaces."""
    return " ".join(text.replace("\u2019", "'").casefold().split())


@pytest.mark.parametrize("preset", PRESETS)
def test_every_row_keeps_its_promises(preset: str) -> None:
    """Ranks run from 1, scores fall, counts count, and the text reads as the keyword at every start."""
    rows = found(KeywordsConfig(preset=preset), [ARTICLE])
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    assert all(a["score"] >= b["score"] for a, b in pairwise(rows))
    for row in rows:
        assert row["count"] == len(row["starts"]) > 0
        assert all(flat(ARTICLE[s : s + 60]).startswith(flat(row["keyword"])) for s in row["starts"])


@pytest.mark.parametrize("preset", PRESETS)
def test_keywords_name_what_the_article_is_about(preset: str) -> None:
    """The subject leads; no scrap of an address is ever a keyword."""
    shown = named(found(KeywordsConfig(preset=preset), [ARTICLE]))
    assert any("harbour" in k.lower() for k in shown[:4])
    assert not {"https", "com", "example", "desk", "id"} & {w.lower() for k in shown for w in k.split()}


def test_the_presets_differ_in_style() -> None:
    """`phrases` prefers several words and repeats none inside another, `tags` prefers single words."""
    phrases, tags = (named(found(KeywordsConfig(preset=p), [ARTICLE])) for p in ("phrases", "tags"))
    assert sum(" " in k for k in phrases[:8]) > 4 > sum(" " in k for k in tags[:8])
    padded = [f" {k.lower()} " for k in phrases]
    assert not any(a in b for a in padded for b in padded if a != b)


def test_the_default_names_people_and_organisations() -> None:
    """`balanced` shows the repeated name and the acronym."""
    shown = named(found(KeywordsConfig(), [ARTICLE]))
    assert {"NATO", "Ada Moss"} <= set(shown)


def test_a_headline_alone_has_keywords() -> None:
    """One line is enough."""
    assert len(found(KeywordsConfig(), ["Ferry operators fear harbour fees"])) >= 2


def test_nothing_comes_of_nothing() -> None:
    """Stop words, numbers and empty texts give no row."""
    assert found(KeywordsConfig(), ["It is what it is.", "1 2 3", "", "12,000"]) == []
    assert found(KeywordsConfig(), []) == []


def test_the_knobs_do_what_they_say() -> None:
    """Fewer keywords, shorter keywords, further stop words."""
    assert len(found(KeywordsConfig(n_keywords=3), [ARTICLE])) == 3
    assert not any(" " in k for k in named(found(KeywordsConfig(preset="tags", max_words=1), [ARTICLE])))
    stopped = named(found(KeywordsConfig(stop_words=["council", "fee"]), [ARTICLE]))
    assert not any(w in k.lower() for k in stopped for w in ("council", "fee"))


def test_names_are_shown_without_a_possessive() -> None:
    """Also where they stand with one alone, and behind it no noun."""
    text = "Ferries stop.\n\nThe choice was Ada Moss's. It was not the council's, but Ada Moss's and Boris Johnson's."
    given = named(found(KeywordsConfig(), [text]))
    assert "Ada Moss" in given
    assert not [keyword for keyword in given if keyword.endswith("'s")]


def test_only_what_is_read_has_keywords() -> None:
    """An article that cleaning marks as not to be read has none, and the others have theirs."""
    texts, is_read = ["Ferry fees", "Hafen Gebühren", "Harbour board"], [True, False, True]
    assert {row["article_id"][-1] for row in found(KeywordsConfig(), texts, is_read)} == {"0", "2"}
    assert len(found(KeywordsConfig(), texts)) > len(found(KeywordsConfig(), texts, is_read))


@pytest.mark.parametrize("preset", PRESETS)
@given(texts=TEXTS)
@settings(max_examples=25)
def test_an_article_has_the_same_keywords_in_any_batch(preset: str, texts: list[str]) -> None:
    """A batch of N gives, bit for bit, the rows of N batches of one."""
    config = KeywordsConfig(preset=preset)
    together = found(config, texts)
    for i, text in enumerate(texts):
        alone = [row | {"article_id": f"{i:016x}"} for row in found(config, [text])]
        assert [row for row in together if row["article_id"] == f"{i:016x}"] == alone


def test_each_preset_has_weights_of_its_own() -> None:
    """The table has one column a preset."""
    tables = [weights(preset) for preset in PRESETS]
    assert all(set(t) == set(tables[0]) for t in tables)
    assert len({tuple(t.values()) for t in tables}) == len(PRESETS)
