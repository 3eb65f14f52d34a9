"""Laws of the features of phrases."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.keywords.candidate_spans import runs
from pipeline.keywords.candidates import phrases
from pipeline.keywords.features import features
from pipeline.resources import resource
from pipeline.text.tokens import tokenise
from pipeline.text.word_facts import lexis
from tests.keywords.batches import Entity, borders, headline_marks

WORDS = st.sampled_from(["harbour", "Harbour", "fees", "the", "NATO", "12", "well-known", "Ada", "to", ". "])
TEXTS = st.lists(st.lists(WORDS, max_size=12).map(" ".join), min_size=1, max_size=4)


def table(
    texts: list[str], entities: Sequence[Entity] = (), titles: Sequence[str | None] | None = None
) -> dict[tuple[int, str], dict[str, float]]:
    """Document and phrase → its features."""
    tokens = tokenise(strings(texts))
    words = lexis(tokens.word_strings)
    edge = borders(tokens, texts, entities)
    where = runs(tokens, words, edge)
    found = phrases(tokens.doc, words.stem[tokens.word], where, edge, 4)
    named = dict(features(tokens, words, where, found, headline_marks(tokens, titles or [None] * len(texts))))
    assert all(values.dtype == np.float32 for values in named.values())
    rows = {}
    for i, (a, b) in enumerate(zip(found.first, found.last, strict=True)):
        phrase = tokens.text[tokens.start[a] : tokens.end[b]].decode()
        rows[int(tokens.doc[a]), phrase] = {name: float(values[i]) for name, values in named.items()}
    return rows


def test_frequency_and_place_are_logarithms_of_counts() -> None:
    """A phrase of two occurrences, at the second and the seventh token."""
    row = table(["the harbour fees and the other harbour fees sank"])[0, "harbour fees"]
    assert row["log_tf"] == pytest.approx(np.log(2))
    assert row["single_tf"] == 0
    assert row["word_tf"] == pytest.approx(np.log(2))
    assert row["place"] == pytest.approx(np.log(2))
    assert row["place_squared"] == pytest.approx(np.log(2) ** 2 / 10)
    assert row["log_spread"] == pytest.approx(np.log(6))
    assert row["delimited"] == 1
    assert (row["words_1"], row["words_2"], row["words_3"]) == (0, 1, 0)


def test_letters_and_digits_are_those_of_the_stems() -> None:
    """Letters count in tens without plural; digits are the share of words that hold one."""
    row = table(["the 12 fees"])[0, "12 fees"]
    assert row["letters"] == pytest.approx(0.5)
    assert row["digits"] == 0.5


def test_what_stands_before_is_seen_through_a_space_only() -> None:
    """Determiner, preposition, and what calls for a verb."""
    rows = table(["the harbour", "of harbour", "to harbour", "the, harbour"])
    names = ("after_determiner", "after_preposition", "after_verbal")
    assert [[rows[d, "harbour"][n] for n in names] for d in range(4)] == [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 0]]


def test_names_and_acronyms_are_seen_by_their_capitals() -> None:
    """A repeated name outweighs a repeated noun; capitals tell nothing in a text that is full of them."""
    rows = table(
        ["we saw Ada there, and Ada saw a ferry near NATO and a ferry by day or night", "NATO SAW ADA AND NATO"]
    )
    assert rows[0, "Ada"]["name"] > rows[0, "ferry"]["name"]
    assert rows[0, "NATO"]["acronym"] == 0.5
    assert rows[0, "Ada"]["acronym"] == 0
    assert rows[1, "NATO"]["acronym"] == 0


def test_cut_and_mixed_names_are_marked() -> None:
    """`Robert` of `Robert Mueller` is cut, `harbour Robert` runs from lower case into a name."""
    rows = table(["the harbour Robert Mueller saw"])
    assert rows[0, "Robert"]["cut_name"] == 1
    assert rows[0, "Robert Mueller"]["cut_name"] == 0
    assert rows[0, "harbour Robert"]["mixed"] == 1
    assert rows[0, "Robert Mueller"]["mixed"] == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Mayor Ada Moss came", 1),
        ("the Mayor Ada Moss came, and Moss left", 1),
        ("the Mayor Ada Moss came, and Moss left, and Moss rested, and Moss slept", 1),
        ("the Mayor Ada Moss came, and Moss left, and Moss rested, and Moss slept, and Moss woke", 0),
        ("the Mayor Ada Moss came, and then Ada Moss left", 0),
        ("there was Ada Moss", 0),
    ],
)
def test_a_name_stands_seldom_and_behind_a_capital_alone(text: str, expected: float) -> None:
    """Up to four times in any form, in full behind a capitalised word wherever it stands in full."""
    assert table([text], [(0, "person", "Ada Moss|Moss")])[0, "Ada Moss"]["behind_capital"] == expected


def test_frequency_of_what_fills_its_run_counts_twice() -> None:
    """Where the phrase is no name."""
    rows = table(["the harbour, a harbour, old harbour, and Ada, and Ada"], [(0, "person", "Ada")])
    assert rows[0, "harbour"]["delimited_tf"] == pytest.approx(np.log(3) * 2 / 3)
    assert rows[0, "Ada"]["delimited_tf"] == 0
    assert rows[0, "old harbour"]["delimited_tf"] == 0


def test_clauses_are_told_from_phrases() -> None:
    """By a plural before the last word, and by a word that is seldom a noun or an adjective; of several words only."""
    rows = table(["the users deserve harbours there, a user fee there"])
    assert (rows[0, "users deserve harbours"]["inner_plural"], rows[0, "user fee"]["inner_plural"]) == (1, 0)
    assert rows[0, "users deserve harbours"]["long_verbal"] > 0.5 > rows[0, "user fee"]["long_verbal"]
    assert (rows[0, "harbours"]["inner_plural"], rows[0, "harbours"]["long_verbal"]) == (0, 0)


def test_kinds_of_names() -> None:
    """A name has one kind; a person of one word is marked."""
    rows = table(
        ["with Ada and Ben Moss at Ellis Cup"],
        [(0, "person", "Ada"), (0, "person", "Ben Moss"), (0, "other", "Ellis Cup")],
    )
    assert [(rows[0, name]["is_person"], rows[0, name]["is_other"]) for name in ("Ada", "Ellis Cup")] == [
        (1, 0),
        (0, 1),
    ]
    assert [rows[0, name]["single_person"] for name in ("Ada", "Ben Moss")] == [1, 0]


def test_the_headline_may_have_a_phrase_in_part_or_whole() -> None:
    """In any number; without a headline there is no share."""
    rows = table(["the harbour fees", "the harbour fees"], titles=["Harbour fee rises", None])
    assert [rows[d, "harbour fees"]["headline_whole"] for d in (0, 1)] == [1, 0]
    rows = table(["the harbour fees"], titles=["The harbour"])
    assert (rows[0, "harbour fees"]["headline"], rows[0, "harbour fees"]["headline_whole"]) == (0.5, 0)


def test_every_feature_has_a_weight() -> None:
    """The table of weights names the features, in their order, and no others."""
    names = [line.split("\t")[0] for line in resource("en/keyword_weights.tsv").splitlines()[1:]]
    assert names == list(next(iter(table(["harbour"]).values())))


@given(TEXTS)
def test_features_do_not_depend_on_the_batch(texts: list[str]) -> None:
    """A batch of N gives, bit for bit, the values of N batches of one."""
    together = table(texts)
    for doc, text in enumerate(texts):
        assert {p: v for (d, p), v in together.items() if d == doc} == {p: v for (_, p), v in table([text]).items()}
