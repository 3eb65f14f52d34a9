"""Laws of the plan."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import UsageError
from pipeline.ingest.units import ALONE_BYTES, LARGE_FOLDER, MAX_BYTES, MAX_FILES, Unit, _File
from tests.ingest.conftest import units_in

NAMES = st.from_regex(r"[a-c]/[a-z0-9]{1,3}\.(txt|jsonl)", fullmatch=True)


def drop(raw: Path, *names: str, size: int = 3) -> None:
    """Write files of this size, with holes for the larger part."""
    for name in names:
        path = raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.truncate(size)


def files(units: tuple[Unit, ...]) -> list[str]:
    """All files of a plan."""
    return [name for unit in units for name in unit.files]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(st.sets(NAMES, min_size=1, max_size=60))
def test_every_file_is_in_one_unit(tmp_path_factory: pytest.TempPathFactory, names: set[str]) -> None:
    """Each file is read once; names are unique, short and plain; the same folder gives the same plan."""
    raw = tmp_path_factory.mktemp("raw")
    drop(raw, *names)
    units = units_in(raw)
    assert sorted(files(units)) == sorted(names)
    assert units_in(raw) == units
    titles = [unit.name for unit in units]
    assert len(set(titles)) == len(titles)
    assert all(len(t) <= 80 and t.isascii() and t.replace("-", "").isalnum() for t in titles)


def test_history_does_not_matter(raw: Path, tmp_path: Path) -> None:
    """Files that came one by one, in any order, give the plan of files that came at once."""
    names = [f"{day}/{i:03}.txt" for day in ("a", "b") for i in range(150)]
    drop(raw, *names)
    other = tmp_path / "other"
    drop(other, "gone.txt", *reversed(names))
    units_in(other)
    (other / "gone.txt").unlink()
    assert units_in(other) == units_in(raw)


def test_a_new_file_touches_its_own_group(raw: Path) -> None:
    """A file more or less changes the unit that it is in, or parts it in two; no other unit changes."""
    drop(raw, *(f"n/{i:04}.txt" for i in range(0, 2000, 2)))
    before = set(units_in(raw))
    assert len(before) > 5
    for i in range(1, 2000, 200):
        drop(raw, f"n/{i:04}.txt")
        after = set(units_in(raw))
        assert len(before - after) <= 2
        assert len(after - before) <= 2
        (raw / f"n/{i:04}.txt").unlink()


def test_a_new_night_touches_no_old_night(raw: Path) -> None:
    """A new folder of some size changes no unit of the folders before and after it."""
    drop(raw, *(f"2026-03-0{day}/{i:04}.txt" for day in (1, 3) for i in range(100)))
    before = units_in(raw)
    drop(raw, *(f"2026-03-02/{i:04}.txt" for i in range(LARGE_FOLDER)))
    assert set(before) < set(units_in(raw))


def test_many_small_folders_share_units(raw: Path) -> None:
    """A folder an article, as some scrapers have it, does not give a unit an article."""
    drop(raw, *(f"{i:04}/index.html" for i in range(500)))
    assert len(units_in(raw)) < 30


def test_large_files_of_many_records_stand_alone(raw: Path) -> None:
    """From 64 KB on a file of records is a unit; a long text is no such file."""
    drop(raw, "a.jsonl", "b.csv.gz", "c.zip", "d.parquet", size=ALONE_BYTES)
    drop(raw, "e.txt", "f.html", "g.unknown", size=ALONE_BYTES)
    drop(raw, "h.jsonl", size=ALONE_BYTES - 1)
    alone = {unit.files for unit in units_in(raw) if unit.files[0] in ("a.jsonl", "b.csv.gz", "c.zip", "d.parquet")}
    assert alone == {("a.jsonl",), ("b.csv.gz",), ("c.zip",), ("d.parquet",)}


def test_groups_are_bounded(raw: Path) -> None:
    """No group is larger than its bounds, but for a single larger file."""
    drop(raw, *(f"{i:05}.txt" for i in range(1500)))
    drop(raw, *(f"x{i:03}.txt" for i in range(40)), size=MAX_BYTES // 4)
    drop(raw, "y.txt", size=3 * MAX_BYTES)
    for unit in units_in(raw):
        assert len(unit.files) <= MAX_FILES
        total = sum((raw / name).stat().st_size for name in unit.files)
        assert total <= MAX_BYTES or unit.files == ("y.txt",)


def test_pages_weigh_what_their_text_does(raw: Path) -> None:
    """Markup does not count: pages of 300 KB are grouped as pages of 15 KB are, up to 2 MB of text."""
    names = [f"p{i:03}.html" for i in range(60)]
    drop(raw, *names, size=300_000)
    large = units_in(raw)
    drop(raw, *names, size=15_000)
    assert units_in(raw) == large
    drop(raw, *names, size=20 * MAX_BYTES // 2 + 20)
    assert {len(unit.files) for unit in units_in(raw)} == {1}


def test_what_is_no_input_is_passed_over(raw: Path) -> None:
    """Hidden files and folders, DVC's notes and files still being written are in no unit; unknown forms are."""
    drop(
        raw, "a.txt", ".gitignore", ".git/x.txt", "b.jsonl.tmp", "c.txt.part", "raw.dvc", "d.docx", "sub/.hidden/e.txt"
    )
    assert files(units_in(raw)) == ["a.txt", "d.docx"]


def test_links_to_folders_are_not_followed(raw: Path) -> None:
    """The files of a linked folder are found at their own place; the link itself is left to be rejected."""
    drop(raw, "sub/a.txt")
    (raw / "again").symlink_to("sub")
    (raw / "loop").symlink_to(".")
    (raw / "out").symlink_to("/")
    assert files(units_in(raw)) == ["again", "loop", "out", "sub/a.txt"]


def test_names_of_any_alphabet(raw: Path) -> None:
    """Names without a Latin letter, and very long ones, still make unit names."""
    drop(raw, "新闻.txt", *(f"{'x' * 40}/{'y' * 200}{i}.jsonl" for i in range(3)), size=ALONE_BYTES)
    titles = [unit.name for unit in units_in(raw)]
    assert any(title.startswith("txt-") for title in titles)
    assert all(len(title) <= 80 for title in titles)


def test_equal_unit_names_are_told_apart(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where slug and short hash are equal, more of the hash is shown."""
    drop(raw, "a.jsonl", "A.jsonl", size=ALONE_BYTES)
    same = {"a.jsonl": f"{'0' * 16}{'1' * 48}", "A.jsonl": f"{'0' * 8}{'2' * 56}"}
    monkeypatch.setattr(_File, "digest", property(lambda file: same[file.path]))
    assert [unit.name for unit in units_in(raw)] == ["a-jsonl-0000000022222222", "a-jsonl-0000000000000000"]


@pytest.mark.parametrize("case", ["missing", "file", "empty", "hidden only"])
def test_no_folder_no_units_in(tmp_path: Path, case: str) -> None:
    """A missing folder, a file in its place, or a folder without input is an error that says where and what to do."""
    raw = tmp_path / "in"
    if case == "file":
        raw.write_text("x")
    elif case != "missing":
        raw.mkdir()
    if case == "hidden only":
        drop(raw, ".gitignore", "sub/.x/a.txt")
    with pytest.raises(UsageError, match="hint:") as caught:
        units_in(raw)
    assert str(raw) in str(caught.value)


def test_folders_that_cannot_be_listed(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without permission the raw folder is an error; a folder in it is left to be rejected as a file."""
    drop(raw, "a.txt", "sub/b.txt")
    real = os.scandir

    def scandir(path: Path) -> object:
        if path.name == locked:
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    locked = "sub"
    assert files(units_in(raw)) == ["a.txt", "sub"]
    locked = "raw"
    with pytest.raises(UsageError, match="Permission denied"):
        units_in(raw)


def test_a_file_that_vanishes_counts_as_empty(raw: Path) -> None:
    """A link to nowhere has no size and is planned all the same."""
    (raw / "a.jsonl").symlink_to("nowhere")
    assert files(units_in(raw)) == ["a.jsonl"]
