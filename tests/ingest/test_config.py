"""Laws of the readers' configuration."""

from typing import Any

import pytest

from pipeline.errors import ConfigError
from pipeline.ingest.config import FIELDS, IngestConfig


def test_defaults_name_every_field() -> None:
    """Each field of a record has other names by default, and no name stands for two fields."""
    config = IngestConfig()
    assert tuple(config.aliases) == FIELDS
    names = [name for field, others in config.aliases.items() for name in (field, *others)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("aliases", [{"texts": ["body"]}, {"text": "body"}, {"text": [1]}])
def test_wrong_aliases_are_refused(aliases: dict[str, Any]) -> None:
    """An unknown field, or other names that are no list of strings, is an error that says where."""
    with pytest.raises(ConfigError, match=r"ingest\.aliases"):
        IngestConfig(aliases=aliases)


def test_a_wrong_pattern_is_refused() -> None:
    """What is no regular expression is an error that says where."""
    with pytest.raises(ConfigError, match=r"ingest\.path_pattern"):
        IngestConfig(path_pattern="(")


def test_bounds_follow_from_settings() -> None:
    """The longest line holds a text of the longest length, escaped, and megabytes are a million bytes."""
    config = IngestConfig(max_chars=1000, batch_mb=0.5)
    assert config.max_line >= 12 * 1000
    assert config.batch_bytes == 500_000
