"""Every setting of `ingest` changes what is read, in the direction that its description says."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.ingest import IngestConfig, read
from pipeline.ingest.files import FREE_EXPANSION, Budget
from pipeline.ingest.record import Fault
from tests.ingest.conftest import units_in

LINE = '{"text": "' + "x" * 300 + '"}\n'


@pytest.mark.parametrize(("n_chars", "reason"), [(99, None), (100, None), (101, "too_long")])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.json", "a.csv", "a.html"])
def test_max_chars(reasons: Callable[..., Any], name: str, n_chars: int, reason: str | None) -> None:
    """The longest text that is read is as long as the setting says, in every form."""
    text = ("quay " * 50)[:n_chars]
    written = {
        "a.txt": text,
        "a.jsonl": json.dumps({"text": text}),
        "a.json": json.dumps([{"text": text}]),
        "a.csv": f"id,text\n1,{text}\n",
        "a.html": f"<html><body><article><p>{text}</p></article></body></html>",
    }
    assert reasons(name, written[name].encode(), max_chars=100) == {1: reason}


@pytest.mark.parametrize(
    ("size", "config", "limit"),
    [
        (1, IngestConfig(), FREE_EXPANSION),
        (160_000, IngestConfig(), FREE_EXPANSION),
        (160_001, IngestConfig(), 16_000_100),
        (160_001, IngestConfig(max_expansion=200), 32_000_200),
        (1_000_000, IngestConfig(max_expanded_mb=50), 50_000_000),
        (1, IngestConfig(max_expanded_mb=1), 1_000_000),
        (10**10, IngestConfig(), 20_000_000_000),
    ],
)
def test_max_expansion_and_max_expanded_mb(size: int, config: IngestConfig, limit: int) -> None:
    """A hundred times its size, at least 16 MB, at most the bound: to the byte."""
    budget = Budget.of(size, config)
    budget.spend(limit)
    with pytest.raises(Fault, match=f"more than {limit:,} bytes"):
        budget.spend(1)


def test_what_unpacks_to_too_much_is_rejected(only: Callable[..., Any]) -> None:
    """A file within the bounds is read whole; beyond them what came before is kept and the rest is told."""
    packed = gzip.compress(LINE.encode() * 4_000)
    assert len(only("a.jsonl.gz", packed)) == 4_000
    found = only("a.jsonl.gz", packed, max_expanded_mb=1)
    assert [row["reason"] for row in found.values() if row["reason"]] == ["archive_too_large"]
    assert len(found) < 4_000


@pytest.mark.parametrize(("extra", "reason"), [(0, None), (1, "too_long")])
@pytest.mark.parametrize("name", ["a.json", "a.xml"])
def test_max_document_mb(reasons: Callable[..., Any], name: str, extra: int, reason: str | None) -> None:
    """A document of exactly the bound is read, a byte more is not."""
    json_text = '{"text": "The quay is let."}'
    feed = (
        "<rss><channel><item><title>Quay let</title><description>The quay is let.</description></item></channel></rss>"
    )
    text = json_text if name == "a.json" else feed
    data = text.encode() + b" " * (10_000 - len(text) + extra)
    found = reasons(name, data, max_document_mb=0.01)
    assert reason in found.values()


def test_batch_articles_and_batch_mb(raw: Path) -> None:
    """A part ends at so many records, or before its text would be more."""
    (raw / "a.jsonl").write_text(LINE * 100)
    (unit,) = units_in(raw)

    def sizes(**settings: Any) -> list[int]:
        return [table.num_rows for table in read(unit, raw, IngestConfig(**settings))]

    assert sizes(batch_articles=100) == [100]
    assert sizes(batch_articles=99) == [99, 1]
    assert sizes(batch_mb=0.03) == [100]
    assert sizes(batch_mb=0.0299) == [99, 1]


def test_aliases(only: Callable[..., Any]) -> None:
    """A name that is given is read as its field; the field's own name always is, names that are left out are not."""
    data = b'{"leader": "The quay is let.", "headline": "Quay let", "text": ""}\n'
    assert only("a.jsonl", data)["a.jsonl", 1]["reason"] == "empty_text"
    aliases = IngestConfig().aliases | {"text": ["leader"], "title": []}
    row = only("a.jsonl", data, aliases=aliases)["a.jsonl", 1]
    assert (row["text"], row["title"]) == ("The quay is let.", None)


def test_path_pattern(raw: Path, rows: Callable[..., Any]) -> None:
    """Without a pattern a path tells a day at most; with one, whatever its groups are called."""
    (raw / "Post").mkdir()
    (raw / "Post/2026-03-02.txt").write_text("The quay is let.")
    plain = rows(raw)["Post/2026-03-02.txt", 1]
    told = rows(raw, path_pattern="(?P<source>[^/]+)/")["Post/2026-03-02.txt", 1]
    assert (plain["source"], told["source"]) == (None, "Post")
    assert plain["day"] == told["day"]
