"""Rows by shard."""

from __future__ import annotations

import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import numbers, strings
from pipeline.tables.exchange import AT_ONCE, Shard, exchanges, n_shards, shard_of
from pipeline.tables.parts import MemoryParts


def rows(values: list[int]) -> pa.Table:
    """A table with one column `v`."""
    return pa.Table.from_arrays([numbers(np.array(values, np.int32))], names=["v"])


@pytest.mark.parametrize(
    ("n", "expected"), [(0, 1), (1, 1), (AT_ONCE - 1, 1), (AT_ONCE, 2), (3 * AT_ONCE - 1, 3), (3 * AT_ONCE, 4)]
)
def test_a_shard_has_no_more_articles_than_fit(n: int, expected: int) -> None:
    """A corpus that fits has one."""
    assert n_shards(n) == expected


@given(st.lists(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 3)), max_size=9), max_size=5), st.integers(1, 4))
def test_every_row_comes_back_in_its_shard(pieces: list[list[tuple[int, int]]], n: int) -> None:
    """In the order in which rows were put; two tables do not meet."""
    with exchanges(n, rows([]), rows([])) as (first, second):
        for piece in pieces:
            values, shard = [v for v, _ in piece], np.array([s % n for _, s in piece], np.int64)
            first.put(rows(values), shard)
            second.put(rows([-v for v in values]), shard)
        ones, others = first.shards(), second.shards()
        assert len(ones) == len(others) == n
        for number in range(n):
            expected = [v for piece in pieces for v, s in piece if s % n == number]
            assert ones[number].rows()["v"].to_pylist() == expected
            assert others[number].rows()["v"].to_pylist() == [-v for v in expected]


def test_a_shard_without_rows_has_the_columns() -> None:
    """Whether there is one shard or several."""
    for n in (1, 2):
        with exchanges(n, rows([])) as (exchange,):
            assert exchange.shards()[0].rows().schema == rows([]).schema


def test_equal_strings_share_a_shard() -> None:
    """Their hash decides, not their place; many strings use all shards about equally."""
    words = [f"word {i}" for i in range(900)]
    found = shard_of(strings(words), 3)
    assert shard_of(strings(words[::-1]), 3)[::-1].tolist() == found.tolist()
    assert np.bincount(found, minlength=3).min() > 250
    assert shard_of(strings(words), 1).tolist() == [0] * 900


def test_a_shard_goes_to_another_process(tmp_path: Path) -> None:
    """What is pickled names the file, which lies in the folder of the run while the exchange is open."""
    parts = MemoryParts({})
    parts.folder = tmp_path / "shards"
    with exchanges(2, rows([]), parts=parts) as (exchange,):
        exchange.put(rows(list(range(5000))), np.arange(5000) % 2)
        assert len(pickle.dumps(exchange.shards()[1])) < 2000
        assert [path.name for path in parts.folder.iterdir()] == [Path(exchange.shards()[0].path).name]
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            assert pool.submit(Shard.rows, exchange.shards()[1]).result()["v"].to_pylist() == list(range(1, 5000, 2))
    assert not list(parts.folder.iterdir())


def test_a_single_shard_needs_no_file(tmp_path: Path) -> None:
    """Its rows stay in memory, and can be had again from the shard."""
    parts = MemoryParts({})
    parts.folder = tmp_path / "shards"
    with exchanges(1, rows([]), parts=parts) as (exchange,):
        exchange.put(rows([1]), np.zeros(1, np.int64))
        exchange.put(rows([2]), np.zeros(1, np.int64))
        (shard,) = exchange.shards()
    assert not parts.folder.exists()
    assert [shard.rows()["v"].to_pylist() for _ in range(2)] == [[1, 2], [1, 2]]
