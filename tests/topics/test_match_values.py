"""Who inherits an id, by figures: the third that a topic needs to go on, the half that it came out of."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.topics.match_topics import Change, Match, match, unchanged

KNOWN = np.array([3, 7])


def matched(table: dict[tuple[int, int], int], k: int, known: np.ndarray = KNOWN, free: int = 20) -> Match:
    """The match of so many articles of each pair (id before, number now)."""
    pairs = np.array([pair for pair, n in table.items() for _ in range(n)], np.int64).reshape(-1, 2)
    return match(pairs[:, 0], pairs[:, 1], known, k, free)


@pytest.mark.parametrize(
    ("table", "ids", "overlap"),
    [
        ({(3, 0): 1}, [3], 1.0),
        ({(3, 0): 9, (3, -1): 1}, [3], 0.9),
        ({(3, 0): 9, (-1, 0): 1}, [3], 0.9),
        ({(3, 0): 1, (3, -1): 1}, [3], 0.5),
        ({(3, 0): 1, (3, -1): 1, (-1, 0): 1}, [3], 0.3333),
        ({(3, 0): 1, (3, -1): 2}, [3], 0.3333),
        ({(3, 0): 2, (3, -1): 2, (-1, 0): 2}, [3], 0.3333),
        ({(3, 0): 33, (3, -1): 67}, [20], None),
        ({(3, 0): 34, (3, -1): 66}, [3], 0.34),
        ({(3, 0): 1, (3, -1): 3}, [20], None),
        ({(3, 0): 26, (3, -1): 74}, [20], None),
        ({(3, 0): 41, (3, -1): 59}, [3], 0.41),
        ({(-1, 0): 5}, [20], None),
        ({(3, -1): 5}, [20], None),
    ],
)
def test_a_topic_goes_on_with_a_third_in_common(
    table: dict[tuple[int, int], int], ids: list[int], overlap: float | None
) -> None:
    """A third of the articles of either, itself included: of two topics of one size, half of the articles."""
    found = matched(table, 1)
    assert found.ids.tolist() == ids
    assert [c.overlap for c in found.changes if c.event == "continued"] == ([] if overlap is None else [overlap])


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ({(3, 0): 90, (3, 1): 10}, Change(20, "split", 3, 1.0)),
        ({(3, 0): 90, (3, 1): 10, (-1, 1): 10}, Change(20, "split", 3, 0.5)),
        ({(3, 0): 90, (3, 1): 10, (-1, 1): 11}, Change(20, "born", None, None)),
        ({(3, 0): 90, (3, 1): 10, (-1, 1): 6}, Change(20, "split", 3, 0.625)),
        ({(3, 0): 90, (3, 1): 3, (-1, 1): 5}, Change(20, "born", None, None)),
        ({(3, 0): 90, (-1, 1): 5}, Change(20, "born", None, None)),
        ({(3, 0): 90}, Change(20, "born", None, None)),
    ],
)
def test_a_new_topic_is_a_split_where_half_of_it_was_another(table: dict[tuple[int, int], int], change: Change) -> None:
    """From half of its own articles on; else it is born."""
    found = {c.topic_id: c for c in matched(table, 2).changes}
    assert found[20] == change
    assert found[3].event == "continued"


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ({(3, 0): 90, (7, 0): 10}, Change(7, "merged", 3, 1.0)),
        ({(3, 0): 90, (7, 0): 10, (7, -1): 10}, Change(7, "merged", 3, 0.5)),
        ({(3, 0): 90, (7, 0): 10, (7, -1): 11}, Change(7, "died", None, None)),
        ({(3, 0): 90, (7, 0): 10, (7, -1): 6}, Change(7, "merged", 3, 0.625)),
        ({(3, 0): 90, (7, 0): 3, (7, -1): 5}, Change(7, "died", None, None)),
        ({(3, 0): 90, (7, -1): 10}, Change(7, "died", None, None)),
        ({(3, 0): 90}, Change(7, "died", None, None)),
    ],
)
def test_a_topic_that_is_gone_merged_where_half_of_it_is_another_now(
    table: dict[tuple[int, int], int], change: Change
) -> None:
    """From half of its own articles on; else it died."""
    found = {c.topic_id: c for c in matched(table, 1).changes}
    assert found[7] == change
    assert found[3].event == "continued"


@pytest.mark.parametrize(
    ("table", "ids"),
    [
        ({(3, 0): 6, (3, 1): 4}, [3, 20]),
        ({(3, 0): 4, (3, 1): 6}, [20, 3]),
        ({(3, 0): 6, (7, 0): 5, (7, 1): 2}, [3, 20]),
        ({(3, 0): 5, (7, 0): 6, (3, 1): 5}, [7, 3]),
        ({(3, 0): 5, (7, 1): 5}, [3, 7]),
        ({(3, 1): 5, (7, 0): 5}, [7, 3]),
        ({(3, 0): 5, (7, 0): 5}, [3, 20]),
    ],
)
def test_an_id_goes_to_the_topic_with_the_larger_part(table: dict[tuple[int, int], int], ids: list[int]) -> None:
    """Each id to one topic and each topic one id; what is left over has the smallest new one."""
    assert matched(table, 2).ids.tolist() == ids


@pytest.mark.parametrize(("free", "ids"), [(8, [8, 9, 10]), (20, [20, 21, 22])])
def test_new_ids_count_up_from_the_first_that_is_free(free: int, ids: list[int]) -> None:
    """None is left out."""
    assert matched({(-1, 0): 1, (-1, 1): 1, (-1, 2): 1}, 3, free=free).ids.tolist() == ids


def test_a_model_that_is_kept_changes_nothing() -> None:
    """Every topic continues with all of its articles."""
    found = unchanged(KNOWN)
    assert found.ids.tolist() == [3, 7]
    assert found.changes == (Change(3, "continued", None, 1.0), Change(7, "continued", None, 1.0))
