"""Words that say something of whoever does a thing or of whomever it is done to, and what was learned of them."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from benchmarks.train.directed import NEUTRALS, SCALE, directed_columns, directed_words, groups
from tests.sentiment.test_targets import towards

GROUPS = groups()


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["name"])
def test_the_tone_towards_a_name_follows_the_group(group: dict[str, Any]) -> None:
    """The example differs from its counter-example to the side that the group says."""
    side = group["agent"] + group["patient"]
    if group["name"] == "victory":
        side = group["patient"]  # the example names the loser
    example, counter = towards((group["example"], "Smith"), (group["counter"], "Smith"))
    assert (example - counter) * np.sign(side) > 0.05


def test_each_form_of_a_word_says_the_same() -> None:
    """Verbs and nouns in their forms; a word that two groups have, as a verb and as a noun, counts as in the first."""
    found = directed_words()
    assert {found[form] for form in ("condemn", "condemns", "condemned", "condemning")} == {(0.0, -2.0)}
    assert found["allegations"] == (-0.5, -1.75)
    assert found["beaten"] == found["beat"] == (1.25, -1.5)
    assert found["praise"] == (0.25, 2.0)
    assert "spoke" not in found


def test_no_group_has_a_word_twice() -> None:
    """Nor have two groups of verbs, nor two of nouns; values lie within -3..3."""
    for kind in ("verb", "noun"):
        words = Counter(word for group in GROUPS if group["kind"] == kind for word in group["words"].split())
        assert [word for word, n in words.items() if n > 1] == []
    assert all(-3 <= group[side] <= 3 for group in GROUPS for side in ("agent", "patient"))


def test_words_in_like_company_are_predicted_alike() -> None:
    """A word near `condemned` is predicted as one near `praised` is not; names are predicted as nothing."""
    words = ["condemned", "praised", "upbraided", "lionised", "Upbraid", *(f"w{n}" for n in range(NEUTRALS))]
    vectors = np.zeros((len(words), 3), np.float32)
    vectors[[0, 2, 4], 0] = vectors[[1, 3], 1] = 1.0
    vectors[5:, 2] = 1.0
    counts, small = np.full(len(words), 1000), np.where(np.arange(len(words)) == 4, 0.1, 1.0)
    counts[2:5] = 10  # too rare to be taken for words that say nothing
    found: Any = SimpleNamespace(words=words, vectors=vectors, counts=counts, small=small)
    columns = directed_columns(found)
    assert columns[:5, :2].tolist() == [[0.0, -2.0 * SCALE], [0.25 * SCALE, 2.0 * SCALE], *[[0.0, 0.0]] * 3]
    assert columns[2, 3] < -0.2 * SCALE
    assert columns[3, 3] > 0.2 * SCALE
    assert columns[4, 2:].tolist() == [0.0, 0.0]
    assert np.abs(columns[5:, 2:]).max() < 0.1
