"""What `explain` says of an article's tone, from rows that are written here."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.commands.explain_sentiment import _strongest, reasons_of, tone
from pipeline.sentiment.config import SentimentConfig

TEXT = "The quay is let. It was a wonderful day. A horrible storm came. Nobody left."
SPANS = ((0, 16), (17, 40), (41, 63), (64, 76))
SCORES = (0.0, 0.6, -0.5, 0.1)
Row = dict[str, Any]


def reason(word: str, contribution: float) -> Row:
    """A reason as a row."""
    return {"word": word, "contribution": contribution, "start": None, "end": None}


def why(sentence: int | None, *reasons: Row, is_stored: bool = True) -> Row:
    """The reasons of a sentence, or of the title."""
    total = sum(one["contribution"] for one in reasons)
    return {"sentence": sentence, "compound": total, "is_stored": is_stored, "reasons": list(reasons)}


def sentences(*scores: float | None) -> list[Row]:
    """The sentences of the text with these scores; the third is quoted."""
    return [
        {"sentence": n, "compound": score, "is_quote": n == 2, "start": start, "end": end}
        for n, (score, (start, end)) in enumerate(zip(scores, SPANS, strict=True))
    ]


SENTIMENT: Row = {
    "compound": 0.05, "label": "neutral", "title_compound": 0.25, "quotes_compound": -0.5, "reporter_compound": None,
    "spread": 0.4,
}  # fmt: skip


def told(*, full: bool = False, **rows: list[Row]) -> list[str]:
    """The lines of the page."""
    life = {"articles": [{"title": "Quay let"}], "sentiment": [SENTIMENT], "sentences": sentences(*SCORES)}
    return list(tone({**life, "why": [], "quotes": [], **rows}, TEXT, full=full))


def test_scores_of_the_article_and_of_its_sentences() -> None:
    """What there is no score of is not mentioned; a quoted sentence is marked."""
    assert told() == [
        "\nsentiment: +0.050 neutral   title +0.250   quotes -0.500   spread +0.400",
        "    0 +0.000       The quay is let.",
        "    1 +0.600       It was a wonderful day.",
        "    2 -0.500 quote A horrible storm came.",
        "    3 +0.100       Nobody left.",
    ]


def test_what_is_not_scored_says_so() -> None:
    """An article in another language."""
    nothing = dict.fromkeys(SENTIMENT) | {"label": "neutral"}
    lines = told(sentiment=[nothing], sentences=sentences(None, None, None, None))
    assert lines[0] == "\nsentiment: not scored   "
    assert lines[1] == "    0    -         The quay is let."


def test_the_strongest_reasons_stand_on_one_line() -> None:
    """Five by their size, the others as one; of sentences that have a tone."""
    seven = [reason(f"w{n}", 0.1 * n * (-1) ** n) for n in range(1, 8)]
    lines = told(why=[why(0, reason("no", 0.2)), why(1, *seven)])
    assert lines[3] == " " * 19 + "w7 -0.700   w6 +0.600   w5 -0.500   w4 +0.400   w3 -0.300   2 more +0.100"
    assert not any("no +0.200" in line for line in lines)


def test_every_reason_has_a_line_of_its_own_with_why() -> None:
    """And their sum; also of sentences without a tone, and of the title."""
    lines = told(full=True, why=[why(None, reason("let", 0.25)), why(0, reason("quay", 0.5), reason("is", -0.5))])
    assert lines[1:4] == ["    title Quay let", "       +0.2500     let", "       +0.2500     sum"]
    assert lines[5:8] == ["       +0.5000     quay", "       -0.5000     is", "       +0.0000     sum"]


def test_reasons_that_do_not_add_up_are_not_shown() -> None:
    """One is enough: the settings are others."""
    lines = told(why=[why(1, reason("wonderful", 0.6)), why(2, reason("horrible", -0.5), is_stored=False)])
    assert lines[1].startswith("  the tables were made with other settings")
    assert not any("wonderful +" in line for line in lines)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([], set()),
        ([0.0, 0.0], set()),
        ([None, 0.1, -0.1], {1, 2}),
        ([0.1, 0.2, 0.3, 0.4], {1, 2, 3}),
        ([-0.1, -0.2, -0.3, -0.4], {1, 2, 3}),
        ([0.5, -0.5, 0.4, -0.4, 0.3, -0.3, 0.2, -0.2, 0.0], {0, 1, 2, 3, 4, 5}),
    ],
)
def test_the_strongest_sentences(scores: list[float | None], expected: set[int]) -> None:
    """Three at either end; none without a tone."""
    assert _strongest([{"compound": score, "sentence": n} for n, score in enumerate(scores)]) == expected


def test_quotations_with_their_speakers() -> None:
    """How many have one; what was said on one line, cut where it is long."""
    rows = [
        {"compound": -0.5, "speaker": "Ann Holt", "start": 41, "end": 63},
        {"compound": None, "speaker": None, "start": 0, "end": 76},
    ]
    assert told(quotes=rows)[5:] == [
        "\nquotes: 2, 1 with a sure speaker",
        "      -0.500 Ann Holt                 A horrible storm came.",
        "         -   -                        The quay is let. It was a wonderful day. A horrible storm …",
    ]


@pytest.mark.parametrize(("off", "is_stored"), [(0.0, True), (0.00014, True), (0.00016, False), (-0.00016, False)])
def test_reasons_are_those_of_the_stored_score(off: float, is_stored: bool) -> None:
    """Within what four decimals leave open; they stand where the sentence does."""
    life: dict[str, list[Row]] = {
        "articles": [{"article_id": "a", "title": "Quay let", "text": TEXT}],
        "sentiment": [{"article_id": "a", "title_compound": None}],
        "sentences": [{"article_id": "a", "sentence": 1, "compound": 0.0, "start": 17, "end": 40}],
    }
    config = SentimentConfig(model="vader")
    (row,) = reasons_of(config, life)
    life["sentences"][0]["compound"] = row["compound"] + off
    (row,) = reasons_of(config, life)
    assert row["is_stored"] is is_stored
    placed = next(one for one in row["reasons"] if one["word"] == "wonderful")
    assert TEXT[placed["start"] : placed["end"]] == "wonderful"
