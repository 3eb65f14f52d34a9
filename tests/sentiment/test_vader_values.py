"""VADER's scores, written down: what `nltk.sentiment.vader` of nltk 3.9 gives for these sentences."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.arrays.arrow import strings
from pipeline.sentiment.vader import squash, vader
from pipeline.sentiment.vader_words import vader_words
from pipeline.text.characters import characters
from pipeline.text.passages import Passages


@pytest.mark.parametrize(
    ("text", "compound", "positive", "negative", "neutral"),
    [
        ("good", 0.4404, 1.0, 0.0, 0.0),
        ("bad", -0.5423, 0.0, 1.0, 0.0),
        ("The pier is good.", 0.4404, 0.492, 0.0, 0.508),
        ("The pier is very good.", 0.4927, 0.444, 0.0, 0.556),
        ("The pier is extremely good.", 0.4927, 0.444, 0.0, 0.556),
        ("The pier is GOOD.", 0.5622, 0.548, 0.0, 0.452),
        ("The pier is VERY good.", 0.6028, 0.495, 0.0, 0.505),
        ("The pier is good!", 0.4926, 0.516, 0.0, 0.484),
        ("The pier is good!!", 0.5399, 0.537, 0.0, 0.463),
        ("The pier is good!!!", 0.5826, 0.557, 0.0, 0.443),
        ("The pier is good!!!!", 0.0, 0.0, 0.0, 1.0),
        ("The pier is good!!!!!", 0.0, 0.0, 0.0, 1.0),
        ("Is the pier good?", 0.4404, 0.492, 0.0, 0.508),
        ("Is the pier good??", 0.504, 0.521, 0.0, 0.479),
        ("Is the pier good???", 0.533, 0.534, 0.0, 0.466),
        ("Is the pier good????", 0.0, 0.0, 0.0, 1.0),
        ("The pier is bad!", -0.5848, 0.0, 0.558, 0.442),
        ("The pier is not good.", -0.3412, 0.0, 0.376, 0.624),
        ("The pier isn't good.", -0.3412, 0.0, 0.445, 0.555),
        ("The pier is not very good.", -0.3865, 0.0, 0.344, 0.656),
        ("The pier is hardly good.", 0.3832, 0.395, 0.0, 0.605),
        ("The pier is barely good.", 0.3832, 0.395, 0.0, 0.605),
        ("The pier is slightly good.", 0.3832, 0.395, 0.0, 0.605),
        ("The pier is kind of good.", 0.3832, 0.343, 0.0, 0.657),
        ("The pier is really sort of good.", 0.4349, 0.324, 0.0, 0.676),
        ("The pier was never good.", -0.3412, 0.0, 0.376, 0.624),
        ("The pier was never so good.", 0.7279, 0.506, 0.0, 0.494),
        ("The pier was never this good.", 0.677, 0.477, 0.0, 0.523),
        ("The pier is good, but the boat is bad.", -0.5859, 0.142, 0.347, 0.511),
        ("The pier is bad, but the boat is good.", 0.3818, 0.294, 0.172, 0.534),
        ("But the pier is good.", 0.5927, 0.49, 0.0, 0.51),
        ("The pier is at least good.", 0.4404, 0.367, 0.0, 0.633),
        ("The pier is least good.", -0.3412, 0.0, 0.376, 0.624),
        ("The pier is the very least good.", 0.4902, 0.346, 0.0, 0.654),
        ("without doubt good", -0.0762, 0.383, 0.436, 0.181),
        ("no good", 0.1779, 0.569, 0.431, 0.0),
        ("The good pier and the bad boat.", -0.1531, 0.254, 0.307, 0.439),
        ("a great, great, great pier", 0.9231, 0.925, 0.0, 0.075),
        ("The pier is horrible and terrible and awful.", -0.8625, 0.0, 0.658, 0.342),
        ("GOOD", 0.4404, 1.0, 0.0, 0.0),
        ("GOOD PIER", 0.4404, 0.744, 0.0, 0.256),
        ("Good PIER", 0.4404, 0.744, 0.0, 0.256),
        ("The shit pier", -0.5574, 0.0, 0.643, 0.357),
        ("The pier is the shit", 0.6124, 0.5, 0.0, 0.5),
        ("The pier is the bomb", 0.6124, 0.5, 0.0, 0.5),
        ("a bad ass pier", -0.7906, 0.0, 0.875, 0.125),
        ("yeah right", 0.296, 0.688, 0.0, 0.312),
        ("They cut the mustard with the pier.", -0.2732, 0.0, 0.259, 0.741),
        ("kiss of death", -0.2732, 0.364, 0.506, 0.13),
        ("It was indeed a kiss of death for the pier.", -0.6124, 0.0, 0.417, 0.583),
        ("hand to mouth for years", 0.4939, 0.444, 0.0, 0.556),
        (":)", 0.4588, 1.0, 0.0, 0.0),
        ("The pier :(", -0.4404, 0.0, 0.592, 0.408),
        ("The pier is ok :D", 0.7378, 0.675, 0.0, 0.325),
        ("LOL", 0.4215, 1.0, 0.0, 0.0),
        ("The pier is uber good.", 0.4927, 0.444, 0.0, 0.556),
        ("incredibly, the pier is good", 0.4404, 0.42, 0.0, 0.58),
        ("most of the piers are good", 0.4404, 0.367, 0.0, 0.633),
        ("The pier is not bad.", 0.431, 0.416, 0.0, 0.584),
        ("The pier is not at all good.", -0.3412, 0.0, 0.286, 0.714),
        ("Nobody said that it was so very good.", 0.5379, 0.332, 0.0, 0.668),
        ("The pier is closed.", 0.0, 0.0, 0.0, 1.0),
        ("", 0.0, 0.0, 0.0, 0.0),
        ("!!!", 0.0, 0.0, 0.0, 1.0),
        ("pier", 0.0, 0.0, 0.0, 1.0),
        ('"good" pier', 0.0, 0.0, 0.0, 1.0),
        ("good-bad", 0.0, 0.0, 0.0, 1.0),
        ("goood", 0.0, 0.0, 0.0, 1.0),
        ("The pier is good and good and good.", 0.8271, 0.635, 0.0, 0.365),
        ("The pier is so good", 0.5777, 0.483, 0.0, 0.517),
        ("The pier is almost good", 0.3832, 0.395, 0.0, 0.605),
        ("It cost $5, which is fine.", 0.2023, 0.265, 0.0, 0.735),
    ],
)
def test_the_scores_of_a_sentence(text: str, compound: float, positive: float, negative: float, neutral: float) -> None:
    """Boosters, negations, capitals, marks, `but`, `least`, idioms and emoticons, one at a time."""
    batch = characters(strings([text]))
    found = vader(Passages(batch, batch.bounds[:-1], batch.bounds[1:]), vader_words())
    assert found.compound[0] == pytest.approx(compound, abs=5.1e-5)
    shares = [float(share[0]) for share in (found.positive, found.negative, found.neutral)]
    assert shares == pytest.approx([positive, negative, neutral], abs=5.1e-4)


@pytest.mark.parametrize(
    ("total", "compound"),
    [(0.0, 0.0), (1.0, 0.25), (-1.0, -0.25), (7.0, 0.875), (15**0.5, 0.5**0.5), (1e6, 1.0), (-1e6, -1.0)],
)
def test_a_sum_of_valences_becomes_a_compound(total: float, compound: float) -> None:
    """Over the root of its square and fifteen."""
    assert squash(np.array([total])).tolist() == pytest.approx([compound])
