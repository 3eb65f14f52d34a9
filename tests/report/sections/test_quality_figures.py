"""The figures on quality, from the tables to the words."""

from __future__ import annotations

import pytest

from pipeline.report.data.corpus_summary import CorpusSummary
from pipeline.report.files.metrics import metrics
from pipeline.report.sections.quality import languages, quality
from tests.report.invented import Row, Rows, rows_of_a_night, summary_of

MINUS = "\N{MINUS SIGN}"


def night(n: int = 4) -> Rows:
    """Originals in one story, topic and language, with a tone of 0."""
    rows = rows_of_a_night(n)
    for article in rows["articles"]:
        article.update(duplicate_of=None, other_article_id=None, relation=None, similarity=None)
    for row in rows["article_topics"]:
        row.update(topic_id=0, strength=0.5)
    for row in rows["sentiment"]:
        row.update(compound=0.0, label="neutral", spread=0.25, quotes_compound=None, reporter_compound=0.0)
    for row in rows["article_stories"]:
        row["story_id"] = "a" * 16
    rows["removed"], rows["rejected"], rows["topics"] = [], [], rows["topics"][:1]
    return rows


def said(rows: Rows) -> dict[str, str]:
    """Figure → its value in words."""
    return {figure.name: figure.value for figure in quality(summary_of(rows))}


def put(rows: list[Row], name: str, *values: object) -> None:
    """Write values into a column, one a row."""
    for row, value in zip(rows, values, strict=True):
        row[name] = value


def test_every_figure_in_words() -> None:
    """Each with the form that fits it: decimals, percent, whole numbers, a sign."""
    rows = night()
    put(rows["articles"], "n_words", 1000, 1200, 1400, 2400)
    put(rows["articles"], "title", "A title", "Another", None, "Third")
    put(rows["articles"], "day", None, *(article["day"] for article in rows["articles"][1:]))
    put(rows["sentiment"], "compound", 0.5, -0.25, None, 0.35)
    put(rows["sentiment"], "spread", 0.1, 0.2, 0.9, 0.3)
    put(rows["article_topics"], "topic_id", 0, 0, 0, -1)
    put(rows["article_topics"], "strength", 0.5, 0.6, 0.7, 0.0)
    rows["topics"][0].update(coherence=0.125, terms=[{"term": word, "weight": 1.0} for word in "abca"])
    assert said(rows) == {
        "Coherence of topics": "0.12",
        "Diversity of topics": "75%",
        "Fit of articles to topics": "0.60",
        "Articles without a topic": "25%",
        "Stories of two articles or more": "1",
        "Keyphrases an article": "1.0",
        "Mean tone": "+0.20",
        "Tone within an article": "0.20",
        "Articles scored for tone": "75%",
        "Sentences that are quotes": "33%",
        "Words an article": "1,500",
        "Articles with a headline": "75%",
        "Articles with a day": "75%",
    }


@pytest.mark.parametrize(
    ("tone", "expected"), [(-0.25, f"{MINUS}0.25"), (0.0, "0.00"), (0.004, "0.00"), (0.006, "+0.01")]
)
def test_the_mean_tone_has_its_sign(tone: float, expected: str) -> None:
    """What rounds to zero has none."""
    rows = night()
    put(rows["sentiment"], "compound", *[tone] * 4)
    assert said(rows)["Mean tone"] == expected


def test_each_text_counts_once_in_tone_and_all_do_in_topics() -> None:
    """A copy with a strong tone moves no figure of tone; as an article without a topic it counts."""
    rows = night()
    kept = rows["articles"][0]["article_id"]
    rows["articles"][3].update(duplicate_of=kept, other_article_id=kept, relation="exact", similarity=1.0)
    put(rows["sentiment"], "compound", 0.1, 0.2, 0.3, -1.0)
    put(rows["sentiment"], "spread", 0.1, 0.1, 0.1, 0.9)
    put(rows["article_topics"], "topic_id", 0, 0, 0, -1)
    found = said(rows)
    assert (found["Mean tone"], found["Tone within an article"]) == ("+0.20", "0.10")
    assert (found["Articles without a topic"], found["Articles scored for tone"]) == ("25%", "100%")


@pytest.mark.parametrize(("stories", "n_shared", "n"), [("aaaa", 1, 1), ("aabb", 2, 2), ("abcc", 1, 3), ("abcd", 0, 4)])
def test_stories_that_are_shared(stories: str, n_shared: int, n: int) -> None:
    """Two articles share one, a single one does not."""
    rows = night()
    put(rows["article_stories"], "story_id", *(letter * 16 for letter in stories))
    assert said(rows)["Stories of two articles or more"] == str(n_shared)
    assert metrics(summary_of(rows))["n_stories"] == n


@pytest.mark.parametrize(("n_terms", "diversity"), [(9, 1.0), (10, 1.0), (11, 1.0), (12, 1.0)])
def test_ten_words_of_each_topic_count(n_terms: int, diversity: float) -> None:
    """What two topics share beyond the tenth word does not matter."""
    rows = night()
    first = [{"term": f"a{n}", "weight": 1.0} for n in range(10)] + [{"term": "shared", "weight": 0.1}] * 2
    second = [{"term": f"b{n}", "weight": 1.0} for n in range(10)] + [{"term": "shared", "weight": 0.1}] * 2
    rows["topics"] = [
        {**rows["topics"][0], "topic_id": number, "terms": terms[:n_terms]}
        for number, terms in enumerate((first, second))
    ]
    assert metrics(summary_of(rows))["term_diversity"] == diversity


def test_a_tenth_word_that_is_shared_counts() -> None:
    """Nineteen of twenty words are different."""
    rows = night()
    names = [[*(f"{letter}{n}" for n in range(9)), "shared"] for letter in "ab"]
    rows["topics"] = [
        {**rows["topics"][0], "topic_id": i, "terms": [{"term": word, "weight": 1.0} for word in words]}
        for i, words in enumerate(names)
    ]
    assert metrics(summary_of(rows))["term_diversity"] == 0.95


def corpus(*codes: str | None) -> CorpusSummary:
    """Articles in these languages."""
    rows = night(len(codes))
    put(rows["articles"], "language", *codes)
    return summary_of(rows)


def test_languages_by_number_then_by_code() -> None:
    """`unsure` is sorted as a code is."""
    assert languages(corpus("fr", "de", None, "fr", None, "en")) == [("fr", 2), ("unsure", 2), ("de", 1), ("en", 1)]
