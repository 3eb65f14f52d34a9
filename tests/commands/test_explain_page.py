"""The page of `explain`: tone, keywords, topic and story, from rows that are written here."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.commands import explain_sentiment
from pipeline.commands.explain import _page, full_id
from pipeline.commands.explain_sentiment import neutral_scores, reasons_of, tone
from pipeline.engine.store import Store
from pipeline.errors import UsageError
from pipeline.sentiment.reasons import Reason
from pipeline.sentiment.stage import SentimentConfig

Row = dict[str, Any]
TEXT = "One good day. Two bad ones. “Three,” said Ann. Four."
SPANS = [(0, 13), (14, 27), (28, 46), (47, 52)]


def sentence(number: int, compound: float | None, *, is_quote: bool = False) -> Row:
    """A row of `sentences`."""
    start, end = SPANS[number]
    return {"sentence": number, "start": start, "end": end, "compound": compound, "is_quote": is_quote}


def why(number: int | None, *reasons: tuple[str, float], is_stored: bool = True) -> Row:
    """The reasons of a sentence, or of the title."""
    told = [{"word": word, "contribution": value} for word, value in reasons]
    return {"sentence": number, "compound": sum(value for _, value in reasons), "is_stored": is_stored, "reasons": told}


def life(**rows: list[Row]) -> dict[str, list[Row]]:
    """The rows of an article, none but those given."""
    names = ("articles", "sentiment", "sentences", "why", "quotes")
    return {name: [] for name in names} | {"articles": [{"title": "A title"}]} | rows


SCORES = {
    "compound": -0.0934, "label": "neutral", "title_compound": None, "quotes_compound": 0.1726,
    "reporter_compound": -0.1411, "spread": 0.348,
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "\nsentiment: -0.093 neutral   quotes +0.173   reporter -0.141   spread +0.348"),
        (
            {"title_compound": 0.5},
            "\nsentiment: -0.093 neutral   title +0.500   quotes +0.173   reporter -0.141   spread +0.348",
        ),
        (
            {"neutral_from": -0.3721, "neutral_to": 0.1419, "quotes_compound": None},
            "\nsentiment: -0.093 neutral (-0.37 to +0.14 is neutral)   reporter -0.141   spread +0.348",
        ),
        ({"compound": None, "quotes_compound": None}, "\nsentiment: not scored   reporter -0.141   spread +0.348"),
    ],
)
def test_the_scores_of_an_article(change: Row, expected: str) -> None:
    """Three decimals with their sign; what is missing is left out."""
    assert list(tone(life(sentiment=[SCORES | change]), TEXT, full=False)) == [expected]


@pytest.mark.parametrize(
    ("config", "n", "expected"),
    [
        (SentimentConfig(), 1, (-0.2, 0.2)),
        (SentimentConfig(), 400, (-0.3581, 0.1288)),
        (SentimentConfig(neutral_band=0.0), 400, (0.0, 0.0)),
        (SentimentConfig(model="vader"), 1, (-0.05, 0.05)),
    ],
)
def test_the_neutral_scores_of_an_article(config: SentimentConfig, n: int, expected: tuple[float, float]) -> None:
    """Those that its label follows from."""
    told = neutral_scores(config, n)
    assert (told["neutral_from"], told["neutral_to"]) == pytest.approx(expected, abs=2e-4)


def test_sentences_have_number_score_voice_and_text() -> None:
    """A sentence without a score has a dash."""
    rows = [sentence(0, 0.5), sentence(2, -0.25, is_quote=True), sentence(3, None)]
    assert list(tone(life(sentences=rows), TEXT, full=False)) == [
        "    0 +0.500       One good day.",
        "    2 -0.250 quote “Three,” said Ann.",
        "    3    -         Four.",
    ]


def test_the_strongest_sentences_have_their_reasons() -> None:
    """Five words each, the strongest first, and the others as their sum; the title's reasons come first."""
    words = [(f"w{n}", 0.01 * n) for n in range(1, 8)]
    rows = life(
        sentences=[sentence(0, 0.28), sentence(1, 0.0)],
        why=[why(None, ("good", 0.5)), why(0, *words), why(1, ("a", 0.0))],
    )
    assert list(tone(rows, TEXT, full=False)) == [
        "    title A title",
        "                   good +0.500",
        "    0 +0.280       One good day.",
        "                   w7 +0.070   w6 +0.060   w5 +0.050   w4 +0.040   w3 +0.030   2 more +0.030",
        "    1 +0.000       Two bad ones.",
    ]


def test_all_reasons_have_a_line_and_a_sum() -> None:
    """Of every sentence, with four decimals."""
    rows = life(sentences=[sentence(0, 0.25), sentence(1, 0.0)], why=[why(0, ("good", 0.5), ("day", -0.25)), why(1)])
    assert list(tone(rows, TEXT, full=True)) == [
        "    0 +0.250       One good day.",
        "       +0.5000     good",
        "       -0.2500     day",
        "       +0.2500     sum",
        "    1 +0.000       Two bad ones.",
        "       +0.0000     sum",
    ]


def test_three_sentences_at_either_end_are_explained() -> None:
    """Of eight scored ones the three lowest below 0 and the three highest above."""
    scores = [-0.4, -0.3, -0.2, -0.1, 0.1, 0.2, 0.3, 0.4]
    rows = [{**sentence(0, value), "sentence": number} for number, value in enumerate(scores)]
    told = list(tone(life(sentences=rows, why=[why(n, ("w", s)) for n, s in enumerate(scores)]), TEXT, full=False))
    assert [line.strip() for line in told if line.startswith(" " * 19)] == [
        "w -0.400", "w -0.300", "w -0.200", "w +0.200", "w +0.300", "w +0.400",
    ]  # fmt: skip


def test_tables_of_other_settings_are_not_explained() -> None:
    """Where one sum is not the stored score, nothing is explained, and the page says why."""
    rows = life(sentences=[sentence(0, 0.5)], why=[why(0, ("good", 0.1), is_stored=False)])
    assert list(tone(rows, TEXT, full=True)) == [
        "  the tables were made with other settings or another version: reasons cannot be shown;",
        "  give --config or --set as for that run",
        "    0 +0.500       One good day.",
    ]


def test_quotations_name_their_speakers() -> None:
    """How many have one; without a score and a speaker stand dashes."""
    rows = [
        {"start": 28, "end": 36, "speaker": "Ann Margareta Solberg-Hayes", "compound": 0.1},
        {"start": 28, "end": 36, "speaker": None, "compound": None},
    ]
    assert list(tone(life(quotes=rows), TEXT, full=False)) == [
        "\nquotes: 2, 1 with a sure speaker",
        "      +0.100 Ann Margareta Solberg-Ha “Three,”",
        "         -   -                        “Three,”",
    ]


ARTICLE: Row = {
    "article_id": "a1", "title": "A title", "source": "Post", "published_at": None, "section": None, "url": None,
    "external_id": "7", "n_chars": 52, "n_words": 9, "n_sentences": 4, "text": TEXT, "language": None,
    "language_score": None, "other_article_id": None, "relation": None, "similarity": None,
}  # fmt: skip
RECORD: Row = {"article_id": "a0", "title": None, "source_file": "x.jsonl", "record": 3, "text": TEXT, "language": None}


def whole(**rows: list[Row]) -> list[str]:
    """The page of an article of which little is known."""
    names = (
        *("records", "rejected", "superseded", "articles", "near_duplicates", "repairs", "removed", "flagged"),
        *("sentiment", "sentences", "why", "quotes", "keywords", "article_topics", "topics", "stories"),
    )
    return list(_page({name: [] for name in names} | rows, full=False))


def test_the_page_begins_with_the_place_of_the_article() -> None:
    """Under the id that it has now; what is known of it, then its size."""
    page = whole(records=[RECORD], articles=[ARTICLE])
    assert page[:4] == [
        "a1  (no title)",
        f"  raw: x.jsonl record 3, {len(TEXT)} characters",
        "  source: Post, external_id: 7",
        "  clean: 52 characters, 9 words, 4 sentences",
    ]


def test_a_record_that_gave_no_article_says_why() -> None:
    """A rejected one its reason, a superseded one its relation and place."""
    assert whole(records=[RECORD | {"text": None}], rejected=[{"reason": "no_text", "detail": "null"}]) == [
        "a0  (no title)",
        "  raw: x.jsonl record 3, 0 characters",
        "  rejected: no_text: null",
    ]
    old = {"relation": "updated", "source_file": "y.jsonl", "record": 4}
    assert whole(superseded=[old]) == ["  updated: y.jsonl record 4"]


def test_keywords_topic_and_story_end_the_page() -> None:
    """Counts behind keywords, strength behind the topic; an article that fits none says so."""
    page = whole(
        articles=[ARTICLE],
        keywords=[{"keyword": "pier", "count": 2}, {"keyword": "Ann", "count": 1}],
        article_topics=[{"topic_id": 3, "strength": 0.456}, {"topic_id": -1, "strength": 0.0}],
        topics=[{"topic_id": 3, "label": "Ferries"}],
        stories=[
            {"story_id": "s1", "n_articles": 1, "headline": "H"},
            {"story_id": "s2", "n_articles": 2, "headline": "I"},
        ],
    )
    assert page[-5:] == [
        "\nkeywords: pier (2), Ann (1)",
        "\ntopic: Ferries (strength 0.46)",
        "\ntopic: none fits (strength 0.00)",
        "story: s1, 1 article: H",
        "story: s2, 2 articles: I",
    ]


def test_an_id_that_nobody_has_is_told_with_the_folder(tmp_path: Any) -> None:
    """Where it was looked for, and where the ids are."""
    (tmp_path / "interim/ingest/records").mkdir(parents=True)
    with pytest.raises(
        UsageError, match=r"no record has this article_id\s+hint: looked in .*--out names another folder"
    ):
        full_id(Store(tmp_path), "abc")


@pytest.fixture
def scored(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text has one reason with a place, of .25, and one without, of .05."""
    found = [Reason("good", 0.25, 4, 8), Reason("any sentence", 0.05), Reason("One", 0.0, 0, 3)]
    monkeypatch.setattr(explain_sentiment, "reasons", lambda _text, _model, _extra: found)


@pytest.mark.usefixtures("scored")
def test_reasons_have_their_place_in_the_title_or_in_the_text() -> None:
    """Moved by where the sentence begins; what has no place has none; the first word has one."""
    rows = {
        "articles": [{"article_id": "a", "title": "A title", "text": TEXT}],
        "sentiment": [{"article_id": "a", "title_compound": 0.3}],
        "sentences": [{"article_id": "a", **sentence(1, 0.3)}, {"article_id": "a", **sentence(2, None)}],
    }
    title, second = reasons_of(SentimentConfig(), rows)
    assert (title["sentence"], second["sentence"]) == (None, 1)
    assert title["compound"] == pytest.approx(0.3)
    assert [(one["word"], one["start"], one["end"]) for one in title["reasons"]] == [
        ("good", 4, 8), ("any sentence", None, None), ("One", 0, 3),
    ]  # fmt: skip
    assert [(one["start"], one["end"]) for one in second["reasons"]] == [(18, 22), (None, None), (14, 17)]
    assert [one["contribution"] for one in second["reasons"]] == [0.25, 0.05, 0.0]


@pytest.mark.usefixtures("scored")
@pytest.mark.parametrize(
    ("stored", "is_stored"), [(0.3, True), (0.30014, True), (0.29986, True), (0.3002, False), (-0.3, False)]
)
def test_a_sum_is_the_stored_score_to_four_decimals(stored: float, is_stored: bool) -> None:
    """Half a unit of the last decimal and a little more may be lost by rounding."""
    rows = {
        "articles": [{"article_id": "a", "title": None, "text": TEXT}],
        "sentiment": [{"article_id": "a", "title_compound": None}],
        "sentences": [{"article_id": "a", **sentence(0, stored)}],
    }
    assert [row["is_stored"] for row in reasons_of(SentimentConfig(), rows)] == [is_stored]


def test_a_sentence_at_zero_is_not_strong() -> None:
    """Only what leans to a side has its reasons shown."""
    rows = life(sentences=[sentence(0, 0.0), sentence(1, -0.1)], why=[why(0, ("a", 0.0)), why(1, ("b", -0.1))])
    told = list(tone(rows, TEXT, full=False))
    assert [line.strip() for line in told if line.startswith(" " * 19)] == ["b -0.100"]
