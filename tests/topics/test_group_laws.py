"""The laws of desks: rows of `topics` that gather others, with ids that stay as those of topics do."""

from __future__ import annotations

from functools import cache

import numpy as np

from tests.topics.test_stable_topics import events, ids, night
from tests.topics.test_stage import Article, Found

SYLLABLES = ("ba", "do", "fen", "gri", "kal", "lu", "mor", "nis", "pra", "tov", "us", "vel")


def words(*seed: int) -> np.ndarray:
    """Fourteen invented words."""
    return np.array(["".join(w) for w in np.random.default_rng([7, *seed]).choice(SYLLABLES, (14, 4)).tolist()])


def about(topics: range, n: int, first_day: int = 20_000) -> list[Article]:
    """As many articles, in turn about topics of which three each share half of their words."""
    found = []
    for i in range(n):
        topic, random = topics[i % len(topics)], np.random.default_rng([first_day, i])
        text = " ".join([*random.choice(words(topic), 18), *random.choice(words(topic // 3, 99), 18)])
        found.append(Article(f"{first_day:08x}{i:08x}", text, first_day + i % 30))
    return found


@cache
def nine() -> Found:
    """A first night: nine topics, three desks."""
    return night({"a": about(range(9), 360)}, n_topics=9)


def desks(result: Found) -> dict[int, list[int]]:
    """Topics by desk."""
    found: dict[int, list[int]] = {}
    for row in result["topics"].to_pylist():
        if row["parent_id"] is not None:
            found.setdefault(row["parent_id"], []).append(row["topic_id"])
    return found


def test_topics_that_share_words_share_a_desk() -> None:
    """Nine topics in three families give three desks of three, numbered after the topics."""
    assert sorted(desks(nine())) == [9, 10, 11]
    assert sorted(map(len, desks(nine()).values())) == [3, 3, 3]
    assert nine()["model_facts"]["free_id"].to_pylist() == [12]


def test_a_desk_tells_its_topics() -> None:
    """Its articles are those of its topics, its terms none that these show, its label is like no other."""
    rows = {row["topic_id"]: row for row in nine()["topics"].to_pylist()}
    assert len({row["label"].casefold() for row in rows.values()}) == 12
    for desk, members in desks(nine()).items():
        assert rows[desk]["n_articles"] == sum(rows[one]["n_articles"] for one in members)
        assert rows[desk]["since"] == min(rows[one]["since"] for one in members)
        shown = {term["term"] for one in members for term in rows[one]["terms"]}
        assert rows[desk]["terms"]
        assert not shown & {term["term"] for term in rows[desk]["terms"]}
        assert set(rows[desk]["representative_ids"]) <= {i for one in members for i in rows[one]["representative_ids"]}


def test_no_article_has_a_desk_for_its_topic() -> None:
    """Articles have the finer topics only, first and second."""
    rows = nine()["article_topics"]
    given = set(rows["topic_id"].to_pylist()) | set(rows["second_topic_id"].to_pylist())
    assert not given & set(desks(nine()))


def test_desks_stay() -> None:
    """Assigned or refitted after a few new articles, desks keep ids, topics and labels."""
    more = {"a": about(range(9), 360), "b": about(range(9), 18, 20_020)}
    for config in ({}, {"refit": "always"}):
        tonight = night(more, nine(), **config)
        assert desks(tonight) == desks(nine())
        assert tonight["topics"]["label"].equals(nine()["topics"]["label"])
        assert events(tonight) == {"continued": list(range(12))}
    assert np.mean([ids(tonight)[a] == t for a, t in ids(nine()).items()]) >= 0.98


def test_a_desk_that_is_gone_gives_its_id_to_nobody() -> None:
    """When a family of topics has no articles left, its desk ends; ids of new topics and desks are new."""
    tonight = night({"a": about(range(3, 12), 360, 20_030)}, nine(), n_topics=9, refit="always")
    was, now = set(range(12)), set(tonight["topics"]["topic_id"].to_pylist())
    assert min(now - was) >= 12
    assert set(desks(tonight)) & set(range(9)) == set()
    assert not set(ids(tonight).values()) & {9, 10, 11}
    gone = {row["topic_id"] for row in tonight["topic_events"].to_pylist() if row["event"] in ("died", "merged")}
    assert gone == was - now
