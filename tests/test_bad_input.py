"""What users do wrong, and what scrapers drop: a clear message or a row of `rejected`, never a traceback."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.commands.cli import main
from pipeline.engine.lock import exclusive

GOOD = "The mayor of Marlow said on Monday that the ferry would run again. The harbour master agreed with her."


def rejected(out: Path) -> dict[str, list[str]]:
    """File name → reasons of its rejected records."""
    found: dict[str, list[str]] = {}
    for row in pq.read_table(out / "rejected").to_pylist():
        found.setdefault(row["source_file"], []).append(row["reason"])
        assert row["detail"], row
    return found


def articles(out: Path) -> list[dict[str, Any]]:
    """The rows of `articles`."""
    rows: list[dict[str, Any]] = pq.read_table(out / "articles").to_pylist()
    return rows


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A raw folder with one good article."""
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    return folder


@pytest.mark.parametrize("case", ["missing", "empty", "file"])
def test_no_raw_folder_no_success(
    tmp_path: Path, run: Callable[..., int], capsys: pytest.CaptureFixture[str], case: str
) -> None:
    """A missing or empty raw folder, or a file in its place, is an error with a hint and exit code 2."""
    folder = tmp_path / "in"
    if case == "empty":
        folder.mkdir()
    elif case == "file":
        folder.write_text("x")
    assert run(folder, tmp_path / "out") == 2
    err = capsys.readouterr().err
    assert str(folder) in err
    assert "hint:" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty_file"),
        ("blank.txt", b" \n\t\xe2\x80\x8b\n", "empty_text"),
        ("photo.txt", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)) * 4, "binary_file"),
        ("cut.jsonl", b'{"id": "a", "text": "This line was cut off in the mid\n', "bad_json"),
        ("list.jsonl", b'["a", "b"]\n', "not_an_object"),
        ("none.jsonl", b'{"id": "a", "title": "No text"}\n', "no_text"),
        ("null.jsonl", b'{"id": "a", "text": null}\n', "no_text"),
        ("number.jsonl", b'{"id": "a", "text": 17}\n', "text_not_string"),
        ("void.jsonl", b'{"id": "a", "text": ""}\n', "empty_text"),
        ("deep.jsonl", b"[" * 100_000 + b"\n", "bad_json"),
        ("notes.docx", b"PK\x03\x04 something", "unknown_format"),
    ],
)
def test_what_cannot_be_read_becomes_a_row(
    raw: Path, tmp_path: Path, run: Callable[..., int], name: str, data: bytes, reason: str
) -> None:
    """A broken file or record stands in `rejected` with its reason, and the good article is there as ever."""
    (raw / name).write_bytes(data)
    assert run(raw, tmp_path / "out") == 0
    assert rejected(tmp_path / "out") == {name: [reason]}
    assert [a["source_file"] for a in articles(tmp_path / "out")] == ["good.txt"]


def test_a_line_of_fifty_megabytes_is_rejected_without_filling_memory(raw: Path, tmp_path: Path) -> None:
    """A 50 MB single-line file ends in `rejected` as too long, within 600 MB of address space above the usual."""
    (raw / "huge.txt").write_bytes(b"word " * 10_000_000)
    (raw / "huge.jsonl").write_bytes(b'{"id": "h", "text": "' + b"word " * 10_000_000 + b'"}\n')
    command = [sys.executable, "-m", "pipeline", "run", "--raw", str(raw), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert rejected(tmp_path / "out") == {"huge.jsonl": ["too_long"], "huge.txt": ["too_long"]}


def test_bytes_that_are_not_utf8_are_decoded_or_told(raw: Path, tmp_path: Path, run: Callable[..., int]) -> None:
    """A cp1252 file is read with its accents; a stray byte in UTF-8 loses nothing of the rest."""
    (raw / "west.txt").write_bytes(("Le café de l’hôtel a été fermé lundi. " * 5).encode("cp1252"))
    (raw / "stray.txt").write_bytes(GOOD.encode() + b" \xff " + GOOD.encode())
    assert run(raw, tmp_path / "out") == 0
    texts = {a["source_file"]: a["text"] for a in articles(tmp_path / "out")}
    assert texts["west.txt"].startswith("Le café de l’hôtel a été fermé lundi.")
    assert "ferry would run again" in texts["stray.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_rejected(raw: Path, tmp_path: Path, run: Callable[..., int]) -> None:
    """A file that may not be read stands in `rejected`."""
    (raw / "secret.txt").write_text(GOOD)
    (raw / "secret.txt").chmod(0)
    assert run(raw, tmp_path / "out") == 0
    assert rejected(tmp_path / "out") == {"secret.txt": ["unreadable_file"]}


def test_a_dangling_link_is_rejected(raw: Path, tmp_path: Path, run: Callable[..., int]) -> None:
    """A link to a file that is gone cannot be read, for root either, and stands in `rejected`."""
    (raw / "gone.txt").symlink_to(raw / "nowhere.txt")
    assert run(raw, tmp_path / "out") == 0
    assert rejected(tmp_path / "out") == {"gone.txt": ["unreadable_file"]}


def test_of_two_records_with_one_id_one_is_kept(
    raw: Path, tmp_path: Path, run: Callable[..., int], lines: Callable[..., Path]
) -> None:
    """Duplicate ids: the later published one is an article, the other a row of `superseded` that names it."""
    old = {"id": "7", "text": GOOD + " It was the first version.", "published_at": "2026-03-01"}
    new = {"id": "7", "text": GOOD + " It was the second version.", "published_at": "2026-03-02"}
    lines(raw / "a.jsonl", [old, new])
    assert run(raw, tmp_path / "out") == 0
    kept = [a for a in articles(tmp_path / "out") if a["external_id"] == "7"]
    assert len(kept) == 1
    assert "second version" in kept[0]["text"]
    (row,) = pq.read_table(tmp_path / "out" / "superseded").to_pylist()
    assert row == {"article_id": kept[0]["article_id"], "source_file": "a.jsonl", "record": 1, "relation": "updated"}


def test_a_date_that_is_none_is_kept_as_given(
    raw: Path, tmp_path: Path, run: Callable[..., int], lines: Callable[..., Path]
) -> None:
    """A record with an unparsable date is an article without a time, and the given words are not lost."""
    lines(raw / "a.jsonl", [{"id": "7", "text": GOOD + " Twice.", "published_at": "sometime on Tuesday"}])
    assert run(raw, tmp_path / "out") == 0
    (kept,) = [a for a in articles(tmp_path / "out") if a["external_id"] == "7"]
    assert kept["published_at"] is None
    assert kept["published_at_raw"] == "sometime on Tuesday"


def test_only_broken_input_is_an_empty_but_whole_output(tmp_path: Path, run: Callable[..., int]) -> None:
    """A folder whose every file is broken gives all tables, with the records in `rejected`."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/a.txt").write_bytes(b"")
    assert run(tmp_path / "raw", tmp_path / "out") == 0
    assert articles(tmp_path / "out") == []
    assert rejected(tmp_path / "out") == {"a.txt": ["empty_file"]}
    assert (tmp_path / "out/report.html").exists()


def test_a_bad_setting_stops_before_any_work(raw: Path, tmp_path: Path, run: Callable[..., int]) -> None:
    """A value out of range ends with exit code 2 and leaves no output folder."""
    assert run(raw, tmp_path / "out", "keywords.n_keywords=0") == 2
    assert not (tmp_path / "out").exists()


def test_a_bad_key_in_the_file_names_file_and_line(
    raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unknown key of a params file is told with file, line and the nearest known key."""
    params = tmp_path / "params.yaml"
    params.write_text("keywords:\n  n_keyword: 5\n")
    code = main(["run", "--raw", str(raw), "--out", str(tmp_path / "out"), "--config", str(params)])
    assert code == 2
    assert f"{params}:2: unknown key 'keywords.n_keyword'" in capsys.readouterr().err


@pytest.mark.parametrize("out", ["/proc/nightdesk/out", "{raw}", "{raw}/out", "{raw}/good.txt"])
def test_an_output_folder_that_cannot_be_is_refused(
    raw: Path, run: Callable[..., int], capsys: pytest.CaptureFixture[str], out: str
) -> None:
    """An unwritable output folder, a file in its place, or one inside the raw folder ends in a message with a hint."""
    assert run(raw, Path(out.format(raw=raw))) in {1, 2}
    err = capsys.readouterr().err
    assert "hint:" in err
    assert "Traceback" not in err


def test_a_full_disk_ends_with_a_message_and_can_be_resumed(raw: Path, tmp_path: Path, run: Callable[..., int]) -> None:
    """When no more bytes fit, the run says so with exit code 1; with space again it goes on to the end."""

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, 3_000))

    out = tmp_path / "out"
    command = [sys.executable, "-m", "pipeline", "run", "--raw", str(raw), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=limited)
    assert done.returncode == 1
    assert "no space left" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(out.rglob("*.tmp"))
    assert run(raw, out) == 0
    assert len(articles(out)) == 1


def test_two_runs_at_once_are_told_apart(raw: Path, tmp_path: Path, run: Callable[..., int]) -> None:
    """While a run holds the output folder, another ends with exit code 4."""
    with exclusive(tmp_path / "out" / ".state"):
        assert run(raw, tmp_path / "out") == 4


def test_json_output_is_json(raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --json the outcome is one JSON document on stdout, and the log stays on stderr."""
    assert main(["run", "--raw", str(raw), "--out", str(tmp_path / "out"), "--json"]) == 0
    assert {step["step"] for step in json.loads(capsys.readouterr().out)} >= {"ingest.ingest", "report.report"}
