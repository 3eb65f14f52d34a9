"""The laws of stage `topics`, on invented articles about six subjects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from sklearn.metrics import adjusted_rand_score

from pipeline.arrays.arrow import lists, numbers, strings
from pipeline.engine.dag import ACCEPTED
from pipeline.tables import TABLES
from pipeline.tables.parts import MemoryParts
from pipeline.topics import fitting
from pipeline.topics.stage import TopicsConfig, terms, topics
from tests.topics.invented import COMMON, Article, inputs

SUBJECTS = (
    "ferry harbour captain deck sailor anchor pier tide vessel cargo crane dock voyage mast lighthouse",
    "orchard apple harvest farmer tractor field barley frost meadow cattle dairy plough soil fertiliser barn",
    "goalkeeper striker penalty referee stadium league trophy coach midfield kickoff season fans derby defender",
    "surgeon clinic vaccine patient nurse virus hospital dose therapy symptom ward diagnosis tablet infection fever",
    "parliament minister ballot coalition senator treaty cabinet opposition amendment deputy vote mayor debate",
    "telescope comet orbit rocket astronaut planet galaxy satellite crater launch probe meteor lunar eclipse cosmic",
)
Found = dict[str, pa.Table]


def sentence(random: np.random.Generator, subject: int, n: int = 40) -> str:
    """Words of the subject, every fourth a common one."""
    own, common = random.choice(SUBJECTS[subject].split(), n), random.choice(COMMON.split(), n)
    return " ".join(np.where(random.random(n) < 0.75, own, common).tolist()) + "."


@cache
def invented(n: int = 180) -> tuple[Article, ...]:
    """Articles in turn about each subject, over thirty days."""
    random = np.random.default_rng(11)
    return tuple(Article(f"{i:016x}", sentence(random, i % 6), 20_000 + i % 30) for i in range(n))


def found(
    parts: Mapping[str, Sequence[Article]],
    keywords: pa.Table | None = None,
    **config: Any,
) -> Found:
    """What the stage gives for articles by part, every table checked and its parts joined."""
    others = {name: MemoryParts({"all": TABLES[name].empty()}) for name in ACCEPTED.split()}
    words = MemoryParts({"all": TABLES["keywords"].empty() if keywords is None else keywords})
    given = topics(TopicsConfig(**config), **inputs(parts, **others), keywords=words)
    scattered = given["article_topics"]
    assert {n: t["article_id"].to_pylist() for n, t in scattered.items()} == {
        n: [a.article_id for a in rows] for n, rows in parts.items()
    }
    joined = {**given, "article_topics": pa.concat_tables(scattered.values())}
    for name, data in [*given.items(), *(("article_topics", t) for t in scattered.values())]:
        if isinstance(data, pa.Table):
            TABLES[name].check(data)
    return joined


def places(result: Found) -> dict[str, dict[str, Any]]:
    """Row of `article_topics` by article, without the id."""
    return {row.pop("article_id"): row for row in result["article_topics"].to_pylist()}


@cache
def six() -> Found:
    """The six topics asked for."""
    return found({"a": invented()}, n_topics=6)


def test_the_seed_of_the_settings_is_that_of_the_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    """`topics.seed`, `n_topics` and `fit_size` reach the fit as they were set."""
    asked: list[tuple[int, int | None, int]] = []

    def recorded(counts: Any, n_topics: int | None, seed: int, *_: Any) -> None:
        asked.append((seed, n_topics, counts.shape[0]))

    monkeypatch.setattr(fitting, "fit", recorded)
    for seed in (0, 12):
        found({"a": invented()}, seed=seed, n_topics=6, fit_size=120)
    assert asked == [(0, 6, 120), (12, 6, 120)]


@pytest.mark.parametrize("fit_size", [20_000, 100])
def test_subjects_are_found(fit_size: int) -> None:
    """Asked for six topics, articles on six subjects fall into these, though topics be fitted on some of them only."""
    where = places(found({"a": invented()}, n_topics=6, fit_size=fit_size))
    told = [where[a.article_id]["topic_id"] for a in invented()]
    assert adjusted_rand_score(np.arange(len(told)) % 6, told) > 0.8


def test_their_number_is_found_nearly() -> None:
    """Left to the articles, the number of topics of six subjects lies between 3 and 12."""
    assert 3 <= found({"a": invented()})["topics"].num_rows <= 12


@pytest.mark.parametrize("k", [2, 3, 6])
def test_as_many_topics_as_asked_for(k: int) -> None:
    """With n_topics=k there are k topics, 0 to k-1, each with at least one article."""
    result = found({"a": invented()}, n_topics=k)
    assert result["topics"]["topic_id"].to_pylist() == list(range(k))
    assert min(result["topics"]["n_articles"].to_pylist()) > 0


def test_topics_tell_their_articles() -> None:
    """n_articles, since and the representatives of a topic are those of its rows in `article_topics`."""
    where, day = places(six()), {a.article_id: a.day for a in invented()}
    for row in six()["topics"].to_pylist():
        own = [one for one, place in where.items() if place["topic_id"] == row["topic_id"]]
        assert row["n_articles"] == len(own)
        assert (row["since"] - date(1970, 1, 1)).days == min(day[one] for one in own)
        assert 0 < len(row["representative_ids"]) <= 5
        assert set(row["representative_ids"]) <= set(own)


def test_topics_have_names() -> None:
    """Labels are unique and not empty, and a topic's terms are its subject's, by falling weight above 0."""
    rows = six()["topics"].to_pylist()
    labels = [row["label"] for row in rows]
    assert len(set(labels)) == 6
    assert all(labels)
    for row in rows:
        weights = [term["weight"] for term in row["terms"]]
        assert weights == sorted(weights, reverse=True)
        assert min(weights) > 0
        assert max(len({t["term"] for t in row["terms"]} & set(s.split())) for s in SUBJECTS) == len(row["terms"]) == 10


def test_labels_say_terms_as_keywords_do() -> None:
    """Where many articles of a topic have a keyword of two words with a term in it, the label has the keyword."""
    pilots = {word: f"{word} {'abcdefghijklmno'[i] * 3}" for i, word in enumerate(SUBJECTS[0].split())}
    rows = [(a.article_id, phrase) for a in invented() for word, phrase in pilots.items() if f" {word} " in a.text]
    keywords = TABLES["keywords"].build(
        article_id=strings([article for article, _ in rows]),
        rank=numbers(np.ones(len(rows), np.int32)),
        keyword=strings([phrase for _, phrase in rows]),
        keyword_key=strings([phrase for _, phrase in rows]),
        score=numbers(np.ones(len(rows), np.float32)),
        count=numbers(np.ones(len(rows), np.int32)),
        starts=lists(np.ones(len(rows), np.int64), numbers(np.zeros(len(rows), np.int32))),
    )
    result = found({"a": invented()}, keywords, n_topics=6)
    labels = [row["label"].casefold().split(", ") for row in result["topics"].to_pylist()]
    said = [set(label) & set(pilots.values()) for label in labels]
    assert sorted(len(one) for one in said) == [0, 0, 0, 0, 0, 3]
    assert result["article_topics"].equals(six()["article_topics"])


@pytest.mark.parametrize("n", [1, 4, 30])
def test_as_many_terms_as_asked_for(n: int) -> None:
    """No topic has more terms than n_terms, and none twice."""
    for row in found({"a": invented()}, n_topics=3, n_terms=n)["topics"].to_pylist():
        told = [term["term"] for term in row["terms"]]
        assert 0 < len(told) == len(set(told)) <= n


def test_the_second_topic_is_another_and_weaker() -> None:
    """The second topic differs from the first and fits no better; both strengths add up to at most 1."""
    for row in places(six()).values():
        assert row["second_topic_id"] != row["topic_id"]
        assert row["second_strength"] <= row["strength"]
        assert row["strength"] + row["second_strength"] <= 1 + 1e-3


def test_the_map_is_small_and_puts_like_to_like() -> None:
    """Positions lie within -1..1, and articles of one topic lie nearer to each other than to the others."""
    rows = six()["article_topics"]
    at = np.array([rows["x"].to_pylist(), rows["y"].to_pylist()]).T
    topic = np.array(rows["topic_id"].to_pylist())
    distance, same = np.linalg.norm(at[:, None] - at, axis=2), topic[:, None] == topic
    assert np.abs(at).max() <= 1
    assert distance[same].mean() < distance[~same].mean() / 2


def test_parts_and_order_do_not_matter() -> None:
    """Cut into other parts and in another order, the articles have the same rows and the topics are the same."""
    order = np.random.default_rng(3).permutation(180)
    mixed = [invented()[i] for i in order]
    cut = {"x": mixed[:7], "empty": [], "b": mixed[7:90], "c": mixed[90:]}
    again = found({n: sorted(rows) for n, rows in cut.items()}, n_topics=6)
    assert places(again) == places(six())
    assert again["topics"].equals(six()["topics"])


def test_names_of_articles_do_not_matter() -> None:
    """Articles under other ids have the same topics and places."""
    renamed = {a.article_id: f"{int(a.article_id, 16) * 7919 % 180:016x}" for a in invented()}
    rows = sorted(a._replace(article_id=renamed[a.article_id]) for a in invented())
    again = places(found({"a": rows}, n_topics=6))
    assert {one: again[renamed[one]] for one in renamed} == places(six())


def test_the_same_text_has_the_same_place() -> None:
    """Articles with one text have equal rows wherever they stand, and change nobody else's."""
    copies = [a._replace(article_id=f"{i + 1000:016x}", day=None) for i, a in enumerate(invented()[:9])]
    result = places(found({"a": invented(), "b": copies}, n_topics=6))
    for copy, own in zip(copies, invented(), strict=False):
        assert result.pop(copy.article_id) == result[own.article_id]
    assert result == places(six())


def test_a_copy_takes_its_twins_place() -> None:
    """An article marked as a duplicate has its twin's row, though its words are others, and changes nobody else's."""
    random = np.random.default_rng(8)
    copies = [Article(f"{i + 1000:016x}", sentence(random, 5), None, invented()[0].article_id) for i in range(5)]
    copies.append(Article("f" * 16, "a copy of a copy", None, copies[0].article_id))
    result = places(found({"a": copies, "b": invented()}, n_topics=6))
    for copy in copies:
        assert result.pop(copy.article_id) == result[invented()[0].article_id]
    assert result == places(six())


def test_the_seed_is_all_that_is_random() -> None:
    """The same seed gives the same tables."""
    assert all(t.equals(six()[n]) for n, t in found({"a": invented()}, n_topics=6).items())


def test_an_article_without_terms_has_no_topic() -> None:
    """Among others, an article of figures and stop words has topic -1 with strength 0 and is no topic's article."""
    result = found({"a": [*invented(), Article("f" * 16, "1 2 3 the of and")]}, n_topics=6)
    row = places(result)["f" * 16]
    assert (row["topic_id"], row["strength"], row["second_topic_id"]) == (-1, 0, None)
    assert sum(result["topics"]["n_articles"].to_pylist()) == 180


FEW = {
    "none": [],
    "one": invented()[:1],
    "two": invented()[:2],
    "fewer than topics": invented()[:5],
    "all the same": [a._replace(text=invented()[0].text) for a in invented()[:9]],
    "no terms": [a._replace(text="1 2 3 - the.") for a in invented()[:4]],
    "empty texts": [a._replace(text="") for a in invented()[:4]],
    "one word each": [a._replace(text=a.text.split()[0]) for a in invented()[:8]],
    "no days": [a._replace(day=None) for a in invented()[:40]],
}


@pytest.mark.parametrize("n_topics", ["auto", 2, 50])
@pytest.mark.parametrize("case", FEW)
def test_odd_corpora_work(case: str, n_topics: int | str) -> None:
    """A corpus of nothing, little or one thing gives tables that keep the contract and fit each other."""
    result = found({"a": FEW[case]}, n_topics=n_topics)
    desks = set(result["topics"]["parent_id"].to_pylist()) - {None}
    k, ids = result["topics"].num_rows - len(desks), [row["topic_id"] for row in places(result).values()]
    assert len(ids) == len(FEW[case])
    assert set(ids) - {-1} == set(range(k))
    assert k <= len({a.text for a in FEW[case]})
    labels = result["topics"]["label"].to_pylist()
    assert len(set(labels)) == k + len(desks)
    assert all(labels)
    assert result["topic_events"].num_rows == 0


def test_a_stranger_has_no_topic() -> None:
    """A text whose words the others lack is in no topic, with strength 0; the others keep theirs."""
    stranger = Article("f" * 16, "Whisk egg sugar almond butter oven tray bake cool dust pan morning people.", 20_001)
    where = places(found({"a": (*invented(), stranger)}))
    told = where.pop(stranger.article_id)
    assert told == {
        "topic_id": -1,
        "strength": 0.0,
        "second_topic_id": None,
        "second_strength": None,
        "x": 0.0,
        "y": 0.0,
    }
    assert min(row["topic_id"] for row in where.values()) >= 0


def test_what_is_not_read_has_no_terms() -> None:
    """Articles in another language, for example, make no topics; the others keep their rows."""
    texts = TABLES["texts"].schema.empty_table()
    columns = {name: pa.nulls(3, texts.schema.field(name).type) for name in texts.schema.names}
    columns |= {
        "article_id": strings([16 * "a", 16 * "b", 16 * "c"]),
        "text": strings(["Ferry ferry pier.", "Hafen hafen.", "Pier."]),
        "is_read": pa.array([True, False, True]),
    }
    told = terms(TopicsConfig(), texts=TABLES["texts"].build(**columns))
    assert told["vocabulary"].to_pylist() == [{"term": "ferry", "df": 1}, {"term": "pier", "df": 2}]
    assert told["terms"]["ids"].to_pylist() == [[0, 1], [], [1]]
    assert told["terms"]["counts"].to_pylist() == [[2, 1], [], [1]]
