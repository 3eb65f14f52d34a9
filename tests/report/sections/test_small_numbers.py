"""Words of the page for one of a thing."""

from __future__ import annotations

import pytest

from pipeline.report.sections.cleaning import _alike


@pytest.mark.parametrize(
    ("similarity", "words"),
    [
        (1.0, ", word for word"),
        (0.95, ", at least 95% alike"),
        (0.949, ", at least 94% alike"),
        (0.8999999761581421, ", at least 90% alike"),  # .9 as a float of 32 bits
    ],
)
def test_how_much_copies_are_alike(similarity: float, words: str) -> None:
    """In whole percent, rounded down, but for what a float of 32 bits lacks."""
    assert _alike(similarity) == words
