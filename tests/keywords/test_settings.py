"""Every setting of `keywords` changes what is found, in the direction that its description says."""

from __future__ import annotations

import pytest

from pipeline.keywords.stage import PRESETS, KeywordsConfig
from tests.keywords.test_stage import ARTICLE, found, named


def words_of(keyword: str) -> int:
    """Number of words."""
    return len(keyword.split())


@pytest.mark.parametrize("preset", PRESETS)
def test_n_keywords(preset: str) -> None:
    """So many, the best ones: fewer are the beginning of more."""
    every = named(found(KeywordsConfig(preset=preset), [ARTICLE]))
    assert len(every) > 5
    for n in (1, 2, 5):
        assert named(found(KeywordsConfig(preset=preset, n_keywords=n), [ARTICLE])) == every[:n]


@pytest.mark.parametrize("most", [1, 2, 3])
def test_max_words(most: int) -> None:
    """No keyword is longer, and with room for one more some are."""
    text = "The harbour fee reform committee met. " * 3 + ARTICLE
    lengths = [words_of(one) for one in named(found(KeywordsConfig(preset="phrases", max_words=most), [text]))]
    assert max(lengths) == most


def test_names_may_be_longer() -> None:
    """Only the preset that keeps names in full has longer ones."""
    text = "The Royal Northern Harbour Board met. The Royal Northern Harbour Board paid. " * 2
    assert max(map(words_of, named(found(KeywordsConfig(max_words=2), [text])))) > 2
    assert max(map(words_of, named(found(KeywordsConfig(preset="phrases", max_words=2), [text])))) == 2


@pytest.mark.parametrize("preset", PRESETS)
def test_stop_words(preset: str) -> None:
    """A word that is given is in no keyword, in any form; others take its place."""
    plain = named(found(KeywordsConfig(preset=preset), [ARTICLE]))
    without = named(found(KeywordsConfig(preset=preset, stop_words=["ferry"]), [ARTICLE]))
    assert any("ferry" in one.lower() for one in plain)
    assert not any("ferry" in one.lower().split() for one in without)
    assert set(without) - set(plain)


def test_preset() -> None:
    """Names in full by default, several words in phrases, single words in tags."""
    shown = {preset: named(found(KeywordsConfig(preset=preset), [ARTICLE])) for preset in PRESETS}
    assert len({tuple(one) for one in shown.values()}) == 3
    assert "Ada Moss" in shown["balanced"]
    means = {preset: sum(map(words_of, one)) / len(one) for preset, one in shown.items()}
    assert means["phrases"] > means["tags"]
