"""Arrays from resources are made once, and anew where a resource or the code has changed."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.resources import derived_arrays as module
from pipeline.resources.derived_arrays import Arrays, derived_arrays, letters_of, words_of


@pytest.fixture(autouse=True)
def _may_write(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python may write compiled files, where it likes to."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


class Maker:
    """Gives the arrays of some words and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Arrays:
        """One list of words and one table."""
        self.times += 1
        return {"words": letters_of(["Ostrand", "Özil", ""]), "rows": np.arange(6, dtype=np.int16).reshape(3, 2)}


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """A file of code."""
    path = tmp_path / "lists.py"
    path.write_text("one", encoding="utf-8")
    return path


def test_arrays_are_made_once(tmp_path: Path, code: Path) -> None:
    """The second time they come from a file, with their types and shapes."""
    make = Maker()
    for _ in range(2):
        found = derived_arrays("lists", ["en/gendered_words.tsv"], [str(code)], make, tmp_path)
        assert words_of(found["words"]) == ["Ostrand", "Özil", ""]
        assert found["rows"].dtype == np.int16
        assert found["rows"].tolist() == [[0, 1], [2, 3], [4, 5]]
    assert make.times == 1


def test_other_code_makes_them_anew(tmp_path: Path, code: Path) -> None:
    """What it gives now may be something else."""
    make = Maker()
    for text in ("one", "two", "two"):
        code.write_text(text, encoding="utf-8")
        derived_arrays("lists", [], [str(code)], make, tmp_path)
    assert make.times == 2


def test_other_resources_make_them_anew(tmp_path: Path, code: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word list of which one word has changed."""
    make = Maker()
    for content in (b"m\tsir\n", b"f\tmadam\n", b"f\tmadam\n"):
        monkeypatch.setattr(module, "stored", lambda _, content=content: content)
        derived_arrays("lists", ["en/gendered_words.tsv"], [str(code)], make, tmp_path)
    assert make.times == 2


@given(st.lists(st.text(st.characters(exclude_characters="\n", codec="utf-8"))))
def test_words_and_letters(words: list[str]) -> None:
    """Words come back as they were, empty ones and none at all too."""
    assert words_of(letters_of(words)) == words
