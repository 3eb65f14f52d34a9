"""Where a group of raw files ends."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from pipeline.ingest.units import ALONE_BYTES, _File, plan


def sizes(files: Iterable[tuple[str, int]]) -> list[int]:
    """Files in each unit of a plan."""
    return [len(unit.files) for unit in plan(files)]


@pytest.fixture
def uncut(monkeypatch: pytest.MonkeyPatch) -> None:
    """No path whose hash ends a group."""
    monkeypatch.setattr(_File, "digest", property(lambda file: f"{file.path.encode().hex():f<64}"[:7].rjust(64, "f")))


@pytest.mark.parametrize(
    ("start", "cuts"), [("00000000", True), ("00000040", True), ("00000080", True), ("00000030", False),
                        ("00000050", False), ("00000041", False)]
)  # fmt: skip
def test_a_group_ends_after_one_path_in_sixty_four(monkeypatch: pytest.MonkeyPatch, start: str, cuts: bool) -> None:
    """By the first eight digits of its hash, whatever comes behind them."""
    starts = {"a.txt": start, "b.txt": "00000001"}
    monkeypatch.setattr(_File, "digest", property(lambda file: starts[file.path] + "7" * 56))
    assert sizes([("a.txt", 1), ("b.txt", 1)]) == ([1, 1] if cuts else [2])


@pytest.mark.usefixtures("uncut")
@pytest.mark.parametrize(("n", "expected"), [(1, [1]), (256, [256]), (257, [256, 1]), (600, [256, 256, 88])])
def test_a_group_has_256_files_at_most(n: int, expected: list[int]) -> None:
    """However small they are."""
    assert sizes((f"{at:04}.txt", 1) for at in range(n)) == expected


@pytest.mark.usefixtures("uncut")
@pytest.mark.parametrize(
    ("each", "expected"),
    [(500_000, [4, 4]), (500_001, [3, 3, 2]), (1_000_000, [2, 2, 2, 2]), (1_000_001, [1] * 8), (3_000_000, [1] * 8)],
)
def test_a_group_has_two_megabytes_at_most(each: int, expected: list[int]) -> None:
    """But for a single file that is larger."""
    assert sizes((f"{at}.txt", each) for at in range(8)) == expected


@pytest.mark.usefixtures("uncut")
@pytest.mark.parametrize(
    ("one", "other", "expected"), [(15, 15, [30]), (16, 1, [16, 1]), (1, 16, [1, 16]), (15, 1, [16])]
)
def test_a_folder_of_sixteen_files_shares_no_group(one: int, other: int, expected: list[int]) -> None:
    """On either side of the boundary; smaller ones are put together."""
    files = [f"a/{at:02}.txt" for at in range(one)] + [f"b/{at:02}.txt" for at in range(other)]
    assert sizes((file, 1) for file in files) == expected


@pytest.mark.usefixtures("uncut")
@pytest.mark.parametrize(("size", "expected"), [(ALONE_BYTES - 1, [2]), (ALONE_BYTES, [1, 1])])
def test_a_file_of_many_records_stands_alone_from_64_000_bytes_on(size: int, expected: list[int]) -> None:
    """One byte less, and it is read with its neighbours."""
    assert ALONE_BYTES == 64_000
    assert sizes([("a.jsonl", size), ("b.txt", 1)]) == expected


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("News/Post_1.jsonl", "news-post-1-jsonl"),
        ("x" * 61 + ".txt", "x" * 56 + "-txt"),
        ("新闻", "unit"),
        ("a--b", "a-b"),
    ],
)
def test_a_unit_is_named_by_its_first_path(path: str, slug: str) -> None:
    """Its last sixty plain characters, and eight digits of its hash."""
    (unit,) = plan([(path, ALONE_BYTES)])
    assert unit.name.rpartition("-")[0] == slug
    assert unit.name.rpartition("-")[2] == _File(*path.rpartition("/")[::2], 0).digest[:8]
