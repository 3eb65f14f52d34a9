"""Laws of `.parquet`."""

import io
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.ingest.parquet import ROWS


def parquet(**columns: Any) -> bytes:
    """A Parquet file of these columns."""
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def test_a_row_is_an_article(only: Callable[..., Any]) -> None:
    """Rows count from 1 over all batches; columns are found by their other names, numbers become ids."""
    n = 2 * ROWS + 5
    texts = pa.array([f"text {i}" for i in range(n)]).dictionary_encode()
    authors = pa.array([["A", "B"]] * n)
    found = only("a.parquet", parquet(ID=pa.array(range(n)), Body=texts, authors=authors, junk=pa.array([b"\xff"] * n)))
    assert len(found) == n
    last = found["a.parquet", n]
    assert (last["external_id"], last["text"], last["authors"]) == (str(n - 1), f"text {n - 1}", ["A", "B"])


@pytest.mark.parametrize(
    ("kind", "value", "day"),
    [
        (pa.timestamp("ns"), 1_772_460_300_000_000_000, "2026-03-02"),
        (pa.timestamp("s", "America/New_York"), 1_772_460_300, "2026-03-02"),
        (pa.date32(), 20_514, "2026-03-02"),
        (pa.date64(), 20_514 * 86_400_000, "2026-03-02"),
        (pa.timestamp("us"), 2**62, None),
        (pa.timestamp("ms"), 2**62, None),
        (pa.int64(), 1_772_460_300, "2026-03-02"),
        (pa.time32("s"), 7, None),
    ],
)
def test_times_of_every_type(only: Callable[..., Any], kind: pa.DataType, value: int, day: str | None) -> None:
    """Times and dates of any unit are read in UTC; those beyond the year 9999 and times without a day are none."""
    width = pa.int64() if kind.bit_width == 64 else pa.int32()
    dates = pa.array([value, None], width).cast(kind) if kind != pa.int64() else pa.array([value, None])
    found = only("a.parquet", parquet(text=pa.array(["x", "y"]), date=dates))
    assert str(found["a.parquet", 1]["day"]) == str(day)
    assert found["a.parquet", 2]["published_at"] is None


def test_texts_of_other_types(reasons: Callable[..., Any], only: Callable[..., Any]) -> None:
    """Bytes are decoded, nulls and numbers are no texts."""
    assert only("a.parquet", parquet(text=pa.array(["é".encode()])))["a.parquet", 1]["text"] == "é"
    assert reasons("a.parquet", parquet(text=pa.array(["x", None, ""]))) == {1: None, 2: "no_text", 3: "empty_text"}
    assert reasons("a.parquet", parquet(text=pa.array([1.5]))) == {1: "text_not_string"}
    assert reasons("a.parquet", parquet(other=pa.array([1, 2]))) == {1: "no_text", 2: "no_text"}


def test_text_that_is_no_utf8(only: Callable[..., Any]) -> None:
    """One broken string spoils its own row only."""
    broken = pa.Array.from_buffers(
        pa.string(), 3, [None, pa.py_buffer(b"\0\0\0\0\1\0\0\0\2\0\0\0\3\0\0\0"), pa.py_buffer(b"a\xffc")]
    )
    found = only("a.parquet", parquet(text=broken))
    assert [row["text"] for row in sorted(found.values(), key=lambda r: r["record"])] == ["a", None, "c"]


def test_no_rows_no_parquet(reasons: Callable[..., Any]) -> None:
    """A table without rows, and what is no Parquet, are rejected as files."""
    assert reasons("a.parquet", parquet(text=pa.array([], pa.string()))) == {0: "empty_file"}
    assert reasons("a.parquet", b"PAR1 and nothing else") == {0: "bad_parquet"}


def test_memory_is_not_the_files_fault(reasons: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the machine runs out of memory, the night stops."""

    def fail(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(pq, "ParquetFile", fail)
    with pytest.raises(MemoryError):
        reasons("a.parquet", b"PAR1")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.integers(0, 400), st.binary(max_size=4), st.integers(0, 400))
def test_damage_is_a_row(only: Callable[..., Any], at: int, noise: bytes, cut: int) -> None:
    """A file that was overwritten or cut off somewhere gives rows and no exception."""
    data = bytearray(parquet(id=pa.array([1, 2]), text=pa.array(["first text", "second text"])))
    data[at : at + len(noise)] = noise
    assert only("a.parquet", bytes(data[cut % 7 :] if cut % 2 else data))
