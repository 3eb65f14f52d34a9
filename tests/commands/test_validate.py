"""Laws of a finished run, checked from outside."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from pipeline.arrays.arrow import numbers, strings, to_numpy
from pipeline.commands import validate
from pipeline.commands.cli import main
from pipeline.engine import parquet
from pipeline.engine.law import Law
from pipeline.engine.store import Store
from pipeline.tables import TABLES
from pipeline.tables.checks import BY_NAME, Finding


@pytest.fixture
def out(tmp_path: Path, sample_out: Path) -> Path:
    """A copy of the sample's output, to be damaged."""
    shutil.copytree(sample_out, tmp_path / "out")
    return tmp_path / "out"


def faults(out: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, list[str]]:
    """Law → violations, as `validate --json` tells them."""
    capsys.readouterr()
    code = main(["validate", "--out", str(out), "--json"])
    found = {row["law"]: row["faults"] for row in json.loads(capsys.readouterr().out) if "law" in row}
    assert code == (1 if any(found.values()) else 0)
    return found


def rewrite(out: Path, table: str, change: Callable[[pa.Table], pa.Table]) -> None:
    """Replace the first part of a table that has rows, with a manifest that agrees."""
    store = Store(out)
    manifest = store.manifest(table)
    part = next(name for name, entry in manifest.items() if entry.rows)
    data = change(store.parts(table).read(part))
    manifest[part] = store.write(table, part, data, key="changed")
    store.finish(table, manifest)


def flag(out: Path, start: int) -> None:
    """Say of an article's first word that it is suspected, and that it begins at `start`."""
    store = Store(out)
    part = next(name for name, entry in store.manifest("articles").items() if entry.rows)
    article = store.parts("articles").read(part).slice(0, 1).to_pylist()[0]
    word = article["text"].split()[0]
    row = {"article_id": article["article_id"], "start": start, "end": start + len(word), "text": word}
    data = pa.Table.from_pylist([{**row, "rule": "line_model", "probability": 0.5}], TABLES["flagged"].schema)
    manifest = store.manifest("flagged")
    manifest[part] = store.write("flagged", part, data, key="changed")
    store.finish("flagged", manifest)


def replaced(data: pa.Table, column: str, values: pa.Array) -> pa.Table:
    """The table with other values in a column."""
    at = data.schema.get_field_index(column)
    return data.set_column(at, data.schema.field(column), values)


def test_the_sample_is_lawful(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A finished run keeps every law, and the page says so a line a law."""
    assert not any(faults(out, capsys).values())
    assert main(["validate", "--out", str(out)]) == 0
    out_lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in out_lines] == ["ok"] * 8 + ["warn"] + ["ok"] * 5


def test_rot_is_found(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A flipped byte, a stray file and a lost table are named, and nothing is built on them."""
    path = next((out / "keywords").glob("*.parquet"))
    data = path.read_bytes()
    path.write_bytes(data[:40] + bytes([data[40] ^ 1]) + data[41:])
    (out / "sentiment" / "stray.parquet").write_bytes(b"x")
    shutil.rmtree(out / "article_stories")
    found = faults(out, capsys)
    assert any("keywords" in f and "damaged" in f for f in found["files"])
    assert "sentiment/stray: no step wrote it" in found["files"]
    assert any(f.startswith("article_stories") for f in found["files"])
    assert found["offsets"] == ["not checked: files are missing or damaged"]


def test_a_lost_record_is_found(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A row dropped from `rejected` is a record that is nowhere; a row twice is told too."""
    rewrite(out, "rejected", lambda data: data.slice(1))
    assert any("lost" in f for f in faults(out, capsys)["one place"])
    rewrite(out, "rejected", lambda data: pa.concat_tables([data.slice(0, 1), data]))
    assert any("2 times" in f for f in faults(out, capsys)["one place"])


def test_a_part_that_articles_lack_is_found(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rows are looked for in the part of their article, so the parts have to be the same."""
    store = Store(out)
    manifest = store.manifest("quotes")
    data = store.parts("quotes").read(next(iter(manifest)))
    store.finish("quotes", {**manifest, "zz": store.write("quotes", "zz", data, key="changed")})
    assert faults(out, capsys)["references"] == ["quotes: not the parts of articles"]


def test_a_wrong_reference_is_found(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A topic or desk that does not exist, an article without a row and a row without an article are named."""
    rewrite(out, "topics", lambda d: replaced(d, "parent_id", numbers(np.full(len(d), 998, np.int32))))
    rewrite(out, "article_topics", lambda d: replaced(d, "topic_id", numbers(np.full(len(d), 999, np.int32))))
    rewrite(out, "article_stories", lambda d: d.slice(1))
    rewrite(out, "sentiment", lambda d: replaced(d, "article_id", strings(["f" * 16] * len(d))))
    told = faults(out, capsys)
    found = " ".join([*told["references"], *told["rows"]])
    assert "topics.parent_id: 998 is no topic" in found
    assert "article_topics.topic_id: 999 is no topic" in found
    assert "articles without a row in article_stories" in found
    assert "sentiment.article_id" in found
    assert "sentiment: an article has two rows" in found


def test_a_moved_offset_is_found(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Removed and flagged stretches, sentences, quotations, keywords that are not where they say they are are named."""
    flag(out, start=0)
    assert not any(faults(out, capsys).values())
    shifted = lambda data, name: replaced(data, name, numbers(to_numpy(data[name]) + np.int32(3)))  # noqa: E731
    rewrite(out, "removed", lambda d: shifted(d, "end"))
    rewrite(out, "quotes", lambda d: shifted(shifted(d, "start"), "end"))
    rewrite(out, "sentences", lambda d: shifted(d, "end"))
    rewrite(out, "keywords", lambda d: replaced(d, "keyword", strings(["zzz"] * len(d))))
    flag(out, start=3)
    found = faults(out, capsys)
    assert found["text and removed"]
    assert any(f.startswith("sentences:") for f in found["offsets"])
    assert any(f.startswith("flagged:") for f in found["offsets"])
    assert any(f.startswith("quotes:") and "no mark" in f for f in found["offsets"])
    assert any(f.startswith("keywords:") and "zzz" in f for f in found["offsets"])
    main(["validate", "--out", str(out)])
    assert "… and " in capsys.readouterr().out


def test_a_broken_contract_is_found(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file with another schema than the contract's is named even where its hash is the one that is written down."""
    store = Store(out)
    part = store.parts("trends").names[0]
    path = store.path("trends", part)
    parquet.write(store.parts("trends").read(part).drop_columns(["burst"]), path)
    shutil.rmtree(out / ".state")
    package = json.loads((out / "datapackage.json").read_text())
    file = next(r for r in package["resources"] if r["name"] == "trends")["files"][0]
    data = path.read_bytes()
    file |= {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    (out / "datapackage.json").write_text(json.dumps(package))
    assert any("schema differs" in f for f in faults(out, capsys)["contracts"])


def test_no_folder_is_a_usage_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Validating what is not there says what to run first."""
    assert main(["validate", "--out", str(tmp_path / "none")]) == 2
    assert "hint: run `dvc repro`" in capsys.readouterr().err


def test_scores_that_are_not_nltks_are_found(
    tmp_path: Path, lines: Callable[..., Path], run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    """With `sentiment.model=vader` a score that nltk does not give is named; `news` is not held to nltk."""
    raw, out = tmp_path / "raw", tmp_path / "out"
    lines(raw / "a.jsonl", [{"id": "1", "text": "The council met in the hall. It was a wonderful evening, they said."}])
    assert run(raw, out, "sentiment.model=vader") == 0
    assert not any(faults(out, capsys).values())
    rewrite(out, "sentences", lambda data: replaced(data, "compound", numbers(to_numpy(data["compound"]) + 0.001)))
    (*_, last) = faults(out, capsys)["vader"]
    assert "sentence 1" in last
    rewrite(out, "sentiment", lambda data: replaced(data, "model", strings(["news"] * len(data))))
    assert not faults(out, capsys)["vader"]


LAW = Law("files", "every file has the bytes that were written", lambda _store, _part: iter(()), ())


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (0, ["ok    files: every file has the bytes that were written"]),
        (2, ["FAIL  files: every file has the bytes that were written", "        fault 0", "        fault 1"]),
        (
            7,
            [
                "FAIL  files: every file has the bytes that were written",
                *(f"        fault {number}" for number in range(5)),
                "        … and 2 more",
            ],
        ),
    ],
)
def test_the_lines_of_an_invariant(n: int, expected: list[str]) -> None:
    """Five violations at most, then how many more there are."""
    assert validate._lines(LAW, [f"fault {number}" for number in range(n)]) == expected


@pytest.mark.parametrize(
    ("measured", "line", "level"),
    [
        (0.05, "ok    Records rejected: 5.0%, look above 5%", "ok"),
        (0.0512, "warn  Records rejected: 5.1%, look above 5%", "warn"),
        (0.5, "warn  Records rejected: 50.0%, look above 5%", "fail"),
    ],
)
def test_the_line_of_a_check(measured: float, line: str, level: str) -> None:
    """A check warns here, also where a night would fail; a program gets the level and both bounds."""
    found = Finding(BY_NAME["rejected_share"], measured)
    assert validate._line(found) == line
    assert validate._check_row(found) == {
        "check": "rejected_share", "level": level, "measured": round(measured, 4),
        "warn_above": 0.05, "fail_above": 0.2,
    }  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), [('{"a": 1.5}', {"a": 1.5}), ("{", {}), (None, {})])
def test_figures_that_are_not_there_are_none(content: str | None, expected: dict[str, float], tmp_path: Path) -> None:
    """A run that stopped early, or a damaged file, has no figures to check."""
    if content is not None:
        (tmp_path / "metrics.json").write_text(content, encoding="utf-8")
    assert validate._metrics(tmp_path) == expected
