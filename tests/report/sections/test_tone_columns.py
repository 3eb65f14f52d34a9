"""The charts of tone, figure by figure."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import pytest

from pipeline.report.sections.tone import ToneSection, tone_section
from tests.report.invented import Rows, rows_of_a_night, summary_of

MINUS = "\N{MINUS SIGN}"


def night(tones: Sequence[float | None]) -> Rows:
    """Originals with these tones; their sentences have none."""
    rows = rows_of_a_night(len(tones))
    for article, row, tone in zip(rows["articles"], rows["sentiment"], tones, strict=True):
        article.update(duplicate_of=None, other_article_id=None, relation=None, similarity=None)
        row["compound"] = tone
    for sentence in rows["sentences"]:
        sentence["compound"] = None
    return rows


def drawn(tones: Sequence[float | None]) -> ToneSection:
    """The section of these articles."""
    return tone_section(summary_of(night(tones)))


def tips(found: ToneSection) -> list[str]:
    """What the columns say."""
    return re.findall("<title>(.*?)</title>", found.chart)


def test_twenty_columns_of_a_tenth() -> None:
    """From -1 to 1, with true minus signs; zero has none."""
    found = tips(drawn([0.0]))
    assert len(found) == 20
    assert [found[0], found[1]] == [
        f"{MINUS}1.0 to {MINUS}0.9: 0 articles",
        f"{MINUS}0.9 to {MINUS}0.8: 0 articles",
    ]
    assert found[9:12] == [f"{MINUS}0.1 to 0.0: 0 articles", "0.0 to +0.1: 1 article", "+0.1 to +0.2: 0 articles"]
    assert found[19] == "+0.9 to +1.0: 0 articles"


def test_columns_below_zero_have_the_colour_of_bad_news() -> None:
    """Those from zero on that of good news."""
    found = drawn([-0.95, -0.05, 0.0, 0.95])
    bars = re.findall(r'<rect class="(neg|pos)" x="([\d.]+)"', found.chart)
    assert bars == [("neg", "0.08"), ("neg", "9.08"), ("pos", "10.08"), ("pos", "19.08")]


def test_the_chart_is_told_in_a_sentence() -> None:
    """Zero counts with what lies above."""
    found = drawn([-0.55, -0.05, -0.05, 0.0, 0.35, None])
    assert 'aria-label="3 articles below zero, 2 at zero or above"' in found.chart
    assert (found.n_scored, found.most) == (5, 2)
    assert found.compound == pytest.approx(-0.06, abs=1e-6)


@pytest.mark.parametrize("tone", [-1.0, 1.0])
def test_the_ends_are_within_the_chart(tone: float) -> None:
    """A tone of one, either way, has its column."""
    assert sum(": 1 article" in tip for tip in tips(drawn([tone]))) == 1


def test_nobody_scored() -> None:
    """No chart, nothing most, no voices, no sentence."""
    found = drawn([None, None])
    assert (found.chart, found.most, found.n_scored, found.voices, found.lowest) == ("", 0, 0, [], [])
    assert math.isnan(found.compound)


def voiced(reporter: Sequence[float], quotes: Sequence[float]) -> ToneSection:
    """The section of a night with these scores of sentences, in quotation marks or not; the others have none."""
    rows = night([0.0] * 4)
    for is_quote, scores in ((False, reporter), (True, quotes)):
        own = [sentence for sentence in rows["sentences"] if sentence["is_quote"] == is_quote]
        for sentence, score in zip(own, scores, strict=False):
            sentence["compound"] = score
    return tone_section(summary_of(rows))


@pytest.mark.parametrize(
    ("reporter", "quotes", "expected"),
    [
        ([-0.5, 0.0, 0.5, 0.5], [], [("Reporters’ sentences", 4, ["25%", "25%", "50%"])]),
        ([], [-0.1, -0.2, -0.3, 0.0], [("Quoted sentences", 4, ["75%", "25%", "0%"])]),
        (
            [0.01],
            [-0.01],
            [("Reporters’ sentences", 1, ["0%", "0%", "100%"]), ("Quoted sentences", 1, ["100%", "0%", "0%"])],
        ),
        ([0.0] * 15 + [0.5], [], [("Reporters’ sentences", 16, ["0%", "94%", "6.2%"])]),
        ([], [], []),
    ],
)
def test_the_voices_are_spread(
    reporter: list[float], quotes: list[float], expected: list[tuple[str, int, list[str]]]
) -> None:
    """Shares below zero, at zero and above it; a side without scored sentences is left out."""
    assert [(voice.name, voice.n, voice.shares) for voice in voiced(reporter, quotes).voices] == expected


def test_a_voice_is_drawn_and_told() -> None:
    """Three pieces, the bad ones on the left."""
    (voice,) = voiced([-0.5, 0.0, 0.5, 0.5], []).voices
    assert 'aria-label="Reporters’ sentences: 25% below zero, 25% at zero, 50% above zero"' in voice.chart
    pieces = re.findall(r'<rect class="(\w+)" x="([\d.]+)" width="([\d.]+)"', voice.chart)
    assert pieces == [("neg", "0.00", "25.00"), ("nil", "25.00", "25.00"), ("pos", "50.00", "50.00")]
