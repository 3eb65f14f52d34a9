"""Rows are the unit of reuse: a part after any history is byte for byte the part of a clean run."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.engine import config, context, row_steps
from pipeline.engine.context import Context, Outcome
from pipeline.engine.dag import Step
from pipeline.engine.executors import EngineConfig, executor_of
from pipeline.engine.progress import Silent
from pipeline.engine.row_steps import rows_of_articles, run_row
from pipeline.engine.store import Entry, Store
from tests.engine.conftest import SMALL

STEP = Step("sentiment", "test:made", "row", ("lead", "notes"), ("made",), shared=("plain",))
ARTICLES = [f"{n:016x}" for n in range(30)]
SEEN: list[set[str]] = []
Row = dict[str, object]
Rows = Callable[..., pa.Table]


def made(_config: object, *, lead: pa.Table, notes: pa.Table, plain: pa.Table) -> dict[str, pa.Table]:
    """Two rows an article, and one more for each of its notes."""
    SEEN.append(set(lead["article_id"].to_pylist()))
    more: dict[str, list[int]] = {}
    for row in notes.to_pylist():
        more.setdefault(row["article_id"], []).append(row["start"])
    found = [
        {"article_id": row["article_id"], "n": n + plain.num_rows, "text": f"{row['score']} {row['authors']}"}
        for row in lead.to_pylist()
        for n in [100, 1, *more.get(row["article_id"], [])]
    ]
    return {"made": pa.Table.from_pylist(found, SMALL["made"].schema)}


class Corpus:
    """Articles with a score and notes, spread over two parts by their number."""

    def __init__(self, seed: int) -> None:
        self._pick = random.Random(seed)
        self.scores = dict.fromkeys(ARTICLES[:20], 0.25)
        self.notes: dict[str, list[int]] = {}

    def change(self) -> None:
        """Add, edit or drop something."""
        name = self._pick.choice(ARTICLES)
        match self._pick.randrange(3):
            case 0:
                self.scores[name] = self._pick.choice([-0.5, 0.0, 0.5])
            case 1:
                self.scores.pop(name, None)
            case _:
                self.notes[name] = [self._pick.randrange(9, 99) for _ in range(self._pick.randrange(3))]

    def write(self, store: Store, n_plain: int = 1) -> None:
        """The tables that the step reads; the shared one with so many rows."""
        lead = [{"article_id": n, "score": s, "authors": [n, "x"]} for n, s in sorted(self.scores.items())]
        notes = [{"article_id": n, "start": start} for n, starts in sorted(self.notes.items()) for start in starts]
        for name, rows in (("lead", lead), ("notes", notes)):
            store.finish(name, {part: write(store, name, part, _half(rows, part)) for part in ("even", "odd")})
        store.finish("plain", {"all": write(store, "plain", "all", [{"n": i} for i in range(n_plain)])})


def _half(rows: list[Row], part: str) -> list[Row]:
    """The rows of one of the two parts."""
    return [row for row in rows if int(str(row["article_id"]), 16) % 2 == (part == "odd")]


def write(store: Store, name: str, part: str, rows: list[Row]) -> Entry:
    """Write a small table."""
    return store.write(name, part, pa.Table.from_pylist(rows, SMALL[name].schema), key="")


@pytest.fixture(autouse=True)
def step(monkeypatch: pytest.MonkeyPatch) -> None:
    """The step of this file."""
    monkeypatch.setattr(row_steps, "function_of", lambda _: made)
    monkeypatch.setattr(row_steps, "base_key", lambda *_: "f" * 64)
    SEEN.clear()


def run(store: Store) -> Outcome:
    """Run it in this process."""
    settings: Any = config.load()["sentiment"]
    return run_row(STEP, Context(store, Path(), None, settings, executor_of(EngineConfig(workers=1)), Silent()))


def files(store: Store) -> dict[str, bytes]:
    """The parts that the step wrote."""
    return {path.name: path.read_bytes() for path in sorted(store.folder("made").iterdir())}


@pytest.mark.parametrize("seed", range(8))
def test_any_history_gives_the_bytes_of_a_clean_run(tmp_path: Path, seed: int) -> None:
    """After nights of added, edited, dropped articles and notes the parts are those of a clean run."""
    corpus, store = Corpus(seed), Store(tmp_path / "out")
    for night in range(5):
        for _ in range(night):
            corpus.change()
        corpus.write(store, 1 + night // 3)
        run(store)
    clean = Store(tmp_path / "clean")
    corpus.write(clean, 2)
    run(clean)
    assert files(store) == files(clean)


def test_only_changed_articles_are_computed(tmp_path: Path) -> None:
    """A new score, a new quotation and a new article: the function sees these three and no other."""
    corpus, store = Corpus(0), Store(tmp_path / "out")
    corpus.write(store)
    assert (run(store).computed, run(store).computed) == (20, 0)
    SEEN.clear()
    corpus.scores[ARTICLES[2]] = 0.75
    corpus.notes[ARTICLES[7]] = [40]
    corpus.scores[ARTICLES[25]] = 0.5
    corpus.write(store)
    outcome = run(store)
    assert set.union(*SEEN) == {ARTICLES[2], ARTICLES[7], ARTICLES[25]}
    assert (outcome.computed, outcome.reused, outcome.parts) == (3, 18, 2)


def test_a_shared_table_or_a_lost_memory_computes_all(tmp_path: Path) -> None:
    """What every row depends on changes every row; without the hashes of the rows a changed part is computed whole."""
    corpus, store = Corpus(0), Store(tmp_path / "out")
    corpus.write(store)
    run(store)
    corpus.write(store, 2)
    assert run(store).computed == 20
    for path in (store.state / "rows/sentiment.made").iterdir():
        path.write_bytes(path.read_bytes()[:-3])
    corpus.scores[ARTICLES[2]] = 0.75
    corpus.write(store, 2)
    assert run(store).computed == 10


def test_a_damaged_old_part_is_not_taken_over(tmp_path: Path) -> None:
    """Rows of a part whose bytes are not those that were written are computed."""
    corpus, store = Corpus(0), Store(tmp_path / "out")
    corpus.write(store)
    run(store)
    before = files(store)
    path = store.path("made", "even")
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert run(store).computed == 10
    assert files(store) == before


def test_a_hash_covers_every_row_in_its_order_and_not_the_text_twice(rows: Rows) -> None:
    """Rows in another order are other rows; `text` counts by its digest where the table has one."""
    first, second = ({"article_id": letter * 16, "score": 1.0, "authors": []} for letter in "ab")
    notes = [{"article_id": "a" * 16, "start": start} for start in (1, 2)]
    lead = rows("lead", [first, second])
    one = rows_of_articles({"lead": lead, "notes": rows("notes", notes)})
    two = rows_of_articles({"lead": lead, "notes": rows("notes", notes[::-1])})
    assert one.same_as(two).tolist() == [False, True]
    texts = [pa.table({"article_id": ["a" * 16], "text": [t], "content_sha256": ["s"]}) for t in ("x", "y")]
    assert rows_of_articles({"t": texts[0]}).same_as(rows_of_articles({"t": texts[1]})).all()


def test_articles_of_another_name_are_always_computed() -> None:
    """Where a table names another article_id, both are computed, so that no row of either is taken over."""
    ids = {"article_id": ["a" * 16, "b" * 16], "final_article_id": ["a" * 16, "c" * 16]}
    found = row_steps._renamed({"records": pa.table({"article_id": ["a" * 16]}), "versions": pa.table(ids)})
    assert found.tolist() == [b"b" * 16, b"c" * 16]
    assert row_steps._renamed({}).tolist() == []


def test_the_context_names_the_module() -> None:
    """A step's function is found by `module:name`."""
    assert context.function_of(Step("x", "posixpath:join", "row", (), ()))("a", "b") == "a/b"
