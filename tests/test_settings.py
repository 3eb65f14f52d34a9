"""Declared settings."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import pytest

from pipeline.settings import Domain, Source, setting


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


@pytest.mark.parametrize(
    ("domain", "words"),
    [
        (Domain("m", low=0), "at least 0"),
        (Domain("m", low=0, high=1, unit="share"), "0 to 1 share"),
        (Domain("m", low=1000, high=1_000_000, unit="articles"), "1,000 to 1,000,000 articles"),
        (Domain("m", low=0.05), "at least 0.05"),
        (Domain("m", choices=(1, 2), unit="files"), "one of 1, 2"),
        (Domain("m", unit="words"), "any words"),
        (Domain("m", also="none"), "any, or none"),
        (Domain("m", high=2**31 - 1), "at most 2,147,483,647"),
    ],
)
def test_bounds_and_units_are_written_out(domain: Domain, words: str) -> None:
    """Thousands stand apart, a unit follows numbers and not choices, a further value comes last."""
    assert domain.describe() == words


def test_a_setting_carries_its_domain() -> None:
    """Default, meaning and bounds are those of the declaration."""

    @dataclass(frozen=True)
    class Config:
        size: int = setting(4, "how large", unit="words", low=1, high=9, formerly="length")

    (field,) = fields(Config)
    assert (Config().size, field.default) == (4, 4)
    domain = field.metadata["domain"]
    assert (domain.meaning, domain.unit, domain.low, domain.high, domain.formerly) == (
        "how large",
        "words",
        1,
        9,
        "length",
    )
    assert (domain.choices, domain.also, domain.reader) == ((), None, None)


def test_a_source_collects_overrides() -> None:
    """Later ones are added behind; the source itself stays as it is."""
    source = Source(pairs=("a.b=1",))
    assert source.also("c.d=2", "a.b=3") == Source(None, ("a.b=1", "c.d=2", "a.b=3"))
    assert source == Source(None, ("a.b=1",))
