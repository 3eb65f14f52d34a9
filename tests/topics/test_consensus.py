"""The laws of `pipeline.topics.consensus`."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.topics.consensus import consensus


def test_one_cut_is_its_own_consensus() -> None:
    """A single cut comes back as it is."""
    assert consensus([np.array([2, 0, 1, 1])], 3).tolist() == [2, 0, 1, 1]


def test_strays_are_outvoted() -> None:
    """Texts that one cut has in the wrong cluster go where the others have them, whatever the clusters are called."""
    right = np.repeat(np.arange(3), 10)
    cuts = [right.copy() for _ in range(5)]
    for i, cut in enumerate(cuts):
        cut[i], cut[10 + i] = 1, 2
    cuts[3:] = [(cut + 1) % 3 for cut in cuts[3:]]
    assert consensus(cuts, 3).tolist() == right.tolist()


@settings(max_examples=30)
@given(st.integers(1, 30), st.integers(1, 5), st.integers(1, 6), st.integers(0, 99))
def test_cuts_that_agree_are_kept(n: int, k: int, times: int, seed: int) -> None:
    """The same cut several times, under other numbers, gives that cut."""
    random = np.random.default_rng(seed)
    cut = random.integers(0, k, n)
    found = consensus([cut, *(random.permutation(k)[cut] for _ in range(times))], k)
    assert found.tolist() == cut.tolist()


def test_no_more_cuts_are_asked_than_fit_in_memory() -> None:
    """Where clusters are many, the first cuts decide alone."""
    first = np.arange(10)
    assert consensus([first, *[np.zeros(10, np.int64)] * 9], 1_000_000).tolist() == first.tolist()
