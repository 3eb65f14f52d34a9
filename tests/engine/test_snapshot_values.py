"""Pieces of snapshots by themselves: what belongs to one, what it is called, which one is first, what is kept."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from pipeline.engine.snapshots import (
    card,
    card_path,
    contents,
    id_of,
    keep_content,
    link,
    object_path,
    publish,
    snapshots,
    write_card,
)
from pipeline.errors import PipelineError

A, B = (hashlib.sha256(text).hexdigest() for text in (b"a", b"b"))


@pytest.mark.parametrize(
    ("path", "is_content"),
    [
        ("metrics.json", True),
        ("topics/all.parquet", True),
        ("interim/terms/p.parquet", True),
        ("runs.json", True),
        ("tmp/a", True),
        ("a.tmp.json", True),
        ("runs.jsonl", False),
        ("topics/runs.jsonl", False),
        (".gitignore", False),
        ("topics/.gitignore", False),
        (".state/key", False),
        ("a.tmp", False),
        ("topics.tmp/all.parquet", False),
    ],
)
def test_what_belongs_to_a_snapshot(tmp_path: Path, path: str, is_content: bool) -> None:
    """Everything but hidden names, half-written ones and the history with its clock; at any level."""
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_bytes(b"a")
    assert contents(tmp_path) == ({path: A} if is_content else {})


def test_contents_are_in_the_order_of_their_paths(tmp_path: Path) -> None:
    """Whatever order the disk has; paths are joined by slashes."""
    for name, text in (("z", b"a"), ("b/c", b"b"), ("a", b"b"), ("b.x", b"a")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(text)
    assert list(contents(tmp_path).items()) == [("a", B), ("b.x", A), ("b/c", B), ("z", A)]
    assert contents(tmp_path / "nothing") == {}


def test_the_id_is_sixteen_digits_of_a_hash() -> None:
    """Over lines of hash and path; worked out here by hand."""
    assert id_of({}) == "e3b0c44298fc1c14"
    expected = hashlib.sha256(f"{A} x\n{B} y/z\n".encode()).hexdigest()
    assert id_of({"x": A, "y/z": B}) == expected[:16]
    assert id_of({"x": B, "y/z": A}) != expected[:16]
    assert len(id_of({os.fsdecode(b"caf\xe9"): A})) == 16


def test_a_content_lies_below_the_first_two_digits() -> None:
    """As objects of git do."""
    assert object_path(Path("p"), A) == Path("p/.objects") / A[:2] / A[2:]
    assert card_path(Path("p/one")) == Path("p/.objects/one.json")


def test_a_kept_content_is_kept_once(tmp_path: Path) -> None:
    """Read-only, with its folders; one that is there already is not looked at again."""
    (tmp_path / "file").write_bytes(b"a")
    place = tmp_path / "x/y/z"
    keep_content(tmp_path / "file", place, A)
    assert (place.read_bytes(), place.stat().st_mode & 0o777) == (b"a", 0o444)
    assert [path.name for path in place.parent.iterdir()] == ["z"]
    keep_content(tmp_path / "gone", place, B)
    assert place.read_bytes() == b"a"


def test_a_content_of_another_hash_is_refused(tmp_path: Path) -> None:
    """The file changed between the look at it and the copy."""
    (tmp_path / "file").write_bytes(b"b")
    with pytest.raises(PipelineError, match="changed while it was published"):
        keep_content(tmp_path / "file", tmp_path / "z", A)
    assert not (tmp_path / "z").exists()


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        (json.dumps({"x": A}), True),
        (json.dumps({"x": B}), False),
        (json.dumps({"x": A, "y": B}), False),
        (json.dumps([A]), False),
        ('{"x": ', False),
        ("", False),
        (None, False),
    ],
)
def test_a_card_counts_where_it_gives_the_name_of_its_snapshot(tmp_path: Path, text: str | None, is_read: bool) -> None:
    """Another list, half of one or none says nothing."""
    folder = tmp_path / id_of({"x": A})
    card_path(folder).parent.mkdir()
    if text is not None:
        card_path(folder).write_text(text)
    assert card(folder) == ({"x": A} if is_read else {})


def test_a_card_comes_back(tmp_path: Path) -> None:
    """One line for each file, so that two nights can be compared by hand."""
    folder = tmp_path / id_of({"x": A, "y": B})
    write_card(folder, {"x": A, "y": B})
    assert card(folder) == {"x": A, "y": B}
    assert card_path(folder).read_text() == f'{{\n"x": "{A}",\n"y": "{B}"\n}}\n'


def made(target: Path, *ages: tuple[str, int]) -> Path:
    """Folders with the time of their last change in seconds."""
    for name, age in ages:
        (target / name).mkdir()
        os.utime(target / name, (age, age))
    return target


def test_the_current_snapshot_is_first_then_the_newest(tmp_path: Path) -> None:
    """Of equals by name; hidden folders, files and links are none."""
    made(tmp_path, ("b", 3), ("a", 3), ("old", 1), ("new", 9), (".objects", 99), (".x.tmp", 99))
    (tmp_path / "file").touch()
    assert [path.name for path in snapshots(tmp_path)] == ["new", "a", "b", "old"]
    (tmp_path / "current").symlink_to("old")
    assert [path.name for path in snapshots(tmp_path)] == ["old", "new", "a", "b"]
    assert snapshots(tmp_path / "nothing") == []


def test_files_that_are_known_are_not_hashed_again(tmp_path: Path) -> None:
    """What is given is what is published, and nothing beside it."""
    (tmp_path / "out").mkdir()
    for name, text in (("x", b"a"), ("y", b"b")):
        (tmp_path / "out" / name).write_bytes(text)
    folder = publish(tmp_path / "out", tmp_path / "published", 3, {"x": A})
    assert [path.name for path in folder.iterdir()] == ["x"]
    assert folder.name == id_of({"x": A})


def test_links_share_their_bytes(tmp_path: Path) -> None:
    """The same place on the disk; a link whose source is not there is an error."""
    (tmp_path / "one").write_bytes(b"a")
    link(tmp_path / "one", tmp_path / "two")
    assert (tmp_path / "two").samefile(tmp_path / "one")
    with pytest.raises(OSError, match="none"):
        link(tmp_path / "none", tmp_path / "three")


def test_a_snapshot_may_be_empty(tmp_path: Path) -> None:
    """An output folder without a file is published as one, and again without a change."""
    (tmp_path / "out").mkdir()
    first = publish(tmp_path / "out", tmp_path / "published", keep=2)
    assert first.is_dir()
    assert list(first.iterdir()) == []
    assert publish(tmp_path / "out", tmp_path / "published", keep=2) == first
