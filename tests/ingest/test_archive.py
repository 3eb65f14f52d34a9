"""Laws of archives."""

import errno
import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

LINE = b'{"id": "a", "text": "The bridge is closed."}\n'
TEXT = b"The bridge is closed."
FORMS = ["a.zip", "a.tar", "a.tar.gz", "a.tgz"]


def pack(name: str, members: Mapping[str, bytes]) -> bytes:
    """An archive of these members."""
    out = io.BytesIO()
    if name.endswith("zip"):
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, data in members.items():
                archive.writestr(member, data)
    else:
        with tarfile.open(fileobj=out, mode="w:gz" if name.endswith("gz") else "w") as archive:
            for member, data in members.items():
                add(archive, member, data)
    return out.getvalue()


def add(archive: tarfile.TarFile, name: str, data: bytes = b"", **more: Any) -> None:
    """Add a member with any header fields."""
    info = tarfile.TarInfo(name)
    info.size = len(data)
    for key, value in more.items():
        setattr(info, key, value)
    archive.addfile(info, io.BytesIO(data))


@pytest.mark.parametrize("name", FORMS)
def test_members_are_read_by_their_own_form(only: Callable[..., Any], name: str) -> None:
    """Each member is read as if it lay in a folder of the archive's name; hidden ones and folders are passed over."""
    table = io.BytesIO()
    pq.write_table(pa.table({"text": pa.array(["x", "y"])}), table)
    members = {
        "2026-03-02/a.txt": TEXT,
        "./b.jsonl": LINE * 2,
        "c.jsonl.gz": gzip.compress(LINE),
        "d.parquet": table.getvalue(),
        "e.csv": b"text\nx\n",
        "sub/": b"",
        ".hidden.txt": TEXT,
        "__MACOSX/._a.txt": TEXT,
    }
    members = members if name.endswith("zip") else {k: v for k, v in members.items() if k != "sub/"}
    found = only(name, pack(name, members))
    places = [
        ("2026-03-02/a.txt", 1),
        ("b.jsonl", 1),
        ("b.jsonl", 2),
        ("c.jsonl.gz", 1),
        ("d.parquet", 1),
        ("d.parquet", 2),
    ]
    assert sorted(found) == [(f"{name}/{member}", record) for member, record in [*places, ("e.csv", 1)]]
    assert str(found[f"{name}/2026-03-02/a.txt", 1]["day"]) == "2026-03-02"


@pytest.mark.parametrize("name", FORMS)
def test_members_that_are_refused(only: Callable[..., Any], name: str) -> None:
    """Names that lead out, archives within, unknown forms and empty files are rejected one by one; others are read."""
    bad = {"../up.txt": TEXT, "/root.txt": TEXT, "C:\\x.txt": TEXT, "a\\..\\..\\x.txt": TEXT}
    members = bad | {"in.zip": b"PK", "in.tgz": b"", "x.docx": b"PK", "empty.txt": b"", "good.txt": TEXT}
    found = {place[0]: row["reason"] for place, row in only(name, pack(name, members)).items()}
    assert [found.pop(f"{name}/{member}") for member in ("x.docx", "empty.txt", "good.txt")] == [
        *("unknown_format", "empty_file", None)
    ]
    assert [found.pop(f"{name}/{member}") for member in ("in.zip", "in.tgz")] == ["nested_archive"] * 2
    assert list(found.values()) == ["path_escape"] * 4


def test_links_and_devices_are_refused(only: Callable[..., Any]) -> None:
    """Links, devices and sparse members are rejected, not followed."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        add(archive, "soft.txt", type=tarfile.SYMTYPE, linkname="/etc/passwd")
        add(archive, "hard.txt", type=tarfile.LNKTYPE, linkname="good.txt")
        add(archive, "pipe.txt", type=tarfile.FIFOTYPE)
        add(archive, "dir", type=tarfile.DIRTYPE)
        add(archive, "good.txt", TEXT)
    found = {place[0]: row["reason"] for place, row in only("a.tar", out.getvalue()).items()}
    expected = {"soft": "path_escape", "hard": "path_escape", "pipe": "bad_archive", "good": None}
    assert found == {f"a.tar/{member}.txt": reason for member, reason in expected.items()}


def test_links_in_zip_files_are_refused(reasons: Callable[..., Any]) -> None:
    """A .zip can hold a link, too."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    assert reasons("a.zip", out.getvalue()) == {0: "path_escape"}


def test_equal_names_are_told_apart(only: Callable[..., Any]) -> None:
    """A second member of the same name is read as `name#2`, so that no two records share a place."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        add(archive, "a.txt", b"one")
        add(archive, "./a.txt", b"two")
    found = only("a.tar", out.getvalue())
    assert {place[0]: row["text"] for place, row in found.items()} == {"a.tar/a.txt": "one", "a.tar/a.txt#2": "two"}


@pytest.mark.parametrize("name", ["bomb.zip", "bomb.tar.gz", "bomb.jsonl.gz"])
def test_bombs_are_refused(only: Callable[..., Any], name: str) -> None:
    """A file that unpacks to a hundred times its size, beyond 16 MB, is rejected; what came before is kept."""
    bomb = b"x" * 20_000_000
    data = gzip.compress(LINE + bomb) if "jsonl" in name else pack(name, {"a.txt": TEXT, "b.jsonl": LINE + bomb})
    found = only(name, data, max_chars=100_000)
    assert "archive_too_large" in {row["reason"] for row in found.values()}
    assert (name.endswith("zip")) == all(row["reason"] for row in found.values())
    good = {row["reason"] for row in only(name, data, max_chars=100_000, max_expansion=10_000).values()}
    assert good == ({None, "too_long"})


def test_small_members_do_not_get_round_the_bound(only: Callable[..., Any]) -> None:
    """The bound holds for all members together, packed members included."""
    member = gzip.compress(b"x" * 9_000_000)
    found = only("a.tar", pack("a.tar", {f"{i}.jsonl.gz": member for i in range(3)}), max_chars=100_000)
    assert [row["reason"] for _, row in sorted(found.items())] == ["too_long", "archive_too_large", "archive_too_large"]


def test_max_expanded_mb_is_the_last_word(reasons: Callable[..., Any]) -> None:
    """The bound in megabytes holds for whatever ratio."""
    line = b'{"text": "' + b"x" * 99_000 + b'"}\n'
    found = reasons("a.jsonl.gz", gzip.compress(line * 12), max_expanded_mb=1)
    assert found == {**dict.fromkeys(range(1, 11)), 0: "archive_too_large"}


def test_damaged_archives(only: Callable[..., Any], reasons: Callable[..., Any]) -> None:
    """Archives that are none, cut off or damaged in the middle give the members before and a row for the rest."""
    assert reasons("a.zip", b"PK\x03\x04 no zip") == {0: "bad_archive"}
    assert reasons("a.tar", b"no tar" * 200) == {0: "bad_archive"}
    whole = pack("a.tar", {"a.txt": TEXT, "b.txt": TEXT, "c.txt": TEXT})
    for broken in (whole[:1100], whole[:1600], whole[:1024] + b"?" * 512 + whole[1536:]):
        found = only("a.tar", broken)
        assert found["a.tar/a.txt", 1]["reason"] is None
        assert found["a.tar", 0]["reason"] == "bad_archive"


def test_a_member_with_a_wrong_checksum(only: Callable[..., Any]) -> None:
    """A damaged member of a .zip harms no other."""
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        archive.writestr("a.jsonl", LINE)
        archive.writestr("b.txt", TEXT)
    data = stored.getvalue().replace(LINE, LINE.replace(b"bridge", b"BRIDGE"))
    found = only("a.zip", data)
    assert found["a.zip/a.jsonl", 0]["reason"] == "bad_archive"
    assert found["a.zip/b.txt", 1]["reason"] is None


def test_an_encrypted_member(reasons: Callable[..., Any]) -> None:
    """A member that needs a password is rejected."""
    data = bytearray(pack("a.zip", {"a.txt": TEXT}))
    directory = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[directory + 8] |= 1
    assert reasons("a.zip", bytes(data)) == {0: "bad_archive"}


def test_an_endless_header_is_refused(reasons: Callable[..., Any]) -> None:
    """An extended header that claims to be huge is not taken into memory."""
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 1 << 30
    assert reasons("a.tar", info.tobuf() + b"x" * 2000) == {0: "bad_archive"}


def test_the_disk_is_not_the_archives_fault(reasons: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the machine has no memory for an archive, the night stops."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    monkeypatch.setattr(zipfile, "ZipFile", fail)
    with pytest.raises(OSError, match="memory"):
        reasons("a.zip", b"PK")


def test_an_archive_without_files(reasons: Callable[..., Any]) -> None:
    """An empty archive is a row, too."""
    assert reasons("a.zip", pack("a.zip", {})) == {0: "empty_file"}
    assert reasons("a.tar", pack("a.tar", {})) == {0: "empty_file"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=80)
@given(st.sampled_from(FORMS), st.integers(0, 700), st.binary(min_size=1, max_size=6), st.integers(0, 3000))
def test_damage_is_a_row(only: Callable[..., Any], name: str, at: int, noise: bytes, end: int) -> None:
    """An archive overwritten anywhere or cut off anywhere gives rows and no exception."""
    data = bytearray(pack(name, {"a.txt": TEXT, "b.jsonl": LINE, "in/c.csv": b"text\nx\n"}))
    data[at : at + len(noise)] = noise
    assert only(name, bytes(data[:end] if end % 2 else data))
