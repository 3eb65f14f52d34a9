"""What is kept of the lists is what they say."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.arrays.arrow import strings
from pipeline.names import kept_lists, word_lists
from pipeline.names.kept_lists import FACT_BITS, SOURCES, holds, listed_numbers, numbered_pairs, words_with


def test_the_kept_lists_are_those_of_the_resources() -> None:
    """Facts, classes, kinds and pairs of places, whether they were made now or kept by an earlier process."""
    facts, classes = word_lists.word_facts(), word_lists.class_numbers()
    listed = [*facts, *classes, "xyzzy"]
    found = listed_numbers(strings(listed))
    assert (found & ((1 << FACT_BITS) - 1)).tolist() == [facts.get(word, 0) for word in listed]
    assert (found >> FACT_BITS).tolist() == [classes.get(word, 0) for word in listed]
    assert kept_lists.kind_names() == word_lists.kind_names()
    pairs, size = word_lists.numbered_pairs()
    assert (numbered_pairs()[0].tolist(), numbered_pairs()[1]) == (pairs, size)


def test_each_resource_of_the_lists_is_a_source() -> None:
    """Else a list that has changed would go unnoticed."""
    code = Path(word_lists.__file__).read_text(encoding="utf-8")
    assert sorted({*re.findall(r'resource\("([^"]+)"\)', code)}) == sorted(SOURCES)


def test_words_of_some_kinds() -> None:
    """All that the lists put under one of the letters, in their order, with all their kinds."""
    assert list(words_with("dV").items()) == [
        (word, kinds) for word, kinds in word_lists.word_kinds().items() if {*kinds} & {*"dV"}
    ]
    assert {"monday", "may"} <= {*words_with("d")}
    assert not words_with("")


def test_holds() -> None:
    """Which kinds hold one of some letters: none holds no letter."""
    assert [name for name, held in zip(kept_lists.kind_names(), holds("V"), strict=True) if held] == [
        name for name in kept_lists.kind_names() if "V" in name
    ]
    assert not holds("").any()


def test_pairs_of_places_are_found_by_number() -> None:
    """A pair of words is their numbers in one; behind all pairs stands a larger number."""
    pairs, size = numbered_pairs()
    number = word_lists.place_words()
    assert number["new"] * size + number["york"] in pairs
    assert number["york"] * size + number["new"] not in pairs
    assert (pairs[1:] > pairs[:-1]).all()
    assert pairs[-1] == size * size
