"""Laws of words without their plural."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.resources import resource
from pipeline.text.plurals import without_plurals
from pipeline.text.word_facts import fold

WORDS = st.lists(st.tuples(st.text("seihxcuy", min_size=1, max_size=7), st.booleans()), max_size=8)


def changed(words: list[str]) -> list[str]:
    """All of the words without their plural."""
    found: list[str] = without_plurals(strings(words), np.ones(len(words), bool)).to_pylist()
    return found


@given(WORDS)
def test_many_words_are_folded_as_one_is(words: list[tuple[str, bool]]) -> None:
    """Each as `fold` does by itself, whatever stands beside it; those that may not change stay."""
    spelt, may_change = [word for word, _ in words], np.array([may for _, may in words], bool)
    found = without_plurals(strings(spelt), may_change).to_pylist()
    assert found == [fold(word) if may else word for word, may in words]


def test_every_word_of_the_part_of_speech_table_is_folded_so() -> None:
    """No difference over some seventeen thousand words of news."""
    words = [w for w in resource("en/pos_prior.tsv.gz").split()[0::2] if w.isascii() and w.isalpha()]
    assert changed(words) == list(map(fold, words))


def test_each_ending_has_its_case() -> None:
    """Four letters at least; -ss, -us and -is are no plurals."""
    cases = {
        "fees": "fee", "gas": "gas", "boss": "boss", "bus": "bus", "iris": "iris", "ties": "tie", "cities": "city",
        "hisses": "hiss", "dishes": "dish", "coaches": "coach", "boxes": "box", "houses": "house", "shes": "sh",
    }  # fmt: skip
    assert changed([*cases]) == [*cases.values()]
