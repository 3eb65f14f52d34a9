"""The accepted model on disk: what is written is read; what is damaged is told, never taken for no model."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.engine import model_folder, parquet
from pipeline.engine.store import Store
from pipeline.errors import PipelineError
from pipeline.tables.topic_model import FORMAT


@pytest.fixture
def folder(tmp_path: Path, sample_out: Path) -> Path:
    """A model that was accepted."""
    model_folder.write(tmp_path / "model", tables(sample_out), {"n_articles": 77})
    return tmp_path / "model"


def tables(out: Path) -> dict[str, pa.Table]:
    """The model of a finished run."""
    return {name: Store(out).parts(f"model_{name}").all()[0] for name in model_folder.FILES}


def test_what_is_written_is_read(folder: Path, sample_out: Path) -> None:
    """Every row comes back under the names of the accepted model, with the hashes that model.json names."""
    found = model_folder.accepted(folder)
    for name, data in tables(sample_out).items():
        assert found[f"accepted_{name}"].to_pylist() == data.to_pylist()
    assert model_folder.is_there(folder)
    assert model_folder.fingerprint(folder) == json.loads((folder / model_folder.CARD).read_text())["files"]


def test_the_same_model_is_the_same_bytes(folder: Path, sample_out: Path) -> None:
    """Written again, every file is as it was, and nothing else lies in the folder."""
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    model_folder.write(folder, tables(sample_out), {"n_articles": 77})
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert set(before) == {model_folder.CARD, *model_folder.FILES.values()}


def test_no_model_is_no_rows(tmp_path: Path) -> None:
    """Without a folder, with one that is missing or one that has only a note in it, the tables are empty."""
    (tmp_path / "README.md").write_text("No model is accepted yet.")
    for place in (None, tmp_path / "missing", tmp_path):
        assert not model_folder.is_there(place)
        assert model_folder.fingerprint(place) == {}
        assert [t.num_rows for t in model_folder.accepted(place).values()] == [0, 0, 0]


@pytest.mark.parametrize("name", model_folder.FILES.values())
def test_a_damaged_file_is_told(folder: Path, name: str) -> None:
    """A changed or missing file is an error that names it and says what to do."""
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])
    with pytest.raises(
        PipelineError, match=rf"{name}: not the file that model.json names\n  hint: bring the folder back"
    ):
        model_folder.accepted(folder)
    (folder / name).unlink()
    with pytest.raises(PipelineError, match=name):
        model_folder.fingerprint(folder)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format": 1}', '{"format": 1, "files": 3}'])
def test_a_damaged_card_is_told(folder: Path, text: str) -> None:
    """A model.json that cannot be read is an error."""
    (folder / model_folder.CARD).write_text(text)
    with pytest.raises(PipelineError, match=r"model.json: cannot be read"):
        model_folder.accepted(folder)


def test_another_format_is_told(folder: Path) -> None:
    """A model of an earlier or later program is not guessed at."""
    for number in (FORMAT - 1, FORMAT + 1):
        (folder / model_folder.CARD).write_text(f'{{"format": {number}, "files": {{}}}}')
        with pytest.raises(PipelineError, match=f"format {number}, expected {FORMAT}"):
            model_folder.accepted(folder)


def test_tables_without_their_card_are_told(folder: Path) -> None:
    """A folder whose model.json is lost is damaged, not without a model."""
    (folder / model_folder.CARD).unlink()
    with pytest.raises(PipelineError, match=r"model.json is missing beside topics.parquet"):
        model_folder.accepted(folder)


@pytest.mark.parametrize("name", model_folder.FILES)
def test_foreign_tables_are_told(folder: Path, name: str) -> None:
    """Files that are what model.json names but no tables of a model are an error too."""
    path = folder / model_folder.FILES[name]
    for damage in (lambda: parquet.write(pa.table({"a": [1]}), path), lambda: path.write_bytes(b"no parquet")):
        damage()
        card = json.loads((folder / model_folder.CARD).read_text())
        card["files"][path.name] = model_folder.file_sha256(path)
        (folder / model_folder.CARD).write_text(json.dumps(card))
        with pytest.raises(PipelineError, match=f"{name}.parquet: (not the columns|cannot be read)"):
            model_folder.accepted(folder)


def test_a_model_that_contradicts_itself_is_told(folder: Path, sample_out: Path) -> None:
    """Terms or facts that do not belong to the topics are an error, not a wrong result."""
    whole = tables(sample_out)
    for name in ("facts", "terms", "topics"):
        model_folder.write(folder, {**whole, name: whole[name].slice(1)}, {})
        with pytest.raises(PipelineError, match="the tables do not fit each other"):
            model_folder.accepted(folder)


def test_a_stop_while_writing_leaves_no_other_model(
    folder: Path, sample_out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write that is stopped half way leaves a folder that is refused, and no stray files."""
    whole, original, done = tables(sample_out), Path.replace, []

    def stopping(self: Path, target: Path) -> Path:
        done.append(target)
        if len(done) == 2:
            raise KeyboardInterrupt
        return original(self, target)

    monkeypatch.setattr(Path, "replace", stopping)
    changed = whole["topics"].set_column(0, "topic_id", pa.array(range(50, 50 + whole["topics"].num_rows), pa.int32()))
    with pytest.raises(KeyboardInterrupt):
        model_folder.write(folder, {**whole, "topics": changed.cast(whole["topics"].schema)}, {})
    monkeypatch.undo()
    assert {path.name for path in folder.iterdir()} == {model_folder.CARD, *model_folder.FILES.values()}
    with pytest.raises(PipelineError, match=r"topics.parquet: not the file"):
        model_folder.accepted(folder)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, sample_out: Path) -> None:
    """A file in the folder's place, or no right to write, is an error in words."""
    place = tmp_path / "taken"
    place.write_text("a file")
    with pytest.raises(PipelineError, match="cannot be written"):
        model_folder.write(place, tables(sample_out), {})
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_a_model_of_another_version_is_told_from_a_damaged_one(folder: Path, sample_out: Path) -> None:
    """Its files are those that model.json names, and this version cannot read them."""
    assert not model_folder.is_of_another_version(folder)
    name = model_folder.FILES["terms"]
    before = (folder / name).read_bytes()
    (folder / name).write_bytes(before[:-1])
    assert not model_folder.is_of_another_version(folder)  # damaged
    old = tables(sample_out) | {"terms": pa.table({"term": ["a"]})}
    model_folder.write(folder, old, {})
    assert model_folder.is_of_another_version(folder)
    (folder / name).unlink()
    assert not model_folder.is_of_another_version(folder)  # half of it
    (folder / model_folder.CARD).unlink()
    assert not model_folder.is_of_another_version(folder)  # none


def test_a_model_that_is_set_aside_leaves_the_rest_of_its_folder(folder: Path) -> None:
    """Its files lie beside it, those that were set aside before stay, and nothing is accepted any more."""
    (folder / "README.md").write_text("mine")
    (folder.parent / "model-before-1").mkdir()
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    place = model_folder.set_aside(folder)
    assert place == folder.parent / "model-before-2"
    assert {"README.md"} == {path.name for path in folder.iterdir()}
    assert {path.name: path.read_bytes() for path in place.iterdir()} | {"README.md": b"mine"} == files
    assert not model_folder.is_there(folder)
