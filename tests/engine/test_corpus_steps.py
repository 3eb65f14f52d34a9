"""Corpus steps: what is written anew, and what keeps its file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.engine import config, corpus_steps
from pipeline.engine.context import Context, Outcome
from pipeline.engine.corpus_steps import run_corpus
from pipeline.engine.dag import Step
from pipeline.engine.executors import EngineConfig, executor_of
from pipeline.engine.progress import Silent
from pipeline.engine.store import Store
from tests.engine.conftest import SMALL

STEP = Step("sentiment", "test:made", "corpus", ("plain",), ("made",))
BASE = {"key": "a" * 64}
FIRST, SECOND = "0" * 16, "1" * 16


def rows(article: str, text: str) -> pa.Table:
    """A row of `made`."""
    return pa.Table.from_pylist([{"article_id": article, "n": 1, "text": text}], SMALL["made"].schema)


class Corpus:
    """A step that gives these parts, over a table that changes each time."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.store, self.made, self._n = Store(folder), {"x": rows(FIRST, "one"), "y": rows(SECOND, "two")}, 0
        monkeypatch.setattr(corpus_steps, "function_of", lambda _: lambda *_, **__: {"made": self.made})
        monkeypatch.setattr(corpus_steps, "base_key", lambda *_: BASE["key"])
        monkeypatch.setattr(corpus_steps, "all_records", lambda _: 7)

    def run(self, *, with_news: bool = True) -> Outcome:
        """A night."""
        self._n += with_news
        plain = pa.Table.from_pylist([{"n": self._n}], SMALL["plain"].schema)
        self.store.finish("plain", {"all": self.store.write("plain", "all", plain, key="")})
        settings: Any = config.load()["sentiment"]
        return run_corpus(STEP, Context(self.store, Path(), None, settings, executor_of(EngineConfig(1)), Silent()))

    def stamps(self) -> dict[str, str]:
        """Stamp of each file that the step wrote."""
        return {part: entry.stamp for part, entry in self.store.manifest("made").items()}


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    """The corpus after its first night."""
    found = Corpus(tmp_path, monkeypatch)
    assert found.run() == Outcome("sentiment.made", 7, 0, 1)
    return found


def test_what_a_killed_run_left_is_dropped(corpus: Corpus) -> None:
    """Shards that waited for its workers."""
    left = corpus.store.state / "shards" / "waiting"
    left.parent.mkdir()
    left.touch()
    corpus.run()
    assert not left.exists()


def test_a_part_with_the_same_rows_keeps_its_file(corpus: Corpus) -> None:
    """One of two parts has other rows: the other's file is not touched, and both have the key of tonight."""
    before = corpus.stamps()
    corpus.made = {"x": rows(FIRST, "one"), "y": rows(SECOND, "three")}
    assert corpus.run().computed == 7
    after = corpus.stamps()
    assert (before["x"] == after["x"], before["y"] == after["y"]) == (True, False)
    assert corpus.store.parts("made").read("y")["text"].to_pylist() == ["three"]
    assert len({entry.key for entry in corpus.store.manifest("made").values()}) == 1
    assert corpus.run(with_news=False) == Outcome("sentiment.made", 0, 7, 0)


def test_a_part_that_went_is_deleted_and_one_that_came_is_written(corpus: Corpus) -> None:
    """The folder holds the parts of tonight."""
    corpus.made = {"x": rows(FIRST, "one"), "z": rows(SECOND, "two")}
    corpus.run()
    assert corpus.store.names("made") == ("x", "z")


def test_a_damaged_file_is_written_again_though_its_rows_are_the_same(corpus: Corpus) -> None:
    """What the file holds counts, not what was meant."""
    path = corpus.store.path("made", "x")
    whole = path.read_bytes()
    path.write_bytes(whole[:-9] + b"?" + whole[-8:])
    corpus.run()
    assert path.read_bytes() == whole


def test_another_program_or_a_lost_note_writes_all(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer of another version gives other bytes for the same rows."""
    before = corpus.stamps()
    monkeypatch.setitem(BASE, "key", "b" * 64)
    corpus.run()
    assert not set(before.values()) & set(corpus.stamps().values())
    before = corpus.stamps()
    (corpus.store.state / "written/made.json").write_text("[1")
    corpus.run()
    assert not set(before.values()) & set(corpus.stamps().values())
