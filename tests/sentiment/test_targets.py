"""Laws of the tone towards a name."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sentiment.news_model import weighed
from pipeline.sentiment.news_words import news_words
from pipeline.sentiment.targets import BEFORE, BEHIND, Mentions, around, learned, target_compounds, target_evidence
from tests.sentiment.sentences import passages

WORDS = st.sampled_from(
    ["Smith", "Jones", "praised", "attacked", "not", "the", "corrupt", "brave", ",", "pier", "fell"]
)
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=4)


def towards(*pairs: tuple[str, str]) -> list[float]:
    """The tone of each sentence towards a name in it."""
    found = weighed(passages([text for text, _ in pairs]), news_words())
    bounds = found.tokens.tokens.bounds.tolist()
    first = [
        next(n for n in range(bounds[k], bounds[k + 1]) if found.tokens.text(n) == name)
        for k, (_, name) in enumerate(pairs)
    ]
    mentions = Mentions(np.arange(len(pairs)), np.array(first, np.int64), np.array(first, np.int64))
    tones: list[float] = target_compounds(found, mentions, target_evidence(news_words(), learned())).tolist()
    return tones


def test_two_names_in_one_sentence_differ() -> None:
    """The victim is not judged as the one who killed him."""
    text = "Smith, a brave and honest man, was killed by Jones"
    smith, jones = towards((text, "Smith"), (text, "Jones"))
    assert jones < smith - 0.3


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (
            "Smith was praised for a brave and wise decision",
            "Smith was condemned for a corrupt and stupid decision",
        ),
        ("Smith was acquitted of fraud", "Smith was convicted of fraud"),
        ("Smith is not a crook", "Smith is a crook"),
    ],
)
def test_what_is_said_of_a_name_counts(better: str, worse: str) -> None:
    """Praise lifts, blame lowers, and the rules hold here as for sentences."""
    high, low = towards((better, "Smith"), (worse, "Smith"))
    assert high > low + 0.05


def test_the_name_itself_says_nothing() -> None:
    """One name in the place of another gives the same."""
    one, other = towards(("The council praised Smith", "Smith"), ("The council praised Jones", "Jones"))
    assert one == pytest.approx(other)


def test_regions_are_counted_from_the_name() -> None:
    """All but the name; so many tokens behind it and before it; the clause ends at the comma."""
    text = "a b c d e Smith Lee f g h i , j k l m n o"
    found = weighed(passages([text, "x y"]), news_words())
    near = around(found, Mentions(np.array([0, 1]), np.array([5, 18]), np.array([6, 18])))
    spelled = {
        name: "".join(found.tokens.text(t) for t in near.token[there & (near.home == 0)].tolist())
        for name, there in near.regions.items()
    }
    assert spelled == {"all": "abcdefghijklmno", "behind": "fghijklm", "before": "bcde", "clause": "abcdefghi"}
    assert (len(spelled["before"]), len(spelled["behind"])) == (BEFORE, BEHIND)
    assert near.token[near.home == 1].tolist() == [17, 18]


@given(TEXTS)
def test_neighbours_do_not_matter(texts: list[str]) -> None:
    """The tone towards a name is the same in a batch and alone, to the last bit."""
    pairs = [("Smith " + text, "Smith") for text in texts]
    assert towards(*pairs) == [towards(pair)[0] for pair in pairs]
