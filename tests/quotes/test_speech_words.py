"""Laws of the words of speech."""

from __future__ import annotations

from pipeline.quotes.speech_words import SMALL_ONLY, speech_words
from pipeline.resources import resource


def test_every_word_has_one_kind_and_can_be_looked_up() -> None:
    """No word of the resource stands there twice or falls out of the table."""
    lines = [line.split("\t") for line in resource("en/speech_words.tsv").splitlines() if not line.startswith("#")]
    assert [word for _, word in lines] == list(speech_words().table.words)
    assert len({word for _, word in lines}) == len(lines)


def test_row_0_is_any_other_word() -> None:
    """The first row has no kind; the others have the letter of the resource."""
    words = speech_words()
    assert words.kinds[0] == 0
    assert chr(words.kinds[1 + words.table.words.index("said")]) in SMALL_ONLY
