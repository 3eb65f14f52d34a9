"""Laws of who speaks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.tables.quotes import QUOTATIONS
from tests.quotes.articles import quotation_rows, quotations, texts

CASES = json.loads(Path(__file__).parent.parent.joinpath("cases", "speakers.json").read_text("utf-8"))
PIECES = st.sampled_from(
    [
        "“We pay,” ",
        '"No," ',
        "said ",
        "Ann Smith",
        "Smith ",
        "he ",
        ". ",
        ", ",
        "\n",
        "that ",
        "the minister ",
        "told us: ",
    ]
)
TEXTS = st.lists(st.lists(PIECES, max_size=9).map("".join), max_size=4)


def named(*bodies: str) -> list[object]:
    """The speakers of all quotations in marks."""
    return [row["speaker"] for row in quotations(*bodies) if row["kind"] != "indirect"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["law"])
def test_cases(case: dict[str, object]) -> None:
    """Each case of `cases/speakers.json` has the speakers written there."""
    assert named(str(case["text"])) == case["speakers"]


@given(TEXTS)
def test_neighbours_do_not_matter(bodies: list[str]) -> None:
    """The rows of a text depend on it alone."""
    alone = [{**row, "article_id": f"a{n:03}"} for n, body in enumerate(bodies) for row in quotations(body)]
    assert quotations(*bodies) == alone


@given(TEXTS)
def test_rows_are_what_they_say(bodies: list[str]) -> None:
    """The text of a row stands at its place; rows are in order; a speaker has a kind, and only a speaker has."""
    table = quotation_rows(texts(*bodies))
    QUOTATIONS.check(table)
    last = ("", -1)
    for row in table.to_pylist():
        body = bodies[int(row["article_id"][1:])]
        assert body[row["start"] : row["end"]] == row["text"]
        assert (row["speaker"] is None) == (row["speaker_kind"] is None)
        assert row["speaker_id"] is None or row["speaker_kind"] in ("named", "pronoun")
        assert last <= (row["article_id"], row["start"])
        last = (row["article_id"], row["start"])


def test_other_languages_have_marks_only() -> None:
    """Where the words are not known, quotations have no speaker and there are no reported clauses."""
    rows = quotations("“We will pay,” said Ann Smith. She said that nobody would.", is_read=False)
    assert [(row["kind"], row["speaker"]) for row in rows] == [("direct", None)]


EDGES = [
    "“We shall pay,” said Ann Smith.\n“It will not be soon.”",
    "“Nothing of this is true.”\nThe paper did not answer.",
    "Mayor Bob Hale told reporters:",
    "“The road is closed.”",
    "Carla Moss said much",
    "“We are late,”",
    "said Bob Hale, the mayor of the town.",
    "Ann Smith was late. “I missed the train,”",
    "— Matthew Cole",
]


@pytest.mark.parametrize("last", EDGES)
def test_no_text_reads_on_from_the_one_before(last: str) -> None:
    """Whatever ends the text before it in the batch, a text has the quotations and speakers that it has alone."""
    alone = [(row["text"], row["speaker"], row["speaker_kind"]) for row in quotations(last)]
    for first in EDGES:
        rows = [row for row in quotations(first, last) if row["article_id"] == "a001"]
        assert [(row["text"], row["speaker"], row["speaker_kind"]) for row in rows] == alone, first
