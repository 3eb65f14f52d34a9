"""Configuration from files and from the command line."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import get_type_hints

import pytest

from pipeline.engine import config
from pipeline.engine.dag import CONFIGS
from pipeline.errors import ConfigError, UsageError


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run where no configs/params.yaml lies."""
    monkeypatch.chdir(tmp_path)


def params(tmp_path: Path, text: str) -> Path:
    """A params file with this text."""
    path = tmp_path / "params.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold() -> None:
    """Every section of the dag has its defaults."""
    found = config.load()
    assert set(found) == set(CONFIGS)
    assert found["engine"].workers == 0


def test_the_file_in_the_usual_place_is_read(tmp_path: Path) -> None:
    """configs/params.yaml below the current folder is taken where no other is named."""
    (tmp_path / "configs").mkdir()
    (tmp_path / "configs/params.yaml").write_text("engine:\n  workers: 2\n")
    assert config.load()["engine"].workers == 2


def test_later_overrides_win_over_the_file(tmp_path: Path) -> None:
    """--set beats the file, and the last --set beats the others."""
    path = params(tmp_path, "engine:\n  workers: 2\n")
    assert config.load(path, ["engine.workers=3", "engine.workers=4"])["engine"].workers == 4


def test_auto_is_allowed_beside_a_range() -> None:
    """A key declared with a further value takes it besides its numbers."""
    assert config.load(overrides=["topics.n_topics=auto"])["topics"].n_topics == "auto"
    assert config.load(overrides=["topics.n_topics=7"])["topics"].n_topics == 7


@pytest.mark.parametrize("text", ["", "# nothing\n"])
def test_an_empty_file_means_defaults(tmp_path: Path, text: str) -> None:
    """A file without sections changes nothing."""
    assert config.load(params(tmp_path, text)) == config.load()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("engine:\n  workers: -1\n", r"params\.yaml:2: engine\.workers must be 0 to 256 processes, got -1"),
        ("engine:\n\n  workers: two\n", r"params\.yaml:3: engine\.workers must be .* \(a whole number\), got 'two'"),
        ("engine:\n  workers: true\n", r"a whole number\), got True"),
        ("engine:\n  worker: 2\n", r"params\.yaml:2: unknown key 'engine\.worker'\n  hint: did you mean 'workers'\?"),
        (
            "clean:\n  twin_own: 0.3\n",
            r"params\.yaml:2: unknown key 'clean\.twin_own'\n  hint: it is now called 'clean\.near_own'",
        ),
        ("engin:\n  workers: 2\n", r"unknown section 'engin'\n  hint: did you mean 'engine'\?"),
        ("engin: {}\n", r"params\.yaml: unknown section 'engin'"),
        ("topics:\n  n_topics: many\n", r"topics\.n_topics must be 2 to 1,000 topics, or auto .*, got 'many'"),
        ("keywords:\n  preset: fancy\n", r"params\.yaml:2: keywords\.preset must be one of .*, got 'fancy'"),
        ("engine: 3\n", r"params\.yaml:1: expected `key: value` lines"),
        ("- a\n", r"params\.yaml:1: expected `key: value` lines"),
        ("engine:\n  workers: [\n", r"params\.yaml:\d: not YAML"),
    ],
)
def test_an_error_names_file_line_key_and_range(tmp_path: Path, text: str, words: str) -> None:
    """A bad key or value is told with its place, what is allowed, and what was found."""
    with pytest.raises(ConfigError, match=words):
        config.load(params(tmp_path, text))


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        ("workers=3", "is not SECTION.KEY=VALUE"),
        ("engine.workers", "is not SECTION.KEY=VALUE"),
        ("engine.workers=300", r"--set: engine\.workers must be 0 to 256 processes, got 300"),
        ("engine.workers=[", r"--set: engine\.workers must be"),
        ("nowhere.key=1", r"--set: unknown section 'nowhere'"),
    ],
)
def test_a_bad_override_is_told_as_such(pair: str, words: str) -> None:
    """A faulty --set names itself as the place."""
    with pytest.raises(ConfigError, match=words):
        config.load(overrides=[pair])


def test_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    """--config with a file that is not there says what to do."""
    with pytest.raises(UsageError, match=r"cannot be read: No such file[\s\S]*hint: give --config"):
        config.load(tmp_path / "absent.yaml")


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    """A binary file given as configuration is a configuration error, not a crash."""
    path = tmp_path / "params.yaml"
    path.write_bytes(b"\xff\xfe\x00x: 1\n\x81")
    with pytest.raises(ConfigError, match="not YAML"):
        config.load(path)


def test_lists_become_tuples_and_whole_numbers_floats_where_declared() -> None:
    """A value takes the declared type: YAML has no tuples, and `1` may stand for `1.0`."""
    for name in CONFIGS:
        kind = config.config_class(name)
        made = kind()
        for field in dataclasses.fields(kind):
            if get_type_hints(kind)[field.name] is float:
                assert isinstance(getattr(made, field.name), float), f"{name}.{field.name}"


def test_a_file_that_a_key_names_is_read(tmp_path: Path) -> None:
    """What a lexicon file holds becomes the value, so that the reuse key follows the content and not the path."""
    words = tmp_path / "words.csv"
    words.write_text("\ufeffword,valence\nPierish,2\n", encoding="utf-8")
    found = config.load(overrides=[f"sentiment.lexicon_extra={words}"], sections=["sentiment"])["sentiment"]
    assert found.lexicon_extra == {"pierish": 2.0}
    given = config.load(overrides=["sentiment.lexicon_extra={pierish: 2}"], sections=["sentiment"])["sentiment"]
    assert given == found


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"pierish,9\n", "words.csv:1: 9 is outside -4 to 4"),
        (b"na\xefve,1\n", "words.csv: not UTF-8"),
        (None, "sentiment.lexicon_extra: .*words.csv cannot be read: No such file"),
    ],
)
def test_a_bad_file_that_a_key_names_is_told(tmp_path: Path, data: bytes | None, words: str) -> None:
    """A missing or wrong file stops before anything is computed, and says where and what."""
    path = tmp_path / "words.csv"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(ConfigError, match=words):
        config.load(overrides=[f"sentiment.lexicon_extra={path}"], sections=["sentiment"])


def test_files_that_a_params_file_names(tmp_path: Path) -> None:
    """Whoever watches files learns which ones the configuration names."""
    params = tmp_path / "params.yaml"
    params.write_text("sentiment: {lexicon_extra: configs/my_words.csv, model: news}\ntopics: {n_topics: 3}\n")
    assert config.named_files(params) == {"sentiment": ["configs/my_words.csv"], "topics": []}
    assert config.named_files(tmp_path / "none.yaml") == {}
