"""The range of every setting: its ends are taken, what lies beyond is refused with the range in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.engine import config
from pipeline.errors import ConfigError

RANGES: list[tuple[str, float, float | None, str]] = [
    ("engine.workers", 0, 256, "0 to 256 processes"),
    ("nightly.min_articles", 0, None, "at least 0 articles"),
    ("nightly.max_shrink_share", 0.0, 1.0, "0 to 1 share"),
    ("nightly.max_rejected_share", 0.0, 1.0, "0 to 1 share"),
    ("nightly.min_rejected", 1, None, "at least 1 records"),
    ("nightly.max_quiet_nights", 0, None, "at least 0 nights"),
    ("nightly.min_free_gib", 0.0, None, "at least 0 GiB"),
    ("nightly.max_hours", 0.0, None, "at least 0 hours"),
    ("nightly.keep_snapshots", 1, None, "at least 1 snapshots"),
    ("ingest.batch_articles", 1, 100000, "1 to 100,000 records"),
    ("ingest.batch_mb", 0.01, 512.0, "0.01 to 512 MB"),
    ("ingest.max_chars", 100, 100000000, "100 to 100,000,000 characters"),
    ("ingest.max_expansion", 1.0, 100000.0, "1 to 100,000 times"),
    ("ingest.max_expanded_mb", 1.0, 10000000.0, "1 to 10,000,000 MB"),
    ("ingest.max_document_mb", 0.01, 4000.0, "0.01 to 4,000 MB"),
    ("clean.flag_probability", 0.01, 1.0, "0.01 to 1 probability"),
    ("clean.repeat_articles", 2, 1000, "2 to 1,000 articles"),
    ("clean.repeat_anywhere", 2, 10000, "2 to 10,000 articles"),
    ("clean.shingle_words", 2, 8, "2 to 8 words"),
    ("clean.near_jaccard", 0.3, 1.0, "0.3 to 1 share of shingles"),
    ("clean.near_containment", 0.2, 1.0, "0.2 to 1 share of shingles"),
    ("clean.near_own", 0.0, 1.0, "0 to 1 share of shingles"),
    ("clean.near_shingles", 5, 1000, "5 to 1,000 shingles"),
    ("clean.part_share", 0.1, 1.0, "0.1 to 1 share of shingles"),
    ("names.window_days", 0, 3650, "0 to 3,650 days"),
    ("sentiment.neutral_band", 0.0, 1.0, "0 to 1, or auto"),
    ("sentiment.title_share", 0.0, 1.0, "0 to 1"),
    ("keywords.n_keywords", 1, 100, "1 to 100 keywords an article"),
    ("keywords.max_words", 1, 6, "1 to 6 words"),
    ("topics.n_topics", 2, 1000, "2 to 1,000 topics, or auto"),
    ("topics.seed", 0, 2147483647, "0 to 2,147,483,647"),
    ("topics.fit_size", 100, None, "at least 100 articles"),
    ("topics.n_terms", 1, 100, "1 to 100 terms a topic"),
    ("topics.refit_days", 0, None, "at least 0 days"),
    ("topics.max_drift", 0.0, 1.0, "0 to 1"),
    ("stories.window_days", 0, 7, "0 to 7 days"),
    ("stories.min_cosine", 0.01, 1.0, "0.01 to 1 cosine"),
    ("stories.min_cosine_undated", 0.01, 1.0, "0.01 to 1 cosine"),
    ("trends.window_days", 1, 3650, "1 to 3,650 days"),
    ("trends.burst_threshold", 0.0, 10.0, "0 to 10 standard deviations"),
    ("trends.min_articles", 1, 1000000, "1 to 1,000,000 articles"),
    ("report.n_stories", 1, 100, "1 to 100 stories"),
    ("report.n_full", 0, 50000, "0 to 50,000 articles"),
    ("report.n_listed", 0, 20000, "0 to 20,000 articles"),
    ("report.n_quotes", 0, 20000, "0 to 20,000 quotations"),
    ("report.n_samples", 1, 50, "1 to 50 samples"),
    ("report.n_extremes", 1, 50, "1 to 50 sentences"),
    ("report.n_bars", 7, 366, "7 to 366 columns"),
    ("report.n_baseline_days", 1, 366, "1 to 366 days"),
    ("report.max_rejected_share", 0.0, 1.0, "0 to 1 share"),
    ("report.max_removed_share", 0.0, 1.0, "0 to 1 share"),
    ("report.max_duplicate_share", 0.0, 1.0, "0 to 1 share"),
    ("report.max_undated_share", 0.0, 1.0, "0 to 1 share"),
    ("report.max_outlier_share", 0.0, 1.0, "0 to 1 share"),
    ("report.max_unscored_share", 0.0, 1.0, "0 to 1 share"),
]
WORDS = [
    ("engine.executor", "auto inprocess processes dask"),
    ("clean.mode", "safe standard full"),
    ("sentiment.model", "news vader"),
    ("keywords.preset", "balanced phrases tags"),
    ("topics.refit", "never due always"),
]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run where no configs/params.yaml lies."""
    monkeypatch.chdir(tmp_path)


def value_of(key: str, text: object) -> Any:
    """What a setting is with this override."""
    section, name = key.split(".")
    return getattr(config.load(overrides=[f"{key}={text}"], sections=[section])[section], name)


def refused(key: str, text: object) -> str:
    """The first line of the error with this override."""
    with pytest.raises(ConfigError) as caught:
        value_of(key, text)
    return str(caught.value).splitlines()[0]


def a_step(bound: float) -> float:
    """What lies next to a bound: a whole number, or a thousandth."""
    return 1 if isinstance(bound, int) else 0.001


@pytest.mark.parametrize(("key", "low", "high", "words"), RANGES)
def test_the_ends_of_the_range_are_taken(key: str, low: float, high: float | None, words: str) -> None:
    """As they are written; where there is no upper end a very large number is."""
    assert words
    assert value_of(key, low) == low
    top = high if high is not None else 10**9
    assert value_of(key, top) == top


@pytest.mark.parametrize(("key", "low", "high", "words"), RANGES)
def test_less_is_refused(key: str, low: float, high: float | None, words: str) -> None:
    """The message names the place, the setting, its range with the unit, and what was given."""
    del high
    below = round(low - a_step(low), 3)
    assert refused(key, below) == f"--set: {key} must be {words}, got {below!r}"


@pytest.mark.parametrize(("key", "low", "high", "words"), [row for row in RANGES if row[2] is not None])
def test_more_is_refused(key: str, low: float, high: float, words: str) -> None:
    """In the same words."""
    del low
    above = round(high + a_step(high), 3)
    assert refused(key, above) == f"--set: {key} must be {words}, got {above!r}"


@pytest.mark.parametrize(("key", "low", "high", "words"), RANGES)
def test_words_flags_and_lists_are_no_numbers(key: str, low: float, high: float | None, words: str) -> None:
    """The message says which type was meant."""
    del high
    kinds = {True: "a whole number", False: "a number"}[isinstance(low, int)]
    kinds += " or text" if words.endswith(", or auto") else ""
    for text, shown in (("many", "'many'"), ("true", "True"), ("[1]", "[1]"), ("null", "None")):
        assert refused(key, text) == f"--set: {key} must be {words} ({kinds}), got {shown}"


@pytest.mark.parametrize("key", [row[0] for row in RANGES if isinstance(row[1], int)])
def test_parts_are_no_whole_numbers(key: str) -> None:
    """A setting that counts takes no fraction, though it lies within its range."""
    assert refused(key, 150.5).endswith("got 150.5")


@pytest.mark.parametrize(("key", "words"), WORDS)
def test_each_word_of_a_list_is_taken_and_no_other(key: str, words: str) -> None:
    """Nor the same word in capitals; the message lists them."""
    for word in words.split():
        assert value_of(key, word) == word
    listed = ", ".join(words.split())
    assert (
        refused(key, words.split(maxsplit=1)[0].upper())
        == f"--set: {key} must be one of {listed}, got {words.split(maxsplit=1)[0].upper()!r}"
    )


@pytest.mark.parametrize("n", [1, 2, 4, 8, 16, 32, 64])
def test_a_sample_keeps_a_power_of_two(n: int) -> None:
    """Of the shingles one in so many; the numbers between are refused."""
    assert value_of("clean.shingle_modulus", n) == n
    expected = "--set: clean.shingle_modulus must be one of 1, 2, 4, 8, 16, 32, 64, got "
    for odd in (3 * n, 0, 128):
        assert refused("clean.shingle_modulus", odd) == f"{expected}{odd}"
