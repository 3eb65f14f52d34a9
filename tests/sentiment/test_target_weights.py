"""What was learned for the tone towards a name, as it is kept and as it stands in the resource."""

from __future__ import annotations

import numpy as np

from pipeline.resources import resource
from pipeline.sentiment.news_words import news_words
from pipeline.sentiment.target_weights import REGIONS, learned, target_evidence


def test_what_is_kept_is_the_resource() -> None:
    """Every word with its ten numbers, in thousandths."""
    lines = [line.split("\t") for line in resource("en/news_targets.tsv.gz").splitlines() if line[0] != "#"]
    words, table = learned()
    assert words == tuple(line[0] for line in lines)
    assert table.tolist() == [[int(figure) / 1000 for figure in line[1:]] for line in lines]


def test_rows_of_words_have_their_numbers() -> None:
    """A word of the model has a column; one that it does not know leaves no trace."""
    words = news_words()
    table = np.arange(4.0 * len(REGIONS)).reshape(2, -1)
    found = target_evidence(words, ("village", "no-such-word"), table)
    assert found[:, words.row["village"]].tolist() == table[0].tolist()
    assert np.count_nonzero(found) == np.count_nonzero(table[0])
