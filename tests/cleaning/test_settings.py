"""Every setting of `clean` changes what comes out, in the direction that its description says."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.cleaning.config import CleanConfig
from pipeline.duplicates.thresholds import Thresholds
from tests.cleaning.nights import SEED, Row, column, invented_words, night

WORDS = invented_words(300, 1)
ORIGINAL = " ".join(WORDS) + "."
CHANGED = " ".join("changed" if at % 12 == 5 else word for at, word in enumerate(WORDS)) + "."
"""Every twelfth word is another: 223 of 298 shingles stand in both, .748 of either, .598 of both together."""
CONTINUED = " ".join([*WORDS[:260], *invented_words(40, 2)]) + "."
"""The last 40 words are another text's: 258 shingles of 298 stand in both, 40 in a row are its own."""
BORROWED = " ".join([*invented_words(300, 2), *WORDS[100:220]]) + "."
"""A longer article with 120 words of the original: 118 of its 298 shingles, .396."""


def relation(text: str, **settings: Any) -> str | None:
    """What the second of two articles, the original and this text, is called."""
    made = night({"p": [{"id": "1", "text": ORIGINAL}, {"id": "2", "text": text}]}, CleanConfig(**settings))
    return next((one for one in column(made, "articles", "relation") if one), None)


@pytest.mark.parametrize(
    ("text", "settings", "expected"),
    [
        (CHANGED, {}, "near"),
        (CHANGED, {"near_shingles": 298}, "near"),
        (CHANGED, {"near_shingles": 299}, None),
        (CHANGED, {"near_containment": 0.95, "near_jaccard": 0.597}, "near"),
        (CHANGED, {"near_containment": 0.95, "near_jaccard": 0.599}, None),
        (CHANGED, {"near_jaccard": 0.9, "near_containment": 0.66}, "near"),
        (CHANGED, {"near_jaccard": 0.9, "near_containment": 0.67}, None),
        (CONTINUED, {"near_jaccard": 0.9}, "near"),
        (CONTINUED, {"near_jaccard": 0.9, "near_own": 0.1}, "part"),
        (BORROWED, {}, "part"),
        (BORROWED, {"part_share": 0.39}, "part"),
        (BORROWED, {"part_share": 0.4}, None),
    ],
)
def test_what_counts_as_a_copy(text: str, settings: dict[str, Any], expected: str | None) -> None:
    """A step beyond what two articles have in common, they are no longer what they were."""
    assert relation(text, **settings) == expected


def test_each_bound_goes_to_the_threshold_of_its_meaning() -> None:
    """No two settings are mixed up, and what is no setting stays."""
    config = CleanConfig(near_shingles=40, near_jaccard=0.7, near_containment=0.4, near_own=0.3, part_share=0.5)
    assert config.thresholds() == Thresholds(
        min_shingles=40, min_jaccard=0.7, min_containment=0.4, max_own=0.3, min_part=0.5
    )
    assert CleanConfig().thresholds() == Thresholds()


@pytest.mark.parametrize(("words", "modulus", "n", "n_sampled"), [(3, 16, 298, 34), (3, 1, 298, 298), (4, 1, 297, 297)])
def test_shingles_are_as_long_and_as_many_as_wanted(words: int, modulus: int, n: int, n_sampled: int) -> None:
    """300 words have 298 runs of three; about one in `shingle_modulus` is sampled."""
    config = CleanConfig(shingle_words=words, shingle_modulus=modulus)
    made = night({"p": [{"id": "1", "text": ORIGINAL}]}, config)
    assert column(made, "shingles", "n_shingles") == [n]
    assert [len(hashes) for hashes in column(made, "shingles", "hashes")] == [n_sampled]


def test_copies_are_compared_by_runs_of_as_many_words() -> None:
    """Every twelfth word changed costs three of twelve runs of three words, and six of twelve runs of six."""
    rows: list[Row] = [{"id": "1", "text": ORIGINAL}, {"id": "2", "text": CHANGED}]
    found = [column(night({"p": rows}, CleanConfig(shingle_words=n)), "articles", "similarity") for n in (3, 6)]
    assert [max(x for x in similarities if x) for similarities in found] == pytest.approx([0.748, 0.492], abs=0.001)


@pytest.mark.parametrize(
    ("mode", "taken", "suspected"),
    [
        ("safe", ["promo"], ["headline"]),
        ("standard", ["headline", "promo"], []),
        ("full", ["headline", "promo"], []),
    ],
)
def test_the_safe_mode_only_suspects_what_a_headline_rule_takes(
    mode: str, taken: list[str], suspected: list[str]
) -> None:
    """What could be something else stays in the safe mode, and is told."""
    made = night({"p": [{"id": "seed", "text": "\n".join(SEED)}]}, CleanConfig(mode=mode))
    assert (column(made, "removed", "rule"), column(made, "flagged", "rule")) == (taken, suspected)
    assert column(made, "flagged", "probability") == pytest.approx([0.99] * len(suspected))


@pytest.mark.parametrize(("least", "n_flagged"), [(0.01, 2), (0.12, 1), (0.5, 0)])
def test_a_line_is_flagged_from_a_probability_on(least: float, n_flagged: int) -> None:
    """Of two lines the model suspects one more than the other; neither goes, and the bound decides which are told."""
    text = "\n".join([SEED[0], "Newsletter", SEED[1], "Join the newsletter and never miss the harbour news", SEED[2]])
    made = night({"p": [{"id": "1", "text": text}]}, CleanConfig(flag_probability=least))
    assert column(made, "removed", "text") == []
    assert len(column(made, "flagged", "text")) == n_flagged


def repeated(n_articles: int, source: str | None, config: CleanConfig) -> int:
    """How many of some articles lose the line that they share."""
    line = "Brought to readers by the friends of the harbour"
    text = "{} Number {}. {}\n" + line + "\n{} {}."
    rows: list[Row] = [
        {"id": str(at), "source": source, "text": text.format(SEED[at], at, SEED[0], SEED[at], at)}
        for at in range(n_articles)
    ]
    return column(night({"p": rows}, config), "removed", "rule").count("repeated")


@pytest.mark.parametrize(
    ("n", "source", "config", "lost"),
    [
        (2, "Post", CleanConfig(), 0),
        (3, "Post", CleanConfig(), 3),
        (2, "Post", CleanConfig(repeat_articles=2), 2),
        (3, "Post", CleanConfig(repeat_articles=4), 0),
        (4, None, CleanConfig(), 0),
        (5, None, CleanConfig(), 5),
        (3, None, CleanConfig(repeat_anywhere=3), 3),
        (5, None, CleanConfig(repeat_anywhere=6), 0),
    ],
)
def test_lines_are_noise_from_a_number_of_articles_on(
    n: int, source: str | None, config: CleanConfig, lost: int
) -> None:
    """At the number and above it, not below: of one publisher, or anywhere."""
    assert repeated(n, source, config) == lost


@pytest.mark.parametrize(("wanted", "expected"), [(["en"], [True, False, True]), (["de", "fr"], [False, True, True])])
def test_only_some_languages_are_read(wanted: list[str], expected: list[bool]) -> None:
    """`clean.languages` marks whose articles sentiment and keywords read; one whose language is unsure is read."""
    rows: list[Row] = [{"id": str(i), "text": SEED[0], "language": code} for i, code in enumerate(("en", "de"))]
    rows.append({"id": "2", "text": "7 + 7"})
    made = night({"p": rows}, CleanConfig(languages=wanted))["p"]["articles"].to_pylist()
    assert [row["is_read"] for row in sorted(made, key=lambda row: row["external_id"])] == expected
