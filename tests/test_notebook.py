"""The notebook of the documentation."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests import notebook

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def cells(sample_out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[notebook.Cell]:
    """The cells of the notebook; the current folder holds the sample corpus where they look for it."""
    shutil.copytree(sample_out, tmp_path / "data" / "processed")
    monkeypatch.chdir(tmp_path)
    return json.loads(notebook.NOTEBOOK.read_text(encoding="utf-8"))["cells"]


def test_every_cell_prints_what_the_notebook_shows(cells: list[notebook.Cell]) -> None:
    """A cell that fails, or prints something else than the committed notebook, is seen; three cells draw a picture."""
    found = list(notebook.answers(cells))
    for cell, (text, _) in zip(notebook.code_cells(cells), found, strict=True):
        assert text == notebook.printed(cell), "".join(cell["source"])
    pictures = [picture for _, drawn in found for picture in drawn]
    assert len(pictures) == 3
    assert all(picture.startswith(PNG) for picture in pictures)


def test_the_notebook_shows_its_pictures(cells: list[notebook.Cell]) -> None:
    """Whoever opens it without running it sees three pictures, each under a question."""
    shown = [output for cell in notebook.code_cells(cells) for output in cell["outputs"] if "data" in output]
    assert [list(output["data"]) for output in shown] == [["image/png"]] * 3
    questions = [
        cell for cell in cells if cell["cell_type"] == "markdown" and "".join(cell["source"]).startswith("## ")
    ]
    assert len(questions) == 3
