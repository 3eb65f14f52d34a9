"""Weeks that nothing has changed are not grouped again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.engine import memory as memory_module
from pipeline.engine.day_parts import DayParts
from pipeline.engine.memory import Memory
from pipeline.engine.store import Store
from pipeline.stories import known_weeks
from pipeline.stories.grouping import Groups, Limits, single
from pipeline.stories.growing import grown
from pipeline.stories.known_weeks import grown_once
from pipeline.tables.parts import MemoryParts

LIMITS = Limits(0.4, 3.0)


def articles(seed: int) -> Groups:
    """Sixty articles of ten events, over a week."""
    random = np.random.default_rng(seed)
    event = np.sort(random.integers(0, 10, 60))
    terms = np.zeros((60, 80), np.float32)
    for row, own in enumerate(event.tolist()):
        terms[row, own * 6 + random.integers(0, 6, 4)] = 1
        terms[row, 60 + random.integers(0, 20, 2)] = 0.3
    return single(csr_matrix(terms), random.integers(0, 7, 60))


def parts(folder: Path) -> DayParts:
    """A table of a new run over the same state."""
    return DayParts(Store(folder), "articles", (), "articles", Memory(folder / "kept"))


def test_the_groups_are_those_of_the_direct_way(tmp_path: Path) -> None:
    """With a memory, from it, and without one."""
    for seed in range(5):
        wanted = grown(articles(seed), LIMITS).tolist()
        assert len(set(wanted)) < 60
        assert grown_once(parts(tmp_path), articles(seed), LIMITS).tolist() == wanted
        assert grown_once(parts(tmp_path), articles(seed), LIMITS).tolist() == wanted
        assert grown_once(MemoryParts({}), articles(seed), LIMITS).tolist() == wanted


def test_the_same_articles_are_grouped_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another weight, day or limit is another question, and so is other code."""
    asked: list[Limits] = []
    monkeypatch.setattr(known_weeks, "grown", lambda groups, limits: (asked.append(limits), grown(groups, limits))[1])
    first = articles(0)
    changed = [first._replace(days=first.days + 1), first._replace(sums=first.sums * np.float32(1.5))]
    for groups in (first, first, *changed, first):
        grown_once(parts(tmp_path), groups, LIMITS)
    assert len(asked) == 3
    grown_once(parts(tmp_path), first, Limits(0.4, 2.0))
    assert asked[3:] == [Limits(0.4, 2.0)]
    monkeypatch.setattr(memory_module, "code_of", lambda function: [function.__name__])
    grown_once(parts(tmp_path), first, LIMITS)
    assert len(asked) == 5
