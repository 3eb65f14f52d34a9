"""The laws of topics that stay: a model is accepted, articles are assigned, a refit is matched to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from pipeline.engine.dag import ACCEPTED
from pipeline.tables import TABLES
from pipeline.tables.parts import MemoryParts
from pipeline.topics.stage import TopicsConfig, topics
from tests.topics.invented import Article, inputs
from tests.topics.test_stage import Found, places, sentence

Parts = Mapping[str, Sequence[Article]]


def night(parts: Parts, before: Found | None = None, **config: Any) -> Found:
    """What the stage gives with the model of an earlier night accepted; parts joined, every table checked."""
    keywords = MemoryParts({"all": TABLES["keywords"].empty()})
    given = topics(TopicsConfig(**config), **inputs(parts, **accepted(before)), keywords=keywords)
    joined = {**given, "article_topics": pa.concat_tables(given["article_topics"].values())}
    for name, data in joined.items():
        if name != "article_topics":
            TABLES[name].check(data)
    return joined


def accepted(before: Found | None) -> dict[str, MemoryParts]:
    """The tables `accepted_*` of a model, or of none."""
    found = {}
    for name in ACCEPTED.split():
        data = TABLES[name].empty() if before is None else before[name.replace("accepted", "model")]
        found[name] = MemoryParts({"all": pa.Table.from_arrays(data.columns, schema=TABLES[name].schema)})
    return found


def about(subjects: Sequence[int], n: int, first_day: int = 20_000, seed: int = 1) -> list[Article]:
    """As many articles, in turn about some subjects, over thirty days."""
    random = np.random.default_rng([seed, first_day])
    rows = [sentence(random, subjects[i % len(subjects)]) for i in range(n)]
    return [Article(f"{first_day:08x}{seed:04x}{i:04x}", text, first_day + i % 30) for i, text in enumerate(rows)]


def ids(result: Found) -> dict[str, int]:
    """topic_id by article."""
    return {one: row["topic_id"] for one, row in places(result).items()}


def kept(one: Found, other: Found) -> float:
    """Share of the articles of the first night that have the same topic_id on the other."""
    was, now = ids(one), ids(other)
    return float(np.mean([was[a] == now[a] for a in was]))


def state(result: Found) -> tuple[str, str]:
    """How the topics were made and why."""
    row = result["topic_state"].to_pylist()[0]
    return row["made"], row["reason"]


def events(result: Found) -> dict[str, list[int]]:
    """Ids by event."""
    found: dict[str, list[int]] = {}
    for row in result["topic_events"].to_pylist():
        found.setdefault(row["event"], []).append(row["topic_id"])
    return found


@cache
def four() -> Found:
    """A first night: articles on four subjects, their topics fitted."""
    return night({"a": about((0, 1, 2, 3), 240)}, n_topics=4)


def test_a_first_night_has_no_events() -> None:
    """Without a model topics are fitted, numbered from 0, and nothing has changed."""
    assert state(four()) == ("fitted", "first")
    assert four()["topics"]["topic_id"].to_pylist() == [0, 1, 2, 3]
    assert four()["topic_events"].num_rows == 0
    assert four()["topic_state"]["drift"].to_pylist() == [None]


def test_the_model_gives_the_rows_that_it_was_stored_with() -> None:
    """The articles of the fit, assigned by its stored model, have the very rows that the fit gave them."""
    again = night({"a": about((0, 1, 2, 3), 240)}, four())
    assert state(again) == ("assigned", "none")
    for name in ("topics", "article_topics", "model_topics", "model_terms", "model_facts"):
        assert again[name].equals(four()[name]), name
    assert events(again) == {"continued": [0, 1, 2, 3]}


def test_new_articles_change_no_old_row() -> None:
    """A night that adds articles leaves rows, ids, labels and first days of the others as they were."""
    more = {"a": about((0, 1, 2, 3), 240), "b": about((0, 1, 2, 3), 40, 20_020)}
    tonight = night(more, four())
    assert state(tonight) == ("assigned", "none")
    was, now = places(four()), places(tonight)
    assert {a: now[a] for a in was} == was
    for name in ("topic_id", "label", "terms", "since", "representative_ids"):
        assert tonight["topics"][name].equals(four()["topics"][name]), name
    assert sum(tonight["topics"]["n_articles"].to_pylist()) == 280


def test_assigned_rows_know_no_neighbours() -> None:
    """An article alone, in other parts or in another order has the same row under a model."""
    rows = about((3, 1, 0, 2), 60, 20_010)
    whole = places(night({"a": rows}, four()))
    cut = places(night({"x": rows[:9], "b": rows[9:40], "empty": [], "c": rows[40:]}, four()))
    assert cut == whole
    for row in rows[::17]:
        assert places(night({"a": [row]}, four()))[row.article_id] == whole[row.article_id]


def test_parts_and_order_do_not_matter_for_a_refit() -> None:
    """A refit of the same articles in other parts gives the same topics, events and model."""
    rows = [*about((0, 1, 2, 3), 240), *about((0, 4), 80, 20_020)]
    mixed = [rows[i] for i in np.random.default_rng(2).permutation(len(rows))]
    one = night({"a": sorted(rows)}, four(), refit="always")
    other = night({"x": sorted(mixed[:50]), "b": sorted(mixed[50:])}, four(), refit="always")
    assert places(one) == places(other)
    assert all(one[n].equals(other[n]) for n in one if n != "article_topics")


def test_a_refit_after_a_few_new_articles_keeps_the_topics() -> None:
    """One article in twenty is new: at least 98 % of the others keep their topic_id, all ids and labels go on."""
    tonight = night({"a": about((0, 1, 2, 3), 240), "b": about((0, 1, 2, 3), 12, 20_020)}, four(), refit="always")
    assert state(tonight) == ("refitted", "asked")
    assert kept(four(), tonight) >= 0.98
    assert events(tonight) == {"continued": [0, 1, 2, 3]}
    assert tonight["topics"]["label"].equals(four()["topics"]["label"])


def test_a_new_subject_is_a_new_topic_with_a_new_id() -> None:
    """Articles on a subject that the model does not know drift; the refit gives them a topic of their own."""
    tonight = night({"a": about((0, 1, 2, 3), 240), "b": about((5,), 120, 20_020)}, four())
    assert state(tonight) == ("refitted", "drift")
    assert events(tonight) == {"continued": [0, 1, 2, 3], "born": [4]}
    assert kept(four(), tonight) >= 0.98
    new = {ids(tonight)[a.article_id] for a in about((5,), 120, 20_020)}
    assert new == {4}


def test_ids_are_never_used_again() -> None:
    """Over nights on which subjects come, go and come back, an id stands for one subject and is not given again."""
    subjects = [(0, 1, 2, 3), (1, 2, 3), (1, 2, 3, 4), (0, 2, 4, 5), (0, 1, 4, 5), (3, 5)]
    model, given, free = None, set(), 0
    for i, some in enumerate(subjects):
        was = set() if model is None else set(model["model_topics"]["topic_id"].to_pylist())
        rows = about(some, 60 * len(some), 20_000 + 40 * i)
        model = night({"a": rows}, model, n_topics=len(some), refit="always")
        now = set(model["model_topics"]["topic_id"].to_pylist())
        assert not (now - was) & given
        assert min(now - was, default=free) >= free
        given |= now
        free = model["model_facts"]["free_id"].to_pylist()[0]
        assert free == max(given) + 1
        for change in model["topic_events"].to_pylist():
            assert (change["event"] in ("born", "split")) == (change["topic_id"] in now - was)
            assert (change["event"] in ("died", "merged")) == (change["topic_id"] in was - now)
            assert change["label"]


def test_topics_that_come_together_are_merged() -> None:
    """Asked for fewer topics, the model's topics go on or merge into those that do."""
    tonight = night({"a": about((0, 1, 2, 3), 240)}, four(), n_topics=2)
    assert state(tonight) == ("refitted", "number")
    found = events(tonight)
    assert len(found["continued"]) + len(found.get("born", [])) == 2
    assert sorted(i for e in ("continued", "merged", "died") for i in found.get(e, [])) == [0, 1, 2, 3]
    assert "merged" in found


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ({}, ("assigned", "none")),
        ({"refit_days": 15}, ("refitted", "days")),
        ({"refit_days": 0}, ("assigned", "none")),
        ({"refit": "always"}, ("refitted", "asked")),
        ({"n_topics": 4}, ("assigned", "none")),
        ({"n_topics": 3}, ("refitted", "number")),
        ({"n_topics": 3, "refit_days": 15, "refit": "never"}, ("assigned", "none")),
    ],
)
def test_a_refit_is_due_when_the_settings_say_so(config: dict[str, Any], expected: tuple[str, str]) -> None:
    """Twenty days later: age, another number of topics or a wish ask for a refit; `never` forbids it."""
    rows = {"a": about((0, 1, 2, 3), 240), "b": about((0, 1, 2, 3), 60, 20_020)}
    assert state(night(rows, four(), **config)) == expected


@pytest.mark.parametrize("rows", [[], [Article("f" * 16, "1 2 3 the of and", 20_300)]])
def test_a_night_without_words_keeps_the_model(rows: list[Article]) -> None:
    """Nothing to find topics in: the accepted ones stay, without articles, even where a refit was asked for."""
    tonight = night({"a": rows}, four(), refit="always")
    assert state(tonight) == ("assigned", "none")
    assert tonight["topics"]["label"].equals(four()["topics"]["label"])
    assert set(tonight["topics"]["n_articles"].to_pylist()) == {0}
    assert set(ids(tonight).values()) <= {-1}


def test_representatives_are_saved() -> None:
    """Articles that stood for a topic go on doing so while they are there; others follow when they are gone."""
    saved = four()["topics"]["representative_ids"].to_pylist()
    gone = {row[0] for row in saved}
    left = [a for a in about((0, 1, 2, 3), 240) if a.article_id not in gone]
    tonight = night({"a": left, "b": about((0, 1, 2, 3), 40, 20_020)}, four())
    for row, was in zip(tonight["topics"]["representative_ids"].to_pylist(), saved, strict=True):
        assert row[:4] == was[1:]
        assert len(row) == len(set(row)) == 5


def test_the_evidence_for_the_number_of_topics_is_kept() -> None:
    """The number and what speaks for it stand in the model, and go on standing there when its number goes on."""
    first = night({"a": about((0, 1, 2, 3), 240)})
    tried = first["model_facts"]["tried"].to_pylist()[0]
    assert len(tried) == 1
    assert all(set(one) == {"n_topics", "stability", "coherence", "worth"} for one in tried)
    assert night({"a": about((0, 1, 2, 3), 240)}, first, refit="always")["topic_state"]["tried"].to_pylist() == [tried]
    assert four()["model_facts"]["tried"].to_pylist() == [[]]


def test_a_corpus_that_doubled_decides_the_number_anew() -> None:
    """The number of topics goes on over refits of a growing corpus until it is twice what it was decided for."""
    model = night({"a": about((0, 1, 2, 3), 120)})
    for n in (160, 200, 239, 300):
        model = night({"a": about((0, 1, 2, 3), n)}, model, refit="always")
        assert model["model_facts"]["n_chosen"].to_pylist() == [120 if n < 240 else 300]


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_a_number_that_nobody_asked_for_stays_too(seed: int) -> None:
    """Half the root of 240 is eight; on four subjects half of them dissolve, and after +5 % and a refit all stay."""
    rows = about((0, 1, 2, 3), 240, seed=seed)
    model = night({"a": rows})
    tonight = night({"a": rows, "b": about((0, 1, 2, 3), 12, 20_031, seed)}, model, refit="always")
    assert model["topics"].num_rows == 4
    assert tonight["topic_state"].to_pylist()[0]["made"] == "refitted"
    assert kept(model, tonight) >= 0.98
    assert {row["event"] for row in tonight["topic_events"].to_pylist()} == {"continued"}
