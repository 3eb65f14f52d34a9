"""What the shipped thresholds decide in whole comparisons."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from pipeline.duplicates.find import Thresholds
from tests.duplicates.test_find import Article, edited, invented, links

WORDS = invented(300, 1)


def relation(words: list[str], **thresholds: float) -> str | None:
    """What an article is called beside the one of WORDS."""
    found = links(
        [Article("a", " ".join(WORDS), 0), Article("b", " ".join(words), 1)], replace(Thresholds(), **thresholds)
    )
    return found["b"][1] if "b" in found else None


@pytest.mark.parametrize(("n_own", "expected"), [(0, "exact"), (1, "near"), (10, "near"), (11, "part"), (40, "part")])
def test_a_span_of_its_own_is_longer_than_twelve_shingles(n_own: int, expected: str) -> None:
    """Ten other words in a row touch twelve shingles, which is a phrase; eleven touch thirteen."""
    words = [*WORDS[:150], *invented(n_own, 2), *WORDS[150 + n_own :]]
    assert relation(words, max_own=0.0, min_jaccard=0.99) == expected


@pytest.mark.parametrize(("n_words", "expected"), [(31, None), (32, "near")])
def test_thirty_shingles_are_compared(n_words: int, expected: str | None) -> None:
    """A text of 32 words has thirty; a shorter one has exact copies alone."""
    short = WORDS[:n_words]
    found = links([Article("a", " ".join(short), 0), Article("b", " ".join([*short[:-1], "end"]), 1)])
    assert found.get("b", ("", None, 0.0))[1] == expected


def test_what_bounds_the_work_is_as_it_was_measured() -> None:
    """docs/decisions/006-duplicates.md: no result on ordinary news hangs on these, time and memory do."""
    known = asdict(Thresholds())
    assert {name: known[name] for name in ("max_texts", "leaders", "min_overlap", "max_compared")} == {
        "max_texts": 64,
        "leaders": 8,
        "min_overlap": 0.15,
        "max_compared": 16,
    }


def test_the_earliest_is_kept_then_the_longest() -> None:
    """By day, those without one last; of one day by length, then by the hash of the text."""
    texts = [" ".join(edited(WORDS, share, 3)) for share in (0.0, 0.02)]
    assert set(links([Article("a", texts[0], 5), Article("b", texts[1], 4)])) == {"a"}
    assert set(links([Article("a", texts[0], 5), Article("b", texts[1], None)])) == {"b"}
    assert set(links([Article("a", texts[0], 5), Article("b", texts[1] + " and more of it here", 5)])) == {"a"}


def test_a_hundred_copies_have_one_original() -> None:
    """More than a shingle may be held by: they are compared by what is common all the same."""
    articles = [Article(f"a{n:03}", " ".join([*WORDS, f"end{n}"]), n) for n in range(100)]
    found = links(articles)
    assert {other for other, _, _ in found.values()} == {"a000"}
    assert len(found) == 99
