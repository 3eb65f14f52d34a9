"""Figures of the model of news that do not depend on what was learned, each worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.sentiment.entity_tone import Articles, Places, summed_up
from pipeline.sentiment.news_model import Sums, features, lengths, shares, squash, weighed
from pipeline.sentiment.targets import Mentions, mentions_at, region, target_features
from tests.sentiment.sentences import bare_words, passages, values


def sums(*texts: str) -> Sums:
    """Sentences with their words in context."""
    return weighed(passages(texts), bare_words())


@pytest.mark.parametrize(
    ("total", "half", "expected"),
    [
        (0.0, 15.0, 0.0),
        (15**0.5, 15.0, 0.5**0.5),
        (1.0, 15.0, 0.25),
        (-1.0, 15.0, -0.25),
        (7.0, 15.0, 0.875),
        (2.0, 4.0, 0.5**0.5),
        (1e9, 4.0, 1.0),
    ],
)
def test_sums_are_squashed(total: float, half: float, expected: float) -> None:
    """Over the root of their square and a number, which they must reach for .71."""
    assert squash(np.array([total]), half).tolist() == pytest.approx([expected])


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ([0.0, 0.0], (1 / 3, 1 / 3, 1 / 3)),
        ([np.log(2), 0.0], (0.5, 0.25, 0.25)),
        ([0.0, np.log(2)], (0.25, 0.25, 0.5)),
        ([np.log(3), np.log(4)], (0.375, 0.125, 0.5)),
        ([-np.log(2), -np.log(2)], (0.25, 0.5, 0.25)),
        ([2000.0, 0.0], (1.0, 0.0, 0.0)),
        ([2000.0, 2000.0], (0.5, 0.0, 0.5)),
        ([-2000.0, -2000.0], (0.0, 1.0, 0.0)),
    ],
)
def test_probabilities_of_evidence(evidence: list[float], expected: tuple[float, float, float]) -> None:
    """Negative, neutral, positive: neutral has no evidence of its own; the three are 1 together."""
    found = shares(np.array(evidence)[:, None])
    assert [float(share[0]) for share in found] == pytest.approx(list(expected))


@pytest.mark.parametrize(("n_words", "length"), [(0, 2.0), (5, 3.0), (12, 4.0), (21, 5.0), (45, 7.0)])
def test_the_length_of_a_passage(n_words: int, length: float) -> None:
    """The root of its words and four more."""
    assert lengths(sums("pier " * n_words)).tolist() == [length]


@pytest.mark.parametrize(("text", "value"), [("good", 1.9), ("bad", -2.5), ("pier", 0.0)])
def test_what_the_lexicon_tells_of_one_word(text: str, value: float) -> None:
    """Its valence over the length of one word, and squashed with 15."""
    found = {name: float(column[0]) for name, column in features(sums(text)).items()}
    length, compound = 5**0.5, value / (value**2 + 15) ** 0.5
    assert found == pytest.approx(
        {
            "compound": compound,
            "total": value / length,
            "strength": abs(compound),
            "size": abs(value) / length,
            "feeling": abs(value) / length,
            "ruled": 0.0,
        }
    )


def test_tones_of_both_kinds_are_felt_and_cancel_out() -> None:
    """The sum is what speaks for one side, the sizes are what is felt."""
    found = {name: float(column[0]) for name, column in features(sums("good pier bad boat five")).items()}
    assert found["total"] == pytest.approx(-0.6 / 3)
    assert found["size"] == pytest.approx(0.6 / 3)
    assert found["feeling"] == pytest.approx(4.4 / 3)


def test_what_rules_decide_counts_once_more() -> None:
    """A thing that falls: its tone alone, squashed with 4, and the lexicon's words beside it not."""
    ruled = values("Crime fell")["crime"]
    found = features(sums("Crime fell on a good day"))
    assert found["ruled"].tolist() == pytest.approx([ruled / (ruled**2 + 4) ** 0.5], abs=1e-3)


@pytest.mark.parametrize(("text", "kept"), [("Is it good?", 0.35), ("It is good.", 1.0), ("Is it good? Yes.", 1.0)])
def test_a_question_keeps_thirty_five_hundredths_of_its_tone(text: str, kept: float) -> None:
    """Where its last stop asks."""
    assert values(text)["good"] == pytest.approx(1.9 * kept)


@pytest.mark.parametrize(
    ("n_before", "n_behind", "before", "behind"), [(2, 3, 2, 3), (4, 8, 4, 8), (5, 9, 4, 8), (12, 12, 4, 8)]
)
def test_what_stands_around_a_name(n_before: int, n_behind: int, before: int, behind: int) -> None:
    """Four tokens before it and eight behind are said of it; all are of its sentence; its own are left out."""
    found = sums("pier " * 20, "pier " * n_before + "Mara Holt" + " pier" * n_behind, "pier " * 20)
    first = 20 + n_before
    mention = Mentions(np.array([1]), np.array([first]), np.array([first + 1]))
    assert region(found, mention, "before").token.tolist() == list(range(first - before, first))
    assert region(found, mention, "behind").token.tolist() == list(range(first + 2, first + 2 + behind))
    assert region(found, mention, "own").token.tolist() == [first, first + 1]
    assert len(region(found, mention, "all").token) == n_before + n_behind


def test_the_tone_around_a_name() -> None:
    """The sum of each side, squashed with 4; its size over 4."""
    found = sums("the bad pier of Mara is good now")
    mention = mentions_at(found, np.array([0]), np.array([16]), np.array([20]))
    assert (mention.first.tolist(), mention.last.tolist()) == ([4], [4])
    tone, strength = target_features(found, mention)
    assert tone["behind"].tolist() == pytest.approx([1.9 / (1.9**2 + 4) ** 0.5])
    assert tone["before"].tolist() == pytest.approx([-2.5 / (2.5**2 + 4) ** 0.5])
    assert tone["clause"].tolist() == pytest.approx([-0.6 / (0.6**2 + 4) ** 0.5])
    assert strength["behind_size"].tolist() == pytest.approx([1.9 / 4])
    assert strength["before_size"].tolist() == pytest.approx([2.5 / 4])
    assert strength["clause_size"].tolist() == pytest.approx([4.4 / 4])


def articles(compound: list[float], n_sentences: list[int]) -> Articles:
    """Articles without headlines, of names of salience 1."""
    n = len(compound)
    return Articles(np.array(compound), np.zeros(n), np.array(n_sentences), np.zeros(n, bool), np.ones(n))


@pytest.mark.parametrize(
    ("tones", "n_sentences", "whole", "compound"),
    [
        ([0.5, 0.5], 10, -0.1, 0.24 * 0.5 * 2**0.5 / 1.25**0.5 - 0.076),
        ([0.5, 0.5], 2, -0.1, 0.5 * 2**0.5 / 1.25**0.5),  # no sentence is of others
        ([0.5], 4, 0.5, 0.5),
        ([0.5], 4, 0.0, 0.25 * 0.5),
        ([-0.2, 0.4], 8, 0.3, 0.26875 * 0.1 * 2**0.5 / 1.01**0.5 + 0.73125 * 0.3),
        ([], 3, 0.3, 0.3),
    ],
)
def test_the_article_has_its_share_in_the_tone_towards_a_name(
    tones: list[float], n_sentences: int, whole: float, compound: float
) -> None:
    """.85 and one over its sentences, as far as these are of others, who may be `he`; two are surer than one."""
    n = len(tones)
    where = Places(np.zeros(n, np.int64), np.arange(n), np.zeros(n, bool), np.array(tones))
    found = summed_up(where, articles([whole], [n_sentences]), adds_up=True)
    assert found.compound.tolist() == pytest.approx([compound])
    assert found.n_sentences.tolist() == [n]


def test_a_sentence_that_names_somebody_twice_counts_once() -> None:
    """With the mean of both; quotations apart from the reporter."""
    where = Places(
        np.array([0, 0, 0, 1]),
        np.array([4, 4, 5, 4]),
        np.array([True, True, False, True]),
        np.array([0.2, 0.4, -0.5, 1.0]),
    )
    found = summed_up(where, articles([0.0] * 3, [2, 1, 1]), adds_up=False)
    assert found.n_sentences.tolist() == [2, 1, 0]
    assert found.compound.tolist() == pytest.approx([-0.1, 1.0, 0.0])
    assert found.quotes[:2].tolist() == pytest.approx([0.3, 1.0])
    assert found.reporter[0] == pytest.approx(-0.5)
    assert np.isnan(found.reporter[1])
