"""Laws of the rules on speakers."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.quotes.spans import quotations
from pipeline.quotes.speakers import speakers
from pipeline.text.characters import characters
from pipeline.text.sentences import split_sentences

CASES = json.loads(Path(__file__).parent.parent.joinpath("cases", "speakers.json").read_text("utf-8"))
PIECES = st.sampled_from(
    ["“We pay,” ", '"No," ', "said ", "Ann Smith", "Smith ", ". ", ", ", "\n", "'", "the minister ", "told us: ", "O’"]
)
TEXTS = st.lists(st.lists(PIECES, max_size=9).map("".join), max_size=5)


def named(*texts: str) -> list[str | None]:
    """The speakers of all quotations of the texts."""
    column = strings(list(texts))
    batch, (counts, starts, _) = characters(column), split_sentences(column)
    return speakers(batch, quotations(batch), starts + np.repeat(batch.bounds[:-1], counts))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["law"])
def test_cases(case: dict[str, object]) -> None:
    """Each case of `cases/speakers.json` has the speakers written there."""
    assert named(str(case["text"])) == case["speakers"]


@given(TEXTS)
def test_neighbours_do_not_matter(texts: list[str]) -> None:
    """Who speaks a quotation depends on its own text alone."""
    assert named(*texts) == [name for text in texts for name in named(text)]


@given(TEXTS)
def test_a_speaker_stands_in_the_text(texts: list[str]) -> None:
    """No name is made up: it can be read in the text."""
    for text in texts:
        assert all(name is None or name in " ".join(text.split()) for name in named(text))


def test_a_text_without_quotations_has_no_speakers() -> None:
    """Nothing quoted, nobody quoted."""
    assert named("Smith said no.", "") == []
