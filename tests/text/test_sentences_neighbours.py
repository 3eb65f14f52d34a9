"""Sentences do not depend on the neighbours of a text."""

from __future__ import annotations

from pipeline.arrays.arrow import strings
from pipeline.text.sentences import split_sentences


def test_a_text_is_cut_the_same_whatever_stands_beside_it() -> None:
    """The last stop of a text does not look into the next text of the batch, closing marks or not."""
    texts = ["He said it was over.”", "The ferry left.", "It was “late.", "Nobody came."]
    counts, starts, ends = split_sentences(strings(texts))
    assert counts.tolist() == [1, 1, 1, 1]
    assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == [(0, len(t)) for t in texts]
