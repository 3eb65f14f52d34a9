"""Declared settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from pipeline.settings import Domain, setting


@pytest.mark.parametrize(
    ("domain", "words"),
    [
        (Domain("m", unit="files", low=1, high=5), "1 to 5 files"),
        (Domain("m", unit="MB", low=0.5), "at least 0.5 MB"),
        (Domain("m", high=2), "at most 2"),
        (Domain("m", choices=("a", "b")), "one of a, b"),
        (Domain("m", low=2, high=9, also="auto"), "2 to 9, or auto"),
        (Domain("m"), "any"),
    ],
)
def test_a_domain_describes_itself(domain: Domain, words: str) -> None:
    """The allowed values read as a sentence part."""
    assert domain.describe() == words


def test_mutable_defaults_are_not_shared() -> None:
    """Two configurations do not share a default list or mapping."""

    @dataclass(frozen=True)
    class Config:
        names: list[str] = setting(["a"], "names")
        extra: dict[str, Any] = setting({"k": 1}, "extra")

    one, two = Config(), Config()
    one.names.append("b")
    assert two.names == ["a"]
    assert one.extra is not two.extra
