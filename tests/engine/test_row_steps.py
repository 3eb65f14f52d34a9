"""Rows are the unit of reuse: a part after any history is byte for byte the part of a clean run."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.engine import config, context, row_steps, row_tasks
from pipeline.engine.context import Context, Outcome
from pipeline.engine.dag import Step
from pipeline.engine.executors import EngineConfig, executor_of
from pipeline.engine.progress import Silent
from pipeline.engine.row_steps import run_row
from pipeline.engine.row_tasks import RowTask
from pipeline.engine.store import Entry, Store
from pipeline.errors import PipelineError
from tests.engine.conftest import SMALL

STEP = Step("sentiment", "test:made", "row", ("lead", "notes"), ("made",), shared=("plain",))
ARTICLES = [f"{n:016x}" for n in range(30)]
SEEN: list[set[str]] = []
Row = dict[str, object]


def made(_config: object, *, lead: pa.Table, notes: pa.Table, plain: pa.Table) -> dict[str, pa.Table]:
    """Two rows an article, and one more for each of its notes."""
    SEEN.append(set(lead["article_id"].to_pylist()))
    more: dict[str, list[int]] = {}
    for row in notes.to_pylist():
        more.setdefault(row["article_id"], []).append(row["start"])
    found = [
        {"article_id": row["article_id"], "n": n + plain.num_rows, "text": f"{row['score']:g} {row['authors']}"}
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
    monkeypatch.setattr(row_tasks, "function_of", lambda _: made)
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


def test_changed_rows_of_several_parts_are_computed_in_one_call(tmp_path: Path) -> None:
    """What a call costs is paid once; each part gets its own rows, and says how many were computed."""
    corpus, store = Corpus(0), Store(tmp_path / "out")
    corpus.write(store)
    assert len(SEEN) == 0
    run(store)
    assert [set(ARTICLES[:20])] == SEEN  # two small parts, computed whole
    corpus.scores |= {ARTICLES[2]: 0.75, ARTICLES[7]: 0.5, ARTICLES[9]: 0.5}
    corpus.write(store)
    assert run(store).computed == 3
    assert SEEN[1:] == [{ARTICLES[2], ARTICLES[7], ARTICLES[9]}]


def test_an_article_of_two_parts_is_computed_in_two_calls(tmp_path: Path) -> None:
    """Rows of one article in two parts do not meet: the parts are those that are computed one by one."""
    store = Store(tmp_path / "out")
    rows: list[Row] = [{"article_id": ARTICLES[3], "score": score, "authors": []} for score in (0.25, 0.5)]
    store.finish("lead", {part: write(store, "lead", part, [row]) for part, row in zip("ab", rows, strict=True)})
    store.finish("notes", {part: write(store, "notes", part, []) for part in "ab"})
    store.finish("plain", {})
    assert run(store).computed == 2
    assert [{ARTICLES[3]}] * 2 == SEEN
    texts = [store.parts("made").read(part, ["text"])["text"].to_pylist() for part in "ab"]
    assert texts == [["0.25 []"] * 2, ["0.5 []"] * 2]


def test_a_step_that_names_an_article_otherwise_must_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that belong to no part would be lost: an error says where and what to do."""

    def other(*_: object, **__: object) -> dict[str, pa.Table]:
        row = {"article_id": "f" * 16, "n": 1, "text": ""}
        return {"made": pa.Table.from_pylist([row], SMALL["made"].schema)}

    monkeypatch.setattr(row_tasks, "function_of", lambda _: other)
    corpus, store = Corpus(0), Store(tmp_path / "out")
    corpus.write(store)
    with pytest.raises(PipelineError, match=r"sentiment.made: rows of articles that were not read, in made"):
        run(store)


@pytest.mark.parametrize(("change", "stays"), [("edit", True), ("turn", False), ("drop", False), ("sign", False)])
def test_a_part_whose_rows_come_out_the_same_keeps_its_file(tmp_path: Path, change: str, stays: bool) -> None:
    """An article that is computed again need not have other rows; its part is reused by the next night all the same."""
    corpus, store = Corpus(0), Store(tmp_path / "out")
    corpus.notes[ARTICLES[0]], corpus.scores[ARTICLES[0]] = [30, 40], 0.0
    corpus.write(store)
    run(store)
    path, before = store.path("made", "even"), store.manifest("made")["even"]
    inode, data = path.stat().st_ino, path.read_bytes()
    if change == "edit":
        corpus.scores[ARTICLES[2]] += 1e-7
    elif change == "turn":
        corpus.notes[ARTICLES[0]] = [40, 30]
    elif change == "drop":
        del corpus.scores[ARTICLES[2]]
    else:
        corpus.scores[ARTICLES[0]] = -0.0
    corpus.write(store)
    assert run(store).computed == (change != "drop")
    assert (path.stat().st_ino == inode, path.read_bytes() == data) == (stays, stays)
    assert (store.manifest("made")["even"].key == before.key) is False
    assert run(store).computed == 0


def task(part: str, reuse: Any = "rows", shared: tuple[str, ...] = ()) -> RowTask:
    """A part without memory."""
    step = Step("s", "m:f", "row", ("lead",), ("made",), shared=shared, reuse=reuse)
    return RowTask(Store(Path("nowhere")), step, None, part, "k" * 64, "b" * 64, {}, {})


def test_groups_hold_small_parts_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """64 rows are small, 65 are not; 512 rows are a group, 32 parts too; parts with memory count nothing.

    Whole parts are computed alone; those that share a table are 4,096 rows a group.
    """

    def sizes(*rows: int, reuse: str = "rows", shared: tuple[str, ...] = ()) -> list[int]:
        leading = {f"{n:03}": Entry("", "", size, 0, "") for n, size in enumerate(rows)}
        return [len(group) for group in row_steps._groups([task(p, reuse, shared) for p in leading], leading)]

    assert sizes(64, 64, 65, 64) == [1, 3]
    assert sizes(*[64] * 9) == [8, 1]
    assert sizes(*[1] * 33) == [32, 1]
    assert sizes(1, 1, reuse="part") == [1, 1]
    assert sizes(2000, 2096, 1, reuse="part", shared=("model",)) == [2, 1]
    assert sizes(65, 65, shared=("model",)) == [1, 1]
    monkeypatch.setattr(RowTask, "has_memory", lambda _: True)
    assert sizes(*[5000] * 33) == [32, 1]
    assert sizes() == []


def test_batches_hold_some_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A call computes AT_ONCE rows at most, where a part does not have more by itself."""
    monkeypatch.setattr(row_tasks, "AT_ONCE", 19)
    corpus, store = Corpus(0), Store(tmp_path / "out")
    corpus.write(store)
    run(store)
    assert [len(seen) for seen in SEEN] == [10, 10]


def test_the_context_names_the_module() -> None:
    """A step's function is found by `module:name`."""
    assert context.function_of(Step("x", "posixpath:join", "row", (), ()))("a", "b") == "a/b"
