"""Parts, manifests and reuse."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from pipeline.arrays.arrow import numbers, strings
from pipeline.engine import parquet
from pipeline.engine.files import file_sha256, write_bytes
from pipeline.engine.store import Store, read_part
from pipeline.errors import PipelineError
from pipeline.tables import TABLES


def rejected(details: list[str]) -> pa.Table:
    """A table of rejected records with these details."""
    n = len(details)
    return TABLES["rejected"].build(
        source_file=strings(["a.txt"] * n),
        record=numbers(np.arange(n, dtype=np.int32)),
        reason=strings(["odd"] * n),
        detail=strings(details),
        n_unread=numbers(np.ones(n, np.int32)),
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with one finished table of two parts."""
    made = Store(tmp_path / "out")
    entries = {name: made.write("rejected", name, rejected([name]), key=f"key of {name}") for name in ("b", "a")}
    made.finish("rejected", entries)
    return made


def test_a_finished_table_reads_back(store: Store) -> None:
    """Parts come in name order, with what was written."""
    parts = store.parts("rejected")
    data, number = parts.all(["detail"])
    assert parts.names == ("a", "b")
    assert data["detail"].to_pylist() == ["a", "b"]
    assert number.tolist() == [0, 1]
    assert parts.read("b")["detail"].to_pylist() == ["b"]


def test_a_table_never_written_is_empty(store: Store) -> None:
    """A table without a manifest has no parts, and reads as its empty contract."""
    assert store.manifest("articles") == {}
    assert store.parts("articles").all()[0].num_rows == 0
    assert store.parts("articles").all(["text"])[0].schema.names == ["text"]


def test_finishing_drops_what_the_manifest_does_not_name(store: Store) -> None:
    """A part whose input vanished, and stray files, are gone after `finish`; .gitignore stays."""
    folder = store.folder("rejected")
    manifest = store.manifest("rejected")
    (folder / "stray.parquet").write_bytes(b"x")
    (folder / ".gitignore").write_text("*\n")
    del manifest["a"]
    store.finish("rejected", manifest)
    assert sorted(p.name for p in folder.iterdir()) == [".gitignore", "b.parquet"]


@pytest.mark.parametrize("damage", [b"", b"PAR1 but not the same bytes"])
def test_a_damaged_part_is_noticed(store: Store, damage: bytes) -> None:
    """A part with other bytes is not sound, and reading it says which file and what to do."""
    path = store.path("rejected", "a")
    path.write_bytes(damage)
    assert not store.is_sound("rejected", "a", store.remembered("rejected")["a"])
    assert store.manifest("rejected")["a"].key == ""
    with pytest.raises(PipelineError, match=r"a\.parquet: cannot be read[\s\S]*hint: run the stage"):
        read_part(store, "rejected", "a")


def test_rot_with_unchanged_size_is_noticed(store: Store) -> None:
    """One flipped byte is found although size and time are the same."""
    path = store.path("rejected", "a")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    assert not store.is_sound("rejected", "a", store.remembered("rejected")["a"])
    assert store.manifest("rejected")["a"].key == ""


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": {"key": 1}}', '{"a": 3}'])
def test_an_unreadable_manifest_means_nothing_to_reuse(store: Store, text: str) -> None:
    """A damaged manifest leads to computing anew, not to a crash."""
    (store.state / "manifests" / "rejected.json").write_text(text)
    assert {part: entry.key for part, entry in store.manifest("rejected").items()} == {"a": "", "b": ""}


def test_a_part_is_known_by_its_bytes_however_often_it_was_touched_or_copied(store: Store, tmp_path: Path) -> None:
    """Another time or another inode makes the part be hashed again; with the same bytes it keeps its key."""
    before = store.manifest("rejected")
    path = store.path("rejected", "a")
    os.utime(path, ns=(1, 1))
    assert store.manifest("rejected")["a"].key == "key of a"
    assert store.manifest("rejected")["a"].stamp != before["a"].stamp
    shutil.copytree(store.root, tmp_path / "copy")
    copy = Store(tmp_path / "copy").manifest("rejected")
    assert [(part, e.key, e.sha256) for part, e in copy.items()] == [(p, e.key, e.sha256) for p, e in before.items()]


def test_a_foreign_part_has_no_key(store: Store) -> None:
    """A file that no run wrote is listed with its rows and hash, and gives nothing to reuse."""
    parquet.write(rejected(["x", "y"]), store.path("rejected", "c"))
    entry = store.manifest("rejected")["c"]
    assert (entry.key, entry.rows, entry.sha256) == ("", 2, file_sha256(store.path("rejected", "c")))


def test_the_state_lies_apart_from_the_data(store: Store, tmp_path: Path) -> None:
    """Below the output folder there are parts and the folder `.state` alone; a state folder may be named."""
    assert sorted(p.name for p in store.root.iterdir()) == [".state", "rejected"]
    other = Store(tmp_path / "other", tmp_path / "memory")
    other.finish("rejected", {"a": other.write("rejected", "a", rejected(["a"]), key="k")})
    assert sorted(p.name for p in other.root.iterdir()) == ["rejected"]
    assert other.manifest("rejected")["a"].key == "k"


def test_a_table_that_breaks_its_contract_is_not_written(store: Store) -> None:
    """`write` checks first: no file appears."""
    with pytest.raises(PipelineError, match="nulls"):
        store.write("rejected", "c", rejected(["x"]).set_column(3, store_field(), pa.nulls(1, pa.string())), key="k")
    assert not store.path("rejected", "c").exists()


def store_field() -> pa.Field:
    """The field `detail` of the contract."""
    return TABLES["rejected"].schema.field("detail")


def test_a_folder_that_cannot_be_written_is_explained(tmp_path: Path) -> None:
    """Writing below a file says where and what to check."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(PipelineError, match=r"cannot be written[\s\S]*hint: check the folder"):
        write_bytes(tmp_path / "file" / "x.json", b"x")


def test_a_full_disk_is_explained_and_leaves_no_partial_file(tmp_path: Path) -> None:
    """When the file system takes no more bytes, the error says so and no temporary file stays."""
    code = (
        "import signal, sys\nfrom pathlib import Path\nfrom pipeline.engine.files import write_bytes\n"
        "from pipeline.errors import PipelineError\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"try:\n    write_bytes(Path({str(tmp_path)!r}) / 'big.bin', b'x' * 100_000)\n"
        "except PipelineError as error:\n    print(error); sys.exit(error.code)\n"
    )

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, preexec_fn=limited)
    assert done.returncode == 1
    assert "no space left" in done.stdout
    assert "hint: free some space" in done.stdout
    assert list(tmp_path.iterdir()) == []
