"""A night that delivers damage: every form, damaged in every way, gives rows and no exception."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.ingest.conftest import rows_of
from tests.ingest.pages import html, response

N = 20
ARTICLES = [
    {"id": str(n), "title": f"Title {n}", "text": f"Article {n}: the quay is let, the clerk said."} for n in range(N)
]
LINES = "\n".join(json.dumps(one) for one in ARTICLES).encode() + b"\n"
ROWS = "\n".join(["id,title,text", *(f'{a["id"]},{a["title"]},"{a["text"]}"' for a in ARTICLES), ""])
TABS = "\n".join(["id\ttitle\ttext", *(f"{a['id']}\t{a['title']}\t{a['text']}" for a in ARTICLES), ""])
ITEMS = "".join(
    f"<item><guid>{a['id']}</guid><title>{a['title']}</title><description>{a['text']}</description></item>"
    for a in ARTICLES
)


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.jsonl", LINES)
    return out.getvalue()


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("a.jsonl")
        info.size = len(LINES)
        archive.addfile(info, io.BytesIO(LINES))
    return out.getvalue()


def _parquet() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(ARTICLES), out)
    return out.getvalue()


SOUND: dict[str, tuple[bytes, int]] = {
    "a.txt": (ARTICLES[0]["text"].encode(), 1),
    "a.jsonl": (LINES, N),
    "a.jsonl.gz": (gzip.compress(LINES), N),
    "a.jsonl.zst": (pa.compress(LINES, "zstd", asbytes=True), N),
    "a.json": (json.dumps(ARTICLES).encode(), N),
    "a.json.gz": (gzip.compress(json.dumps({"articles": ARTICLES}).encode()), N),
    "a.csv": (ROWS.encode(), N),
    "a.tsv": (TABS.encode(), N),
    "a.csv.gz": (gzip.compress(ROWS.encode()), N),
    "a.rss": (f"<rss><channel>{ITEMS}</channel></rss>".encode(), N),
    "a.html": (html().encode(), 1),
    "a.warc": (response(html().encode()) * 3, 3),
    "a.warc.gz": (gzip.compress(response(html().encode())) * 3, 3),
    "a.parquet": (_parquet(), N),
    "a.zip": (_zip(), N),
    "a.tar": (_tar(), N),
    "a.tar.gz": (gzip.compress(_tar()), N),
}
DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut in half": lambda data: data[: len(data) // 2],
    "cut at the end": lambda data: data[:-3],
    "cut at the start": lambda data: data[3:],
    "wrong magic": lambda data: b"%PDF-1.7\n" + data,
    "marked as UTF-8": lambda data: b"\xef\xbb\xbf" + data,
    "marked as UTF-16": lambda data: b"\xff\xfe" + data,
    "marked as UTF-32": lambda data: b"\xff\xfe\0\0" + data,
    "zeros in front": lambda data: b"\0" * 64 + data,
    "zeros behind": lambda data: data + b"\0" * 64,
    "zeros within": lambda data: data[: len(data) // 3] + b"\0" * 16 + data[len(data) // 3 :],
    "noise within": lambda data: data[: len(data) // 3] + bytes(range(128, 256)) + data[len(data) // 3 :],
    "twice": lambda data: data + data,
    "nested deeply": lambda data: b"[" * 5_000 + data,
    "open marks": lambda data: b'"' + data + b'"' * 3,
    "a long line": lambda data: data + b"x" * 3_000_000,
    "a surrogate": lambda data: data + b'{"text": "\\ud800"}\n\xed\xa0\x80',
}
WIDE = ("a.txt", "a.jsonl", "a.json", "a.csv", "a.tsv", "a.rss")


@pytest.mark.parametrize("name", SOUND)
@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_gives_rows(only: Callable[..., Any], name: str, damage: str) -> None:
    """At least one row, in seconds, every place once; a sound beginning is read where the form can be read in part."""
    begin = time.process_time()
    found = only(name, DAMAGE[damage](SOUND[name][0]), max_chars=100_000)
    assert found
    assert time.process_time() - begin < 20
    assert all(row["reason"] or row["text"] for row in found.values())


@pytest.mark.parametrize("name", SOUND)
def test_sound_files_lose_nothing(only: Callable[..., Any], name: str) -> None:
    """Each article of each form is a row without a reason."""
    data, n_articles = SOUND[name]
    found = only(name, data)
    assert sum(row["reason"] is None for row in found.values()) == len(found) == n_articles


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
@pytest.mark.parametrize("name", WIDE)
def test_wide_encodings_lose_nothing(only: Callable[..., Any], name: str, encoding: str) -> None:
    """Texts in UTF-16 and UTF-32, with a byte order mark or without, are read whole."""
    data, n_articles = SOUND[name]
    found = only(name, data.decode().encode(encoding))
    assert sum(row["reason"] is None for row in found.values()) == n_articles


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.tsv"])
@pytest.mark.parametrize("at", [0, 7, N - 1])
def test_one_bad_line_costs_itself(only: Callable[..., Any], name: str, at: int) -> None:
    """A line of noise among the others."""
    lines = SOUND[name][0].split(b"\n")
    lines.insert(at + 1, b'"\xff\xfe{[\x00 \x81 noise')
    found = only(name, b"\n".join(lines))
    assert sum(row["reason"] is None for row in found.values()) >= N


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.gz", "a.warc.gz", "a.tar.gz"])
def test_bombs_are_stopped(only: Callable[..., Any], name: str) -> None:
    """A file that unpacks to far more than it is gives a row that says so."""
    (row,) = only(name, gzip.compress(b"\n" * 40_000_000), max_expansion=2).values()
    assert row["reason"] in ("archive_too_large", "bad_archive")


def test_archives_that_reach_out(only: Callable[..., Any]) -> None:
    """Names that leave the archive, and members that are encrypted, are rows; the others are read."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("../evil.jsonl", "/etc/evil.jsonl", "C:\\evil.jsonl", "good.jsonl"):
            archive.writestr(name, LINES)
    data = bytearray(out.getvalue())
    found = only("a.zip", bytes(data))
    reasons = [row["reason"] for row in found.values()]
    assert (reasons.count("path_escape"), reasons.count(None)) == (3, N)
    for at in (data.rfind(b"PK\x03\x04") + 6, data.rfind(b"PK\x01\x02") + 8):
        data[at] |= 1  # the flag of encryption
    assert "bad_archive" in {row["reason"] for row in only("a.zip", bytes(data)).values()}


LINED = ("a.jsonl", "a.csv", "a.tsv")
KEEPING = ("marked as UTF-8", "zeros behind", "a long line", "open marks", "twice", "a surrogate", "noise within")


@pytest.mark.parametrize("name", LINED)
@pytest.mark.parametrize("damage", KEEPING)
def test_records_in_are_records_out(only: Callable[..., Any], name: str, damage: str) -> None:
    """Where damage leaves the lines there, each is an article or stands in a row that says how many it stands for."""
    data = DAMAGE[damage](SOUND[name][0])
    found = only(name, data, max_chars=100_000)
    lines = [line for line in data.split(b"\n") if line.strip(b"\0 \r")]
    heads = 0 if name == "a.jsonl" else 1
    assert sum(row["n_unread"] for row in found.values()) >= len(lines) - heads - (damage == "open marks")
    assert sum(row["reason"] is None for row in found.values()) >= N - 2


@pytest.mark.slow
def test_a_line_of_200_mb_costs_itself(raw: Path) -> None:
    """It is skipped in bounded memory, told, and the lines behind it are read."""
    with (raw / "a.jsonl").open("wb") as out:
        out.write(LINES)
        for _ in range(200):
            out.write(b"x" * 1_000_000)
        out.write(b"\n" + LINES.replace(b'"id": "', b'"id": "b'))
    found = rows_of(raw)
    reasons = [row["reason"] for row in found.values()]
    assert (reasons.count(None), reasons.count("too_long"), len(reasons)) == (2 * N, 1, 2 * N + 1)
