"""Which words say nothing alone, which are one word, how long a label is: at each bound."""

from __future__ import annotations

import pytest

from pipeline.topics.labels import labels_of, says_nothing


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("people", True),  # in .64 of articles
        ("president", True),  # .55
        ("country", True),  # .45
        ("government", True),  # .42
        ("election", False),  # .38
        ("party", False),  # .3
        ("law", False),  # .34
        ("police", False),  # .11
    ],
)
def test_a_noun_says_nothing_where_two_of_five_articles_have_it(term: str, expected: bool) -> None:
    """The bound is .4 of news articles."""
    assert says_nothing(term) is expected


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("fight", False),  # a noun in five ninths of its uses
        ("move", False),
        ("increase", False),
        ("hope", False),
        ("talk", True),  # in four ninths
        ("play", True),
        ("return", True),
        ("love", True),
        ("start", True),  # in three
        ("win", True),  # in two
        ("vote", False),  # in six
    ],
)
def test_a_small_word_says_nothing_where_it_is_mostly_no_noun(term: str, expected: bool) -> None:
    """From half of its uses on it is one; with a capital it is a name whatever it is else."""
    assert says_nothing(term) is expected
    assert not says_nothing(term.capitalize())


@pytest.mark.parametrize(
    ("term", "expected"),
    [("9", True), ("x", True), ("G7", False), ("é", True), ("X", True), ("40", False), ("$5", False), ("-", True)],
)
def test_single_characters_say_nothing(term: str, expected: bool) -> None:
    """Letters, digits or marks; two of them may be a name."""
    assert says_nothing(term) is expected


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("print", "printers", True),  # an ending of three letters
        ("print", "printing", True),
        ("print", "prints", True),
        ("Print", "Printable", False),  # of four
        ("printers", "print", True),
        ("port", "ports", True),  # four letters in common
        ("port", "porters", True),
        ("port", "portland", False),
        ("cat", "cats", False),  # three
        ("car", "card", False),
        ("vote", "voting", False),  # three
        ("EU", "eu", True),
        ("Bank", "banks", True),
        ("banks", "banker", True),  # four in common, two behind
        ("bank", "bang", False),
        ("interest", "internist", False),
        ("ferry", "ferries", True),
    ],
)
def test_two_terms_are_one_word(one: str, other: str, is_same: bool) -> None:
    """Four letters in common at least, and three at most behind them; capitals do not tell apart."""
    label = labels_of([[one, other, "Zebra", "Quagga"]], 4)[0]
    assert (other not in label.split(", ")) is is_same


@pytest.mark.parametrize(
    ("row", "words", "label"),
    [
        (["rugby", "striker", "goal", "coach"], 3, "Rugby, striker, goal"),
        (["rugby", "striker", "goal", "coach"], 4, "Rugby, striker, goal, coach"),
        (["rugby", "striker", "goal", "coach"], 2, "Rugby, striker"),
        (["rugby", "striker", "goal", "coach"], 1, "Rugby"),
        (["rugby", "striker", "people", "coach"], 3, "Rugby, striker, coach"),
        (["rugby", "people", "striker"], 3, "Rugby, striker"),
        (["rugby", "people"], 3, "Rugby, people"),
        (["people", "rugby"], 1, "Rugby"),
        (["people", "country"], 3, "People, country"),
        (["people", "country", "government"], 3, "People, country"),
        (["rugby"], 3, "Rugby"),
        ([], 3, "Other texts"),
    ],
)
def test_a_label_has_three_terms_that_say_something_or_two(row: list[str], words: int, label: str) -> None:
    """Rather two than a third that says nothing alone; one of those joins where there are not two others."""
    assert labels_of([row], words) == [label]


@pytest.mark.parametrize(
    ("terms", "labels"),
    [
        ([["rugby"], ["rugby"], ["rugby"]], ["Rugby", "Rugby (2)", "Rugby (3)"]),
        ([["rugby"], ["Rugby"]], ["Rugby", "Rugby (2)"]),
        ([[], []], ["Other texts", "Other texts (2)"]),
        (
            [["rugby", "goal", "coach", "pitch"], ["rugby", "goal", "coach", "scrum"]],
            ["Rugby, goal, coach", "Rugby, goal, coach, scrum"],
        ),
        (
            [["rugby", "goal", "coach"], ["rugby", "goal", "coach", "people"]],
            ["Rugby, goal, coach", "Rugby, goal, coach, people"],
        ),
    ],
)
def test_no_two_topics_have_one_label(terms: list[list[str]], labels: list[str]) -> None:
    """The later one gets a further term, also one that says nothing, at last a number."""
    assert labels_of(terms) == labels


def test_labels_that_are_kept_are_taken_before_any_new_one() -> None:
    """Also those of later topics, and in other capitals."""
    assert labels_of([["rugby"], ["goal"]], kept=[None, "RUGBY"]) == ["Rugby (2)", "RUGBY"]
    assert labels_of([["rugby"], ["goal"]], kept=["Old name", None]) == ["Old name", "Goal"]
