"""What the lists know of words."""

from __future__ import annotations

import pytest

from pipeline.names.word_lists import CLASS_SHIFT, NINTHS, class_numbers, fields, place_pairs, places, word_kinds


def test_a_word_has_the_kinds_of_all_lists_that_hold_it() -> None:
    """In the order of their letters, each once: Paris is a large town, a surname, a first name of either."""
    assert word_kinds()["paris"] == "Lsu"
    assert word_kinds()["said"] == "Vms"
    assert "xyzzy" not in word_kinds()
    assert all(kinds == "".join(sorted({*kinds})) for kinds in word_kinds().values())


def test_the_list_written_by_hand_counts_before_the_other() -> None:
    """Places of several words are pairs of neighbours, with hyphens or without."""
    assert places()["france"] == "C"
    assert {("new", "york"), ("sri", "lanka"), ("saint", "denis")} <= place_pairs()
    assert not any(" " in word or "-" in word for pair in place_pairs() for word in pair)


def test_a_spelling_has_a_class_and_ninths_with_a_capital() -> None:
    """Both in one number."""
    number = class_numbers()["0.1"]
    assert (number >> CLASS_SHIFT, number & NINTHS) == (108, 9)


def test_fields_are_columns() -> None:
    """Of a list with or without a line end behind the last line."""
    assert fields("a\t1\nb c\t2\n", 2) == [["a", "b c"], ["1", "2"]]
    assert fields("a\t1\nb c\t2", 2) == [["a", "b c"], ["1", "2"]]


def test_lines_of_other_lengths_are_an_error() -> None:
    """Else all columns behind them would be wrong."""
    with pytest.raises(ValueError, match="3 fields"):
        fields("a\t1\nb\n", 2)
