"""Direct speech sentence by sentence: its words, and who speaks."""

from __future__ import annotations

import pytest

from tests.quotes.articles import rows


@pytest.mark.parametrize(
    ("text", "kind", "speaker", "speaker_kind", "words"),
    [
        (
            "\u201cThe pier is closed,\u201d Ann Holt said.",
            "direct",
            "Ann Holt",
            "named",
            "\u201cThe pier is closed,\u201d",
        ),
        (
            "\u201cThe pier is closed,\u201d said Ann Holt.",
            "direct",
            "Ann Holt",
            "named",
            "\u201cThe pier is closed,\u201d",
        ),
        (
            "\u201cThe pier is closed,\u201d said Ann Holt, the mayor.",
            "direct",
            "Ann Holt",
            "named",
            "\u201cThe pier is closed,\u201d",
        ),
        ("\u201cThe pier is closed,\u201d she said.", "direct", None, None, "\u201cThe pier is closed,\u201d"),
        (
            "Ann Holt said: \u201cThe pier is closed.\u201d",
            "direct",
            "Ann Holt",
            "named",
            "\u201cThe pier is closed.\u201d",
        ),
        (
            "Ann Holt said, \u201cThe pier is closed.\u201d",
            "direct",
            "Ann Holt",
            "named",
            "\u201cThe pier is closed.\u201d",
        ),
        ('"The pier is closed," Ann Holt said.', "direct", "Ann Holt", "named", '"The pier is closed,"'),
        ("'The pier is closed,' Ann Holt said.", "direct", "Ann Holt", "named", "'The pier is closed,'"),
        (
            "\u2018The pier is closed,\u2019 Ann Holt said.",
            "direct",
            "Ann Holt",
            "named",
            "\u2018The pier is closed,\u2019",
        ),
        (
            "\u00abThe pier is closed,\u00bb Ann Holt said.",
            "direct",
            "Ann Holt",
            "named",
            "\u00abThe pier is closed,\u00bb",
        ),
        (
            "\u201cThe pier is closed,\u201d the mayor said.",
            "direct",
            "the mayor",
            "nominal",
            "\u201cThe pier is closed,\u201d",
        ),
        (
            "\u201cThe pier is closed,\u201d officials said.",
            "direct",
            "officials",
            "nominal",
            "\u201cThe pier is closed,\u201d",
        ),
        (
            "\u201cThe pier is closed,\u201d a spokesman for the port said.",
            "direct",
            "a spokesman for the port",
            "nominal",
            "\u201cThe pier is closed,\u201d",
        ),
        (
            "\u201cThe pier is closed,\u201d Ann Holt told the Gazette.",
            "direct",
            "Ann Holt",
            "named",
            "\u201cThe pier is closed,\u201d",
        ),
        (
            "\u201cThe pier is closed,\u201d Ann Holt told Tom Vane.",
            "direct",
            "Ann Holt",
            "named",
            "\u201cThe pier is closed,\u201d",
        ),
        (
            "\u201cThe pier is closed,\u201d tweeted Ann Holt.",
            "direct",
            "Ann Holt",
            "named",
            "\u201cThe pier is closed,\u201d",
        ),
        (
            "\u201cIs the pier closed?\u201d asked Ann Holt.",
            "direct",
            "Ann Holt",
            "named",
            "\u201cIs the pier closed?\u201d",
        ),
        ("\u201cClose the pier!\u201d shouted Ann Holt.", "direct", "Ann Holt", "named", "\u201cClose the pier!\u201d"),
        (
            "\u201cThe pier is closed.\u201d Ann Holt left the room.",
            "direct",
            None,
            None,
            "\u201cThe pier is closed.\u201d",
        ),
        (
            "\u201cThe pier is closed,\u201d Ann Holt, the mayor, said on Monday.",
            "direct",
            "Ann Holt",
            "named",
            "\u201cThe pier is closed,\u201d",
        ),
        (
            "\u201cThe pier is closed,\u201d Ann Holt added.",
            "direct",
            "Ann Holt",
            "named",
            "\u201cThe pier is closed,\u201d",
        ),
        (
            "\u201cThe pier is closed,\u201d wrote Ann Holt in a letter.",
            "direct",
            "Ann Holt",
            "named",
            "\u201cThe pier is closed,\u201d",
        ),
        (
            "\u201cWe will not pay,\u201d he said. Ann Holt was there.",
            "direct",
            None,
            None,
            "\u201cWe will not pay,\u201d",
        ),
        (
            "Ann Holt met Tom Vane. \u201cThe pier is closed,\u201d he said.",
            "direct",
            None,
            None,
            "\u201cThe pier is closed,\u201d",
        ),
        (
            "Ann Holt met Tom Vane. \u201cThe pier is closed,\u201d she said.",
            "direct",
            "Ann Holt",
            "pronoun",
            "\u201cThe pier is closed,\u201d",
        ),
        (
            "\u201cThe \u2018pier of shame\u2019 is closed,\u201d Ann Holt said.",
            "direct",
            "Ann Holt",
            "named",
            "\u201cThe \u2018pier of shame\u2019 is closed,\u201d",
        ),
    ],
)
def test_direct_speech(text: str, kind: str, speaker: str | None, speaker_kind: str | None, words: str) -> None:
    """A sentence or more in marks of any kind, and who says it, before, behind or in the sentence before."""
    assert rows(text) == [(kind, speaker, speaker_kind, words)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("\u201cWe will pay for it all.\u201d \u2014 Mayor Ann Holt, to the paper", "Ann Holt"),
        ("\u201cWe will pay for it all.\u201d \u2014 Ann Holt, Tom Vane and others knew.", None),
        ("\u201cWe will pay for it all.\u201d \u2014 Ann Holt knew it.", None),
        ("\u201cWho will pay for it?\u201d Ann Holt asked Tom Vane.", "Ann Holt"),
        ("\u201cWho will pay for it?\u201d Ann Holt left Tom Vane.", None),
        ("Ann Holt, director of the Institute told the paper: \u201cWe will pay.\u201d", "Ann Holt"),
        ("Tom Vane, the official argued, was \u201cnot to pay for all this.\u201d", "the official"),
        ("But on Monday, Ann Holt wrote: \u201cWe will pay.\u201d", "Ann Holt"),
        ("\u201cWe will pay for it all,\u201d Ann Holt and Tom Vane said.", "Ann Holt and Tom Vane"),
        ("Ann Holt and her deputies said: \u201cWe will pay.\u201d", "Ann Holt and her deputies"),
    ],
)
def test_who_is_named(text: str, speaker: str | None) -> None:
    """Signatures with a title, listeners, roles without a second comma, `And on Monday`, two who speak as one."""
    (row,) = rows(text)
    assert row[1] == speaker
