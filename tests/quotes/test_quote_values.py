"""Quotations sentence by sentence: words in marks within a sentence, reported speech, and what goes on."""

from __future__ import annotations

import pytest

from tests.quotes.articles import Row, rows


@pytest.mark.parametrize(
    ("text", "kind", "speaker", "speaker_kind", "words"),
    [
        (
            "\u201eThe pier is closed\u201c, Ann Holt said.",
            "mixed",
            "Ann Holt",
            "named",
            "\u201eThe pier is closed\u201c",
        ),
        (
            "Ann Holt called the pier \u201ca danger to all of us.\u201d",
            "mixed",
            "Ann Holt",
            "named",
            "\u201ca danger to all of us.\u201d",
        ),
        (
            "Ann Holt said the pier was \u201ca danger to all of us.\u201d",
            "mixed",
            "Ann Holt",
            "named",
            "\u201ca danger to all of us.\u201d",
        ),
        (
            "Ann Holt said that \u201cthe pier is closed.\u201d",
            "mixed",
            "Ann Holt",
            "named",
            "\u201cthe pier is closed.\u201d",
        ),
        ("The band played \u201cYesterday\u201d for an hour.", "mixed", None, None, "\u201cYesterday\u201d"),
        ("It was the so-called \u201cpier of shame\u201d for years.", "mixed", None, None, "\u201cpier of shame\u201d"),
        ("The film \u201cThe Pier\u201d opens on Friday.", "mixed", None, None, "\u201cThe Pier\u201d"),
    ],
)
def test_words_in_marks_within_a_sentence(
    text: str, kind: str, speaker: str | None, speaker_kind: str | None, words: str
) -> None:
    """Parts of a sentence; marks that nobody speaks have no speaker."""
    assert rows(text) == [(kind, speaker, speaker_kind, words)]


@pytest.mark.parametrize(
    ("text", "kind", "speaker", "speaker_kind", "words"),
    [
        (
            "Ann Holt insisted the pier was closed for good.",
            "indirect",
            "Ann Holt",
            "named",
            "the pier was closed for good",
        ),
        (
            "Ann Holt denied that the pier was closed for good.",
            "indirect",
            "Ann Holt",
            "named",
            "the pier was closed for good",
        ),
        ("Ann Holt warned that the pier would be closed.", "indirect", "Ann Holt", "named", "the pier would be closed"),
        (
            "Ann Holt announced that the pier would be closed.",
            "indirect",
            "Ann Holt",
            "named",
            "the pier would be closed",
        ),
        ("Ann Holt believes that the pier will be closed.", "indirect", "Ann Holt", "named", "the pier will be closed"),
        ("The pier will be closed, officials said.", "indirect", "officials", "nominal", "The pier will be closed"),
        ("The pier will be closed, the mayor said.", "indirect", "the mayor", "nominal", "The pier will be closed"),
        ("The mayor said the pier would be closed.", "indirect", "the mayor", "nominal", "the pier would be closed"),
        ("The company said it would close the pier.", "indirect", "the company", "nominal", "it would close the pier"),
        (
            "The report said the pier was not safe at all.",
            "indirect",
            "the report",
            "nominal",
            "the pier was not safe at all",
        ),
        ("Ann Holt said she would close the pier.", "indirect", "Ann Holt", "named", "she would close the pier"),
    ],
)
def test_reported_speech(text: str, kind: str, speaker: str | None, speaker_kind: str | None, words: str) -> None:
    """Without marks: the clause alone, without `that`, comma and full stop."""
    assert rows(text) == [(kind, speaker, speaker_kind, words)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "\u201cThe pier,\u201d Ann Holt said, \u201cis closed.\u201d",
            [
                ("direct", "Ann Holt", "named", "\u201cThe pier,\u201d"),
                ("mixed", "Ann Holt", "named", "\u201cis closed.\u201d"),
            ],
        ),
        (
            "\u201cThe pier is closed,\u201d Ann Holt said. \u201cIt will stay closed.\u201d",
            [
                ("direct", "Ann Holt", "named", "\u201cThe pier is closed,\u201d"),
                ("direct", "Ann Holt", "named", "\u201cIt will stay closed.\u201d"),
            ],
        ),
        (
            "\u201cThe pier is closed,\u201d Ann Holt said; \u201cit is not safe.\u201d",
            [
                ("direct", "Ann Holt", "named", "\u201cThe pier is closed,\u201d"),
                ("mixed", "Ann Holt", "named", "\u201cit is not safe.\u201d"),
            ],
        ),
        (
            "\u201cThe pier is closed,\u201d Ann Holt said, \u201cbut the boats will go on running.\u201d",
            [
                ("direct", "Ann Holt", "named", "\u201cThe pier is closed,\u201d"),
                ("mixed", "Ann Holt", "named", "\u201cbut the boats will go on running.\u201d"),
            ],
        ),
    ],
)
def test_quotations_that_go_on(text: str, expected: list[Row]) -> None:
    """Behind their verb, in the next sentence, or behind a semicolon: each is a row with the same speaker."""
    assert rows(text) == expected
