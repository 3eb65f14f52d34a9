"""Laws of the words of the model `news`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pytest

from pipeline.arrays.arrow import strings
from pipeline.resources.derived_arrays import Arrays
from pipeline.sentiment import grammar as grammar_module
from pipeline.sentiment import inflections
from pipeline.sentiment import news_words as news_words_module
from pipeline.sentiment.grammar import grammar
from pipeline.sentiment.news_words import given_valences, named_things, news_words, packed, rows, unpacked
from pipeline.sentiment.vader_words import lexicon, lexicon_path
from pipeline.sentiment.word_kinds import ARTICLE, BOUNDARY, GOES_ON, ONE, OPENS, PASSIVE, RULING, TONED


def test_hand_written_words_fill_the_gaps_of_the_lexicon() -> None:
    """VADER's own values stay, but for words of the rules and words that in news name a thing; those are left out."""
    given = given_valences()
    assert given["good"] == lexicon()["good"]
    assert given["embattled"] < 0
    assert "embattled" not in lexicon()
    assert "united" in lexicon()
    assert "united" in named_things()
    assert "united" not in given
    assert all(-4 <= value <= 4 for value in given.values())


def test_rows_hold_tone_rules_and_evidence() -> None:
    """Row 0 is blank; every other row has its tone, as a thing and alone, its rule, kind and what was learned."""
    words = rows({"pier": (0.5, -0.25)}, {"pierish": 2.0})
    assert words.evidence[:, words.row["pier"]].tolist() == [0.5, -0.25]
    assert words.tone[words.row["pierish"]] == words.moved[words.row["pierish"]] == 2.0
    assert not words.evidence[:, 0].any()
    assert (words.tone[0], words.rule[0], words.kinds[0]) == (0.0, 0, 0)
    assert (words.tone[words.row["prices"]], words.moved[words.row["prices"]]) == (0.0, -2.0)
    assert words.is_thing[words.row["prices"]]
    assert not words.is_thing[words.row["good"]]
    assert grammar().rules[words.rule[words.row["fell"]]].name == "falls"
    expected = {"a": ARTICLE | ONE, "the": ARTICLE, "was": PASSIVE | OPENS, "prices": TONED, "pier": 0}
    expected |= {"but": BOUNDARY | RULING | GOES_ON, "good": TONED | GOES_ON}
    assert {word: int(words.kinds[words.row[word]]) for word in expected} == expected
    assert words.rows_of(strings(["good", "xyzzy"])).tolist() == [words.row["good"], 0]


def test_learned_weights_are_moderate_and_names_have_none() -> None:
    """No single word decides a sentence, and names of people, parties and places have no learned weight."""
    words = news_words()
    assert np.abs(words.evidence).max() < 4
    for name in ("trump", "obama", "clinton", "romney", "russia", "texas", "merkel", "republicans", "democrats"):
        assert not words.evidence[:, words.row[name]].any() if name in words.row else True


def test_everyday_words_are_neutral() -> None:
    """Words that occur in all kinds of news add nothing."""
    words = news_words()
    for word in ("way", "year", "month", "time", "house", "elect"):
        assert not words.evidence[0, words.row[word]] if word in words.row else True


def test_many_words_have_the_rows_that_few_have() -> None:
    """Beyond some thousand, Arrow finds them; words that the model does not know have row 0."""
    words = news_words()
    known = words.names.to_pylist()[:5000]
    asked = [*known, *(f"xyzzy{n}" for n in range(5000))]
    rows = [words.row.get(word, 0) for word in asked]
    assert words.rows_of(strings(asked)).tolist() == rows
    assert words.rows_of(strings(asked[4990:5010])).tolist() == rows[4990:5010]
    assert rows[:5000] == list(range(1, 5001))


def test_rows_come_back_from_arrays() -> None:
    """Every column, the phrases and their tree, of the same kind and bits."""
    made = rows({"pier": (0.5, -0.25), "été": (0.0, 1.0)}, {"pierish": 2.0})
    found = unpacked(packed(made))
    assert found.row == made.row
    assert found.names.equals(made.names)
    for name in ("tone", "moved", "is_thing", "rule", "kinds", "evidence", "phrases"):
        one, other = getattr(made, name), getattr(found, name)
        assert (one.dtype, one.shape, one.tobytes()) == (other.dtype, other.shape, other.tobytes())
    for one, other in zip(made.tree, found.tree, strict=True):
        assert type(one) is type(other)
        assert np.array_equal(one, other)


def test_what_is_kept_is_what_would_be_made() -> None:
    """With words of a user's own the rows are made anew."""
    kept, made = news_words(), news_words_module._made({})
    assert kept.row == made.row
    assert np.array_equal(kept.evidence, made.evidence)
    assert np.array_equal(kept.phrases, made.phrases)
    assert news_words((("pierish", 2.0),)).row.keys() - kept.row.keys() == {"pierish"}


def test_all_that_is_read_to_make_the_rows_decides_whether_they_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed file of words or rules gives other sources."""
    read: list[str] = []
    whole = news_words_module.resource

    def noting(name: str) -> str:
        read.append(name)
        return whole(name)

    for module in (news_words_module, grammar_module, inflections):
        monkeypatch.setattr(module, "resource", noting)
    for function in (
        grammar,
        grammar_module.rules,
        grammar_module._parsed,
        inflections._doubled,
        inflections._irregular,
    ):
        function.cache_clear()
    news_words_module._made({})
    to_make = set(read)
    asked: list[str] = []

    def kept(name: str, resources: Iterable[str], code: Iterable[str], make: Callable[[], Arrays]) -> Arrays:
        asked.extend([*resources, *code])
        return make()

    monkeypatch.setattr(news_words_module, "derived_arrays", kept)
    news_words_module.news_words.__wrapped__()
    assert to_make <= set(asked)
    assert str(lexicon_path()) in asked
