"""Laws of the stage `clean`: lines that articles repeat."""

from __future__ import annotations

from tests.cleaning.nights import SEED, CleanConfig, column, night


def test_what_a_publisher_repeats_goes_wherever_it_stands() -> None:
    """Three articles of one publisher in three parts make a line noise, in these and in no other."""
    line = "Brought to readers by the friends of the harbour"
    rows = [
        {"id": str(at), "source": "Gazette", "text": f"{SEED[at]} {SEED[0]}\n{line}\n{SEED[at]} x."} for at in (1, 2, 6)
    ]
    other = {"id": "other", "source": "Post", "text": f"{SEED[4]} {SEED[0]}\n{line}\n{SEED[4]}"}
    made = night({"a": rows[:1], "b": rows[1:2], "c": [rows[2], other]})
    assert column(made, "removed", "rule") == ["repeated"] * 3
    assert [line in text for text in column(made, "texts", "text")].count(True) == 1
    config = CleanConfig(repeat_articles=4)
    assert column(night({"a": rows[:1], "b": rows[1:2], "c": [rows[2], other]}, config), "removed", "rule") == []


def test_without_a_publisher_five_articles_are_needed() -> None:
    """Articles of unknown origin count only together."""
    line = "Brought to readers by the friends of the harbour"
    rows = [
        {"id": str(at), "text": f"{SEED[at % 7]} Number {at}. {SEED[0]}\n{line}\n{SEED[at % 7]} {at}."}
        for at in range(5)
    ]
    assert column(night({"p": rows[:4]}), "removed", "rule").count("repeated") == 0
    assert column(night({"p": rows}), "removed", "rule").count("repeated") == 5


def test_lines_that_nobody_repeats_are_in_no_row_of_repeats() -> None:
    """`repeats` has the lines alone that some rule may ask about."""
    line = "Brought to readers by the friends of the harbour"
    rows = [{"id": str(n), "text": f"{SEED[n]} {n}.\n{line}", "source": "Post"} for n in range(3)]
    assert night({"p": rows[:2]})["p"]["repeats"].num_rows == 0
    found = night({"p": rows})["p"]["repeats"]
    assert found["n_articles"].to_pylist() == [9, 9, 9]
    assert found["n_anywhere"].to_pylist() == [0, 0, 0]
