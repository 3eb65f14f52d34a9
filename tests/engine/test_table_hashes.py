"""The hashes of tables that DVC looks at."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.engine.dag import STAGES, steps_of
from pipeline.engine.store import Entry, Manifest
from pipeline.engine.table_hashes import table_hashes_path, write_table_hashes

ENTRY = Entry("key", "a" * 64, 3, 100, "p", stamp="1-2-3-4")


def _written(out: Path, manifests: dict[str, Manifest], *stages: str) -> dict[str, str]:
    write_table_hashes(out, stages, manifests)
    found: dict[str, str] = json.loads(table_hashes_path(out, stages[-1]).read_text(encoding="utf-8"))
    return found


def test_every_table_of_the_stage_is_named(tmp_path: Path) -> None:
    """Of a stage its own tables, sorted, whether others read them or not; of a stage without a table no file."""
    manifests: dict[str, Manifest] = {table: {} for stage in STAGES for s in steps_of(stage) for table in s.writes}
    found = _written(tmp_path, manifests, *STAGES[:-1])
    assert list(found) == ["keyword_trends", "trends"]
    write_table_hashes(tmp_path, ["report"], manifests)
    assert not (tmp_path / "interim/report").exists()
    assert (tmp_path / "interim/clean/tables.json").is_file()


@pytest.mark.parametrize(
    ("parts", "is_same"),
    [
        ({"p": replace(ENTRY, key="other", stamp="5-6-7-8")}, True),  # written again with the same bytes
        ({"p": replace(ENTRY, sha256="b" * 64)}, False),
        ({"q": ENTRY}, False),
        ({"p": ENTRY, "q": ENTRY}, False),
        ({}, False),
    ],
)
def test_bytes_and_names_of_parts_decide(tmp_path: Path, parts: Manifest, *, is_same: bool) -> None:
    """A hash is another one where a part has other bytes, is new or gone; keys and times of files do not count."""
    before = _written(tmp_path, {"quotations": {"p": ENTRY}}, "quotes")
    assert (_written(tmp_path, {"quotations": parts}, "quotes") == before) == is_same


def test_a_file_that_says_the_same_stays(tmp_path: Path) -> None:
    """Its time stays too: DVC would hash it again."""
    _written(tmp_path, {"quotations": {"p": ENTRY}}, "quotes")
    path = table_hashes_path(tmp_path, "quotes")
    before = path.stat()
    _written(tmp_path, {"quotations": {"p": ENTRY}}, "quotes")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
