"""The shipped settings and their declarations."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from pipeline.engine import config
from pipeline.engine.dag import CONFIGS

SHIPPED = Path(__file__).resolve().parents[2] / "configs/params.yaml"


def test_every_section_has_its_declaration() -> None:
    """And nothing else stands in the file."""
    assert list(yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))) == list(config.load())
    assert set(config.load()) >= set(CONFIGS)


@pytest.mark.parametrize("section", sorted(config.load()))
def test_every_default_is_allowed(section: str) -> None:
    """It lies within the range, or among the choices, that its declaration names; every setting says what it does."""
    given = config.load()[section]
    for one in fields(given):
        domain, value = one.metadata["domain"], getattr(given, one.name)
        assert domain.meaning
        if domain.choices:
            assert value in domain.choices
        elif value != domain.also and isinstance(value, int | float):
            assert domain.low is None or value >= domain.low
            assert domain.high is None or value <= domain.high
