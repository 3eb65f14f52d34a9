"""The contract and the configuration in print."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from pipeline.commands.cli import main
from pipeline.engine import config
from pipeline.tables import PUBLIC

ROOT = Path(__file__).resolve().parents[2]


def test_tables_prints_every_column(capsys: pytest.CaptureFixture[str]) -> None:
    """`tables` names every public table and column with its meaning."""
    assert main(["tables"]) == 0
    out = capsys.readouterr().out
    for table in PUBLIC:
        assert f"\n{table.name}: one row is" in "\n" + out
        assert all(column.description in out for column in table.columns)


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
