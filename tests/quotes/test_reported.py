"""Laws of reported speech."""

from __future__ import annotations

import pytest

from tests.quotes.articles import quotations


@pytest.mark.parametrize(
    ("text", "speaker", "reported"),
    [
        ("Ann Smith said that the town would not pay.", "Ann Smith", "the town would not pay"),
        ("Ann Smith said the town would not pay.", "Ann Smith", "the town would not pay"),
        ("Ann Smith told reporters on Monday that the town would not pay.", "Ann Smith", "the town would not pay"),
        ("Ann Smith said on Monday that the town would not pay.", "Ann Smith", "the town would not pay"),
        ("The town will not pay, Ann Smith said on Monday.", "Ann Smith", "The town will not pay"),
        ("The town will not pay, said Ann Smith.", "Ann Smith", "The town will not pay"),
        ("The town will not pay, according to Ann Smith.", "Ann Smith", "The town will not pay"),
        ("According to Ann Smith, the town will not pay.", "Ann Smith", "the town will not pay"),
        ("The town, she said, will not pay for it.", None, "The town, she said, will not pay for it"),
        ("Ann Smith left the room, arguing that the town should pay.", "Ann Smith", "the town should pay"),
        ("Ann Smith said the town would pay, which was new.", "Ann Smith", "the town would pay"),
        ("Ann Smith asked the board whether it would pay.", "Ann Smith", "whether it would pay"),
        ("Ann Smith asked who would pay for it.", "Ann Smith", "who would pay for it"),
        ("Ann Smith told the board to pay for it.", "Ann Smith", "to pay for it"),
        ("Ann Smith left, telling reporters on Monday that it was shut for good.", "Ann Smith", "it was shut for good"),
        ("Ann Smith vowed on Monday that it would not pay.", "Ann Smith", "it would not pay"),
        ("Ann Smith vowed Monday to pay for the pier.", "Ann Smith", "to pay for the pier"),
        ("Ann Smith called on the board to pay for it.", "Ann Smith", "the board to pay for it"),
        ("Ann Smith called for a vote on the pier.", "Ann Smith", "a vote on the pier"),
        ("Ann Smith suggested the board was not at home.", "Ann Smith", "the board was not at home"),
        ("Ann Smith suggested they go home at once.", "Ann Smith", "they go home at once"),
        ("The pier, which Ann Smith said was shut for good, is new.", "Ann Smith", "was shut for good"),
        ("Ann Smith, who said she had never been there, left.", "Ann Smith", "she had never been there"),
        ("Some say that the pier was never open.", "some", "the pier was never open"),
        ("Police found the pier on fire, Ann Smith said.", "Ann Smith", "Police found the pier on fire"),
        ("(Ann Smith said the pier was shut.)", "Ann Smith", "the pier was shut"),
        ("(The pier is shut for good, Ann Smith said.)", "Ann Smith", "The pier is shut for good"),
        ("Ann Smith said the pier is shut (for good).", "Ann Smith", "the pier is shut (for good)"),
        ("Ann Smith said the town would pay; it did not.", "Ann Smith", "the town would pay"),
        ("Ann Smith said the town would pay, but it did not.", "Ann Smith", "the town would pay"),
        ("Ann Smith said the town would pay, but its mayor did not.", "Ann Smith", "the town would pay"),
        ("Ann Smith said she wanted no gift, but a loan.", "Ann Smith", "she wanted no gift, but a loan"),
        ("Ann Smith said they own a pier, and it is shut.", "Ann Smith", "they own a pier, and it is shut"),
        ("Ann Smith said the town would pay and added nothing.", "Ann Smith", "the town would pay"),
        ("Ann Smith said they were read and confirmed by it.", "Ann Smith", "they were read and confirmed by it"),
        ("Ann Smith said they were here and telling lies.", "Ann Smith", "they were here and telling lies"),
        ("While Ann Smith said the town would pay, it did not.", "Ann Smith", "the town would pay"),
        ("Yet Ann Smith said if it rains, the town will pay.", "Ann Smith", "if it rains, the town will pay"),
        ("Ann Smith said the town would pay, leaving all else.", "Ann Smith", "the town would pay, leaving all else"),
        ("Ann Smith said the town would pay, they would not.", "Ann Smith", "the town would pay, they would not"),
        (
            "The town will not pay for it, according to Ann Smith, the mayor.",
            "Ann Smith",
            "The town will not pay for it",
        ),
        ("The town, home to many, will not pay, Ann Smith said.", "Ann Smith", "The town, home to many, will not pay"),
        ("The town will not pay, Ann Smith said on Monday, as it rained.", "Ann Smith", "The town will not pay"),
        ("The town will not pay, Ann Smith said, adding much.", "Ann Smith", "The town will not pay"),
        ("The town will not pay, Ann Smith told the paper.", "Ann Smith", "The town will not pay"),
        ("Ann Smith told the paper she would not pay.", "Ann Smith", "she would not pay"),
        ("Ann Smith confirmed she would not pay it.", "Ann Smith", "she would not pay it"),
        ("In short, according to Ann Smith, the town will not pay.", "Ann Smith", "the town will not pay"),
        ("The town will not pay, according to exit polling data.", "exit polling data", "The town will not pay"),
        ("Ann Smith said that it will not pay, according to a report.", "Ann Smith", "it will not pay"),
        ("When it rained, Ann Smith said the town would pay.", "Ann Smith", "the town would pay"),
        ("Ann Smith met Tom Brown, saying that the town should pay.", None, "the town should pay"),
        ("In the old town, according to Ann Smith, the pier is shut.", "Ann Smith", "the pier is shut"),
        ("At the pier it rained, according to Ann Smith, all day.", "Ann Smith", "At the pier it rained"),
        ("Ann Holt and Tom Vane said the town would not pay.", "Ann Holt and Tom Vane", "the town would not pay"),
        ("It rained and Tom Vane said the town would not pay.", "Tom Vane", "the town would not pay"),
        ("And on Monday, Ann Smith said the town would not pay.", "Ann Smith", "the town would not pay"),
        ("Ann Smith said much of the pier was closed.", "Ann Smith", "much of the pier was closed"),
        ("Ann Smith told the paper in Leeds on Monday that it would not pay.", "Ann Smith", "it would not pay"),
        ("A spokesman for the town said it would not pay.", "a spokesman for the town", "it would not pay"),
    ],
)
def test_reported_words(text: str, speaker: str | None, reported: str) -> None:
    """The words without `that`, without the verb, and without the full stop."""
    (row,) = quotations(text)
    assert (row["kind"], row["speaker"], row["text"]) == ("indirect", speaker, reported)


def test_one_clause_after_the_other() -> None:
    """What two verbs report of one sentence are two rows, and a quotation behind the second takes nothing away."""
    text = "Ann Smith said the town would pay and added that the pier was shut, but said, “Nobody will go there.”"
    found = [(row["kind"], row["text"]) for row in quotations(text)]
    reported = [("indirect", "the town would pay"), ("indirect", "the pier was shut")]
    assert found == [*reported, ("direct", "“Nobody will go there.”")]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Smith said no.",
        "Ann Smith said nothing about the pier at all in Leeds.",
        "Ann Smith said little about why the pier was closed.",
        "Ann Smith continues to walk on the road to Leeds.",
        "Ann Smith told the paper nothing of all this.",
        "Other states that had a pier shut it for good.",
        "Ann Smith suggested a walk to the old pier.",
        "Ann Smith suggested it to the whole board.",
        "Ann Smith called the board on Monday to pay.",
        "Her endless calls for a vote on it were heard.",
        "Ann Smith asked the board for some of it.",
        "Ann Smith continued on Monday to pay for the pier.",
        "Ann Smith told two men from a part of the old town of Leeds that it would pay.",
        "Ann Smith said of the pier that it was closed.",
        "Ann Smith complained about that, and the town of Leeds paid.",
        "Ann Smith pleaded guilty to all of the charges.",
        "Ann Smith told her brother who\u2019d come to the window with eggs.",
        "The town, which reported record profit on Monday, lost its mayor.",
        "Ann Smith found a new house in the town.",
        "Ann Smith told the board about the new house.",
        "Ann Smith met Tom Brown in the town, saying that it should pay.",
        "In January, in her last speech to the town, Ann Smith said so.",
        "The town has nothing more to say about it.",
    ],
)
def test_nothing_reported(text: str) -> None:
    """Too few words, a thing for an object, or nobody who says it."""
    assert quotations(text) == []


def test_a_sentence_with_a_quotation_is_no_reported_clause() -> None:
    """Its marks say what was said."""
    (row,) = quotations("Ann Smith said that the plan was “a waste of money” for the town.")
    assert (row["kind"], row["speaker"], row["text"]) == ("mixed", "Ann Smith", "“a waste of money”")


def test_what_follows_a_quotation_and_its_verb_is_not_said() -> None:
    """Words behind `"...," she said` say when, unless `that` begins them."""
    rows = quotations("“We will not pay,” Ann Smith said as the meeting drew to its end.")
    assert [(row["kind"], row["text"]) for row in rows] == [("direct", "“We will not pay,”")]
