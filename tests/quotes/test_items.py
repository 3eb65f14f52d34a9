"""Laws of the letters that the rules on speakers are patterns over."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.arrays.arrow import strings
from pipeline.quotes.items import quote_items
from pipeline.quotes.spans import quotations
from pipeline.text.characters import characters
from pipeline.text.sentences import split_sentences


def letters(*texts: str) -> str:
    """The letters of the texts."""
    column = strings(list(texts))
    batch, (counts, starts, _) = characters(column), split_sentences(column)
    return quote_items(batch, quotations(batch), starts + np.repeat(batch.bounds[:-1], counts)).letters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Go on,” said Mr. O’Hara-Bell.", "\nQVTN"),
        ("He spoke. “Go,” he said.\nNothing here.\n“Go.”", "\nPw.QPV\nF"),
        ("Ann's plan, “a very bad one”, failed (2 days).", "\nSw,f,w/dw/"),
        ("Saying “no”: the James' dog - 9 - ran", "\nN" + "x:DSw-d-w"),
    ],
)
def test_letters(text: str, expected: str) -> None:
    """Words, marks, quotations, sentences and lines have the letters that the module promises."""
    assert letters(text) == expected


def test_texts_do_not_run_into_each_other() -> None:
    """An apostrophe or word at the edge of a text belongs to it alone."""
    texts = ("“Go on,” said James", "'s plan “fails”", "x “Go on,” y-", "-z “Go on,”")
    assert letters(*texts) == "".join(letters(text) for text in texts)
