"""Rows are the unit of reuse: a part after any history is byte for byte the part of a clean run."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.engine import config, context, row_steps
from pipeline.engine.context import Context, Outcome
from pipeline.engine.dag import Step
from pipeline.engine.executors import Adaptive, EngineConfig
from pipeline.engine.progress import Silent
from pipeline.engine.row_steps import rows_of_articles, run_row
from pipeline.engine.store import Store
from pipeline.tables import TABLES
from pipeline.tables.topics import TERM

STEP = Step("sentiment", "test:doubled", "row", ("sentiment", "quotes"), ("sentences",), shared=("topics",))
ARTICLES = [f"{n:016x}" for n in range(30)]
SEEN: list[set[str]] = []


def doubled(_config: object, *, sentiment: pa.Table, quotes: pa.Table, topics: pa.Table) -> dict[str, pa.Table]:
    """Two sentences an article, and one more for each of its quotations."""
    SEEN.append(set(sentiment["article_id"].to_pylist()))
    more: dict[str, list[int]] = {}
    for row in quotes.to_pylist():
        more.setdefault(row["article_id"], []).append(row["start"])
    rows = [
        sentence(row["article_id"], place, row["compound"], topics.num_rows)
        for row in sentiment.to_pylist()
        for place in [1, 5, *more.get(row["article_id"], [])]
    ]
    return {"sentences": pa.Table.from_pylist(rows, TABLES["sentences"].schema)}


def filled(table: str, **values: object) -> dict[str, object]:
    """A row with a plain value in every other column."""
    plain = {pa.string(): "x", pa.bool_(): False, pa.list_(TERM): [], pa.list_(pa.string()): []}
    return {c.name: values.get(c.name, plain.get(c.kind, None if c.nullable else 1)) for c in TABLES[table].columns}


def sentence(article: str, place: int, compound: float, n: int) -> dict[str, object]:
    """A sentence that depends on all that the step reads."""
    return filled("sentences", article_id=article, start=place, end=place + n, compound=compound)


class Corpus:
    """Articles with a score and quotations, spread over two parts by their number."""

    def __init__(self, seed: int) -> None:
        self._pick = random.Random(seed)
        self.scores = dict.fromkeys(ARTICLES[:20], 0.25)
        self.quotes: dict[str, list[int]] = {}

    def change(self) -> None:
        """Add, edit or drop something."""
        name = self._pick.choice(ARTICLES)
        match self._pick.randrange(3):
            case 0:
                self.scores[name] = self._pick.choice([-0.5, 0.0, 0.5])
            case 1:
                self.scores.pop(name, None)
            case _:
                self.quotes[name] = [self._pick.randrange(9, 99) for _ in range(self._pick.randrange(3))]

    def write(self, store: Store) -> None:
        """The tables that the step reads."""
        for table, rows in (("sentiment", self._scored()), ("quotes", self._quoted())):
            parts = {
                p: [r for r in rows if (int(str(r["article_id"]), 16) % 2 == 0) == (p == "even")]
                for p in ("even", "odd")
            }
            data = {p: pa.Table.from_pylist(found, TABLES[table].schema) for p, found in parts.items()}
            store.finish(table, {p: store.write(table, p, found, key="") for p, found in data.items()})

    def _scored(self) -> list[dict[str, object]]:
        return [filled("sentiment", article_id=n, compound=s, label="neutral") for n, s in sorted(self.scores.items())]

    def _quoted(self) -> list[dict[str, object]]:
        return [filled("quotes", article_id=n, start=s, end=s + 1) for n, ss in sorted(self.quotes.items()) for s in ss]


def topics(store: Store, n: int) -> None:
    """A shared table of n rows."""
    rows = [filled("topics", topic_id=i) for i in range(n)]
    data = pa.Table.from_pylist(rows, TABLES["topics"].schema)
    store.finish("topics", {"all": store.write("topics", "all", data, key="")})


@pytest.fixture(autouse=True)
def step(monkeypatch: pytest.MonkeyPatch) -> None:
    """The step of this file."""
    monkeypatch.setattr(row_steps, "function_of", lambda _: doubled)
    monkeypatch.setattr(row_steps, "base_key", lambda *_: "f" * 64)
    SEEN.clear()


def run(store: Store) -> Outcome:
    """Run it in this process."""
    settings: Any = config.load()["sentiment"]
    return run_row(STEP, Context(store, Path(), None, settings, Adaptive(EngineConfig(workers=1)), Silent()))


def files(store: Store) -> dict[str, bytes]:
    """The parts that the step wrote."""
    return {path.name: path.read_bytes() for path in sorted(store.folder("sentences").iterdir())}


@pytest.mark.parametrize("seed", range(8))
def test_any_history_gives_the_bytes_of_a_clean_run(tmp_path: Path, seed: int) -> None:
    """After nights of added, edited, dropped articles and quotations the parts are those of a clean run."""
    corpus, store = Corpus(seed), Store(tmp_path / "out")
    for night in range(5):
        for _ in range(night):
            corpus.change()
        corpus.write(store)
        topics(store, 1 + night // 3)
        run(store)
    clean = Store(tmp_path / "clean")
    corpus.write(clean)
    topics(clean, 2)
    run(clean)
    assert files(store) == files(clean)


def test_only_changed_articles_are_computed(tmp_path: Path) -> None:
    """A new score, a new quotation and a new article: the function sees these three and no other."""
    corpus, store = Corpus(0), Store(tmp_path / "out")
    corpus.write(store)
    topics(store, 1)
    assert (run(store).computed, run(store).computed) == (20, 0)
    SEEN.clear()
    corpus.scores[ARTICLES[2]] = 0.75
    corpus.quotes[ARTICLES[7]] = [40]
    corpus.scores[ARTICLES[25]] = 0.5
    corpus.write(store)
    outcome = run(store)
    assert set.union(*SEEN) == {ARTICLES[2], ARTICLES[7], ARTICLES[25]}
    assert (outcome.computed, outcome.reused, outcome.parts) == (3, 18, 2)


def test_a_shared_table_or_a_lost_memory_computes_all(tmp_path: Path) -> None:
    """What every row depends on changes every row; without the hashes of the rows a changed part is computed whole."""
    corpus, store = Corpus(0), Store(tmp_path / "out")
    corpus.write(store)
    topics(store, 1)
    run(store)
    topics(store, 2)
    assert run(store).computed == 20
    for path in (store.state / "rows/sentiment.doubled").iterdir():
        path.write_bytes(path.read_bytes()[:-3])
    corpus.scores[ARTICLES[2]] = 0.75
    corpus.write(store)
    assert run(store).computed == 10


def test_a_damaged_old_part_is_not_taken_over(tmp_path: Path) -> None:
    """Rows of a part whose bytes are not those that were written are computed."""
    corpus, store = Corpus(0), Store(tmp_path / "out")
    corpus.write(store)
    topics(store, 1)
    run(store)
    before = files(store)
    path = store.path("sentences", "even")
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert run(store).computed == 10
    assert files(store) == before


def test_a_hash_covers_every_row_in_its_order_and_not_the_text_twice() -> None:
    """Rows in another order are other rows; `text` counts by its digest where the table has one."""
    rows = [filled("quotes", article_id="a" * 16, start=s, end=9) for s in (1, 2)]
    first, second = filled("sentiment", article_id="a" * 16), filled("sentiment", article_id="b" * 16)
    schema = TABLES["quotes"].schema
    tables = {"sentiment": pa.Table.from_pylist([first, second], TABLES["sentiment"].schema)}
    one = rows_of_articles({**tables, "quotes": pa.Table.from_pylist(rows, schema)})
    two = rows_of_articles({**tables, "quotes": pa.Table.from_pylist(rows[::-1], schema)})
    assert one.same_as(two).tolist() == [False, True]
    texts = [pa.table({"article_id": ["a" * 16], "text": [t], "content_sha256": ["s"]}) for t in ("x", "y")]
    assert rows_of_articles({"t": texts[0]}).same_as(rows_of_articles({"t": texts[1]})).all()


def test_the_context_names_the_module() -> None:
    """A step's function is found by `module:name`."""
    assert context.function_of(Step("x", "posixpath:join", "row", (), ()))("a", "b") == "a/b"
