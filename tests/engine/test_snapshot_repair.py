"""Damaged snapshots are repaired from what is left of their bytes, or told."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engine.snapshot_repair import Damage, verify
from pipeline.engine.snapshots import publish


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output folder of two files."""
    (tmp_path / "out/topics").mkdir(parents=True)
    (tmp_path / "out/topics/all.parquet").write_text("topics")
    (tmp_path / "out/report.html").write_text("page")
    return tmp_path / "out"


@pytest.fixture
def folder(tmp_path: Path, out: Path) -> Path:
    """Its snapshot."""
    return publish(out, tmp_path / "published", 3)


def rot(path: Path) -> None:
    """Other bytes in place: every hard link of the file has them."""
    path.chmod(0o644)
    path.write_text("rotten")


def test_a_sound_snapshot_is_left_alone(folder: Path, out: Path) -> None:
    """Nothing is told, no file is replaced."""
    inode = (folder / "report.html").stat().st_ino
    assert verify(folder.parent, out) == []
    assert (folder / "report.html").stat().st_ino == inode


def test_a_file_that_is_gone_or_replaced_comes_back_from_the_kept_content(folder: Path, tmp_path: Path) -> None:
    """No spare is needed."""
    (folder / "report.html").unlink()
    (folder / "topics/all.parquet").unlink()
    (folder / "topics/all.parquet").write_text("another")
    found = verify(folder.parent, tmp_path / "nowhere")
    assert found == [Damage(folder.name, name, is_repaired=True) for name in ("report.html", "topics/all.parquet")]
    assert (folder / "topics/all.parquet").read_text() == "topics"
    assert verify(folder.parent, tmp_path / "nowhere") == []


def test_rot_in_the_kept_content_is_healed_from_the_working_folder(folder: Path, out: Path) -> None:
    """In place, so that the snapshot and the kept content have it."""
    rot(folder / "topics/all.parquet")
    assert verify(folder.parent, out) == [Damage(folder.name, "topics/all.parquet", is_repaired=True)]
    assert (folder / "topics/all.parquet").read_text() == "topics"
    assert (folder / "topics/all.parquet").stat().st_mode & 0o777 == 0o444
    assert not list(folder.parent.rglob("*.tmp"))


def test_what_cannot_be_repaired_is_told(folder: Path, out: Path) -> None:
    """No spare has the bytes: the damage is named, and the next publication of the same night heals it."""
    rot(folder / "report.html")
    rot(out / "report.html")
    damage = [Damage(folder.name, "report.html", is_repaired=False)]
    assert verify(folder.parent, out) == damage
    (out / "report.html").write_text("page")
    assert verify(folder.parent, out) == [Damage(folder.name, "report.html", is_repaired=True)]


def test_older_snapshots_are_verified_too(folder: Path, out: Path, tmp_path: Path) -> None:
    """A rotten content that both share is repaired in both."""
    (out / "report.html").write_text("second page")
    second = publish(out, tmp_path / "published", 3)
    rot(folder / "topics/all.parquet")
    assert {(d.snapshot, d.is_repaired) for d in verify(folder.parent, out)} == {
        (folder.name, True),
        (second.name, True),
    }
    assert verify(folder.parent, out) == []


def test_a_lost_list_is_written_again_where_the_files_make_the_id(folder: Path, out: Path) -> None:
    """Else the snapshot cannot be checked, and that is told."""
    listed = folder.parent / f".objects/{folder.name}.json"
    listed.write_text("{")
    assert verify(folder.parent, out) == []
    assert "report.html" in listed.read_text()
    listed.unlink()
    (folder / "report.html").unlink()
    assert verify(folder.parent, out) == [Damage(folder.name, "the list of its files", is_repaired=False)]


def test_nothing_published_is_nothing_to_verify(tmp_path: Path) -> None:
    """Before the first night there is no folder."""
    assert verify(tmp_path / "published", tmp_path / "out") == []
