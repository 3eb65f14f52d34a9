"""How alike articles and groups are, by figures: days apart, lengths of terms, leads, links."""

from __future__ import annotations

from zlib import crc32

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.arrays.arrow import strings
from pipeline.stories.event_terms import event_terms
from pipeline.stories.grouping import Limits, closeness, near, single
from pipeline.stories.story_days import number_of


@pytest.mark.parametrize(
    ("gap", "window", "left"),
    [
        (0.0, 3, 1.0),
        (1.0, 3, 1.0),
        (1.5, 3, 0.8125),
        (2.0, 3, 0.625),
        (2.5, 3, 0.4375),
        (3.0, 3, 0.25),
        (3.01, 3, 0.0),
        (9.0, 3, 0.0),
        (4.0, 7, 0.625),
        (7.0, 7, 0.25),
        (1.0, 1, 1.0),
        (1.01, 1, 0.0),
        (0.0, 0, 1.0),
        (0.5, 0, 0.0),
        (2.0, 2, 0.25),
    ],
)
def test_what_is_left_of_a_likeness_over_a_gap_of_days(gap: float, window: float, left: float) -> None:
    """All up to a day, a quarter at the end of the window, nothing beyond."""
    assert closeness(np.array([gap]), window).tolist() == pytest.approx([left])


@pytest.mark.parametrize(
    ("days", "least", "expected"),
    [
        ([0, 0], 0.6, [0.6]),
        ([0, 1], 0.6, [0.6]),
        ([0, 2], 0.375, [0.375]),
        ([0, 2], 0.376, []),
        ([0, 3], 0.15, [0.15]),
        ([0, 3], 0.151, []),
        ([0, 4], 0.001, []),
        ([0, 0], 0.60001, []),
    ],
)
def test_two_articles_are_as_alike_as_their_words_and_days(
    days: list[int], least: float, expected: list[float]
) -> None:
    """A cosine of .6, less for each day from the second on; the bound itself is enough."""
    groups = single(csr_matrix(np.array([[1, 0], [0.6, 0.8]], np.float32)), np.array(days))
    found = near(groups, np.array([0]), groups.of(slice(1, 2)), Limits(least, 3))
    assert found.similarity.tolist() == expected


@pytest.mark.parametrize(("n", "kept"), [(5, 5), (31, 31), (32, 32), (33, 32), (40, 32)])
def test_thirty_two_candidates_are_kept(n: int, kept: int) -> None:
    """The most alike; of equals the earlier."""
    groups = single(csr_matrix(np.ones((n + 1, 1), np.float32)), np.zeros(n + 1, np.int64))
    found = near(groups, np.array([0]), groups.of(slice(1, n + 1)), Limits(0.5, 3))
    assert found.second.tolist() == list(range(kept))


def keys_of(
    text: str, title: str | None = None, *, dated: bool = True, stop: set[str] | None = None
) -> dict[int, float]:
    """Key and weight of each term of an article."""
    found = event_terms(strings([text]), strings([title]), np.array([dated]), stop or set())
    return dict(zip(found.keys.tolist(), found.weights.astype(np.float64).round(4).tolist(), strict=True))


def key(word: str) -> int:
    """The key of a word: its CRC-32, as a signed number."""
    return int(np.array([crc32(word.encode())], np.uint32).view(np.int32)[0])


@pytest.mark.parametrize(
    ("word", "is_term"),
    [
        ("a", False),
        ("ab", True),
        ("7", False),
        ("12", True),
        ("x" * 40, True),
        ("x" * 41, False),
        ("\u00e9", False),
        ("\u00e9t", True),
    ],
)
def test_a_term_has_two_to_forty_characters(word: str, *, is_term: bool) -> None:
    """Words and numbers alike."""
    assert (key(word) in keys_of(f"{word} pier")) is is_term


@pytest.mark.parametrize(("n", "weight"), [(1, 1.0), (2, 1.6931), (3, 2.0986), (10, 3.3026)])
def test_a_term_weighs_one_and_the_log_of_its_count(n: int, weight: float) -> None:
    """Title and text together."""
    assert keys_of("pier " * n)[key("pier")] == weight
    assert keys_of("pier " * (n - 1) + "end", "Pier")[key("pier")] == weight


@pytest.mark.parametrize(("place", "weight"), [(0, 2.0986), (58, 2.0986), (59, 2.0986), (60, 1.0), (80, 1.0)])
def test_the_lead_of_a_text_without_a_day_has_sixty_words(place: int, weight: float) -> None:
    """Each of them counts three times; with a day none does."""
    text = "the " * place + "pier" + " the" * 30
    assert keys_of(text, dated=False, stop={"the"}) == {key("pier"): weight}
    assert keys_of(text, stop={"the"}) == {key("pier"): 1.0}


def test_stop_words_are_left_out_in_any_form() -> None:
    """As words, not as spellings; a possessive is its word."""
    assert keys_of("The pier's THE piers", stop={"the"}) == {key("pier"): 1.0, key("piers"): 1.0}


@pytest.mark.parametrize(
    ("text", "dated", "n_names"),
    [
        ("we saw Kalmor", True, 1),
        ("we saw kalmor", True, 0),
        ("Kalmor burns", True, 0),  # it opens the sentence
        ("we saw Kalmor and kalmor", True, 1),
        ("we saw Kalmor and kalmor and kalmor", True, 0),
        ("we saw 12 boats", True, 0),
        ("we saw 12 boats", False, 1),
        ("we saw B52 and 2 boats", False, 1),
        ("", True, 0),
    ],
)
def test_names_and_figures_come_first(text: str, *, dated: bool, n_names: int) -> None:
    """A capital at half of its places within sentences; what has a digit counts where there is no day."""
    found = event_terms(strings([text]), strings([None]), np.array([dated]), {"we", "saw", "and"})
    assert found.n_names.tolist() == [n_names]


@pytest.mark.parametrize(
    ("name", "number"), [("1970-01-01", 0), ("1970-01-02", 1), ("2026-03-01", 20513), ("none", 0), ("", 0)]
)
def test_a_part_has_the_number_of_its_day(name: str, number: int) -> None:
    """Days since 1970; that of the articles without a day has none."""
    assert number_of(name) == number
