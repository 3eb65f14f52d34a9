"""The laws of stage `stories`, on invented articles about events."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import pytest

from pipeline.stories.stage import StoriesConfig, stories
from pipeline.tables import TABLES
from tests.topics.invented import COMMON, Article, digest, inputs

SYLLABLES = ("ba", "do", "fen", "gri", "kal", "lu", "mor", "nis", "pra", "tov", "us", "vel")


def told(event: int, version: int) -> str:
    """A report on an event: most of the event's own names in an order of its own, and common words."""
    names = ["".join(w) for w in np.random.default_rng(event).choice(SYLLABLES, (12, 4)).tolist()]
    random = np.random.default_rng([event, version])
    return " ".join([*random.permutation(names)[:9].tolist(), *random.choice(COMMON.split(), 9).tolist()]) + "."


@cache
def invented() -> tuple[Article, ...]:
    """Ten events of three reports each, on two days in a row, the events three weeks apart or on the same day."""
    return tuple(
        Article(f"{10 * event + version:016x}", told(event, version), 20_000 + event // 2 * 20 + version // 2)
        for event in range(10)
        for version in range(3)
    )


def found(parts: Mapping[str, Sequence[Article]], **config: Any) -> dict[str, tuple[str, int]]:  # noqa: ANN401 -- whatever a field takes
    """story_id and n_articles of each article, given by part; tables and their parts are checked."""
    given = stories(StoriesConfig(**config), **inputs(parts))["stories"]
    for name, data in given.items():
        TABLES["stories"].check(data)
        assert data["article_id"].to_pylist() == [a.article_id for a in parts[name]]
    assert set(given) == set(parts)
    rows = [row for data in given.values() for row in data.to_pylist()]
    return {row["article_id"]: (row["story_id"], row["n_articles"]) for row in rows}


def groups(result: Mapping[str, tuple[str, int]]) -> set[frozenset[str]]:
    """The articles of each story."""
    names = {name for name, _ in result.values()}
    return {frozenset(one for one, (story, _) in result.items() if story == name) for name in names}


def pair(*days: int | None, **config: int) -> int:
    """The number of stories of two reports on one event on these days, among other events."""
    rows = [Article(f"{i:016x}", told(99, i), day) for i, day in enumerate(days)]
    result = found({"a": rows, "b": invented()}, **config)
    return len({result[a.article_id] for a in rows})


def test_events_are_found() -> None:
    """The reports on an event share a story, and those on other events have others, on the same day too."""
    wanted = {frozenset(f"{10 * event + version:016x}" for version in range(3)) for event in range(10)}
    assert groups(found({"a": invented()})) == wanted


def test_common_words_make_no_story() -> None:
    """In a corpus of three articles a word that two of them share says little: the words of one alone count, too."""
    rows = [Article(f"{event:016x}", told(event, 0), 20_000) for event in range(100, 103)]
    assert len(groups(found({"a": rows}))) == 3


def test_a_story_has_the_name_of_its_first_article() -> None:
    """story_id is the start of the content_sha256 of the earliest article, 16 hex digits; n_articles counts them."""
    rows = {a.article_id: a for a in invented()}
    result = found({"a": invented()})
    size = Counter(name for name, _ in result.values())
    for members in groups(result):
        first = min((rows[one] for one in members), key=lambda a: (a.day, digest(a)))
        assert {result[one] for one in members} == {(digest(first)[:16], len(members))}
    assert all(re.fullmatch("[0-9a-f]{16}", name) and n == size[name] for name, n in result.values())


@pytest.mark.parametrize(("days", "n"), [((20_000, 20_000), 1), ((20_000, 20_003), 1), ((20_000, 20_060), 2)])
def test_a_story_is_near_in_time(days: tuple[int, int], n: int) -> None:
    """Two near texts share a story on the same day and three days apart, and not sixty days apart."""
    assert pair(*days) == n


@pytest.mark.parametrize("gap", [0, 1, 5, 30])
def test_the_window_is_meant_to_the_day(gap: int) -> None:
    """Two near texts `window_days` apart share a story, and not one day more apart."""
    assert pair(20_000, 20_000 + gap, window_days=gap) == 1
    assert pair(20_000, 20_001 + gap, window_days=gap) == 2


@pytest.mark.parametrize("days", [(None, None), (None, 20_500), (19_000, None)])
def test_an_article_without_a_day_is_compared_with_all(days: tuple[int | None, int | None]) -> None:
    """A near text without a day joins the story, whenever that was."""
    assert pair(*days) == 1


def test_parts_and_order_do_not_matter() -> None:
    """Cut into other parts and in another order, the articles have the same stories."""
    mixed = [invented()[i] for i in np.random.default_rng(3).permutation(30)]
    cut = {"x": sorted(mixed[:7]), "empty": [], "b": sorted(mixed[7:8]), "c": sorted(mixed[8:])}
    assert found(cut) == found({"a": invented()})


def test_names_of_articles_do_not_matter() -> None:
    """Articles under other ids have the same stories by the same names."""
    renamed = {a.article_id: f"{999 - int(a.article_id, 16):016x}" for a in invented()}
    again = found({"a": sorted(a._replace(article_id=renamed[a.article_id]) for a in invented())})
    assert {one: again[renamed[one]] for one in renamed} == found({"a": invented()})


def test_the_same_text_has_the_same_story() -> None:
    """Articles with one text share a story, counted each, wherever they stand; all other stories stay."""
    copies = [Article(f"{i + 1000:016x}", invented()[0].text, 20_000) for i in range(4)]
    before, result = found({"a": invented()}), found({"a": invented(), "b": copies})
    assert {result[a.article_id] for a in (*copies, *invented()[:3])} == {(before[invented()[0].article_id][0], 7)}
    assert all(result[a.article_id] == before[a.article_id] for a in invented()[3:])


def test_a_copy_joins_its_twins_story() -> None:
    """An article marked as a duplicate, and a copy of it, join the kept twin's story whatever their words and days."""
    twin = invented()[4].article_id
    copies = [Article(f"{1000:016x}", told(77, 0), 20_900, twin), Article(f"{1001:016x}", "so", None, f"{1000:016x}")]
    result = found({"a": copies, "b": invented()})
    assert {result[a.article_id][0] for a in copies} == {result[twin][0]}
    assert {result[a.article_id][1] for a in (*copies, *invented()[3:6])} == {5}


def test_texts_must_be_nearer_for_fewer_links() -> None:
    """A larger min_similarity gives no larger stories, and at 1 reports in other words stand alone."""
    sizes = [len(groups(found({"a": invented()}, min_similarity=s))) for s in (0.01, 0.1, 0.5, 1)]
    assert sizes == sorted(sizes)
    assert sizes[-1] == 30


def test_an_article_without_a_day_does_not_name_a_story_with_dated_ones() -> None:
    """Of two articles without and with a day the dated one names the story."""
    rows = [Article("0" * 16, told(99, 0), None), Article("1" * 16, told(99, 1), 20_000)]
    result = found({"a": rows, "b": invented()})
    assert result["0" * 16] == result["1" * 16]
    assert result["0" * 16][0] == digest(rows[1])[:16]


ODD = {
    "one": (invented()[:1], 1),
    "two on one event": (invented()[:2], 1),
    "all the same": ([a._replace(text=invented()[0].text) for a in invented()[:9]], 1),
    "no terms": ([a._replace(text=f"{i} 2 3 - the.") for i, a in enumerate(invented()[:4])], 4),
    "one empty text": ([a._replace(text="") for a in invented()[:4]], 1),
    "no days": ([a._replace(day=None) for a in invented()], 10),
}


@pytest.mark.parametrize("case", ODD)
def test_odd_corpora_work(case: str) -> None:
    """A corpus of little or one thing gives every article one story."""
    rows, n = ODD[case]
    result = found({"a": rows})
    assert len(result) == len(rows)
    assert len(groups(result)) == n
    assert all(len(g) == result[one][1] for g in groups(result) for one in g)
