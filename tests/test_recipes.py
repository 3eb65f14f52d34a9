"""The recipes of the documentation run as they stand."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
SETUP = re.search(r"```python setup\n(.*?)```", TEXT, re.DOTALL)
RECIPES = re.findall(r"\*\*(\d+)\. .*?```python\n(.*?)```", TEXT, re.DOTALL)
LINES = 3  # longest recipe


@pytest.fixture(scope="module")
def desk(sample_out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample corpus where the recipes look for it."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(sample_out, folder / "data" / "processed")
    return folder


def test_there_are_twelve() -> None:
    """Twelve questions, numbered."""
    assert [int(number) for number, _ in RECIPES] == list(range(1, 13))


@pytest.mark.parametrize(("number", "code"), RECIPES, ids=[number for number, _ in RECIPES])
def test_a_recipe_runs_and_answers(
    number: str, code: str, desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It prints something that is no empty frame, in few lines, without a slice by hand."""
    for library in ("polars", "duckdb"):
        if library in code or (library == "duckdb" and "connect()" in code):
            pytest.importorskip(library)
    monkeypatch.chdir(desk)
    assert SETUP is not None
    exec(SETUP[1] + code, {})  # noqa: S102 -- the documentation itself is under test
    answer = capsys.readouterr().out
    assert answer.strip(), number
    assert not re.search(r"Empty DataFrame|Series\(\[\]|shape: \(0,", answer), number
    assert len(code.strip().splitlines()) <= LINES
