"""The laws of `pipeline.topics.match_topics`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.topics.match_topics import CONTINUES, MAINLY, Change, Match, match, unchanged

KNOWN = np.array([0, 2, 5, 9])
PAIRS = st.lists(st.tuples(st.sampled_from([-1, 0, 2, 5, 9]), st.integers(-1, 4)), max_size=60)


def matched(pairs: list[tuple[int, int]], k: int = 5, free: int = 12) -> Match:
    """The match of articles given as (id before, number now)."""
    both = np.array(pairs, np.int64).reshape(-1, 2)
    return match(both[:, 0], both[:, 1], KNOWN, k, free)


def counted(table: dict[tuple[int, int], int]) -> list[tuple[int, int]]:
    """Articles from how many there are of each pair."""
    return [pair for pair, n in table.items() for _ in range(n)]


def by_id(found: Match) -> dict[int, Change]:
    """The change of each topic."""
    assert len({c.topic_id for c in found.changes}) == len(found.changes)
    return {c.topic_id: c for c in found.changes}


@given(PAIRS)
def test_no_id_is_given_twice_or_again(pairs: list[tuple[int, int]]) -> None:
    """New topics have distinct ids, each handed on from the model before or at least `free`, without gaps."""
    ids = matched(pairs).ids.tolist()
    assert len(set(ids)) == 5
    fresh = sorted(i for i in ids if i not in KNOWN)
    assert fresh == list(range(12, 12 + len(fresh)))


@given(PAIRS)
def test_every_topic_has_one_change(pairs: list[tuple[int, int]]) -> None:
    """Each known id continued, died or merged; each fresh id was born or split; continued ones are those handed on."""
    found = matched(pairs)
    changes, ids = by_id(found), found.ids.tolist()
    assert set(changes) == {*KNOWN.tolist(), *ids}
    for one, change in changes.items():
        if one in KNOWN:
            assert change.event in ("continued", "died", "merged")
            assert (change.event == "continued") == (one in ids)
        else:
            assert change.event in ("born", "split")


@given(PAIRS)
def test_changes_tell_what_is_in_common(pairs: list[tuple[int, int]]) -> None:
    """Overlaps are the shares that the docstring promises, above their thresholds; other topics are there."""
    found = matched(pairs)
    ids, known = found.ids.tolist(), KNOWN.tolist()
    for c in found.changes:
        old = {i for i, (before, _) in enumerate(pairs) if before == c.topic_id}
        new = {i for i, (_, now) in enumerate(pairs) if now >= 0 and ids[now] == c.topic_id}
        if c.event == "continued":
            assert c.overlap == pytest.approx(len(old & new) / len(old | new), abs=1e-4)
            assert c.overlap >= CONTINUES - 1e-4
        elif c.event == "merged":
            into = {i for i, (_, now) in enumerate(pairs) if now >= 0 and ids[now] == c.other_id}
            assert c.other_id in ids
            assert c.overlap == pytest.approx(len(old & into) / len(old), abs=1e-4)
            assert c.overlap >= MAINLY
        elif c.event == "split":
            source = {i for i, (before, _) in enumerate(pairs) if before == c.other_id}
            assert c.other_id in known
            assert c.overlap == pytest.approx(len(source & new) / len(new), abs=1e-4)
            assert c.overlap >= MAINLY
        else:
            assert c.other_id is c.overlap is None


@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_matter(pairs: list[tuple[int, int]], random: object) -> None:
    """The same articles in any order give the same ids and changes."""
    mixed = list(pairs)
    random.shuffle(mixed)
    one, other = matched(pairs), matched(mixed)
    assert one.ids.tolist() == other.ids.tolist()
    assert one.changes == other.changes


@given(st.permutations([0, 1, 2, 3]))
def test_renumbered_topics_keep_their_ids(order: list[int]) -> None:
    """Where a fit finds the very topics under other numbers, all go on, with everything in common."""
    found = matched([(int(KNOWN[old]), new) for new, old in enumerate(order) for _ in range(3)], k=4)
    assert found.ids.tolist() == KNOWN[order].tolist()
    assert found.changes == unchanged(KNOWN).changes


def test_a_split_a_merger_a_birth_and_a_death() -> None:
    """0 splits, 5 goes into 2, a topic comes from nowhere, 9 has no articles left."""
    found = matched(counted({(0, 0): 60, (0, 1): 40, (2, 2): 50, (5, 2): 30, (-1, 3): 20, (-1, -1): 5}), k=4)
    assert found.ids.tolist() == [0, 12, 2, 13]
    assert by_id(found) == {
        0: Change(0, "continued", None, 0.6),
        2: Change(2, "continued", None, 0.625),
        5: Change(5, "merged", 2, 1.0),
        9: Change(9, "died", None, None),
        12: Change(12, "split", 0, 1.0),
        13: Change(13, "born", None, None),
    }


def test_the_larger_part_inherits_and_ties_go_to_the_smaller_id() -> None:
    """Where two halves are equal the first one inherits; where two topics offer the same, the smaller id does."""
    assert matched(counted({(0, 0): 5, (0, 1): 5}), k=2).ids.tolist() == [0, 12]
    assert matched(counted({(2, 0): 5, (0, 0): 5}), k=1).ids.tolist() == [0]


@pytest.mark.parametrize("k", [0, 2])
def test_nothing_shared_is_nothing_handed_on(k: int) -> None:
    """Without articles, or without topics before, every topic is new."""
    assert matched([], k=k).ids.tolist() == [12, 13][:k]
    assert match(np.full(3, -1), np.zeros(3, np.int64), np.zeros(0, np.int64), 1, 7).ids.tolist() == [7]
