"""The contract and the configuration in print."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pytest
import yaml

from pipeline.commands import describe
from pipeline.commands.cli import main
from pipeline.engine import config
from pipeline.settings import setting
from pipeline.tables import PUBLIC
from pipeline.tables.schema import column, table

ROOT = Path(__file__).resolve().parents[2]


def test_tables_prints_every_column(capsys: pytest.CaptureFixture[str]) -> None:
    """`tables` names every public table and column with its meaning."""
    assert main(["tables"]) == 0
    out = capsys.readouterr().out
    for one in PUBLIC:
        assert f"\n{one.name}: one row is" in "\n" + out
        assert all(shown.description in out for shown in one.columns)


def test_the_documented_tables_are_the_real_ones(capsys: pytest.CaptureFixture[str]) -> None:
    """docs/tables.md holds what `nightdesk tables` prints."""
    main(["tables"])
    assert capsys.readouterr().out.strip() in (ROOT / "docs/tables.md").read_text(encoding="utf-8")


def test_one_table_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """`tables NAME --json` gives one table, an interim one too, to a program."""
    assert main(["tables", "records", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["table"] == "records"
    assert {"name", "type", "nullable", "description"} == set(found["columns"][0])


def test_an_unknown_table_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt table ends with exit code 2 and the nearest name."""
    assert main(["tables", "sentimnt"]) == 2
    assert "did you mean sentiment?" in capsys.readouterr().err


def test_printed_defaults_are_a_valid_configuration(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What `config` prints loads as the defaults, each key after a comment with its range."""
    assert main(["config"]) == 0
    out = capsys.readouterr().out
    (tmp_path / "params.yaml").write_text(out, encoding="utf-8")
    assert config.load(tmp_path / "params.yaml") == config.load(tmp_path / "params.yaml", ["engine.workers=0"])
    sections = yaml.safe_load(out)
    text = out.splitlines()
    for section, keys in sections.items():
        assert f"{section}:" in out
        for key in keys or {}:
            place = next(i for i, line in enumerate(text) if line.startswith(f"  {key}:"))
            assert text[place - 1].startswith("  #"), key


COLOURS = table(
    "colours",
    "a colour",
    column("name", pa.string(), "how it is called"),
    column("seen_at", pa.timestamp("us", "UTC"), "when", nullable=True),
    column("days", pa.list_(pa.date32()), "on which days"),
)


def test_a_table_in_print() -> None:
    """Names and types in columns, short names of types."""
    assert describe._text(COLOURS).splitlines() == [
        "colours: one row is a colour",
        "  name     string      how it is called",
        "  seen_at  timestamp   when",
        "  days     list<date>  on which days",
    ]


def test_a_table_for_a_program() -> None:
    """Types as Arrow writes them, and whether a column may be null."""
    found = describe._data(COLOURS)
    assert (found["table"], found["row"], found["sort"]) == ("colours", "a colour", ["article_id"])
    assert found["columns"][1] == {
        "name": "seen_at", "type": "timestamp[us, tz=UTC]", "nullable": True, "description": "when",
    }  # fmt: skip


def test_a_name_like_no_other_gets_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    """Where no name is near, all are shown."""
    assert main(["tables", "zzzzzz"]) == 2
    said = capsys.readouterr().err
    assert "known: deliveries, articles, superseded" in said
    assert "did you mean" not in said


@dataclass(frozen=True)
class Config:
    """Settings of each kind."""

    size: int = setting(4, "how large", unit="words", low=1, high=9)
    names: list[str] = setting([], "which ones")
    extra: dict[str, int] = setting(
        {"a": 1}, "a mapping with a meaning that is so long that it has to be broken over lines"
    )
    name: str = setting("\u00e9", "a name", choices=("\u00e9", "b"))


def test_a_section_of_the_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    """Meaning and range above each key, broken at 116 characters; values as YAML writes them."""
    monkeypatch.setattr(describe, "config_class", lambda _name: Config)
    assert describe.section_text("colours").splitlines() == [
        "",
        "colours:",
        "  # how large (1 to 9 words)",
        "  size: 4",
        "  # which ones (any)",
        "  names: []",
        "  # a mapping with a meaning that is so long that it has to be broken over lines (any)",
        "  extra: {a: 1}",
        "  # a name (one of \u00e9, b)",
        "  name: \u00e9",
    ]
    monkeypatch.setattr(describe, "config_class", lambda _name: Empty)
    assert describe.section_text("colours") == "\ncolours: {}\n"


@dataclass(frozen=True)
class Empty:
    """No settings."""
