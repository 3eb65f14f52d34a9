"""Keywords by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import numbers, strings
from pipeline.tables import TABLES
from pipeline.tables.parts import MemoryParts
from pipeline.trends import stage
from pipeline.trends.keyword_days import _by_word_and_day
from pipeline.trends.stage import TrendsConfig, keyword_trends

FIRST = date(2026, 3, 1).toordinal() - date(1970, 1, 1).toordinal()
Given = Sequence[tuple[str, int | None, Sequence[str]]]


def parts(rows: Given, copies: Sequence[str] = ()) -> tuple[MemoryParts, MemoryParts]:
    """`keywords` and `articles` of articles given as (id, day from the first on, keywords)."""
    ids = [one for one, _, _ in rows]
    days = np.array([FIRST + (day or 0) for _, day, _ in rows], np.int32)
    dated = np.array([day is not None for _, day, _ in rows], bool)
    articles = pa.Table.from_arrays(
        [
            strings(ids),
            numbers(days, pa.date32(), dated),
            strings([ids[0] if one in copies else None for one in ids]),
        ],
        names=["article_id", "day", "duplicate_of"],
    )
    pairs = [(one, word) for one, _, words in rows for word in words]
    words = [word for _, word in pairs]
    keywords = pa.Table.from_arrays(
        [strings([one for one, _ in pairs]), strings(words), strings([word.lower() for word in words])],
        names=["article_id", "keyword", "keyword_key"],
    )
    return MemoryParts({"a": keywords}), MemoryParts({"a": articles})


def trends(rows: Given, copies: Sequence[str] = (), least: int = 1) -> list[dict[str, object]]:
    """The rows of `keyword_trends`, checked against the contract."""
    keywords, articles = parts(rows, copies)
    found = keyword_trends(TrendsConfig(min_articles=least), keywords=keywords, articles=articles)["keyword_trends"]
    TABLES["keyword_trends"].check(found)
    listed: list[dict[str, object]] = found.to_pylist()
    return listed


def test_spellings_count_together_under_the_commonest() -> None:
    """`Ferry` and `ferry` are one keyword, shown as most articles have it."""
    found = trends([("a", 0, ["ferry"]), ("b", 0, ["Ferry"]), ("c", 1, ["ferry", "mayor"])])
    told = [(r["keyword"], r["day"], r["n_articles"], r["share"]) for r in found]
    assert told == [
        ("ferry", date(2026, 3, 1), 2, 1.0),
        ("ferry", date(2026, 3, 2), 1, 1.0),
        ("mayor", date(2026, 3, 2), 1, 1.0),
    ]


def test_an_article_counts_once_for_a_subject() -> None:
    """Two spellings of one keyword_key in one article are one article of that day."""
    found = trends([("a", 0, ["ferry", "Ferry"]), ("b", 0, ["ferry"])])
    assert [(r["n_articles"], r["share"]) for r in found] == [(2, 1.0)]


def test_copies_undated_and_rare_ones_do_not_count() -> None:
    """A copy, an article without a day, and a keyword of too few articles leave no row."""
    rows = [("a", 0, ["ferry"]), ("b", 0, ["ferry"]), ("c", None, ["ferry"]), ("d", 0, ["ferry", "mayor"])]
    found = trends(rows, copies=["b"], least=2)
    assert [(r["keyword"], r["n_articles"]) for r in found] == [("ferry", 2)]


def test_a_keyword_that_comes_out_of_nowhere_bursts() -> None:
    """After weeks without it, a day on which many articles have a keyword is a burst; a steady one is none."""
    steady = [(f"s{day:02d}{n}", day, ["ferry"]) for day in range(25) for n in range(4)]
    found = trends([*steady, *((f"t{n}", 24, ["storm"]) for n in range(9))])
    assert {r["keyword"] for r in found if r["is_burst"]} == {"storm"}


def test_nothing_in_nothing_out() -> None:
    """Without articles there are no rows."""
    assert trends([]) == []


@given(st.permutations(range(12)))
def test_order_does_not_matter(order: list[int]) -> None:
    """Rows in another order give the same table."""
    rows = [(f"{n:02d}", n % 3, ["Ferry" if n % 4 else "ferry", f"word {n % 5}"]) for n in range(12)]
    assert trends([rows[i] for i in order]) == trends(rows)


@given(
    st.lists(st.lists(st.sampled_from(["Ferry", "ferry", "mayor", "Tide", "tide", "pier"]), max_size=4), max_size=12)
)
def test_shards_make_no_difference(articles: list[list[str]]) -> None:
    """However many shards the keywords lie in, and whatever parts their articles."""
    given_ = [(f"a{i:02}", i % 5, words) for i, words in enumerate(articles)]
    expected = trends(given_, least=2)
    keywords, about = (dict(zip("ab", _halves(one.all()[0]), strict=True)) for one in parts(given_))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.trends.stage.n_shards", lambda n: n // 3 + 1)
        config = TrendsConfig(min_articles=2)
        found = keyword_trends(config, keywords=MemoryParts(keywords), articles=MemoryParts(about))["keyword_trends"]
    assert found.to_pylist() == expected


def _halves(table: pa.Table) -> list[pa.Table]:
    """The rows of the first six articles, and those of the others."""
    early = numbers(np.array([one < "a06" for one in table["article_id"].to_pylist()], bool))
    return [table.filter(early), table.filter(pc.invert(early))]


@pytest.mark.parametrize(("burst", "expected"), [(1.63, False), (1.64, True), (1.65, True)])
def test_a_day_at_the_threshold_is_a_burst(burst: float, expected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """`is_burst` is true from `trends.burst_threshold` on."""
    monkeypatch.setattr(stage, "_scores", lambda _config, rows, _total: np.full(len(rows[0]), burst))
    config = TrendsConfig(min_articles=1, burst_threshold=1.64)
    keywords, articles = parts([("a", 0, ["ferry"]), ("b", 1, ["ferry"])])
    rows = keyword_trends(config, keywords=keywords, articles=articles)["keyword_trends"]
    assert rows["is_burst"].to_pylist() == [expected] * 2


def test_articles_of_a_word_and_a_day() -> None:
    """Sorted by word, then day, also before 1970; an article that has a word in two spellings counts once."""
    word, day = np.array([1, 0, 1, 1, 1, 0]), np.array([5, -3, 5, -3, 5, -3])
    article = np.array([7 << 32, 2, 7 << 32, 2, 8, 3])
    found = [column.tolist() for column in _by_word_and_day(word, day, article)]
    assert found == [[0, 1, 1], [-3, -3, 5], [2, 1, 2]]
